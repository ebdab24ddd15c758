import ExerciseKit

/// The known mistakes of exercise 5.6.
public var lossInBudgetMistakes: [KnownMistake<Chapter05.LossInBudget>] {
  typealias Fault = Chapter05.PlanFault
  /// The solution's plan, changed.
  func wrong(
    _ sentence: String, _ change: @escaping (inout Chapter05.RunPlan, _ budget: Int) -> Void
  ) -> KnownMistake<Chapter05.LossInBudget> {
    KnownMistake(sentence) { budget in
      var plan = try lossInBudget(budget)
      change(&plan, budget)
      return plan
    }
  }
  return [
    wrong(Fault.overdrawn) { plan, budget in plan.steps = budget },
    wrong(Fault.unspent) { plan, _ in
      let (rate, steps) = (plan.rate, plan.steps)
      plan.steps = steps / 4
      plan.rate = { rate(4 * $0) }
    },
    wrong(Fault.diverged) { plan, _ in plan.rate = { _ in 2 } },
    wrong(Fault.timid) { plan, _ in
      let rate = plan.rate
      plan.rate = { rate($0) / 50 }
    },
    wrong(Fault.noDecay) { plan, _ in plan.rate = { _ in 0.02 } },
    wrong(Fault.fewSteps) { plan, budget in
      plan.batchSize = budget / 50
      plan.steps = 50
      plan.rate = { 0.02 * (1 - Double($0) / 50) }
    },
    wrong(Fault.cold) { plan, _ in
      let steps = plan.steps
      plan.rate = { $0 < steps / 10 ? 0.02 : 0.000_1 }
    },
    wrong(Fault.heavyDecay) { plan, _ in plan.weightDecay = 1 },
  ]
}
