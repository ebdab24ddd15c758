import Foundation
import Groundwork

/// The terminal of a chapter.
///
/// A person at a terminal reads the prose between the outputs; a log gets the headings alone.
struct Console {
  let isSilent: Bool
  let isStepping: Bool
  private let isTerminal = isatty(1) == 1

  var hasColours: Bool {
    isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  init(isSilent: Bool, isStepping: Bool) {
    self.isSilent = isSilent
    self.isStepping = isStepping
  }

  /// Prints an output.
  func write(_ text: String) {
    if !isSilent { StandardStreams.writeOutput(text + "\n\n") }
  }

  /// Says something on standard error.
  func complain(_ text: String) {
    StandardStreams.note(text)
  }

  /// Prints what stands between two outputs.
  func announce(_ prose: [String]) {
    guard !isSilent else { return }
    for text in prose {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      if isStepping, lines.contains(where: { $0.hasPrefix("## ") }) { pause() }
      let shown = lines.filter { isTerminal || isStepping || $0.hasPrefix("#") }
      for line in shown {
        StandardStreams.writeOutput(
          (line.hasPrefix("#") && hasColours ? "\u{1B}[1m\(line)\u{1B}[0m" : line) + "\n")
      }
      if !shown.isEmpty { StandardStreams.writeOutput("\n") }
    }
  }

  /// Waits for Return where somebody can press it.
  private func pause() {
    guard isatty(0) == 1 else { return }
    StandardStreams.writeOutput("— Return to go on —")
    _ = readLine()
  }
}
