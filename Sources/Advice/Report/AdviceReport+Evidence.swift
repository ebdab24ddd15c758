import Figures
import Groundwork

extension AdviceReport {
  /// What the first page rests on.
  var evidence: [ReportBlock] {
    var blocks: [ReportBlock] = [.heading("Evidence: the gap")]
    blocks += gap
    blocks.append(.heading("Evidence: the options"))
    blocks.append(.list(advice.all.map(line)))
    blocks.append(
      .chart(name: "curves", text: "Bits per byte of the field against operations spent"))
    blocks += record
    blocks += basesTried
    blocks += context
    blocks += together
    blocks += forgetting
    blocks += tasks
    blocks += privacy
    blocks.append(.heading("Costs and what they assume"))
    blocks += costs
    blocks.append(.heading("Every run"))
    blocks.append(runTable)
    let notes = facts.notices + facts.dropped.map { "cleaned away: \($0)" }
    if !notes.isEmpty {
      blocks.append(.heading("Notes on the text"))
      blocks.append(.list(notes))
    }
    return blocks
  }

  private func line(_ outlook: OptionOutlook) -> String {
    let name = "“\(outlook.choice.title)”"
    if let objection = outlook.objection { return "\(name): excluded, for \(objection)." }
    guard outlook.run != nil else { return "\(name): not measured." }
    guard !outlook.fieldDraws.isEmpty else {
      return "\(name): not known; \(outlook.basis). Run \(place(outlook.run))."
    }
    let size =
      outlook.option.trains
      ? " \(count(outlook.parameters)) parameters, \(count(outlook.tokens)) tokens;" : ""
    return
      "\(name):\(size) \(bits(outlook.field)) (\(range(outlook.fieldInterval()))) on the field, "
      + "\(bits(outlook.general)) on general text; \(outlook.evidence.rawValue): \(outlook.basis). "
      + "Run \(place(outlook.run))."
  }

  private var record: [ReportBlock] {
    let entries = forecasts.entries
    guard !entries.isEmpty else { return [] }
    return [
      .paragraph(
        "What earlier calls foretold, and what came: \(forecasts.heldCount) of \(Plural.count(entries.count, "forecast")) lay within their bands of \(percent(KeptForecast.level))."
      ),
      .table(
        header: ["run", "times the dearest then", "foretold", "band", "came", "within"],
        rows: entries.map {
          [
            "\(place($0.run)) \($0.run.name)", OutlookMaker.factor($0.forecast.factor),
            bits($0.forecast.median), range($0.forecast.low...$0.forecast.high),
            bits($0.run.field.bitsPerByte), $0.isHeld ? "yes" : "no",
          ]
        }, alignsRight: [1, 2, 3, 4]),
    ]
  }

  // MARK: - The gap

  private var gap: [ReportBlock] {
    guard let findings else { return [.paragraph("The gap was not measured.")] }
    var blocks: [ReportBlock] = [
      .paragraph(
        "Different tokens at hand: about \(count(facts.ownTokens)), in a vocabulary of the field's own."
      ),
      .table(
        header: ["vocabulary", "size", "field, bytes a token", "general, bytes a token"],
        rows: findings.vocabularies.map {
          [
            $0.name, "\($0.size)", NumberStyle.decimals(2).text($0.fieldBytesPerToken),
            NumberStyle.decimals(2).text($0.generalBytesPerToken),
          ]
        }, alignsRight: [1, 2, 3]),
    ]
    if let base = findings.base, !findings.positions.isEmpty {
      blocks.append(
        .paragraph(
          "Does context close the gap? \(base), bits per byte by the tokens that stand before:"))
      blocks.append(
        .table(
          header: ["tokens before", "field", "general"],
          rows: findings.positions.map {
            ["\($0.from)–\($0.to - 1)", bits($0.field), bits($0.general)]
          },
          alignsRight: [1, 2]))
    }
    if let share = baseRun?.recitedShare, share > 0 {
      blocks.append(
        .paragraph(
          "In \(percent(share)) of the held-out pieces the base would write "
            + "\(GapMeasurement.recitedLength) tokens or more word by word"
            + (share >= Self.hasReadShare
              ? ": it has evidently read this text, and its figures say nothing about new text."
              : "; boilerplate does that, and so does text that it has read.")))
    }
    if !findings.terms.isEmpty {
      let hasModel = findings.base != nil
      blocks.append(
        .paragraph(
          hasModel
            ? "Terms of the field that the base's vocabulary cuts into most tokens, and how unlikely it finds them where they stand:"
            : "The field's most frequent terms:"))
      blocks.append(
        .table(
          header: hasModel ? ["term", "times", "tokens", "bits for the word"] : ["term", "times"],
          rows: findings.terms.map {
            let word = [$0.word, "\($0.count)"]
            return hasModel
              ? word + ["\($0.tokens)", $0.bits.map { NumberStyle.decimals(1).text($0) } ?? "–"]
              : word
          }, alignsRight: [1, 2, 3]))
    }
    if !findings.senses.isEmpty {
      blocks.append(
        .paragraph(
          "Words that both texts have in different company. Where the company is another topic, the word means the same; where it is another sense, a general model expects the wrong one:"
        ))
      blocks.append(
        .table(
          header: [
            "word", "likeness", "company in the field", "in general text", "bits: field", "general",
          ],
          rows: findings.senses.map {
            [
              $0.word, NumberStyle.decimals(2).text($0.likeness),
              $0.fieldNeighbours.joined(separator: ", "),
              $0.generalNeighbours.joined(separator: ", "),
              $0.fieldBits.map { NumberStyle.decimals(1).text($0) } ?? "–",
              $0.generalBits.map { NumberStyle.decimals(1).text($0) } ?? "–",
            ]
          }, alignsRight: [1, 4, 5]))
    }
    return blocks
  }

  private var baseRun: AdviceRun? {
    runs.first { $0.option == .asIs && !$0.isControl && $0.base == advice.base }
  }

  /// Whether the base has evidently read the text that it is asked.
  var hasReadText: Bool { (baseRun?.recitedShare ?? 0) >= Self.hasReadShare }

  /// From this share of recited pieces on, a base has read the text.
  static let hasReadShare = 0.3

  // MARK: - Context, replay, tasks

  private var context: [ReportBlock] {
    let tried = runs.filter {
      $0.base == advice.base
        && ($0.option == .prompted || $0.option == .retrieved || $0.option == .asIs)
    }
    guard tried.count > 1, let asIs = tried.first(where: { $0.option == .asIs && !$0.isControl })
    else { return [] }
    var blocks: [ReportBlock] = [
      .paragraph(
        "What stands before what is asked. Random passages of the field are the control: what the best passages give beyond them is what the search is worth."
      ),
      .table(
        header: ["before it", "field", "against as it is", "80 %", "run"],
        rows: tried.map { run in
          let change = run.field.change(from: asIs.field)
          let what =
            run.isControl
            ? "nothing"
            : run.passages == 0
              ? "the text before it"
              : "\(Plural.count(run.passages, run.option == .retrieved ? "best passage" : "random passage")) and the text before it"
          return [
            what, bits(run.field.bitsPerByte), signed(change.mean),
            "\(signed(change.interval.lowerBound)) to \(signed(change.interval.upperBound))",
            place(run),
          ]
        }, alignsRight: [1, 2]),
    ]
    if let excluded = findings?.excludedPassages, excluded > 0 {
      blocks.append(
        .paragraph(
          "\(Plural.count(excluded, "passage")) were kept out of the windows, for they are, or nearly copy, what is asked."
        ))
    }
    return blocks
  }

  func signed(_ value: Double) -> String {
    (value > 0 ? "+" : "") + NumberStyle.decimals(3).text(value)
  }

  private var tasks: [ReportBlock] {
    let asked = runs.filter { $0.tasks != nil }
    guard let first = asked.first?.tasks else { return [] }
    return [
      .paragraph(
        "Questions (\(facts.taskKind)): \(first.asked) with choices; guessing gets \(percent(first.chance)). By the likelihood of each choice, of its tokens in the mean, and by what the question adds to it. The last column is what the right answers cost."
      ),
      .table(
        header: ["run", "plain", "by length", "calibrated", "80 %", "bits a byte of answers"],
        rows: asked.compactMap { run in
          run.tasks.map {
            let interval = $0.interval()
            return [
              "\(place(run)) \(run.name)", percent($0.accuracy(.plain)),
              percent($0.accuracy(.perToken)), percent($0.accuracy(.calibrated)),
              "\(percent(interval.lowerBound))–\(percent(interval.upperBound))",
              bits($0.answers.bitsPerByte),
            ]
          }
        }, alignsRight: [1, 2, 3, 4, 5]),
    ]
  }

  private var privacy: [ReportBlock] {
    guard let run = runs.last(where: { $0.privacy != nil }), let found = run.privacy else {
      return []
    }
    return [
      .paragraph(
        "What a trained model gives away (run \(place(run)), \(count(run.tokens)) tokens, each read once): sentences with a secret were planted in its training text. A model that learned nothing of them has an exposure near 1.4 bits in the mean, one that would guess each at once \(NumberStyle.decimals(0).text(found.mostExposure))."
      ),
      .table(
        header: ["times planted", "sentences", "exposure, bits"],
        rows: found.canaries.map {
          ["\($0.times)", "\($0.sentences)", NumberStyle.decimals(1).text($0.exposure)]
        }, alignsRight: [0, 1, 2]),
      .paragraph(
        "The longest stretch that it would write word by word: \(found.longestTrained) tokens of text that it was trained on, \(found.longestBefore) of the same text before training, \(found.longestHeldOut) of held-out text."
      ),
    ]
  }

  // MARK: - Costs and runs

  private var costs: [ReportBlock] {
    let costs = advice.costs
    var lines = [
      "Compute for training: \(NumberStyle.powers.text(advice.compute)) operations (\(advice.computeBasis)).",
      "An hour of \(costs.acceleratorName) costs $\(NumberStyle.decimals(2).text(costs.hourlyPrice)) (yours, or assumed); training reaches \(percent(costs.trainingUtilization)) of its peak, serving \(percent(costs.servingUtilization)) (assumed).",
      "Volume: \(count(costs.tokensPerDay)) tokens a day, for three years.",
      "Weeks of work (assumed, at \(dollars(costs.weeklyWage)) a week): "
        + AdviceOption.allCases.map {
          "\($0.title) \(NumberStyle.automatic.text(costs.weeks[$0.rawValue] ?? 0))"
        }.joined(separator: ", ") + ".",
      "Not in the bill: evaluation by people, failed runs, security, upkeep after three years.",
    ]
    if let hosted = costs.hostedPrice {
      lines.append(
        "A hosted model at \(dollars(hosted)) a million tokens would cost \(dollars(hosted * costs.tokensPerDay * 365 * AdviceCosts.years / 1e6)) in three years at this volume."
      )
    }
    return [
      .list(lines), .chart(name: "break-even", text: "Dollars against tokens served, by option"),
    ]
  }

  private var runTable: ReportBlock {
    .table(
      header: ["#", "run", "parameters", "tokens", "field", "80 %", "general", "seconds"],
      rows: runs.enumerated().map { index, run in
        [
          "\(index + 1)", run.name, count(run.parameters), run.tokens > 0 ? count(run.tokens) : "–",
          bits(run.field.bitsPerByte), range(run.field.interval()), bits(run.general?.bitsPerByte),
          NumberStyle.decimals(0).text(run.seconds),
        ]
      }, alignsRight: [0, 2, 3, 4, 5, 6, 7])
  }
}
