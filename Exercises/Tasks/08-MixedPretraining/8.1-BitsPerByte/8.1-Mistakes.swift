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
  ]
}
