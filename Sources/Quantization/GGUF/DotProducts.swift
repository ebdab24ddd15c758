import CDotProducts
import Groundwork

/// The loops of `CDotProducts` for one form of weights, on one of the processor's paths.
///
/// Two paths round and add alike but for the order of additions: results differ in the last digits.
struct DotProducts: Sendable {
  let element: GGUFElement
  let path: workbook_path
  private let form: workbook_form

  /// Rows of inputs from which on a tile of unpacked weights pays.
  private static let fewestTileRows = 4

  /// - Precondition: the processor has the path.
  init(_ element: GGUFElement, path: workbook_path = workbook_best_path()) {
    precondition(workbook_has_path(path) != 0, "the processor lacks a path")
    self.element = element
    self.path = path
    form = workbook_form(rawValue: element.rawValue)
  }

  /// Whether there are loops for one row of inputs.
  private var hasRows: Bool { workbook_has_form(element.rawValue) != 0 }

  /// How a product with so many rows of inputs is computed.
  enum Method { case rows, tiles, unpacking }

  func method(count: Int) -> Method {
    guard hasRows else { return .unpacking }
    guard count >= Self.fewestTileRows else { return .rows }
    return workbook_has_tiles(path, form) != 0 ? .tiles : .unpacking
  }

  /// The inputs that share a scale when they are rounded; nil where they are used as they are.
  func roundingGroup(count: Int) -> Int? {
    guard method(count: count) != .unpacking else { return nil }
    let group = workbook_rounding_group(form)
    return group > 0 ? group : nil
  }

  /// The bytes of a rounded row.
  static func roundedByteCount(columns: Int) -> Int { workbook_rounded_size(columns) }

  func round(
    _ x: UnsafePointer<Float>, group: Int, columns: Int, into rounded: UnsafeMutablePointer<UInt8>
  ) {
    workbook_round(path, group, x, columns, rounded)
  }

  /// Some rows of weights times one row of inputs, which is rounded where the form asks for it.
  func multiplyRow(
    _ weights: UnsafePointer<UInt8>, rows: Int, columns: Int, _ x: UnsafeRawPointer,
    into out: UnsafeMutablePointer<Float>, accumulating: Bool
  ) {
    workbook_multiply_row(
      path, form, weights, rows, columns, x, out, accumulating ? 1 : 0)
  }

  /// Some rows of weights times many rounded rows of inputs.
  ///
  /// - Parameter stride: from one row of `out` to the next.
  func multiplyRows(
    _ weights: UnsafePointer<UInt8>, rows: Int, columns: Int, _ x: UnsafePointer<UInt8>,
    count: Int, into out: UnsafeMutablePointer<Float>, stride: Int, accumulating: Bool
  ) {
    withUnsafeTemporaryAllocation(byteCount: workbook_tile_size(columns), alignment: 64) {
      workbook_multiply_rows(
        path, form, weights, rows, columns, x, count, out, stride, accumulating ? 1 : 0,
        $0.baseAddress)
    }
  }

  /// Blocks as Float32, bit for bit as ggml unpacks them.
  func unpack(
    _ blocks: UnsafePointer<UInt8>, count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    guard hasRows, workbook_unpack(path, form, blocks, count, out) != 0 else {
      return element.unpack(blocks, blocks: count, into: out)
    }
  }
}
