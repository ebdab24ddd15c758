import Groundwork
import Models

/// Reads a checkpoint: checked as a whole before the first number is copied.
struct CheckpointReader {
  let path: String
  /// The step that the file is named after.
  let step: Int
  /// The plans whose checkpoints count.
  let identities: [String]

  /// Copies the numbers, or nothing.
  ///
  /// - Throws: `TrainingError.badCheckpoint` for damage of any kind, `.mismatchedRun`.
  func read(
    into state: Checkpoint.State, noting note: (RunNotice) -> Void
  ) throws -> CheckpointHead {
    do {
      return try checked(into: state, note)
    } catch let error as TrainingError {
      throw error
    } catch {
      let text = "\(error)"
      throw damaged(text.hasPrefix(path + ": ") ? String(text.dropFirst(path.count + 2)) : text)
    }
  }

  private func damaged(_ problem: String) -> TrainingError {
    .badCheckpoint(path: path, problem: problem)
  }

  private func checked(
    into state: Checkpoint.State, _ note: (RunNotice) -> Void
  ) throws -> CheckpointHead {
    let file = try SafetensorsFile(path: path)
    guard file.entries.count == state.count else {
      throw damaged("has \(file.entries.count) tensors where \(state.count) are needed")
    }
    for (name, values) in state {
      guard let entry = file[name], entry.count == values.count, entry.element == .float32 else {
        throw damaged("\(name) is missing or of another size")
      }
    }
    guard let (head, isChecked) = try CheckpointHead.read(file, tensors: state.map(\.name)) else {
      throw damaged("is not as it was written: its checksum is another")
    }
    guard head.step == step else { throw damaged("the file is named after another step") }
    guard identities.contains(head.identity) else {
      throw TrainingError.mismatchedRun(path: path, problem: "this checkpoint is of another run")
    }
    for (name, _) in state {
      let isSound = try file.withBytes(of: name) { bytes in
        stride(from: 0, to: bytes.count, by: 4).allSatisfy {
          bytes.loadUnaligned(fromByteOffset: $0, as: Float.self).isFinite
        }
      }
      guard isSound else { throw damaged("\(name) has values that are no numbers") }
    }
    if !isChecked { note(.unchecked(path: path)) }
    for (name, values) in state { try file.read(name, 0..<values.count, into: values.pointer) }
    return head
  }
}
