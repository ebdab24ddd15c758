import ExerciseKit

/// The known mistakes of exercise 1.2.
public var embeddingCostMistakes: [KnownMistake<Chapter01.EmbeddingCost>] {
  [
    KnownMistake("you counted the tied head as a second table") { 2 * $0 * $1 / $2 },
    KnownMistake("you returned the number of parameters, not the share") { size, width, _ in
      size * width
    },
    KnownMistake("you divided by the rest of the model, not by all of it") {
      $0 * $1 / ($2 - $0 * $1)
    },
    KnownMistake("you returned a percentage, not a share") { 100 * $0 * $1 / $2 },
  ]
}
