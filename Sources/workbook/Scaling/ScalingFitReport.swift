import Foundation
import WorkbookCore

/// A fitted law in words: what speaks against it first, then what it foretold, then its constants.
struct ScalingFitReport {
  let law: FittedLaw
  /// Where it was written; nil where it was not.
  let file: String?
  /// Whether the form was chosen by what it foretold.
  let isChosen: Bool

  var text: String {
    ([headline] + verdicts + tests + constants + ["", next]).joined(separator: "\n")
  }

  /// For those who read the law elsewhere.
  func note() {
    for line in [headline] + verdicts + tests + [next] { Console.note(line) }
  }

  private var headline: String {
    "\(law.form.rawValue), \(law.points ?? 0) runs"
      + (isChosen && law.formTests.filter { $0.error != nil }.count > 1
        ? "; of \(law.formTests.count) forms it is the one to take" : "")
  }

  private var verdicts: [String] {
    law.objections.map { "!! \($0)" } + law.warnings.map { "! \($0)" }
  }

  private var tests: [String] {
    let ofLosses = law.form.foretellsLosses
    var lines = law.holdOuts.map { "test: \($0.sentence(ofLosses: ofLosses))" }
    let tested = law.formTests.filter { $0.error != nil && $0.isOfLosses }
    guard tested.count > 1 else { return lines }
    lines.append("what each form missed the held-out losses by:")
    for test in tested {
      let name = test.form.rawValue.padding(toLength: 22, withPad: " ", startingAt: 0)
      lines.append("  \(name)\(SignificantDigits.text(100 * (test.error ?? 0), 3)) %")
    }
    return lines
  }

  private var constants: [String] {
    let percent = SignificantDigits.text(100 * law.level, 3)
    let width = law.constants.names.map(\.count).max() ?? 0
    var lines: [String] = []
    for (name, value) in zip(law.constants.names, law.constants.values) {
      let label = name.padding(toLength: width, withPad: " ", startingAt: 0)
      let number = SignificantDigits.text(value, 5).padding(
        toLength: 12, withPad: " ", startingAt: 0)
      let range =
        law.held.contains(name)
        ? "given"
        : law.intervals[name].map {
          "\(percent) %: \(SignificantDigits.text($0.lowerBound, 4)) to "
            + SignificantDigits.text($0.upperBound, 4)
        } ?? "no interval"
      lines.append("\(label)  \(number)\(range)")
    }
    if let objective = law.objective {
      lines.append("objective  \(SignificantDigits.text(objective, 9))")
    }
    if let exponent = law.chinchilla?.parameterComputeExponent {
      lines.append("N* grows like C^\(SignificantDigits.text(exponent, 3))")
    }
    return lines
  }

  /// What to type after it.
  private var next: String {
    guard law.objections.isEmpty else {
      return "No plan takes this law. " + Remedies.betterLaw(than: law) + "."
    }
    guard law.form != .continuedPretraining else {
      return "This form says nothing about the size that a budget buys: there is no plan by it."
    }
    let compute = SignificantDigits.text(10 * (law.computeRange?.upperBound ?? 1e12), 2)
    let plan = "./workbook scaling plan --law \(file ?? "law.json") --flops \(compute)"
    return file == nil ? "Next: the same with --out law.json, then \(plan)" : "Next: \(plan)"
  }
}
