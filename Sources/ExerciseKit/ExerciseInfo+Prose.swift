extension ExerciseInfo {
  /// What is wrong with the prose of a task.
  public struct Problem: Error, Hashable, CustomStringConvertible {
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  /// Reads the prose at the top of a task's file; the code begins at the first line that is none.
  ///
  ///     //: # The wrong root
  ///     //: bug, 10 minutes
  ///     //:
  ///     //: What to do, in a few sentences. Line breaks count for nothing, empty lines part
  ///     //: paragraphs.
  ///     //:
  ///     //: ## Hints
  ///     //:
  ///     //: 1. A nudge.
  ///     //: 2. Nearly the answer; its further lines
  ///     //:    are indented.
  public init(id: String, prose text: String) throws(Problem) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("//:") }.map { String($0.dropFirst($0.hasPrefix("//: ") ? 4 : 3)) }
    guard let first = lines.first, first.hasPrefix("# "), first.count > 2 else {
      throw Problem(line: 1, message: "expected \"//: # Title\"")
    }
    guard lines.count > 1, let (kind, minutes) = Self.kindAndMinutes(lines[1]) else {
      throw Problem(
        line: 2, message: "expected \"//: function, 10 minutes\" (or estimate, bug, capstone)")
    }
    guard let heading = lines.firstIndex(of: "## Hints") else {
      throw Problem(line: lines.count, message: "expected \"//: ## Hints\" behind the task")
    }
    let task = lines[2..<heading].split(separator: "").map { $0.joined(separator: " ") }
    guard !task.isEmpty else { throw Problem(line: 3, message: "expected what to do") }
    var hints: [String] = []
    for (index, line) in lines.enumerated().dropFirst(heading + 1) where !line.isEmpty {
      if let hint = line.dropPrefix("\(hints.count + 1). ") {
        hints.append(hint)
      } else if let more = line.dropPrefix("   "), let last = hints.popLast() {
        hints.append("\(last) \(more)")
      } else {
        throw Problem(line: index + 1, message: "expected \"//: \(hints.count + 1). a hint\"")
      }
    }
    self.init(
      id: id, title: String(first.dropFirst(2)), kind: kind, minutes: minutes,
      task: task.joined(separator: "\n\n"), hints: hints)
  }

  /// Of "function, 10 minutes".
  private static func kindAndMinutes(_ line: String) -> (ExerciseKind, Int)? {
    let words = line.split(separator: " ")
    guard words.count == 3, words[0].hasSuffix(","), words[2] == "minutes",
      let kind = ExerciseKind(rawValue: String(words[0].dropLast())), let minutes = Int(words[1])
    else { return nil }
    return (kind, minutes)
  }
}

extension String {
  /// What follows a beginning; nil where the text begins otherwise.
  fileprivate func dropPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
