import Foundation
import Groundwork
import ScalingLaws

/// Budgets and what they buy: the planner's sliders, and the plane of equal budgets.
enum Planner {
  /// What the sliders say.
  struct Question: Sendable {
    var law = PublishedLaw.replication
    var accelerator = Accelerator.h100
    var dollars = 20_000.0
    var hourlyPrice = 2.0
    var utilization = 0.4
    var count = 8
  }

  /// The plan of a budget, and the profiles around it.
  ///
  /// - Throws: `ScalingError` for a budget that is none.
  static func answer(_ question: Question) throws -> JSONValue {
    let machine = TrainingMachine(
      question.accelerator, count: question.count, utilization: question.utilization,
      hourlyPrice: question.hourlyPrice)
    let budget = try ComputeBudget.money(
      dollars: question.dollars, hourlyPrice: question.hourlyPrice, on: machine)
    var request = ScalingPlan.Request(law: try PlanningLaw(question.law), budget: budget)
    request.machine = machine
    let plan = try ScalingPlan(request)
    let shape = plan.shape.configuration
    return [
      "flops": .number(budget.compute), "parameters": .number(plan.sized.parameters),
      "parameterRange": .pair(plan.sized.parameterRange), "tokens": .number(plan.sized.tokens),
      "tokenRange": .pair(plan.sized.tokenRange), "loss": .optional(plan.sized.loss),
      "layers": .integer(shape.layerCount), "width": .integer(shape.width),
      "hours": .optional(plan.cost?.acceleratorHours),
      "days": .optional(plan.cost?.days(accelerators: question.count)),
      "reach": .optional(plan.reach), "source": .text(request.law.source),
      "plane": plane(around: budget.compute),
    ]
  }

  /// Of a profile's points.
  private static let pointCount = 61

  /// Loss against size at equal compute, for the budget and for some around it, by the replication of
  /// Hoffmann's law: the other published rules are lines through optima and have no loss.
  static func plane(around compute: Double) -> JSONValue {
    let law = ChinchillaLaw.epoch
    let profiles = [0.01, 0.1, 1, 10, 100].map { factor -> JSONValue in
      let best = law.computeOptimal(compute: compute * factor)
      let points = (0..<pointCount).map { index -> JSONValue in
        let parameters =
          best.parameters * pow(10, 3 * Double(index) / Double(pointCount - 1) - 1.5)
        let loss = law.loss(
          parameters: parameters, tokens: compute * factor / 6 / parameters)
        return [.number(parameters), .number(loss)]
      }
      return [
        "flops": .number(compute * factor), "factor": .number(factor),
        "best": [.number(best.parameters), .number(best.loss)], "points": .array(points),
      ]
    }
    return ["floor": .number(law.irreducibleLoss), "profiles": .array(profiles)]
  }
}
