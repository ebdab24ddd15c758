import Foundation
import Groundwork
import Models
import Tensors
import Tokenizers
import TrainingData

/// A whole pretraining run in a folder: steps, metrics, checkpoints and, at the end, a model
/// directory.
public enum Pretraining {
  /// What to do with a folder that holds a run already.
  public enum Start: Sendable {
    /// An error.
    case fresh
    /// Go on from its last whole checkpoint, or from step 0 without one. A run that has diverged may go
    /// on with another learning rate, clipping norm, weight decay or z-loss; every other one under its
    /// own settings alone.
    case resume
    /// Remove it and begin anew.
    case overwrite
  }

  /// Runs a plan.
  ///
  /// Everything that can be wrong with the input is found before the folder is touched. A run that
  /// is killed at any moment and resumed gives bitwise the weights of one that was not. One that is
  /// resumed though it is complete is read from its files, by one process; several look at the
  /// held-out text once more, for only the first of them sees the files. Nobody else can train in the
  /// folder at the same time.
  ///
  /// - Parameters:
  ///   - title: what the progress line calls the run; nil for none.
  ///   - stoppingAfter: do as if the user interrupted after this many steps (the chapter on
  ///     pretraining shows a resume this way).
  ///   - processes: those that run the same plan at the same time and share its replicas. The first
  ///     one alone reads and writes the folder and shows progress.
  ///   - tell: is told, on the first process, what is damaged in the folder and what was done about it; on
  ///     standard error where nothing is given.
  /// - Throws: `TrainingError`, `ModelError`, `FileError`, `InUseError`; with several processes, on
  ///   every one of them, a `SharedFailure` around it.
  public static func run(
    _ plan: PretrainingPlan, in folder: String, start: Start = .fresh, title: String? = "training",
    stoppingAfter: Int? = nil, processes: any ProcessGroup = SingleProcess(),
    noting tell: (RunNotice) -> Void = { StandardStreams.note("\($0)") }
  ) throws -> PretrainingResult {
    if start == .resume, processes.count == 1,
      let result = FinishedRun(plan: plan, folder: folder).read()
    {
      return result
    }
    let trainer = try processes.together { try prepare(plan, processes) }
    try processes.requireAgreement(on: plan.agreement, orThrow: TrainingError.impossible)
    let isFirst = processes.isFirst
    func note(_ notice: RunNotice) { if isFirst { tell(notice) } }
    let lock = try processes.together { isFirst ? try OwnerLock(folder: folder) : nil }
    defer { lock?.release() }
    let begun = try begin(plan, trainer, in: folder, start: start, processes, noting: note)
    Interruption.watch()
    let title = isFirst ? title : nil
    let (rate, losses) = try train(
      begun, plan: plan, folder: folder, title: title, stoppingAfter: stoppingAfter)
    let result = PretrainingResult(
      validation: zip(plan.validation, losses).map { .init(name: $0.name, text: $1) },
      before: begun.summary.before.map {
        zip(plan.validation, $0).map { .init(name: $0.name, text: $1) }
      },
      tokensPerSecond: rate, steps: begun.trainer.step,
      parameterCount: plan.model.parameterCount.all,
      trainedParameterCount: plan.trainedParameterCount, memory: begun.trainer.memory,
      metrics: begun.log.rows, folder: folder)
    try processes.together {
      guard isFirst else { return }
      try write(begun.trainer.model, of: plan, to: folder)
      try begun.summary.finish(
        result, metrics: begun.log.digest, seconds: begun.log.seconds)
    }
    return result
  }

  /// Builds the trainer: by here every error of the input has come up.
  static func prepare(
    _ plan: PretrainingPlan, _ processes: any ProcessGroup
  ) throws -> Trainer {
    try plan.check(processes)
    return try Trainer(
      checked: try model(of: plan), plan.training, data: plan.sampler, processes: processes)
  }

  /// The model as it is before the first step.
  private static func model(of plan: PretrainingPlan) throws -> TrainableModel<Float> {
    if let planned = plan.adapter {
      let stored = try plan.openStartingModel()
      try requireShape(stored.configuration, of: plan)
      let adapter = try Adapter<Float>(plan.model, planned.settings)
      adapter.initialize(seed: plan.training.seed)
      return .adapter(adapter, of: try FrozenWeights(packing: try stored.readWeights()))
    }
    guard plan.startingModel != nil else {
      let parameters = try ParameterStore<Float>(plan.model)
      parameters.initialize(seed: plan.training.seed)
      return .whole(parameters)
    }
    let parameters = try plan.openStartingModel().readParameters()
    try requireShape(parameters.configuration, of: plan)
    return .whole(parameters)
  }

  private static func requireShape(
    _ shape: ModelConfiguration, of plan: PretrainingPlan
  ) throws(TrainingError) {
    guard shape == plan.model else {
      throw .impossible("the model in \(plan.startingModel ?? "") has another shape than the plan")
    }
  }

  /// A model directory, or an adapter's folder.
  private static func write(
    _ model: TrainableModel<Float>, of plan: PretrainingPlan, to folder: String
  ) throws {
    switch model {
    case .whole(let parameters): try ModelDirectory.write(parameters, to: folder)
    case .adapter(let adapter, _):
      let base = URL(fileURLWithPath: plan.startingModel ?? "").standardizedFileURL.path
      try AdapterDirectory.write(adapter, base: base, to: folder)
    }
  }
}
