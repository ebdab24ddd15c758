import Foundation

/// Where the checkpoints of a run lie, and which there are.
enum CheckpointFiles {
  private static let prefix = "step-"
  private static let suffix = ".safetensors"

  static func folder(_ run: String) -> String { run + "/checkpoints" }

  static func path(_ run: String, step: Int) -> String { folder(run) + "/" + name(step) }

  private static func name(_ step: Int) -> String {
    prefix + String(format: "%09d", step) + suffix
  }

  /// The steps of the checkpoints that are there, in order.
  static func steps(in run: String) -> [Int] {
    names(run).compactMap { file in
      let step = Int(file.dropFirst(prefix.count).dropLast(suffix.count)) ?? 0
      return step > 0 && file == name(step) ? step : nil
    }.sorted()
  }

  static func remove(_ steps: some Sequence<Int>, from run: String) {
    for step in steps { try? FileManager.default.removeItem(atPath: path(run, step: step)) }
  }

  /// A run that was killed while it wrote leaves a temporary file behind.
  static func removePartialFiles(_ run: String) {
    for name in names(run) where name.contains(".partial-") {
      try? FileManager.default.removeItem(atPath: folder(run) + "/" + name)
    }
  }

  private static func names(_ run: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder(run))) ?? []
  }
}
