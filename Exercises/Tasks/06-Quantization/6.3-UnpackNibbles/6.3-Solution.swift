import ExerciseKit

/// The weights of a group of Q4_0.
///
/// With n bytes the group has 2n weights. Byte j holds the code of weight j in its low four bits and
/// the code of weight j + n in its high four. The code q, from 0 to 15, stands for (q − 8) · scale.
public func unpackNibbles(_ bytes: [UInt8], scale: Float) throws -> [Float] {
  // exercise begin 6.3: every weight has a right value; delete the next line, check, find the bug
  let codes = bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }
  return codes.map { (Float($0) - 8) * scale }
  // exercise broken
  // | var weights: [Float] = []
  // | for byte in bytes {
  // |   let low = Float(byte & 0xF)
  // |   let high = Float(byte >> 4)
  // |   weights += [(low - 8) * scale, (high - 8) * scale]
  // | }
  // | return weights
  // exercise end
}
