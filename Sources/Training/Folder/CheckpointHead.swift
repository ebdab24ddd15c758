import Groundwork
import Models

/// What a checkpoint says of itself, beside its numbers.
struct CheckpointHead: Equatable {
  /// Steps done.
  var step: Int
  /// The plan's.
  var identity: String
  /// A digest of the metrics up to the step; nil in checkpoints of older versions.
  var metrics: String?
  /// What the run was before other settings took over, as JSON; empty for most runs.
  var history: String = ""

  private enum Key {
    static let (step, run, metrics, history) = ("step", "run", "metrics", "history")
    static let checksum = "sha256"
    /// All that older versions wrote.
    static let older: Set<String> = [step, run]
    static let all: Set<String> = [step, run, metrics, history, checksum]
  }

  /// As the header of a file has it, with a digest over all of it and the numbers.
  func metadata(of tensors: [(name: String, values: BufferSlice<Float>)]) -> [String: String] {
    var entries = [
      Key.step: String(step), Key.run: identity, Key.metrics: metrics ?? "", Key.history: history,
    ]
    entries[Key.checksum] = Self.digest(
      entries, tensors.map { ($0.name, UnsafeRawBufferPointer($0.values.bytes)) })
    return entries
  }

  /// What a file's header says, held against its digest, if it has one; nil where the file is damaged.
  ///
  /// - Parameter tensors: all that the file must have.
  static func read(
    _ file: SafetensorsFile, tensors: [String]
  ) throws -> (head: CheckpointHead, isChecked: Bool)? {
    var entries = file.metadata
    let keys = Set(entries.keys)
    guard keys == Key.all || keys == Key.older else { return nil }
    let checksum = entries.removeValue(forKey: Key.checksum)
    if let checksum {
      var digest = SHA256Digest()
      add(entries, to: &digest)
      for name in tensors { try file.withBytes(of: name) { add(name, $0, to: &digest) } }
      guard digest.finish() == checksum else { return nil }
    }
    guard let step = entries[Key.step].flatMap({ Int($0) }), let run = entries[Key.run] else {
      return nil
    }
    let head = CheckpointHead(
      step: step, identity: run, metrics: entries[Key.metrics],
      history: entries[Key.history] ?? "")
    return (head, checksum != nil)
  }

  private static func digest(
    _ entries: [String: String], _ tensors: [(name: String, bytes: UnsafeRawBufferPointer)]
  ) -> String {
    var digest = SHA256Digest()
    add(entries, to: &digest)
    for tensor in tensors { add(tensor.name, tensor.bytes, to: &digest) }
    return digest.finish()
  }

  private static func add(_ entries: [String: String], to digest: inout SHA256Digest) {
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      digest.update(Array("\(key) \(value.utf8.count) \(value)\n".utf8))
    }
  }

  private static func add(
    _ name: String, _ bytes: UnsafeRawBufferPointer, to digest: inout SHA256Digest
  ) {
    digest.update(Array("\(name) \(bytes.count)\n".utf8))
    digest.update(bytes)
  }
}
