import Foundation
import Groundwork
import Models
import RealModule
import Training

/// How fast this machine makes a sweep's runs, found out by a few steps of each of its models.
///
///     var estimate = SweepEstimate(sweep)
///     try estimate.seconds(runs, threads: 2)
public struct SweepEstimate {
  private let sweep: Sweep
  /// Seconds a step, by what decides them.
  private var known: [Shape: Double] = [:]

  private struct Shape: Hashable {
    let model: ModelConfiguration
    let batch: Int
    let replicas: Int
  }

  public init(_ sweep: Sweep) { self.sweep = sweep }

  /// The seconds of one run with a core, or as many as it has replicas, to itself.
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

  /// The median of a few steps, after one that plans the memory.
  private func measure(_ run: SweepRun) throws -> Double {
    let trainer = try CheckedRun(run, sweep.sources).makeTrainer()
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
