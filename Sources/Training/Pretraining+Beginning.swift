import Foundation
import Groundwork
import Models
import Tensors
import Tokenizers

/// A run whose folder is open and whose trainer stands where it begins or goes on.
struct BegunRun {
  let trainer: Trainer
  let log: MetricsLog
  let summary: RunSummary

  /// What a checkpoint of this moment says of itself.
  var head: CheckpointHead {
    CheckpointHead(
      step: trainer.step, identity: summary.plan.identity, metrics: log.digest,
      history: summary.history.isEmpty ? "" : JSONValue.array(summary.history).encodedText)
  }
}

extension Pretraining {
  /// Opens the folder and brings the trainer to where the run begins or goes on; every process calls it.
  static func begin(
    _ plan: PretrainingPlan, _ trainer: Trainer, in folder: String, start: Start,
    _ processes: any ProcessGroup, noting note: (RunNotice) -> Void
  ) throws -> BegunRun {
    let isFirst = processes.isFirst
    let present = try processes.together {
      isFirst ? try open(plan, folder, start: start, note) : nil
    }
    let before = try lossesBefore(plan, trainer, present)
    let former = present.flatMap { $0.identity == plan.identity ? nil : $0 }
    var (trainer, history) = (trainer, present?.history ?? [])
    var head: CheckpointHead?
    let goesOnOtherwise = processes.gather(former == nil ? 0 : 1)[0] == 1
    if goesOnOtherwise {
      (trainer, head) = try Divergence(plan: plan, folder: folder, former: former)
        .restart(trainer, noting: note)
      if let former { history.append(former.historyEntry(stepsKept: trainer.step)) }
    } else if start == .resume {
      head = try Checkpoint.restore(trainer, run: folder, identity: plan.identity, noting: note)
      if isFirst, head == nil, present != nil { note(.wentBack(step: 0)) }
      if let past = head?.history, !past.isEmpty {
        history = (try? StrictJSON.parse(Array(past.utf8)))?.array ?? []
      }
    }
    let log = MetricsLog(
      path: "\(folder)/\(RunFolder.metricsFile)", validationNames: plan.validation.map(\.name),
      isWriting: isFirst)
    try processes.together {
      try log.open(keepingStepsUpTo: trainer.step, recorded: head?.metrics, noting: note)
    }
    let begun = BegunRun(
      trainer: trainer, log: log,
      summary: RunSummary(
        plan: plan, folder: folder, history: history,
        started: present?.started ?? Date.now.formatted(.iso8601), processCount: processes.count,
        before: before,
        divergedBefore: former == nil ? present?.divergedAt : nil))
    if goesOnOtherwise {
      // Under the new settings before anything else: what is killed here goes on as it meant to.
      if trainer.step > 0 { try Checkpoint.write(trainer, run: folder, head: begun.head) }
      CheckpointFiles.remove(
        isFirst ? CheckpointFiles.steps(in: folder).filter { $0 != trainer.step } : [], from: folder
      )
    }
    try processes.together { if isFirst { try begun.summary.begin() } }
    return begun
  }

  /// What the model that a run goes on from gives the held-out texts: measured once, by all processes, while
  /// the trainer stands before the first step.
  private static func lossesBefore(
    _ plan: PretrainingPlan, _ trainer: Trainer, _ present: PresentRun?
  ) throws -> [TextLoss]? {
    guard plan.startingModel != nil else { return nil }
    let known = present?.losses(under: "before", of: plan.validation)
    guard trainer.group.processes.gather(known == nil ? 0 : 1)[0] == 0 else { return known }
    return try losses(plan, trainer)
  }

  /// Makes the folder ready, and says what run it holds, if any.
  ///
  /// - Throws: `TrainingError.folderTaken`, `.mismatchedRun`, `FileError`.
  private static func open(
    _ plan: PretrainingPlan, _ folder: String, start: Start, _ note: (RunNotice) -> Void
  ) throws -> PresentRun? {
    let files = FileManager.default
    let isTaken = RunFolder.owned.contains { files.fileExists(atPath: "\(folder)/\($0)") }
    guard !files.fileExists(atPath: "\(folder)/\(plan.otherKindsFile)") else {
      throw TrainingError.otherKind(path: folder, isAdapter: plan.adapter != nil)
    }
    var present: PresentRun?
    if isTaken {
      switch start {
      case .fresh:
        throw TrainingError.folderTaken(path: folder)
      case .overwrite:
        for name in RunFolder.owned { try? files.removeItem(atPath: "\(folder)/\(name)") }
      case .resume:
        present = try resumable(plan, folder, note)
      }
    }
    CheckpointFiles.removePartialFiles(folder)
    try AtomicFile.createFolder(CheckpointFiles.folder(folder))
    try TokenizerFile.write(
      plan.tokenizer, to: folder + "/" + ModelDirectory.tokenizerFile)
    return present
  }

  /// The run of a folder, where the plan may go on with it; nil where the folder does not say.
  private static func resumable(
    _ plan: PretrainingPlan, _ folder: String, _ note: (RunNotice) -> Void
  ) throws -> PresentRun? {
    let path = "\(folder)/\(RunFolder.summaryFile)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let present = PresentRun(folder: folder), !present.isDamaged else {
      note(.damagedSummary(path: path))
      return nil
    }
    if let base = present.baseDigest, let adapter = plan.adapter, adapter.baseDigest != base {
      throw TrainingError.mismatchedRun(
        path: folder, problem: "the adapter there was begun on a model with other weights")
    }
    guard present.identity ?? plan.identity == plan.identity || present.counterpart(of: plan) != nil
    else {
      throw TrainingError.mismatchedRun(
        path: folder, problem: "the run there was started with other options or another text")
    }
    return present
  }
}
