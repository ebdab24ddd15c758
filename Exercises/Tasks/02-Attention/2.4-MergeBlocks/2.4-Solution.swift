import ExerciseKit
import Foundation

/// What one query keeps of two blocks of keys, read one after the other.
///
///     // Scores 0 and 0 with the values 1 and 3, in blocks of one:
///     mergeBlocks((0, 1, [1]), (0, 1, [3]))     // (0, 2, [4]), an output of 2
///
/// - Parameters:
///   - first: largest score, sum and weighted values of a block, (d).
///   - second: those of another block, of values of the same width.
public func mergeBlocks(
  _ first: Chapter02.BlockSummary, _ second: Chapter02.BlockSummary
) throws -> Chapter02.BlockSummary {
  // exercise begin 2.4: the larger of the largest scores, and both blocks' sums against it
  let largest = max(first.largest, second.largest)
  guard largest > -.infinity else { return first }
  let (a, b) = (exp(first.largest - largest), exp(second.largest - largest))
  return Chapter02.BlockSummary(
    largest: largest, sum: a * first.sum + b * second.sum,
    weighted: zip(first.weighted, second.weighted).map { a * $0 + b * $1 })
  // exercise end
}
