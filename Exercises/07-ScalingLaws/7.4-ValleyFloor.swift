import ExerciseKit
import Foundation

// 7.4 The floor of the valley (a function, about 20 minutes)
//
// Three models of different sizes were trained for the same budget. Their losses, drawn against
// the logarithm of the size, lie nearly on a parabola, and its lowest point is the best size
// (Hoffmann et al. 2022, approach 2). Return that size in parameters. Where the parabola opens
// downwards or is a straight line, it has no lowest point: return nil.

/// The size at the bottom of the parabola through three runs of one budget, in parameters.
///
/// - Parameter runs: three of different sizes, in any order.
/// - Returns: nil where the parabola opens downwards, or is a line.
public func valleyFloor(_ runs: [(parameters: Double, loss: Double)]) throws -> Double? {
  // TODO 7.4: the lowest point of the parabola of the loss over ln N
  throw NotAttempted("7.4")
}
