import Foundation
import Groundwork

/// The small executable that judges one chapter's exercises in a process of its own.
///
/// One line of JSON an exercise: `{"id":"1.1","status":"failed","message":…,"mistake":…}`. Before an
/// exercise is judged its id is announced, and before an answer is asked the question, so that whoever
/// reads knows which one trapped, and why.
public enum CheckProgram {
  /// One line of the program's output.
  public struct Line: Codable, Equatable, Sendable {
    public var id: String
    /// "started", "asked", "unnamed" (failed, and the mistake is still looked for), "passed", "open"
    /// or "failed"; of a capstone "underway" and "measured", too, with what in the message.
    public var status: String
    public var message: String?
    public var mistake: String?
    /// The inputs of what is asked next.
    public var question: [String]?

    /// What a capstone's check tells while it works.
    var news: String? { ["underway", "measured"].contains(status) ? message : nil }
  }

  /// Judges the learner's answers to the exercises named as arguments, or to all.
  public static func main(_ cases: [ExerciseCase]) {
    StandardStreams.open()
    let wanted = CommandLine.arguments.dropFirst()
    for exercise in cases where wanted.isEmpty || wanted.contains(exercise.id) {
      let id = exercise.id
      write(Line(id: id, status: "started"))
      Question.listen { write(Line(id: id, status: "asked", question: $0)) }
      let bench = Workbench { write(line(id, $0)) }
      // The questions that tell mistakes apart may trap, too: what is wrong is known by then.
      write(
        line(
          id,
          exercise.judge(bench) { message in
            write(Line(id: id, status: "unnamed", message: message))
          }))
    }
  }

  static func line(_ id: String, _ verdict: Verdict) -> Line {
    switch verdict {
    case .passed: Line(id: id, status: "passed")
    case .open: Line(id: id, status: "open")
    case .failed(let message, let mistake):
      Line(id: id, status: "failed", message: message, mistake: mistake)
    }
  }

  static func line(_ id: String, _ news: Workbench.News) -> Line {
    switch news {
    case .underWay(let what): Line(id: id, status: "underway", message: what)
    case .measured(let measurement): Line(id: id, status: "measured", message: "\(measurement)")
    }
  }

  private static func write(_ line: Line) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return }
    // What the learner's code printed comes before; it need not have ended its line.
    fflush(nil)
    StandardStreams.writeOutput([0x0A] + [UInt8](data) + [0x0A])
  }
}
