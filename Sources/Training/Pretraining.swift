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
  /// is killed at any moment and resumed gives bitwise the weights of one that was not.
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
    let trainer = try processes.together { try prepare(plan, processes) }
    try checkAgreement(on: plan, processes)
    let isFirst = processes.isFirst
    try processes.together { if isFirst { try open(folder, start: start, plan: plan) } }
    let identity = plan.identity
    if start == .resume { try Checkpoint.restore(trainer, run: folder, identity: identity) }
    let log = MetricsLog(
      path: folder + "/metrics.csv", validationNames: plan.validation.map(\.name),
      isWriting: isFirst)
    try processes.together { try log.open(keepingStepsUpTo: trainer.step) }
    Interruption.watch()
    let title = isFirst ? title : nil
    let rate = try train(
      trainer, plan: plan, log: log, folder: folder, identity: identity, title: title,
      stoppingAfter: stoppingAfter)
    let validation = try plan.validation.map { text in
      let loss = try trainer.loss(of: text.ids, name: text.name)
      return PretrainingResult.Validation(
        name: text.name, loss: loss.mean,
        bitsPerByte: loss.nats / (Double(text.byteCount) * 0.693_147_180_559_945_3))
    }
    let last = log.rows.suffix(10).map(\.trainingLoss)
    let result = PretrainingResult(
      trainingLoss: last.reduce(0, +) / Double(max(1, last.count)), validation: validation,
      tokensPerSecond: rate, steps: trainer.step,
      parameterCount: plan.model.parameterCount.all, memory: trainer.memory, metrics: log.rows,
      folder: folder)
    try processes.together {
      guard isFirst else { return }
      try ModelDirectory.write(trainer.parameters, to: folder)
      try writeSummary(plan, result, to: folder)
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

  /// Training with other texts or options on one of the processes would end in nonsense, or not at
  /// all.
  private static func checkAgreement(
    on plan: PretrainingPlan, _ processes: any ProcessGroup
  ) throws {
    guard processes.count > 1 else { return }
    let digests = processes.gather(plan.agreement)
    guard let other = digests.firstIndex(where: { $0 != digests[0] }) else { return }
    throw processes.alike(
      TrainingError.impossible(
        "process \(other) has another text or other options than process 0; give every machine the "
          + "same files and every process the same command"))
  }

  private static func open(_ folder: String, start: Start, plan: PretrainingPlan) throws {
    let files = FileManager.default
    let owned = ["run.json", "metrics.csv", "checkpoints"]
    let isTaken = owned.contains { files.fileExists(atPath: "\(folder)/\($0)") }
    if isTaken {
      switch start {
      case .fresh:
        throw TrainingError.mismatchedRun(
          path: folder, problem: "this folder holds a run already (add --resume or --overwrite)")
      case .overwrite:
        for name in owned { try? files.removeItem(atPath: "\(folder)/\(name)") }
      case .resume: try checkIdentity(folder, plan)
      }
    }
    try AtomicFile.createFolder(Checkpoint.folder(folder))
    let run: JSONValue = [
      "identity": .text(plan.identity), "steps": .integer(plan.training.steps),
      "batch": .integer(plan.training.batch),
      "contextLength": .integer(plan.training.contextLength),
      "replicas": .integer(plan.training.replicas), "seed": .text(String(plan.training.seed)),
    ]
    try AtomicFile.write(run.encoded(isPretty: true) + [0x0A], to: folder + "/run.json")
    try TokenizerFile.write(
      plan.tokenizer, to: folder + "/" + ModelDirectory.tokenizerFile)
  }

  private static func checkIdentity(_ folder: String, _ plan: PretrainingPlan) throws {
    let path = folder + "/run.json"
    guard let bytes = try? AtomicFile.read(path), let value = try? StrictJSON.parse(bytes) else {
      return
    }
    if let identity = value.object?["identity"]?.text, identity != plan.identity {
      throw TrainingError.mismatchedRun(
        path: folder, problem: "the run there was started with other options or another text")
    }
  }

  /// Trains to the end; returns tokens a second.
  private static func train(
    _ trainer: Trainer, plan: PretrainingPlan, log: MetricsLog, folder: String, identity: String,
    title: String?, stoppingAfter: Int?
  ) throws -> Double {
    let settings = plan.training
    let processes = trainer.group.processes
    let interruption = SharedQuestion(processes)
    var progress = ProgressLine(title ?? "", total: settings.steps, isSilent: title == nil)
    let clock = ContinuousClock()
    var seconds = 0.0
    var tokens = 0
    while trainer.step < settings.steps {
      let begin = clock.now
      let metrics = try step(trainer)
      seconds += (clock.now - begin) / .seconds(1)
      tokens += settings.tokensPerStep
      let step = trainer.step
      let isLast = step == settings.steps
      let evaluates = isLast || step % settings.evaluateEvery == 0
      if evaluates || step % settings.logEvery == 0 || step == 1 {
        let losses = try plan.validation.map {
          evaluates ? try trainer.loss(of: $0.ids, name: $0.name).mean : nil
        }
        try processes.together {
          try log.append(
            MetricsRow(
              step: step, tokens: step * settings.tokensPerStep,
              learningRate: metrics.learningRate, trainingLoss: metrics.loss,
              gradientNorm: metrics.gradientNorm, validationLosses: losses))
        }
      }
      let isInterrupted = interruption.isTrueAnywhere(
        Interruption.isRequested || step == stoppingAfter)
      if isLast || isInterrupted || step % settings.checkpointEvery == 0 {
        try processes.together { try log.synchronize() }
        try Checkpoint.write(trainer, run: folder, identity: identity)
      }
      progress.update(
        step, rate: (Double(settings.tokensPerStep), "tokens"),
        note: String(format: "loss %.3f", metrics.loss))
      if isInterrupted && !isLast {
        throw processes.alike(TrainingError.interrupted(step: step))
      }
    }
    return seconds > 0 ? Double(tokens) / seconds : 0
  }

  /// One step; a loss that diverges does so on every process.
  private static func step(_ trainer: Trainer) throws -> Trainer.StepMetrics {
    do {
      return try trainer.trainStep()
    } catch {
      throw trainer.group.processes.alike(error)
    }
  }

  private static func writeSummary(
    _ plan: PretrainingPlan, _ result: PretrainingResult, to folder: String
  ) throws {
    let summary: JSONValue = [
      "identity": .text(plan.identity), "steps": .integer(result.steps),
      "batch": .integer(plan.training.batch),
      "contextLength": .integer(plan.training.contextLength),
      "replicas": .integer(plan.training.replicas), "seed": .text(String(plan.training.seed)),
      "parameters": .integer(result.parameterCount),
      "trainingLoss": .number(result.trainingLoss),
      "validation": .array(
        result.validation.map {
          [
            "name": .text($0.name), "loss": .number($0.loss),
            "bitsPerByte": .number($0.bitsPerByte),
          ]
        }),
    ]
    try AtomicFile.write(summary.encoded(isPretty: true) + [0x0A], to: folder + "/run.json")
  }
}
