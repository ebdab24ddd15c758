import Figures
import Groundwork

extension AdviceReport {
  /// What, why, how sure, how much, what next.
  var firstPage: [ReportBlock] {
    var blocks: [ReportBlock] = [.title("Should we train our own model?"), .finding(answer)]
    blocks.append(.paragraph(reason))
    blocks.append(ladder)
    blocks.append(
      .paragraph(
        "Bits per byte are of held-out text: lower is better. Ranges hold four fifths of the cases. "
          + "Training costs are for the training that the figures speak of; \"three years\" adds people and "
          + "\(count(advice.costs.tokensPerDay)) tokens a day. # is the row in runs.csv."))
    blocks.append(.chart(name: "ladder", text: "Bits per byte of each option on both texts"))
    blocks.append(.heading("How sure is that?"))
    blocks.append(.list(certainty))
    blocks.append(.heading("What would change it"))
    blocks.append(.list(changes))
    blocks.append(.heading("What to do next"))
    blocks.append(.list([next] + exits))
    return blocks
  }

  /// The recommendation in a sentence.
  var answer: String {
    guard let option = advice.recommended, let outlook = advice[option] else {
      return "Nothing was measured: there is no recommendation."
    }
    let what = option.title.prefix(1).uppercased() + option.title.dropFirst()
    guard advice.isDecided else {
      let others = advice.open.map { "“\($0.title)”" }.joined(separator: " and ")
      return "Not enough evidence: “\(option.title)” is ahead, but \(others) may be right as well."
    }
    let sure = advice.odds.values.map { max($0, 1 - $0) }.min()
    let size =
      option.trains
      ? " (\(count(outlook.parameters)) parameters, \(count(outlook.tokens)) tokens)" : ""
    let recommendation =
      "\(what)\(size)" + (sure.map { ", with \(percent(min($0, 0.99))) confidence" } ?? "")
    let unasked = advice.unasked.count
    guard unasked > 0 else { return recommendation + "." }
    return "Of what was measured: \(option.title)\(recommendation.dropFirst(what.count)). "
      + "\(Plural.count(unasked, "option was", "options were")) not measured, and may be better."
  }

  /// What is said of a base that would recite what it is asked.
  var readTextWarning: String {
    "The base has evidently read the held-out text: its figures say nothing about new text, and the field needs "
      + "text that it cannot know."
  }

  /// Why that one.
  var reason: String {
    guard let option = advice.recommended, let outlook = advice[option] else {
      return facts.summary
    }
    var text =
      "It predicts the field's held-out text at \(bits(outlook.field)) bits per byte and general text at "
      + "\(bits(outlook.general)) (\(outlook.evidence.rawValue))."
    if option != AdviceChoice(.asIs), let asIs = advice[.asIs], asIs.isCandidate,
      let field = asIs.field
    {
      text +=
        " The general model as it is takes \(bits(field)) and \(bits(asIs.general)): "
        + "\(percent(1 - (outlook.field ?? field) / field)) less on the field."
    }
    if option == AdviceChoice(.asIs) {
      text += " No dearer option is better by \(bits(advice.settings.margin))."
    }
    return text + " " + facts.summary
  }

  var ladder: ReportBlock {
    .table(
      header: [
        "rung", "field", "80 %", "general", "training", "per million", "three years", "evidence",
        "verdict", "run",
      ],
      rows: advice.all.map { outlook in
        [
          "\(outlook.choice.rungs) \(outlook.choice.title)", bits(outlook.field),
          range(outlook.fieldInterval()), bits(outlook.general),
          outlook.bill.map { dollars($0.training) } ?? "–",
          dollars(outlook.bill?.perMillionTokens), dollars(outlook.bill?.threeYears),
          outlook.run == nil ? "–" : outlook.evidence.rawValue,
          outlook.objection.map { "excluded: \($0)" } ?? outlook.verdict.rawValue,
          place(outlook.run),
        ]
      }, alignsRight: [1, 2, 3, 4, 5, 6])
  }

  private var certainty: [String] {
    var lines = advice.all.compactMap { outlook -> String? in
      guard let odds = advice.odds[outlook.choice], let recommended = advice.recommended else {
        return nil
      }
      let isDearer = outlook.choice.place > recommended.place
      let (better, other) =
        isDearer ? (outlook.choice, recommended) : (recommended, outlook.choice)
      return "“\(better.title)” beats “\(other.title)” by more than "
        + "\(bits(advice.settings.margin)) bits per byte in \(percent(odds)) of the cases "
        + "(\(outlook.basis))."
    }
    lines += advice.all.filter { $0.isUnfinished && $0.verdict == .open }.map {
      "“\($0.choice.title)” was trained on \(count($0.tokens)) tokens, the budget allows more, and what more gives is not known (\($0.basis)): it is not ruled out."
    }
    lines += advice.combinations.filter { $0.verdict == .notKnown }.map {
      "What “\($0.choice.title)” would give is not known: \($0.basis)."
    }
    if !advice.unasked.isEmpty {
      lines.append(
        "Not measured: " + advice.unasked.map { "“\($0.title)”" }.joined(separator: ", ")
          + ". The recommendation is the best without them.")
    }
    lines.append(
      "Both texts count: the field \(percent(advice.settings.fieldWeight)), general text the rest. A dearer "
        + "option must be better with \(percent(advice.settings.confidence)) confidence.")
    if hasReadText { lines.append(readTextWarning) }
    if facts.isInterrupted {
      lines.append("The measurements were stopped before their time was over.")
    }
    if !facts.leftOut.isEmpty {
      lines.append(
        "There was no time for more runs, such as “\(facts.leftOut[0])”.")
    }
    return lines
  }

  /// What turns the answer, found by asking again.
  private var changes: [String] {
    var lines: [String] = []
    let now = advice.recommended
    func again(weight: Double? = nil, margin: Double? = nil) -> AdviceChoice? {
      Advice.climb(
        advice.all, fieldWeight: weight ?? advice.settings.fieldWeight,
        margin: margin ?? advice.settings.margin, confidence: advice.settings.confidence
      ).recommended
    }
    func line(_ what: String, _ other: AdviceChoice?) {
      lines.append(
        other == now ? "\(what): no change." : "\(what): “\(other?.title ?? "nothing")”.")
    }
    line("If the field alone counted", again(weight: 1))
    line("If both texts counted alike", again(weight: 0.5))
    line("If any gain were worth its price", again(margin: 0))
    line(
      "If a dearer option had to be better by \(bits(5 * advice.settings.margin)) bits",
      again(margin: 5 * advice.settings.margin))
    let trained = advice.options.filter { $0.option.trains && $0.objection == nil }
    let isAnyTrained = trained.contains { $0.run != nil }
    for factor in isAnyTrained ? [0.1, 10] : [] {
      var maker = maker
      maker.compute *= factor
      let options = advice.all.map { outlook in
        var changed = maker.outlook(outlook.choice)
        changed.objection = outlook.objection
        return changed
      }
      let other = Advice.climb(
        options, fieldWeight: advice.settings.fieldWeight, margin: advice.settings.margin,
        confidence: advice.settings.confidence
      ).recommended
      // Of what no curve was found, more is not known to change nothing.
      if factor > 1, other == now, options.contains(where: \.isUnfinished) {
        lines.append(
          "With ten times the compute: not known, for what more training gives could not be foretold."
        )
      } else if factor > 1, other == now, trained.contains(where: { $0.run == nil }) {
        lines.append("With ten times the compute: not known, for not every training was tried.")
      } else {
        line(factor < 1 ? "With a tenth of the compute" : "With ten times the compute", other)
      }
    }
    if !isAnyTrained, !trained.isEmpty {
      lines.append("With more compute: not known, for nothing was trained yet.")
    }
    for outlook in advice.options {
      if let objection = outlook.objection {
        lines.append(
          "Without the constraint on “\(outlook.choice.title)” (\(objection)), it would count.")
      }
    }
    return lines
  }

  /// The next doubling of the curve that leaves most open.
  var next: String {
    let undecided =
      advice.open.compactMap { advice[$0] }
      + advice.options.filter {
        advice.open.isEmpty && $0.option.trains && $0.objection == nil && $0.run != nil
      }
    func doubt(_ outlook: OptionOutlook) -> Double {
      abs((advice.odds[outlook.choice] ?? 0) - 0.5)
    }
    let trained = undecided.filter(\.option.trains).min { doubt($0) < doubt($1) }
    guard let outlook = trained,
      let last = runs.filter({ $0.choice == AdviceChoice(outlook.option) && !$0.isControl })
        .max(by: { $0.compute < $1.compute })
    else {
      return advice[.asIs]?.run == nil
        ? "The cheapest next experiment: measure a general model as it is. Without one, only new models could be compared."
        : "The cheapest next experiment: the same measurements with more minutes."
    }
    return
      "The cheapest next experiment: “\(outlook.choice.title)” on \(count(2 * last.tokens)) tokens, "
      + "about \(ProgressLine.duration(2 * last.seconds)) on this machine; the same folder and more minutes go on from here."
  }

  /// What must be seen to go on from a rung.
  private var exits: [String] {
    advice.options.compactMap { outlook -> String? in
      guard outlook.isCandidate, let field = outlook.field else { return nil }
      let goal = bits(field - advice.settings.margin)
      return switch outlook.option {
      case .asIs:
        "From “\(outlook.option.title)”: go on only if your own tasks fail, or an option takes the field below \(goal)."
      case .prompted, .retrieved:
        "From “\(outlook.option.title)”: go on only if tokens read (\(NumberStyle.decimals(1).text(outlook.run?.readPerToken ?? 1)) for each one asked) cost more than training, or training takes the field below \(goal)."
      case .adapted:
        "From “\(outlook.option.title)”: continue the whole model only if it takes the field below \(goal) at equal tokens."
      case .continued:
        "From “\(outlook.option.title)”: begin anew only if vocabulary or licence do not fit, or a new model is foretold below \(goal) with a passed back-test."
      case .mixture, .ownText: nil
      }
    }
  }
}

extension AdviceReport.Facts {
  var summary: String {
    "Measured in \(ProgressLine.duration(seconds)) on \(ByteCount.text(fieldBytes)) of field text "
      + "(\(Plural.count(fieldDocuments.training, "document")) to learn from, "
      + "\(fieldDocuments.heldOut) held out) and \(ByteCount.text(generalBytes)) of general text."
  }
}
