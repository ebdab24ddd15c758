import Synchronization
import WorkbookCore

func findOutliers(
  _ notebook: Notebook, _ course: CourseModel, _ existing: ExistingModel
) throws {
  let original = existing.original
  let unrounded = existing.unrounded
  func itsBitsPerByte(_ weights: any WeightSource) throws -> Double {
    try existing.bitsPerByte(weights, nil)
  }
  let specimenMatrix = course.specimen

  //: ## Why activations are harder
  //:
  //: Weights are rounded once, at leisure. If the inputs of a product are whole numbers as well, the
  //: processor can multiply 8-bit numbers, which it does several times as fast as floats. That is standard
  //: practice today, in serving and more and more in training. But inputs are made anew for every token, and
  //: a few of their columns are far larger than the rest: **outliers**.
  //:
  //: To see them we stand between a model and its matrices. This matrix hands every row of inputs to a
  //: function before it multiplies:
  typealias Row = UnsafeMutableBufferPointer<Float>
  typealias Filter = @Sendable (_ matrix: String, _ row: Row) -> Void
  nonisolated struct FilteredMatrix: WeightMatrix {
    let name: String
    let base: any WeightMatrix
    let filter: Filter
    var rows: Int { base.rows }
    var columns: Int { base.columns }
    var byteCount: Int { base.byteCount }
    func preparedByteCount(count: Int) -> Int { 4 * count * columns }
    func prepare(
      _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>
    ) {
      let floats = UnsafeMutableRawPointer(prepared.pointer).assumingMemoryBound(to: Float.self)
      for row in rows {
        let own = floats + row * columns
        own.update(from: x.pointer + row * columns, count: columns)
        filter(name, Row(start: own, count: columns))
      }
    }
    func multiply(
      _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>,
      accumulating: Bool
    ) {
      let floats = UnsafeMutableRawPointer(x.prepared.pointer).assumingMemoryBound(to: Float.self)
      let values = BufferSlice(pointer: floats, count: x.count * columns)
      base.multiply(
        InputRows(values: values, count: x.count, prepared: x.prepared), into: out,
        outputs: outputs, accumulating: accumulating)
    }
    func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
      base.copyRow(row, into: out)
    }
  }
  /// The model with a filter before every matrix of its layers.
  nonisolated struct FilteredModel: WeightSource {
    let base: ParameterStore<Float>
    let filter: Filter
    var configuration: ModelConfiguration { base.configuration }
    func matrix(_ name: String) -> (any WeightMatrix)? {
      guard let matrix = base.matrix(name), name != ParameterNames.tokenEmbedding else {
        return base.matrix(name)
      }
      return FilteredMatrix(name: name, base: matrix, filter: filter)
    }
    func vector(_ name: String) -> BufferSlice<Float>? { base.vector(name) }
  }
  //: **Predict.** In the matrix whose inputs are the wildest: by how much is the largest column larger than
  //: the median one, for the inputs, and for the weights?
  let seen = Mutex<[String: [Float]]>([:])
  _ = try itsBitsPerByte(
    FilteredModel(base: original) { name, row in
      seen.withLock { largest in
        var columns = largest[name] ?? [Float](repeating: 0, count: row.count)
        for (column, x) in row.enumerated() { columns[column] = max(columns[column], abs(x)) }
        largest[name] = columns
      }
    })
  func overMedian(_ values: [Float]) -> [Double] {
    let sorted = values.sorted(by: >).map { Double($0) }
    return sorted.map { $0 / max(sorted[sorted.count / 2], 1e-12) }
  }
  let inputs = seen.withLock { $0 }.mapValues(overMedian)
  let wildest = inputs.max { ($0.value[0], $0.key) < ($1.value[0], $1.key) }?.key ?? ""
  let inputColumns = inputs[wildest] ?? []
  let specification =
    original.layout.specifications.first { $0.name == wildest } ?? specimenMatrix
  let itsWeights = original.values.part(specification.offset, specification.count).array
  let weightColumns = overMedian(
    (0..<specification.columns).map { column in
      (0..<specification.rows).map { abs(itsWeights[$0 * specification.columns + column]) }.max()
        ?? 0
    })
  let ranks = weightColumns.indices.map { Double($0 + 1) }
  let twoDigits = NumberStyle.significant(2)
  try notebook.plot(
    Figure(
      "outliers",
      title: "Outliers: the largest input column is \(twoDigits.text(inputColumns[0])) times the "
        + "median, of the weights \(twoDigits.text(weightColumns[0]))",
      subtitle: "\(wildest): the largest magnitude of each column, over the median column's",
      x: Axis("columns, from the largest down", scale: .log),
      y: Axis("times the median", scale: .log),
      marks: [
        .line("inputs", x: ranks, y: inputColumns, color: .vermilion),
        .line("weights", x: ranks, y: weightColumns, color: .blue),
      ]))
  notebook.claim(
    "largest column over the median one: inputs over weights", inputColumns[0] / weightColumns[0],
    in: 1.2...100_000)

  //: With one scale for a row of inputs, the outlier takes the whole range and the others share the few
  //: rungs that are left. Three answers:
  //:
  //: - **smaller groups**: a scale for each 32 inputs, so that an outlier spoils 31 neighbours and no more.
  //:   That is what this workbook and llama.cpp do with packed weights;
  //: - **set outliers apart**: LLM.int8 multiplies the columns with inputs beyond 6 in 16-bit floats and
  //:   everything else in 8 bits (Dettmers et al. 2022). Packed weights here do it too, for the one input of a
  //:   group that is more than eight times as large as the 31 others;
  //: - **move the difficulty**: SmoothQuant divides large input columns by a factor and multiplies the
  //:   weights' columns with it, which have room to spare (Xiao et al. 2022). Training in 8-bit floats (FP8)
  //:   likewise keeps scales for small blocks.
  //:
  //: **Predict.** Which of the first two costs less, and what does the one scale a row cost?
  @Sendable nonisolated func roundTogether(_ values: Row, _ isRounded: (Float) -> Bool) {
    var largest: Float = 0
    for x in values where isRounded(x) { largest = max(largest, abs(x)) }
    guard largest > 0 else { return }
    let scale = largest / 127
    for i in values.indices where isRounded(values[i]) {
      values[i] = (values[i] / scale).rounded() * scale
    }
  }
  let inputWays: [(name: String, filter: Filter)] = [
    ("8 bits, one scale a row", { roundTogether($1) { _ in true } }),
    ("8 bits, inputs beyond 6 apart", { roundTogether($1) { abs($0) < 6 } }),
    (
      "8 bits, a scale for each 32",
      { _, row in
        for start in stride(from: 0, to: row.count, by: 32) {
          roundTogether(Row(rebasing: row[start..<min(start + 32, row.count)])) { _ in true }
        }
      }
    ),
  ]
  var inputTable = Table([
    .text("inputs of every layer's matrices"), .number("bits per byte", style: .decimals(4)),
    .number("added", style: .decimals(4)),
  ])
  inputTable.append("float32", unrounded, 0)
  var inputAdded: [Double] = []
  for way in inputWays {
    let loss = try itsBitsPerByte(FilteredModel(base: original, filter: way.filter))
    inputAdded.append(loss / unrounded - 1)
    inputTable.append(way.name, loss, loss - unrounded)
  }
  notebook.show(inputTable)
  notebook.claim(
    "loss added by 8-bit inputs with a scale for each 32, relative", inputAdded[2],
    in: -0.005...0.01)
  notebook.claim(
    "loss added by one scale a row less that of a scale for each 32, relative",
    inputAdded[0] - inputAdded[2], in: -0.002...1)
}
