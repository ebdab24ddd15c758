import ExerciseKit
import Foundation
import Groundwork

/// A checkout in a temporary folder with exercises that say hardly anything.
final class ExerciseFolders {
  let root = NSTemporaryDirectory() + "exercises-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: root) }

  static let prose = """
    //: # A title
    //: estimate, 5 minutes
    //:
    //: What to do,
    //: in two lines.
    //:
    //: ## Hints
    //:
    //: 1. A nudge
    //:    in two lines.
    //: 2. The answer.

    """

  /// Writes the folder of an exercise and returns it, from the root.
  @discardableResult
  func add(
    _ name: String, to chapter: String = "01-Tokenizer", task: String? = nil,
    solution: String? = nil
  ) throws -> String {
    let folder = "Exercises/Tasks/\(chapter)/\(name)"
    let id = name.prefix { $0 != "-" }
    try write(
      task ?? Self.prose + "\npublic static let exercise = Exercise<Answer>(\n",
      to: "\(folder)/\(id)-Task.swift")
    try write(
      solution ?? """
        import ExerciseKit

        public func answer() throws -> Int {
          // exercise begin \(id): count
          1
          // exercise end
        }

        """, to: "\(folder)/\(id)-Solution.swift")
    return folder
  }

  func write(_ text: String, to file: String) throws {
    try AtomicFile.write(text, to: "\(root)/\(file)")
  }

  func read(_ file: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(root)/\(file)")
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: "\(root)/\(file)")
  }

  func workspace() throws -> ExerciseWorkspace { try ExerciseWorkspace(root: root) }
}
