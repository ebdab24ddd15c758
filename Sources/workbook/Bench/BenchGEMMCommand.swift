import ArgumentParser
import Foundation
import WorkbookCore

/// `bench gemm`: the rate of matrix products, of square ones and of the shapes that models use.
struct BenchGEMMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gemm",
    abstract: "Times matrix products x·Wᵀ through OpenBLAS.",
    discussion: """
      Example: ./workbook bench gemm
      Example: ./workbook bench gemm --rows 384 --columns 512 --inner 128 --json

      x is (rows, inner), W is (columns, inner). With all threads, each multiplies matrices of its \
      own. Without sizes: squares, and the products of a model 128 and of one 768 wide.
      """)

  @Option(help: "Rows of x: tokens.")
  var rows: Int?

  @Option(help: "Rows of W: outputs.")
  var columns: Int?

  @Option(help: "Columns of both: inputs.")
  var inner: Int?

  @Option(help: "Threads. (default: one a core)")
  var threads: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    let sizes = [rows, columns, inner].compactMap(\.self)
    guard sizes.isEmpty || sizes.count == 3 else {
      throw ValidationError("--rows, --columns and --inner go together")
    }
    guard sizes.allSatisfy({ (1...32_768).contains($0) }), (1...1_024).contains(threads ?? 1) else {
      throw ValidationError("sizes must lie between 1 and 32768, threads between 1 and 1024")
    }
  }

  func run() throws {
    let threads = threads ?? MachineProbe.processorCount
    let results = shapes.map { shape in
      let rates = [1, threads].map {
        MachineProbe.matrixProductRate(
          rows: shape.rows, columns: shape.columns, inner: shape.inner, threads: $0)
      }
      return (shape: shape, one: rates[0], all: rates[1])
    }
    guard !json else {
      Console.printJSON([
        "threads": .integer(threads),
        "products": .array(
          results.map { result in
            [
              "rows": .integer(result.shape.rows), "columns": .integer(result.shape.columns),
              "inner": .integer(result.shape.inner), "gigaflopsOneThread": .number(result.one),
              "gigaflopsAllThreads": .number(result.all),
            ]
          }),
      ])
      return
    }
    for (shape, one, all) in results {
      let name = "\(shape.rows) × \(shape.inner) · \(shape.inner) × \(shape.columns)"
      print(
        name.padding(toLength: 28, withPad: " ", startingAt: 0)
          + "\(Measure.whole(one)) GFLOP/s on one thread, \(Measure.whole(all)) on \(threads)")
    }
  }

  private var shapes: [(rows: Int, columns: Int, inner: Int)] {
    if let rows, let columns, let inner { return [(rows, columns, inner)] }
    return [
      (64, 64, 64), (256, 256, 256), (512, 512, 512), (1_024, 1_024, 1_024), (384, 512, 128),
      (128, 3_072, 768),
    ]
  }
}
