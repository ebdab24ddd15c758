import Foundation
import Groundwork
import Models
import Tensors

/// Checkpoints: all that a run needs to go on as if it had never stopped.
///
/// A checkpoint is a safetensors file with the parameters and both moments of the optimizer, named
/// after its step. It is written beside its place, synced and renamed, so that a run that is killed
/// at any moment finds the last complete one. Batches are a function of the seed and the step, and
/// thus need no state.
///
/// Where several processes train together, the first one writes and reads, and the others send it
/// their parts or get them from it: a file tells nothing of how many processes there were.
enum Checkpoint {
  private static let prefix = "step-"
  private static let suffix = ".safetensors"
  /// As many are kept; a damaged last one is survived.
  private static let keptCount = 2

  static func folder(_ run: String) -> String { run + "/checkpoints" }

  /// Writes the state after `trainer.step` steps and removes the oldest checkpoints; every process
  /// calls it.
  static func write(_ trainer: Trainer, run: String, identity: String) throws {
    let arena = Arena()
    let moments = trainer.gatherMoments(arena)
    try trainer.group.processes.together {
      guard trainer.group.processes.isFirst else { return }
      try write(trainer, moments, run: run, identity: identity)
    }
    withExtendedLifetime(arena) {}
  }

  private static func write(
    _ trainer: Trainer, _ moments: (first: BufferSlice<Float>, second: BufferSlice<Float>),
    run: String, identity: String
  ) throws {
    let folder = folder(run)
    let name = prefix + String(format: "%09d", trainer.step) + suffix
    func tensor(_ name: String, _ values: BufferSlice<Float>) -> SafetensorsTensor {
      SafetensorsTensor(name: name, shape: [values.count], values: values)
    }
    try SafetensorsFile.write(
      [
        tensor("parameters", trainer.parameters.values),
        tensor("first_moments", moments.first),
        tensor("second_moments", moments.second),
      ], metadata: ["step": String(trainer.step), "run": identity], to: "\(folder)/\(name)")
    for old in steps(in: run).dropLast(keptCount) {
      try? FileManager.default.removeItem(atPath: path(run, step: old))
    }
  }

  /// Brings a trainer to the last complete checkpoint of a run; leaves it at step 0 without one.
  /// Every process calls it.
  static func restore(_ trainer: Trainer, run: String, identity: String) throws {
    let processes = trainer.group.processes
    let arena = Arena()
    var moments = (first: trainer.firstMoments, second: trainer.secondMoments)
    try processes.together {
      guard processes.isFirst else { return }
      if processes.count > 1 {
        moments.first = arena.allocate(trainer.parameters.layout.count, of: 0)
        moments.second = arena.allocate(trainer.parameters.layout.count, of: 0)
      }
      try read(into: trainer, moments, run: run, identity: identity)
    }
    trainer.step = Int(processes.gather(Int32(trainer.step))[0])
    if trainer.step > 0 { trainer.distribute(moments) }
    withExtendedLifetime(arena) {}
  }

  private static func read(
    into trainer: Trainer, _ moments: (first: BufferSlice<Float>, second: BufferSlice<Float>),
    run: String, identity: String
  ) throws {
    removePartialFiles(run)
    guard let step = steps(in: run).last else { return }
    let path = path(run, step: step)
    let file = try SafetensorsFile(path: path)
    guard file.metadata["step"] == String(step) else {
      throw TrainingError.badCheckpoint(path: path, problem: "the file is named after another step")
    }
    guard file.metadata["run"] == identity else {
      throw TrainingError.mismatchedRun(path: path, problem: "this checkpoint is of another run")
    }
    let targets = [
      ("parameters", trainer.parameters.values), ("first_moments", moments.first),
      ("second_moments", moments.second),
    ]
    for (name, target) in targets {
      guard let entry = file[name], entry.count == target.count else {
        throw TrainingError.badCheckpoint(path: path, problem: "\(name) is missing or too short")
      }
      try file.read(name, 0..<target.count, into: target.pointer)
    }
    trainer.step = step
  }

  /// The steps of the checkpoints that are there, in order.
  static func steps(in run: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(run))) ?? []
    return names.compactMap { name in
      guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
      return Int(name.dropFirst(prefix.count).dropLast(suffix.count))
    }.sorted()
  }

  private static func path(_ run: String, step: Int) -> String {
    folder(run) + "/" + prefix + String(format: "%09d", step) + suffix
  }

  /// A run that was killed while it wrote leaves a temporary file behind.
  private static func removePartialFiles(_ run: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(run))) ?? []
    for name in names where name.contains(".partial-") {
      try? FileManager.default.removeItem(atPath: folder(run) + "/" + name)
    }
  }
}
