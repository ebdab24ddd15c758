import Foundation
import Groundwork

/// The terminal of a chapter.
///
/// A person at a terminal reads the prose between the outputs; a log gets the headings alone.
final class Console {
  let isSilent: Bool
  let isStepping: Bool
  private let isTerminal = isatty(1) == 1
  private let prose: TerminalProse
  /// Whether anything was shown since the last pause.
  private var hasShown = false
  /// Seconds that pauses took: reading is no computing.
  private(set) var secondsOfReading = 0.0

  var hasColours: Bool {
    isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  /// Whether somebody reads who sees no pictures.
  var drawsCharts: Bool { !isSilent && (isTerminal || isStepping) }

  init(isSilent: Bool, isStepping: Bool) {
    self.isSilent = isSilent
    self.isStepping = isStepping
    prose = TerminalProse(
      hasStyles: isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
  }

  /// Prints an output.
  func write(_ text: String) {
    guard !isSilent else { return }
    StandardStreams.writeOutput(text + "\n\n")
    hasShown = true
  }

  /// Says something on standard error.
  func complain(_ text: String) {
    StandardStreams.note(text)
  }

  /// Prints what stands between two outputs, and pauses before each section and, behind a question,
  /// before its answer.
  ///
  /// - Parameter code: the code of the section, for who asks for it in a pause.
  func announce(_ cells: [String], code: () -> String) {
    guard !isSilent else { return }
    guard isTerminal || isStepping else {
      for cell in cells {
        let headings = cell.split(separator: "\n").filter { $0.hasPrefix("#") }
        guard !headings.isEmpty else { continue }
        StandardStreams.writeOutput(headings.joined(separator: "\n") + "\n\n")
      }
      return
    }
    let sections = cells.flatMap(Self.sections)
    for section in sections {
      if isStepping, section.hasPrefix("## "), hasShown { pause("", code: code) }
      StandardStreams.writeOutput(prose.text(section) + "\n\n")
      hasShown = true
    }
    if isStepping, sections.last?.contains("**Predict") == true {
      pause("your guess? ", code: code)
    }
  }

  /// Prose cut before each heading of a section.
  static func sections(_ text: String) -> [String] {
    var sections: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") { sections.append([]) }
      sections[sections.count - 1].append(line)
    }
    return sections.map { $0.joined(separator: "\n") }
      .filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Waits for Return where somebody can press it.
  private func pause(_ question: String, code: () -> String) {
    hasShown = false
    guard isatty(STDIN_FILENO) == 1 else { return }
    let (_, seconds) = Stopwatch.timed {
      while true {
        StandardStreams.writeOutput("— \(question)Return goes on, c shows the code —")
        guard Self.line()?.lowercased().hasPrefix("c") == true else { return }
        StandardStreams.writeOutput("\n\(code())\n\n")
      }
    }
    secondsOfReading += seconds
  }

  /// A line from the terminal. Ctrl-C ends the program here, whoever else watches for it: nothing is
  /// under way that could be saved.
  private static func line() -> String? {
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    var previous = sigaction()
    sigaction(SIGINT, &standard, &previous)
    defer { sigaction(SIGINT, &previous, nil) }
    return readLine()
  }
}
