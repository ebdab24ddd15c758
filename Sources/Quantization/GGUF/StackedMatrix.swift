import Groundwork
import Models

/// Several tensors of a GGUF file that act as one matrix, each in its own form: queries, keys and values,
/// which a decoder multiplies at once.
///
/// Rows that the file has in another order (`GGUFMapping.row`) are put in order where they are written,
/// never copied.
struct StackedMatrix: WeightMatrix {
  struct Part: Sendable {
    let matrix: PackedMatrix
    /// The row of the whole for the part's first.
    let firstRow: Int
    /// See `GGUFMapping.pairedHeadWidth`.
    let pairedHeadWidth: Int?

    var rows: Range<Int> { firstRow..<(firstRow + matrix.rows) }
  }

  let parts: [Part]
  let rows: Int
  let columns: Int
  let partAlignment: Int

  /// - Precondition: the parts follow each other without gaps, and have the same columns.
  init(_ parts: [Part]) {
    precondition(!parts.isEmpty, "no parts")
    var next = 0
    for part in parts {
      precondition(
        part.firstRow == next && part.matrix.columns == parts[0].matrix.columns
          && part.matrix.rows.isMultiple(of: part.pairedHeadWidth ?? 1), "parts that do not fit")
      next += part.matrix.rows
    }
    self.parts = parts
    rows = next
    columns = parts[0].matrix.columns
    partAlignment = parts.compactMap(\.pairedHeadWidth).max() ?? 1
  }

  var byteCount: Int { parts.reduce(0) { $0 + $1.matrix.byteCount } }

  /// The ways in which the parts want their inputs rounded; each has a section of what is prepared.
  private func roundingGroups(count: Int) -> [Int] {
    var groups: [Int] = []
    for part in parts {
      if let group = part.matrix.products.roundingGroup(count: count), !groups.contains(group) {
        groups.append(group)
      }
    }
    return groups
  }

  private func sectionByteCount(count: Int) -> Int {
    count * DotProducts.roundedByteCount(columns: columns)
  }

  func preparedByteCount(count: Int) -> Int {
    roundingGroups(count: count).count * sectionByteCount(count: count)
  }

  func prepare(
    _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>
  ) {
    let size = sectionByteCount(count: count)
    for (index, group) in roundingGroups(count: count).enumerated() {
      let part = parts.first { $0.matrix.products.roundingGroup(count: count) == group }
      part?.matrix.prepare(x, rows: rows, count: count, into: prepared.part(index * size, size))
    }
  }

  func multiply(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>, accumulating: Bool
  ) {
    let groups = roundingGroups(count: x.count)
    let size = sectionByteCount(count: x.count)
    for part in parts {
      let wanted = part.rows.clamped(to: outputs)
      guard !wanted.isEmpty else { continue }
      var inputs = x
      if let group = part.matrix.products.roundingGroup(count: x.count),
        let index = groups.firstIndex(of: group)
      {
        inputs = InputRows(
          values: x.values, count: x.count, prepared: x.prepared.part(index * size, size))
      }
      let local = (wanted.lowerBound - part.firstRow)..<(wanted.upperBound - part.firstRow)
      if let width = part.pairedHeadWidth {
        multiply(
          part, headWidth: width, inputs, into: out, outputs: local, accumulating: accumulating)
      } else {
        part.matrix.multiply(
          inputs, into: out + wanted.lowerBound, stride: rows, outputs: local,
          accumulating: accumulating)
      }
    }
  }

  /// Whole heads in the file's order, of which the outputs that were asked for are written in ours.
  private func multiply(
    _ part: Part, headWidth width: Int, _ x: InputRows, into out: UnsafeMutablePointer<Float>,
    outputs: Range<Int>, accumulating: Bool
  ) {
    let first = outputs.lowerBound / width * width
    let end = (outputs.upperBound + width - 1) / width * width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: x.count * (end - first)) { buffer in
      guard let heads = buffer.baseAddress else { return }
      part.matrix.multiply(
        x, into: heads, stride: end - first, outputs: first..<end, accumulating: false)
      for row in 0..<x.count {
        let products = heads + row * (end - first)
        let place = out + row * rows + part.firstRow
        for tensorRow in first..<end {
          let output = GGUFMapping.row(for: tensorRow, pairedHeadWidth: width)
          guard outputs.contains(output) else { continue }
          place[output] = products[tensorRow - first] + (accumulating ? place[output] : 0)
        }
      }
    }
  }

  func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
    guard let part = parts.first(where: { $0.rows.contains(row) }) else {
      preconditionFailure("row \(row) of \(rows)")
    }
    let output = row - part.firstRow
    let width = part.pairedHeadWidth ?? part.matrix.rows
    let head = output / width * width
    let tensorRow = (head..<(head + width)).first {
      GGUFMapping.row(for: $0, pairedHeadWidth: part.pairedHeadWidth) == output
    }
    part.matrix.copyRow(tensorRow ?? output, into: out)
  }
}
