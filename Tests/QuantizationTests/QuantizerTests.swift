import Foundation
import Groundwork
import Models
import Quantization
import TestSupport
import XCTest

/// Whole models rounded: which form each matrix gets, what calibration sees, and what is written.
final class QuantizerTests: XCTestCase {
  private let folder = NSTemporaryDirectory() + "quantizer \(UUID().uuidString)"

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func configuration(_ family: ModelConfiguration.Family = .llama, isTied: Bool = true)
    -> ModelConfiguration
  {
    ModelConfiguration(
      family: family, vocabularySize: 96, contextLength: 64, width: 64, layerCount: 2, headCount: 4,
      keyValueHeadCount: family == .llama ? 2 : nil, feedForwardWidth: 160, isHeadTied: isTied)
  }

  private func model(_ configuration: ModelConfiguration? = nil) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(configuration ?? self.configuration())
    store.initialize(seed: 3, standardDeviation: 0.1)
    return store
  }

  private var text: CalibrationText {
    var stream = RandomStream(seed: 8)
    var id = 0
    let ids = (0..<2_000).map { _ -> Int32 in
      id = stream.index(below: 4) == 0 ? stream.index(below: 96) : (id * 5 + 7) % 96
      return Int32(id)
    }
    return CalibrationText(ids: ids, count: 20, time: 48)
  }

  // MARK: - The plan

  func testWhichFormEachMatrixGets() throws {
    let plan = try QuantizationPlan(configuration(), format: .q40)
    XCTAssertEqual(plan.tensors.count, 1 + 2 * 7)
    XCTAssertEqual(plan.tensors[0].name, "token_embd.weight")
    XCTAssertEqual(plan.tensors[0].element, .q80, "the head, whose rows no superblock fits")
    XCTAssertEqual(plan.tensors[0].wanted, .q6K)
    XCTAssertTrue(plan.tensors.dropFirst().allSatisfy { $0.element == .q40 })
    let eight = try QuantizationPlan(configuration(), format: .q80)
    XCTAssertTrue(eight.tensors.allSatisfy { $0.element == .q80 })
    let own = try QuantizationPlan(configuration(isTied: false), format: .q40)
    XCTAssertEqual(own.tensors.first?.element, .q40)
    XCTAssertEqual(own.tensors.last?.name, "output.weight")
    XCTAssertEqual(own.tensors.last?.element, .q80)
    let learned = try QuantizationPlan(configuration(.gpt2), format: .q40)
    XCTAssertEqual(learned.tensors[1].name, "position_embd.weight")
    XCTAssertEqual(learned.tensors[1].element, .float32)
    let fallback: [(GGUFElement, GGUFElement)] = [
      (.q2K, .q40), (.q3K, .q40), (.q4K, .q50), (.q5K, .q51), (.q6K, .q80), (.q40, .q40),
    ]
    for (wanted, got) in fallback {
      XCTAssertEqual(wanted.fitting(columns: 576), got)
      XCTAssertEqual(wanted.fitting(columns: 48), .float16)
      XCTAssertEqual(wanted.fitting(columns: 512), wanted)
    }
  }

  func testMatricesThatAreKept() throws {
    func forms(_ keep: (String, GGUFElement)...) throws -> [String: GGUFElement] {
      let plan = try QuantizationPlan(configuration(), format: .q40, keep: keep)
      return Dictionary(uniqueKeysWithValues: plan.tensors.map { ($0.name, $0.element) })
    }
    let named = try forms(
      ("blk.0.attn_v.weight", .q80), ("model.layers.1.mlp.down_proj", .float16),
      ("token_embd", .q40))
    XCTAssertEqual(named["blk.0.attn_v.weight"], .q80)
    XCTAssertEqual(named["blk.1.attn_v.weight"], .q40)
    XCTAssertEqual(named["blk.1.ffn_down.weight"], .float16)
    XCTAssertEqual(named["token_embd.weight"], .q40)
    let starred = try forms(
      ("*attn_*", .q50), ("*.self_attn.k_proj.weight", .q80), ("*0*up*", .q41))
    XCTAssertEqual(starred.values.filter { $0 == .q50 }.count, 2 * 3)
    XCTAssertEqual(starred.values.filter { $0 == .q80 }.count, 2 + 1)
    XCTAssertEqual(starred["blk.0.ffn_up.weight"], .q41)
    XCTAssertEqual(starred["blk.1.ffn_up.weight"], .q40)
    assertThrows(
      try forms(("blk.0.atn_v", .q80)), RoundingError.self, "no matrix \"blk.0.atn_v\"",
      "blk.0.attn_v.weight")
    assertThrows(try forms(("blk.7.*", .q80)), RoundingError.self, "no matrix \"blk.7.*\"")
    assertThrows(
      try forms(("blk.0.attn_norm", .q80)), RoundingError.self, "is a vector, and vectors stay F32")
    assertThrows(try forms(("", .q80)), RoundingError.self, "no matrix")
  }

  func testRoundingsThatAFormatCannotHave() throws {
    let plain = try QuantizationPlan(configuration(), format: .float16)
    assertThrows(try Quantizer(plain, .leastSquares), RoundingError.self, "no scale to choose")
    assertThrows(try Quantizer(plain, .nearest, groupSize: 32), RoundingError.self, "no scale")
    let plan = try QuantizationPlan(configuration(), format: .q4K)
    assertThrows(
      try Quantizer(plan, .nearest, groupSize: 128), RoundingError.self,
      "groups of 128 weights are not for Q4_K")
    assertThrows(
      try Quantizer(plan, .gptq(isOrdered: true)).quantize(try model()), RoundingError.self,
      "GPTQ needs text")
    let store = try model()
    store["layers.1.feedForward.up.weight"]?[70] = .nan
    assertThrows(
      try Quantizer(plan, .nearest).quantize(store), RoundingError.self, "blk.1.ffn_up.weight",
      "no finite numbers")
  }

  // MARK: - Calibration

  func testWindowsLieApartAndSpreadOverTheText() {
    let text = CalibrationText(ids: (0..<1_000).map { Int32($0) }, count: 4, time: 100)
    XCTAssertEqual(text.windows.map { $0[0] }, [0, 200, 500, 700])
    XCTAssertTrue(text.windows.allSatisfy { $0.count == 100 })
    XCTAssertEqual(CalibrationText(ids: [1, 2, 3], count: 4, time: 2).windows, [[1, 2]])
    XCTAssertTrue(CalibrationText(ids: [1, 2, 3], count: 4, time: 4).windows.isEmpty)
  }

  /// Σx·xᵀ of the first layer's inputs, by hand: embeddings over their root mean square.
  func testTheMomentsOfInputs() throws {
    let store = try model()
    let text = text
    let table = try XCTUnwrap(store["tokenEmbedding.weight"]).array
    let epsilon = store.configuration.normalizationEpsilon
    var slow = [Double](repeating: 0, count: 64 * 64)
    for id in text.windows.joined() {
      let x = table[(Int(id) * 64)..<(Int(id) * 64 + 64)].map { Double($0) }
      let scale = 1 / (x.reduce(0) { $0 + $1 * $1 } / 64 + epsilon).squareRoot()
      for i in 0..<64 { for j in 0..<64 { slow[i * 64 + j] += x[i] * x[j] * scale * scale } }
    }
    for threads in [1, 3] {
      var names: [[String]] = []
      var first: InputMoments?
      let run = try CalibrationRun(store, text, sums: .products, threads: threads)
      try run.forEachInput { parameters, moments in
        names.append(parameters)
        first = first ?? moments
      }
      XCTAssertEqual(names.count, 2 * 4 + 1)
      XCTAssertEqual(
        names[2],
        ["layers.0.feedForward.up.weight", "layers.0.feedForward.gate.weight"].sorted {
          names[2].firstIndex(of: $0) ?? 0 < names[2].firstIndex(of: $1) ?? 0
        })
      XCTAssertEqual(names.last, ["tokenEmbedding.weight"])
      let found = try XCTUnwrap(first)
      XCTAssertEqual(found.count, 20 * 48)
      for (mine, wanted) in zip(try XCTUnwrap(found.products), slow) {
        XCTAssertEqual(mine, wanted, accuracy: 2e-3)
      }
      var squares: InputMoments?
      try CalibrationRun(store, text, sums: .squares, threads: threads).forEachInput {
        squares = squares ?? $1
      }
      for (mine, wanted) in zip(try XCTUnwrap(squares).squares, found.squares) {
        XCTAssertEqual(mine, wanted, accuracy: 1e-5 * wanted)
      }
    }
  }

  /// Matrices read what those before them, rounded already, make of the text.
  func testLaterInputsComeFromRoundedMatrices() throws {
    let (store, text) = (try model(), text)
    var plain: [Double] = []
    try CalibrationRun(store, text, sums: .squares, threads: 1).forEachInput {
      plain.append($1.squares.reduce(0, +))
    }
    var changed: [Double] = []
    try CalibrationRun(store, text, sums: .squares, threads: 1).forEachInput { names, moments in
      changed.append(moments.squares.reduce(0, +))
      if names == ["layers.0.attention.output.weight"] { store[names[0]]?.fill(0) }
    }
    XCTAssertEqual(changed[..<2], plain[..<2])
    for index in 2..<9 { XCTAssertNotEqual(changed[index], plain[index]) }
  }

  func testOneThreadOrSeveral() throws {
    let plan = try QuantizationPlan(configuration(), format: .q40)
    for rounding in [ModelRounding.nearest, .leastSquares, .gptq(isOrdered: true)] {
      let results = try [1, 3].map { threads in
        try Quantizer(plan, rounding, groupSize: 64, threads: threads).quantize(
          try model(), calibration: text)
      }
      XCTAssertEqual(
        withExtendedLifetime(results) { results[0].parameters.values.array },
        withExtendedLifetime(results) { results[1].parameters.values.array }, "\(rounding)")
      XCTAssertEqual(results[0].tensors.map(\.error), results[1].tensors.map(\.error))
    }
  }

  /// How far a model's scores on new text lie from those of the original one, squared.
  private func gap(_ store: ParameterStore<Float>, _ original: ParameterStore<Float>) throws
    -> Double
  {
    var stream = RandomStream(seed: 99)
    var id = 0
    let ids = (0..<48).map { _ -> Int32 in
      id = stream.index(below: 4) == 0 ? stream.index(below: 96) : (id * 5 + 7) % 96
      return Int32(id)
    }
    let scores = try [store, original].map { store in
      let decoder = try Decoder(store, batch: 1, time: 48)
      decoder.tokens.copy(from: ids)
      decoder.run()
      return decoder.logits.array
    }
    return zip(scores[0], scores[1]).reduce(0) { $0 + pow(Double($1.0 - $1.1), 2) }
  }

  func testCalibratedRoundingKeepsTheScoresBetter() throws {
    let original = try model()
    var gaps: [Double] = []
    for rounding in [ModelRounding.nearest, .leastSquares, .gptq(isOrdered: true)] {
      let plan = try QuantizationPlan(
        configuration(), format: .q40, keep: [("token_embd", .float32)])
      let small = try Quantizer(plan, rounding).quantize(try model(), calibration: text)
      gaps.append(try gap(small.parameters, original))
      XCTAssertEqual(small.largestDamping, rounding == .gptq(isOrdered: true) ? 0.01 : nil)
    }
    XCTAssertLessThan(gaps[1], gaps[0])
    XCTAssertLessThan(gaps[2], 0.7 * gaps[0])
  }

  // MARK: - Files

  /// A file holds what the rounded model computes with, rows in its own order; a directory the same numbers.
  func testWhatIsWrittenIsWhatWasRounded() throws {
    let source = "\(folder)/source"
    for (family, format) in [
      (ModelConfiguration.Family.llama, GGUFElement.q40), (.llama, .q4K), (.gpt2, .q51),
      (.qwen2, .q80), (.mistral, .q41), (.llama, .bfloat16),
    ] {
      try ModelDirectory.write(try model(configuration(family)), to: source)
      let stored = try StoredModels.open(source)
      let plan = try QuantizationPlan(stored.configuration, format: format)
      let rounding: ModelRounding = format == .bfloat16 ? .nearest : .leastSquares
      let small = try Quantizer(plan, rounding).quantize(try stored.readParameters())
      let file = "\(folder)/small.gguf"
      let report = try ModelExport(of: stored).write(small, format: format, to: file)
      let again = try GGUFModel.read(try GGUFFile(path: file))
      XCTAssertEqual(
        withExtendedLifetime(again) { again.values.array }, small.parameters.values.array,
        "\(family) \(format.name)")
      XCTAssertEqual(
        small.byteCount,
        try GGUFFile(path: file).tensors.reduce(0) { $0 + $1.byteCount })
      XCTAssertEqual(report.bitsPerWeight, small.bitsPerWeight, accuracy: 1e-9)
      let directory = "\(folder)/small"
      _ = try ModelExport(of: stored).write(small, format: format, to: directory)
      let numbers = try ModelDirectory.read(directory)
      XCTAssertEqual(
        withExtendedLifetime(numbers) { numbers.values.array }, small.parameters.values.array,
        "\(family) \(format.name)")
    }
  }

  /// Every family can be calibrated; rows of 16 numbers become F16.
  func testEveryFamily() throws {
    for name in Fixtures.models {
      let store = try ModelDirectory.read(Fixtures.path("models/\(name)"))
      let plan = try QuantizationPlan(store.configuration, format: .q40)
      let vocabulary = store.configuration.vocabularySize
      let text = CalibrationText(
        ids: (0..<100).map { Int32($0 * 11 % vocabulary) }, count: 3,
        time: min(16, store.configuration.contextLength))
      let small = try Quantizer(plan, .gptq(isOrdered: true)).quantize(store, calibration: text)
      XCTAssertEqual(small.tensors.count, plan.tensors.count, name)
      XCTAssertEqual(
        small.tensors.filter(\.isFallback).count,
        plan.tensors.filter { $0.shape[1] % $0.wanted.blockSize != 0 }.count, name)
      XCTAssertGreaterThan(small.totalError.signalToNoise, 15, name)
    }
  }
}
