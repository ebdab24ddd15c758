import Models
import ScalingLaws
import XCTest

/// What papers print, computed anew.
final class PublishedFiguresTests: XCTestCase {
  /// Wu et al. 2023, §2.3: 52.993B / 1,111.1B and 49.753B / 1,175.8B.
  func testBloombergsOwnSizing() throws {
    XCTAssertEqual(BloombergSizing.compute, 3.51e23, accuracy: 1e15)
    let first = try BloombergSizing(.minimumOverCurves)
    XCTAssertEqual(first.parameters(BloombergSizing.compute) / 1e9, 52.993, accuracy: 0.0005)
    XCTAssertEqual(first.tokens(BloombergSizing.compute) / 1e9, 1_111.1, accuracy: 0.05)
    XCTAssertEqual(first.size.exponent, 0.498, accuracy: 0.0005)
    XCTAssertEqual(first.length.exponent, 0.502, accuracy: 0.0005)
    XCTAssertEqual(first.size.logScale / log(10), -1.004, accuracy: 0.0005)
    XCTAssertEqual(first.length.logScale / log(10), 0.229, accuracy: 0.0005)
    let second = try BloombergSizing(.isoFLOPProfiles)
    XCTAssertEqual(second.parameters(BloombergSizing.compute) / 1e9, 49.753, accuracy: 0.001)
    XCTAssertEqual(second.tokens(BloombergSizing.compute) / 1e9, 1_175.8, accuracy: 0.05)
    XCTAssertEqual(second.size.exponent, 0.490, accuracy: 0.0005)
    XCTAssertEqual(second.length.logScale / log(10), 0.062, accuracy: 0.0005)
  }

  /// Hoffmann et al. 2022, table 2: a = 0.46; Besiroglu et al. 2024: a = 0.513.
  func testExponentsOfTheBudget() {
    XCTAssertEqual(ChinchillaLaw.hoffmann.parameterComputeExponent, 0.46, accuracy: 0.005)
    XCTAssertEqual(ChinchillaLaw.epoch.parameterComputeExponent, 0.513, accuracy: 0.0005)
    XCTAssertEqual(ChinchillaLaw.hoffmann.irreducibleLoss, 1.69, accuracy: 0.005)
    XCTAssertEqual(ChinchillaLaw.hoffmann.parameterScale, 406.4, accuracy: 0.05)
    XCTAssertEqual(ChinchillaLaw.hoffmann.tokenScale, 410.7, accuracy: 0.05)
    XCTAssertEqual(ChinchillaLaw.muennighoff.parameterScale, 521, accuracy: 0.5)
    XCTAssertEqual(ChinchillaLaw.muennighoff.tokenScale, 1_488, accuracy: 0.5)
  }

  /// Nothing else of the same compute has a lower loss.
  func testTheOptimumIsOne() throws {
    for law in [ChinchillaLaw.hoffmann, .epoch, .muennighoff] {
      for compute in [1e12, 1e18, 3.51e23] {
        let best = law.computeOptimal(compute: compute)
        XCTAssertEqual(best.compute / compute, 1, accuracy: 1e-12)
        for factor in [0.5, 0.97, 1.03, 2] {
          let n = best.parameters * factor
          let other = law.loss(parameters: n, tokens: compute / 6 / n)
          XCTAssertGreaterThan(other, best.loss)
        }
        let deserved = law.optimalParameters(tokens: best.tokens)
        XCTAssertEqual(deserved / best.parameters, 1, accuracy: 1e-9)
        let needed = try XCTUnwrap(
          law.tokens(toReach: best.loss, parameters: best.parameters))
        XCTAssertEqual(needed / best.tokens, 1, accuracy: 1e-6)
        XCTAssertNil(law.tokens(toReach: law.irreducibleLoss, parameters: best.parameters))
      }
    }
  }

  /// Muennighoff et al. 2023: 4 epochs are nearly as good as fresh text, 16 are not.
  func testRepeatedTokens() {
    let rule = RepeatedData.muennighoff
    XCTAssertEqual(rule.effectiveTokens(unique: 1, epochs: 4), 3.73, accuracy: 0.005)
    XCTAssertEqual(rule.effectiveTokens(unique: 1, epochs: 16), 10.58, accuracy: 0.005)
    XCTAssertEqual(rule.effectiveTokens(unique: 1, epochs: 1e6), 16.39, accuracy: 0.005)
    XCTAssertEqual(rule.effectiveTokens(unique: 5e9, epochs: 0.5), 2.5e9)
    XCTAssertEqual(rule.effectiveTokens(unique: 5e9, epochs: 1), 5e9)
    XCTAssertEqual(rule.effectiveParameters(1e8, deserved: 4e8), 1e8)
    XCTAssertLessThan(rule.effectiveParameters(4e8, deserved: 1e8), 4e8)
    let law = ChinchillaLaw.muennighoff
    let unique = 1e9
    let size = law.optimalParameters(tokens: unique) / 2
    XCTAssertEqual(
      rule.loss(law, parameters: size, unique: unique, epochs: 1),
      law.loss(parameters: size, tokens: unique), accuracy: 1e-12)
    let losses = [1.0, 2, 4, 16, 64].map {
      rule.loss(law, parameters: size, unique: unique, epochs: $0)
    }
    XCTAssertEqual(losses, losses.sorted(by: >))
  }

  /// 139,200 steps of 32.5 s on 512 A100 are 643,000 hours; 6·N·D is 24 % of their peak.
  func testBloombergsBill() {
    let model = PublishedModel.bloombergGPT
    XCTAssertEqual(
      model.parameters, Double(ModelConfiguration.bloombergGPT.parameterCount.all))
    XCTAssertEqual(model.compute, 1.73e23, accuracy: 0.005e23)
    let peak = 512 * 32.5 * 139_200 * TrainingCost.peakA100
    let utilization = model.compute / peak
    XCTAssertEqual(utilization, 0.24, accuracy: 0.005)
    let cost = TrainingCost(compute: model.compute, utilization: utilization)
    XCTAssertEqual(cost.acceleratorHours, 643_000, accuracy: 1_000)
    XCTAssertEqual(cost.days(accelerators: 512), 52.4, accuracy: 0.05)
    XCTAssertEqual(cost.dollars(hourlyPrice: 2), 2 * cost.acceleratorHours)
  }

  /// Wu et al. 2023, table 6: training compute relative to BloombergGPT's.
  func testRelativeCompute() {
    let own = PublishedModel.bloombergGPT.compute
    for (model, ratio) in [
      (PublishedModel.neoX20B, 0.33), (.opt66B, 0.69), (.bloom, 2.24), (.gpt3, 1.82),
    ] {
      XCTAssertEqual(model.compute / own, ratio, accuracy: 0.01, model.name)
    }
    XCTAssertEqual(PublishedModel.chinchilla.tokensPerParameter, 20, accuracy: 0.01)
    XCTAssertEqual(Set(PublishedModel.all.map(\.name)).count, PublishedModel.all.count)
    // SmolLM2-135M has read some 14,800 tokens a parameter.
    XCTAssertEqual(PublishedModel.smolLM2With135M.tokensPerParameter, 14_800, accuracy: 100)
  }
}
