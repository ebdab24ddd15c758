import WorkbookCore

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
//: Rounding to a shorter fraction is one line of arithmetic: find the step at the number's size,
//: count steps, take the nearest whole number. Ties go to the even one, so that they do not all
//: push the same way.
func rounded(_ x: Float, fractionBits: Int) -> Float {
  guard x != 0 else { return x }
  let step = Float(
    sign: .plus, exponent: x.exponent - Float.Exponent(fractionBits), significand: 1)
  return (x / step).rounded(.toNearestOrEven) * step
}

func lookAtFormats(_ notebook: Notebook, _ course: CourseModel) {
  //: **Predict.** Here is one weight of our model. Which of the two 16-bit formats lies nearer to
  //: it?
  let weights = course.weights(course.specimen)
  let specimen = weights[5]
  notebook.show(
    bitTable(
      specimen, float16: rounded(specimen, fractionBits: 10),
      bfloat16: rounded(specimen, fractionBits: 7)))

  //: The library works on bit patterns, without a division. The results must be the same numbers.
  let sample = weights.filter { abs($0) > 1e-4 }
  notebook.claim(
    "float16 and bfloat16 by hand and by bit patterns: the same for \(sample.count) weights",
    sample.allSatisfy { x in
      rounded(x, fractionBits: 10)
        == HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(x))
        && rounded(x, fractionBits: 7)
          == HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits(x))
    })
}
