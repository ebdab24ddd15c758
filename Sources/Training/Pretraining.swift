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
    /// Go on from its last complete checkpoint, or from step 0 without one.
    case resume
    /// Remove it and begin anew.
    case overwrite
  }

  /// Runs a plan.
  ///
  /// Everything that can be wrong with the input is found before the folder is touched. A run that
  /// is killed at any moment and resumed gives bitwise the weights of one that was not. One that is
  /// resumed though it is complete is read from its files, by one process; several look at the
  /// held-out text once more, for only the first of them sees the files.
  ///
  /// - Parameters:
  ///   - title: what the progress line calls the run; nil for none.
  ///   - stoppingAfter: do as if the user interrupted after this many steps (the chapter on
  ///     pretraining shows a resume this way).
  ///   - processes: those that run the same plan at the same time and share its replicas. The first
  ///     one alone reads and writes the folder and shows progress.
  /// - Throws: `TrainingError`, `ModelError`, `FileError`; with several processes, on every one of
  ///   them, a `SharedFailure` around it.
  public static func run(
    _ plan: PretrainingPlan, in folder: String, start: Start = .fresh, title: String? = "training",
    stoppingAfter: Int? = nil, processes: any ProcessGroup = SingleProcess()
  ) throws -> PretrainingResult {
    let finished = FinishedRun(plan: plan, folder: folder)
    if start == .resume, processes.count == 1, let result = finished.read() { return result }
    let trainer = try processes.together { try prepare(plan, processes) }
    try processes.requireAgreement(on: plan.agreement, orThrow: TrainingError.impossible)
    let isFirst = processes.isFirst
    try processes.together { if isFirst { try open(finished, start: start) } }
    if start == .resume { try Checkpoint.restore(trainer, run: folder, identity: plan.identity) }
    let log = MetricsLog(
      path: "\(folder)/\(FinishedRun.metricsFile)", validationNames: plan.validation.map(\.name),
      isWriting: isFirst)
    try processes.together { try log.open(keepingStepsUpTo: trainer.step) }
    Interruption.watch()
    let title = isFirst ? title : nil
    let (rate, losses) = try train(
      trainer, plan: plan, log: log, folder: folder, title: title, stoppingAfter: stoppingAfter)
    let result = PretrainingResult(
      validation: zip(plan.validation, losses).map { .init(name: $0.name, text: $1) },
      tokensPerSecond: rate, steps: trainer.step,
      parameterCount: plan.model.parameterCount.all, memory: trainer.memory, metrics: log.rows,
      folder: folder)
    try processes.together {
      guard isFirst else { return }
      try ModelDirectory.write(trainer.parameters, to: folder)
      try finished.write(result)
    }
    return result
  }

  /// Builds the trainer: by here every error of the input has come up.
  private static func prepare(
    _ plan: PretrainingPlan, _ processes: any ProcessGroup
  ) throws -> Trainer {
    try plan.check(processes)
    let parameters: ParameterStore<Float>
    if let path = plan.startingModel {
      parameters = try ModelDirectory.read(path)
      guard parameters.configuration == plan.model else {
        throw TrainingError.impossible("the model in \(path) has another shape than the plan")
      }
    } else {
      parameters = try ParameterStore<Float>(plan.model)
      parameters.initialize(seed: plan.training.seed)
    }
    return try Trainer(
      checked: parameters, plan.training, data: plan.sampler, processes: processes)
  }

  private static func open(_ finished: FinishedRun, start: Start) throws {
    let (plan, folder) = (finished.plan, finished.folder)
    let files = FileManager.default
    let owned = [
      FinishedRun.summaryFile, FinishedRun.memoryFile, FinishedRun.metricsFile, "checkpoints",
    ]
    let isTaken = owned.contains { files.fileExists(atPath: "\(folder)/\($0)") }
    if isTaken {
      switch start {
      case .fresh:
        throw TrainingError.folderTaken(path: folder)
      case .overwrite:
        for name in owned { try? files.removeItem(atPath: "\(folder)/\(name)") }
      case .resume:
        guard finished.presentIdentity ?? plan.identity == plan.identity else {
          throw TrainingError.mismatchedRun(
            path: folder, problem: "the run there was started with other options or another text")
        }
      }
    }
    try AtomicFile.createFolder(Checkpoint.folder(folder))
    try finished.begin()
    try TokenizerFile.write(
      plan.tokenizer, to: folder + "/" + ModelDirectory.tokenizerFile)
  }

  /// Trains to the end; returns tokens a second, and the loss over each held-out text after the last
  /// step.
  private static func train(
    _ trainer: Trainer, plan: PretrainingPlan, log: MetricsLog, folder: String, title: String?,
    stoppingAfter: Int?
  ) throws -> (rate: Double, losses: [TextLoss]) {
    let settings = plan.training
    let processes = trainer.group.processes
    let interruption = SharedQuestion(processes)
    var progress = ProgressLine(title ?? "", total: settings.steps, isSilent: title == nil)
    let clock = ContinuousClock()
    var seconds = 0.0
    var tokens = 0
    var losses: [TextLoss]?
    while trainer.step < settings.steps {
      let begin = clock.now
      let metrics = try step(trainer)
      seconds += (clock.now - begin) / .seconds(1)
      tokens += settings.tokensPerStep
      let step = trainer.step
      let isLast = step == settings.steps
      let evaluates = isLast || step % settings.evaluateEvery == 0
      losses = evaluates ? try Self.losses(plan, trainer) : nil
      if evaluates || step % settings.logEvery == 0 || step == 1 {
        try processes.together {
          try log.append(
            MetricsRow(
              step: step, tokens: step * settings.tokensPerStep,
              learningRate: metrics.learningRate, trainingLoss: metrics.loss,
              gradientNorm: metrics.gradientNorm,
              validationLosses: losses?.map(\.mean) ?? plan.validation.map { _ in nil }))
        }
      }
      let isInterrupted = interruption.isTrueAnywhere(
        Interruption.isRequested || step == stoppingAfter)
      if isLast || isInterrupted || step % settings.checkpointEvery == 0 {
        try processes.together { try log.synchronize() }
        try Checkpoint.write(trainer, run: folder, identity: plan.identity)
      }
      progress.update(
        step, rate: (Double(settings.tokensPerStep), "tokens"),
        note: String(format: "loss %.3f", metrics.loss))
      if isInterrupted && !isLast {
        throw processes.alike(TrainingError.interrupted(step: step))
      }
    }
    // A run whose last step was made before, and whose files were not.
    let last = try losses ?? plan.validation.map { try trainer.loss(of: $0) }
    return (seconds > 0 ? Double(tokens) / seconds : 0, last)
  }

  /// The losses over the held-out texts; one that is no number is so on every process.
  private static func losses(_ plan: PretrainingPlan, _ trainer: Trainer) throws -> [TextLoss] {
    do {
      return try plan.validation.map { try trainer.loss(of: $0) }
    } catch {
      throw trainer.group.processes.alike(error)
    }
  }

  /// One step; a loss that diverges does so on every process.
  private static func step(_ trainer: Trainer) throws -> Trainer.StepMetrics {
    do {
      return try trainer.trainStep()
    } catch {
      throw trainer.group.processes.alike(error)
    }
  }
}
