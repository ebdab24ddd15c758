import Figures
import Foundation
import Groundwork

/// The report: what is recommended, why, how sure that is, what it costs, and what to do next; then the
/// evidence. Every figure is written from a value, and says which runs it comes from.
public struct AdviceReport {
  let advice: Advice
  let runs: [AdviceRun]
  let findings: GapFindings?
  let facts: Facts
  /// What the curves are drawn through.
  let maker: OutlookMaker
  /// What earlier calls foretold.
  let forecasts: ForecastRecord

  /// What was read and how long it took.
  public struct Facts: Sendable {
    public var fieldBytes = 0
    public var generalBytes = 0
    public var fieldDocuments = (training: 0, heldOut: 0)
    public var generalDocuments = (training: 0, heldOut: 0)
    public var ownTokens = 0.0
    /// All models that were given, in their order.
    public var bases: [String] = []
    public var dropped: [String] = []
    public var notices: [String] = []
    public var leftOut: [String] = []
    public var isInterrupted = false
    public var seconds = 0.0
    public var taskKind = ""
  }

  public init(_ runner: AdviceRunner, advice: Advice) {
    self.advice = advice
    runs = runner.ledger.runs
    findings = runner.ledger.findings
    forecasts = runner.ledger.record
    maker = runner.outlookMaker(costs: advice.costs, compute: advice.compute)
    var facts = Facts()
    (facts.fieldBytes, facts.generalBytes) = (runner.field.givenBytes, runner.general.givenBytes)
    facts.fieldDocuments = (runner.field.training.documents.count, runner.field.heldOut.count)
    facts.generalDocuments = (runner.general.training.documents.count, runner.general.heldOut.count)
    facts.ownTokens = runner.ownTokens
    facts.bases = runner.bases.map(\.name)
    facts.dropped = [runner.field, runner.general].flatMap { text in
      text.report.drops.map {
        "\(text.side): \(Plural.count($0.documents, "document")), \($0.rule)"
      }
    }
    facts.notices = runner.field.notices + runner.general.notices + runner.notices
    (facts.leftOut, facts.isInterrupted) = (runner.leftOut, runner.isInterrupted)
    facts.seconds = runner.clock.elapsed
    facts.taskKind =
      runner.tasks.questions.isEmpty
      ? "" : runner.tasks.isMade ? "made of the field's own terms" : "of your own"
    self.facts = facts
  }

  /// Where a run stands in `runs.csv`: its line under the header.
  func place(_ run: AdviceRun?) -> String {
    guard let run, let index = runs.firstIndex(where: { $0.name == run.name }) else { return "–" }
    return "#\(index + 1)"
  }

  var blocks: [ReportBlock] { firstPage + evidence }

  /// Writes `report.md`, `report.html`, `report.json` and the charts into a folder.
  ///
  /// - Throws: `FileError`; charts that cannot be drawn are left out, and named.
  @discardableResult public func write(to folder: String) throws -> [String] {
    var problems: [String] = []
    var pictures: [String: [UInt8]] = [:]
    var drawn: [String] = []
    for figure in figures {
      do {
        try figure.render(in: folder)
        pictures[figure.name] = try AtomicFile.read(
          "\(folder)/\(figure.name).svg", limit: .settings)
        drawn.append(figure.name)
      } catch let error as FigureError {
        problems.append("\(error)")
      }
    }
    let blocks = self.blocks.filter { block in
      if case .chart(let name, _) = block { drawn.contains(name) } else { true }
    }
    try AtomicFile.write(blocks.markdown, to: "\(folder)/report.md")
    try AtomicFile.write(blocks.html { pictures[$0] }, to: "\(folder)/report.html")
    try AtomicFile.write(json.encoded(isPretty: true) + [0x0A], to: "\(folder)/report.json")
    return problems
  }
}
