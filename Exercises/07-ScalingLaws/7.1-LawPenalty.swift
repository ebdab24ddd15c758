import ExerciseKit
import Foundation
import Tasks07

// 7.1 Predict, and charge for the miss (a function, about 15 minutes)
//
// Predict a run's loss, L = E + A / N^α + B / D^β, and how much a fit should mind the miss. The
// residual is r = ln(predicted) − ln(measured). The Huber penalty is r² / 2 up to |r| = δ, and
// from there a straight line that continues it without a step or a kink, so that single bad runs
// do not rule the fit (Hoffmann et al. 2022, section 3.3).
//
// Chapter07.Law is in Exercises/Tasks/07-ScalingLaws/Law.swift.
// Chapter07.Run is in Exercises/Tasks/07-ScalingLaws/Law.swift.

/// The loss that a law predicts for a run, and the Huber penalty of its residual.
///
/// - Parameters:
///   - law: E is `irreducible`, A and α are `parameterScale` and `parameterExponent`, B and β are
///     `tokenScale` and `tokenExponent`.
///   - run: N is `parameters`, D is `tokens`; `loss` is what was measured.
///   - delta: where the penalty turns from a parabola into a line.
public func lawPenalty(
  _ law: Chapter07.Law, _ run: Chapter07.Run, delta: Double
) throws -> (loss: Double, penalty: Double) {
  // TODO 7.1: predict the loss, then charge for the difference of the logarithms
  throw NotAttempted("7.1")
}
