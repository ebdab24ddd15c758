import ExerciseKit

extension Chapter06 {
  static var unpackNibblesProperties: Properties<UnpackNibbles> {
    typealias Question = (bytes: [UInt8], scale: Float)
    let questions: [Question] = [
      ([0x10, 0x32, 0xA4, 0x7F], 0.5), ([0x90, 0x5C], 0.25), ([0xE3, 0x2B, 0x61], 1.5), ([0xF0], 1),
      ([0x88], 0.25), ((0..<16).map { UInt8($0 | (15 - $0) << 4) }, 0.5),
      ([0x21, 0x43, 0x65, 0x87], 1),
      ([0x0F, 0xF0], 2), ([0x9A, 0xBC, 0xDE], 0.125), ([], 1),
    ]
    let inputs: [Facet<Question>] = [.things("the bytes", \.bytes)]
    let laws: [Law<Question, [Float]>] = [
      Law("a byte holds two weights") { question, weights in
        weights.count == 2 * question.bytes.count
          ? nil
          : "of \(question.bytes.count) bytes you read \(weights.count) weights, not two of each"
      },
      Law("codes from 0 to 15 stand for −8 to 7 times the scale") { question, weights in
        let codes = weights.map { $0 / question.scale }
        if let odd = codes.first(where: { $0 != $0.rounded() }) {
          return "a weight is \(odd) times the scale; codes are whole"
        }
        let (least, most) = (codes.min() ?? 0, codes.max() ?? 0)
        return least >= -8 && most <= 7
          ? nil
          : "your weights go from \(least) to \(most) times the scale; 4 bits less 8 go from −8 to 7"
      },
      Law("both halves of each byte are read, once each") { question, weights in
        let codes = weights.map { Int(($0 / question.scale).rounded()) }.sorted()
        let (low, high) = (
          question.bytes.map { Int($0 & 15) - 8 }, question.bytes.map { Int($0 >> 4) - 8 }
        )
        guard codes != (low + high).sorted() else { return nil }
        let what =
          codes == (low + low).sorted()
          ? "the low halves are read twice, and the high ones never"
          : codes == (high + high).sorted()
            ? "the high halves are read twice, and the low ones never"
            : "your codes, less 8, are \(codes) by size, and those in the bytes are "
              + "\((low + high).sorted())"
        return "of \(question.bytes.count) bytes \(what)"
      },
      Law("the low halves come first, in the bytes' order") { question, weights in
        let codes = weights.map { Int(($0 / question.scale).rounded()) }
        let (low, high) = (
          question.bytes.map { Int($0 & 15) - 8 }, question.bytes.map { Int($0 >> 4) - 8 }
        )
        let count = question.bytes.count
        guard count > 1, codes != low + high else { return nil }
        let (first, second) = (Array(codes.prefix(count)), Array(codes.suffix(count)))
        let turns = zip(low, high).flatMap { [$0, $1] }
        let what =
          codes == turns
          ? "low and high halves of each byte stand side by side"
          : codes == zip(low, high).flatMap { [$1, $0] }
            ? "high and low halves of each byte stand side by side"
            : codes == high + low
              ? "the high halves come first"
              : first == low.reversed() && second == high.reversed()
                ? "the halves stand where they should, each from the last byte on"
                : first == low
                  ? "the low halves stand right, and the high ones do not"
                  : second == high
                    ? "the high halves stand right, and the low ones do not"
                    : codes == (low + high).reversed()
                      ? "everything stands the wrong way round" : nil
        return "every weight is read, and they stand in another order: \(what)"
      },
    ]
    let variations: [Variation<Question>] = [
      .each("bytes with their halves exchanged", of: \.bytes) { $0 << 4 | $0 >> 4 },
      .each("bytes whose high half is 0", of: \.bytes, isProbe: false) { $0 & 15 },
      .each("bytes whose low half is 0", of: \.bytes, isProbe: false) { $0 & 0xF0 },
      Variation("twice the scale") { ($0.bytes, 2 * $0.scale) },
      Variation("half of the scale", isProbe: false) { ($0.bytes, $0.scale / 2) },
      Variation("a scale of 1, whatever it is", isProbe: false) { ($0.bytes, 1) },
      Variation("the scale squared", isProbe: false) { ($0.bytes, $0.scale * $0.scale) },
      Variation("the scale with its sign turned", isProbe: false) { ($0.bytes, -$0.scale) },
    ]
    let outcomes: [Outcome<[Float]>] = [
      Outcome("each two neighbours exchanged") { weights in
        weights.indices.map { weights[$0 ^ 1] }
      },
      Outcome("the second half first") {
        Array($0.dropFirst($0.count / 2) + $0.prefix($0.count / 2))
      },
      Outcome("sorted") { $0.sorted() },
      Outcome("the second half in reverse order") { weights in
        weights.prefix(weights.count / 2) + weights.dropFirst(weights.count / 2).reversed()
      },
      Outcome("the first half in reverse order") { weights in
        weights.prefix(weights.count / 2).reversed() + weights.dropFirst(weights.count / 2)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("there is more than one byte") { $0.bytes.count > 1 },
      Trait("a half byte is 8 or more") { $0.bytes.contains { $0 & 15 > 7 || $0 >> 4 > 7 } },
      Trait("a low half is 8 or more") { $0.bytes.contains { $0 & 15 > 7 } },
      Trait("a high half is 8 or more") { $0.bytes.contains { $0 >> 4 > 7 } },
      Trait("a half byte is 0") { $0.bytes.contains { $0 & 15 == 0 || $0 >> 4 == 0 } },
      Trait("a half byte is 15") { $0.bytes.contains { $0 & 15 == 15 || $0 >> 4 == 15 } },
      Trait("the scale is not 1") { $0.scale != 1 },
    ]
    return Properties(
      of: questions, ask: { try $0($1.bytes, $1.scale) }, inputs: inputs, laws: laws,
      variations: variations, outcomes: outcomes, traits: traits)
  }
}
