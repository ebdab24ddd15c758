import WorkbookCore

func askTheText(_ notebook: Notebook, _ course: CourseModel) throws -> TextJudge {
  //: ## What the text says
  //:
  //: Decibels are not a loss. Noise may harm the model little in one place and much in another. So
  //: we round every matrix, put the model together again and ask it about held-out text.
  //:
  //: **Predict.** Order these by loss: float32, float16, bfloat16, int8, int4. Which of them can
  //: you tell apart with the naked eye?
  let judge = try TextJudge(
    course, byteCount: notebook.pick(smoke: 8_000, lesson: 40_000, overnight: 120_000))
  let formats = try NumberFormat.allCases.map { format in
    let small = try QuantizedModel(course.parameters, format: format)
    return FormatResult(
      format: format, bits: small.bitsPerParameter, byteCount: small.byteCount,
      signalToNoise: small.totalError.signalToNoise, loss: try judge.loss(small.parameters))
  }
  notebook.show(formatTable(formats, full: judge.full))
  checkFormats(notebook, formats, full: judge.full)

  //: Down to 8 bits nothing is lost that anybody would notice. To find where that ends we go on
  //: down, with the plain grid of $b$ bits. The scale adds half a bit to each weight.
  //:
  //: **Predict.** Each bit fewer doubles the error of a weight. Does it double what is added to the
  //: loss?
  let bits = [2, 3, 4, 5, 6]
  let losses = try bits.map { bits in
    try judge.loss(try course.changed { roundedToGrid($0, bits: bits) })
  }
  let added = losses.map { $0 / judge.full - 1 }
  try notebook.plot(cliffFigure(bits, added))
  checkCliff(notebook, added)

  //: More than doubles. While errors are small, what they add grows with their square: about four
  //: times for a bit. Where few rungs are left, it grows faster still. Above some number of bits,
  //: what rounding adds is small beside what the model does not know anyway. Where the cliff begins
  //: depends on the model: the more text a model has been trained on, the more it loses by being
  //: rounded afterwards (Kumar et al. 2024).
  //:
  //: ## Break it: one scale for a whole matrix
  //:
  //: A scale for each 32 weights takes half a bit a weight. Let us save that, and give a whole
  //: matrix one scale, in 4 bits. Then we make it worse: before rounding, one weight of each matrix
  //: is made eight times as large as the largest, and afterwards it gets its old value back. The
  //: weight itself is unharmed; all that it has changed is the scale.
  //:
  //: **Predict.** Which of the four costs most, and why are groups of 32 safe from the outlier?
  func breakScales(_ weights: [Float], group: Int, hasOutlier: Bool) -> [Float] {
    var changed = weights
    if hasOutlier { changed[0] = 8 * (weights.map { abs($0) }.max() ?? 0) }
    changed = roundedToGrid(changed, bits: 4, group: group)
    if hasOutlier { changed[0] = weights[0] }
    return changed
  }
  let whole = 1 << 30
  let cases = [
    ("a scale for each 32", 32, false), ("one scale for the matrix", whole, false),
    ("a scale for each 32, an outlier", 32, true),
    ("one scale for the matrix, an outlier", whole, true),
  ]
  let broken = try cases.map { name, group, hasOutlier in
    let store = try course.changed { breakScales($0, group: group, hasOutlier: hasOutlier) }
    return (name: name, loss: try judge.loss(store))
  }
  notebook.show(scaleTable(broken, full: judge.full))
  checkScales(notebook, broken.map { $0.loss / judge.full - 1 })

  //: In a group of 32 an outlier spoils 31 neighbours. With one scale it spoils the matrix: its
  //: rungs stand so far apart that most weights become 0. A scale is half a bit well spent.

  return judge
}
