import Foundation
import Models
import RealModule
import Synchronization
import Tensors
import Training

/// Many small trainings, several at a time, each on one core.
///
///     let sweep = Sweep(sources: sources, validation: heldOut)
///     let runs = try sweep.run(plans, table: "runs.csv", title: "sweep")
///
/// Small models leave a core idle at every barrier when cores share a batch; a core a run does not.
/// Every finished run is appended to the table at once, and runs that the table has are not made
/// again: a sweep that is interrupted goes on where it was.
public struct Sweep: Sendable {
  public let sources: [WindowSampler.Source]
  public let validation: ValidationText

  public init(sources: [WindowSampler.Source], validation: ValidationText) {
    self.sources = sources
    self.validation = validation
  }

  /// Makes the runs that the table lacks, the most expensive first.
  ///
  /// - Parameters:
  ///   - table: a CSV file, created where it is missing. It belongs to one text: runs are found
  ///     again by name alone.
  ///   - title: of the progress line; nil for none.
  /// - Returns: the runs in the order of the plans, whichever was finished first.
  /// - Throws: `TrainingError`, `ModelError`, `ScalingError`, `FileError`.
  public func run(
    _ plans: [SweepRun], table path: String, title: String? = nil, threads: Int? = nil
  ) throws -> [TrainingRun] {
    guard Set(plans.map(\.name)).count == plans.count else {
      throw ScalingError.impossible("two runs of the sweep have the same name")
    }
    let isThere = FileManager.default.fileExists(atPath: path)
    let known = Set(isThere ? try RunTable.read(path).runs.map(\.name) : [])
    let missing = plans.filter { !known.contains($0.name) }
      .sorted { ($1.compute, $0.name) < ($0.compute, $1.name) }
    if !missing.isEmpty {
      Interruption.watch()
      let queue = SweepQueue(missing, title: title)
      let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
      ReplicaGroup(count: max(1, min(cores, missing.count))).run { _ in
        while let plan = queue.next() {
          do {
            let run = try make(plan)
            try queue.finish(plan) { try RunTable.append(run, to: path) }
          } catch {
            queue.fail(error)
          }
        }
      }
      if let error = queue.error { throw error }
    }
    let made = try RunTable.read(path).runs
    return try plans.map { plan in
      guard let run = made.last(where: { $0.name == plan.name }) else {
        throw ScalingError.impossible("\(path): lacks the run \(plan.name); delete the file")
      }
      return run
    }
  }

  /// Trains one model and measures it.
  private func make(_ plan: SweepRun) throws -> TrainingRun {
    try plan.training.validate()
    let parameters = try ParameterStore<Float>(plan.model)
    parameters.initialize(seed: plan.training.seed)
    let sampler = try WindowSampler(sources: sources, training: plan.training)
    let trainer = try Trainer(parameters, plan.training, data: sampler)
    while trainer.step < plan.training.steps {
      if Interruption.isRequested { throw TrainingError.interrupted(step: trainer.step) }
      _ = try trainer.trainStep()
    }
    let loss = try trainer.loss(of: validation.ids, name: validation.name)
    return TrainingRun(
      plan.name, parameters: plan.parameters, tokens: plan.tokens, compute: plan.compute,
      loss: loss.mean, bitsPerByte: loss.nats / (Double(validation.byteCount) * .log(2)),
      seed: plan.training.seed)
  }
}

/// The runs that are still to be made, handed out to whoever is free.
private final class SweepQueue: Sendable {
  private struct State {
    var rest: ArraySlice<SweepRun>
    var done = 0.0
    var progress: ProgressLine
    var error: (any Error)?
  }

  private let state: Mutex<State>
  private let total: Double
  private static let parts = 1_000

  init(_ runs: [SweepRun], title: String?) {
    total = runs.reduce(0) { $0 + $1.compute }
    var progress = ProgressLine(title ?? "", total: Self.parts, isSilent: title == nil)
    // The first run to finish is not where the sweep began.
    progress.update(0)
    state = Mutex(State(rest: runs[...], progress: progress))
  }

  /// The first error; those that follow from it are not kept.
  var error: (any Error)? { state.withLock { $0.error } }

  func next() -> SweepRun? {
    state.withLock { $0.error == nil ? $0.rest.popFirst() : nil }
  }

  func finish(_ run: SweepRun, _ store: () throws -> Void) throws {
    try store()
    state.withLock {
      $0.done += run.compute
      let part = Int($0.done / total * Double(Self.parts))
      $0.progress.update(part, note: run.name)
    }
  }

  func fail(_ error: any Error) {
    state.withLock { if $0.error == nil { $0.error = error } }
  }
}
