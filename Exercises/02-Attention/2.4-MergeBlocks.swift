import ExerciseKit
import Foundation
import Tasks02

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
  // TODO 2.4: the larger of the largest scores, and both blocks' sums against it
  throw NotAttempted("2.4")
}
