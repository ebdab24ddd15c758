import ExerciseKit
import Foundation

/// The number of parameters and of tokens that reach the lowest loss for a budget.
///
/// - Parameters:
///   - compute: the budget C = 6·N·D in floating-point operations.
///   - law: A and α are `parameterScale` and `parameterExponent`, B and β are `tokenScale` and
///     `tokenExponent`.
public func optimalSize(
  compute: Double, law: Chapter07.Law
) throws -> (parameters: Double, tokens: Double) {
  // exercise begin 7.2: spend the whole budget where neither parameters nor tokens gain any more
  let sum = law.parameterExponent + law.tokenExponent
  let ratio =
    law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
  let parameters = pow(ratio, 1 / sum) * pow(compute / 6, law.tokenExponent / sum)
  return (parameters, compute / (6 * parameters))
  // exercise end
}
