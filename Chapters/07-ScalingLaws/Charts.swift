import Foundation
import WorkbookCore

// The charts of chapter 7's first part, of its own runs: how they are drawn is no part of what they show.

private let two = NumberStyle.decimals(2)
private let times = NumberStyle.significant(2)

/// How losses fell; black is the lowest so far.
func curvesFigure(_ curves: [[TrainingRun]], _ envelope: TrainingEnvelope?) -> Figure {
  let sizes = Set(curves.map { $0[0].parameters }).sorted()
  let end = curves.compactMap { $0.last?.compute }.max() ?? 1
  func hue(_ size: Double) -> Hue {
    .ordered(Double(sizes.firstIndex(of: size) ?? 0) / Double(max(1, sizes.count - 1)))
  }
  // Only where the chart ends there is room for a name.
  func isNamed(_ curve: [TrainingRun]) -> Bool { (curve.last?.compute ?? 0) > 0.9 * end }
  let named = Set(curves.filter(isNamed).map { $0[0].parameters })
  let unnamed = sizes.filter { !named.contains($0) }.map(NumberStyle.suffix.text)
  let lines = curves.map { curve in
    Mark.line(
      isNamed(curve) ? NumberStyle.suffix.text(curve[0].parameters) : "",
      x: curve.map(\.compute), y: curve.map(\.loss), color: hue(curve[0].parameters), width: 1.5,
      placement: isNamed(curve) ? .end : .hidden)
  }
  return Figure(
    "curves",
    title: envelope.map {
      "Read off the curves, the best size grows as C to the power \(two.text($0.size.exponent))"
    } ?? "On these curves no size but the smallest and the largest is ever the best",
    subtitle:
      "Held-out loss along each training; colours are sizes, the thick line is the lowest so far",
    caption: "One seed of each run."
      + (unnamed.isEmpty
        ? "" : " The darkest have \(unnamed.joined(separator: " and ")) parameters."),
    size: .tall,
    x: Axis("operations so far", unit: "6ND", scale: .log),
    y: Axis("held-out loss", unit: "nats a token", scale: .log),
    marks: lines + (envelope.map { [envelopeMark($0)] } ?? []))
}

private func envelopeMark(_ envelope: TrainingEnvelope) -> Mark {
  // At the very start a single curve may stand alone: drawn from where the points follow closely.
  let points = envelope.points
  let gap = points.indices.dropFirst().last {
    points[$0].compute > 1.2 * points[$0 - 1].compute
  }
  let some = points.dropFirst(gap ?? 0).enumerated().filter { $0.offset.isMultiple(of: 15) }
    .map(\.element)
  // What so many operations buy at most: where a budget's runs end, a shorter run stays best.
  var lowest: [Double] = []
  for point in some { lowest.append(min(point.loss, lowest.last ?? .infinity)) }
  return .line(
    "envelope", x: some.map(\.compute), y: lowest, color: .black, width: 2, placement: .hidden)
}

/// A valley a budget, with the lowest place of each.
func isoflopFigure(_ profiles: [IsoFLOPProfile]) -> Figure {
  let marks = profiles.enumerated().flatMap { index, profile -> [Mark] in
    let hue = Hue.ordered(Double(index) / Double(max(1, profiles.count - 1)))
    let sizes = profile.runs.map(\.parameters)
    let (low, high) = (sizes.min() ?? 1, sizes.max() ?? 1)
    let curve = (0...40).map { low * pow(high / low, Double($0) / 40) }
    let bottom = profile.optimum.flatMap { $0.isInside ? $0 : nil }
    return [
      .line(
        NumberStyle.powers.text(profile.compute), x: curve,
        y: curve.map { profile.loss(parameters: $0) }, color: hue),
      .points(x: sizes, y: profile.runs.map(\.loss), color: hue, placement: .hidden),
    ]
      + (bottom.map {
        [.points(x: [$0.parameters], y: [$0.loss], color: .vermilion, placement: .hidden)]
      } ?? [])
  }
  let inside = profiles.filter { $0.optimum?.isInside == true }
  let growth =
    (inside.last?.optimum?.parameters ?? .nan) / (inside.first?.optimum?.parameters ?? .nan)
  let budgets = (inside.last?.compute ?? .nan) / (inside.first?.compute ?? .nan)
  return Figure(
    "isoflop",
    title: inside.count > 1
      ? "\(times.text(budgets)) times the budget wants \(times.text(growth)) times the parameters"
      : "So few valleys have a bottom that nothing can be read off",
    subtitle: "Each curve is one budget of operations, spent on models of several sizes",
    caption: "Parabolas in the logarithm of the parameters; red points are their lowest places.",
    x: Axis("parameters", scale: .log), y: Axis("held-out loss", unit: "nats a token"),
    marks: marks)
}

/// Lines of equal loss and, in blue, the frontier.
func landscape(
  _ law: ChinchillaLaw, budgets: [Double], span: ClosedRange<Double>
) -> [Mark] {
  let contours = budgets.map { budget -> Mark in
    let best = law.computeOptimal(compute: budget)
    // From the turning place to both sides, as far as the chart goes.
    let around = (-60...60).map { best.parameters * pow(10, Double($0) / 30) }
    let line = around.compactMap { size -> (compute: Double, size: Double)? in
      law.tokens(toReach: best.loss, parameters: size).map { (6 * size * $0, size) }
    }.filter { span.contains($0.compute) }
    return .line(
      two.text(best.loss), x: line.map(\.compute), y: line.map(\.size), color: .gray, width: 1.2)
  }
  let along = places(in: span)
  return contours + [
    .line(
      "", x: along, y: along.map { law.computeOptimal(compute: $0).parameters }, color: .blue,
      placement: .hidden)
  ]
}

/// Evenly spread in logarithms.
private func places(in span: ClosedRange<Double>) -> [Double] {
  (0...40).map { span.lowerBound * pow(span.upperBound / span.lowerBound, Double($0) / 40) }
}

func contoursFigure(_ runs: SweptRuns, _ law: ChinchillaLaw) -> Figure {
  let (points, hidden) = (runs.points, runs.hidden)
  return Figure(
    "contours",
    title: "By the fitted law, ten times the budget wants "
      + "\(times.text(pow(10, law.parameterComputeExponent))) times the parameters",
    subtitle:
      "Grey: lines of equal loss (nats a token). Blue: where each costs least. Points: the runs",
    caption: "Red: the run that the fit has not seen.", size: .tall,
    x: Axis("operations", unit: "6ND", scale: .log), y: Axis("parameters", scale: .log),
    marks: landscape(law, budgets: runs.budgets + [hidden.compute], span: runs.span)
      + [
        .points(
          x: points.map(\.compute), y: points.map(\.parameters), color: .black,
          placement: .hidden),
        .points(
          x: [hidden.compute], y: [hidden.parameters], color: .vermilion, placement: .hidden),
      ])
}

/// What the law expects of the best size of each budget, and the run that it had not seen.
func frontierFigure(
  _ runs: SweptRuns, _ law: ChinchillaLaw, _ laws: [ChinchillaLaw], floor: Double?
) -> Figure {
  let (points, hidden) = (runs.points, runs.hidden)
  let told = law.loss(parameters: hidden.parameters, tokens: hidden.tokens)
  let along = places(in: runs.span)
  let band = along.map { compute in
    Interval(laws.map { $0.computeOptimal(compute: compute).loss })
  }
  return Figure(
    "frontier",
    title: "The law foretold \(two.text(told)) nats for the run locked away; it reached "
      + two.text(hidden.loss),
    subtitle: "A run of \(times.text(hidden.compute / (runs.budgets.last ?? 1))) times the largest "
      + "budget; band: 90 % of bootstrap fits to the grey runs alone",
    x: Axis("operations", unit: "6ND", scale: .log),
    y: Axis("held-out loss", unit: "nats a token", scale: .log),
    marks: [
      .band(
        x: along, low: band.map { $0?.low ?? .nan }, high: band.map { $0?.high ?? .nan },
        color: .blue),
      .line(
        "best that the law expects", x: along,
        y: along.map { law.computeOptimal(compute: $0).loss }, color: .blue, placement: .key),
      .points(
        "runs that it has seen", x: points.map(\.compute), y: points.map(\.loss), color: .gray,
        placement: .key),
      .points(
        "the run locked away", x: [hidden.compute], y: [hidden.loss], color: .vermilion,
        placement: .key),
    ] + (floor.map { [.horizontal($0, "exact floor of the text")] } ?? []))
}

/// How much worse the best fit gets when one constant is held.
func profilesFigure(_ profiles: [LikelihoodProfile], _ fit: LawMinimum) -> Figure {
  let greek = ["E": "E", "alpha": "α", "beta": "β"]
  func width(_ profile: LikelihoodProfile) -> Double {
    (profile.high ?? .infinity) / max(profile.low ?? 0, .leastNonzeroMagnitude)
  }
  let vaguest = profiles.max { width($0) < width($1) }
  return Figure(
    "profiles",
    title: vaguest.map {
      "Of the three, \(greek[$0.name] ?? "") is known worst: "
        + (width($0) < 100
          ? "its largest likely value is \(times.text(width($0))) times its smallest"
          : "no end of it is in sight")
    } ?? "No constant could be followed",
    subtitle: "Objective over its minimum, one constant held, the other four refitted",
    caption: "Lines: where the likelihood's 90 % interval ends.",
    columnCount: 3, sharing: .y,
    panels: profiles.map { profile in
      let near = profile.points.filter { $0.objective <= 1.6 * fit.objective }
      return Figure.Panel(
        greek[profile.name] ?? profile.name, x: Axis(greek[profile.name] ?? ""),
        y: Axis("objective over its minimum"),
        marks: [
          .line(
            x: near.map(\.value), y: near.map { $0.objective / fit.objective }, color: .blue,
            showsPoints: true)
        ] + [profile.low, profile.high].compactMap { $0 }.map { .vertical($0) })
    })
}
