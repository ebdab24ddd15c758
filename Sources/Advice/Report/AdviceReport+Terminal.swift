import Groundwork

extension AdviceReport {
  /// The first page for a terminal of 80 columns.
  public var text: String {
    var lines = TerminalText.wrapped(answer, width: 78).map { $0 }
    lines.append("")
    lines += TerminalText.wrapped(reason, width: 78)
    lines.append("")
    lines.append(
      row("rung", "field", "general", "3 years", "verdict"))
    for outlook in advice.all {
      lines.append(
        row(
          "\(outlook.choice.rungs) \(outlook.choice.shortTitle)", bits(outlook.field),
          bits(outlook.general), dollars(outlook.bill?.threeYears),
          outlook.objection == nil ? outlook.verdict.rawValue : "excluded"))
    }
    lines.append("")
    lines += advice.options.flatMap { outlook in
      outlook.objection.map {
        TerminalText.wrapped("excluded: \(outlook.option.title): \($0)", width: 78)
      } ?? []
    }
    if hasReadText { lines += TerminalText.wrapped(readTextWarning, width: 78) }
    lines += TerminalText.wrapped(next, width: 78)
    return lines.map { TerminalText.safe($0) }.joined(separator: "\n")
  }

  private func row(
    _ name: String, _ field: String, _ general: String, _ cost: String, _ verdict: String
  ) -> String {
    func left(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return left(name, 28) + right(field, 7) + right(general, 9) + right(cost, 10) + "  " + verdict
  }
}
