import ExerciseKit

/// The tokens after which an own model has cost as much as a hosted one, or nil where it never pays.
///
///     try breakEven(fixedDollars: 100, ownDollarsPerMillion: 1, otherDollarsPerMillion: 2)  // 1e8
public func breakEven(
  fixedDollars: Double, ownDollarsPerMillion: Double, otherDollarsPerMillion: Double
) throws -> Double? {
  // TODO 9.1: return the number of tokens, or nil where the own ones are not cheaper
  throw NotAttempted("9.1")
}
