import ExerciseKit

/// The known mistakes of exercise 2.2.
public var attentionShareMistakes: [KnownMistake<Chapter02.AttentionShare>] {
  [
    KnownMistake("you counted one of the two products, or only the half below the diagonal") {
      $0 / (12 * $1 + $0)
    },
    KnownMistake("you left out the feed-forward layer, which has 8D² of the 12D² weights") {
      $0 / (2 * $1 + $0)
    },
    KnownMistake(
      "you counted 1 operation for each weight, but 2 for each product without weights"
    ) { $0 / (3 * $1 + $0) },
    KnownMistake("you divided by the rest of the block, not by all of it") { $0 / (6 * $1) },
    KnownMistake("you returned the share of the weights, not that of the two products") {
      6 * $1 / (6 * $1 + $0)
    },
    KnownMistake("you returned a percentage, not a share") { 100 * $0 / (6 * $1 + $0) },
  ]
}
