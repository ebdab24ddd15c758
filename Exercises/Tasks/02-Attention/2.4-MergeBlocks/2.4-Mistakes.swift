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
  ]
}
