import ExerciseKit
import Exercises02
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      Chapter02.causalWeights, learner: Exercises02.causalWeights, solution: causalWeights,
      mistakes: [
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
      ]),
    ExerciseCase(
      Chapter02.attentionShare,
      learner: Exercises02.attentionShare(contextLength:width:),
      solution: attentionShare(contextLength:width:),
      mistakes: [
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
      ]),
    ExerciseCase(
      Chapter02.scaledScores,
      learner: Exercises02.scaledScores(_:_:headCount:head:),
      solution: scaledScores(_:_:headCount:head:),
      mistakes: [
        KnownMistake("you still divide by the root of the whole width, not of the head's") {
          try rescaled($0, $1, $2, $3) { width, _ in 1 / width.squareRoot() }
        },
        KnownMistake("you divided by d, not by √d") {
          try rescaled($0, $1, $2, $3) { 1 / ($0 / $1) }
        },
        KnownMistake("you left out the scale: the scores' spread grows with the head's width") {
          try rescaled($0, $1, $2, $3) { _, _ in 1 }
        },
        KnownMistake("you multiplied by √d: the scale makes scores smaller") {
          try rescaled($0, $1, $2, $3) { ($0 / $1).squareRoot() }
        },
        KnownMistake("you divided by the root of the number of heads, not of the head's width") {
          try rescaled($0, $1, $2, $3) { 1 / $1.squareRoot() }
        },
      ]),
  ]
}

private func softmax(_ row: [Double]) -> [Double] {
  let largest = row.max() ?? 0
  let exponentials = row.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}

/// The scores with another scale, a function of the width and the number of heads.
private func rescaled(
  _ queries: [[Double]], _ keys: [[Double]], _ headCount: Int, _ head: Int,
  _ scale: (_ width: Double, _ headCount: Double) -> Double
) throws -> [[Double]] {
  let width = Double(queries.first?.count ?? headCount)
  let right = (width / Double(headCount)).squareRoot()
  return try scaledScores(queries, keys, headCount: headCount, head: head).map { row in
    row.map { $0 * right * scale(width, Double(headCount)) }
  }
}
