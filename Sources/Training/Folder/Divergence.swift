import Foundation
import Groundwork
import Tensors

/// How a run that has diverged goes on with other settings.
struct Divergence {
  let plan: PretrainingPlan
  let folder: String
  /// What the folder says of the run that diverged; on the first process alone.
  let former: PresentRun?

  /// Brings a trainer to the last checkpoint that is worth going on from, or to step 0; every process
  /// calls it.
  ///
  /// A loss seldom jumps to infinity: the last checkpoints may hold numbers that are finite and of no
  /// use. The next step's loss tells. One that is worse than guessing among all tokens, ln V, has
  /// nothing to lose by beginning anew.
  ///
  /// - Returns: the trainer, a new one where it begins anew; and on the first process what the
  ///   checkpoint says.
  func restart(
    _ trainer: Trainer, noting note: (RunNotice) -> Void
  ) throws -> (trainer: Trainer, head: CheckpointHead?) {
    let identities = [former?.identity, plan.identity].compactMap { $0 }
    func load(_ step: Int, _ note: (RunNotice) -> Void) throws -> CheckpointHead? {
      try Checkpoint.load(
        trainer, run: folder, step: step, identities: identities, noting: note
      ) {
        if case .badCheckpoint(let path, let problem) = $0 {
          note(.passedOver(path: path, problem: problem))
        }
      }
    }
    for step in Checkpoint.steps(in: folder, trainer) where step < plan.training.steps {
      guard try load(step, note) != nil else { continue }
      let guess = log(Double(plan.model.vocabularySize))
      let loss = (try? trainer.trainStep())?.loss
      guard let loss, loss <= guess else {
        let text = loss.map { String(format: "%.4g nats a token", $0) } ?? "no number"
        note(
          .passedOver(
            path: CheckpointFiles.path(folder, step: step),
            problem: "the loss after it is \(text), and " + String(format: "%.4g", guess)
              + " by guessing"))
        continue
      }
      // The step was a look: the state is read once more.
      let head = try load(step) { _ in }
      tell(step, note)
      return (trainer, head)
    }
    tell(0, note)
    let processes = trainer.group.processes
    return (try processes.together { try Pretraining.prepare(plan, processes) }, nil)
  }

  private func tell(_ step: Int, _ note: (RunNotice) -> Void) {
    guard let former = former?.counterpart(of: plan)?.training else { return }
    let now = plan.training
    var changes: [String] = []
    if former.schedule != now.schedule {
      changes.append(
        "another learning rate, \(now.schedule.peak) at its highest, not \(former.schedule.peak)")
    }
    let numbers = [
      ("clipping norm", former.clippingNorm, now.clippingNorm),
      ("weight decay", former.weightDecay, now.weightDecay), ("z-loss", former.zLoss, now.zLoss),
    ]
    for (name, old, new) in numbers where old != new {
      changes.append("a \(name) of \(new), not \(old)")
    }
    note(.otherSettings(step: step, changes: changes))
  }
}
