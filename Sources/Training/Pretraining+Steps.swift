import Groundwork
import Models
import Tensors

extension Pretraining {
  /// Trains to the end; returns tokens a second, and the loss over each held-out text after the last
  /// step. A divergence is written down.
  static func train(
    _ begun: BegunRun, plan: PretrainingPlan, folder: String, title: String?, stoppingAfter: Int?
  ) throws -> (rate: Double, losses: [TextLoss]) {
    let processes = begun.trainer.group.processes
    do {
      return try steps(begun, plan, folder, title, stoppingAfter)
    } catch {
      let cause = (error as? SharedFailure)?.underlying ?? error
      if processes.isFirst, case TrainingError.diverged(let step) = cause {
        // The loss is the news: a disk that refuses this line must not hide it.
        try? begun.summary.diverge(at: step, seconds: begun.log.seconds)
      }
      throw error
    }
  }

  private static func steps(
    _ begun: BegunRun, _ plan: PretrainingPlan, _ folder: String, _ title: String?,
    _ stoppingAfter: Int?
  ) throws -> (rate: Double, losses: [TextLoss]) {
    let (trainer, log, settings) = (begun.trainer, begun.log, plan.training)
    let processes = trainer.group.processes
    let interruption = SharedQuestion(processes)
    var progress = ProgressLine(
      title ?? "", total: settings.steps, begun: trainer.step, isSilent: title == nil)
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
              validationLosses: losses?.map(\.mean) ?? plan.validation.map { _ in nil },
              seconds: log.seconds))
        }
      }
      let isInterrupted = interruption.isTrueAnywhere(
        Interruption.isRequested || step == stoppingAfter)
      if isLast || isInterrupted || step % settings.checkpointEvery == 0 {
        try processes.together { try log.synchronize() }
        try Checkpoint.write(trainer, run: folder, head: begun.head)
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
  static func losses(_ plan: PretrainingPlan, _ trainer: Trainer) throws -> [TextLoss] {
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
