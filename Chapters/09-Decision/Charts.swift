import WorkbookCore

// How the pictures of this chapter are made from what it has computed.

/// The ladder of the seven rungs, with the exit test between each two.
func ladderSchematic(exits: [String]) -> Schematic {
  let rungs = AdviceOption.allCases
  let notes = [
    "nothing changes", "field text in the window", "a search fills the window",
    "a few weights move", "all weights move", "both texts, random weights",
    "one text, random weights",
  ]
  let boxes = zip(rungs, notes).map { rung, note in
    Schematic.Box.box(
      rung.rawValue, "\(rung.rung). \(rung.title)", note: note, column: 0,
      row: Double(rungs.count - rung.rung), hue: hue(RungFamily(rung)))
  }
  return Schematic(
    "The ladder: go up only by an exit test", boxes: boxes,
    arrows: zip(zip(rungs, rungs.dropFirst()), exits).map { pair, exit in
      .arrow(pair.0.rawValue, pair.1.rawValue, exit)
    },
    groups: RungFamily.allCases.map { .group($0.title, $0.rungs.map(\.rawValue)) },
    columnWidth: 320, rowGap: 84)
}

private func hue(_ family: RungFamily) -> Hue {
  switch family {
  case .asGiven: .green
  case .trainedFurther: .blue
  case .fromScratch: .vermilion
  }
}

/// The stages of a project, and the way back when a better gift comes.
func lifeSchematic(_ stages: [(name: String, question: String)]) -> Schematic {
  // Five above; below, the way back to the measuring.
  let columns = [0.0, 1, 2, 3, 4, 4, 2]
  let boxes = zip(stages, columns).enumerated().map { index, place in
    Schematic.Box.box(
      place.0.name, place.0.name, note: place.0.question, column: place.1,
      row: index < 5 ? 0 : 1, hue: place.0.name == "train" ? .vermilion : .blue)
  }
  return Schematic(
    "Seven stages, a gate behind each", boxes: boxes,
    arrows: zip(stages, stages.dropFirst()).map { .arrow($0.name, $1.name) }
      + [.arrow("watch", "measure", "a better gift", isDashed: true)],
    columnWidth: 150, columnGap: 40)
}

/// How often each rung wins, by own text, for each gift.
func oddsMap(
  _ odds: [[DecisionOdds]], given: [PublishedModel], amounts: [Double], budget: Double
) -> Figure {
  let scratch = odds.map { percent.text($0.map(\.fromScratch).max() ?? 0) }
  return Figure(
    "map",
    title: "From scratch wins at most "
      + zip(scratch, given).map { "\($0) of the draws given \($1.name)" }.joined(separator: ", "),
    subtitle: "How often each rung wins at \(dollars(budget)), over draws of all that is not known",
    size: Figure.Size(width: 900, height: 820), columnCount: 1,
    panels: zip(given, odds).map { given, rows in
      Figure.Panel(
        "given \(given.name): \(suffix.text(given.parameters)) parameters, "
          + "\(suffix.text(given.tokens)) tokens",
        x: Axis("different tokens of one's own text", categories: amounts.map(suffix.text)),
        y: Axis("", categories: AdviceOption.allCases.map(\.title)),
        marks: [
          .heatMap(
            HeatMap(
              AdviceOption.allCases.indices.map { option in rows.map { $0.all[option] } },
              annotation: .percent(0), palette: .light, range: 0...1,
              scaleLabel: "share of draws"))
        ])
    })
}

/// By how much a model from scratch is better than the gift trained further, by money and own text.
func moneyMap(
  _ advantage: [[Double]], budgets: [Double], amounts: [Double], given: PublishedModel,
  margin: Double
) -> Figure {
  let enough = zip(budgets, advantage).filter { $0.1.contains { $0 > margin } }.map(\.0).min()
  return Figure(
    "money",
    title: enough.map { "Given \(given.name), from scratch is ahead only from \(dollars($0)) on" }
      ?? "Given \(given.name), from scratch is nowhere ahead by more than the margin",
    subtitle:
      "Weighted loss of training the gift further less that of the best model from scratch; "
      + "the margin is \(NumberStyle.decimals(2).text(margin))",
    caption: "Mean over draws; values beyond ±0.5 have the end's colour.", size: .wide,
    x: Axis("different tokens of one's own text", categories: amounts.map(suffix.text)),
    y: Axis("training budget", categories: budgets.map(dollars)),
    marks: [
      .heatMap(
        HeatMap(
          advantage, annotation: .decimals(2), palette: .diverging, range: -0.5...0.5,
          scaleLabel: "nats a token"))
    ])
}

/// The cheapest size over a life, by the tokens that are served.
func servingChart(_ plans: [ServingPlan]) -> Figure {
  let reference = plans.first?.reference.parameters ?? 1
  let share = (plans.last?.best.parameters ?? reference) / reference
  let sizes = plans.map(\.best.parameters) + [reference]
  // A decade holds few powers of ten: 1, 2 and 5 of each.
  let (low, high) = (0.9 * (sizes.min() ?? 1), 1.1 * (sizes.max() ?? 1))
  let ticks = (6...13).flatMap { power in
    [1, 2, 3, 5, 7].map { $0 * Double.pow(10, Double(power)) }
  }
  .filter { (low...high).contains($0) }.map { Axis.Tick($0, suffix.text($0)) }
  return Figure(
    "serving",
    title: "For \(suffix.text(plans.last?.tokens ?? 0)) tokens served, the cheapest model of this "
      + "loss has \(percent.text(share)) of the law's size",
    subtitle: "Parameters of the lowest cost for training and use together, at one loss",
    x: Axis("tokens served", scale: .log),
    y: Axis("parameters", scale: .log, range: low...high, ticks: ticks),
    marks: [
      .line(
        "cheapest over its life", x: plans.map(\.tokens), y: plans.map(\.best.parameters),
        color: .blue),
      .horizontal(reference, "best for training alone"),
    ])
}

/// How often a family is best, with one assumption at a time held at an end of its range.
func sensitivityChart(
  _ all: [DecisionSensitivity], family: RungFamily, of name: String, whenAllAreDrawn: Double
) -> Figure {
  let sorted = all.sorted { $0.odds[family] < $1.odds[family] }
  let ends = [sorted.first, sorted.last].map { percent.text($0?.odds[family] ?? 0) }
  return Figure(
    "sensitivity",
    title: "\(name): “\(family.title)” is best in \(ends[0]) to \(ends[1]) of the draws",
    subtitle: "One assumption at a time held at an end of its range, all others drawn",
    size: .tall, x: Axis("share of draws", from: 0, to: 1),
    y: Axis("", categories: sorted.map(\.what)),
    marks: [
      .bars("share", sorted.map { $0.odds[family] }, color: .blue),
      .vertical(whenAllAreDrawn, "all drawn"),
    ])
}
