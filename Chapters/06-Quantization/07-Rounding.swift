import WorkbookCore

func compareRoundings(_ notebook: Notebook, _ course: CourseModel, _ judge: TextJudge) throws {
  //: ## Three ways to round
  //:
  //: The largest weight sets the scale, and 31 others live with it. **Least squares** tries smaller
  //: scales, clips the largest weight and keeps what gives the smallest squared error of the whole
  //: group. **Stochastic** rounding goes up or down at random, with the nearer rung the likelier,
  //: so that the mean is right. **Predict.** Which is best in decibels, and which is worst?
  let schemes: [(name: String, rounding: RoundingScheme)] = [
    ("nearest", .nearest), ("least squares", .leastSquares),
    ("stochastic", .stochastic(seed: notebook.seed)),
  ]
  let results = try schemes.map { name, rounding in
    let small = try QuantizedModel(course.parameters, format: .int4, rounding: rounding)
    return (
      name: name, decibels: small.totalError.signalToNoise, loss: try judge.loss(small.parameters)
    )
  }
  notebook.show(schemeTable(results))
  notebook.claim(
    "decibels gained by least squares over nearest", results[1].decibels - results[0].decibels,
    in: 0.1...3)
  notebook.claim(
    "decibels lost by stochastic rounding", results[0].decibels - results[2].decibels,
    in: 1.5...4.5)

  //: Least squares wins in decibels by construction. In bits per byte it need not: a squared error
  //: knows nothing of which weights the text needs, and a gain as small as here is within the luck
  //: of the draw.
  //:
  //: Stochastic rounding has twice the variance, 3 decibels, and is worse for storing. It has
  //: another use. Training adds small steps to weights. In bfloat16 there are only 7 bits of
  //: fraction: at 1.0 the rungs are $2^{-7}$ apart, and a step of less than half of that, rounded
  //: to nearest, is no step at all. **Predict.** Add 0.001 to 1, a thousand times, in bfloat16.
  //: What comes out?
  var stream = RandomStream(seed: notebook.seed).fork("stochastic")
  var nearest: Float = 1
  var stochastic: Float = 1
  for _ in 0..<1_000 {
    nearest = rounded(nearest + 0.001, fractionBits: 7)
    // Adding a random part of the step that will be cut off, then cutting, rounds up with the right
    // probability.
    let noise = UInt32(stream.index(below: 1 << 16))
    stochastic = Float(bitPattern: ((stochastic + 0.001).bitPattern + noise) & 0xFFFF_0000)
  }
  notebook.claim(
    "1 + 1000 · 0.001, rounded to the nearest bfloat16 each time", Double(nearest), in: 1...1)
  notebook.claim(
    "the same with stochastic rounding", Double(stochastic), in: 1.6...2.4)

  //: The first number learned nothing from a thousand lessons. That is the reason why
  //: mixed-precision training keeps a float32 copy of the weights.
}
