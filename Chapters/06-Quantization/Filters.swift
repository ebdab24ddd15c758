import WorkbookCore

/// A row of inputs on its way into a matrix.
typealias InputRow = UnsafeMutableBufferPointer<Float>
/// Looks at a row of inputs, or changes it.
typealias InputFilter = @Sendable (_ matrix: String, _ row: InputRow) -> Void

/// Groups of neighbours; the last one may be shorter.
nonisolated func groups(of size: Int, in row: InputRow) -> [InputRow] {
  stride(from: 0, to: row.count, by: size).map {
    InputRow(rebasing: row[$0..<min($0 + size, row.count)])
  }
}

/// A matrix that hands every row of inputs to a filter before it multiplies.
nonisolated struct FilteredMatrix: WeightMatrix {
  let name: String
  let base: any WeightMatrix
  let filter: InputFilter
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
      filter(name, InputRow(start: own, count: columns))
    }
  }
  func multiply(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>, accumulating: Bool
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

/// A model with a filter before every matrix of its layers.
nonisolated struct FilteredModel: WeightSource {
  let base: ParameterStore<Float>
  let filter: InputFilter
  var configuration: ModelConfiguration { base.configuration }
  func matrix(_ name: String) -> (any WeightMatrix)? {
    guard let matrix = base.matrix(name), name != ParameterNames.tokenEmbedding else {
      return base.matrix(name)
    }
    return FilteredMatrix(name: name, base: matrix, filter: filter)
  }
  func vector(_ name: String) -> BufferSlice<Float>? { base.vector(name) }
}
