import Foundation
import WorkbookCore

/// The best mixture in words and tables: what speaks against it first, then what it is, then what was
/// foretold and how the law came by it.
struct ScalingMixReport {
  let plan: MixturePlan
  /// Of the table.
  let path: String
  /// The picture; nil where none was drawn.
  let chart: String?

  private var law: FittedMixtureLaw { plan.law }
  private var table: MixtureTable { law.table }
  private var percent: String { SignificantDigits.text(100 * law.level, 3) + "%" }

  var text: String {
    ([head, mixture, texts, forms, constants, chart.map { "chart: \($0)" }].compactMap { $0 })
      .joined(separator: "\n\n")
  }

  /// For those who read the result elsewhere.
  func note() { Console.note(head) }

  private var head: String {
    let step = table.stepName.map { ", step \($0)" } ?? ""
    let size = table.runs.first?.parameters.map {
      ", \(NumberStyle.suffix.text($0)) parameters"
    }
    let headline =
      "\(law.form.rawValue) law: \(Plural.count(table.domains.count, "domain")), "
      + "\(Plural.count(table.texts.count, "text")), \(Plural.count(table.mixtures.count, "mixture"))"
      + "\(step)\(size ?? "")"
    return
      ([headline] + plan.cautions.map { "! \($0)" } + table.notes.map { "- \($0)" })
      .map { lines($0) }.joined(separator: "\n")
  }

  /// The answer.
  private var mixture: String {
    var rows = Table([
      .text("domain"), .text("share"), .text(percent + " interval"),
      .text("within \(digits(plan.request.tolerance))"), .text("tried"),
    ])
    for domain in plan.domains {
      rows.append(
        short(domain.name), NumberStyle.percent(1).text(domain.share),
        domain.isHeld ? "held" : domain.interval.map(shares) ?? "–", shares(domain.flat),
        shares(domain.tried))
    }
    var sentence =
      "Weighted loss \(number(plan.best.loss))\(interval(plan.best.interval))."
    if let tried = plan.bestTried, let gain = plan.gain {
      sentence +=
        " Best tried\(tried.name.isEmpty ? "" : ", " + tried.name): measured \(number(tried.measured)), "
        + "foretold \(number(tried.choice.loss)). Gain \(digits(gain.value))"
        + "\(interval(gain.interval, .significant(2)))."
    }
    if let within = plan.withinTried {
      let named = zip(table.domains, within.shares).filter { $0.1 >= Self.leastNamed }
      let list =
        named.map { "\($0.0) \(NumberStyle.percent(1).text($0.1))" }
        + (named.count < table.domains.count ? ["the others less"] : [])
      sentence +=
        " With no share outside what was tried: \(list.joined(separator: ", ")), weighted loss "
        + "\(number(within.loss))\(interval(within.interval))."
    }
    return "BEST MIXTURE\n" + rows.plainText + "\n" + lines(sentence)
  }

  /// What it costs on each text, and how the law did on mixtures that it was not shown.
  private var texts: String {
    var rows = Table([
      .text("text"), .text("weight"), .text("at best"), .text(percent + " interval"), .text("R²"),
      .text("held out"), .text("rank"),
    ])
    func score(_ score: MixtureTest.Score?) -> [String] {
      [
        score?.rSquared.map(ratio) ?? "–",
        score?.rankCorrelation.map { NumberStyle.decimals(2).text($0) } ?? "–",
      ]
    }
    for (place, text) in plan.texts.enumerated() {
      let tested = score(plan.score(of: place))
      rows.append(
        short(text.name), NumberStyle.percent(0).text(text.weight), number(text.loss),
        text.interval.map(numbers) ?? "–", ratio(law.closeness[place].rSquared), tested[0],
        tested[1])
    }
    let tested = score(plan.score)
    rows.append(
      "weighted", "", number(plan.best.loss), plan.best.interval.map(numbers) ?? "–", "",
      tested[0], tested[1])
    return "LOSSES\n" + rows.plainText + (test.map { "\n" + lines($0) } ?? "")
  }

  private var test: String? {
    guard let test = law.test, let score = plan.score else { return nil }
    let basis =
      switch test.basis {
      case .marked: "those that the table marks"
      case .each: "each mixture in turn"
      case .folds(let count): "in turn each of \(count) parts of the mixtures"
      case .share: "a part of the mixtures, once"
      }
    return
      "Held out: \(basis), \(Plural.count(test.count, "run")); the weighted loss was missed by "
      + "\(miss(score.error)), at most \(miss(score.largestError)), where all mixtures differ by "
      + "\(miss(plan.spread)). R² is of the runs that were fitted to, then of those held out; rank is "
      + "Spearman's correlation."
  }

  private var forms: String? {
    let tests = law.formTests.filter { $0.count == law.test?.count }
    guard tests.count > 1 else { return nil }
    let list = tests.map { test in
      let error = test.score(weights: plan.weights, spread: plan.spread).error
      return "\(test.form.rawValue) \(miss(error))"
    }
    return lines(
      "Each form missed the held-out weighted losses by: " + list.joined(separator: ", ") + ".")
  }

  /// The constants, as long as a page holds them.
  private var constants: String {
    let title = "CONSTANTS of \(law.form.formula)"
    guard law.laws.count * table.domains.count <= Self.mostRates else {
      return lines("\(title): \(law.laws.count) × \(law.constantCount), in the object of --json.")
    }
    let rows = law.laws.enumerated().map { place, fitted in
      var parts = ["c \(number(fitted.floor))\(interval(law.interval(of: place) { $0.floor }))"]
      if law.form.hasFloor {
        parts.append("k \(number(fitted.scale))\(interval(law.interval(of: place) { $0.scale }))")
      }
      for (domain, name) in table.domains.enumerated() where !plan.domains[domain].isHeld {
        parts.append(
          "t(\(name)) \(number(fitted.rates[domain]))"
            + interval(law.interval(of: place) { $0.rates[domain] }))
      }
      return lines("\(table.texts[place]): " + parts.joined(separator: ", "))
    }
    return ([title] + rows).joined(separator: "\n")
  }

  private static let mostRates = 24
  /// Smaller shares are not named in a sentence.
  private static let leastNamed = 0.005

  /// A run of this mixture is the cheapest next experiment: it tests the law where it matters.
  func sayNext() {
    let shares = plan.domains.filter { $0.share >= 0.000_5 }.map {
      "\($0.name)=\(NumberStyle.decimals(3).text($0.share))"
    }
    NextStep.say(
      ["pretrain", "--shards"] + shares + ["--out", "mixture"],
      why: "a run of this mixture; its losses, added to \(path), test the law")
  }

  private func lines(_ text: String) -> String { Console.wrapped(text) }
  /// Names as long as the tables have room for.
  private func short(_ name: String) -> String {
    let line = TerminalText.oneLine(name)
    return line.count > 14 ? line.prefix(13) + "…" : line
  }
  private func number(_ value: Double) -> String { NumberStyle.significant(4).text(value) }
  private func digits(_ value: Double) -> String { NumberStyle.significant(2).text(value) }
  private func miss(_ value: Double) -> String { NumberStyle.significant(3).text(value) }
  private func ratio(_ value: Double) -> String { NumberStyle.decimals(3).text(value) }
  private func numbers(_ range: ClosedRange<Double>) -> String {
    NumberStyle.significant(4).text(range)
  }
  private func interval(
    _ range: ClosedRange<Double>?, _ style: NumberStyle = .significant(4)
  ) -> String {
    range.map { " (\(percent): \(style.text($0)))" } ?? ""
  }
  private func shares(_ range: ClosedRange<Double>) -> String {
    let style = NumberStyle.decimals(1)
    return style.text(100 * range.lowerBound) + " to " + style.text(100 * range.upperBound) + "%"
  }
}
