import Foundation
import Groundwork
import ScalingLaws
import Tensors
import TestSupport
import XCTest

/// Every form of law: its plain formula, its gradient, its constants found again.
final class LawFormTests: XCTestCase {
  /// A form over points, constants near which to look, and its plain formula's residuals.
  private struct Case {
    let name: String
    let form: LawResiduals
    let constants: LawConstants
    let plain: [Double]
  }

  private let chinchilla = SyntheticRuns.grid(noise: 0.05)
  private let kaplan = KaplanLaw(N_c: 6e13, D_c: 2e13, alpha_N: 0.08, alpha_D: 0.11)
  private let repeated = RepeatedData(tokenDecay: 12, parameterDecay: 4)
  private let continued: LawConstants = [
    "E": 1.5, "A": 300, "B": 900, "C": 0.05, "alpha": 0.31, "beta": 0.29, "eta": 0.4,
    "epsilon": 0.1,
    "gamma": 0.6,
  ]

  private var repeating: [TrainingRun] {
    chinchilla.enumerated().map { index, run in
      var run = run
      run.uniqueTokens = [2e8, 3e9, 1e11][index % 3]
      return run
    }
  }

  private var mixed: [TrainingRun] {
    chinchilla.enumerated().map { index, run in
      var run = run
      run.share = [0.05, 0.2, 0.5, 1][(index * 7) % 4]
      return run
    }
  }

  private func cases() throws -> [Case] {
    let base = ChinchillaLaw.muennighoff
    let continued = try ContinuedPretrainingLaw(self.continued)
    let near = ChinchillaLaw(E: 1.6, A: 500, B: 900, alpha: 0.33, beta: 0.36)
    return [
      Case(
        name: "chinchilla", form: .chinchilla(chinchilla), constants: near.constants,
        plain: chinchilla.map {
          log(near.loss(parameters: $0.parameters, tokens: $0.tokens)) - log($0.loss)
        }),
      Case(
        name: "kaplan", form: .kaplan(chinchilla),
        constants: ["N_c": 6e13, "D_c": 2e13, "alpha_N": 0.08, "alpha_D": 0.11],
        plain: chinchilla.map {
          log(kaplan.loss(parameters: $0.parameters, tokens: $0.tokens)) - log($0.loss)
        }),
      Case(
        name: "data-constrained", form: .dataConstrained(repeating),
        constants: base.constants.appending(repeated.constants),
        plain: try repeating.map {
          let unique = try XCTUnwrap($0.uniqueTokens)
          return log(
            repeated.loss(
              base, parameters: $0.parameters, unique: unique, epochs: $0.tokens / unique))
            - log($0.loss)
        }),
      Case(
        name: "continued pretraining", form: .continuedPretraining(mixed),
        constants: self.continued,
        plain: try mixed.map {
          log(
            continued.loss(
              parameters: $0.parameters, tokens: $0.tokens, share: try XCTUnwrap($0.share)))
            - log($0.loss)
        }),
    ]
  }

  func testResidualsAreThoseOfThePlainFormula() throws {
    for item in try cases() {
      let residuals = item.form.residuals(item.constants)
      XCTAssertEqual(residuals.count, item.plain.count, item.name)
      for (fast, plain) in zip(residuals, item.plain) {
        XCTAssertEqual(fast, plain, accuracy: 1e-12, item.name)
      }
    }
  }

  /// Which of the runs of a data-constrained law repeat, and which have parameters to spare: both
  /// kinds are among them.
  func testTheRepeatedRunsAreOfEveryKind() {
    let law = ChinchillaLaw.muennighoff
    let kinds = repeating.map { run in
      let unique = run.uniqueTokens ?? run.tokens
      return [run.tokens > unique, run.parameters > law.optimalParameters(tokens: unique)]
    }
    XCTAssertEqual(Set(kinds).count, 4)
  }

  func testGradientsAgreeWithFiniteDifferences() throws {
    for item in try cases() {
      for (delta, held) in [(1e-3, Set<String>()), (10, [item.form.names[1]])] {
        let objective = LawObjective(item.form, delta: delta, held: held)
        let point = item.form.vector(item.constants)
        let count = item.form.constantCount
        let arena = Arena()
        let values: BufferSlice<Double> = arena.allocate(count, of: 0)
        values.copy(from: (0..<count).map { point[$0] })
        let gradient = objective(point).gradient
        // A constant that is held has no gradient and is not varied.
        if !held.isEmpty { XCTAssertEqual(gradient[1], 0) }
        let check = GradientCheck.of(
          values: values, gradient: (0..<count).map { gradient[$0] }, step: 1e-7
        ) {
          var moved = point
          for place in 0..<count where held.isEmpty || place != 1 { moved[place] = values[place] }
          return objective(moved).value
        }
        XCTAssertLessThan(check.relativeError, 1e-6, "\(item.name), delta \(delta): \(check)")
        // One constant's slope may be small beside the others': each by itself.
        for place in 0..<count where held.isEmpty || place != 1 {
          var (above, below) = (point, point)
          above[place] += 1e-6
          below[place] -= 1e-6
          let slope = (objective(above).value - objective(below).value) / 2e-6
          let size = max(abs(slope), 1e-3 * abs(gradient[0]), 1e-6)
          XCTAssertEqual(
            gradient[place], slope, accuracy: 2e-4 * size, "\(item.name): \(item.form.names[place])"
          )
        }
      }
    }
  }

  func testKaplansConstantsAreFound() throws {
    var runs = SyntheticRuns.grid()
    for index in runs.indices {
      runs[index].loss = kaplan.loss(
        parameters: runs[index].parameters, tokens: runs[index].tokens)
    }
    let fit = try LawFitter(.kaplan).minimum(for: RunTable(runs))
    XCTAssertEqual(fit["alpha_N"], 0.08, accuracy: 1e-5)
    XCTAssertEqual(fit["alpha_D"], 0.11, accuracy: 1e-5)
    XCTAssertEqual(fit["N_c"] / 6e13, 1, accuracy: 1e-3)
    XCTAssertEqual(fit["D_c"] / 2e13, 1, accuracy: 1e-3)
    XCTAssertTrue(fit["N_d"].isNaN)
  }

  func testDecaysOfRepeatedDataAreFound() throws {
    let base = ChinchillaLaw.muennighoff
    var runs: [TrainingRun] = []
    for size in [5e7, 2e8, 8e8, 3.2e9] {
      for fresh in [1e8, 1e9, 1e10] {
        for epochs in [1.0, 4, 20, 80] {
          let loss = repeated.loss(base, parameters: size, unique: fresh, epochs: epochs)
          var run = TrainingRun(parameters: size, tokens: fresh * epochs, loss: loss)
          run.uniqueTokens = fresh
          runs.append(run)
        }
      }
    }
    let table = RunTable(runs)
    let fit = try LawFitter(.dataConstrained).minimum(for: table)
    XCTAssertEqual(fit["R*_D"], 12, accuracy: 1e-3)
    XCTAssertEqual(fit["R*_N"], 4, accuracy: 1e-3)
    XCTAssertEqual(fit["E"], base.irreducibleLoss)
    // All seven, from the published law on: exact runs determine them.
    var whole = LawFitter(.dataConstrained)
    whole.base = .fitted
    let all = try whole.minimum(for: table)
    XCTAssertLessThan(all.objective, 1e-9)
    XCTAssertEqual(all["alpha"], base.alpha, accuracy: 1e-3)
    XCTAssertEqual(all["R*_D"], 12, accuracy: 0.1)
  }

  func testTheContinuedPretrainingLawIsFound() throws {
    let law = try ContinuedPretrainingLaw(continued)
    var runs: [TrainingRun] = []
    for size in [1e8, 5e8, 2e9, 8e9] {
      for tokens in [1e8, 1e9, 1e10, 1e11] {
        for share in [0.02, 0.1, 0.3, 0.6, 1] {
          let loss = law.loss(parameters: size, tokens: tokens, share: share)
          var run = TrainingRun("\(runs.count)", parameters: size, tokens: tokens, loss: loss)
          run.share = share
          runs.append(run)
        }
      }
    }
    let fitter = LawFitter(.continuedPretraining)
    let fit = try fitter.minimum(for: RunTable(runs))
    XCTAssertLessThan(fit.objective, 1e-7)
    let found = try ContinuedPretrainingLaw(fit.constants)
    for (size, tokens, share) in [(3e8, 3e9, 0.2), (2e9, 2e10, 0.8)] {
      XCTAssertEqual(
        found.loss(parameters: size, tokens: tokens, share: share),
        law.loss(parameters: size, tokens: tokens, share: share), accuracy: 2e-3)
    }
    for share in [nil, 1.5] {
      var broken = runs
      broken[2].share = share
      XCTAssertThrowsError(try fitter.minimum(for: RunTable(broken))) {
        XCTAssertEqual("\($0)", "run 3 2 needs its share, above 0 and at most 1")
      }
    }
  }

  func testVocabulariesGrowMoreSlowlyThanModels() {
    let small = VocabularyRule.optimalParameters(nonVocabulary: 33e6)
    XCTAssertEqual(small, 3_145_728)
    let large = VocabularyRule.optimalParameters(nonVocabulary: 33e8)
    XCTAssertEqual(large / small, pow(100, 0.8353974), accuracy: 1e-9)
  }
}
