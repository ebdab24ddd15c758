import Foundation
import WorkbookCore

/// What `doctor` finds.
struct DoctorReport {
  let swiftVersion: String?
  let gnuplotVersion: String?
  let blas: String
  let processor: String
  let processorCount: Int
  let memoryByteCount: Int
  let freeDiskByteCount: Int?
  /// GFLOP/s by matrix size, on one thread and on one a core.
  let products: [(size: Int, one: Double, all: Double)]
  /// The same for bfloat16; empty where the processor does not multiply such numbers itself.
  let roundedProducts: [(size: Int, one: Double, all: Double)]
  /// Such as "2.6.3".
  let oneDNN: String
  /// Of all cells of shapes, those where oneDNN multiplies float32 faster than OpenBLAS.
  let fasterCells: (count: Int, of: Int)
  /// Such as "3.40.1".
  let sqlite: String
  let hasFullTextSearch: Bool
  /// GB/s, read by one thread and by one a core.
  let bandwidth: (one: Double, all: Double)
  /// What keeps the workbook from running.
  let problems: [String]

  init(root: String) {
    let cores = MachineProbe.processorCount
    swiftVersion = Executables.output(of: "swift", ["--version"])?.split(separator: "\n")
      .first { $0.contains("Swift version") }.map { String($0) }
    gnuplotVersion = Executables.output(of: "gnuplot", ["--version"])?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    blas =
      LinearAlgebra.libraryDescription.trimmingCharacters(in: .whitespaces)
      + (LinearAlgebra.replacedKernels == nil
        ? "" : " (set by the workbook: this processor is younger than the library)")
    processor = MachineProbe.processorName
    processorCount = cores
    memoryByteCount = MachineProbe.memoryByteCount
    let disk = try? FileManager.default.attributesOfFileSystem(forPath: root)
    freeDiskByteCount = (disk?[.systemFreeSize] as? NSNumber)?.intValue
    func rates(_ precision: ProductPrecision) -> [(size: Int, one: Double, all: Double)] {
      [512, 1_024].map { size in
        (
          size, MachineProbe.matrixProductRate(size: size, threads: 1, precision: precision),
          MachineProbe.matrixProductRate(size: size, threads: cores, precision: precision)
        )
      }
    }
    products = rates(.float32)
    roundedProducts = ProductPrecision.bfloat16.isAvailable ? rates(.bfloat16) : []
    oneDNN = OneDNN.version
    // The first one to ask measures them, and everybody after it computes alike.
    let measured = ProductRates.ofThisMachine()
    fasterCells = (measured.choices.oneDNNCells.count, measured.cells.count)
    sqlite = FullTextSearch.libraryVersion
    hasFullTextSearch = (try? FullTextSearch.check()) != nil
    bandwidth = (
      MachineProbe.readBandwidth(threads: 1), MachineProbe.readBandwidth(threads: cores)
    )
    var problems: [String] = []
    if swiftVersion == nil { problems.append("no swift on the PATH, so nothing can be built") }
    if gnuplotVersion == nil {
      problems.append("no gnuplot on the PATH, so no chart can be drawn; run ./workbook setup")
    }
    if !hasFullTextSearch {
      problems.append(
        "no full-text search in SQLite \(sqlite), so no passages are found; install Debian's "
          + "libsqlite3-0")
    }
    if let free = freeDiskByteCount, free < 2 << 30 {
      problems.append("less than 2 GiB are free on the disk, which builds and checkpoints need")
    }
    if memoryByteCount < 2 << 30 { problems.append("less than 2 GiB of memory; builds may fail") }
    self.problems = problems
  }

  var estimates: [TierEstimate] { TierEstimate.all(rate: products.map(\.all).max() ?? 0) }

  var text: String {
    let gibibyte = Double(1 << 30)
    var lines: [(name: String, value: String)] = [
      ("swift", swiftVersion ?? "missing"),
      ("gnuplot", gnuplotVersion ?? "missing"),
      ("openblas", blas),
      (
        "onednn",
        oneDNN
          + String(
            format: "; faster than OpenBLAS in %d of %d kinds of products", fasterCells.count,
            fasterCells.of)
      ),
      ("sqlite", sqlite + (hasFullTextSearch ? "" : ", without full-text search")),
      ("processor", "\(processor), \(processorCount) cores"),
      ("memory", String(format: "%.1f GiB", Double(memoryByteCount) / gibibyte)),
      (
        "free disk",
        freeDiskByteCount.map { String(format: "%.1f GiB", Double($0) / gibibyte) } ?? "unknown"
      ),
    ]
    func rates(_ products: [(size: Int, one: Double, all: Double)], _ kind: String) {
      for product in products {
        lines.append(
          (
            "GEMM \(product.size)\(kind)",
            String(
              format: "%.0f GFLOP/s on one thread, %.0f on %d", product.one, product.all,
              processorCount)
          ))
      }
    }
    rates(products, "")
    rates(roundedProducts, " bf16")
    if roundedProducts.isEmpty {
      lines.append(("GEMM bf16", "not multiplied by this processor"))
    }
    lines.append(
      (
        "memory read",
        String(
          format: "%.1f GB/s by one thread, %.1f by %d", bandwidth.one, bandwidth.all,
          processorCount)
      ))
    for estimate in estimates {
      lines.append(("\(estimate.tier.rawValue) run", estimate.text))
    }
    return lines.map {
      $0.name.padding(toLength: 16, withPad: " ", startingAt: 0) + $0.value
    }.joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "swift": swiftVersion.map { .text($0) } ?? .null,
      "gnuplot": gnuplotVersion.map { .text($0) } ?? .null,
      "openblas": .text(blas),
      "processor": .text(processor),
      "cores": .integer(processorCount),
      "memoryBytes": .integer(memoryByteCount),
      "freeDiskBytes": freeDiskByteCount.map { .integer($0) } ?? .null,
      "gemm": Self.json(products),
      "onednn": .text(oneDNN),
      "sqlite": .text(sqlite),
      "fullTextSearch": .bool(hasFullTextSearch),
      "bfloat16": Self.json(roundedProducts),
      "readBandwidth": [
        "gigabytesOneThread": .number(bandwidth.one),
        "gigabytesAllThreads": .number(bandwidth.all),
      ],
      "estimatedSeconds": .object(
        JSONObject(
          members: estimates.map {
            .init($0.tier.rawValue, .number($0.seconds))
          })),
      "problems": .array(problems.map { .text($0) }),
    ]
  }

  private static func json(_ products: [(size: Int, one: Double, all: Double)]) -> JSONValue {
    .array(
      products.map {
        [
          "size": .integer($0.size), "gigaflopsOneThread": .number($0.one),
          "gigaflopsAllThreads": .number($0.all),
        ]
      })
  }
}
