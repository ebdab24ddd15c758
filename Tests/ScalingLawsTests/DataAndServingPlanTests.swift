import ScalingLaws
import XCTest

/// Limited text and lifetimes: every optimum beside one by brute force.
final class DataAndServingPlanTests: XCTestCase {
  /// Wu et al. 2023: 709 billion tokens at hand, 1,111 billion wanted.
  func testBloombergsText() throws {
    let law = try PlanningLaw(.chinchilla1)
    let plan = DataPlan(
      unique: 708.9e9, sized: law.size(compute: BloombergSizing.compute), law: law)
    XCTAssertTrue(plan.isLimited)
    XCTAssertEqual(plan.asPlanned.epochs, 1.567, accuracy: 0.001)
    // Half an epoch more is nearly as good as new text …
    XCTAssertEqual(plan.asPlanned.effectiveTokens / 1e9, 1_103, accuracy: 3)
    XCTAssertLessThan(plan.asPlanned.loss - plan.freshLoss, 0.003)
    // … and better than one pass, which leaves a third of the budget.
    let one = try XCTUnwrap(plan.onePass)
    XCTAssertGreaterThan(one.loss, plan.asPlanned.loss)
    XCTAssertEqual(
      try XCTUnwrap(plan.onePassCompute) / plan.compute, 0.638, accuracy: 0.001)
    XCTAssertTrue(plan.basis.contains("Muennighoff"))
    XCTAssertLessThanOrEqual(plan.best.loss, plan.asPlanned.loss)
  }

  func testTheBestUseOfALimitedText() throws {
    for name in [PublishedLaw.replication, .chinchilla3, .chinchilla1] {
      let law = try PlanningLaw(name)
      let surface = law.rule.surface?.sum ?? .muennighoff
      for compute in [1e20, 1e23] {
        let sized = law.size(compute: compute)
        var losses: [Double] = []
        for share in [0.001, 0.02, 0.2, 0.6, 3] {
          let unique = share * sized.tokens
          let plan = DataPlan(unique: unique, sized: sized, law: law)
          var lowest = Double.infinity
          for step in -3_000...3_000 {
            let n = sized.parameters * exp(Double(step) / 500)
            let epochs = plan.compute / 6 / n / unique
            lowest = min(
              lowest,
              RepeatedData.muennighoff.loss(
                surface, parameters: n, unique: unique, epochs: epochs))
          }
          XCTAssertEqual(plan.best.loss, lowest, accuracy: 1e-6 * lowest, "\(name) \(share)")
          XCTAssertLessThanOrEqual(plan.best.loss, plan.asPlanned.loss + 1e-12)
          XCTAssertEqual(plan.best.epochs * unique / plan.best.tokens, 1, accuracy: 1e-12)
          XCTAssertTrue(plan.bestParameterRange.contains(plan.best.parameters))
          XCTAssertTrue(plan.bestEpochRange.contains(plan.best.epochs))
          XCTAssertEqual(plan.isLimited, share < 1)
          XCTAssertEqual(plan.onePass == nil, share >= 1)
          losses.append(plan.best.loss)
        }
        // More text never hurts.
        XCTAssertEqual(losses, losses.sorted(by: >))
      }
    }
  }

  func testEnoughTextChangesNothing() throws {
    let law = PlanningLaw.replication
    let sized = law.size(compute: 1e21)
    let plan = DataPlan(unique: 10 * sized.tokens, sized: sized, law: law)
    XCTAssertEqual(plan.best.parameters / sized.parameters, 1, accuracy: 1e-4)
    XCTAssertEqual(plan.asPlanned.loss, try XCTUnwrap(sized.loss), accuracy: 1e-12)
    XCTAssertEqual(plan.freshLoss, plan.asPlanned.loss, accuracy: 1e-12)
  }

  /// A fit's own decays are used, with its draws.
  func testAFittedDecayIsUsed() throws {
    var fitted = try FittedLaw(
      form: .dataConstrained,
      constants: ChinchillaLaw.muennighoff.constants.appending(["R*_D": 3, "R*_N": 2]))
    fitted.draws = (0..<100).map {
      ChinchillaLaw.muennighoff.constants.appending([
        "R*_D": 1 + 0.05 * Double($0), "R*_N": 2,
      ])
    }
    let law = try PlanningLaw(fitted, name: "f")
    let sized = law.size(compute: 1e21)
    let plan = DataPlan(unique: sized.tokens / 8, sized: sized, law: law)
    XCTAssertEqual(
      plan.asPlanned.effectiveTokens,
      RepeatedData(tokenDecay: 3, parameterDecay: 2).effectiveTokens(
        unique: plan.unique, epochs: 8), accuracy: 1e-6 * sized.tokens)
    XCTAssertLessThan(plan.bestEpochRange.lowerBound, plan.best.epochs)
    XCTAssertGreaterThan(plan.bestEpochRange.upperBound, plan.best.epochs)
  }

  func testTheCheapestLife() throws {
    for name in [PublishedLaw.replication, .chinchilla3, .chinchilla2] {
      let law = try PlanningLaw(name)
      let surface = law.rule.surface?.sum ?? .epoch
      let sized = law.size(compute: 1e23)
      var sizes: [Double] = []
      for served in [0, 1e10, 1e12, 1e13, 1e14] {
        let plan = ServingPlan(tokens: served, sized: sized, law: law)
        var lowest = Double.infinity
        for step in 0...20_000 {
          let n = plan.reference.parameters * exp(-Double(step) / 4_000)
          guard let tokens = surface.tokens(toReach: plan.loss, parameters: n) else { break }
          lowest = min(lowest, 6 * n * tokens + 2 * n * served)
        }
        XCTAssertEqual(plan.best.lifetimeCompute / lowest, 1, accuracy: 1e-6, "\(name) \(served)")
        XCTAssertLessThanOrEqual(plan.best.lifetimeCompute, lowest * (1 + 1e-9))
        XCTAssertEqual(
          surface.loss(parameters: plan.best.parameters, tokens: plan.best.tokens), plan.loss,
          accuracy: 1e-9)
        XCTAssertGreaterThanOrEqual(plan.saving, -1e-12)
        sizes.append(plan.best.parameters)
      }
      // The more is served, the smaller.
      XCTAssertEqual(sizes, sizes.sorted(by: >))
      XCTAssertTrue(
        ServingPlan(tokens: 1e13, sized: sized, law: law).bestParameterRange.contains(sizes[3]))
      let idle = ServingPlan(tokens: 0, sized: sized, law: law)
      XCTAssertEqual(idle.best.parameters / idle.reference.parameters, 1, accuracy: 1e-4)
    }
  }

  func testHalfTheSizePaysFromItsBreakEvenOn() throws {
    let law = PlanningLaw.replication
    let sized = law.size(compute: 1e23)
    let point = try XCTUnwrap(ServingPlan(tokens: 0, sized: sized, law: law).halfBreakEven)
    XCTAssertGreaterThan(point, 0)
    for (served, isCheaper) in [(point * 0.99, false), (point * 1.01, true)] {
      let plan = ServingPlan(tokens: served, sized: sized, law: law)
      let half = try XCTUnwrap(plan.half)
      XCTAssertEqual(half.lifetimeCompute < plan.reference.lifetimeCompute, isCheaper)
      XCTAssertEqual(half.parameters, plan.reference.parameters / 2)
    }
  }
}
