//: # A loss for a budget
//: capstone, 60 minutes
//:
//: Plan a run. You are given a budget of examples and choose the batch size, the number of steps, the
//: learning rate at each step, AdamW's β₁, β₂ and weight decay, and the norm to which gradients are
//: clipped. The check trains the model by your plan, with seeds that you do not see, for budgets of
//: 8,000 and of 32,000 examples. Steps · batch size may not be more than the budget.
//:
//: The text is a small world: 12 words, each next one drawn by the last two. So the floor is known,
//: the entropy of the next word, and the loss is not estimated from held-out text but added up over
//: all 144 contexts. The model embeds the two words, has one hidden layer of 32 numbers, and starts
//: at about 2.5 nats. What it has above the floor at the end, the mean of three seeds, may be at most
//: 0.14 nats for the small budget and 0.075 for the large one. `Chapter05.excess(of:budget:seed:)`
//: runs a plan for you, as often as you like: call it in your own function and print what it gives.
//: What your function prints stands under the check's verdict.
//:
//: Why: a large run cannot be tried twice. Its rate and its batch are found on small ones, and a
//: plan that holds for one budget only is not a plan. Here a run takes a tenth of a second.
//:
//: ## Hints
//:
//: 1. Begin with a batch of 32, a constant rate of 0.003, β₁ 0.9, β₂ 0.99, no decay, clipped at 1.
//:    Read the excess for both budgets. Then change one thing at a time, by factors of two.
//: 2. Many small steps beat few large ones, up to the noise of a small batch. What undoes the noise
//:    at the end of a run, and costs nothing?
//: 3. A rate that rises over the first steps, to a peak, and falls to nothing at the last one: the
//:    peak may be larger than any constant rate you would dare. Look for it between 0.005 and 0.05.
//: 4. Fewer examples ask for smaller batches, so that enough steps are left: try 16 for the small
//:    budget and 32 for the large one, with a peak of 0.02 and a cosine down to 0.

import ExerciseKit
import Foundation
import Groundwork

extension Chapter05 {
  /// How a run is to go.
  public struct RunPlan: Sendable {
    public var batchSize: Int
    public var steps: Int
    /// The learning rate at a step, counted from 0.
    public var rate: @Sendable (_ step: Int) -> Double
    public var beta1: Double
    public var beta2: Double
    /// What AdamW takes off each weight, times the rate.
    public var weightDecay: Double
    /// The norm of the whole gradient above which it is scaled down.
    public var clip: Double

    public init(
      batchSize: Int, steps: Int, beta1: Double = 0.9, beta2: Double = 0.99,
      weightDecay: Double = 0, clip: Double = 1, rate: @escaping @Sendable (_ step: Int) -> Double
    ) {
      (self.batchSize, self.steps, self.rate) = (batchSize, steps, rate)
      (self.beta1, self.beta2) = (beta1, beta2)
      (self.weightDecay, self.clip) = (weightDecay, clip)
    }
  }

  /// From a budget of examples to a plan.
  public typealias LossInBudget = (_ budget: Int) throws -> RunPlan

  /// Nats above the floor after a run, as the check measures them; its own seeds are others.
  public static func excess(of plan: RunPlan, budget: Int, seed: UInt64 = 1) -> Double {
    TrialRun(seed: seed).excess(plan)
  }

  /// The sentences for what goes wrong with plans.
  enum PlanFault {
    static let overdrawn = "your plan reads more examples than it may: steps · batch size counts"
    static let unspent = "your plan leaves half of its budget or more: steps · batch size is short"
    static let diverged = "the run came apart: its rate is too high, or rises too fast"
    static let timid = "the rate is so small that the loss is still falling fast at the end"
    static let noDecay = "the rate does not fall towards the end: its last steps are all noise"
    static let fewSteps = "your batch is so large that few steps are left to learn in"
    static let cold = "the rate is near nothing for most of the run"
    static let heavyDecay = "the weight decay pulls the model back to knowing nothing"
    static let tightClip =
      "AdamW divides a gradient's size away, but with so tight a clip its epsilon is larger than what "
      + "is left"
  }

  public static let lossInBudget = Exercise<LossInBudget>(capstone: { plan, bench in
    for (budget, bound) in [(8_000, 0.14), (32_000, 0.075)] {
      let planned = try plan(budget)
      try expectUsable(planned, budget, bench)
      bench.underWay("three runs of \(planned.steps) steps of \(planned.batchSize)")
      let excesses = [UInt64(1_301), 1_302, 1_303].map { TrialRun(seed: $0).excess(planned) }
      let mean = excesses.reduce(0, +) / 3
      try bench.expect(
        "nats above the floor after \(budget) examples", mean, .atMost, bound,
        otherwise: fault(planned, budget, mean))
    }
  })

  private static func expectUsable(
    _ plan: RunPlan, _ budget: Int, _ bench: Workbench
  ) throws {
    try Expect.that(
      plan.batchSize > 0 && plan.steps > 0,
      "a plan has steps and a batch, this one has \(plan.steps) of \(plan.batchSize)")
    let used = plan.steps.multipliedReportingOverflow(by: plan.batchSize)
    try bench.expect(
      "examples read", used.overflow ? .infinity : Double(used.partialValue), .atMost,
      Double(budget), otherwise: PlanFault.overdrawn)
    let rates = (0..<plan.steps).map(plan.rate)
    try Expect.that(
      rates.allSatisfy { $0.isFinite && $0 >= 0 }, "a rate is below 0, or no number")
    try Expect.that(
      (0..<1).contains(plan.beta1) && (0..<1).contains(plan.beta2) && plan.clip > 0
        && plan.weightDecay >= 0,
      "β₁ and β₂ are from 0 to less than 1, the clip is above 0, and the decay is not below it")
  }

  /// What keeps a plan from its bound, where the plan or a change of it shows that.
  private static func fault(_ plan: RunPlan, _ budget: Int, _ excess: Double) -> String? {
    if plan.steps * plan.batchSize <= budget / 2 { return PlanFault.unspent }
    let rates = (0..<plan.steps).map(plan.rate)
    let peak = rates.max() ?? 0
    /// A run's excess with something changed.
    func changed(_ change: (inout RunPlan) -> Void) -> Double {
      var other = plan
      change(&other)
      return TrialRun(seed: 1_301).excess(other)
    }
    // A remedy counts where it takes at least a third of the excess away.
    func helps(_ change: (inout RunPlan) -> Void) -> Bool { changed(change) < excess * 2 / 3 }
    let rate = plan.rate
    if !excess.isFinite || excess > 0.6 && helps({ $0.rate = { 0.1 * rate($0) } }) {
      return PlanFault.diverged
    }
    if plan.weightDecay > 0, helps({ $0.weightDecay = 0 }) { return PlanFault.heavyDecay }
    if plan.clip < 1, helps({ $0.clip = 1 }) { return PlanFault.tightClip }
    if plan.steps < 150, plan.batchSize >= 64 { return PlanFault.fewSteps }
    if rates.filter({ $0 < peak / 50 }).count > plan.steps / 2 { return PlanFault.cold }
    if helps({ $0.rate = { 8 * rate($0) } }) { return PlanFault.timid }
    let steps = Double(plan.steps)
    let isFlat = (rates.last ?? 0) > 0.5 * peak
    return isFlat && changed({ $0.rate = { rate($0) * (1 - Double($0) / steps) } }) < excess
      ? PlanFault.noDecay : nil
  }
}
