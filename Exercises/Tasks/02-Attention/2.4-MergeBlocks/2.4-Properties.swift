import ExerciseKit
import Foundation

extension Chapter02 {
  static var mergeBlocksProperties: Properties<MergeBlocks> {
    typealias Question = (first: BlockSummary, second: BlockSummary)
    func made(_ scores: [Double], _ values: [Double]) -> BlockSummary {
      let largest = scores.max() ?? -.infinity
      let shares = scores.map { exp($0 - largest) }
      return BlockSummary(
        largest: largest, sum: shares.reduce(0, +),
        weighted: [
          zip(shares, values).reduce(0) { $0 + $1.0 * $1.1 },
          zip(shares, values).reduce(0) { $0 + $1.0 * (3 - $1.1) },
        ])
    }
    let nothing = BlockSummary.masked(width: 2)
    let (a, b) = (made([0.5, 2], [1, -3]), made([3.5, 1], [2, 4]))
    let (c, d) = (made([-2, -1, -1.5], [5, 1, 2]), made([-1.25], [3]))
    let (e, f) = (made([0, 0], [1, 2]), made([0, -0.5], [4, 1]))
    let questions: [Question] = [
      (a, b), (b, a), (c, d), (d, c), (e, f), (a, c), (c, a), (a, nothing), (nothing, b),
      (c, nothing), (nothing, nothing), (nothing, d), (made([900], [1]), made([901], [2])),
      (b, made([3.5], [-2])),
    ]
    let laws: [Law<Question, BlockSummary>] = [
      Law("two masked blocks make a masked block") { question, merged in
        guard question.first.sum == 0, question.second.sum == 0 else { return nil }
        return merged == nothing
          ? nil
          : "two masked blocks make no masked block: your largest is \(merged.largest), your sum "
            + "\(merged.sum), your values \(merged.weighted)"
      },
      Law("a masked block changes nothing") { question, merged in
        let (first, second) = (question.first, question.second)
        guard (first.sum == 0) != (second.sum == 0) else { return nil }
        let other = first.sum == 0 ? second : first
        if merged.largest != other.largest {
          return
            "beside a masked block your largest score is \(merged.largest), not the other block's, "
            + "\(other.largest)"
        }
        return isNear(merged.sum, other.sum)
          && zip(merged.weighted, other.weighted).allSatisfy(isNear)
          ? nil
          : "a masked block changes the sums of the one beside it, where it should change nothing"
      },
      Law("the largest score is that of one of the blocks, the larger one") { question, merged in
        let (first, second) = (question.first.largest, question.second.largest)
        if merged.largest == max(first, second) { return nil }
        return merged.largest == min(first, second)
          ? "of two largest scores, \(written(first)) and \(written(second)), you keep the smaller one"
          : "your largest score is \(written(merged.largest)): neither block's, which are "
            + "\(written(first)) and \(written(second))"
      },
      Law("the key with the largest score counts 1 in the sum") { question, merged in
        guard question.first.sum + question.second.sum > 0 else { return nil }
        if merged.sum < 1 - 1e-9 {
          return
            "your sum is \(written(merged.sum)): the key with the largest score alone counts 1 in it"
        }
        return merged.sum <= question.first.sum + question.second.sum + 1e-9
          ? nil
          : "your sum is \(written(merged.sum)), more than both blocks' sums together: against a larger "
            + "score they only shrink"
      },
      Law("a block whose largest score is 1 lower shrinks to a share of 1/e") { question, merged in
        let (first, second) = (question.first, question.second)
        guard first.sum > 0, second.sum > 0, first.largest != second.largest else { return nil }
        let (upper, lower) =
          first.largest > second.largest ? (first, second) : (second, first)
        let gap = upper.largest - lower.largest
        let share = (merged.sum - upper.sum) / lower.sum
        guard gap < 20, share > 0, abs(share - exp(-gap)) > 1e-9 else { return nil }
        return
          "of a block whose largest score is \(written(gap)) below the other's, your sum keeps "
          + "\(written(share)); it should shrink by e for each 1, to \(written(exp(-gap)))"
      },
      Law("both blocks' values count as their sums do") { question, merged in
        let (first, second) = (question.first, question.second)
        guard first.sum > 0, second.sum > 0 else { return nil }
        let own = merged.weighted.map { $0 / merged.sum }
        let mean = (own[0] + own[1])
        // The values of a key add up to 3.
        return isNear(mean, 3)
          ? nil
          : "your output, values over sum, is no mean of the values: of keys whose two values add up to "
            + "3 it adds up to \(written(mean)), so sum and values are not shrunk alike"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("the two blocks exchanged") { ($0.second, $0.first) },
      Variation("the second block masked", isProbe: false) { ($0.first, nothing) },
      Variation("the first block masked", isProbe: false) { (nothing, $0.second) },
      Variation("the second block's values alone 0") { question in
        let second = question.second
        return (
          question.first,
          BlockSummary(
            largest: second.largest, sum: second.sum, weighted: second.weighted.map { _ in 0 })
        )
      },
      Variation("all values doubled") { question in
        (doubled(question.first), doubled(question.second))
      },
      Variation("all scores 3 higher") { question in
        (raised(question.first, 3), raised(question.second, 3))
      },
      Variation("the second block's scores 1 higher") { question in
        (question.first, raised(question.second, 1))
      },
      Variation("both blocks' largest scores as 0", isProbe: false) { question in
        (level(question.first), level(question.second))
      },
    ]
    let outcomes: [Outcome<BlockSummary>] = [
      Outcome("the values divided by the sum") { merged in
        BlockSummary(
          largest: merged.largest, sum: merged.sum,
          weighted: merged.weighted.map { $0 / merged.sum })
      },
      Outcome("sum and values against 0, not against the largest score") { merged in
        let scale = exp(merged.largest)
        return BlockSummary(
          largest: merged.largest, sum: merged.sum * scale,
          weighted: merged.weighted.map { $0 * scale })
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("the first block has the larger score") { $0.first.largest > $0.second.largest },
      Trait("the second block has the larger score") { $0.first.largest < $0.second.largest },
      Trait("a block is masked") { $0.first.sum == 0 || $0.second.sum == 0 },
      Trait("the first block is masked") { $0.first.sum == 0 },
      Trait("the second block is masked") { $0.second.sum == 0 },
      Trait("both blocks are masked") { $0.first.sum == 0 && $0.second.sum == 0 },
      Trait("both largest scores are below 0") { max($0.first.largest, $0.second.largest) < 0 },
      Trait("a largest score is below 0") { min($0.first.largest, $0.second.largest) < 0 },
      Trait("both blocks have the same largest score") { $0.first.largest == $0.second.largest },
      Trait("scores are in the hundreds") { $0.first.largest > 99 },
    ]
    return Properties(
      of: questions,
      parts: [
        "largest": "the largest score", "sum": "the sum", "weighted": "the weighted values",
      ], ask: { try $0($1.first, $1.second) }, inputs: [], laws: laws, variations: variations,
      outcomes: outcomes, traits: traits)
  }

  @Sendable private static func isNear(_ a: Double, _ b: Double) -> Bool {
    Swift.abs(a - b) <= 1e-9 * max(1, Swift.abs(b))
  }

  private static func doubled(_ block: BlockSummary) -> BlockSummary {
    BlockSummary(
      largest: block.largest, sum: block.sum, weighted: block.weighted.map { 2 * $0 })
  }

  private static func raised(_ block: BlockSummary, _ step: Double) -> BlockSummary {
    BlockSummary(largest: block.largest + step, sum: block.sum, weighted: block.weighted)
  }

  private static func level(_ block: BlockSummary) -> BlockSummary {
    BlockSummary(
      largest: block.sum > 0 ? 0 : block.largest, sum: block.sum, weighted: block.weighted)
  }
}
