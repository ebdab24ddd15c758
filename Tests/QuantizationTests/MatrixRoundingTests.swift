import Foundation
import Groundwork
import Models
import Quantization
import Tensors
import TestSupport
import XCTest

/// Matrices rounded to every form: against slow versions, and what the search for grids promises.
final class MatrixRoundingTests: XCTestCase {
  private var stream = RandomStream(seed: 5)
  private static let forms: [GGUFElement] = [
    .q80, .q40, .q41, .q50, .q51, .q2K, .q3K, .q4K, .q5K, .q6K,
  ]

  private func weights(_ count: Int, outliers: Bool = false) -> [Float] {
    (0..<count).map { _ in
      Float(stream.normal()) * 0.05 * (outliers && stream.index(below: 40) == 0 ? 6 : 1)
    }
  }

  private static func half(_ value: Float) -> Float {
    HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(value))
  }

  /// Superblocks as their description says: a grid for each run, steps and bases rounded to whole numbers
  /// times a scale, every weight on the nearest rung.
  private static func slowSuperblock(_ x: ArraySlice<Float>, _ form: GGUFElement) -> [Float] {
    let run = [.q4K, .q5K].contains(form) ? 32 : 16
    let runs = stride(from: x.startIndex, to: x.endIndex, by: run).map { x[$0..<($0 + run)] }
    func nearest(_ x: Float, _ step: Float, _ base: Float, _ codes: ClosedRange<Int>) -> Float {
      codes.map { step * Float($0) + base }.min { abs($0 - x) < abs($1 - x) } ?? 0
    }
    if [.q3K, .q6K].contains(form) {
      let codes = form == .q3K ? -4...3 : -32...31
      let steps = form == .q3K ? -32...31 : -128...127
      let wanted = runs.map { run in
        (run.max { abs($0) < abs($1) } ?? 0) / Float(codes.lowerBound)
      }
      let scale = half((wanted.max { abs($0) < abs($1) } ?? 0) / Float(steps.lowerBound))
      return zip(runs, wanted).flatMap { run, step in
        let code = min(
          max(Int((step / scale).rounded(.toNearestOrEven)), steps.lowerBound), steps.upperBound)
        return run.map { nearest($0, scale * Float(code), 0, codes) }
      }
    }
    let highest = form == .q2K ? 3 : form == .q4K ? 15 : 31
    let steps = form == .q2K ? 15 : 63
    let wanted = runs.map { run -> (step: Float, least: Float) in
      let least = min(0, run.min() ?? 0)
      return (((run.max() ?? 0) - least) / Float(highest), -least)
    }
    let scale = half((wanted.map(\.step).max() ?? 0) / Float(steps))
    let least = half((wanted.map(\.least).max() ?? 0) / Float(steps))
    return zip(runs, wanted).flatMap { run, grid in
      let step = Float(min(steps, Int((grid.step / scale).rounded(.toNearestOrEven))))
      let base = Float(min(steps, Int((grid.least / least).rounded(.toNearestOrEven))))
      return run.map { nearest($0, scale * step, -(least * base), 0...highest) }
    }
  }

  func testSuperblocksAreRoundedAsDescribed() throws {
    for form in [GGUFElement.q2K, .q3K, .q4K, .q5K, .q6K] {
      let x = weights(3 * 512, outliers: true)
      let rounded = try MatrixRounding(form, grid: .extremes).round(x, columns: 512)
      let slow = stride(from: 0, to: x.count, by: 256).flatMap {
        Self.slowSuperblock(x[$0..<($0 + 256)], form)
      }
      XCTAssertEqual(rounded.bytes.count, 6 * form.bytesPerBlock)
      for (index, (fast, slow)) in zip(rounded.weights, slow).enumerated() where fast != slow {
        // Only a weight halfway between two rungs may go to the other one.
        XCTAssertEqual(abs(fast - x[index]), abs(slow - x[index]), accuracy: 1e-7, form.name)
      }
    }
  }

  /// What the bytes stand for is what a file of them is read as.
  func testPackedBytesAreReadBack() throws {
    let path = NSTemporaryDirectory() + "rounded \(UUID().uuidString).gguf"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for form in Self.forms {
      for grid in [GridChoice.extremes, .leastSquares] {
        let x = weights(2 * 512)
        let rounded = try MatrixRounding(form, grid: grid).round(x, columns: 512)
        try GGUFFile.write(
          metadata: [],
          tensors: [GGUFSource(name: "w", shape: [2, 512], as: form, packed: rounded.bytes)],
          to: path)
        XCTAssertEqual(try GGUFFile(path: path).floats("w"), rounded.weights, form.name)
        XCTAssertEqual(rounded.error, QuantizationError(x, rounded.weights))
        // A layout with anything in the wrong place would be off by whole weights.
        let least = form.bitsPerWeight < 3.3 ? 5.0 : form.bitsPerWeight < 4 ? 10 : 17
        XCTAssertGreaterThan(rounded.error.signalToNoise, least, "\(form.name) \(grid)")
      }
    }
  }

  private func error(_ x: [Float], _ y: [Float], _ importance: [Float]) -> Double {
    zip(x.indices, zip(x, y)).reduce(0) { sum, item in
      let gap = Double(item.1.0) - Double(item.1.1)
      return sum + Double(importance[item.0 % importance.count]) * gap * gap
    }
  }

  /// For every block of 32 by itself, whatever the importance; superblocks share their scales, so all of the
  /// matrix is looked at.
  func testLeastSquaresIsNeverWorse() throws {
    for form in Self.forms {
      for round in 0..<6 {
        let x = weights(4 * 512, outliers: round % 2 == 1)
        let importance =
          round < 2
          ? [Float](repeating: 1, count: 512)
          : (0..<512).map { _ in Float(exp(1.5 * stream.normal())) }
        func rounded(_ grid: GridChoice) throws -> [Float] {
          try MatrixRounding(form, grid: grid, importance: importance).round(x, columns: 512)
            .weights
        }
        let (plain, best) = (try rounded(.extremes), try rounded(.leastSquares))
        let size = form.blockSize == 32 ? 32 : x.count
        for start in stride(from: 0, to: x.count, by: size) {
          let range = start..<(start + size)
          let part = size == 32 ? Array(importance[(start % 512)..<(start % 512 + 32)]) : importance
          XCTAssertLessThanOrEqual(
            error(Array(x[range]), Array(best[range]), part),
            error(Array(x[range]), Array(plain[range]), part) * (1 + 1e-5), "\(form.name)")
        }
      }
    }
  }

  /// Against every one of 2,000 scales: the search misses little of what there is to gain.
  func testTheSearchFindsNearlyTheBestScale() throws {
    var (found, best) = (0.0, 0.0)
    for _ in 0..<40 {
      let x = weights(32, outliers: true)
      let importance = (0..<32).map { _ in Float(exp(stream.normal())) }
      let rounding = try MatrixRounding(.q40, grid: .leastSquares, importance: importance)
      found += error(x, rounding.round(x, columns: 32).weights, importance)
      let largest = x.map(abs).max() ?? 0
      best +=
        (1...1_000).flatMap { [Float($0), -Float($0)] }.map { place in
          let step = largest * place / 6_000
          let y = x.map { min(max(($0 / step).rounded(), -8), 7) * step }
          return error(x, y, importance)
        }.min() ?? 0
    }
    XCTAssertLessThanOrEqual(found, 1.03 * best)
  }

  func testColumnsThatMatterAreHitBetter() throws {
    let x = weights(64 * 256)
    var importance = [Float](repeating: 1, count: 256)
    for column in stride(from: 0, to: 256, by: 16) { importance[column] = 200 }
    for form in Self.forms {
      func noise(_ importance: [Float]?) throws -> Double {
        let y = try MatrixRounding(form, grid: .leastSquares, importance: importance)
          .round(x, columns: 256).weights
        return stride(from: 0, to: x.count, by: 16).reduce(0) {
          $0 + pow(Double(x[$1]) - Double(y[$1]), 2)
        }
      }
      XCTAssertLessThan(try noise(importance), try noise(nil), form.name)
    }
  }

  /// A group of several blocks repeats one scale; what is left of a row is a group of its own.
  func testGroupsOfSeveralBlocks() throws {
    let x = weights(2 * 224, outliers: true)
    for form in [GGUFElement.q40, .q41, .q50, .q51, .q80] {
      for grid in [GridChoice.extremes, .leastSquares] {
        let rounding = try MatrixRounding(form, grid: grid, groupSize: 128)
        let bytes = rounding.round(x, columns: 224).bytes
        let heads = stride(from: 0, to: bytes.count, by: form.bytesPerBlock).map {
          [UInt8](bytes[$0..<($0 + ([.q41, .q51].contains(form) ? 4 : 2))])
        }
        XCTAssertEqual(heads.count, 14)
        for row in [0, 7] {
          XCTAssertEqual(Set(heads[row..<(row + 4)]).count, 1, form.name)
          XCTAssertEqual(Set(heads[(row + 4)..<(row + 7)]).count, 1, form.name)
          XCTAssertNotEqual(heads[row], heads[row + 4], form.name)
        }
      }
    }
    for (form, size) in [(GGUFElement.q4K, 128), (.q40, 48), (.q40, 0), (.q80, -32), (.q6K, 32)] {
      XCTAssertThrowsError(try MatrixRounding(form, grid: .extremes, groupSize: size)) {
        XCTAssertTrue(
          "\($0)".contains("groups of \(size) weights are not for \(form.name)"), "\($0)")
      }
    }
    assertThrows(
      try MatrixRounding(.float16, grid: .extremes, groupSize: 32), RoundingError.self,
      "no scale to choose")
  }

  func testWeightsThatAreAllAlikeOrExtreme() throws {
    for form in Self.forms {
      for grid in [GridChoice.extremes, .leastSquares] {
        let rounding = try MatrixRounding(form, grid: grid)
        XCTAssertEqual(
          rounding.round([Float](repeating: 0, count: 256), columns: 256).weights,
          [Float](repeating: 0, count: 256), form.name)
        for value: Float in [0.25, -0.25, 1e-30, -1e-38, 3e38, -1e9] {
          let rounded = rounding.round([Float](repeating: value, count: 256), columns: 256)
          if abs(value) == 0.25 {
            for found in rounded.weights { XCTAssertEqual(found, value, accuracy: 0.01, form.name) }
          } else if abs(value) < 1e-20 {
            XCTAssertTrue(rounded.weights.allSatisfy { abs($0) < 1e-6 }, form.name)
          }
        }
      }
    }
  }
}
