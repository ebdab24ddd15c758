import Foundation

/// What a check wrote, read up to the exercise that ended it.
struct CheckOutput {
  typealias Finding = ExerciseWorkspace.Finding

  /// What the process needs to tell where it trapped: the reason, and the frames of the thread that did.
  static let environment = [
    "SWIFT_BACKTRACE":
      "enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,sanitize=no,"
      + "output-to=stderr"
  ]

  /// How a question is put to an exercise's answer: as a call.
  let call: (_ id: String, _ inputs: [String]) -> String
  /// The learner's folder, which a frame must lie in.
  let folder: String
  /// Seconds without a sign after which the process was ended.
  let patience: Int32

  private struct Current {
    var id: String
    var question: [String]?
    /// What is wrong, where that was found before the mistake was looked for.
    var message: String?
    /// What a capstone's check was at last.
    var underWay: String?
    var measured: [String] = []
  }

  /// The verdicts; the last one is that of an exercise which was started and never judged: it has
  /// trapped, or did not come to an end.
  func findings(_ run: CapturedProcess, ids: [String]) -> [Finding] {
    var findings: [Finding] = []
    var printed: [String] = []
    var current: Current?
    for text in run.output.split(separator: "\n") {
      guard
        let line = try? JSONDecoder().decode(CheckProgram.Line.self, from: Data(text.utf8)),
        ids.contains(line.id)
      else {
        printed.append(String(text))
        continue
      }
      switch line.status {
      case "asked": current?.question = line.question
      case "unnamed": current?.message = line.message
      case "underway": current?.underWay = line.message
      case "measured": if let text = line.message { current?.measured.append(text) }
      default:
        if let status = Finding.Status(rawValue: line.status) {
          findings.append(
            Finding(
              id: line.id, status: status, message: line.message, mistake: line.mistake,
              measured: current?.measured ?? [], printed: printed))
          current = nil
        } else {
          current = Current(id: line.id)
        }
        printed = []
      }
    }
    if findings.count == ids.count && current == nil { return findings }
    // The next one ended the process, whether or not it came to announce itself.
    let last = current ?? Current(id: ids[min(findings.count, ids.count - 1)])
    findings.append(ended(last, run.ending, printed))
    return findings
  }

  /// The finding of an exercise that ended the process.
  private func ended(
    _ current: Current, _ ending: CapturedProcess.Ending, _ printed: [String]
  ) -> Finding {
    let trace = printed.firstIndex { $0.hasPrefix("*** Signal ") } ?? printed.endIndex
    let crash = Crash(printed[trace...], folder: folder)
    var printed = Array(printed[..<trace])
    // Without a mistake's name, but with the reason: better than a trap in what was asked for it.
    if let message = current.message {
      return Finding(
        id: current.id, status: .failed, message: message, measured: current.measured,
        printed: printed)
    }
    let fatal = printed.firstIndex { $0.contains("Fatal error") }
    let reason = fatal.map { String(printed[$0].drop { $0 != "F" }) } ?? crash.reason
    if let fatal { printed.remove(at: fatal) }
    let asked = current.question.map { call(current.id, $0) }
    var message =
      switch ending {
      case .silence:
        "your code did not end within \(patience) s (an endless loop?)"
      case .stopped: "the check was stopped"
      case .exit(let status): "the check ended with status \(status) before a verdict"
      case .signal:
        "your code trapped: "
          + (reason ?? "an index out of range, an overflow, or a force unwrap?")
      }
    if let place = crash.place { message += ", at \(place)" }
    if let what = current.underWay { message += "; it was at: \(what)" }
    if let asked { message += "; it was asked for \(asked)" }
    return Finding(
      id: current.id, status: .failed, message: message, measured: current.measured,
      printed: printed)
  }
}

/// What Swift's own backtrace says of a crash.
struct Crash: Equatable {
  /// "Range requires lowerBound <= upperBound"; nil where it names none.
  var reason: String?
  /// File, line and column of the innermost frame in the learner's folder.
  var place: String?

  init(_ lines: ArraySlice<String>, folder: String) {
    for line in lines {
      if reason == nil,
        let match = line.firstMatch(
          of: #/\*\*\* (?:Swift runtime failure|Fatal error): (.+?) \*\*\*/#)
      {
        reason = String(match.output.1)
      }
      if place == nil, let start = line.range(of: "\(folder)/") {
        let rest = line[start.lowerBound...]
        if rest.contains(#/\.swift:\d+/#) { place = String(rest) }
      }
    }
  }
}
