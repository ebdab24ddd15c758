import Foundation

/// One line on standard error that says how far a long piece of work is, how fast it goes and how
/// long it will take.
///
/// On a terminal the line is rewritten in place, at most ten times a second; elsewhere a line is
/// printed every tenth of the way.
public struct ProgressLine {
  private let title: String
  private let total: Int
  private let isTerminal: Bool
  private let isShare: Bool
  private let isSilent: Bool
  private let patience: Duration
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private var lastTenth = 0
  private var first: Int?

  /// - Parameters:
  ///   - isShare: the total counts nothing that has a name; what is done is said in per cent of it.
  ///   - isSilent: says nothing at all, for tests and for work inside other work.
  ///   - patience: for how long nothing is said, and of work that is done by then nothing at all.
  public init(
    _ title: String, total: Int, isShare: Bool = false, isSilent: Bool = false,
    patience: Duration = .zero
  ) {
    self.title = TerminalText.safe(title)
    self.patience = patience
    self.total = max(total, 1)
    self.isShare = isShare
    self.isSilent = isSilent
    isTerminal = isatty(2) == 1
  }

  /// Says that `done` of the total is done.
  ///
  /// - Parameters:
  ///   - rate: what is done in one unit, and its name: `(768, "tokens")`.
  ///   - note: what else is worth knowing, such as the loss.
  public mutating func update(
    _ done: Int, rate: (perUnit: Double, name: String)? = nil, note: @autoclosure () -> String = ""
  ) {
    guard !isSilent else { return }
    if first == nil { first = done - 1 }
    let now = ContinuousClock.now
    guard now - start >= patience else { return }
    let tenth = done * 10 / total
    if isTerminal {
      if done < total, let lastShown, now - lastShown < .milliseconds(100) { return }
    } else if tenth <= lastTenth {
      return
    }
    lastShown = now
    lastTenth = tenth
    let elapsed = (now - start) / .seconds(1)
    let speed = Double(done - (first ?? 0)) / max(elapsed, 1e-9)
    var line = "\(title): " + (isShare ? "\(done * 100 / total) %" : "\(done)/\(total)")
    if let rate { line += String(format: ", %.0f %@/s", speed * rate.perUnit, rate.name) }
    let extra = note()
    if !extra.isEmpty { line += ", \(TerminalText.safe(extra))" }
    if done < total {
      line += ", \(Self.duration(Double(total - done) / max(speed, 1e-9))) left"
    } else {
      line += ", \(Self.duration(elapsed))"
    }
    let end = isTerminal && done < total ? "" : "\n"
    StandardStreams.writeError((isTerminal ? "\r\u{1B}[K" : "") + line + end)
  }

  /// Seconds in the unit that suits them: "7 s", "3 min 20 s", "2 h 5 min".
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "very long" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return seconds < 10 ? String(format: "%.1f s", seconds) : "\(whole) s" }
    if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
  }
}
