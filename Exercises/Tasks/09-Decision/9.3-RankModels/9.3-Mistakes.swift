import ExerciseKit

/// The known mistakes of exercise 9.3.
public var rankModelsMistakes: [KnownMistake<Chapter09.RankModels>] {
  [
    KnownMistake("you still compare losses per token, and every tokenizer has its own tokens") {
      ranked($0) { $0.nats / Double($0.tokens) }
    },
    KnownMistake("you put the worst model first: fewer bits per byte are better") {
      ranked($0) { -$0.nats / Double($0.bytes) }
    },
    KnownMistake("you compared summed losses: whoever read less text wins") {
      ranked($0) { $0.nats }
    },
    KnownMistake("you ranked by how few tokens a byte takes: that judges the tokenizer alone") {
      ranked($0) { Double($0.tokens) / Double($0.bytes) }
    },
  ]
}

private func ranked(
  _ models: [Chapter09.Evaluation], by measure: (Chapter09.Evaluation) -> Double
) -> [Int] {
  let values = models.map(measure)
  return values.indices.sorted { values[$0] < values[$1] }
}
