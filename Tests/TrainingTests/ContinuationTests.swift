import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

/// Training on from a model: the learning rate's second warm-up, and text that is replayed.
final class ContinuationTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "continuation-\(UUID().uuidString)"
    for (name, word) in [("law", "court"), ("novels", "garden"), ("news", "market")] {
      try AtomicFile.createFolder("\(folder)/\(name)")
      for number in 0..<20 {
        try AtomicFile.write(
          "Of \(word) \(number): \(String(repeating: word + " \(number * 7919) ", count: 12))",
          to: "\(folder)/\(name)/\(number).txt")
      }
    }
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: 257, contextLength: 16, width: 32, layerCount: 1, headCount: 2,
        endOfTextID: 256))
    store.initialize(seed: 1)
    try AtomicFile.createFolder(folder + "/base")
    try ModelDirectory.write(store, to: folder + "/base")
    try TokenizerFile.write(ByteTokenizer(), to: folder + "/base/tokenizer.json")
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func request(
    _ replay: [(String, Double)] = [], steps: Int = 40, from: Bool = true
  ) throws -> PretrainingRequest {
    var recipe = TrainingRecipe()
    recipe.batch = 4
    recipe.replicas = 1
    var request = PretrainingRequest(
      text: .corpus(paths: [folder + "/law"], validationFraction: 0.2),
      model: from
        ? .directory(folder + "/base")
        : .new(
          ModelConfiguration(
            vocabularySize: 257, contextLength: 16, width: 32, layerCount: 1, headCount: 2)),
      recipe: recipe)
    request.tokenizer = from ? nil : .bytes
    request.steps = steps
    request.replay = try replay.map { try ReplayText(path: "\(folder)/\($0)", share: $1) }
    return request
  }

  func testARunThatGoesOnWarmsUpToALowerRate() throws {
    XCTAssertEqual(
      TrainingConfiguration.defaultContinuedLearningRate(width: 576),
      TrainingConfiguration.defaultLearningRate(width: 576) / 3)
    let fresh = try request(from: false).plan().training.schedule
    let schedule = try request().plan().training.schedule
    XCTAssertEqual(schedule.peak, fresh.peak / 3)
    XCTAssertEqual(schedule, .cosine(peak: 2e-3 / 3, warmupSteps: 2, finalFraction: 0.1))
    // From nearly nothing to the peak, and down again.
    XCTAssertEqual(schedule.rate(at: 0, of: 40), schedule.peak / 2)
    XCTAssertEqual(schedule.rate(at: 2, of: 40), schedule.peak)
    XCTAssertEqual(schedule.rate(at: 40, of: 40), schedule.peak / 10, accuracy: 1e-12)
    var adapted = try request()
    adapted.adapter = PretrainingRequest.Adapter(rank: 2)
    XCTAssertEqual(try adapted.plan().training.schedule.peak, fresh.peak)
    XCTAssertEqual(try adapted.plan().adapter?.settings.alpha, 4)
    var own = try request()
    own.recipe.learningRate = 1e-4
    own.recipe.warmupShare = 0.25
    own.recipe.finalFraction = 0
    XCTAssertEqual(
      try own.plan().training.schedule, .cosine(peak: 1e-4, warmupSteps: 10, finalFraction: 0))
    own.recipe.warmupShare = 1.5
    assertThrows(try own.plan(), TrainingError.self, "the warm-up is 1.5 of all steps")
  }

  /// Exact shares over the run, whatever the luck of the draw.
  func testSharesAreExact() throws {
    let plan = try request([("novels", 0.25), ("news", 0.1)], steps: 100).plan()
    XCTAssertEqual(plan.sources.map(\.name), ["law", "replay novels", "replay news"])
    XCTAssertEqual(plan.validation.map(\.name), ["validation", "replay novels", "replay news"])
    XCTAssertEqual(plan.training.order, .epochs)
    let epochs = try XCTUnwrap(try plan.sampler.epochs(after: 400))
    let sequences = zip(epochs, try plan.sampler.sequenceCounts).map { $0 * Double($1) }
    for (count, wanted) in zip(sequences, [260.0, 100, 40]) {
      XCTAssertEqual(count, wanted, accuracy: 2)
    }
    // By the words themselves.
    var found = [0, 0, 0]
    let (arena, sampler) = (Arena(), try plan.sampler)
    let tokens: BufferSlice<Int32> = arena.allocate(16, of: 0)
    let targets: BufferSlice<Int32> = arena.allocate(16, of: 0)
    for step in 0..<100 {
      for sequence in 0..<4 {
        sampler.fill(
          step: step, sequence: sequence, tokens: tokens.pointer, targets: targets.pointer)
        let text = String(decoding: tokens.array.map { UInt8(clamping: $0) }, as: UTF8.self)
        for (index, letters) in ["ourt", "arde", "arke"].enumerated() where text.contains(letters) {
          found[index] += 1
        }
      }
    }
    XCTAssertGreaterThan(found.reduce(0, +), 300)
    let share = Double(found[1]) / Double(found.reduce(0, +))
    XCTAssertEqual(share, 0.25, accuracy: 0.05)
  }

  func testARunReportsBothTextsBeforeAndAfter() throws {
    let plan = try request([("novels", 0.25)], steps: 30).plan()
    let out = folder + "/out"
    let whole = try Pretraining.run(plan, in: out, title: nil)
    XCTAssertEqual(whole.before?.map(\.name), ["validation", "replay novels"])
    let object = try XCTUnwrap(try StrictJSON.parse(AtomicFile.read(out + "/run.json")).object)
    for (key, parts) in [("before", try XCTUnwrap(whole.before)), ("validation", whole.validation)]
    {
      let entries = try XCTUnwrap(object[key]?.array).compactMap(\.object)
      XCTAssertEqual(entries.map { $0["bitsPerByte"]?.number }, parts.map(\.bitsPerByte))
    }
    // Stopped and gone on from: the same bits, and the same loss before the first step.
    let parts = folder + "/parts"
    assertThrows(
      try Pretraining.run(plan, in: parts, title: nil, stoppingAfter: 13), TrainingError.self,
      "interrupted at step 13")
    let resumed = try Pretraining.run(plan, in: parts, start: .resume, title: nil)
    XCTAssertEqual(resumed.before?.map(\.loss), whole.before?.map(\.loss))
    XCTAssertEqual(try SmallRun.files(parts), try SmallRun.files(out))
    // A run from nothing has no before.
    let fresh = try Pretraining.run(
      try request(steps: 3, from: false).plan(), in: folder + "/fresh", title: nil)
    XCTAssertNil(fresh.before)
  }

  func testSharesThatAreNone() throws {
    for share in [0, 1, -0.5, 1.5, Double.nan] {
      assertThrows(
        try ReplayText(path: "novels", share: share), TrainingDataError.self, "not between 0 and 1")
    }
    XCTAssertEqual(try ReplayText("a=b=0.5"), try ReplayText(path: "a=b", share: 0.5))
    for text in ["novels", "novels=", "=0.5", "novels=much"] {
      assertThrows(try ReplayText(text), TrainingDataError.self, "names no share")
    }
    assertThrows(
      try request([("novels", 0.6), ("news", 0.4)]).plan(), TrainingDataError.self,
      "leave nothing for the run's own")
    assertThrows(
      try request([("novels", 0.1), ("novels", 0.2)]).plan(), TrainingDataError.self,
      "is named twice")
    var epochs = try request([("novels", 0.1)])
    epochs.epochs = [1]
    assertThrows(try epochs.plan(), TrainingError.self, "epochs and shares both decide")
  }
}
