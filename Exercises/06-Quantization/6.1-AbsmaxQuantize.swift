import ExerciseKit

// 6.1 Eight bits a weight (a function, about 10 minutes)
//
// Absmax quantization stores a group of weights as integers from −127 to 127 and one scale: a
// weight is about scale · integer. Choose the scale such that the weight with the largest
// magnitude becomes 127 or −127, and round the others to the nearest integer. An empty group, and
// one of zeros only, has the scale 0 and integers 0.

/// One scale and one integer from −127 to 127 a weight: a weight is about scale · integer.
///
///     try absmaxQuantize([0.5, -1.27])     // (scale: 0.01, integers: [50, -127])
public func absmaxQuantize(_ weights: [Float]) throws -> (scale: Float, integers: [Int8]) {
  // TODO 6.1: find the scale, then round each weight to the nearest multiple of it
  throw NotAttempted("6.1")
}
