import Foundation
import Groundwork
import Tensors
import TestSupport
import XCTest

/// oneDNN's products, float32 and bfloat16, against three loops in Float64.
final class PlannedProductTests: XCTestCase {
  private struct Matrix {
    let values: [Float]
    let rounded: [UInt16]
    let stride: Int

    init(_ rows: Int, _ columns: Int, gap: Int, _ stream: inout RandomStream) {
      stride = columns + gap
      values = (0..<rows * (columns + gap)).map { _ in Float(stream.normal()) }
      rounded = values.map { HalfPrecision.bfloat16Bits($0) }
    }
  }

  /// Every way to lay operands, sizes around the loops' blocks, set and added to, with gaps between rows.
  private func check(isRounded: Bool, line: UInt = #line) throws {
    var stream = RandomStream(seed: 3)
    let sizes = [(1, 1, 1), (5, 3, 7), (33, 65, 31), (64, 48, 64), (17, 130, 257)]
    for ((rows, columns, inner), gap) in sizes.flatMap({ size in [0, 3].map { (size, $0) } }) {
      for (isATransposed, isBTransposed) in [
        (false, false), (true, false), (false, true), (true, true),
      ] {
        let a =
          isATransposed
          ? Matrix(inner, rows, gap: gap, &stream) : Matrix(rows, inner, gap: gap, &stream)
        let b =
          isBTransposed
          ? Matrix(columns, inner, gap: gap, &stream) : Matrix(inner, columns, gap: gap, &stream)
        let start = Matrix(rows, columns, gap: gap, &stream)
        let shape = ProductShape(
          rows: rows, columns: columns, inner: inner, isATransposed: isATransposed,
          isBTransposed: isBTransposed, aStride: a.stride, bStride: b.stride, cStride: start.stride)
        let product = try XCTUnwrap(
          PlannedProduct<Float>(oneDNN: shape, isRounded: isRounded), "\(shape)", line: line)
        let arena = Arena()
        product.use(arena.allocate(product.scratchByteCount, of: 0))
        for isAccumulating in [false, true, false] {
          var result = start.values
          if isRounded {
            product.run(a.rounded, b.rounded, into: &result, accumulating: isAccumulating)
          } else {
            product.run(a.values, b.values, into: &result, accumulating: isAccumulating)
          }
          func number(_ matrix: Matrix, _ place: Int) -> Double {
            isRounded
              ? Double(HalfPrecision.float(bfloat16Bits: matrix.rounded[place]))
              : Double(matrix.values[place])
          }
          for i in 0..<rows {
            for j in 0..<columns {
              var sum = isAccumulating ? Double(start.values[i * start.stride + j]) : 0
              var size = abs(sum)
              for k in 0..<inner {
                let term =
                  number(a, isATransposed ? k * a.stride + i : i * a.stride + k)
                  * number(b, isBTransposed ? j * b.stride + k : k * b.stride + j)
                sum += term
                size += abs(term)
              }
              // Sums are float32's: each of the additions is off by 2⁻²⁴ of what it adds up to, to either
              // side, so that their errors grow as the root of their number.
              XCTAssertEqual(
                Double(result[i * start.stride + j]), sum,
                accuracy: Double(inner + 1).squareRoot() * size * 0x1p-24, "\(shape), (\(i), \(j))",
                line: line)
            }
            let between = (i * start.stride + columns)..<((i + 1) * start.stride)
            XCTAssertEqual(result[between], start.values[between], "beyond a row's end", line: line)
          }
        }
        withExtendedLifetime(arena) {}
      }
    }
  }

  func testFloat32AgainstThreeLoops() throws { try check(isRounded: false) }

  func testBFloat16AgainstThreeLoops() throws {
    try XCTSkipUnless(OneDNN.multipliesBFloat16, "this processor has no bfloat16 products")
    try check(isRounded: true)
  }

  /// The same bits whoever runs it, and no matter how often.
  func testEveryThreadGetsTheSameBits() throws {
    let shape = ProductShape(rows: 70, columns: 90, inner: 130, isBTransposed: true)
    var stream = RandomStream(seed: 8)
    let (a, b) = (
      Matrix(70, 130, gap: 0, &stream).values, Matrix(90, 130, gap: 0, &stream).values
    )
    @Sendable func result() throws -> [Float] {
      let product = try XCTUnwrap(PlannedProduct<Float>(oneDNN: shape, isRounded: false))
      let arena = Arena()
      product.use(arena.allocate(product.scratchByteCount, of: 0))
      var c = [Float](repeating: 0, count: 70 * 90)
      product.run(a, b, into: &c, accumulating: false)
      return withExtendedLifetime(arena) { c }
    }
    let first = try result()
    let arena = Arena()
    let results: BufferSlice<Float> = arena.allocate(3 * first.count, of: 0)
    ReplicaGroup(count: 3).run { rank in
      if let own = try? result() {
        results.part(rank * own.count, own.count).copy(from: own)
      }
    }
    for rank in 0..<3 {
      XCTAssertEqual(results.part(rank * first.count, first.count).array, first)
    }
  }

  /// Whatever OpenMP would take: the threads are those that were there.
  func testNoProductStartsAThread() throws {
    func threads() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    }
    let group = ReplicaGroup(count: 2)
    group.run { _ in }
    let before = try threads()
    for isRounded in [false, OneDNN.multipliesBFloat16] {
      let shape = ProductShape(rows: 512, columns: 512, inner: 512, isBTransposed: true)
      group.run { _ in
        let product = PlannedProduct<Float>(oneDNN: shape, isRounded: isRounded)
        let arena = Arena()
        let numbers: BufferSlice<Float> = arena.allocate(512 * 512, of: 0)
        let result: BufferSlice<Float> = arena.allocate(512 * 512, of: 0)
        product?.use(arena.allocate(product?.scratchByteCount ?? 0, of: 0))
        product?.run(
          numbers.pointer, numbers.pointer, into: result.pointer, accumulating: false)
        withExtendedLifetime(arena) {}
      }
    }
    XCTAssertEqual(try threads(), before)
  }

  func testRoundingIsThatOfSingleNumbers() {
    var stream = RandomStream(seed: 5)
    var values = (0..<1_000).map { _ in Float(stream.normal() * 1e3) }
    values += [
      0, -0.0, .infinity, -.infinity, .nan, -.nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      Float(bitPattern: 0x3F80_8000), Float(bitPattern: 0x3F81_8000),
      Float(bitPattern: 0x7F80_0001),
    ]
    var rounded = [UInt16](repeating: 0, count: values.count)
    BFloat16Kernel.round(values, into: &rounded, count: values.count)
    XCTAssertEqual(rounded, values.map { HalfPrecision.bfloat16Bits($0) })
  }

  func testRoundingWithColumnSums() {
    var stream = RandomStream(seed: 6)
    for rows in [1, 3, 4, 9] {
      let (columns, start) = (19, (0..<19).map { Float($0) })
      let matrix = (0..<rows * columns).map { _ in Float(stream.normal()) }
      for overwriting in [true, false] {
        var rounded = [UInt16](repeating: 0, count: matrix.count)
        var (sums, expected) = (start, start)
        BFloat16Kernel.round(
          matrix, into: &rounded, rows: rows, columns: columns, addingColumnSumsTo: &sums,
          overwriting: overwriting)
        VectorKernels.addColumnSums(
          of: matrix, rows: rows, columns: columns, to: &expected, overwriting: overwriting)
        XCTAssertEqual(sums, expected)
        XCTAssertEqual(rounded, matrix.map { HalfPrecision.bfloat16Bits($0) })
      }
    }
  }

  func testCellsOfShapes() throws {
    let cell = try XCTUnwrap(
      ProductCell(of: ProductShape(rows: 64, columns: 65, inner: 9_999, isBTransposed: true)))
    XCTAssertEqual(cell.name, "NT 32x128x2048")
    XCTAssertNil(
      ProductCell(
        of: ProductShape(
          rows: 1, columns: 1, inner: 1, isATransposed: true, isBTransposed: true)))
    XCTAssertEqual(Set(ProductCell.all.map(\.name)).count, 192)
    let choices = ProductChoices(oneDNNCells: ["NT 32x128x2048"])
    XCTAssertEqual(
      choices.library(
        for: ProductShape(rows: 20, columns: 200, inner: 2_000, isBTransposed: true)), .oneDNN)
    XCTAssertEqual(
      choices.library(for: ProductShape(rows: 20, columns: 200, inner: 2_000)), .openBLAS)
  }

  /// A choice is part of a run's digest: the same cells are the same bytes.
  func testChoicesAreWrittenInOrder() throws {
    let names = ProductCell.all.map(\.name)
    let (first, second) = (
      ProductChoices(oneDNNCells: Set(names)), ProductChoices(oneDNNCells: Set(names.reversed()))
    )
    let bytes = try JSONEncoder().encode(first)
    XCTAssertEqual(bytes, try JSONEncoder().encode(second))
    XCTAssertEqual(try JSONDecoder().decode(ProductChoices.self, from: bytes), first)
  }

  func testTheFasterPrecisionIsTheOneOfLessTime() {
    let shape = ProductShape(rows: 128, columns: 128, inner: 128)
    func rates(_ bfloat16: Double?) -> ProductRates {
      ProductRates(cells: ["NN 128x128x128": .init(openBLAS: 100, oneDNN: 110, bfloat16: bfloat16)])
    }
    let products = [(shape: shape, count: 2)]
    XCTAssertEqual(rates(112).fasterPrecision(for: products), .float32, "less than 5 %")
    XCTAssertEqual(rates(nil).fasterPrecision(for: products), .float32)
    XCTAssertEqual(
      rates(200).fasterPrecision(for: products),
      OneDNN.multipliesBFloat16 ? .bfloat16 : .float32)
    XCTAssertEqual(rates(1).choices.oneDNNCells, ["NN 128x128x128"])
  }
}
