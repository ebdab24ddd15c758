import WorkbookCore

func roundGroups(_ notebook: Notebook, _ course: CourseModel) throws {
  let matrices = course.matrices
  let specimenMatrix = course.specimen
  func weights(_ specification: ParameterSpecification) -> [Float] {
    course.weights(specification)
  }

  //: ## Whole numbers and a scale
  //:
  //: Below 16 bits an exponent of its own for each weight is too dear. Weights that stand together are
  //: of similar size, so they can share one: take 32 neighbours, find the largest magnitude, and
  //: divide. What remains are whole numbers, plus one scale in float16 for the group. That is how
  //: GGUF, the file format of llama.cpp, stores Q8_0 and Q4_0:
  //:
  //: - **Q8_0**: scale $d = \max|w| / 127$, code $q = \mathrm{round}(w/d)$: 34 bytes for 32 weights;
  //: - **Q4_0**: $d$ is the weight of largest magnitude, with its sign, over $-8$; codes run from −8 to
  //:   7: 18 bytes for 32 weights.
  //:
  //: So "8 bits" are 8.5 and "4 bits" 4.5. The scale wants its share.
  func roundedGroup(_ group: [Float], format: NumberFormat) -> [Float] {
    let extreme = group.max { abs($0) < abs($1) } ?? 0
    let exact = format == .int8 ? abs(extreme) / 127 : extreme / -8
    let (lowest, highest): (Float, Float) = format == .int8 ? (-127, 127) : (-8, 7)
    // The scale itself is stored in 16 bits: what we divide by is what the reader will multiply by.
    let scale = HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(exact))
    guard scale != 0 else { return group.map { _ in 0 } }
    return group.map { weight in
      let code = (weight / scale + 0.5).rounded(.down)
      return min(max(code, lowest), highest) * scale
    }
  }

  //: **Predict.** The group below goes into 4 bits. How many different values can it have afterwards,
  //: and which weight is hit exactly?
  let group = Array(weights(specimenMatrix).prefix(32))
  let coarse = roundedGroup(group, format: .int4)
  let finest = Double(group.max { abs($0) < abs($1) } ?? 0) / -8
  let rungs = (-8...7).map { Double($0) * finest }
  let indices = group.indices.map { Double($0 + 1) }
  try notebook.plot(
    Figure(
      "group",
      title:
        "32 weights, \(Set(coarse).count) values: in 4 bits every weight moves to the nearest rung",
      subtitle: "One group of \(specimenMatrix.name); the rungs are its grid",
      x: Axis("weight of the group", range: 0...33), y: Axis("value"),
      marks: rungs.map {
        Mark.line(x: [0, 33], y: [$0, $0], color: .gray, width: 0.6)
      } + [
        .points("float32", x: indices, y: group.map { Double($0) }, color: .blue),
        .points("int4 (Q4_0)", x: indices, y: coarse.map { Double($0) }, color: .vermilion),
      ]))
  //: By hand and by library: the same numbers, over all matrices of the model.
  for format in [NumberFormat.int8, .int4] {
    let same = matrices.allSatisfy { specification in
      let original = weights(specification)
      var mine: [Float] = []
      for row in 0..<specification.rows {
        let line = original[row * specification.columns..<(row + 1) * specification.columns]
        for first in stride(from: line.startIndex, to: line.endIndex, by: 32) {
          mine += roundedGroup(Array(line[first..<min(first + 32, line.endIndex)]), format: format)
        }
      }
      let packed = QuantizedMatrix(
        original, rows: specification.rows, columns: specification.columns, format: format)
      return packed.dequantized() == mine
    }
    notebook.claim("\(format.rawValue): every weight as the library packs and unpacks it", same)
  }
}
