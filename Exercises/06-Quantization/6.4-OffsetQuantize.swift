import ExerciseKit

// 6.4 A grid that begins where the weights do (a function, about 15 minutes)
//
// A grid that is symmetric about zero wastes codes on a group that is not: if all weights are
// positive, half of them. GGUF's Q4_1 stores two numbers a group, a scale and the smallest weight,
// and a weight is about minimum + scale · code, with codes from 0 to 15. Choose both such that the
// smallest weight gets the code 0 and the largest 15, and round the others to the nearest code.
// Where all weights are equal the scale is 0, and so are all codes; an empty group has the minimum
// 0 as well.

/// Four bits a weight over a grid that begins at the smallest weight: a weight is about
/// minimum + scale · code.
///
///     try offsetQuantize([-0.5, 0.25, 1])     // (scale: 0.1, minimum: -0.5, codes: [0, 8, 15])
public func offsetQuantize(
  _ weights: [Float]
) throws -> (scale: Float, minimum: Float, codes: [UInt8]) {
  // TODO 6.4: find where the grid begins and how wide its steps are, then count steps
  throw NotAttempted("6.4")
}
