import WorkbookCore

/// The course model, and what of the first sections later ones use.
struct CourseModel {
  let text: CourseText
  let model: PretrainedModel
  let parameters: ParameterStore<Float>
  /// The specifications of all that is rounded.
  let matrices: [ParameterSpecification]
  let specimen: ParameterSpecification
  /// A number with so many bits of fraction.
  let rounded: (Float, Int) -> Float

  func weights(_ specification: ParameterSpecification) -> [Float] {
    parameters.values.part(specification.offset, specification.count).array
  }
}

func lookAtFormats(_ notebook: Notebook) throws -> CourseModel {
  //: # 6. Quantization: how few bits does a weight need?
  //:
  //: A trained model is a long list of numbers. Training kept each in 32 bits, because it adds very
  //: small steps to not so small numbers. Once training is over nobody adds anything any more. Then
  //: 32 bits are a luxury: a model in 8 or 4 bits fits on a smaller card, and since writing a token
  //: means reading every weight once, fewer bytes are also less waiting.
  //:
  //: The question is what it costs. Not "is the quality still fine?" but how many **bits per byte** of
  //: held-out text. In this chapter you round weights by hand, predict the error from the number of
  //: bits, and then let the model pay.
  let text = notebook.courseText()
  let plan = try notebook.coursePlan(text)
  let model = try notebook.pretrain("course model", plan)
  let parameters = try ModelDirectory.read(model.folder)
  let layout = parameters.layout
  let matrices = layout.specifications.filter { !$0.isVector }
  let vectorShare =
    1 - Double(matrices.reduce(0) { $0 + $1.count })
    / Double(parameters.configuration.parameterCount.all)
  notebook.claim(
    "share of the parameters that are gains and biases, and stay as they are", vectorShare,
    in: 0...0.05)

  func weights(_ specification: ParameterSpecification) -> [Float] {
    parameters.values.part(specification.offset, specification.count).array
  }

  //: ## Where the bits go
  //:
  //: A floating-point number is a sign, an exponent and a fraction (the mantissa):
  //: $x = \pm\, 1.\text{fraction} \times 2^{\text{exponent}}$. The exponent says between which powers
  //: of two the number lies; the fraction cuts that stretch into equal steps. So exponent bits buy
  //: **range**, fraction bits buy **precision**:
  //:
  //: - float32: 1 sign, 8 exponent, 23 fraction bits;
  //: - float16: 1, 5, 10. Its largest number is 65,504: gradients and activations can overflow it;
  //: - bfloat16: 1, 8, 7. The range of float32 with a coarse ruler. BloombergGPT computed in it, and
  //:   kept its parameters and their updates in float32 (Wu et al. 2023).
  //:
  //: **Predict.** Here is one weight of our model. Which of the two 16-bit formats lies nearer to it?
  let specimenMatrix = matrices[matrices.count / 2]
  let specimen = weights(specimenMatrix)[5]
  func binary(_ bits: UInt32, _ width: Int, groups: [Int]) -> String {
    let text = String(bits, radix: 2)
    var digits = Substring(String(repeating: "0", count: max(0, width - text.count)) + text)
    return groups.map { count in
      defer { digits = digits.dropFirst(count) }
      return String(digits.prefix(count))
    }.joined(separator: " ")
  }
  let half = HalfPrecision.float16Bits(specimen)
  let brain = HalfPrecision.bfloat16Bits(specimen)
  var bitTable = Table([
    .text("format"), .text("sign, exponent, fraction"), .number("value", style: .significant(7)),
    .number("off by", style: .powers),
  ])
  bitTable.append(
    "float32", binary(specimen.bitPattern, 32, groups: [1, 8, 23]), specimen, 0)
  bitTable.append(
    "float16", binary(UInt32(half), 16, groups: [1, 5, 10]),
    HalfPrecision.float(float16Bits: half),
    abs(HalfPrecision.float(float16Bits: half) - specimen))
  bitTable.append(
    "bfloat16", binary(UInt32(brain), 16, groups: [1, 8, 7]),
    HalfPrecision.float(bfloat16Bits: brain),
    abs(HalfPrecision.float(bfloat16Bits: brain) - specimen))
  notebook.show(bitTable)

  //: Rounding to a shorter fraction is one line of arithmetic: find the step at the number's size,
  //: count steps, take the nearest whole number. Ties go to the even one, so that they do not all
  //: push the same way.
  func rounded(_ x: Float, fractionBits: Int) -> Float {
    guard x != 0 else { return x }
    let step = Float(
      sign: .plus, exponent: x.exponent - Float.Exponent(fractionBits), significand: 1)
    return (x / step).rounded(.toNearestOrEven) * step
  }
  //: The library works on bit patterns, without a division. The results must be the same numbers.
  let sample = weights(specimenMatrix).filter { abs($0) > 1e-4 }
  notebook.claim(
    "float16 and bfloat16 by hand and by bit patterns: the same for \(sample.count) weights",
    sample.allSatisfy { x in
      rounded(x, fractionBits: 10)
        == HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(x))
        && rounded(x, fractionBits: 7)
          == HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits(x))
    })

  return CourseModel(
    text: text, model: model, parameters: parameters, matrices: matrices,
    specimen: specimenMatrix, rounded: { rounded($0, fractionBits: $1) })
}
