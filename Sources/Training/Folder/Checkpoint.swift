import Foundation
import Groundwork
import Models
import Tensors

/// Checkpoints: all that a run needs to go on as if it had never stopped.
///
/// A checkpoint is a safetensors file with the parameters and both moments of the optimizer, named
/// after its step, with a digest over everything. It is written beside its place, synced and renamed, so
/// that a run that is killed at any moment finds the last complete one. Batches are a function of the
/// seed and the step, and thus need no state.
///
/// Where several processes train together, the first one writes and reads, and the others send it
/// their parts or get them from it: a file tells nothing of how many processes there were.
enum Checkpoint {
  /// As many are kept; a damaged last one is survived.
  private static let keptCount = 2

  typealias Moments = (first: BufferSlice<Float>, second: BufferSlice<Float>)
  /// What a file holds, by the names of its tensors.
  typealias State = [(name: String, values: BufferSlice<Float>)]

  private static func state(_ trainer: Trainer, _ moments: Moments) -> State {
    [
      ("parameters", trainer.parameters.values), ("first_moments", moments.first),
      ("second_moments", moments.second),
    ]
  }

  /// Writes the state after `trainer.step` steps and removes the oldest checkpoints, and those of steps
  /// that the run has gone back behind; every process calls it.
  ///
  /// - Throws: `TrainingError.diverged` for a state that is no number, and `FileError`; nothing is then
  ///   written.
  static func write(_ trainer: Trainer, run: String, head: CheckpointHead) throws {
    let arena = Arena()
    let moments = trainer.gatherMoments(arena)
    try trainer.group.processes.together {
      guard trainer.group.processes.isFirst else { return }
      let state = state(trainer, moments)
      guard state.allSatisfy({ isFinite($0.values) }) else {
        throw TrainingError.diverged(step: head.step)
      }
      try SafetensorsFile.write(
        state.map {
          SafetensorsTensor(name: $0.name, shape: [$0.values.count], values: $0.values)
        }, metadata: head.metadata(of: state), to: CheckpointFiles.path(run, step: head.step))
      let steps = CheckpointFiles.steps(in: run)
      let past = steps.filter { $0 <= head.step }
      CheckpointFiles.remove(
        past.dropLast(keptCount) + steps.filter { $0 > head.step }, from: run)
    }
    withExtendedLifetime(arena) {}
  }

  private static func isFinite(_ values: BufferSlice<Float>) -> Bool {
    var sum: Float = 0
    // Nought times a number is nought; times what is none, it is none.
    for value in values.buffer { sum += value * 0 }
    return sum == 0
  }

  /// Brings a trainer to the last whole checkpoint of a run; every process calls it.
  ///
  /// - Returns: what the checkpoint says; nil where there is none, and the trainer is as it was.
  /// - Throws: `TrainingError.badCheckpoint` where there are some and none is whole, `.mismatchedRun`.
  static func restore(
    _ trainer: Trainer, run: String, identity: String, noting note: (RunNotice) -> Void
  ) throws -> CheckpointHead? {
    var damage: [TrainingError] = []
    for step in steps(in: run, trainer) {
      let head = try load(
        trainer, run: run, step: step, identities: [identity], noting: note
      ) { damage.append($0) }
      guard let head else { continue }
      for case .badCheckpoint(let path, let problem) in damage {
        note(.passedOver(path: path, problem: problem))
      }
      if !damage.isEmpty { note(.wentBack(step: step)) }
      return head
    }
    try trainer.group.processes.together { if let newest = damage.first { throw newest } }
    return nil
  }

  /// The steps of the first process's checkpoints, the last one first; every process calls it.
  static func steps(in run: String, _ trainer: Trainer) -> [Int] {
    let processes = trainer.group.processes
    let steps = processes.isFirst ? CheckpointFiles.steps(in: run).reversed() : []
    let count = Int(processes.gather(Int32(clamping: steps.count))[0])
    return (0..<count).map { place in
      Int(processes.gather(Int32(clamping: place < steps.count ? steps[place] : 0))[0])
    }
  }

  /// Brings a trainer to one checkpoint; every process calls it, and gives the same step.
  ///
  /// - Parameters:
  ///   - identities: of the plans whose checkpoints count.
  ///   - damaged: is told, on the first process, what is wrong with a file.
  /// - Returns: what the checkpoint says; nil for a damaged one, and the trainer is as it was.
  /// - Throws: `TrainingError.mismatchedRun`.
  static func load(
    _ trainer: Trainer, run: String, step: Int, identities: [String],
    noting note: (RunNotice) -> Void, damaged: (TrainingError) -> Void
  ) throws -> CheckpointHead? {
    let processes = trainer.group.processes
    let arena = Arena()
    var moments: Moments = (trainer.firstMoments, trainer.secondMoments)
    let read = try processes.together { () -> CheckpointHead? in
      guard processes.isFirst else { return nil }
      if processes.count > 1 {
        moments.first = arena.allocate(trainer.parameters.layout.count, of: 0)
        moments.second = arena.allocate(trainer.parameters.layout.count, of: 0)
      }
      let reader = CheckpointReader(
        path: CheckpointFiles.path(run, step: step), step: step, identities: identities)
      do {
        return try reader.read(into: state(trainer, moments), noting: note)
      } catch let error as TrainingError {
        guard case .badCheckpoint = error else { throw error }
        damaged(error)
        return nil
      }
    }
    let isRead = processes.gather(read == nil ? 0 : 1)[0] == 1
    if isRead {
      trainer.step = step
      trainer.distribute(moments)
    }
    withExtendedLifetime(arena) {}
    return isRead ? read ?? CheckpointHead(step: step, identity: identities[0], metrics: nil) : nil
  }
}
