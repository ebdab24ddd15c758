import ExerciseKit
import Foundation
import Tasks07

/// The number of parameters and of tokens that reach the lowest loss for a budget.
///
/// - Parameters:
///   - compute: the budget C = 6·N·D in floating-point operations.
///   - law: A and α are `parameterScale` and `parameterExponent`, B and β are `tokenScale` and
///     `tokenExponent`.
public func optimalSize(
  compute: Double, law: Chapter07.Law
) throws -> (parameters: Double, tokens: Double) {
  // TODO 7.2: spend the whole budget where neither parameters nor tokens gain any more
  throw NotAttempted("7.2")
}
