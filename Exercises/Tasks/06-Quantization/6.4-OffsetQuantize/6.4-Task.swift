//: # A grid that begins where the weights do
//: function, 15 minutes
//:
//: A grid that is symmetric about zero wastes codes on a group that is not: if all weights are
//: positive, half of them. GGUF's Q4_1 stores two numbers a group, a scale and the smallest weight,
//: and a weight is about minimum + scale · code, with codes from 0 to 15. Choose both such that the
//: smallest weight gets the code 0 and the largest 15, and round the others to the nearest code.
//: Where all weights are equal the scale is 0, and so are all codes; an empty group has the minimum
//: 0 as well.
//:
//: ## Hints
//:
//: 1. What does code 0 stand for, and what code 15? These two decide scale and minimum.
//: 2. From code 0 to code 15 it is fifteen steps: scale = (largest − smallest) / 15. How many steps
//:    does a weight lie above the smallest?
//: 3. weights.map { UInt8((($0 - minimum) / scale).rounded()) }, but return early where the scale
//:    is 0: 0 / 0 is no number, and UInt8 traps on it.

import ExerciseKit

extension Chapter06 {
  /// From a group of weights to the step and the beginning of its grid, and a code from 0 to 15 for
  /// each weight.
  public typealias OffsetQuantize = (_ weights: [Float]) throws -> (
    scale: Float, minimum: Float, codes: [UInt8]
  )

  public static let offsetQuantize = Exercise<OffsetQuantize>(
    parts: ["the scale", "the minimum"] + Array(repeating: "the codes", count: 5),
    properties: offsetQuantizeProperties,
    check: { quantize in
      let mixed: [Float] = [0.02, -0.1, 0.11, 0.5, 0.29, 0.35]
      let (scale, minimum, codes) = try quantize(mixed)
      try Expect.count(codes.count, mixed.count, "codes of 6 weights")
      try Expect.count(try quantize([]).codes.count, 0, "codes of an empty group")
      let empty = try quantize([])
      try Expect.equal(empty.scale, 0, "scale of an empty group")
      try Expect.equal(empty.minimum, 0, "minimum of an empty group")
      let equal = try quantize([0.25, 0.25])
      try Expect.equal(equal.codes, [0, 0], "codes of two equal weights")
      try Expect.equal(equal.scale, 0, "scale of two equal weights")
      try Expect.equal(equal.minimum, 0.25, "minimum of 0.25 and 0.25")
      try Expect.equal(codes.min() ?? 0, 0, "the smallest code of \(mixed)")
      try Expect.equal(codes.max() ?? 0, 15, "the largest code of \(mixed)")
      for (weight, code) in zip(mixed, codes) {
        let read = minimum + scale * Float(code)
        try Expect.that(
          abs(read - weight) <= 0.501 * abs(scale),
          "\(weight) became \(minimum) + \(scale) · \(code) = \(read), which is more than half a "
            + "step away")
      }
      let moved = try quantize(mixed.map { $0 + 2 })
      try Expect.equal(moved.codes, codes, "codes of the same weights, each 2 larger")
      try Expect.close(
        Double(moved.minimum), 1.9, relative: 1e-4, "minimum of the same weights, each 2 larger")
      try Expect.close(Double(scale), 0.04, relative: 1e-4, "scale of \(mixed)")
      try Expect.equal(codes, [3, 0, 5, 15, 10, 11], "codes of \(mixed)")
      let small: [Float] = [0, 0.04, 0.55, 1]
      try Expect.equal(
        try quantize(small).codes, [0, 1, 8, 15], "codes of \(small), in steps of a fifteenth")
      let negative: [Float] = [-0.4, -0.1, -0.2]
      try Expect.equal(try quantize(negative).codes, [0, 15, 10], "codes of \(negative)")
      let falling: [Float] = [0.5, 0.11, -0.1]
      try Expect.equal(try quantize(falling).codes, [15, 5, 0], "codes of \(falling)")
    },
    observe: { quantize in
      let groups: [[Float]] = [
        [0.31, -0.2, 0.052, 0, 0.9], [0.5, 0.26, 0.1234, 0.49, 0.2],
        [0.75, 0.75, 0.75, 0.75, 0.75], [0, 0.04, 0.17, 0.24, 1],
      ]
      return try groups.flatMap { group in
        let (scale, minimum, codes) = try quantize(group)
        return [Double(scale), Double(minimum)] + codes.map { Double($0) }
      }
    })
}
