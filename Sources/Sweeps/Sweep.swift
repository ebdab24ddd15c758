import Foundation
import Groundwork
import Models
import ScalingLaws
import Tensors
import Training
import TrainingData

/// Many small trainings, several at a time, each on one core.
///
///     let sweep = Sweep(sources: sources, validation: heldOut)
///     let runs = try sweep.run(plans, table: "runs.csv", title: "sweep")
///
/// Small models leave a core idle at every barrier when cores share a batch; a core a run does not.
/// Every finished run is appended to the table at once, and runs that the table has are not made
/// again: a sweep that is killed at any moment goes on where it was, and loses what was in flight.
///
/// Several machines may each take a part (`SweepPart`), and write to one table or to one each
/// (`RunTable.merge`). A table belongs to one text: every run carries the fingerprint of its text and
/// settings, and others are refused.
public struct Sweep: Sendable {
  public let sources: [WindowSampler.Source]
  public let validation: ValidationText
  /// A digest of all ids, of training and held-out text: what a table is bound to.
  public let textFingerprint: String
  /// A CSV file that receives the losses along each training; nil for none.
  ///
  /// It takes a tenth of a small run's time, and changes no run's result.
  public var curves: String?

  public init(sources: [WindowSampler.Source], validation: ValidationText) {
    self.sources = sources
    self.validation = validation
    textFingerprint = SweepFingerprint.text(sources, validation)
  }

  /// Makes the runs that the table lacks, the most expensive first.
  ///
  /// Runs of fewer threads than there are are made at the same time. One whose loss diverges is left
  /// out, and an error at the end; the others are made.
  ///
  /// - Parameters:
  ///   - table: a CSV file, created where it is missing.
  ///   - title: of the progress line; nil for none.
  ///   - part: makes this part of the plans alone.
  ///   - processes: those that divide the part among themselves. Each writes to `path` on its own
  ///     machine; at the end the first one's table has all runs.
  /// - Returns: the runs of the part in the order of the plans, whichever was finished first; on
  ///   other processes than the first, those that they made.
  /// - Throws: `SweepError`, `TrainingError`, `ModelError`, `ScalingError`, `FileError`; with several
  ///   processes a `SharedFailure` around it.
  public func run(
    _ plans: [SweepRun], table path: String, title: String? = nil, threads: Int? = nil,
    part: SweepPart = .whole, processes: any ProcessGroup = SingleProcess()
  ) throws -> [TrainingRun] {
    let mine = part.divided(processes.rank, of: processes.count).select(plans)
    let missing = try processes.together {
      try check(plans)
      return try lacking(mine, among: plans, in: path)
    }
    try processes.requireAgreement(
      on: FNV1a(fingerprint(of: plans)).folded, orThrow: SweepError.impossible)
    try processes.together {
      try make(
        missing, table: path, title: processes.isFirst ? title : nil, threads: threads,
        total: mine.count)
    }
    try SweepGathering.gather(from: path, names: Set(mine.map(\.name)), processes)
    let wanted = processes.isFirst ? part.select(plans) : mine
    let made = Dictionary(
      try (wanted.isEmpty ? [] : RunTable.read(path).runs).map { ($0.name, $0) },
      uniquingKeysWith: { $1 })
    return try wanted.map { plan in
      guard let run = made[plan.name] else {
        throw SweepError.foreignTable(path: path, problem: "lost the run \(plan.name)")
      }
      return run
    }
  }

  /// What can be wrong with the plans, found before the first of them is made.
  private func check(_ plans: [SweepRun]) throws {
    guard Set(plans.map(\.name)).count == plans.count else {
      throw SweepError.impossible("two runs have the same name; make them differ in size or seed")
    }
    let largest = (sources.map(\.tokens) + [validation.ids]).compactMap { $0.max() }.max() ?? 0
    for plan in plans {
      try plan.model.validate()
      try plan.training.validate()
      try plan.training.requireMemory(for: plan.model)
      _ = try WindowSampler(sources: sources, training: plan.training)
      guard Int(largest) < plan.model.vocabularySize else {
        throw SweepError.impossible(
          "the text has the id \(largest), outside the vocabulary of \(plan.model.vocabularySize)")
      }
    }
    guard validation.ids.count > 1, validation.byteCount > 0 else {
      throw TrainingError.corpusTooShort(
        name: validation.name, tokens: validation.ids.count, needed: 2)
    }
  }

  /// The plans that the table lacks; refuses a table of other runs.
  private func lacking(
    _ mine: [SweepRun], among plans: [SweepRun], in path: String
  ) throws -> [SweepRun] {
    guard FileManager.default.fileExists(atPath: path) else { return mine }
    var known: Set<String> = []
    let planned = Dictionary(uniqueKeysWithValues: plans.map { ($0.name, $0) })
    for run in try RunTable.read(path).runs {
      guard let fingerprint = run.fingerprint else {
        throw SweepError.foreignTable(
          path: path, problem: "the run \(run.name) has no fingerprint, and so is not of this sweep"
        )
      }
      guard SweepFingerprint.isOfText(fingerprint, textFingerprint) else {
        throw SweepError.foreignTable(
          path: path, problem: "the run \(run.name) was made from another text or tokenizer")
      }
      if let plan = planned[run.name], self.fingerprint(of: plan) != fingerprint {
        throw SweepError.foreignTable(
          path: path, problem: "the run \(run.name) was made with other settings")
      }
      known.insert(run.name)
    }
    return mine.filter { !known.contains($0.name) }
  }

  /// `TEXT-SETTINGS`: digests of the text and of what decides this run's result besides.
  public func fingerprint(of plan: SweepRun) -> String {
    SweepFingerprint.run(textFingerprint, plan)
  }

  private func fingerprint(of plans: [SweepRun]) -> String {
    plans.map { fingerprint(of: $0) }.joined(separator: " ")
  }

  private func make(
    _ missing: [SweepRun], table path: String, title: String?, threads: Int?, total: Int
  ) throws {
    guard !missing.isEmpty else { return }
    Interruption.watch()
    let cores = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let queues = Dictionary(grouping: missing, by: \.training.replicas)
      .sorted { $0.key > $1.key }
    var diverged: [String] = []
    for (replicas, plans) in queues {
      let order = plans.sorted { ($1.compute, $0.name) < ($0.compute, $1.name) }
      let queue = SweepQueue(order, title: title)
      ReplicaGroup(count: max(1, min(cores / replicas, plans.count))).run { _ in
        while let plan = queue.next() {
          do {
            let run = try make(plan, queue)
            try RunTable.append(run, to: path)
          } catch {
            queue.fail(error, plan)
          }
        }
      }
      queue.end()
      diverged += queue.diverged
      guard let error = queue.error else { continue }
      guard case TrainingError.interrupted = error else { throw error }
      let isThere = FileManager.default.fileExists(atPath: path)
      let known = Set(isThere ? try RunTable.read(path).runs.map(\.name) : [])
      throw SweepError.interrupted(
        path: path, done: total - missing.count { !known.contains($0.name) }, total: total)
    }
    if !diverged.isEmpty { throw SweepError.diverged(names: diverged) }
  }

  /// Trains one model and measures it.
  private func make(_ plan: SweepRun, _ queue: SweepQueue) throws -> TrainingRun {
    let parameters = try ParameterStore<Float>(plan.model)
    parameters.initialize(seed: plan.training.seed)
    let sampler = try WindowSampler(sources: sources, training: plan.training)
    let trainer = try Trainer(parameters, plan.training, data: sampler)
    let start = ContinuousClock.now
    let perStep = plan.compute / Double(plan.training.steps)
    var curve = SweepCurve(plan, isKept: curves != nil)
    while trainer.step < plan.training.steps {
      // Another run's failure ends this one too: an error should not wait for an hour's training.
      if Interruption.isRequested || queue.isStopped {
        throw TrainingError.interrupted(step: trainer.step)
      }
      _ = try trainer.trainStep()
      queue.advance(perStep, in: plan)
      if curve.wants(trainer.step) {
        curve.append(try trainer.loss(of: validation).mean, trainer.step)
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let loss = try trainer.loss(of: validation)
    var run = TrainingRun(
      plan.name, parameters: plan.parameters, tokens: plan.tokens, compute: plan.compute,
      loss: loss.mean, bitsPerByte: loss.bitsPerByte,
      seed: plan.training.seed)
    let count = plan.model.parameterCount
    run.nonEmbeddingParameters = Double(count.nonEmbedding)
    run.nonEmbeddingWithHeadParameters = Double(count.nonEmbeddingWithHead)
    run.flops = plan.flops
    run.uniqueTokens = min(plan.tokens, Double(sampler.tokenCount))
    run.seconds = seconds
    run.fingerprint = fingerprint(of: plan)
    if let curves {
      curve.append(loss.mean, plan.training.steps)
      try RunTable.append(curve.rows, to: curves)
    }
    return run
  }
}
