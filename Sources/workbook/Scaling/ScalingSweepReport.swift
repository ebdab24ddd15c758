import Foundation
import WorkbookCore

/// What `scaling sweep` says about runs to come and runs made.
struct ScalingSweepReport {
  private let plan: SweepPlan

  init(_ plan: SweepPlan) { self.plan = plan }

  /// What was read and what is to come, on the way.
  func note() {
    Console.note(
      "\(plan.textName): \(plan.uniqueTokens) tokens to train on, vocabulary \(plan.vocabularySize), "
        + Plural.count(plan.runs.count, "run")
        + (plan.expectedSeconds.map { ", about \(ProgressLine.duration($0))" } ?? ""))
    if plan.mostEpochs > SweepPlan.harmlessEpochs {
      Console.note(
        String(format: "the longest run reads the text %.0f times: ", plan.mostEpochs)
          + "more text would serve the law better")
    }
  }

  func showPlan(json: Bool) {
    let runs = plan.part.select(plan.runs)
    if json {
      return Console.printJSON([
        "runs": .array(runs.map(object)),
        "heldOut": plan.heldOut.map { .text($0.name) } ?? .null,
        "seconds": plan.expectedSeconds.map { .number($0) } ?? .null,
        "fingerprint": .text(plan.sweep.textFingerprint),
      ])
    }
    for run in runs {
      print(
        String(
          format: "%9.2e operations  %10.0f parameters  %12.0f tokens  ", run.compute,
          run.parameters, run.tokens)
          + run.name + (run.name == plan.heldOut?.name ? "  (held out)" : ""))
    }
    if let seconds = plan.expectedSeconds {
      print(
        "\(Plural.count(runs.count, "run")), about \(ProgressLine.duration(seconds)) on this machine"
      )
    }
  }

  private func object(_ run: SweepRun) -> JSONValue {
    [
      "name": .text(run.name), "parameters": .number(run.parameters),
      "tokens": .number(run.tokens), "compute": .number(run.compute),
      "flops": .number(run.flops), "width": .integer(run.model.width),
      "layers": .integer(run.model.layerCount), "heads": .integer(run.model.headCount),
      "batch": .integer(run.training.batch), "steps": .integer(run.training.steps),
      "learningRate": .number(run.training.schedule.peak),
      "seed": .text(String(run.training.seed)),
    ]
  }

  func show(_ outcome: SweepOutcome, table: String, seconds: Double, json: Bool) {
    let runs = outcome.runs
    let heldOut = runs.first { $0.name == plan.heldOut?.name }
    let best = runs.min { $0.loss < $1.loss }
    if json {
      return Console.printJSON([
        "table": .text(table), "runs": .integer(runs.count),
        "leftOut": .array(outcome.leftOut.map { .text($0.name) }),
        "seconds": .number(seconds),
        "computeTotal": .number(runs.reduce(0) { $0 + $1.compute }),
        "best": best.map { .text($0.name) } ?? .null,
        "bestLoss": best.map { .number($0.loss) } ?? .null,
        "heldOut": heldOut.map { .text($0.name) } ?? .null,
        "heldOutLoss": heldOut.map { .number($0.loss) } ?? .null,
        "uniqueTokens": .integer(plan.uniqueTokens),
        "fingerprint": .text(plan.sweep.textFingerprint),
        "forms": .array(forms(RunTable(runs)).supported.map { .text($0.rawValue) }),
      ])
    }
    print("\(Plural.count(runs.count, "run")) in \(table), \(ProgressLine.duration(seconds))")
    if !outcome.leftOut.isEmpty { print(Console.wrapped(leftOut(outcome.leftOut))) }
    if let best {
      print(String(format: "lowest loss    %.4f nats a token  ", best.loss) + best.name)
    }
    if let heldOut {
      print(
        String(format: "held-out run   %.4f nats a token  ", heldOut.loss) + heldOut.name
          + ", which no fit sees")
    }
    let forms = forms(RunTable(runs))
    if !forms.supported.isEmpty {
      print("forms of law   " + forms.supported.map(\.rawValue).joined(separator: ", "))
    }
    for (form, lack) in forms.lacking { print("  not \(form.rawValue): \(lack)") }
    print(
      forms.supported.isEmpty
        ? "Next: the same command again, for more runs; no law can be fitted to so few"
        : "Next: \(outcome.leftOut.isEmpty ? "" : "the same command again, or with what there is ")"
          + "./workbook scaling fit --runs \(table) --out law.json")
  }

  /// What there was no time for, the run that tests the law first.
  private func leftOut(_ runs: [SweepRun]) -> String {
    let isTestLeft = runs.contains(where: \.isHeldOut)
    let names = runs.filter { !$0.isHeldOut }.map(\.name)
    let list =
      (isTestLeft ? ["the run to be held out"] : []) + names.prefix(4)
      + (names.count > 4 ? ["\(names.count - 4) more"] : [])
    return "! no time was left for \(runs.count) of \(plan.runs.count) runs: "
      + list.joined(separator: ", ")
      + (isTestLeft ? "; the dearest budget's runs will test the law in its place" : "")
      + ". The same command goes on with them."
  }

  /// The forms that a table serves, and of those that a sweep can serve the others, with what they lack.
  private func forms(
    _ table: RunTable
  ) -> (supported: [LawForm], lacking: [(form: LawForm, lack: String)]) {
    var (supported, lacking): ([LawForm], [(form: LawForm, lack: String)]) = ([], [])
    for form in [LawForm.chinchilla, .kaplan, .isoflop, .dataConstrained] {
      if let lack = table.lack(for: form) {
        lacking.append((form, lack))
      } else {
        supported.append(form)
      }
    }
    return (supported, lacking)
  }
}
