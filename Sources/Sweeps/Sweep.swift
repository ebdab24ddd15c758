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
///     let made = try sweep.run(runs, table: "runs.csv", title: "sweep")
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
  /// It takes a tenth of a small run's time, a third of a tiny one's, and changes no run's result.
  public var curves: String?
  /// The seed whose runs leave curves; nil for all of them.
  public var curveSeed: UInt64?

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
  ///   - part: makes this part of the runs alone.
  ///   - processes: those that divide the part among themselves. Each writes to `path` on its own
  ///     machine; at the end the first one's table has all runs.
  /// - Returns: the runs of the part in the order given, whichever was finished first; on
  ///   other processes than the first, those that they made.
  /// - Throws: `SweepError`, `TrainingError`, `ModelError`, `ScalingError`, `FileError`, `InUseError`
  ///   where somebody makes the same part; with several processes a `SharedFailure` around it.
  public func run(
    _ runs: [SweepRun], table path: String, title: String? = nil, threads: Int? = nil,
    part: SweepPart = .whole, processes: any ProcessGroup = SingleProcess()
  ) throws -> [TrainingRun] {
    try outcome(
      runs, table: path, title: title, threads: threads, part: part, processes: processes,
      limit: nil
    ).runs
  }

  /// Makes those of the runs that the table lacks and there is time for.
  ///
  /// No run is begun that would pass the end at the pace of those so far, and one that falls behind is
  /// given up: what is left out is what a law can best do without (`SweepWorth`). A second call goes on
  /// with it. However short the time is, one run is made.
  ///
  /// - Throws: as `run`.
  public func runs(
    _ runs: [SweepRun], table path: String, title: String? = nil, threads: Int? = nil,
    within limit: SweepTimeLimit
  ) throws -> SweepOutcome {
    try outcome(
      runs, table: path, title: title, threads: threads, part: .whole, processes: SingleProcess(),
      limit: limit)
  }

  private func outcome(
    _ runs: [SweepRun], table path: String, title: String?, threads: Int?, part: SweepPart,
    processes: any ProcessGroup, limit: SweepTimeLimit?
  ) throws -> SweepOutcome {
    let own = part.divided(processes.rank, of: processes.count)
    let mine = own.select(runs)
    // Other parts may write to the table at the same time; the same one would be made twice.
    let lock = try processes.together {
      try OwnerLock(file: path, part: "\(own.index)-of-\(own.count)")
    }
    defer { lock.release() }
    let missing = try processes.together {
      let checked = try check(runs)
      let names = try lacking(mine, among: runs, in: path)
      return checked.filter { names.contains($0.run.name) }
    }
    try processes.requireAgreement(
      on: FNV1a(fingerprint(of: runs)).folded, orThrow: SweepError.impossible)
    let leftOut = try processes.together {
      try make(
        missing, table: path, title: processes.isFirst ? title : nil, threads: threads,
        total: mine.count, limit: limit)
    }
    try SweepGathering.gather(from: path, names: Set(mine.map(\.name)), processes)
    let wanted = processes.isFirst ? part.select(runs) : mine
    let rows = Dictionary(
      try (wanted.isEmpty ? [] : RunTable.read(path).runs).map { ($0.name, $0) },
      uniquingKeysWith: { $1 })
    let made = try wanted.filter { !leftOut.contains($0.name) }.map { run in
      guard let row = rows[run.name] else {
        throw SweepError.foreignTable(path: path, problem: "lost the run \(run.name)")
      }
      return row
    }
    return SweepOutcome(runs: made, leftOut: wanted.filter { leftOut.contains($0.name) })
  }

  /// What can be wrong with the runs, found before the first of them is made.
  private func check(_ runs: [SweepRun]) throws -> [CheckedRun] {
    guard Set(runs.map(\.name)).count == runs.count else {
      throw SweepError.impossible("two runs have the same name; make them differ in size or seed")
    }
    let checked = try runs.map { try CheckedRun($0, sources) }
    // The smallest vocabulary decides for all, and each id is looked at once.
    let smallest = runs.map(\.model).min { $0.vocabularySize < $1.vocabularySize }
    try smallest?.requireIDs(of: sources, [validation])
    guard validation.ids.count > 1, validation.byteCount > 0 else {
      throw TrainingError.heldOutTooShort(
        name: validation.name, tokens: validation.ids.count)
    }
    return checked
  }

  /// The names of the runs that the table lacks; refuses a table of other runs.
  private func lacking(
    _ mine: [SweepRun], among runs: [SweepRun], in path: String
  ) throws -> Set<String> {
    let names = Set(mine.map(\.name))
    guard FileManager.default.fileExists(atPath: path) else { return names }
    var known: Set<String> = []
    let asked = Dictionary(uniqueKeysWithValues: runs.map { ($0.name, $0) })
    for row in try RunTable.read(path).runs {
      guard let fingerprint = row.fingerprint else {
        throw SweepError.foreignTable(
          path: path, problem: "the run \(row.name) has no fingerprint, and so is not of this sweep"
        )
      }
      guard SweepFingerprint.isOfText(fingerprint, textFingerprint) else {
        throw SweepError.foreignTable(
          path: path, problem: "the run \(row.name) was made from another text or tokenizer")
      }
      if let run = asked[row.name], self.fingerprint(of: run) != fingerprint {
        throw SweepError.foreignTable(
          path: path, problem: "the run \(row.name) was made with other settings")
      }
      known.insert(row.name)
    }
    return names.subtracting(known)
  }

  /// `TEXT-SETTINGS`: digests of the text and of what decides this run's result besides.
  public func fingerprint(of run: SweepRun) -> String {
    SweepFingerprint.run(textFingerprint, run)
  }

  private func fingerprint(of runs: [SweepRun]) -> String {
    runs.map { fingerprint(of: $0) }.joined(separator: " ")
  }

  /// - Returns: the names of the runs that there was no time for.
  private func make(
    _ missing: [CheckedRun], table path: String, title: String?, threads: Int?, total: Int,
    limit: SweepTimeLimit?
  ) throws -> Set<String> {
    guard !missing.isEmpty else { return [] }
    Interruption.watch()
    let cores = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let queues = Dictionary(grouping: missing, by: \.run.training.replicas)
      .sorted { $0.key > $1.key }
    var diverged: [String] = []
    var leftOut: Set<String> = []
    for (replicas, runs) in queues {
      let order = runs.sorted { SweepRun.isMoreExpensive($0.run, $1.run) }
      let slots = max(1, min(cores / replicas, runs.count))
      let queue = SweepQueue(order, slots: slots, limit: limit, title: title)
      ReplicaGroup(count: slots).run { _ in
        while let checked = queue.next() {
          do {
            try RunTable.append(try make(checked, queue), to: path)
            queue.finish(checked.run)
          } catch {
            queue.fail(error, checked.run)
          }
        }
      }
      queue.end()
      diverged += queue.diverged
      leftOut.formUnion(queue.leftOut)
      guard let error = queue.error else { continue }
      guard case TrainingError.interrupted = error else { throw error }
      let isThere = FileManager.default.fileExists(atPath: path)
      let known = Set(isThere ? try RunTable.read(path).runs.map(\.name) : [])
      throw SweepError.interrupted(
        path: path, done: total - missing.count { !known.contains($0.run.name) }, total: total)
    }
    if !diverged.isEmpty { throw SweepError.diverged(names: diverged) }
    return leftOut
  }

  /// Trains one model and measures it.
  private func make(_ checked: CheckedRun, _ queue: SweepQueue) throws -> TrainingRun {
    let run = checked.run
    let trainer = try checked.makeTrainer()
    let start = ContinuousClock.now
    let perStep = run.compute / Double(run.training.steps)
    let leavesCurve = curves != nil && curveSeed.map { $0 == run.training.seed } != false
    var curve = SweepCurve(run, isKept: leavesCurve)
    while trainer.step < run.training.steps {
      // Another run's failure ends this one too: an error should not wait for an hour's training.
      if Interruption.isRequested || queue.isStopped {
        throw TrainingError.interrupted(step: trainer.step)
      }
      _ = try trainer.trainStep()
      try queue.advance(
        perStep, of: run, to: Double(trainer.step) / Double(run.training.steps))
      if curve.wants(trainer.step) {
        curve.append(try trainer.loss(of: validation).mean, trainer.step)
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let loss = try trainer.loss(of: validation)
    var result = TrainingRun(
      run.name, parameters: run.parameters, tokens: run.tokens, compute: run.compute,
      loss: loss.mean, bitsPerByte: loss.bitsPerByte,
      seed: run.training.seed)
    let count = run.model.parameterCount
    result.nonEmbeddingParameters = Double(count.nonEmbedding)
    result.nonEmbeddingWithHeadParameters = Double(count.nonEmbeddingWithHead)
    result.flops = run.flops
    result.uniqueTokens = min(run.tokens, Double(checked.tokenCount))
    result.vocabularySize = Double(run.model.vocabularySize)
    result.contextLength = Double(run.training.contextLength)
    result.isHeldOut = run.isHeldOut
    result.seconds = seconds
    result.fingerprint = fingerprint(of: run)
    if let curves, leavesCurve {
      curve.append(loss.mean, run.training.steps)
      try RunTable.append(curve.rows, to: curves)
    }
    return result
  }
}
