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
    let constants: [Double]
    let plain: [Double]
  }

  private let chinchilla = SyntheticRuns.grid(noise: 0.05)
  private let kaplan = KaplanLaw(N_c: 6e13, D_c: 2e13, alpha_N: 0.08, alpha_D: 0.11)
  private let repeated = RepeatedData(tokenDecay: 12, parameterDecay: 4)
  private let continued = ContinuedPretrainingLaw([1.5, 300, 900, 0.05, 0.31, 0.29, 0.4, 0.1, 0.6])

  private var unique: [Double] { chinchilla.indices.map { [2e8, 3e9, 1e11][$0 % 3] } }
  private var shares: [Double] { chinchilla.indices.map { [0.05, 0.2, 0.5, 1][($0 * 7) % 4] } }

  private var mixtures: [[Double]] {
    var stream = RandomStream(seed: 2)
    return (0..<29).map { _ in
      let raw = (0..<3).map { _ in stream.uniform() }
      return raw.map { $0 / raw.reduce(0, +) }
    }
  }

  private var vocabularies: [LawResiduals.VocabularyPoint] {
    (0..<30).map { index -> LawResiduals.VocabularyPoint in
      let size: Double = 3e7 * pow(1.5, Double(index % 6))
      let vocabulary: Double = 1e6 * pow(2.3, Double(index % 5))
      let characters: Double = 1e9 * pow(2, Double(index / 5))
      let loss: Double = -1.5 - 0.1 * Double(index % 4)
      return (size, vocabulary, characters, loss)
    }
  }

  private func cases() throws -> [Case] {
    let base = ChinchillaLaw.muennighoff
    let continued = try XCTUnwrap(self.continued)
    let mixing = DomainMixingLaw(floor: 1.7, scale: 1.4, rates: [-2, 0.5, 1.5])
    let losses = mixtures.map { mixing.loss($0) * 1.03 }
    return [
      Case(
        name: "chinchilla", form: .chinchilla(chinchilla), constants: [1.6, 500, 900, 0.33, 0.36],
        plain: chinchilla.map {
          log(
            ChinchillaLaw(E: 1.6, A: 500, alpha: 0.33, B: 900, beta: 0.36)
              .loss(parameters: $0.parameters, tokens: $0.tokens)) - log($0.loss)
        }),
      Case(
        name: "kaplan", form: .kaplan(chinchilla), constants: [6e13, 2e13, 0.08, 0.11],
        plain: chinchilla.map {
          log(kaplan.loss(parameters: $0.parameters, tokens: $0.tokens)) - log($0.loss)
        }),
      Case(
        name: "data-constrained", form: .dataConstrained(chinchilla, uniqueTokens: unique),
        constants: base.constants + [12, 4],
        plain: zip(chinchilla, unique).map {
          log(
            repeated.loss(
              base, parameters: $0.parameters, unique: $1, epochs: $0.tokens / $1)) - log($0.loss)
        }),
      Case(
        name: "continued pretraining", form: .continuedPretraining(chinchilla, shares: shares),
        constants: [1.5, 300, 900, 0.05, 0.31, 0.29, 0.4, 0.1, 0.6],
        plain: zip(chinchilla, shares).map {
          log(continued.loss(parameters: $0.parameters, tokens: $0.tokens, share: $1))
            - log($0.loss)
        }),
      Case(
        name: "mixing", form: .mixing(shares: mixtures, losses: losses),
        constants: [1.7] + [-2, 0.5, 1.5].map { $0 + log(1.4) },
        plain: zip(mixtures, losses).map { log(mixing.loss($0)) - log($1) }),
      Case(
        name: "vocabulary", form: .vocabulary(vocabularies), constants: VocabularyLaw.tao.constants,
        plain: vocabularies.map {
          VocabularyLaw.tao.loss(
            nonVocabulary: $0.nonVocabulary, vocabulary: $0.vocabulary, characters: $0.characters)
            - $0.loss
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
    let kinds = zip(chinchilla, unique).map {
      [$0.tokens > $1, $0.parameters > law.optimalParameters(tokens: $1)]
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
    let fit = try LawFitter(.kaplan).fit(FitTable(runs))
    XCTAssertEqual(fit["alpha_N"], 0.08, accuracy: 1e-5)
    XCTAssertEqual(fit["alpha_D"], 0.11, accuracy: 1e-5)
    XCTAssertEqual(fit["N_c"] / 6e13, 1, accuracy: 1e-3)
    XCTAssertEqual(fit["D_c"] / 2e13, 1, accuracy: 1e-3)
    XCTAssertTrue(fit["N_d"].isNaN)
  }

  func testDecaysOfRepeatedDataAreFound() throws {
    let base = ChinchillaLaw.muennighoff
    var runs: [TrainingRun] = []
    var unique: [Double] = []
    for size in [5e7, 2e8, 8e8, 3.2e9] {
      for fresh in [1e8, 1e9, 1e10] {
        for epochs in [1.0, 4, 20, 80] {
          let loss = repeated.loss(base, parameters: size, unique: fresh, epochs: epochs)
          runs.append(TrainingRun(parameters: size, tokens: fresh * epochs, loss: loss))
          unique.append(fresh)
        }
      }
    }
    let table = FitTable(runs, uniqueTokens: unique)
    let fit = try LawFitter(.dataConstrained).fit(table)
    XCTAssertEqual(fit["R*_D"], 12, accuracy: 1e-3)
    XCTAssertEqual(fit["R*_N"], 4, accuracy: 1e-3)
    XCTAssertEqual(fit["E"], base.irreducibleLoss)
    // All seven, from the published law on: exact runs determine them.
    var whole = LawFitter(.dataConstrained)
    whole.base = .fitted
    let all = try whole.fit(table)
    XCTAssertLessThan(all.objective, 1e-9)
    XCTAssertEqual(all["alpha"], base.alpha, accuracy: 1e-3)
    XCTAssertEqual(all["R*_D"], 12, accuracy: 0.1)
  }

  func testTheContinuedPretrainingLawIsFound() throws {
    let law = try XCTUnwrap(self.continued)
    var runs: [TrainingRun] = []
    var shares: [Double] = []
    for size in [1e8, 5e8, 2e9, 8e9] {
      for tokens in [1e8, 1e9, 1e10, 1e11] {
        for share in [0.02, 0.1, 0.3, 0.6, 1] {
          let loss = law.loss(parameters: size, tokens: tokens, share: share)
          runs.append(TrainingRun(parameters: size, tokens: tokens, loss: loss))
          shares.append(share)
        }
      }
    }
    let fit = try ContinuedPretrainingLaw.fit(runs, shares: shares)
    XCTAssertLessThan(fit.objective, 1e-7)
    let found = try XCTUnwrap(ContinuedPretrainingLaw(fit.constants))
    for (size, tokens, share) in [(3e8, 3e9, 0.2), (2e9, 2e10, 0.8)] {
      XCTAssertEqual(
        found.loss(parameters: size, tokens: tokens, share: share),
        law.loss(parameters: size, tokens: tokens, share: share), accuracy: 2e-3)
    }
    assertThrows(
      try ContinuedPretrainingLaw.fit(runs, shares: [0.5]), ScalingError.self,
      "1 shares do not go with 80 runs")
    assertThrows(
      try ContinuedPretrainingLaw.fit(runs, shares: shares.map { $0 == 1 ? 0 : $0 }),
      ScalingError.self, "a share of 0.0")
  }

  func testAMixingLawOfThreeDomainsIsFound() throws {
    let law = DomainMixingLaw(floor: 1.7, scale: 1.4, rates: [-2, 0.5, 1.5])
    let fit = try DomainMixingLaw.fit(shares: mixtures, losses: mixtures.map(law.loss))
    XCTAssertEqual(fit.floor, 1.7, accuracy: 1e-3)
    XCTAssertEqual(fit.scale, 1.4, accuracy: 1e-3)
    for (found, rate) in zip(fit.rates, law.rates) { XCTAssertEqual(found, rate, accuracy: 2e-3) }
    assertThrows(
      try DomainMixingLaw.fit(shares: [[0.5, 0.6]], losses: [2]), ScalingError.self,
      "mixture 1 is not 2 shares that sum to 1")
    assertThrows(
      try DomainMixingLaw.fit(shares: [[0.5, 0.5]], losses: [2, 3]), ScalingError.self,
      "1 mixtures do not go with 2 losses")
    assertThrows(
      try DomainMixingLaw.fit(shares: [Array(repeating: 1.0 / 16, count: 16)], losses: [2]),
      ScalingError.self, "1 to 15 domains, not 16")
  }

  func testVocabulariesGrowMoreSlowlyThanModels() {
    let small = VocabularyLaw.optimalVocabularyParameters(nonVocabulary: 33e6)
    XCTAssertEqual(small, 3_145_728)
    let large = VocabularyLaw.optimalVocabularyParameters(nonVocabulary: 33e8)
    XCTAssertEqual(large / small, pow(100, 0.8353974), accuracy: 1e-9)
    XCTAssertLessThan(
      VocabularyLaw.tao.loss(nonVocabulary: 1e9, vocabulary: 1e8, characters: 1e11),
      VocabularyLaw.tao.loss(nonVocabulary: 1e8, vocabulary: 1e8, characters: 1e11))
    XCTAssertNil(VocabularyLaw([1, 2]))
  }
}
