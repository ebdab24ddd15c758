import Figures
import Foundation
import Groundwork

/// The losses of runs against the tokens that they have seen, as a figure.
///
///     try RunChart(runs).figure?.render(in: "charts")     // loss.svg, loss.csv, loss.gp
public struct RunChart: Sendable {
  private let comparison: RunComparison
  /// The scale of losses of different tokenizers, where all runs tell the sizes of their texts.
  private let isInBits: Bool

  public init(_ runs: [RunRecord]) {
    comparison = RunComparison(runs)
    isInBits =
      !comparison.hasOneTokenizer && runs.allSatisfy { $0.heldOut.bitsPerByte(1) != nil }
  }

  /// Nil where no run has measured anything.
  public var figure: Figure? {
    let marks = comparison.runs.count == 1 ? one(comparison.runs[0]) : several
    guard !marks.isEmpty else { return nil }
    return Figure(
      "loss", title: title, subtitle: subtitle, caption: caption,
      x: Axis("tokens seen", style: .suffix),
      y: Axis("loss", unit: isInBits ? "bits a byte" : "nats a token"), marks: marks)
  }

  /// The held-out losses of a run where it looked, else those of its batches.
  private func curve(_ run: RunRecord) -> (x: [Double], y: [Double], isHeldOut: Bool) {
    let looks = run.metrics.compactMap { row in
      run.heldOut.loss(of: row).map { (Double(row.tokens), scaled($0, run)) }
    }
    if looks.count > 1 { return (looks.map(\.0), looks.map(\.1), true) }
    return (
      run.metrics.map { Double($0.tokens) }, run.metrics.map { scaled($0.trainingLoss, run) }, false
    )
  }

  private func scaled(_ loss: Double, _ run: RunRecord) -> Double {
    isInBits ? run.heldOut.bitsPerByte(loss) ?? .nan : loss
  }

  private func one(_ run: RunRecord) -> [Mark] {
    guard !run.metrics.isEmpty else { return [] }
    let batches = Mark.line(
      "training batches", x: run.metrics.map { Double($0.tokens) },
      y: run.metrics.map(\.trainingLoss), color: .gray, width: 1)
    let (x, y, isHeldOut) = curve(run)
    return [batches] + (isHeldOut ? [.line("held-out text", x: x, y: y, showsPoints: true)] : [])
  }

  private var several: [Mark] {
    zip(comparison.runs, comparison.names).compactMap { run, name in
      let (x, y, isHeldOut) = curve(run)
      return x.isEmpty
        ? nil
        : .line(
          isHeldOut ? name : name + " (training)", x: x, y: y, dash: isHeldOut ? .solid : .dashed)
    }
  }

  /// The finding.
  private var title: String {
    let ends = zip(comparison.runs, comparison.names).compactMap { run, name in
      curve(run).y.last.map { (name: name, loss: $0) }
    }
    let unit = isInBits ? "bits a byte" : "nats a token"
    guard let best = ends.min(by: { $0.loss < $1.loss }) else { return "" }
    let loss = NumberStyle.decimals(3).text(best.loss)
    if comparison.runs.count == 1 {
      let first = curve(comparison.runs[0]).y.first ?? best.loss
      return first > best.loss
        ? "The loss falls from \(NumberStyle.decimals(3).text(first)) to \(loss) \(unit)"
        : "The loss ends at \(loss) \(unit)"
    }
    return "\(best.name) ends lowest, at \(loss) \(unit)"
  }

  private var subtitle: String {
    comparison.runs.count == 1
      ? ["corpus", "shape", "parameters"].compactMap { name in
        comparison.runs[0][name].map { name == "parameters" ? "\($0) parameters" : $0 }
      }.joined(separator: "; ")
      : comparison.common.filter { ["corpus", "shape"].contains($0.name) }.map(\.value)
        .joined(separator: "; ")
  }

  private var caption: String {
    comparison.hasOneTokenizer || isInBits
      ? "" : "The tokenizers differ: losses a token are of different tokens."
  }
}
