import CDotProducts
import Groundwork
import Inference
import Models
import Quantization
import Tensors
import TestSupport
import XCTest

/// Keys and values kept in 16 and 8 bits.
final class CachePrecisionTests: XCTestCase {
  private var stream = RandomStream(seed: 5)

  private var paths: [workbook_path] {
    [WORKBOOK_PLAIN, WORKBOOK_AVX2, WORKBOOK_AVX512].filter { workbook_has_path($0) != 0 }
  }

  private func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(stream.normal()) } }

  // MARK: - The loops

  /// Each path against sums in Float64, for widths and counts that no vector divides.
  func testProductsWithKeysAndSumsOfValues() {
    for width in [1, 6, 8, 12, 32, 64, 72, 100] {
      for count in [1, 3, 4, 5, 33] {
        for queryCount in 1...workbook_queries_at_once() {
          let halves = numbers(count * width).map { HalfPrecision.float16Bits($0) }
          let exact = halves.map { Double(HalfPrecision.float(float16Bits: $0)) }
          let queries = numbers(queryCount * width)
          let stride = count + 3
          let weights = numbers(queryCount * stride)
          for path in paths {
            var scores = [Float](repeating: 77, count: queryCount * stride)
            workbook_key_products(
              path, queryCount, queries, halves, count, width, 0.5, &scores, stride)
            var sums = [Float](repeating: 77, count: queryCount * width)
            workbook_value_sums(path, queryCount, weights, stride, halves, count, width, &sums)
            for query in 0..<queryCount {
              for key in 0..<count {
                let products = (0..<width).map {
                  0.5 * Double(queries[query * width + $0]) * exact[key * width + $0]
                }
                XCTAssertEqual(
                  Double(scores[query * stride + key]), products.reduce(0, +),
                  accuracy: 1e-6 * products.reduce(1e-3) { $0 + abs($1) },
                  "\(path), \(width), \(count), \(queryCount)")
              }
              XCTAssertEqual(
                Array(scores[(query * stride + count)..<((query + 1) * stride)]), [77, 77, 77])
              for column in 0..<width {
                let products = (0..<count).map {
                  Double(weights[query * stride + $0]) * exact[$0 * width + column]
                }
                XCTAssertEqual(
                  Double(sums[query * width + column]), products.reduce(0, +),
                  accuracy: 1e-6 * products.reduce(1e-3) { $0 + abs($1) },
                  "\(path), \(width), \(count), \(queryCount)")
              }
            }
          }
        }
      }
    }
  }

  /// The processor rounds to binary16 as `HalfPrecision` does: ties, subnormal numbers, overflow.
  func testRoundingToBinary16() {
    var x = numbers(101).map { $0 * 1_000 }
    x += [0, -0.0, 65_504, 65_519, 65_520, -70_000, 1e-7, 3e-8, 5.96e-8, .infinity]
    x += [1 + 0x1p-11, 1 + 0x3p-11, 0x1p-24, 0x1.8p-24]
    for path in paths {
      var halves = [UInt16](repeating: 0, count: x.count)
      guard workbook_pack_halves(path, x, x.count, &halves) != 0 else { continue }
      XCTAssertEqual(halves, x.map { HalfPrecision.float16Bits($0) }, "\(path)")
    }
  }

  // MARK: - Whole models

  /// How far a rounded cache may move the scores: each kept number is off by at most a share of its
  /// group's largest, and softmax and the later layers do not enlarge that here.
  fileprivate func tolerance(_ precision: CachePrecision) -> Float {
    switch precision {
    case .float32: 1e-4
    case .float16: 4e-3
    case .int8: 6e-2
    }
  }

  /// Every family, read in blocks and token by token, with windows too.
  func testScoresOfRoundedCaches() throws {
    for family in ModelConfiguration.Family.allCases {
      let store = try TestModel.make(family, context: 70)
      let ids = TestModel.ids(70)
      let expected = try TestModel.logits(store, ids)
      for precision in CachePrecision.allCases {
        for (rowLimit, prompt, threads) in [(64, 1, 1), (64, 66, 2), (7, 20, 2), (1, 3, 1)] {
          let decoder = try CachedDecoder(store, rowLimit: rowLimit, threads: threads)
          let cache = try decoder.makeCache(precision: precision)
          var logits = try decoder.append(Array(ids[..<prompt]), to: cache).array
          for position in prompt...70 {
            let size = expected[position - 1].map(abs).max() ?? 0
            for (score, right) in zip(logits, expected[position - 1]) {
              XCTAssertEqual(
                score, right, accuracy: tolerance(precision) * max(1, size),
                "\(family), \(precision), \(position)")
            }
            guard position < 70 else { break }
            logits = try decoder.append([ids[position]], to: cache).array
          }
        }
      }
    }
  }

  /// One row reads binary16 as it is kept, several rows unpack it: both see the same keys.
  func testOneTokenAndBlocksAgree() throws {
    let store = try TestModel.make(.llama, context: 40)
    let ids = TestModel.ids(40)
    for precision in CachePrecision.allCases {
      let decoder = try CachedDecoder(store, rowLimit: 40)
      let whole = try decoder.makeCache(precision: precision)
      let expected = try decoder.append(ids, to: whole).array
      let single = try decoder.makeCache(precision: precision)
      var logits: [Float] = []
      for id in ids { logits = try decoder.append([id], to: single).array }
      TestModel.assertClose(logits, expected, "\(precision)")
    }
  }

  func testSizes() throws {
    let store = try TestModel.make(.llama, context: 40)
    let decoder = try CachedDecoder(store)
    let c = store.configuration
    let numbers = 2 * c.layerCount * c.keyValueHeadCount * 40
    for precision in CachePrecision.allCases {
      let cache = try decoder.makeCache(precision: precision)
      let expected = numbers * precision.byteCount(headWidth: c.headWidth)
      // Buffers begin at cache lines.
      XCTAssertTrue((expected...(expected + 256)).contains(cache.byteCount), "\(precision)")
    }
    XCTAssertEqual(CachePrecision.float32.byteCount(headWidth: 64), 256)
    XCTAssertEqual(CachePrecision.float16.byteCount(headWidth: 64), 128)
    XCTAssertEqual(CachePrecision.int8.byteCount(headWidth: 64), 68)
    XCTAssertEqual(CachePrecision.int8.byteCount(headWidth: 40), 44)
  }

  /// A grown cache keeps its precision and what it holds; one that another cache's scratch was planned for
  /// is found room.
  func testGrowingAndMixing() throws {
    let store = try TestModel.make(.gpt2, context: 16)
    let decoder = try CachedDecoder(store)
    let ids = TestModel.ids(14)
    let plain = try decoder.makeCache()
    let expected = try decoder.append(ids, to: plain).array
    for precision in CachePrecision.allCases {
      let small = try decoder.makeCache(capacity: 5, precision: precision)
      _ = try decoder.append(Array(ids[..<5]), to: small)
      let large = try decoder.grow(small, to: 14)
      XCTAssertEqual(large.precision, precision)
      let logits = try decoder.append(Array(ids[5...]), to: large).array
      for (score, right) in zip(logits, expected) {
        XCTAssertEqual(score, right, accuracy: 4 * tolerance(precision), "\(precision)")
      }
    }
  }

  /// A number that is none is seen in the scores, however it was kept.
  func testFaultsAreSeen() throws {
    for precision in CachePrecision.allCases {
      let store = try TestModel.make(.llama, context: 16)
      let weight = ParameterNames.layer(0).queryKeyValue.weight
      store[weight]?[3] = .nan
      let decoder = try CachedDecoder(store)
      let cache = try decoder.makeCache(precision: precision)
      let logits = try decoder.append([1, 2], to: cache).array
      XCTAssertTrue(logits.contains { $0.isNaN }, "\(precision)")
      let next = try decoder.append([3], to: cache).array
      XCTAssertTrue(next.contains { $0.isNaN }, "\(precision)")
    }
  }

  func testPlainWeightsKeepFloat32() throws {
    let store = try TestModel.make(.llama, context: 16)
    XCTAssertEqual(CachePrecision.suggested(for: store), .float32)
  }
}

extension CachePrecisionTests {
  /// A text measured with rounded keys and values is measured nearly alike.
  func testLossesWithRoundedCaches() throws {
    let store = try TestModel.make(.llama, context: 40)
    let ids = TestModel.ids(120)
    let plain = try Evaluator(store, contextLength: 40).logProbabilities(Array(ids[..<40]))
    for precision in CachePrecision.allCases {
      let evaluator = try Evaluator(store, contextLength: 40, cachePrecision: precision)
      let rounded = try evaluator.logProbabilities(Array(ids[..<40]))
      XCTAssertEqual(rounded.count, plain.count)
      var largest = 0.0
      for (a, b) in zip(rounded, plain) {
        guard let a, let b else { continue }
        largest = max(largest, abs(a - b))
      }
      XCTAssertLessThan(largest, Double(tolerance(precision)) * 4, "\(precision)")
      if precision == .int8 { XCTAssertGreaterThan(largest, 1e-5, "nothing was rounded") }
    }
  }
}
