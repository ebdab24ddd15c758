import ExerciseKit
import Foundation

/// The known mistakes of exercise 1.2.
public var embeddingCostMistakes: [KnownMistake<Chapter01.EmbeddingCost>] {
  [
    KnownMistake("your embedding counts twice: a tied head is no second table") {
      2 * $0 * $1 / $2
    },
    KnownMistake("you returned the number of parameters, not the share") { size, width, _ in
      size * width
    },
    KnownMistake("you divided by the rest of the model, not by all of it") {
      $0 * $1 / ($2 - $0 * $1)
    },
    KnownMistake("you returned a percentage, not a share") { 100 * $0 * $1 / $2 },
    KnownMistake("you left out the width: a row has a number for each dimension") { $0 / $2 },
    KnownMistake("you left out the vocabulary: there is a row for each token") { $1 / $2 },
    KnownMistake("you added the embedding to a model that holds it already") {
      $0 * $1 / ($2 + $0 * $1)
    },
    KnownMistake("you added rows and columns: a table has as many numbers as their product") {
      ($0 + $1) / $2
    },
    KnownMistake("you squared the width: the table is vocabulary by width") {
      $1 * $1 / $2
    },
    KnownMistake("you compared logarithms: a share is the ratio of the numbers themselves") {
      log($0 * $1) / log($2)
    },
  ]
}
