import Figures

/// Something that the prose asserts, checked at every run.
public struct Claim: Equatable, Sendable {
  /// Where a claim must hold.
  public enum Scope: Sendable {
    /// On any text.
    case everywhere
    /// On the built-in worlds and the course's real text; on the user's own text the value is shown
    /// without a verdict.
    case builtInCorpus
    /// On the worlds alone, in a chapter that also reads real text.
    case worlds
    /// On the course's real text alone.
    case courseText
    /// On the chapter's own assumptions; on the reader's the value is shown without a verdict.
    case ownAssumptions
  }

  enum Verdict: Equatable, Sendable { case holds, fails, notAsked }

  let text: String
  let verdict: Verdict
  /// The value and its band, or nothing for a claim that is true or false.
  let evidence: String

  init(_ text: String, value: Double, band: ClosedRange<Double>, isAsked: Bool) {
    self.text = text
    verdict = !isAsked ? .notAsked : band.contains(value) ? .holds : .fails
    let style = NumberStyle.significant(3)
    evidence =
      style.text(value) + (isAsked ? " (expected \(style.text(band, joiner: " … ")))" : "")
  }

  init(_ text: String, isTrue: Bool, isAsked: Bool) {
    self.text = text
    verdict = !isAsked ? .notAsked : isTrue ? .holds : .fails
    evidence = isAsked ? "" : isTrue ? "true here" : "not so here"
  }

  private var mark: String {
    switch verdict {
    case .holds: "✓"
    case .fails: "✗"
    case .notAsked: "·"
    }
  }

  var plainText: String { "  \(mark) \(text)" + (evidence.isEmpty ? "" : ": \(evidence)") }
  var markdown: String { "> \(mark) \(text)" + (evidence.isEmpty ? "" : ": **\(evidence)**") }
}
