import WorkbookCore

//: ## Whole numbers and a scale
//:
//: Below 16 bits an exponent of its own for each weight is too dear. Weights that stand together
//: are of similar size, so they can share one. Take a **group** of 32 neighbours, find the largest
//: magnitude, and divide. What remains are whole numbers, the **codes**, plus one **scale** in
//: float16 for the group. That is how GGUF, the file format of llama.cpp, stores Q8_0 and Q4_0:
//:
//: - **Q8_0**: scale $d = \max|w| / 127$, code $q = \mathrm{round}(w/d)$: 34 bytes for 32 weights;
//: - **Q4_0**: $d$ is the weight of largest magnitude, with its sign, over $-8$; codes run from −8
//:   to 7: 18 bytes for 32 weights.
//:
//: So "8 bits" are 8.5 and "4 bits" 4.5: the scale takes half a bit a weight.
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

func roundGroups(_ notebook: Notebook, _ course: CourseModel) throws {
  try notebook.show(storedGroup, "stored")

  //: **Predict.** A group of our model goes into 4 bits. How many different values can it have
  //: afterwards, and which weight is hit exactly?
  let group = Array(course.weights(course.specimen).prefix(32))
  let coarse = roundedGroup(group, format: .int4)
  try notebook.plot(groupFigure(group, coarse, name: course.specimen.name))

  //: The lines are the **rungs**, the values that a code can stand for. By hand and by library: the
  //: same numbers, over all matrices of the model.
  for format in [NumberFormat.int8, .int4] {
    let same = course.matrices.allSatisfy { matrix in
      let original = course.weights(matrix)
      let mine = stride(from: 0, to: matrix.rows, by: 1).flatMap { row in
        groups(of: 32, in: original[row * matrix.columns..<(row + 1) * matrix.columns])
          .flatMap { roundedGroup(Array($0), format: format) }
      }
      let packed = QuantizedMatrix(
        original, rows: matrix.rows, columns: matrix.columns, format: format)
      return packed.dequantized() == mine
    }
    notebook.claim("\(format.rawValue): every weight as the library packs and unpacks it", same)
  }
}
