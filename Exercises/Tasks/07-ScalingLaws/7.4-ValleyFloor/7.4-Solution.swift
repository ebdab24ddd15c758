import ExerciseKit
import Foundation

/// The size at the bottom of the parabola through three runs of one budget, in parameters.
///
/// - Parameter runs: three of different sizes, in any order.
/// - Returns: nil where the parabola opens downwards, or is a line.
public func valleyFloor(_ runs: [(parameters: Double, loss: Double)]) throws -> Double? {
  // exercise begin 7.4: the lowest point of the parabola of the loss over ln N
  guard runs.count == 3 else { return nil }
  let sorted = runs.sorted { $0.parameters < $1.parameters }
  let x = sorted.map { log($0.parameters) }
  let y = sorted.map(\.loss)
  let first = (y[1] - y[0]) / (x[1] - x[0])
  let second = (y[2] - y[1]) / (x[2] - x[1])
  let curvature = (second - first) / (x[2] - x[0])
  guard curvature > 1e-9 else { return nil }
  return exp((x[0] + x[1]) / 2 - first / (2 * curvature))
  // exercise end
}
