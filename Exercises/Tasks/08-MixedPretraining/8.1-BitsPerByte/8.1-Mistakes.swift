import ExerciseKit
import Foundation

/// The known mistakes of exercise 8.1.
public var bitsPerByteMistakes: [KnownMistake<Chapter08.BitsPerByte>] {
  [
    KnownMistake("you averaged over documents: a short one counts as much as a long one") {
      documents in
      let read = documents.filter { $0.bytes > 0 }
      let each = read.map { $0.nats / (Double($0.bytes) * log(2)) }
      return each.isEmpty ? 0 : each.reduce(0, +) / Double(each.count)
    },
    KnownMistake("you stayed with nats: divide by ln 2 to get bits") { documents in
      try bitsPerByte(documents) * log(2)
    },
    KnownMistake("you multiplied by ln 2 where you should divide: a nat is more than a bit") {
      documents in
      try bitsPerByte(documents) * log(2) * log(2)
    },
    KnownMistake("you divided by tokens: then another tokenizer gives another number") {
      documents in
      try bitsPerByte(documents.map { (nats: $0.nats, tokens: $0.tokens, bytes: $0.tokens) })
    },
    KnownMistake("you turned the fraction over: these are bytes per bit") { documents in
      let bits = try bitsPerByte(documents)
      return bits > 0 ? 1 / bits : 0
    },
    KnownMistake(answer: "no bytes make it 0 / 0: ask whether there are any before you divide") {
      documents in
      let bytes = documents.map(\.bytes).reduce(0, +)
      return documents.isEmpty || bytes > 0 ? try bitsPerByte(documents) : .nan
    },
    KnownMistake("you added the documents' bits per byte: divide all bits by all bytes") {
      try $0.map { try bitsPerByte([$0]) }.reduce(0, +)
    },
    KnownMistake("you weighed documents by their tokens: bytes weigh") { documents in
      let tokens = Double(documents.map(\.tokens).reduce(0, +))
      let sum = try documents.map { Double($0.tokens) * (try bitsPerByte([$0])) }.reduce(0, +)
      return tokens > 0 ? sum / tokens : 0
    },
    KnownMistake("you took decimal logarithms: bits are logarithms to the base 2") {
      try bitsPerByte($0) * log(10)
    },
    KnownMistake("you multiplied by 8: these are bits for each byte already") {
      try 8 * bitsPerByte($0)
    },
    KnownMistake("you divided by 8: these are bits for each byte, not for each bit") {
      try bitsPerByte($0) / 8
    },
    KnownMistake("you left the first document out") { documents in
      try bitsPerByte(documents.count > 1 ? Array(documents.dropFirst()) : documents)
    },
    KnownMistake("you read the last document alone") { try bitsPerByte($0.suffix(1)) },
    KnownMistake("you took the median of the documents: all bytes count alike") { documents in
      let each = try documents.map { try bitsPerByte([$0]) }.sorted()
      return each.isEmpty ? 0 : each[each.count / 2]
    },
    KnownMistake("you returned a perplexity: bits are its logarithm") { documents in
      let nats = try bitsPerByte(documents) * log(2)
      return nats > 0 ? exp(nats) : 0
    },
    KnownMistake("you returned all bits: they are divided by the bytes") { documents in
      documents.map(\.nats).reduce(0, +) / log(2)
    },
    KnownMistake("you took the largest of the documents: all bytes count alike") { documents in
      try documents.map { try bitsPerByte([$0]) }.max() ?? 0
    },
    KnownMistake("you added tokens and bytes: bytes are asked") {
      try bitsPerByte($0.map { (nats: $0.nats, tokens: $0.tokens, bytes: $0.bytes + $0.tokens) })
    },
    KnownMistake("you multiplied by tokens a byte once more") { documents in
      let tokens = Double(documents.map(\.tokens).reduce(0, +))
      let bytes = Double(max(1, documents.map(\.bytes).reduce(0, +)))
      return try bitsPerByte(documents) * tokens / bytes
    },
    KnownMistake(answer: "you gave 1 for no text: it needs no bits") {
      documents in
      documents.map(\.bytes).reduce(0, +) == 0 ? 1 : try bitsPerByte(documents)
    },
    KnownMistake("you took the logarithm of the nats: a nat is 1 / ln 2 bits") {
      documents in
      let bytes = documents.map(\.bytes).reduce(0, +)
      return bytes == 0 ? 0 : log2(documents.map(\.nats).reduce(0, +)) / Double(bytes)
    },
    KnownMistake("you took the root of the mean square of the documents: all bytes count alike") {
      documents in
      let each = try documents.filter { $0.bytes > 0 }.map { try bitsPerByte([$0]) }
      let squares = each.map { $0 * $0 }.reduce(0, +)
      return each.isEmpty ? 0 : (squares / Double(each.count)).squareRoot()
    },
    KnownMistake("you took the harmonic mean of the documents: all bytes count alike") {
      documents in
      let each = try documents.map { try bitsPerByte([$0]) }.filter { $0 > 0 }
      return each.isEmpty ? 0 : Double(each.count) / each.map { 1 / $0 }.reduce(0, +)
    },
    KnownMistake("you took the geometric mean of the documents: all bytes count alike") {
      documents in
      let each = try documents.map { try bitsPerByte([$0]) }.filter { $0 > 0 }
      return each.isEmpty ? 0 : exp(each.map { log($0) }.reduce(0, +) / Double(each.count))
    },
    KnownMistake("you left the last document out") { documents in
      try bitsPerByte(documents.count > 1 ? documents.dropLast() : documents)
    },
    KnownMistake("you divided by the number of documents as well: bytes are counted already") {
      documents in try bitsPerByte(documents) / Double(max(1, documents.count))
    },
    KnownMistake("you read the first document alone") { try bitsPerByte(Array($0.prefix(1))) },
    KnownMistake("you took the smallest of the documents: all bytes count alike") { documents in
      try documents.filter { $0.bytes > 0 }.map { try bitsPerByte([$0]) }.min() ?? 0
    },
    KnownMistake("you left out what a document without bytes costs: its nats are needed, too") {
      documents in try bitsPerByte(documents.filter { $0.bytes > 0 })
    },
  ]
}
