import Foundation
import WorkbookCore

/// The losses on held-out text along a run, in bits per byte.
struct HeldOutCurve {
  let tokens: [Double]
  let bits: [Double]
  /// At the end of the run.
  let final: Double
  let meanBitsPerNat: Double

  /// - Parameter seed: of the untrained model, which is measured here.
  init(_ run: PlannedRun, _ result: PretrainingResult, seed: UInt64) throws {
    let plan = run.plan
    let untrained = try ParameterStore<Float>(run.model)
    untrained.initialize(seed: seed)
    let trainer = try Trainer(untrained, plan.training, data: run.sampler)
    let before = try plan.validation.map { try trainer.loss(of: $0.ids, name: $0.name).mean }
    // Each text is weighted by its bytes.
    let weights = plan.validation.map { Double($0.byteCount) }
    let perNat = result.validation.map { $0.bitsPerByte / $0.loss }
    func together(_ losses: [Double]) -> Double {
      let bits = losses.indices.map { losses[$0] * perNat[$0] * weights[$0] }
      return bits.reduce(0, +) / weights.reduce(0, +)
    }
    let looked = result.metrics.filter { row in row.validationLosses.allSatisfy { $0 != nil } }
    tokens = [0] + looked.map { Double($0.tokens) }
    bits = [together(before)] + looked.map { together($0.validationLosses.compactMap(\.self)) }
    final = together(result.validation.map(\.loss))
    meanBitsPerNat = perNat.mean
  }
}

/// A trainer of a wider model after its first step, and what it made this process hold.
struct WideTrainer {
  let trainer: Trainer
  let loss: Double
  let plan: MemoryEstimate
  let grown: Int

  @MainActor
  init(_ run: PlannedRun, _ notebook: Notebook, recomputation: Bool) throws {
    let wide = ModelConfiguration(
      vocabularySize: run.model.vocabularySize, contextLength: run.model.contextLength, width: 256,
      layerCount: notebook.pick(smoke: 3, lesson: 6), headCount: 4)
    var training = run.plan.training
    training.batch = 16
    training.recomputation = recomputation
    let before = MachineProbe.residentMemoryByteCount
    let weights = try ParameterStore<Float>(wide)
    weights.initialize(seed: training.seed)
    trainer = try Trainer(weights, training, data: run.sampler)
    loss = try trainer.trainStep().loss
    plan = try training.memoryEstimate(wide)
    grown = MachineProbe.residentMemoryByteCount - before
  }
}

/// The bytes of training state that a card keeps for each parameter, as in exercise 5.5's text.
func shardedBytes(stage: Int, cards: Double) -> Double {
  [(2.0, 3), (4.0, 2), (12.0, 1)].reduce(0) { $0 + (stage >= $1.1 ? $1.0 / cards : $1.0) }
}

/// Trains a small model on the course's text; where the loss is no number any more, it ends there.
///
/// - Returns: the loss of each step, and that on held-out text at the end.
func train(
  _ run: PlannedRun, _ schedule: LearningRateSchedule, steps: Int
) throws -> (losses: [Double], heldOut: Double) {
  let trainer = try smallTrainer(run, schedule, steps: steps)
  var losses: [Double] = []
  for _ in 0..<steps {
    do { losses.append(try trainer.trainStep().loss) } catch TrainingError.diverged {
      return (losses, .infinity)
    }
  }
  return (losses, try trainer.loss(of: run.plan.validation[0]).mean)
}

/// A trainer of a small model on the course's text.
private func smallTrainer(
  _ run: PlannedRun, _ schedule: LearningRateSchedule, steps: Int
) throws -> Trainer {
  var training = run.plan.training
  (training.steps, training.schedule) = (steps, schedule)
  let parameters = try ParameterStore<Float>(
    ModelConfiguration(
      vocabularySize: run.model.vocabularySize, contextLength: run.model.contextLength, width: 64,
      layerCount: 2, headCount: 2))
  parameters.initialize(seed: training.seed)
  return try Trainer(parameters, training, data: run.sampler)
}

/// The first step of the course model on one thread, its batch worked off in parts.
func firstStep(
  _ run: PlannedRun, parts: Int
) throws -> (step: Trainer.StepMetrics, memory: TrainingMemory) {
  var training = run.plan.training
  (training.replicas, training.accumulation) = (1, parts)
  let parameters = try ParameterStore<Float>(run.model)
  parameters.initialize(seed: training.seed)
  let trainer = try Trainer(parameters, training, data: run.sampler)
  return (try trainer.trainStep(), trainer.memory)
}

/// Goes on training the course model; after every update, something is done to its parameters.
///
/// - Returns: its held-out loss, and the share of parameters that the last update changed.
func goOn(
  _ run: PlannedRun, _ trained: PretrainedModel, _ training: TrainingConfiguration,
  afterUpdates change: (ParameterStore<Float>) -> Void
) throws -> (loss: Double, moved: Double) {
  let weights = try ModelDirectory.read(trained.folder)
  change(weights)
  let trainer = try Trainer(weights, training, data: run.sampler)
  var before: [Float] = []
  for _ in 0..<training.steps {
    before = weights.values.array
    _ = try trainer.trainStep()
    change(weights)
  }
  let moved = zip(before, weights.values.buffer).count { $0 != $1 }
  return (
    try trainer.loss(of: run.plan.validation[0]).mean, Double(moved) / Double(before.count)
  )
}

/// Below which nobody gets on the built-in worlds with windows of the plan's length, in bits per byte: a mean
/// over windows that are drawn, with its standard error.
func windowFloor(
  _ plan: PretrainingPlan, _ rivals: Rivals, seed: UInt64
) -> (value: Double, standardError: Double) {
  let tokenCount = Double(plan.validation.map(\.ids.count).reduce(0, +))
  let bytesPerToken = Double(rivals.text.heldOut.byteCount) / tokenCount
  let floors = [World.general, .finance].map {
    $0.floor(contextBytes: Int(Double(plan.model.contextLength) * bytesPerToken), seed: seed)
  }
  let squares = zip(rivals.shares, floors).map { ($0 * $1.standardError) * ($0 * $1.standardError) }
  return (
    zip(rivals.shares, floors).map { $0 * $1.bitsPerByte }.reduce(0, +),
    squares.reduce(0, +).squareRoot()
  )
}

/// A decoder that holds the run's first batch, and where its gradients go.
func firstBatch(
  _ parameters: ParameterStore<Float>, _ run: PlannedRun, _ gradients: BufferSlice<Float>
) throws -> Decoder<Float> {
  let time = run.model.contextLength
  let decoder = try Decoder(
    parameters, batch: run.plan.training.batch, time: time, gradients: gradients)
  for row in 0..<run.plan.training.batch {
    run.sampler.fill(
      step: 0, sequence: row, tokens: decoder.tokens.pointer + row * time,
      targets: decoder.targets.pointer + row * time)
  }
  return decoder
}

extension Decoder where Scalar == Float {
  /// The mean of −ln p of the true tokens, from the scores.
  nonisolated func plainLoss() -> Double {
    run()
    let size = configuration.vocabularySize
    return (0..<batch * time).map { row in
      let scores = logits.part(row * size, size).array.map { Double($0) }
      return log(scores.reduce(0) { $0 + exp($1) }) - scores[Int(targets[row])]
    }.mean
  }
}

/// The library's first step from some parameters, on one thread.
func stepOnce(_ parameters: ParameterStore<Float>, _ run: PlannedRun) throws {
  var training = run.plan.training
  training.replicas = 1
  _ = try Trainer(parameters, training, data: run.sampler).trainStep()
}

/// Trains a short version of a plan in one go, and again with an interruption; returns both folders.
@MainActor
func trainTwice(
  _ plan: PretrainingPlan, _ notebook: Notebook, line: Int = #line, file: String = #fileID
) throws -> [String] {
  var short = plan
  short.training.steps = notebook.pick(smoke: 12, lesson: 24)
  short.training.checkpointEvery = notebook.pick(smoke: 3, lesson: 5)
  short.validation = []
  let interruptedAt = notebook.pick(smoke: 7, lesson: 13)
  let folders = ["in one go", "interrupted"].map { name in
    "\(notebook.runDirectory.artifacts)/resume \(name)"
  }
  _ = try Pretraining.run(short, in: folders[0], start: .overwrite, title: nil)
  do {
    _ = try Pretraining.run(
      short, in: folders[1], start: .overwrite, title: nil, stoppingAfter: interruptedAt)
  } catch TrainingError.interrupted(let step) {
    notebook.show("interrupted after step \(step)", file: file, line: line)
  }
  _ = try Pretraining.run(short, in: folders[1], start: .resume, title: nil)
  return folders
}
