import Foundation
import Groundwork

extension ExerciseWorkspace {
  /// What a solution does and why, beside the learner's own code.
  public struct Explanation: Equatable, Sendable {
    /// Why it is done like this.
    public var why: String
    /// The learner's lines behind `-`, the solution's behind `+`; nil where nothing was tried, or
    /// where both are the same.
    public var difference: String?
  }

  /// Explains an exercise's solution.
  ///
  /// - Throws: `ExerciseError`; `FileError` where the solution cannot be read.
  public func explanation(of id: String) throws -> Explanation {
    let info = try exercise(id)
    // The last hint of a function spells the answer out; the one before it says why. Of a bug the
    // last one says what was wrong.
    let hints = info.kind == .bug ? info.hints : info.hints.dropLast()
    return Explanation(
      why: hints.last ?? info.hints.last ?? "", difference: try difference(info))
  }

  private func difference(_ info: ExerciseInfo) throws -> String? {
    guard let file = learnerFile(info),
      let bytes = try? AtomicFile.read("\(root)/\(file)")
    else { return nil }
    let own = String(decoding: bytes, as: UTF8.self)
    guard try own != stub(info).text else { return nil }
    return LineDifference.text(
      Self.code(own), Self.code(try solution(info.id, anyway: true)))
  }

  /// A text's lines from its first documentation or declaration on.
  private static func code(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = lines.firstIndex { line in
      ["///", "public ", "func ", "private "].contains { line.hasPrefix($0) }
    }
    return Array(lines[(start ?? 0)...])
  }
}
