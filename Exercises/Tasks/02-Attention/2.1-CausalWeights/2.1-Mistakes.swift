import ExerciseKit
import Foundation

/// The known mistakes of exercise 2.1.
public var causalWeightsMistakes: [KnownMistake<Chapter02.CausalWeights>] {
  [
    KnownMistake("you forgot the mask: every position sees the whole row") { scores in
      scores.map { softmax($0) }
    },
    KnownMistake("you masked after the softmax: what is left no longer sums to 1") { scores in
      scores.enumerated().map { t, row in
        softmax(row).enumerated().map { $0 > t ? 0 : $1 }
      }
    },
    KnownMistake("you masked with a score of 0: exp(0) is 1, a masked score must be −∞") {
      scores in
      scores.enumerated().map { t, row in
        softmax(row.enumerated().map { $0 > t ? 0 : $1 })
      }
    },
    KnownMistake("you hid the position from itself: row t sees 0…t, not 0..<t") { scores in
      scores.enumerated().map { t, row in
        softmax(Array(row.prefix(t))) + [Double](repeating: 0, count: row.count - t)
      }
    },
    KnownMistake("your mask is upside down: positions see the future, not the past") { scores in
      scores.enumerated().map { t, row in
        [Double](repeating: 0, count: t) + softmax(Array(row.dropFirst(t)))
      }
    },
    KnownMistake("you took the exponentials of large scores: subtract the largest first") {
      scores in
      scores.enumerated().map { t, row in
        let exponentials = row.prefix(t + 1).map { exp($0) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
          + [Double](repeating: 0, count: row.count - t - 1)
      }
    },
    KnownMistake(
      "you took the largest of the whole row: a large score of the future makes it 0 / 0"
    ) {
      scores in
      scores.enumerated().map { t, row in
        let largest = row.max() ?? 0
        return visibleSoftmax(row, t) { exp($0 - largest) }
      }
    },
    KnownMistake(
      "you masked with −1,000: scores in the thousands lie below, only −∞ lies below all"
    ) {
      scores in
      scores.enumerated().map { t, row in softmax(row.enumerated().map { $0 > t ? -1_000 : $1 }) }
    },
    KnownMistake(
      "you took 1,000 from masked scores: scores in the thousands stay above, −∞ hides all"
    ) {
      scores in
      scores.enumerated().map { t, row in
        softmax(row.enumerated().map { $0 > t ? $1 - 1_000 : $1 })
      }
    },
    KnownMistake("you masked with −10,000: a row of scores near it sees the future") { scores in
      scores.enumerated().map { t, row in softmax(row.enumerated().map { $0 > t ? -10_000 : $1 }) }
    },
    KnownMistake("you subtracted the mean: a score far above it still overflows") { scores in
      scores.enumerated().map { t, row in
        let mean = row.prefix(t + 1).reduce(0, +) / Double(t + 1)
        return visibleSoftmax(row, t) { exp($0 - mean) }
      }
    },
    KnownMistake(
      "you began the search for the largest at 0: where all scores are far below it is 0 / 0"
    ) {
      scores in
      scores.enumerated().map { t, row in
        let largest = row.prefix(t + 1).reduce(0, max)
        return visibleSoftmax(row, t) { exp($0 - largest) }
      }
    },
    KnownMistake("you let a position see the next one as well: row t sees 0…t") { scores in
      scores.enumerated().map { t, row in
        visibleSoftmax(row, min(t + 1, row.count - 1)) { exp($0 - (row.prefix(t + 2).max() ?? 0)) }
      }
    },
    KnownMistake(
      "you left the exponential out: a softmax is not the share of the scores themselves"
    ) {
      scores in
      scores.enumerated().map { t, row in visibleSoftmax(row, t) { $0 } }
    },
    KnownMistake("you scaled once more: the scores are scaled already") { scores in
      scores.enumerated().map { t, row in
        let root = Double(row.count).squareRoot()
        let largest = row.prefix(t + 1).max() ?? 0
        return visibleSoftmax(row, t) { exp(($0 - largest) / root) }
      }
    },
    KnownMistake("you left out the zeros: a row has a weight for every position") { scores in
      scores.enumerated().map { t, row in softmax(Array(row.prefix(t + 1))) }
    },
    KnownMistake("you took the softmax of columns: the weights of a query are a row") { scores in
      scores.indices.map { t in
        scores[t].indices.map { s in
          s > t ? 0 : softmax((s..<scores.count).map { scores[$0][s] })[t - s]
        }
      }
    },
    KnownMistake("you masked with the smallest score of the row: only −∞ lies below all") {
      scores in
      scores.enumerated().map { t, row in
        softmax(row.enumerated().map { $0 > t ? row.min() ?? 0 : $1 })
      }
    },
    KnownMistake("you gave all that a position may see the same weight: scores count") { scores in
      scores.enumerated().map { t, row in visibleSoftmax(row, t) { _ in 1 } }
    },
    KnownMistake("you subtracted the first score, not the largest: another may overflow") {
      scores in
      scores.enumerated().map { t, row in visibleSoftmax(row, t) { exp($0 - (row.first ?? 0)) } }
    },
    KnownMistake("you cut scores off at some size: the largest is to be subtracted") { scores in
      scores.enumerated().map { t, row in visibleSoftmax(row, t) { exp(min($0, 700)) } }
    },
    KnownMistake("you took powers of 2: a softmax takes powers of e") { scores in
      scores.enumerated().map { t, row in
        let largest = row.prefix(t + 1).max() ?? 0
        return visibleSoftmax(row, t) { exp2($0 - largest) }
      }
    },
    KnownMistake("you turned the scores' sign round: larger scores get larger weights") { scores in
      try causalWeights(scores.map { $0.map { -$0 } })
    },
    KnownMistake("you added something to the sum: the weights of a row sum to 1") { scores in
      scores.enumerated().map { t, row in
        let largest = row.prefix(t + 1).max() ?? 0
        let sum = row.prefix(t + 1).reduce(0) { $0 + exp($1 - largest) }
        return visibleSoftmax(row, t) { exp($0 - largest) }.map { $0 * sum / (sum + 0.01) }
      }
    },
  ]
}

private func softmax(_ row: [Double]) -> [Double] {
  let largest = row.max() ?? 0
  let exponentials = row.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}

/// The shares of what positions 0…t give, then zeros.
private func visibleSoftmax(
  _ row: [Double], _ t: Int, _ give: (Double) -> Double
) -> [Double] {
  let given = row.prefix(t + 1).map(give)
  let sum = given.reduce(0, +)
  return given.map { $0 / sum } + [Double](repeating: 0, count: max(0, row.count - t - 1))
}
