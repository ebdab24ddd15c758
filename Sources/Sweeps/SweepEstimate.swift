import Foundation
import Groundwork
import Models
import RealModule
import Synchronization
import Tensors
import Training
import TrainingData

/// How fast this machine makes a sweep's runs, found out by a few steps of each of its models.
///
///     var estimate = SweepEstimate(sweep)
///     try estimate.seconds(runs, threads: 2)
public struct SweepEstimate {
  private let sweep: Sweep
  private let slots: Int
  /// Seconds a step, by what decides them.
  private var known: [Shape: Double] = [:]

  private struct Shape: Hashable {
    let model: ModelConfiguration
    let batch: Int
    let replicas: Int
  }

  /// - Parameter threads: on which runs are made at the same time: cores share their memory's speed, and
  ///   the machine with others.
  public init(_ sweep: Sweep, threads: Int = 1) {
    self.sweep = sweep
    slots = max(1, threads)
  }

  /// The seconds of one run among as many as there are threads for.
  public mutating func seconds(_ run: SweepRun) throws -> Double {
    let shape = Shape(
      model: run.model, batch: run.training.batch, replicas: run.training.replicas)
    let step = try known[shape] ?? measure(run)
    known[shape] = step
    return step * Double(run.training.steps)
  }

  /// The seconds of all runs, the most expensive first, on so many threads.
  public mutating func seconds(_ runs: [SweepRun], threads: Int) throws -> Double {
    var ends = [Double](repeating: 0, count: max(1, threads))
    for run in runs.sorted(by: SweepRun.isMoreExpensive) {
      let own = try seconds(run)
      // A run takes the threads that are free first, and waits for the last of them.
      let order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
        .prefix(run.training.replicas)
      let start = order.map { ends[$0] }.max() ?? 0
      for thread in order { ends[thread] = start + own }
    }
    return ends.max() ?? 0
  }

  /// The longest of as many trainings as are made at once.
  private func measure(_ run: SweepRun) throws -> Double {
    let sources = sweep.sources
    let results = Mutex<[Result<Double, any Error>]>([])
    ReplicaGroup(count: max(1, slots / run.training.replicas)).run { _ in
      let result = Result { try Self.medianStep(of: run, sources) }
      results.withLock { $0.append(result) }
    }
    return try results.withLock { $0 }.map { try $0.get() }.max() ?? 0
  }

  /// The median of a few steps, after one that plans the memory.
  private static func medianStep(
    of run: SweepRun, _ sources: [WindowSampler.Source]
  ) throws -> Double {
    let trainer = try CheckedRun(run, sources).makeTrainer()
    var times: [Double] = []
    for step in 0..<min(10, run.training.steps) {
      let (_, seconds) = try Stopwatch.timed { try trainer.trainStep() }
      if step > 0 || run.training.steps == 1 { times.append(seconds) }
      // Large models tell after few steps.
      if times.reduce(0, +) > 0.5 { break }
    }
    return times.sorted()[times.count / 2]
  }
}
