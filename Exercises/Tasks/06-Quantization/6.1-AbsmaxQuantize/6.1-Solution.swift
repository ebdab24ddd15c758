import ExerciseKit

/// One scale and one integer from −127 to 127 a weight: a weight is about scale · integer.
///
///     try absmaxQuantize([0.5, -1.27])     // (scale: 0.01, integers: [50, -127])
public func absmaxQuantize(_ weights: [Float]) throws -> (scale: Float, integers: [Int8]) {
  // exercise begin 6.1: find the scale, then round each weight to the nearest multiple of it
  let largest = weights.map { abs($0) }.max() ?? 0
  guard largest > 0 else { return (0, weights.map { _ in 0 }) }
  let scale = largest / 127
  return (scale, weights.map { Int8(($0 / scale).rounded()) })
  // exercise end
}
