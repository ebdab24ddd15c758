import ExerciseKit
import Foundation
import Tasks07

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
