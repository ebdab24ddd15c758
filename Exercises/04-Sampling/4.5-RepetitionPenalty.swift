import ExerciseKit

// 4.5 The words that never come back (a bug, about 10 minutes)
//
// A repetition penalty makes tokens that have occurred less likely: their positive scores are
// divided by it (Keskar et al. 2019), their negative ones multiplied. With this code a report
// begins well. After a page it has no "the" and no "of" any more, though the penalty is a mild
// 1.1. Find the fault, and mend it.

/// The scores with those of tokens that have occurred made less likely.
///
/// - Parameters:
///   - logits: one score a token.
///   - previous: the tokens so far; one that has no score changes nothing.
///   - penalty: at least 1, which changes nothing.
public func penalized(_ logits: [Double], previous: [Int], penalty: Double) throws -> [Double] {
  var scores = logits
  // TODO 4.5: this code has one bug; delete the next line, check, and find it
  try attempt("4.5")
  for id in previous where scores.indices.contains(id) {
    scores[id] = scores[id] > 0 ? scores[id] / penalty : scores[id] * penalty
  }
  return scores
}
