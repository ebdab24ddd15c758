import Synchronization
import WorkbookCore

/// - Returns: the loss with inputs as whole numbers of 8 bits, one scale a row.
func findOutliers(
  _ notebook: Notebook, _ course: CourseModel, _ existing: ExistingModel
) throws -> Double {
  let original = existing.original

  //: ## Why activations are harder
  //:
  //: Weights are rounded once, at leisure. If the inputs of a product, the activations, are whole
  //: numbers as well, the processor can multiply 8-bit numbers, which it does several times as fast
  //: as floats. That is standard practice today, in serving and more and more in training. But
  //: inputs are made anew for every token, and a few of their columns are far larger than the rest:
  //: **outliers**.
  //:
  //: To see them we stand between a model and its matrices. `FilteredModel` hands every row of
  //: inputs to a function before the row is multiplied. Ours keeps the largest magnitude of each
  //: column.
  //:
  //: **Predict.** In the matrix whose inputs are the wildest: by how much is the largest column
  //: larger than the median one, for the inputs, and for the weights?
  let seen = Mutex<[String: [Float]]>([:])
  _ = try existing.loss(
    FilteredModel(base: original) { name, row in
      seen.withLock { largest in
        var columns = largest[name] ?? [Float](repeating: 0, count: row.count)
        for (column, x) in row.enumerated() { columns[column] = max(columns[column], abs(x)) }
        largest[name] = columns
      }
    }, texts: 1)
  let inputs = seen.withLock { $0 }.mapValues(overMedian)
  let wildest = inputs.max { ($0.value[0], $0.key) < ($1.value[0], $1.key) }?.key ?? ""
  let inputColumns = inputs[wildest] ?? []
  let weightColumns = overMedian(largestOfColumns(wildest, in: original))
  try notebook.plot(outlierFigure(wildest, inputs: inputColumns, weights: weightColumns))
  notebook.claim(
    "largest column over the median one: inputs over weights", inputColumns[0] / weightColumns[0],
    in: 1.2...100_000)

  //: It is the broken scale again: with one scale for a row of inputs, the outlier takes the whole
  //: range and the others share the few rungs that are left. Three answers:
  //:
  //: - **smaller groups**: a scale for each 32 inputs, so that an outlier spoils 31 neighbours and
  //:   no more. That is what this workbook and llama.cpp do with packed weights;
  //: - **set outliers apart**: LLM.int8 multiplies the columns with inputs beyond 6 in 16-bit
  //:   floats and everything else in 8 bits (Dettmers et al. 2022). Packed weights here do it too,
  //:   for the one input of a group that is more than eight times as large as the 31 others;
  //: - **move the difficulty**: SmoothQuant divides large input columns by a factor and multiplies
  //:   the weights' columns with it, which have room to spare (Xiao et al. 2022).
  //:
  //: **Predict.** Which of the first two answers costs less, and what does the one scale a row cost?
  @Sendable nonisolated func roundTogether(_ values: InputRow, _ isRounded: (Float) -> Bool) {
    var largest: Float = 0
    for x in values where isRounded(x) { largest = max(largest, abs(x)) }
    guard largest > 0 else { return }
    let scale = largest / 127
    for i in values.indices where isRounded(values[i]) {
      values[i] = (values[i] / scale).rounded() * scale
    }
  }
  let ways: [(name: String, filter: InputFilter)] = [
    ("8 bits, one scale a row", { roundTogether($1) { _ in true } }),
    ("8 bits, inputs beyond 6 apart", { roundTogether($1) { abs($0) < 6 } }),
    (
      "8 bits, a scale for each 32",
      { _, row in for part in groups(of: 32, in: row) { roundTogether(part) { _ in true } } }
    ),
  ]
  let results = try ways.map { name, filter in
    (name: name, loss: try existing.loss(FilteredModel(base: original, filter: filter)))
  }
  notebook.show(inputTable(results, unrounded: existing.unrounded))
  checkInputs(notebook, results.map { $0.loss / existing.unrounded - 1 })

  //: A scale for each 32 costs next to nothing. Where an input beyond 6 is set apart, the rest of its row
  //: gets finer rungs; where there is none, that answer is the one scale a row.

  return results[0].loss
}
