import ExerciseKit

/// Four bits a weight over a grid that begins at the smallest weight: a weight is about
/// minimum + scale · code.
///
///     try offsetQuantize([-0.5, 0.25, 1])     // (scale: 0.1, minimum: -0.5, codes: [0, 8, 15])
public func offsetQuantize(
  _ weights: [Float]
) throws -> (scale: Float, minimum: Float, codes: [UInt8]) {
  // exercise begin 6.4: find where the grid begins and how wide its steps are, then count steps
  let minimum = weights.min() ?? 0
  let scale = ((weights.max() ?? 0) - minimum) / 15
  guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
  return (scale, minimum, weights.map { UInt8((($0 - minimum) / scale).rounded()) })
  // exercise end
}
