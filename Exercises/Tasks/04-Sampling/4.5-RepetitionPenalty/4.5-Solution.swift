import ExerciseKit

/// The scores with those of tokens that have occurred made less likely.
///
/// - Parameters:
///   - logits: one score a token.
///   - previous: the tokens so far; one that has no score changes nothing.
///   - penalty: at least 1, which changes nothing.
public func penalized(_ logits: [Double], previous: [Int], penalty: Double) throws -> [Double] {
  var scores = logits
  // exercise begin 4.5: this code has one bug; delete the next line, check, and find it
  for id in Set(previous) where scores.indices.contains(id) {
    scores[id] = scores[id] > 0 ? scores[id] / penalty : scores[id] * penalty
  }
  // exercise broken
  // | for id in previous where scores.indices.contains(id) {
  // |   scores[id] = scores[id] > 0 ? scores[id] / penalty : scores[id] * penalty
  // | }
  // exercise end
  return scores
}
