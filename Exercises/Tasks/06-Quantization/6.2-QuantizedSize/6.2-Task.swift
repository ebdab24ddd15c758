//: # Fifty billion weights on one device
//: estimate, 5 minutes
//:
//: A weight takes `bits` bits, and each group of `groupSize` weights one scale of `scaleBits`. How
//: many bytes do all weights take, and over how many devices must they be spread? BloombergGPT has
//: 50,558,868,480 parameters (Wu et al. 2023, appendix A) and was trained on A100 GPUs of 40 GB:
//: how many hold its weights in 16 bits, and how many in GGUF's Q4_0, with 4 bits a weight and a
//: 16-bit scale for each 32? (Activations and the cache come on top.)
//:
//: ## Hints
//:
//: 1. The scale is shared: how many of its bits fall to one weight?
//: 2. Q4_0 costs 4 + 16/32 = 4.5 bits a weight. A byte has 8 bits, and there is no fraction of a
//:    device.
//: 3. bytes = parameters · (bits + scaleBits / groupSize) / 8, and devices = (bytes /
//:    deviceBytes).rounded(.up).

import ExerciseKit

extension Chapter06 {
  /// From a number of weights and a format of groups to the bytes of the weights, and the graphics
  /// processors whose memory they fill.
  public typealias QuantizedSize = (
    _ parameters: Double, _ bits: Double, _ groupSize: Double, _ scaleBits: Double,
    _ deviceBytes: Double
  ) throws -> (bytes: Double, devices: Double)

  public static let quantizedSize = Exercise<QuantizedSize>(
    parts: ["bytes", "devices"],
    properties: quantizedSizeProperties,
    check: { size in
      let plain = try size(50_558_868_480, 16, 32, 0, 40e9)
      try Expect.that(plain.bytes > 0, "bytes are more than 0, these are \(plain.bytes)")
      try Expect.that(
        plain.devices >= 1 && plain.devices == plain.devices.rounded(),
        "devices are whole, and at least one: these are \(plain.devices)")
      try Expect.close(plain.bytes, 101.117_737e9, relative: 0.01, "bytes in 16 bits, no scales")
      try Expect.equal(plain.devices, 3, "devices for 101 GB, 40 GB each")
      let q4 = try size(50_558_868_480, 4, 32, 16, 40e9)
      try Expect.close(q4.bytes, 28.439_364e9, relative: 0.01, "bytes in Q4_0")
      try Expect.equal(q4.devices, 1, "devices in Q4_0")
      try Expect.close(
        try size(8e9, 4, 2, 16, 40e9).bytes, 12e9, relative: 0.01,
        "bytes of 8 billion weights in 4 bits, two to a scale of 16 bits")
      let q8 = try size(50_558_868_480, 8, 32, 16, 40e9)
      try Expect.close(
        q8.bytes, 53.718_798e9, relative: 0.01, "bytes in Q8_0: 8 bits, groups of 32")
      try Expect.equal(q8.devices, 2, "devices in Q8_0")
      try Expect.equal(
        try size(80e9, 4, 32, 16, 40e9).devices, 2,
        "devices for 80 billion weights in Q4_0: 40 GB of weights, and their scales")
      try Expect.equal(
        try size(41e9, 8, 32, 0, 40e9).devices, 2, "devices for 41 GB, 40 GB each")
      try Expect.equal(
        try size(70e9, 8, 32, 0, 80e9).devices, 1, "devices for 70 GB, 80 GB each")
      let full = try size(40e9, 16, 32, 0, 40e9)
      try Expect.equal(
        full.devices, 2, "devices for 80 GB, 40 GB each, which they fill to the brim")
    },
    observe: { size in
      var answers: [Double] = []
      for (bits, group) in [(4.0, 32.0), (8, 32), (4, 128)] {
        let (bytes, devices) = try size(50_558_868_480, bits, group, 16, 40e9)
        answers += [bytes, devices]
      }
      let (fit, two) = try size(80e9, 4, 32, 16, 40e9)
      answers += [fit, two]
      let (bytes, devices) = try size(160e9, 15, 32, 32, 40e9)
      answers += [bytes, devices]
      // Many devices, so that their number says how it was rounded.
      for (parameters, bits, group, scale, memory) in [
        (50_558_868_480, 16.0, 64.0, 16.0, 8e9), (70e9, 8, 32, 32, 10e9), (70e9, 4, 16, 16, 7e9),
        (60e9, 7, 16, 16, 6e9), (90e9, 8, 32, 16, 9.2e9),
      ] {
        let (bytes, devices) = try size(parameters, bits, group, scale, memory)
        answers += [bytes, devices]
      }
      return answers
    })
}
