import ExerciseKit

/// The known mistakes of exercise 2.2.
public var attentionShareMistakes: [KnownMistake<Chapter02.AttentionShare>] {
  [
    KnownMistake(
      "beside the weights the two products count half of what they should: both are computed, and whole"
    ) {
      $0 / (12 * $1 + $0)
    },
    KnownMistake(
      "beside the two products the weights count a third of what they should, as 4D² do: the feed-forward layer has 8D² of the 12D²"
    ) {
      $0 / (2 * $1 + $0)
    },
    KnownMistake(
      "the two products without weights count twice as much as they should beside the weights"
    ) { $0 / (3 * $1 + $0) },
    KnownMistake("you divided by the rest of the block, not by all of it") { $0 / (6 * $1) },
    KnownMistake("you returned the share of the weights, not that of the two products") {
      6 * $1 / (6 * $1 + $0)
    },
    KnownMistake("you returned a percentage, not a share") { 100 * $0 / (6 * $1 + $0) },
    KnownMistake("you let one token pay for the window's whole square: it meets T keys, not T²") {
      4 * $0 * $0 * $1 / (24 * $1 * $1 + 4 * $0 * $0 * $1)
    },
    KnownMistake(
      "beside the two products the weights count 11/12 of what they should, as where a projection is missing: there are four"
    ) {
      $0 / (5.5 * $1 + $0)
    },
    KnownMistake(
      "beside the two products the weights count two thirds of what they should, as 8D² do: there are 4D² of the projections, and 8D² more"
    ) { $0 / (4 * $1 + $0) },
    KnownMistake("you divided the context by the width: count operations") { $0 / $1 },
    KnownMistake(
      "beside the two products the weights count a twelfth of what they should, as D² does: the projections have 4D², the rest 8D²"
    ) {
      $0 / ($1 / 2 + $0)
    },
    KnownMistake("you counted squares: T² against D²") { $0 * $0 / ($0 * $0 + $1 * $1) },
    KnownMistake("you counted the projections with the two products: they have weights") {
      time, width in
      let own = 4 * time * width + 2 * 4 * width * width
      return own / (own + 2 * 8 * width * width)
    },
  ]
}
