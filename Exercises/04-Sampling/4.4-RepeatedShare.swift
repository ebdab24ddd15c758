import ExerciseKit

// 4.4 Written before (a function, about 10 minutes)
//
// How much does a sampler repeat itself? An n-gram is n tokens in a row; one begins at every place
// of a text from which n tokens are left, and none reaches into the next text. Return the share of
// all the texts' n-grams that were written before, in the same text or in an earlier one. Texts
// too short for an n-gram repeat nothing: then return 0.

/// The share of n-grams that were written before.
///
///     repeatedShare([[1, 2, 1, 2], [1, 2]], n: 2)     // 0.5: 1 2 and 2 1 are new once each
///
/// - Parameters:
///   - texts: as tokens, in the order in which they were written.
///   - n: at least 1.
public func repeatedShare(_ texts: [[Int]], n: Int) throws -> Double {
  // TODO 4.4: count the n-grams, and those that are new
  throw NotAttempted("4.4")
}
