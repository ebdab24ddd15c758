import Foundation
import Groundwork

/// How fast this machine's libraries multiply matrices of every cell of shapes, measured once and kept.
///
///     let rates = try ProductRates.ofThisMachine()
///     rates.choices                              // the faster library of each cell
///     rates.fasterPrecision(for: products)       // .bfloat16 where that pays
public struct ProductRates: Codable, Hashable, Sendable {
  /// One cell's speeds, in GFLOP/s of one thread while every core has one.
  public struct Cell: Codable, Hashable, Sendable {
    public var openBLAS: Double
    public var oneDNN: Double
    /// Nil where the processor does not multiply such numbers itself.
    public var bfloat16: Double?

    public init(openBLAS: Double, oneDNN: Double, bfloat16: Double?) {
      (self.openBLAS, self.oneDNN, self.bfloat16) = (openBLAS, oneDNN, bfloat16)
    }
  }

  /// By `ProductCell.name`.
  public var cells: [String: Cell]

  public init(cells: [String: Cell]) { self.cells = cells }

  /// Operations a second of one thread in the middle of all shapes, by what is fastest for each: an order
  /// of magnitude, for plans that nothing was measured for yet.
  public var usualRate: Double {
    let rates = cells.values.map { max($0.openBLAS, $0.oneDNN, $0.bfloat16 ?? 0) }
    return rates.isEmpty ? 5e10 : MachineProbe.median(rates) * 1e9
  }

  /// A library that is faster by less is not worth other bits.
  static let leastGain = 1.05

  /// The faster library of each cell.
  public var choices: ProductChoices {
    ProductChoices(
      oneDNNCells: Set(
        cells.filter { $0.value.oneDNN >= Self.leastGain * $0.value.openBLAS }.keys))
  }

  /// The precision in which some products take less time together, bfloat16 only where it saves 5 %.
  ///
  /// - Parameter products: shapes, and how often each is multiplied.
  public func fasterPrecision(for products: [(shape: ProductShape, count: Int)]) -> ProductPrecision
  {
    var (float32, bfloat16) = (0.0, 0.0)
    for (shape, count) in products {
      guard let name = ProductCell(of: shape)?.name, let cell = cells[name] else { continue }
      guard let rate = cell.bfloat16 else { return .float32 }
      let operations = Double(count) * shape.operations
      float32 += operations / max(cell.openBLAS, cell.oneDNN)
      bfloat16 += operations / rate
    }
    return ProductPrecision.bfloat16.isAvailable && bfloat16 > 0
      && float32 >= Self.leastGain * bfloat16 ? .bfloat16 : .float32
  }
}

extension ProductRates {
  /// What was measured of this machine and its libraries before; else it is measured now, which takes some
  /// seconds, and kept in the cache folder.
  ///
  /// A table that is there is never changed: runs are the same, bit for bit, from one day to the next.
  /// - Parameter note: is told in a line that there is something to be measured.
  public static func ofThisMachine(noting note: (String) -> Void = { _ in }) -> ProductRates {
    let path = CacheFolder.path().map { "\($0)/products/\(machine).json" }
    if let path, let kept = read(path) { return kept }
    note("measuring this machine's matrix products, once: some seconds")
    let rates = measure()
    // Somebody else may have measured meanwhile, and computes by that already.
    if let path, let kept = read(path) { return kept }
    // A folder that cannot be written to costs these seconds again next time, and nothing else.
    if let path { try? rates.write(to: path) }
    return rates
  }

  /// Names the processor and the libraries: another one has another table.
  static var machine: String {
    let words = [
      MachineProbe.processorName, "\(MachineProbe.processorCount)",
      LinearAlgebra.libraryDescription,
      LinearAlgebra.replacedKernels ?? "", OneDNN.version, "\(OneDNN.multipliesBFloat16)",
      ProcessInfo.processInfo.environment["ONEDNN_MAX_CPU_ISA"] ?? "",
    ]
    return String(Checksum.sha256(words.joined(separator: "\n")).prefix(16))
  }

  private static func read(_ path: String) -> ProductRates? {
    guard let bytes = try? AtomicFile.read(path, limit: .settings),
      let rates = try? JSONDecoder().decode(ProductRates.self, from: Data(bytes)),
      rates.cells.values.allSatisfy({ $0.openBLAS > 0 && $0.oneDNN > 0 })
    else { return nil }
    return rates
  }

  private func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try AtomicFile.write([UInt8](encoder.encode(self)), to: path)
  }
}
