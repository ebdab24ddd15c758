import WorkbookCore

//: ## Six decibels a bit
//:
//: How large is the error? A weight lands anywhere between two rungs, so its error is spread evenly
//: over one step $\Delta$, with variance $\Delta^2/12$. One bit more halves $\Delta$ and quarters
//: the variance. Engineers count such ratios in decibels, $10 \log_{10}$ of signal over noise, and
//: $10 \log_{10} 4 \approx 6.02$. That is an old rule of digital sound, and it knows nothing of
//: language.
//:
//: To test it we need all numbers of bits, not only those that GGUF has a name for. This is the
//: same rounding of groups, with $b$ bits and a symmetric grid:
func roundedToGrid(_ original: [Float], bits: Int, group: Int = 32) -> [Float] {
  let highest = Float((1 << (bits - 1)) - 1)
  var result = original
  for first in stride(from: 0, to: original.count, by: group) {
    let range = first..<min(first + group, original.count)
    let scale = (original[range].map { abs($0) }.max() ?? 0) / highest
    guard scale > 0 else { continue }
    for index in range { result[index] = (original[index] / scale).rounded() * scale }
  }
  return result
}

func countDecibels(_ notebook: Notebook, _ course: CourseModel) throws {
  //: **Predict.** From 4 bits to 8: how many decibels? And float16 has 5 bits for the exponent and
  //: 10 for the fraction: where will it lie on the same line?
  let all = course.matrices.flatMap { course.weights($0) }
  func signalToNoise(_ rounded: [Float]) -> Double {
    QuantizationError(all, rounded).signalToNoise
  }
  let gridBits = [2, 3, 4, 5, 6, 7, 8, 10, 12]
  let ratios = gridBits.map { signalToNoise(roundedToGrid(all, bits: $0)) }
  let floats = [10, 7].map { bits in
    signalToNoise(all.map { rounded($0, fractionBits: bits) })
  }
  let perBit = (ratios[8] - ratios[2]) / Double(gridBits[8] - gridBits[2])
  try notebook.plot(decibelFigure(gridBits, ratios, floats: floats, perBit: perBit))
  notebook.claim("decibels a bit, from 4 bits on", perBit, in: 5.7...6.3)
  notebook.claim(
    "decibels between float16 and bfloat16, for 3 more bits of fraction", floats[0] - floats[1],
    in: 17...19.5)

  //: A little more than 6.02, because a symmetric grid leaves one code unused: of 16 it wastes one,
  //: of 4,096 one as well. The floats lie below the line: they spend bits on a range that weights
  //: do not need. Weights are of similar size. What flows between them, the **activations**, is
  //: not: further down we look at how much wilder it is, and at what is done so that it can be
  //: rounded too.
}
