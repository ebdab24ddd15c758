//: # Eight bits a weight
//: function, 10 minutes
//:
//: Absmax quantization stores a group of weights as integers from −127 to 127 and one scale: a
//: weight is about scale · integer. Choose the scale such that the weight with the largest
//: magnitude becomes 127 or −127, and round the others to the nearest integer. An empty group, and
//: one of zeros only, has the scale 0 and integers 0.
//:
//: ## Hints
//:
//: 1. The scale belongs to the largest magnitude: a group whose extreme is −2 needs as wide a range
//:    as one whose extreme is 2.
//: 2. `Int8(x)` cuts the fraction off; `Int8(x.rounded())` takes the nearest integer.
//: 3. let scale = largest / 127, where largest is weights.map(abs).max() ?? 0; then weights.map {
//:    Int8(($0 / scale).rounded()) }, but return early where the scale is 0: 0 / 0 is no number,
//:    and Int8 traps on it.

import ExerciseKit

extension Chapter06 {
  /// From a group of weights to its scale and one 8-bit integer a weight.
  public typealias AbsmaxQuantize = (_ weights: [Float]) throws -> (scale: Float, integers: [Int8])

  public static let absmaxQuantize = Exercise<AbsmaxQuantize>(
    parts: ["the scale"] + Array(repeating: "the integers", count: 5),
    properties: absmaxQuantizeProperties,
    check: { quantize in
      let mixed: [Float] = [0.31, -0.9, 0.052, 0, 0.648, -0.127]
      let (scale, integers) = try quantize(mixed)
      try Expect.count(integers.count, mixed.count, "integers of 6 weights")
      try Expect.count(try quantize([]).integers.count, 0, "integers of an empty group")
      try Expect.equal(try quantize([]).scale, 0, "scale of an empty group")
      let zeros = try quantize([0, 0, 0])
      try Expect.equal(zeros.integers, [0, 0, 0], "integers of three zeros")
      try Expect.equal(zeros.scale, 0, "scale of three zeros")
      try Expect.equal(
        integers.map { abs(Int($0)) }.max() ?? 0, 127, "the largest integer of \(mixed), sign aside"
      )
      for (weight, integer) in zip(mixed, integers) {
        try Expect.that(
          abs(scale * Float(integer) - weight) <= 0.501 * abs(scale),
          "\(weight) became \(integer) · \(scale) = \(scale * Float(integer)), "
            + "which is more than half a step away")
      }
      try Expect.close(Double(scale), 0.9 / 127, relative: 1e-4, "scale of \(mixed)")
      try Expect.equal(integers, [44, -127, 7, 0, 91, -18], "integers of \(mixed)")
      let falling: [Float] = [-0.9, 0.2]
      try Expect.equal(try quantize(falling).integers, [-127, 28], "integers of \(falling)")
      let rising: [Float] = [0.1, 0.2, 0.5]
      try Expect.equal(try quantize(rising).integers, [25, 51, 127], "integers of \(rising)")
    },
    observe: { quantize in
      let groups: [[Float]] = [
        [0.31, -0.2, 0.052, 0, 0.9], [-0.5, 0.26, -0.1234, 0.49, -0.05], [0, 0, 0, 0, 0],
        [0.7, -0.3, 0.2, 0.4, 0.11], [50, -20, 31, 7, 3],
      ]
      return try groups.flatMap { group in
        let (scale, integers) = try quantize(group)
        return [Double(scale)] + integers.map { Double($0) }
      }
    })
}
