import Figures
import RealModule

extension AdviceReport {
  var figures: [Figure] { [ladderFigure, curvesFigure, breakEvenFigure].compactMap(\.self) }

  private var ladderFigure: Figure? {
    let shown = advice.all.filter { !$0.fieldDraws.isEmpty }
    guard !shown.isEmpty else { return nil }
    let field = shown.map { $0.field ?? .nan }
    let intervals = shown.compactMap { $0.fieldInterval() }
    let lowest = shown.min { ($0.field ?? .infinity) < ($1.field ?? .infinity) }
    return Figure(
      "ladder",
      title: "On the field, “\(lowest?.choice.title ?? "")” "
        + (lowest?.evidence == .extrapolated ? "is foretold to be best: " : "predicts best: ")
        + "\(bits(lowest?.field)) bits per byte",
      subtitle: "Held-out text of the field and general text; whiskers hold 80 %",
      caption: shown.contains { $0.evidence == .extrapolated }
        ? "Where training is foretold, at \(advice.computeBasis)." : "As measured.",
      size: .wide,
      x: Axis("bits per byte", from: 0), y: Axis(categories: shown.map(\.choice.shortTitle)),
      marks: [
        .bars(
          "field", field,
          interval: (low: intervals.map(\.lowerBound), high: intervals.map(\.upperBound)),
          color: .blue, valueStyle: .decimals(3)),
        .bars("general", shown.map { $0.general ?? .nan }, color: .gray, valueStyle: .decimals(3)),
      ])
  }

  private var curvesFigure: Figure? {
    var marks: [Mark] = []
    var foretold: [String] = []
    for (option, color) in [(AdviceOption.continued, Hue.vermilion), (.adapted, .purple)] {
      let runs = maker.curveRuns(option)
      guard let last = runs.last, let curve = maker.curve(option) else { continue }
      let scale = 6 * last.parameters
      if curve.backTest?.isPassed ?? false, let outlook = advice[option] {
        let end = max(outlook.tokens, 4 * last.tokens)
        let x = (0...40).map { runs[0].tokens * .pow(end / runs[0].tokens, Double($0) / 40) }
        let bands = x.map { curve.forecast(at: $0).interval() }
        marks.append(
          .band(
            x: x.map { $0 * scale }, low: bands.map(\.lowerBound), high: bands.map(\.upperBound),
            color: color, placement: .hidden))
        foretold.append(option.title)
      }
      marks.append(
        .line(
          option.title, x: runs.map(\.compute), y: runs.map(\.field.bitsPerByte), color: color,
          showsPoints: true))
    }
    for (option, color) in [(AdviceOption.ownText, Hue.blue), (.mixture, .green)] {
      let all = runs.filter { $0.option == option && $0.compute > 0 }
      guard !all.isEmpty else { continue }
      marks.append(
        .points(
          option.title, x: all.map(\.compute), y: all.map(\.field.bitsPerByte), color: color))
      let (law, _) = maker.laws(option)
      guard law.backTest?.isPassed ?? false, law.isUsable, let most = all.map(\.compute).max(),
        let least = all.map(\.compute).min(), let outlook = advice[option]
      else { continue }
      let end = max(outlook.compute, 4 * most)
      let x = (0...24).map { least * .pow(end / least, Double($0) / 24) }
      let share = all[0].fieldShare ?? 1
      let bands = x.map {
        law.best(
          compute: $0, unique: maker.fieldTokens.own / max(share, 1e-3), sizes: maker.sizes
        ).forecast.interval()
      }
      marks.append(
        .band(
          x: x, low: bands.map(\.lowerBound), high: bands.map(\.upperBound), color: color,
          placement: .hidden))
      foretold.append(option.title)
    }
    guard !marks.isEmpty else { return nil }
    if let asIs = advice[.asIs]?.run {
      marks.append(.horizontal(asIs.field.bitsPerByte, "as it is"))
    }
    return Figure(
      "curves",
      title: foretold.isEmpty
        ? "What more training gives: too few runs, or too odd ones, to foretell anything"
        : "What more training gives on the field, and how far that can be foretold",
      subtitle: "Held-out bits per byte of the field by operations of training; bands hold 80 %",
      caption: foretold.isEmpty
        ? "" : "Foretold after a passed back-test: \(foretold.joined(separator: ", ")).",
      size: .wide, x: Axis("training", unit: "FLOPs", scale: .log),
      y: Axis("field", unit: "bits per byte"), marks: marks)
  }

  private var breakEvenFigure: Figure? {
    // Of combinations only the one that is named: they would crowd the lines.
    let shown = advice.all.filter {
      $0.bill != nil && $0.objection == nil
        && ($0.window == nil || $0.choice == advice.recommended)
    }
    guard shown.count > 1 else { return nil }
    let served = (0...40).map { Double.pow(10, 6 + Double($0) / 5) }
    var marks = shown.map { outlook in
      Mark.line(
        outlook.choice.shortTitle, x: served,
        y: served.map { tokens in
          (outlook.bill?.training ?? 0) + (outlook.bill?.people ?? 0)
            + (outlook.bill?.perMillionTokens ?? 0) * tokens / 1e6
        })
    }
    if let hosted = advice.costs.hostedPrice {
      marks.append(.line("hosted", x: served, y: served.map { hosted * $0 / 1e6 }, color: .gray))
    }
    let volume = advice.costs.tokensPerDay * 365 * AdviceCosts.years
    marks.append(.vertical(volume, "your three years"))
    let cheapest = shown.min { ($0.bill?.threeYears ?? 0) < ($1.bill?.threeYears ?? 0) }
    return Figure(
      "break-even",
      title: "At your volume “\(cheapest?.choice.title ?? "")” costs least: "
        + "\(dollars(cheapest?.bill?.threeYears)) in three years",
      subtitle: "Training, people and serving, at the prices that were given or assumed",
      size: .wide, x: Axis("tokens served", scale: .log), y: Axis("dollars", scale: .log),
      marks: marks)
  }
}
