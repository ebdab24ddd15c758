import Figures

/// A value that depends on how fast or how busy the machine is: shown with the band in which it
/// usually lies, marked where it lies elsewhere. It fails nothing.
///
/// What the prose asserts is a `Claim`. A run that ended because a browser was open would be a
/// defect, so no claim rests on a clock or on the memory that the system gives.
public struct Observation: Equatable, Sendable {
  let text: String
  let value: Double
  let band: ClosedRange<Double>

  /// Whether the value lies where it usually does; one that is no number does not.
  public var isUsual: Bool { band.contains(value) }

  /// ○ as on most machines, △ elsewhere; claims have ✓ and ✗.
  private var mark: String { isUsual ? "○" : "△" }

  private var evidence: String {
    let style = NumberStyle.significant(3)
    return "\(style.text(value)) observed (" + (isUsual ? "usually " : "outside the usual ")
      + style.text(band, joiner: " … ") + ")"
  }

  var plainText: String { "  \(mark) \(text): \(evidence)" }
  var markdown: String { "> \(mark) \(text): **\(evidence)**" }
}

extension Notebook {
  /// Shows a value that depends on the machine's speed or load, with the band in which it usually
  /// lies. Outside it is marked, and the chapter goes on.
  ///
  /// - Parameters:
  ///   - band: where the value usually lies at the lesson and overnight tiers.
  ///   - smoke: where it usually lies at the smoke tier, if elsewhere.
  /// - Returns: what was shown.
  @discardableResult
  public func observe(
    _ text: String, _ value: Double, in band: ClosedRange<Double>,
    smoke: ClosedRange<Double>? = nil, file: String = #fileID, line: Int = #line
  ) -> Observation {
    let observation = Observation(
      text: text, value: value, band: pick(smoke: smoke ?? band, lesson: band))
    display(observation.plainText, markdown: observation.markdown, from: SourceLine(file, line))
    return observation
  }
}
