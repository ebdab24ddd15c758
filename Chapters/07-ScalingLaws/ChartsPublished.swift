import Foundation
import WorkbookCore

// The charts of chapter 7's second part, of what others have published.

/// The landscape of a law, Chinchilla in it, and its runs where they have been fetched.
func chinchillaFigure(_ law: ChinchillaLaw, runs: [TrainingRun]) -> Figure {
  let flagship = PublishedModel.chinchilla
  let wanted = law.computeOptimal(compute: flagship.compute).parameters
  var figure = Figure(
    "chinchilla",
    title: "For Chinchilla's budget the law of its own runs wants "
      + "\(NumberStyle.suffix.text(wanted)) parameters",
    subtitle: "Grey: equal loss (nats a token) by the law of Besiroglu et al.; blue: its frontier"
      + (runs.isEmpty ? "" : "; points: the runs"),
    caption: "Chinchilla: Hoffmann et al. 2022, table 1."
      + (runs.isEmpty ? "" : " Runs: Besiroglu et al. 2024."), size: .tall,
    x: Axis("operations", unit: "6ND", scale: .log), y: Axis("parameters", scale: .log),
    marks: landscape(law, budgets: [1e19, 1e20, 1e21, 1e22, 1e23, 1e24], span: 3e18...3e24)
      + [
        .points(
          x: [flagship.compute], y: [flagship.parameters], color: .vermilion, placement: .hidden),
        .note(
          "Chinchilla", at: (1.6 * flagship.compute, 0.36 * flagship.parameters),
          alignment: .right, color: .vermilion),
      ])
  if !runs.isEmpty {
    figure.panels[0].marks.insert(
      .points(
        x: runs.map(\.compute), y: runs.map(\.parameters), color: .black, placement: .hidden),
      at: 0)
    // Other people's points stay in the cache: only the picture is published.
    figure.publishesData = false
  }
  return figure
}

/// The published steps on the left, the chapter's own two counts on the right.
func kaplanFigure(
  steps: [String], refinedWeb: [Double], openWebText: [Double],
  without: (exponent: Double, interval: Interval?),
  with all: (exponent: Double, interval: Interval?)
) -> Figure {
  let (two, own) = (NumberStyle.decimals(2), [without, all])
  let ends = (
    low: own.map { $0.interval?.low ?? $0.exponent },
    high: own.map { $0.interval?.high ?? $0.exponent }
  )
  return Figure(
    "kaplan",
    title: "Without the embeddings the same runs say "
      + "\(two.text(without.exponent)) in place of \(two.text(all.exponent))",
    subtitle: "a of N* ∝ C^a, from Kaplan to Chinchilla step by step, and in your own runs",
    caption:
      "Published: Porian et al. 2024 (arXiv 2406.19146). This sweep: 90 % of bootstrap fits.",
    size: .init(width: 1000, height: 520),
    panels: [
      Figure.Panel(
        "published, step by step", x: Axis("a", range: 0...1), y: Axis(categories: steps),
        marks: [
          .bars("RefinedWeb", refinedWeb, color: .blue, valueStyle: .decimals(2)),
          .bars("OpenWebText2", openWebText, color: .orange, valueStyle: .decimals(2)),
        ]),
      Figure.Panel(
        "this sweep, counted twice", x: Axis("a", range: 0...1),
        y: Axis(categories: ["without embeddings", "all parameters"]),
        marks: [.bars("", own.map(\.exponent), interval: ends, color: .green)]),
    ])
}

/// The plane of compute and tokens, with the best lengths by two laws.
func bloombergFigure(shares: [Double]) -> Figure {
  let published = PublishedModel.all
  let range = (0...58).map { 1e21 * pow(10, Double($0) / 15) }
  func bestTokens(_ law: ChinchillaLaw) -> [Double] {
    range.map { law.computeOptimal(compute: $0).tokens }
  }
  let whole = NumberStyle.percent(0)
  return Figure(
    "bloomberg",
    title: "BloombergGPT read \(whole.text(shares.min() ?? 0)) to "
      + "\(whole.text(shares.max() ?? 0)) of the best number of tokens for its compute",
    subtitle: "Lines: the best number of tokens for a budget by two fits to the same runs",
    caption:
      "Models: \(PublishedModel.bloombergGPT.source); Hoffmann et al. 2022, table 1; Wu et al. 2023, "
      + "table 6; Touvron et al. 2023, table 2; of later models their reports (chapter 9). "
      + "Operations as 6ND.",
    size: .tall,
    x: Axis("operations", unit: "6ND", scale: .log), y: Axis("tokens", scale: .log),
    marks: [
      .line("Hoffmann et al.", x: range, y: bestTokens(.hoffmann), color: .blue),
      .line("Besiroglu et al.", x: range, y: bestTokens(.epoch), color: .green),
      .points(
        x: published.map(\.compute), y: published.map(\.tokens), color: .vermilion,
        placement: .hidden),
    ] + published.map(name))
}

/// A model's name beside its point, where no line and no other name is.
private func name(_ model: PublishedModel) -> Mark {
  let isLeft = [
    .opt66B, .gpt3, .llama13B, .llama65B, .llama31With8B, .llama31With70B, .qwen3With32B,
    .olmo2With32B,
  ].contains(model)
  let (shift, drop): (Double, Double) =
    switch model {
    case .neoX20B: (1.08, 0.84)
    case .chinchilla: (1.08, 0.86)
    case .llama65B: (0.62, 2.2)
    default: (isLeft ? 0.9 : 1.12, 1)
    }
  return .note(
    model.name, at: (model.compute * shift, model.tokens * drop),
    pointingTo: model == .llama65B ? (model.compute, model.tokens) : nil,
    alignment: isLeft ? .right : .left, color: .vermilion)
}

/// What readings of a text are worth, by three fits that the data hardly tell apart.
func repeatedFigure(_ rules: [RepeatedData]) -> Figure {
  let epochs = (0...60).map { pow(1_000, Double($0) / 60) }
  let (ceilings, times) = (rules.map { 1 + $0.tokenDecay }, NumberStyle.significant(2))
  let curves = zip(rules, [Hue.blue, .green, .purple]).map { rule, hue in
    Mark.line(
      "R* = \(NumberStyle.decimals(1).text(rule.tokenDecay))", x: epochs,
      y: epochs.map { rule.effectiveTokens(unique: 1, epochs: $0) }, color: hue)
  }
  return Figure(
    "repeated",
    title: "How often a text can be read is nearly unknown: its ceiling is "
      + "\(times.text(ceilings.min() ?? 0)) or \(times.text(ceilings.max() ?? 0)) times its length",
    subtitle:
      "Fresh tokens that would teach as much, per token of the text, by three fits to one table",
    caption: "182 runs of Muennighoff et al. 2023: three minima that they hardly tell apart.",
    x: Axis("times read", unit: "epochs", scale: .log),
    y: Axis("worth", unit: "fresh copies", scale: .log),
    marks: [
      .line(
        "if repeating cost nothing", x: epochs, y: epochs, color: .gray, dash: .dashed,
        placement: .key)
    ] + curves + [.vertical(4, "4 epochs")])
}

/// How far one step moves the next token's logit in models of several widths.
func rateFigure(_ widths: [Int], same: [Double], scaled: [Double]) -> Figure {
  let decimal = NumberStyle.decimals(1)
  let (first, last) = (widths.indices.first ?? 0, widths.indices.last ?? 0)
  return Figure(
    "rates",
    title: "Eight times the width: a step moves the next token's logit "
      + "\(NumberStyle.decimals(0).text(same[last] / same[first])) times as far, "
      + "by μP's rules \(decimal.text(scaled[last] / scaled[first])) times",
    subtitle:
      "One step of AdamW at the rate \(RateLaboratory.rate) from the first values, on 64 tokens; two layers",
    x: Axis("width", scale: .log),
    y: Axis("gain of the next token's logit", unit: "mean", scale: .log),
    marks: [
      .line(
        "the same rate", x: widths.map { Double($0) }, y: same, color: .vermilion,
        showsPoints: true),
      .line("μP", x: widths.map { Double($0) }, y: scaled, color: .blue, showsPoints: true),
    ])
}
