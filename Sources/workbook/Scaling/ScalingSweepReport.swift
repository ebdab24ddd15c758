import Foundation
import WorkbookCore

/// What `scaling sweep` says about runs to come and runs made.
struct ScalingSweepReport {
  private let planning: ScalingSweepPlanning

  init(_ planning: ScalingSweepPlanning) { self.planning = planning }

  func showPlan(json: Bool) throws {
    let plans = planning.part.select(planning.plans)
    if json {
      return Console.printJSON([
        "runs": .array(plans.map(object)),
        "heldOut": planning.heldOut.map { .text($0.name) } ?? .null,
        "seconds": planning.expectedSeconds.map { .number($0) } ?? .null,
        "fingerprint": .text(planning.sweep.textFingerprint),
      ])
    }
    for plan in plans {
      print(
        String(
          format: "%9.2e operations  %10.0f parameters  %12.0f tokens  ", plan.compute,
          plan.parameters, plan.tokens)
          + plan.name + (plan.name == planning.heldOut?.name ? "  (held out)" : ""))
    }
    if let seconds = planning.expectedSeconds {
      print("\(plans.count) runs, about \(ProgressLine.duration(seconds)) on this machine")
    }
  }

  private func object(_ plan: SweepRun) -> JSONValue {
    [
      "name": .text(plan.name), "parameters": .number(plan.parameters),
      "tokens": .number(plan.tokens), "compute": .number(plan.compute),
      "flops": .number(plan.flops), "width": .integer(plan.model.width),
      "layers": .integer(plan.model.layerCount), "heads": .integer(plan.model.headCount),
      "batch": .integer(plan.training.batch), "steps": .integer(plan.training.steps),
      "learningRate": .number(plan.training.schedule.peak),
      "seed": .text(String(plan.training.seed)),
    ]
  }

  func show(_ runs: [TrainingRun], table: String, seconds: Double, json: Bool) {
    let heldOut = runs.first { $0.name == planning.heldOut?.name }
    let best = runs.min { $0.loss < $1.loss }
    if json {
      return Console.printJSON([
        "table": .text(table), "runs": .integer(runs.count),
        "seconds": .number(seconds),
        "computeTotal": .number(runs.reduce(0) { $0 + $1.compute }),
        "best": best.map { .text($0.name) } ?? .null,
        "bestLoss": best.map { .number($0.loss) } ?? .null,
        "heldOut": heldOut.map { .text($0.name) } ?? .null,
        "heldOutLoss": heldOut.map { .number($0.loss) } ?? .null,
        "uniqueTokens": .integer(planning.uniqueTokens),
        "fingerprint": .text(planning.sweep.textFingerprint),
      ])
    }
    print("\(runs.count) runs in \(table), \(ProgressLine.duration(seconds))")
    if let best {
      print(String(format: "lowest loss    %.4f nats a token  ", best.loss) + best.name)
    }
    if let heldOut {
      print(String(format: "held-out run   %.4f nats a token  ", heldOut.loss) + heldOut.name)
    }
  }
}
