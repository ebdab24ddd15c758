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
  private var begun: Int?

  /// - Parameters:
  ///   - begun: how much was done when this began, as of work that is resumed. Where that is not known it is
  ///     what the first update says, which then tells no speed: one that took no time has none.
  ///   - isShare: the total counts nothing that has a name; what is done is said in per cent of it.
  ///   - isSilent: says nothing at all, for tests and for work inside other work.
  ///   - patience: for how long nothing is said, and of work that is done by then nothing at all.
  public init(
    _ title: String, total: Int, begun: Int? = nil, isShare: Bool = false, isSilent: Bool = false,
    patience: Duration = .zero
  ) {
    self.begun = begun
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
    let begun = self.begun ?? done
    self.begun = begun
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
    let seconds = (now - start) / .seconds(1)
    let said = text(done, since: begun, after: seconds, rate: rate, note: note())
    let end = isTerminal && done < total ? "" : "\n"
    StandardStreams.writeError((isTerminal ? "\r\u{1B}[K" : "") + said + end)
  }

  /// The line itself: what is done of the total, the speed since `begun`, and how long the rest takes or
  /// the whole took.
  ///
  /// - Parameter seconds: since the work began.
  public func text(
    _ done: Int, since begun: Int, after seconds: Double,
    rate: (perUnit: Double, name: String)? = nil, note: String = ""
  ) -> String {
    let speed = seconds > 0 ? Double(done - begun) / seconds : 0
    var line = "\(title): " + (isShare ? "\(done * 100 / total) %" : "\(done)/\(total)")
    if let rate, speed > 0 {
      line += String(format: ", %.0f %@/s", speed * rate.perUnit, rate.name)
    }
    if !note.isEmpty { line += ", \(TerminalText.safe(note))" }
    if done >= total {
      line += ", \(Self.duration(seconds))"
    } else if speed > 0 {
      line += ", \(Self.duration(Double(total - done) / speed)) left"
    }
    return line
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
