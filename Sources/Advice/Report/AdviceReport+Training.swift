import Figures
import Groundwork

/// What further training gave: with several bases, with passages in the window, with several shares of replay.
extension AdviceReport {
  private var asIs: AdviceRun? {
    runs.first { $0.option == .asIs && !$0.isControl && $0.base == advice.base }
  }

  /// Every base as it is and trained, and why the others were not gone on with.
  var basesTried: [ReportBlock] {
    guard facts.bases.count > 1 else { return [] }
    func plain(_ base: String) -> AdviceRun? {
      runs.first { $0.option == .asIs && !$0.isControl && $0.base == base }
    }
    func trained(_ base: String) -> [AdviceRun] {
      runs.filter {
        $0.choice == AdviceChoice(.continued) && !$0.isControl && $0.base == base
          && $0.seed == advice.settings.seed && $0.replay == AdviceSettings.usualReplay
      }
    }
    let lengths = facts.bases.map { Set(trained($0).map(\.tokens)) }.filter { !$0.isEmpty }
    // The longest training that all that were trained have had.
    let common = lengths.dropFirst().reduce(lengths.first ?? []) { $0.intersection($1) }.max()
    let rows = facts.bases.map { base -> [String] in
      let after = trained(base).first { $0.tokens == common }
      return [
        base, plain(base).map { count($0.parameters) } ?? "–",
        bits(plain(base)?.field.bitsPerByte), bits(plain(base)?.general?.bitsPerByte),
        after.map { "\(bits($0.field.bitsPerByte)) (\(place($0)))" } ?? "not trained",
      ]
    }
    let left = facts.bases.filter { trained($0).isEmpty }
    var text =
      "Bases. “\(advice.base ?? "none")” is gone on with: it predicts both texts best as it is"
      + (lengths.count > 1
        ? ", or at least as well, but for the margin, after the same training" : "") + "."
    if !left.isEmpty {
      text +=
        " Not trained: \(left.joined(separator: ", ")). The second best is trained once the best one has had "
        + "two rounds, and there was no time for that; of more than two, the others never are."
    }
    return [
      .paragraph(text),
      .table(
        header: [
          "base", "parameters", "field as it is", "general",
          common.map { "field after \(count($0)) tokens" } ?? "field after training",
        ], rows: rows, alignsRight: [1, 2, 3, 4]),
    ]
  }

  /// Passages in the window of what was trained.
  var together: [ReportBlock] {
    let pairs = runs.filter { $0.window != nil && $0.base == advice.base }.compactMap { run in
      runs.first {
        $0.choice == AdviceChoice(run.option) && $0.base == run.base && $0.tokens == run.tokens
          && $0.seed == run.seed && $0.fieldShare == run.fieldShare && !$0.isControl
      }.map { (run: run, alone: $0) }
    }
    guard !pairs.isEmpty, let asIs else { return [] }
    return [
      .paragraph(
        "Trained, and with passages in the window: what both give together against each alone, on the same pieces."
      ),
      .table(
        header: [
          "training", "tokens", "in the window", "field", "against training alone", "80 %",
          "against as it is", "run",
        ],
        rows: pairs.map { run, alone in
          let change = run.field.change(from: alone.field)
          return [
            run.option.title, count(run.tokens),
            Plural.count(
              run.passages, run.window == .retrieved ? "best passage" : "random passage"),
            bits(run.field.bitsPerByte), signed(change.mean),
            "\(signed(change.interval.lowerBound)) to \(signed(change.interval.upperBound))",
            signed(run.field.change(from: asIs.field).mean), place(run),
          ]
        }, alignsRight: [1, 3, 4, 5, 6]),
    ]
  }

  var forgetting: [ReportBlock] {
    let tried = runs.filter {
      $0.choice == AdviceChoice(.continued) && $0.base == advice.base && !$0.isControl
    }.sorted {
      ($0.tokens, -($0.fieldShare ?? 1), $0.seed) < ($1.tokens, -($1.fieldShare ?? 1), $1.seed)
    }
    guard tried.count > 1, let before = asIs?.general else { return [] }
    return [
      .paragraph(
        "Learning and forgetting, by tokens and by the share of general text that is replayed:"),
      .table(
        header: ["tokens", "replay", "seed", "field", "general", "general forgotten", "run"],
        rows: tried.map { run in
          [
            count(run.tokens), percent(1 - (run.fieldShare ?? 1)), "\(run.seed)",
            bits(run.field.bitsPerByte), bits(run.general?.bitsPerByte),
            run.general.map { signed($0.change(from: before).mean) } ?? "–", place(run),
          ]
        }, alignsRight: [0, 1, 2, 3, 4, 5]),
    ] + (replaySentence.map { [.paragraph($0)] } ?? [])
  }

  /// Which share of general text is best, as far as the D-CPT law tells.
  private var replaySentence: String? {
    guard let outlook = advice[.continued], outlook.tokens > 0 else { return nil }
    let found = maker.replay(at: outlook.tokens)
    let law = "The D-CPT law (share of the text, tokens) of \(Plural.count(found.runs, "run"))"
    guard let field = found.field, let general = found.general else {
      return
        "\(law): too few runs, or too few shares and lengths, for a law that can be tested; how much "
        + "to replay is not known."
    }
    func said(_ test: BackTest) -> String {
      "\(test.isPassed ? "within its bands" : "outside its bands") (missed by \(bits(test.worst)) at most)"
    }
    let tests =
      "\(law) was shown the shorter ones and asked for the longest \(field.measured.count): they lay "
      + "\(said(field)) on the field, and \(said(general)) on general text"
    guard let best = found.best else { return "\(tests): how much to replay is not known." }
    return best == AdviceSettings.usualReplay
      ? "\(tests). At \(count(outlook.tokens)) tokens no share from 0 to \(percent(AdviceSettings.replays.max() ?? 0)) is better than the usual \(percent(best)) by more than \(bits(OutlookMaker.leastReplayGain))."
      : "\(tests). At \(count(outlook.tokens)) tokens it finds \(percent(best)) best, \(bits(found.gain)) bits per byte better than \(percent(AdviceSettings.usualReplay)), both texts weighed."
  }
}
