//: # The shuffled weights
//: bug, 10 minutes
//:
//: This reads one group of GGUF's Q4_0. Its weights have the right histogram, mean and extremes,
//: and yet the model that is read this way babbles. Compare the code with the layout in the comment
//: above it, and mend it.
//:
//: ## Hints
//:
//: 1. Every value is right, so scale and offset are. What else can be wrong with a weight?
//: 2. Read the layout once more: which two weights share byte 0 in a group of 32?
//: 3. Byte j holds weights j and j + 16, not 2j and 2j + 1: first come the low halves of all bytes,
//:    then the high halves.

import ExerciseKit

extension Chapter06 {
  /// From the bytes of a group of 4-bit weights and its scale to the weights, two a byte.
  public typealias UnpackNibbles = (_ bytes: [UInt8], _ scale: Float) throws -> [Float]

  public static let unpackNibbles = Exercise<UnpackNibbles>(
    properties: unpackNibblesProperties,
    check: { unpack in
      try Expect.count(try unpack([], 1).count, 0, "weights of no bytes")
      let bytes = (0..<16).map { UInt8($0 | (15 - $0) << 4) }
      let weights = try unpack(bytes, 0.5)
      try Expect.count(weights.count, 32, "weights of 16 bytes")
      try Expect.equal(try unpack([0x88], 0.25), [0, 0], "code 8 stands for 0")
      try Expect.equal(
        weights.min() ?? 0, -4, "the smallest of all 16 codes at the scale 0.5: (0 − 8) · 0.5")
      try Expect.equal(
        weights.max() ?? 0, 3.5, "the largest of all 16 codes at the scale 0.5: (15 − 8) · 0.5")
      try Expect.equal(try unpack([0xF0], 1), [-8, 7], "byte F0: its low half comes first")
      let codes = Array(0..<16) + (0..<16).reversed()
      try Expect.close(
        weights.map { Double($0) }, codes.map { Double($0 - 8) / 2 }, absolute: 1e-6,
        "codes 0 to 15 in the low halves and 15 to 0 in the high ones")
    },
    observe: { unpack in
      try unpack([0x10, 0x32, 0xA4, 0x7F], 0.5).map { Double($0) }
        + unpack([0x90, 0x5C], 0.25).map { Double($0) }
        + unpack([0xE3, 0x2B, 0x61], 1.5).map { Double($0) }
    })
}
