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
  ]
}

private func softmax(_ row: [Double]) -> [Double] {
  let largest = row.max() ?? 0
  let exponentials = row.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}
