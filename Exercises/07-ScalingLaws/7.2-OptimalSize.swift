import ExerciseKit
import Foundation
import Tasks07

// 7.2 What a budget buys (an estimate, about 15 minutes)
//
// Training costs C ≈ 6·N·D operations. Which N and D reach the lowest loss for a budget C, by L =
// E + A / N^α + B / D^β? BloombergGPT's budget comes to about 3.51e23 operations: three quarters
// of 1.3 million A100-hours at 100 TFLOP/s. Compare what the two published sets of constants
// advise (`Chapter07.Law.hoffmann` and `.besiroglu`) with the 50.6 billion parameters and 569
// billion tokens that were trained (Wu et al. 2023).
//
// Chapter07.Law is in Exercises/Tasks/07-ScalingLaws/Law.swift.

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
