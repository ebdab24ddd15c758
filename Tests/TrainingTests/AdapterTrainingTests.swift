import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

/// Runs that train an adapter of a model and leave the model alone.
final class AdapterTrainingTests: XCTestCase {
  private var folder = ""
  private var base: String { folder + "/base" }

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "adapter-run-\(UUID().uuidString)"
    try makeBase(base, seed: 1)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func makeBase(_ path: String, seed: UInt64) throws {
    try AtomicFile.createFolder(path)
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        family: .llama, vocabularySize: 257, contextLength: 16, width: 16, layerCount: 2,
        headCount: 2, feedForwardWidth: 24, endOfTextID: 256))
    store.initialize(seed: seed, standardDeviation: 0.1)
    try ModelDirectory.write(store, to: path)
  }

  private func adapterRun(
    rank: Int = 2, targets: [String] = ["all"], steps: Int = 8, replicas: Int = 1, seed: UInt64 = 1,
    base: String? = nil, dropout: Double = 0
  ) throws -> SmallRun {
    var run = SmallRun(steps: steps, texts: 2, rate: 1e-2)
    let model = try DirectoryModel(path: base ?? self.base)
    run.plan.model = model.configuration
    run.plan.training.replicas = replicas
    run.plan.training.seed = seed
    run.plan.startingModel = model.path
    var settings = AdapterSettings(
      rank: rank, targets: try model.configuration.adapterTargets(targets))
    settings.dropout = dropout
    run.plan.adapter = PlannedAdapter(settings: settings, baseDigest: try model.digest())
    return run
  }

  private func files(_ folder: String) throws -> [[UInt8]] {
    try ["adapter_model.safetensors", "adapter_config.json", "metrics.csv", "run.json"].map {
      try RunFiles.timeless("\(folder)/\($0)")
    }
  }

  func testTheAdapterIsTrainedAndTheModelIsNot() throws {
    let weights = try AtomicFile.read(base + "/model.safetensors")
    let run = try adapterRun()
    let out = folder + "/out"
    let result = try run.run(out, .fresh).result
    let before = try XCTUnwrap(result.before)
    XCTAssertEqual(before.map(\.name), ["text 0", "text 1"])
    for (old, new) in zip(before, result.validation) { XCTAssertLessThan(new.loss, old.loss) }
    XCTAssertEqual(try AtomicFile.read(base + "/model.safetensors"), weights)
    XCTAssertFalse(FileManager.default.fileExists(atPath: out + "/model.safetensors"))
    XCTAssertFalse(FileManager.default.fileExists(atPath: out + "/config.json"))

    // What was trained is what is read: beside the model and merged into it.
    let settings = try AdapterDirectory.readConfiguration(out)
    XCTAssertEqual(
      settings.baseModel, URL(fileURLWithPath: base).standardizedFileURL.path)
    let model = try AdapterModel(path: out, base: try DirectoryModel(path: base))
    let merged = try model.readParameters()
    let decoder = try Decoder(merged, batch: 1, time: 8)
    let ids = run.plan.validation[0].ids
    var nats = 0.0
    decoder.losses(of: LossWindow.over(ids, time: 8)[...]) { nats += $1.buffer.reduce(0, +) }
    XCTAssertEqual(nats / Double(ids.count - 1), result.validation[0].loss, accuracy: 1e-5)
    XCTAssertEqual(result.parameterCount, run.plan.model.parameterCount.all)
    XCTAssertEqual(result.trainedParameterCount, try model.readAdapter().parameterCount)
    XCTAssertLessThan(result.trainedParameterCount, result.parameterCount / 2)
  }

  func testTheSameRunGivesTheSameBitsAlsoAcrossAResume() throws {
    for replicas in [1, 2] {
      let (whole, again) = (folder + "/whole-\(replicas)", folder + "/again-\(replicas)")
      try adapterRun(replicas: replicas).run(whole, .fresh)
      try adapterRun(replicas: replicas).run(again, .fresh)
      XCTAssertEqual(try files(whole), try files(again))
      for step in [1, 4, 7] {
        let parts = folder + "/parts-\(replicas)-\(step)"
        try adapterRun(replicas: replicas).interrupt(parts, after: step)
        let (result, notices) = try adapterRun(replicas: replicas).run(parts)
        XCTAssertEqual(notices, [])
        XCTAssertEqual(try files(parts), try files(whole), "stopped after \(step)")
        XCTAssertEqual(result.before?.count, 2)
      }
    }
  }

  /// What is dropped is decided by seed, step and sequence: a resumed run drops the same. Measuring drops
  /// nothing.
  func testDropout() throws {
    let plain = folder + "/plain"
    try adapterRun().run(plain, .fresh)
    for replicas in [1, 2] {
      func run() throws -> SmallRun { try adapterRun(replicas: replicas, dropout: 0.25) }
      let (whole, parts) = (folder + "/whole-\(replicas)", folder + "/parts-\(replicas)")
      let result = try run().run(whole, .fresh).result
      for step in [3, 6] {
        try? FileManager.default.removeItem(atPath: parts)
        try run().interrupt(parts, after: step)
        try run().run(parts)
        XCTAssertEqual(try files(parts), try files(whole), "stopped after \(step)")
      }
      XCTAssertNotEqual(try files(whole)[0], try files(plain)[0])
      XCTAssertEqual(
        result.memory.activations, try run().plan.memoryEstimate().activations)
      let said = try StrictJSON.parse(AtomicFile.read(whole + "/adapter_config.json")).object
      XCTAssertEqual(said?["lora_dropout"]?.number, 0.25)
      let model = try AdapterModel(path: whole, base: try DirectoryModel(path: base))
      let decoder = try Decoder(try model.readParameters(), batch: 1, time: 8)
      let ids = try run().plan.validation[0].ids
      var nats = 0.0
      decoder.losses(of: LossWindow.over(ids, time: 8)[...]) { nats += $1.buffer.reduce(0, +) }
      XCTAssertEqual(nats / Double(ids.count - 1), result.validation[0].loss, accuracy: 1e-5)
    }
    // A run without is not gone on with.
    try adapterRun().interrupt(folder + "/other", after: 4)
    assertThrows(
      try adapterRun(dropout: 0.25).run(folder + "/other"), TrainingError.self,
      "with other options")
    for dropout in [-0.1, 1, .nan] {
      assertThrows(
        try adapterRun(dropout: dropout).run(folder + "/none", .fresh), ModelError.self,
        "dropout is")
    }
  }

  /// A checkpoint holds the adapter and its moments, and nothing of the model.
  func testACheckpointHoldsTheAdapterAlone() throws {
    let out = folder + "/out"
    let run = try adapterRun(targets: ["q", "v"])
    try run.run(out, .fresh)
    let file = try SafetensorsFile(path: SmallRun.checkpoint(out, 8))
    let adapter = try Adapter<Float>(run.plan.model, try XCTUnwrap(run.plan.adapter).settings)
    XCTAssertEqual(file.names.sorted(), ["first_moments", "parameters", "second_moments"])
    for entry in file.entries { XCTAssertEqual(entry.count, adapter.parameters.layout.count) }
  }

  func testMemoryIsAsPredicted() throws {
    for replicas in [1, 2] {
      let run = try adapterRun(replicas: replicas)
      let estimate = try run.plan.memoryEstimate()
      let memory = try run.run(folder + "/out-\(replicas)", .fresh).result.memory
      XCTAssertEqual(memory.parameters, estimate.parameters)
      XCTAssertEqual(memory.gradients, estimate.gradients)
      XCTAssertEqual(memory.optimizerState, estimate.optimizerState)
      XCTAssertEqual(memory.activations, estimate.activations)
    }
  }

  func testAFinishedRunIsRead() throws {
    let out = folder + "/out"
    let first = try adapterRun().run(out, .fresh).result
    let second = try adapterRun().run(out).result
    XCTAssertEqual(second.tokensPerSecond, 0)
    XCTAssertEqual(second.validation.map(\.loss), first.validation.map(\.loss))
    XCTAssertEqual(second.before?.map(\.loss), first.before?.map(\.loss))
    XCTAssertEqual(second.memory, first.memory)
    XCTAssertEqual(second.trainedParameterCount, first.trainedParameterCount)
  }

  func testAnotherModelIsRefused() throws {
    let out = folder + "/out"
    try adapterRun().interrupt(out, after: 4)
    try makeBase(folder + "/other", seed: 2)
    assertThrows(
      try adapterRun(base: folder + "/other").run(out), TrainingError.self,
      "begun on a model with other weights")
    // Where the summary is gone, the checkpoint knows.
    try FileManager.default.removeItem(atPath: out + "/run.json")
    assertThrows(
      try adapterRun(base: folder + "/other").run(out), TrainingError.self, "of another run")
    // The same model in another place is the same model.
    try FileManager.default.moveItem(atPath: base, toPath: folder + "/moved")
    XCTAssertEqual(try adapterRun(base: folder + "/moved").run(out).result.steps, 8)
    try FileManager.default.moveItem(atPath: folder + "/moved", toPath: base)
  }

  func testOtherSettingsAreAnotherRun() throws {
    let plain = try adapterRun().plan.identity
    XCTAssertEqual(try adapterRun().plan.identity, plain)
    for other in [
      try adapterRun(rank: 3), try adapterRun(targets: ["q", "v"]), try adapterRun(seed: 2),
      try adapterRun(steps: 9),
    ] { XCTAssertNotEqual(other.plan.identity, plain) }
    var whole = try adapterRun().plan
    whole.adapter = nil
    XCTAssertNotEqual(whole.identity, plain)
    let out = folder + "/out"
    try adapterRun().interrupt(out, after: 4)
    assertThrows(try adapterRun(rank: 3).run(out), TrainingError.self, "with other options")
  }

  /// A model and an adapter cannot lie in one folder; nothing of either is lost.
  func testAFolderOfTheOtherKindIsRefused() throws {
    for start in [Pretraining.Start.fresh, .resume, .overwrite] {
      assertThrows(
        try adapterRun().run(base, start), TrainingError.self, "holds a model; an adapter needs")
    }
    _ = try ModelDirectory.read(base)
    let out = folder + "/out"
    try adapterRun().run(out, .fresh)
    let kept = try files(out)
    for start in [Pretraining.Start.overwrite] {
      assertThrows(
        try SmallRun().run(out, start), TrainingError.self, "holds an adapter; a model needs")
    }
    XCTAssertEqual(try files(out), kept)
  }

  func testAnAdapterNeedsAModel() throws {
    var run = try adapterRun()
    run.plan.startingModel = nil
    assertThrows(
      try run.run(folder + "/out", .fresh), TrainingError.self, "needs a model to begin with")
    let request = PretrainingRequest(
      text: .corpus(paths: [], validationFraction: 0.1), model: .new(run.plan.model),
      recipe: TrainingRecipe())
    var adapted = request
    adapted.adapter = PretrainingRequest.Adapter(rank: 2)
    assertThrows(try adapted.plan(), TrainingError.self, "needs a model to begin with")
  }
}
