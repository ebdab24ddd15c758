import ExerciseKit
import Foundation

/// The size at the bottom of the parabola through three runs of one budget, in parameters.
///
/// - Parameter runs: three of different sizes, in any order.
/// - Returns: nil where the parabola opens downwards, or is a line.
public func valleyFloor(_ runs: [(parameters: Double, loss: Double)]) throws -> Double? {
  // TODO 7.4: the lowest point of the parabola of the loss over ln N
  throw NotAttempted("7.4")
}
