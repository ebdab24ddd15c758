import ExerciseKit

/// The tokens after which an own model has cost as much as a hosted one, or nil where it never pays.
///
///     try breakEven(fixedDollars: 100, ownDollarsPerMillion: 1, otherDollarsPerMillion: 2)  // 1e8
public func breakEven(
  fixedDollars: Double, ownDollarsPerMillion: Double, otherDollarsPerMillion: Double
) throws -> Double? {
  // exercise begin 9.1: return the number of tokens, or nil where the own ones are not cheaper
  let saved = otherDollarsPerMillion - ownDollarsPerMillion
  return saved > 0 ? fixedDollars / saved * 1e6 : nil
  // exercise end
}
