import ExerciseKit
import Foundation

extension Chapter08 {
  static var bitsPerByteProperties: Properties<BitsPerByte> {
    typealias Question = [(nats: Double, tokens: Int, bytes: Int)]
    let questions: [Question] = [
      [(100, 30, 120), (3_000, 900, 1_500)], [(50, 11, 70), (200, 140, 150), (10, 9, 33)],
      [(7, 2, 0), (81, 20, 77)], [(400, 90, 310), (3, 1, 0), (60, 21, 45)], [(90, 30, 90)],
      [(0, 0, 0)], [], [(1.5, 1, 0)], [(10, 5, 40), (12, 30, 35), (500, 100, 480), (44, 20, 61)],
      [(250, 80, 300), (250, 80, 300)], [(0, 0, 0), (120, 40, 100)], [(33, 7, 21), (66, 50, 84)],
    ]
    let laws: [ExerciseKit.Law<Question, Double>] = [
      ExerciseKit.Law("bits per byte are a number, and not below 0") { documents, bits in
        if !bits.isFinite {
          return "the bits per byte of \(documents.count) documents, of "
            + "\(documents.map { "\($0.bytes)" }.joined(separator: ", ")) bytes, are no number"
        }
        return bits < 0 ? "bits per byte are below 0: \(written(bits))" : nil
      },
      ExerciseKit.Law("no bytes need no bits") { documents, bits in
        documents.allSatisfy { $0.bytes == 0 } && bits != 0
          ? "\(documents.isEmpty ? "no documents" : "documents without bytes") need \(written(bits)) bits a "
            + "byte, not 0" : nil
      },
      ExerciseKit.Law("one document's bits are its nats over ln 2") { documents, bits in
        guard documents.count == 1, let only = documents.first, only.bytes > 0 else { return nil }
        let share = bits * Double(only.bytes) / only.nats
        return abs(share - 1 / log(2)) < 1e-6
          ? nil
          : "one document of \(written(only.nats)) nats, \(only.tokens) tokens and \(only.bytes) bytes needs "
            + "\(written(bits)) bits a byte with you: that makes a nat \(written(share)) bits"
      },
      ExerciseKit.Law("an average lies between the documents' own") { documents, bits in
        let own = documents.filter { $0.bytes > 0 }.map { $0.nats / Double($0.bytes) / log(2) }
        guard documents.allSatisfy({ $0.bytes > 0 }), let least = own.min(), let most = own.max()
        else { return nil }
        return bits >= least - 1e-9 && bits <= most + 1e-9
          ? nil
          : "the documents need \(written(least)) to \(written(most)) bits a byte each, and all together "
            + "\(written(bits)) with you: an average lies between"
      },
      ExerciseKit.Law("a document counts by its bytes") { documents, bits in
        guard documents.count > 1, documents.allSatisfy({ $0.bytes > 0 }) else { return nil }
        let own = documents.map { $0.nats / Double($0.bytes) / log(2) }
        let mean = own.reduce(0, +) / Double(own.count)
        guard abs(bits - mean) < 1e-9, Set(documents.map(\.bytes)).count > 1 else { return nil }
        let all = documents.map(\.nats).reduce(0, +) / Double(documents.map(\.bytes).reduce(0, +))
        return abs(all / log(2) - mean) < 1e-9
          ? nil : "every document counts alike with you, however long it is"
      },
      ExerciseKit.Law("what a document without bytes costs counts, too") { documents, bits in
        let bytes = documents.map(\.bytes).reduce(0, +)
        let (all, some) = (
          documents.map(\.nats).reduce(0, +),
          documents.filter { $0.bytes > 0 }.map(\.nats).reduce(0, +)
        )
        guard bytes > 0, all != some else { return nil }
        return abs(bits * Double(bytes) * log(2) - some) < 1e-6
          ? "the nats of documents without bytes are left out" : nil
      },
    ]
    let variations: [Variation<Question>] = [
      .each("twice the tokens", of: \.self) { ($0.nats, 2 * $0.tokens, $0.bytes) },
      .each("twice the bytes", of: \.self) { ($0.nats, $0.tokens, 2 * $0.bytes) },
      .each("twice the nats", of: \.self) { (2 * $0.nats, $0.tokens, $0.bytes) },
      .each("the tokens for the bytes", of: \.self, isProbe: false) {
        ($0.nats, $0.tokens, $0.tokens)
      },
      .each("one byte more in each document", of: \.self, isProbe: false) {
        ($0.nats, $0.tokens, $0.bytes + 1)
      },
      .each("tokens and bytes added up", of: \.self, isProbe: false) {
        ($0.nats, $0.tokens, $0.bytes + $0.tokens)
      },
      .each("the documents that have bytes alone", of: \.self, isProbe: false) {
        $0.bytes > 0 ? $0 : nil
      },
      Variation("the longest document alone", isProbe: false) { documents in
        documents.max { $0.bytes < $1.bytes }.map { [$0] } ?? []
      },
      Variation("the documents cut in halves") { documents in
        documents.flatMap { document in
          let half = document.bytes / 2
          return [
            (document.nats / 2, document.tokens, half),
            (document.nats / 2, 0, document.bytes - half),
          ]
        }
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("there are no bytes at all") { $0.allSatisfy { $0.bytes == 0 } },
      Trait("there are documents, and none has bytes") { documents in
        !documents.isEmpty && documents.allSatisfy { $0.bytes == 0 }
      },
      Trait("there are no documents") { $0.isEmpty },
      Trait("a document has no bytes") { $0.contains { $0.bytes == 0 } },
      Trait("a document without bytes costs something") {
        $0.contains { $0.bytes == 0 && $0.nats > 0 }
      },
      Trait("there is more than one document") { $0.count > 1 },
      Trait("documents of several lengths have bytes") { documents in
        Set(documents.map(\.bytes)).subtracting([0]).count > 1
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1) }, inputs: [.records("the documents", \.self)],
      laws: laws, variations: variations, traits: traits)
  }
}
