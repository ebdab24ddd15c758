import ExerciseKit
import Foundation
import Tasks02

// 2.4 A square that nobody writes down (a function, about 20 minutes)
//
// FlashAttention never keeps a row of weights (Dao et al. 2022). It reads a query's keys block by
// block, and keeps three things of all that it has read: the largest score m, the sum of e^(score
// − m), and the sum of e^(score − m) · value. The query's output is the second sum over the first.
// Write the step: put two blocks' summaries together, so that the result is what one block with
// the keys of both would have left. Scores may be in the thousands, and a block may be masked
// altogether: its largest score is −∞, and its sums are 0.
//
// Chapter02.BlockSummary is in Exercises/Tasks/02-Attention/2.4-MergeBlocks/2.4-Task.swift.

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
