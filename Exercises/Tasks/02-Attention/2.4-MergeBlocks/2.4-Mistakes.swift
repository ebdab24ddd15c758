import ExerciseKit
import Foundation

/// The known mistakes of exercise 2.4.
public var mergeBlocksMistakes: [KnownMistake<Chapter02.MergeBlocks>] {
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
  return [
    wrong("you added the sums as they are: each was taken against its own block's largest score") {
      _, _ in ((1, 1), (1, 1))
    },
    wrong("you shrank the first block only: it may as well be the second whose scores are small") {
      first, second in
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
    wrong("two masked blocks give no number, as −∞ less −∞ does: they stay masked") {
      first, second in
      let largest = max(first.largest, second.largest)
      let factors = (exp(first.largest - largest), exp(second.largest - largest))
      return (factors, factors)
    }.ofAnswer,
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
    KnownMistake("you kept the smaller of the largest scores") { first, second in
      let merged = try mergeBlocks(first, second)
      let smaller = min(first.largest, second.largest)
      let factor = smaller > -.infinity ? exp(merged.largest - smaller) : 1
      return Summary(
        largest: smaller, sum: factor * merged.sum, weighted: merged.weighted.map { factor * $0 })
    },
    KnownMistake("you took the first block's largest score for that of both") { first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(largest: first.largest, sum: merged.sum, weighted: merged.weighted)
    },
    KnownMistake("you added the largest scores: the larger of them is the largest of both") {
      first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(
        largest: first.largest + second.largest, sum: merged.sum, weighted: merged.weighted)
    },
    KnownMistake(
      answer: "after a masked block you gave the masked one back: the other may hold all"
    ) {
      first, second in
      min(first.largest, second.largest) > -.infinity ? try mergeBlocks(first, second) : first
    },
    KnownMistake("you divided the values by the sum: that is the output, and comes at the end") {
      first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(
        largest: merged.largest, sum: merged.sum,
        weighted: merged.weighted.map { merged.sum > 0 ? $0 / merged.sum : 0 })
    },
    wrong("you took powers of 2: the exponentials are powers of e") { first, second in
      let factors = (
        pow(shrink(first, beside: second), log(2.0)), pow(shrink(second, beside: first), log(2.0))
      )
      return (factors, factors)
    },
    wrong("you shrank the weighted values, and left the sums as they were") { first, second in
      ((1, 1), (shrink(first, beside: second), shrink(second, beside: first)))
    },
    wrong("you turned the exponent's sign round: a block with smaller scores grows") {
      first, second in
      let factors = (1 / shrink(first, beside: second), 1 / shrink(second, beside: first))
      return (factors, factors)
    },
    wrong("you shrank the second block only: it may as well be the first whose scores are small") {
      first, second in
      let factor = shrink(second, beside: first)
      return ((1, factor), (1, factor))
    },
    KnownMistake("you took the first block's values alone") { first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(largest: merged.largest, sum: merged.sum, weighted: first.weighted)
    },
    KnownMistake("you averaged: the sums of both blocks are added") { first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(
        largest: merged.largest, sum: merged.sum / 2, weighted: merged.weighted.map { $0 / 2 })
    },
    KnownMistake("you added the blocks' outputs: their sums are added") { first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(
        largest: merged.largest, sum: merged.sum,
        weighted: zip(first.weighted, second.weighted).map {
          (first.sum > 0 ? $0 / first.sum : 0) + (second.sum > 0 ? $1 / second.sum : 0)
        })
    },
    KnownMistake("you kept the block with the larger scores alone: the other counts, too") {
      first, second in first.largest >= second.largest ? first : second
    },
    KnownMistake("you kept the larger of the sums: both are added") { first, second in
      let merged = try mergeBlocks(first, second)
      return Summary(
        largest: merged.largest, sum: max(first.sum, second.sum), weighted: merged.weighted)
    },
    KnownMistake("you took the second block for the one with the larger scores") {
      first, second in
      guard max(first.largest, second.largest) > -.infinity else { return first }
      let factor = exp(first.largest - second.largest)
      return Summary(
        largest: second.largest, sum: factor * first.sum + second.sum,
        weighted: zip(first.weighted, second.weighted).map { factor * $0 + $1 })
    },
    KnownMistake("you took the first block for the one with the larger scores") {
      first, second in
      guard max(first.largest, second.largest) > -.infinity else { return first }
      let factor = exp(second.largest - first.largest)
      return Summary(
        largest: first.largest, sum: first.sum + factor * second.sum,
        weighted: zip(first.weighted, second.weighted).map { $0 + factor * $1 })
    },
    KnownMistake(
      "you weighed the blocks by a softmax of their largest scores: the larger one keeps its sums"
    ) {
      first, second in
      let largest = max(first.largest, second.largest)
      guard largest > -.infinity else { return first }
      let (a, b) = (exp(first.largest - largest), exp(second.largest - largest))
      return Summary(
        largest: largest, sum: (a * first.sum + b * second.sum) / (a + b),
        weighted: zip(first.weighted, second.weighted).map { (a * $0 + b * $1) / (a + b) })
    },
    KnownMistake(answer: "a block beside a masked one comes out masked: what is not masked stays") {
      first, second in
      guard first.largest > -.infinity, second.largest > -.infinity else {
        return Summary.masked(width: first.weighted.count)
      }
      return try mergeBlocks(first, second)
    },
  ]
}
