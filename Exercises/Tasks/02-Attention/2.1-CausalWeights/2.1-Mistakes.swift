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
    KnownMistake(
      answer:
        "your exponentials overflow, or vanish, where scores are large: subtract the largest first"
    ) {
      scores in
      scores.enumerated().map { t, row in
        let exponentials = row.prefix(t + 1).map { exp($0) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
          + [Double](repeating: 0, count: row.count - t - 1)
      }
    },
    KnownMistake(
      answer:
        "a large score of the future makes your weights 0 / 0: subtract the largest that a position may see"
    ) {
      scores in
      scores.enumerated().map { t, row in
        let largest = row.max() ?? 0
        return visibleSoftmax(row, t) { exp($0 - largest) }
      }
    },
    KnownMistake(
      answer:
        "where scores are thousands below 0 your weights see the future: only −∞ lies below all"
    ) {
      scores in
      scores.enumerated().map { t, row in softmax(row.enumerated().map { $0 > t ? -1_000 : $1 }) }
    },
    KnownMistake(
      answer: "a score of the future that is thousands above the others is seen: only −∞ hides all"
    ) {
      scores in
      scores.enumerated().map { t, row in
        softmax(row.enumerated().map { $0 > t ? $1 - 1_000 : $1 })
      }
    },
    KnownMistake("you masked with −10,000: a row of scores near it sees the future") { scores in
      scores.enumerated().map { t, row in softmax(row.enumerated().map { $0 > t ? -10_000 : $1 }) }
    },
    KnownMistake(
      answer: "a score far above the others of its row still overflows: subtract the largest"
    ) { scores in
      scores.enumerated().map { t, row in
        let mean = row.prefix(t + 1).reduce(0, +) / Double(t + 1)
        return visibleSoftmax(row, t) { exp($0 - mean) }
      }
    },
    KnownMistake(
      answer:
        "where all scores are far below 0 your weights are 0 / 0: subtract the largest of them, whatever its sign"
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
    KnownMistake(
      answer:
        "where the first score is far from the largest your weights are no numbers: subtract the largest"
    ) {
      scores in
      scores.enumerated().map { t, row in visibleSoftmax(row, t) { exp($0 - (row.first ?? 0)) } }
    },
    KnownMistake(answer: "large scores come out alike, or overflow: subtract the largest of them") {
      scores in
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
