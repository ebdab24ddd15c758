import ExerciseKit
import Foundation

extension Chapter09 {
  static var rankModelsProperties: Properties<RankModels> {
    typealias Question = [Evaluation]
    let questions: [Question] = [
      [(1_040, 400, 1_000), (1_000, 250, 1_000), (1_500, 1_000, 1_000), (700, 150, 500)],
      [(700, 150, 500), (310, 80, 300), (1_500, 900, 1_000), (1_000, 300, 980), (90, 33, 100)],
      [(52, 31, 40), (400, 90, 350), (9_000, 2_100, 8_100), (77, 15, 66), (610, 700, 720)],
      [(900, 200, 300), (800, 400, 900), (1_000, 160, 500), (700, 350, 1_200), (950, 500, 250)],
      [(500, 100, 400), (510, 400, 400)], [(500, 100, 400), (600, 120, 800)], [(9, 3, 9)], [],
      [(60, 20, 40), (500, 130, 400)], [(38, 20, 50), (70_000, 9_000, 100_000)],
      [(31, 16, 29), (2_500, 1_900, 2_000), (1_210, 205, 1_000), (450, 300, 380)],
      [(100, 90, 100), (100, 10, 90), (95, 40, 110)],
    ]
    let laws: [Law<Question, [Int]>] = [
      Law("each model stands in the order once") { models, order in
        order.sorted() == Array(models.indices)
          ? nil : "of \(models.count) models you rank \(order): each number belongs there once"
      },
      Law("of texts alike the lower loss wins") { models, order in
        first(models, order) { a, b in a.bytes == b.bytes && a.nats < b.nats }.map {
          "\($0.0.nats) nats against \($0.1.nats) for the same \($0.0.bytes) bytes: the lower loss should "
            + "stand first, and does not; the tokens, \($0.0.tokens) and \($0.1.tokens), do not count"
        }
      },
      Law("of losses alike the longer text wins") { models, order in
        first(models, order) { a, b in a.nats == b.nats && a.bytes > b.bytes }.map {
          "\($0.0.nats) nats for \($0.0.bytes) bytes against as many for \($0.1.bytes): the one for more "
            + "bytes should stand first, and does not"
        }
      },
      Law("who needs fewer nats a byte stands first") { models, order in
        let pair = first(models, order) { a, b in
          a.nats / Double(a.bytes) < b.nats / Double(b.bytes)
        }
        guard let (better, worse) = pair else { return nil }
        func isBelow(_ value: (Evaluation) -> Double) -> Bool { value(worse) < value(better) }
        let reasons: [String] = [
          isBelow(\.nats) ? "fewer nats in all" : nil,
          isBelow { $0.nats / Double($0.tokens) } ? "fewer nats a token" : nil,
          isBelow { Double($0.tokens) } ? "fewer tokens" : nil,
          isBelow { -Double($0.bytes) } ? "more bytes" : nil,
        ].compactMap(\.self)
        return "you rank \(written(worse.nats)) nats for \(worse.bytes) bytes before "
          + "\(written(better.nats)) for \(better.bytes), which are fewer a byte"
          + (reasons.isEmpty ? "" : "; it has " + reasons.joined(separator: " and "))
      },
    ]
    let variations: [Variation<Question>] = [
      .each("twice the nats for each", of: \.self) { (2 * $0.nats, $0.tokens, $0.bytes) },
      .each("twice the bytes for each", of: \.self) { ($0.nats, $0.tokens, 2 * $0.bytes) },
      .each("as many tokens for each", of: \.self) { ($0.nats, 100, $0.bytes) },
      .each("tokens for bytes", of: \.self, isProbe: false) { ($0.nats, $0.tokens, $0.tokens) },
      .each("as many bytes for each", of: \.self, isProbe: false) { ($0.nats, $0.tokens, 100) },
      .each("tokens for nats", of: \.self, isProbe: false) {
        (Double($0.tokens), $0.tokens, $0.bytes)
      },
      .each("one nat for each", of: \.self, isProbe: false) { (1, $0.tokens, $0.bytes) },
      .each("bytes squared", of: \.self, isProbe: false) {
        ($0.nats, $0.tokens, $0.bytes * $0.bytes)
      },
      .each("nats squared", of: \.self, isProbe: false) {
        ($0.nats * $0.nats, $0.tokens, $0.bytes)
      },
      .each("nats times tokens", of: \.self, isProbe: false) {
        ($0.nats * Double($0.tokens), $0.tokens, $0.bytes)
      },
      .each("the tokens as the loss, and no bytes", of: \.self, isProbe: false) {
        (Double($0.tokens), $0.tokens, 1)
      },
      .each("the sum of bytes and tokens for the bytes", of: \.self, isProbe: false) {
        ($0.nats, $0.tokens, $0.bytes + $0.tokens)
      },
      .each("nats and tokens added up", of: \.self, isProbe: false) {
        ($0.nats + Double($0.tokens), $0.tokens, $0.bytes)
      },
      .each("nats a byte in whole numbers", of: \.self, isProbe: false) {
        (($0.nats / Double($0.bytes)).rounded(.towardZero), $0.tokens, 1)
      },
      .each("nats a byte in tenths", of: \.self, isProbe: false) {
        (($0.nats / Double($0.bytes) * 10).rounded(), $0.tokens, 1)
      },
    ]
    let outcomes: [Outcome<[Int]>] = [
      Outcome("the worst first") { $0.reversed() },
      Outcome("counted from 1") { $0.map { $0 + 1 } },
      Outcome("as the rank of each model, not as the models in order") { order in
        order.indices.map { order.firstIndex(of: $0) ?? 0 }
      },
      Outcome("sorted by their numbers") { $0.sorted() },
      Outcome("the best alone") { Array($0.prefix(1)) },
      Outcome("without the last") { Array($0.dropLast()) },
    ]
    let traits: [Trait<Question>] = [
      Trait("there is one model or none") { $0.count < 2 },
      Trait("there are more than two models") { $0.count > 2 },
      Trait("the texts have different numbers of bytes") { Set($0.map(\.bytes)).count > 1 },
      Trait("all texts have as many bytes") { $0.count > 1 && Set($0.map(\.bytes)).count == 1 },
    ]
    return Properties(
      of: questions, ask: { try $0($1) }, inputs: [.records("the models", \.self)], laws: laws,
      variations: variations, outcomes: outcomes, traits: traits)
  }

  /// Two models the first of which should come before the second, and does not.
  private static func first(
    _ models: [Evaluation], _ order: [Int], _ isBetter: (Evaluation, Evaluation) -> Bool
  ) -> (Evaluation, Evaluation)? {
    for (place, later) in order.enumerated() {
      for earlier in order.prefix(place) where isBetter(models[later], models[earlier]) {
        return (models[later], models[earlier])
      }
    }
    return nil
  }
}
