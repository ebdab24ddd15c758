import WorkbookCore

/// - Returns: the weights of a matrix on a grid of so many bits, with a scale for each 32.
func countDecibels(
  _ notebook: Notebook, _ course: CourseModel
) throws -> ([Float], Int) -> [Float] {
  let matrices = course.matrices
  func weights(_ specification: ParameterSpecification) -> [Float] {
    course.weights(specification)
  }
  func rounded(_ x: Float, fractionBits: Int) -> Float { course.rounded(x, fractionBits) }

  //: ## Six decibels a bit
  //:
  //: How large is the error? A weight lands anywhere between two rungs, so its error is spread evenly
  //: over one step $\Delta$, with variance $\Delta^2/12$. One bit more halves $\Delta$ and quarters the
  //: variance. Engineers count such ratios in decibels, $10 \log_{10}$ of signal over noise, and
  //: $10 \log_{10} 4 \approx 6.02$. That is the oldest rule of digital sound, and it knows nothing of
  //: language.
  //:
  //: To test it we need all numbers of bits, not only those that GGUF has a name for. This is the same
  //: group rounding, with $b$ bits and a symmetric grid:
  func roundedToGrid(_ original: [Float], bits: Int) -> [Float] {
    let highest = Float((1 << (bits - 1)) - 1)
    var result = original
    for first in stride(from: 0, to: original.count, by: 32) {
      let range = first..<min(first + 32, original.count)
      let scale = (original[range].map { abs($0) }.max() ?? 0) / highest
      guard scale > 0 else { continue }
      for index in range { result[index] = (original[index] / scale).rounded() * scale }
    }
    return result
  }

  //: **Predict.** From 4 bits to 8: how many decibels? And float16 has 5 bits for the exponent and 10
  //: for the fraction: where will it lie on the same line?
  func signalToNoise(_ transform: ([Float]) -> [Float]) -> Double {
    let all = matrices.flatMap { weights($0) }
    let after = matrices.flatMap { transform(weights($0)) }
    return QuantizationError(all, after).signalToNoise
  }
  let gridBits = [2, 3, 4, 5, 6, 7, 8, 10, 12]
  let ratios = gridBits.map { bits in signalToNoise { roundedToGrid($0, bits: bits) } }
  let floatRatios = [10, 7].map { bits in
    signalToNoise { $0.map { rounded($0, fractionBits: bits) } }
  }
  let (low, high) = (gridBits.firstIndex(of: 4) ?? 0, gridBits.count - 1)
  let perBit = (ratios[high] - ratios[low]) / Double(gridBits[high] - gridBits[low])
  let oneDecimal = NumberStyle.decimals(1)
  try notebook.plot(
    Figure(
      "decibels",
      title: "Each further bit is worth \(oneDecimal.text(perBit)) decibels",
      subtitle: "Signal-to-noise ratio of all matrices, groups of 32; theory: 6.02 a bit",
      x: Axis("bits of a weight, without its share of the scale", range: 1...18),
      y: Axis("signal-to-noise ratio", unit: "dB", from: 0),
      marks: [
        .line(
          "whole numbers and a scale", x: gridBits.map { Double($0) }, y: ratios, color: .blue,
          showsPoints: true),
        .points("16-bit floats", x: [16, 16], y: floatRatios, color: .vermilion),
        .note("float16", at: (16.3, floatRatios[0]), color: .vermilion),
        .note("bfloat16", at: (16.3, floatRatios[1]), color: .vermilion),
      ]))
  notebook.claim("decibels a bit, from 4 bits on", perBit, in: 5.7...6.3)
  notebook.claim(
    "decibels between float16 and bfloat16, for 3 more bits of fraction",
    floatRatios[0] - floatRatios[1], in: 17...19.5)

  //: A little more than 6.02, because a symmetric grid leaves one code unused: of 16 it wastes one, of
  //: 4,096 one as well. The floats lie below the line: they spend bits on a range that weights do not need. Weights are
  //: tame. What flows between them, the activations, is not: further down we look at how much wilder it is,
  //: and at what is done so that it can be rounded too.

  return { roundedToGrid($0, bits: $1) }
}
