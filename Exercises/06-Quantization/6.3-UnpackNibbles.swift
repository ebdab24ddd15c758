import ExerciseKit

// 6.3 The shuffled weights (a bug, about 10 minutes)
//
// This reads one group of GGUF's Q4_0. Its weights have the right histogram, mean and extremes,
// and yet the model that is read this way babbles. Compare the code with the layout in the comment
// above it, and mend it.

/// The weights of a group of Q4_0.
///
/// With n bytes the group has 2n weights. Byte j holds the code of weight j in its low four bits and
/// the code of weight j + n in its high four. The code q, from 0 to 15, stands for (q − 8) · scale.
public func unpackNibbles(_ bytes: [UInt8], scale: Float) throws -> [Float] {
  // TODO 6.3: every weight has a right value; delete the next line, check, find the bug
  try attempt("6.3")
  var weights: [Float] = []
  for byte in bytes {
    let low = Float(byte & 0xF)
    let high = Float(byte >> 4)
    weights += [(low - 8) * scale, (high - 8) * scale]
  }
  return weights
}
