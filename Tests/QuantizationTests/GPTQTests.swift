import Foundation
import Groundwork
import Quantization
import Tensors
import XCTest

/// GPTQ against the textbook, and against what it must be at least as good as.
final class GPTQTests: XCTestCase {
  private var stream = RandomStream(seed: 11)

  private func normals(_ count: Int) -> [Float] { (0..<count).map { _ in Float(stream.normal()) } }

  /// Σx·xᵀ of inputs that depend on each other.
  private func moments(_ n: Int, samples: Int = 400) -> InputMoments {
    let mix = normals(n * n).map { Double($0) / Double(n).squareRoot() }
    var products = [Double](repeating: 0, count: n * n)
    for _ in 0..<samples {
      let z = (0..<n).map { _ in stream.normal() }
      let x = (0..<n).map { row in
        z[row] * (row % 7 == 0 ? 3 : 0.3) + (0..<n).reduce(0) { $0 + mix[row * n + $1] * z[$1] }
      }
      for i in 0..<n { for j in 0..<n { products[i * n + j] += x[i] * x[j] } }
    }
    return InputMoments(columns: n, count: samples, products: products)
  }

  /// The damped Hessian in an order, by the formula.
  private func slowHessian(_ moments: InputMoments, _ order: [Int]) -> [[Double]] {
    let (n, products) = (moments.columns, moments.products ?? [])
    let scale = 2 / Double(moments.count)
    let mean = (0..<n).reduce(0) { $0 + products[$1 * n + $1] * scale } / Double(n)
    return order.map { i in
      order.map { j in products[i * n + j] * scale + (i == j ? 0.01 * mean : 0) }
    }
  }

  /// Gauss and Jordan, with the largest pivot.
  private func inverse(_ matrix: [[Double]]) -> [[Double]] {
    let n = matrix.count
    var a = matrix.enumerated().map { row, line in line + (0..<n).map { $0 == row ? 1 : 0 } }
    for column in 0..<n {
      let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
      a.swapAt(column, pivot)
      let lead = a[column][column]
      a[column] = a[column].map { $0 / lead }
      for row in 0..<n where row != column {
        let factor = a[row][column]
        for k in 0..<(2 * n) { a[row][k] -= factor * a[column][k] }
      }
    }
    return a.map { Array($0[n...]) }
  }

  /// (w − ŵ)ᵀ·H·(w − ŵ), summed over rows.
  private func error(_ x: [Float], _ y: [Float], _ hessian: [[Double]]) -> Double {
    let n = hessian.count
    return stride(from: 0, to: x.count, by: n).reduce(0) { sum, start in
      let gap = (0..<n).map { Double(x[start + $0]) - Double(y[start + $0]) }
      return sum
        + (0..<n).reduce(0) { total, i in
          total + gap[i] * (0..<n).reduce(0) { $0 + hessian[i][$1] * gap[$1] }
        }
    }
  }

  /// U of H⁻¹ = UᵀU, against the inverse and its Cholesky factor, both the slow way.
  func testTheFactorOfTheInverse() throws {
    for (n, isOrdered) in [(32, false), (96, true), (160, false)] {
      let moments = moments(n)
      let hessian = try GPTQHessian(moments, isOrdered: isOrdered)
      XCTAssertEqual(hessian.order.sorted(), Array(0..<n))
      if isOrdered {
        let squares = hessian.order.map { moments.squares[$0] }
        XCTAssertEqual(squares, squares.sorted(by: >))
      }
      let a = inverse(slowHessian(moments, hessian.order))
      // Lower Cholesky of H⁻¹ by the textbook; its transpose is U.
      var l = a.map { $0.map { _ in 0.0 } }
      for i in 0..<n {
        for j in 0...i {
          let sum = a[i][j] - (0..<j).reduce(0) { $0 + l[i][$1] * l[j][$1] }
          l[i][j] = i == j ? sum.squareRoot() : sum / l[j][j]
        }
      }
      for i in 0..<n {
        for j in 0..<n {
          XCTAssertEqual(
            Double(hessian.upper[i * n + j]), l[j][i], accuracy: 1e-5 * (1 + abs(l[i][i])))
        }
      }
    }
  }

  /// The recursion as the paper derives it (OBQ with a fixed order): after each column the inverse of what is
  /// left of H is formed anew.
  private func textbook(_ x: [Float], _ hessian: [[Double]]) -> [Float] {
    let n = hessian.count
    let inverses = (0..<n).map { first in
      inverse(hessian[first...].map { Array($0[first...]) })
    }
    return stride(from: 0, to: x.count, by: n).flatMap { start -> [Float] in
      var w = x[start..<(start + n)].map { Double($0) }
      var result: [Float] = []
      var step: Float = 0
      for column in 0..<n {
        if column % 32 == 0 {
          let group = w[column..<(column + 32)].map { Float($0) }
          let extreme = group.max { abs($0) < abs($1) } ?? 0
          step = HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(extreme / -8))
        }
        let code = min(max((w[column] / Double(step)).rounded(.toNearestOrEven), -8), 7)
        let q = Float(code) * step
        result.append(q)
        let row = inverses[column][0]
        let cost = (w[column] - Double(q)) / row[0]
        for later in column..<n { w[later] -= cost * row[later - column] }
      }
      return result
    }
  }

  func testTheTextbook() throws {
    let n = 160  // more than one lazy block
    let x = normals(6 * n)
    let moments = moments(n, samples: 900)
    let hessian = try GPTQHessian(moments, isOrdered: false)
    let fast = try MatrixRounding(.q40, grid: .extremes, hessian: hessian).round(x, columns: n)
    let h = slowHessian(moments, hessian.order)
    let slow = textbook(x, h)
    // Float and Double part where a weight lies halfway between two rungs, and from there on.
    XCTAssertEqual(error(x, fast.weights, h) / error(x, slow, h), 1, accuracy: 0.02)
    let same = zip(fast.weights, slow).filter { $0 == $1 }.count
    XCTAssertGreaterThan(Double(same) / Double(x.count), 0.97)
  }

  /// Inputs that have nothing to do with each other leave nothing to make good.
  func testWithoutDependenceItIsTheNearest() throws {
    let n = 256
    let x = normals(5 * n)
    let products = (0..<(n * n)).map { $0 % (n + 1) == 0 ? 50.0 : 0 }
    let moments = InputMoments(columns: n, count: 50, products: products)
    for form in [GGUFElement.q40, .q41, .q80, .q3K, .q4K, .q6K] {
      for isOrdered in [false, true] {
        let hessian = try GPTQHessian(moments, isOrdered: isOrdered)
        XCTAssertEqual(
          try MatrixRounding(form, grid: .leastSquares, hessian: hessian).round(x, columns: n)
            .bytes,
          try MatrixRounding(form, grid: .leastSquares).round(x, columns: n).bytes, form.name)
      }
    }
  }

  func testItsErrorIsSmallerInEveryForm() throws {
    let n = 256
    let x = normals(8 * n)
    let moments = moments(n)
    let h = slowHessian(moments, Array(0..<n))
    for form in [GGUFElement.q40, .q41, .q50, .q51, .q80, .q2K, .q3K, .q4K, .q5K, .q6K] {
      for isOrdered in [false, true] {
        let sizes: [Int?] = form.blockSize == 32 ? [32, 64, 128] : [nil]
        for size in sizes {
          let hessian = try GPTQHessian(moments, isOrdered: isOrdered)
          func rounded(_ hessian: GPTQHessian?) throws -> [Float] {
            try MatrixRounding(
              form, grid: .leastSquares, groupSize: size, importance: moments.importance,
              hessian: hessian
            ).round(x, columns: n).weights
          }
          XCTAssertLessThan(
            error(x, try rounded(hessian), h), 0.8 * error(x, try rounded(nil), h),
            "\(form.name), groups of \(size ?? 0), \(isOrdered)")
        }
      }
    }
  }

  /// Three columns that depend on each other, and all 4,096 ways to round them.
  func testAgainstEveryWayToRound() throws {
    let n = 32
    var (sums, nearest) = ((gptq: 0.0, best: 0.0), 0.0)
    for _ in 0..<20 {
      var x = [Float](repeating: 0, count: n)
      for column in 0..<3 { x[column] = Float(stream.normal()) }
      x[31] = -4  // the step is a half
      var products = (0..<(n * n)).map { $0 % (n + 1) == 0 ? 1.0 : 0 }
      let dependent = moments(3, samples: 8)
      for i in 0..<3 {
        for j in 0..<3 { products[i * n + j] = (dependent.products ?? [])[i * 3 + j] }
      }
      let moments = InputMoments(columns: n, count: 8, products: products)
      let hessian = try GPTQHessian(moments, isOrdered: false)
      let h = slowHessian(moments, hessian.order)
      let found = try MatrixRounding(.q40, grid: .extremes, hessian: hessian).round(x, columns: n)
      let plain = try MatrixRounding(.q40, grid: .extremes).round(x, columns: n)
      var best = Double.infinity
      for number in 0..<4_096 {
        var y = x
        for column in 0..<3 { y[column] = 0.5 * Float(number >> (4 * column) & 15) - 4 }
        best = min(best, error(x, y, h))
      }
      XCTAssertGreaterThanOrEqual(error(x, found.weights, h), best * (1 - 1e-6))
      sums = (sums.gptq + error(x, found.weights, h), sums.best + best)
      nearest += error(x, plain.weights, h)
    }
    XCTAssertLessThan(sums.gptq, 0.7 * nearest)
    XCTAssertLessThan(sums.gptq - sums.best, 0.5 * (nearest - sums.best))
  }

  func testColumnsAtRestAreRoundedToTheNearest() throws {
    let n = 64
    let x = normals(4 * n)
    var products = moments(n).products ?? []
    for index in 0..<n {
      products[5 * n + index] = 0
      products[index * n + 5] = 0
    }
    let moments = InputMoments(columns: n, count: 400, products: products)
    for isOrdered in [false, true] {
      let hessian = try GPTQHessian(moments, isOrdered: isOrdered)
      let y = try MatrixRounding(.q80, grid: .extremes, hessian: hessian).round(x, columns: n)
      for row in 0..<4 {
        XCTAssertEqual(x[row * n + 5], y.weights[row * n + 5], accuracy: 0.02)
      }
    }
  }

  func testFewInputsAndBrokenOnes() throws {
    let n = 64
    // A single input: H is of rank 1, and damping makes it invertible.
    let z = (0..<n).map { _ in stream.normal() }
    let products = (0..<(n * n)).map { z[$0 / n] * z[$0 % n] }
    let one = InputMoments(columns: n, count: 1, products: products)
    XCTAssertEqual(try GPTQHessian(one, isOrdered: true).damping, 0.01)
    XCTAssertGreaterThan(try GPTQHessian(one, damping: 0, isOrdered: true).damping, 0)
    let none = InputMoments(columns: n, count: 1, products: products.map { _ in 0 })
    XCTAssertEqual(none.importance, Array(repeating: 1, count: n))
    XCTAssertEqual(try GPTQHessian(none, isOrdered: false).upper[0], 1)
    let broken = InputMoments(columns: n, count: 1, products: products.map { _ in .nan })
    XCTAssertThrowsError(try GPTQHessian(broken, isOrdered: false)) {
      XCTAssertTrue("\($0)".contains("no finite numbers"), "\($0)")
    }
  }
}
