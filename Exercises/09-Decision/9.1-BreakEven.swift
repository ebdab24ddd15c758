import ExerciseKit

// 9.1 When does an own model pay? (a function, about 10 minutes)
//
// An own model costs `fixedDollars` to train, and then a price for every million tokens that it
// serves. A hosted model costs nothing at first, and another price for every million. After how
// many tokens have both cost the same? Return nil where the own model never pays: where its tokens
// are not cheaper.

/// The tokens after which an own model has cost as much as a hosted one, or nil where it never pays.
///
///     try breakEven(fixedDollars: 100, ownDollarsPerMillion: 1, otherDollarsPerMillion: 2)  // 1e8
public func breakEven(
  fixedDollars: Double, ownDollarsPerMillion: Double, otherDollarsPerMillion: Double
) throws -> Double? {
  // TODO 9.1: return the number of tokens, or nil where the own ones are not cheaper
  throw NotAttempted("9.1")
}
