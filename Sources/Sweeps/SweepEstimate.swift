import Foundation
import Models
import RealModule
import Training
import TrainingData

/// How fast this machine makes a sweep's runs, found out by a few steps of each of its models.
///
///     var estimate = SweepEstimate(sweep)
///     try estimate.seconds(plans, threads: 2)
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
  public mutating func seconds(_ plan: SweepRun) throws -> Double {
    let shape = Shape(
      model: plan.model, batch: plan.training.batch, replicas: plan.training.replicas)
    let step = try known[shape] ?? measure(plan)
    known[shape] = step
    return step * Double(plan.training.steps)
  }

  /// The seconds of all runs, the most expensive first, on so many threads.
  public mutating func seconds(_ plans: [SweepRun], threads: Int) throws -> Double {
    var ends = [Double](repeating: 0, count: max(1, threads))
    for plan in plans.sorted(by: { ($1.compute, $0.name) < ($0.compute, $1.name) }) {
      let own = try seconds(plan)
      // A run takes the threads that are free first, and waits for the last of them.
      let order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
        .prefix(plan.training.replicas)
      let start = order.map { ends[$0] }.max() ?? 0
      for thread in order { ends[thread] = start + own }
    }
    return ends.max() ?? 0
  }

  /// The median of a few steps, after one that plans the memory.
  private func measure(_ plan: SweepRun) throws -> Double {
    try plan.training.validate()
    let parameters = try ParameterStore<Float>(plan.model)
    parameters.initialize(seed: plan.training.seed)
    let sampler = try WindowSampler(sources: sweep.sources, training: plan.training)
    let trainer = try Trainer(parameters, plan.training, data: sampler)
    let clock = ContinuousClock()
    var times: [Double] = []
    for step in 0..<min(10, plan.training.steps) {
      let start = clock.now
      _ = try trainer.trainStep()
      if step > 0 || plan.training.steps == 1 { times.append((clock.now - start) / .seconds(1)) }
      // Large models tell after few steps.
      if times.reduce(0, +) > 0.5 { break }
    }
    return times.sorted()[times.count / 2]
  }
}
