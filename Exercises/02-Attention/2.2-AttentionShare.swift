import ExerciseKit

// 2.2 What the context costs (an estimate, about 10 minutes)
//
// Two products of a block have no weights: queries with keys, and weights with values. Their cost
// grows with the context. Which share of a block's forward floating-point operations is theirs?
// Count 2 operations for a multiplication with its addition. The block has a width D, four (D, D)
// projections and a feed-forward layer from D to 4D and back; the masked half of the scores is
// computed too. Leave out what is not a matrix product.

/// The share of a block's forward operations that go into queries · keys and weights · values.
public func attentionShare(contextLength: Double, width: Double) throws -> Double {
  // TODO 2.2: return the share, a number between 0 and 1
  throw NotAttempted("2.2")
}
