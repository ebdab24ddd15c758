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
    mergeBlocksCase, copiedNextCase,
  ]
}

private var mergeBlocksCase: ExerciseCase {
  typealias Summary = Chapter02.BlockSummary
  /// Weighs the blocks' sums by two factors, and their values by two more.
  func wrong(
    _ sentence: String,
    _ factors:
      @escaping (_ first: Summary, _ second: Summary) -> (
        sums: (Double, Double), values: (Double, Double)
      )
  ) -> KnownMistake<Chapter02.MergeBlocks> {
    KnownMistake(sentence) { first, second in
      let (sums, values) = factors(first, second)
      return Summary(
        largest: max(first.largest, second.largest),
        sum: sums.0 * first.sum + sums.1 * second.sum,
        weighted: zip(first.weighted, second.weighted).map { values.0 * $0 + values.1 * $1 })
    }
  }
  /// How much a block shrinks beside another.
  func shrink(_ block: Summary, beside other: Summary) -> Double {
    let largest = max(block.largest, other.largest)
    return largest > -.infinity ? exp(block.largest - largest) : 1
  }
  return ExerciseCase(
    Chapter02.mergeBlocks, learner: Exercises02.mergeBlocks, solution: mergeBlocks,
    mistakes: [
      wrong("you added the sums as they are: each was taken against its own block's largest score")
      { _, _ in ((1, 1), (1, 1)) },
      wrong("you shrank the first block only: it may as well be the second whose scores are small")
      { first, second in
        let factor = shrink(first, beside: second)
        return ((factor, 1), (factor, 1))
      },
      wrong("you shrank the sums, and left the weighted values as they were") { first, second in
        ((shrink(first, beside: second), shrink(second, beside: first)), (1, 1))
      },
      wrong("you exchanged the factors: the block with the smaller scores is the one to shrink") {
        first, second in
        let factors = (shrink(second, beside: first), shrink(first, beside: second))
        return (factors, factors)
      },
      wrong("you subtracted −∞ from −∞, which is no number: two masked blocks stay masked") {
        first, second in
        let largest = max(first.largest, second.largest)
        let factors = (exp(first.largest - largest), exp(second.largest - largest))
        return (factors, factors)
      },
      wrong(
        "you took e to each block's largest score, not to its distance from the larger: that overflows"
      ) { first, second in
        let factors = (exp(first.largest), exp(second.largest))
        return (factors, factors)
      },
      KnownMistake("you gave both blocks' outputs the same say: larger scores count for more") {
        first, second in
        Summary(
          largest: max(first.largest, second.largest), sum: 1,
          weighted: zip(first.weighted, second.weighted).map {
            ($0 / first.sum + $1 / second.sum) / 2
          })
      },
    ])
}

private var copiedNextCase: ExerciseCase {
  typealias Rows = [[Double]]
  /// A machine whose first head looks at another distance, and whose second head has other parts.
  func wrong(
    _ sentence: String, distance: Int = -1,
    second:
      @escaping (_ meanings: Rows, _ before: Rows) -> (queries: Rows, keys: Rows, values: Rows)
  ) -> KnownMistake<Chapter02.CopiedNext> {
    KnownMistake(sentence) { words, kinds in
      let meanings = words.map { Chapter02.oneHot($0, kinds) }
      let before = Chapter02.attend(
        queries: words.indices.map { Chapter02.oneHot($0 + distance, words.count) },
        keys: words.indices.map { Chapter02.oneHot($0, words.count) }, values: meanings)
      let (queries, keys, values) = second(meanings, before)
      return Chapter02.attend(queries: queries, keys: keys, values: values).last ?? []
    }
  }
  return ExerciseCase(
    Chapter02.copiedNext, learner: Exercises02.copiedNext(_:kinds:),
    solution: copiedNext(_:kinds:),
    mistakes: [
      wrong("you still find the word itself and take what stood before it: that walks backwards") {
        ($0, $0, $1)
      },
      wrong("your keys and values are both the words: the last word finds itself, and repeats") {
        meanings, _ in (meanings, meanings, meanings)
      },
      wrong("you find the right place, but take the word before it, which is the one just read") {
        ($0, $1, $1)
      },
      wrong("you ask with the word before the last: that finds what could stand in its place") {
        ($1, $1, $0)
      },
      wrong("you look for the word before the last, and take what you find: that word again") {
        ($1, $0, $0)
      },
      wrong(
        "you sent the first head to the place after its own: the mask hides it, so it hears all",
        distance: 1
      ) { ($0, $0, $1) },
    ])
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
