import Groundwork
import Synchronization
import Tensors
import TrainingData

extension PretrainingPlan {
  /// The sequences that the run sees.
  ///
  /// - Throws: `TrainingDataError`.
  public var sampler: WindowSampler {
    get throws {
      try findings.sampler { () throws(TrainingDataError) in
        try WindowSampler(sources: sources, training: training)
      }
    }
  }

  /// Throws what makes the run impossible: settings, shape, memory, a text that is too short, ids
  /// outside the vocabulary.
  ///
  /// - Parameter processes: those that will share the replicas.
  /// - Throws: `TrainingError`, `TrainingDataError`, `ModelError`.
  public func check(_ processes: any ProcessGroup = SingleProcess()) throws {
    try findings.check(processes: processes.count) {
      try training.validate()
      try model.requireIDs(of: sources, validation)
      try model.validate()
      try adapter?.settings.validate()
      try requireMemory(processes)
      _ = try sampler
      for text in validation where text.ids.count < 2 {
        throw TrainingError.heldOutTooShort(name: text.name, tokens: text.ids.count)
      }
    }
  }
}

/// What was found out about a plan, each thing once.
final class PlanFindings: Sendable {
  private struct State {
    var sampler: WindowSampler?
    var identity: String?
    var sources: [JSONValue]?
    /// The numbers of processes for which the plan was found possible.
    var checked: Set<Int> = []
  }

  private let state: Mutex<State>

  init() { state = Mutex(State()) }

  private init(_ state: State) { self.state = Mutex(state) }

  func sampler(
    _ make: () throws(TrainingDataError) -> WindowSampler
  ) throws(TrainingDataError) -> WindowSampler {
    if let known = state.withLock({ $0.sampler }) { return known }
    let sampler = try make()
    state.withLock { $0.sampler = sampler }
    return sampler
  }

  func identity(_ make: () -> String) -> String {
    if let known = state.withLock({ $0.identity }) { return known }
    let identity = make()
    state.withLock { $0.identity = identity }
    return identity
  }

  func sourceDescriptions(_ make: () -> [JSONValue]) -> [JSONValue] {
    if let known = state.withLock({ $0.sources }) { return known }
    let sources = make()
    state.withLock { $0.sources = sources }
    return sources
  }

  func check(processes: Int, _ check: () throws -> Void) throws {
    guard !state.withLock({ $0.checked.contains(processes) }) else { return }
    try check()
    state.withLock { _ = $0.checked.insert(processes) }
  }

  /// Of the plan with other weights and steps: memory and ids are the same.
  func reweighted(_ sampler: WindowSampler) -> PlanFindings {
    PlanFindings(State(sampler: sampler, checked: state.withLock { $0.checked }))
  }
}
