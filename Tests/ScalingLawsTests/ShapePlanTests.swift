import Models
import ScalingLaws
import TestSupport
import XCTest

final class ShapePlanTests: XCTestCase {
  /// Wu et al. 2023, section 2.3: 50 billion parameters → 70 layers → 7,510 → 40 heads of 192 → 7,680.
  func testBloombergsReasoning() throws {
    XCTAssertEqual(ShapeRule.levine.width(layers: 70), 7_510, accuracy: 0.5)
    let plan = try ShapePlan(
      parameters: 50e9, family: .bloom, vocabulary: .given(131_072), headWidth: 192)
    XCTAssertEqual(plan.ruleLayers, 70)
    XCTAssertEqual(plan.configuration, .bloombergGPT)
    XCTAssertEqual(plan.counted, 50_558_868_480)
    XCTAssertEqual(plan.ruleWidth, 7_510, accuracy: 0.5)
    let text = plan.steps.joined(separator: " ")
    for word in ["70 layers", "7,510", "7,680: 40 heads of 192", "50,558,868,480", "1.1 % more"] {
      XCTAssertTrue(text.contains(word), "\(text) lacks \(word)")
    }
    // The same from the size that the lines through table 3 give.
    let wanted = try ShapePlan(
      parameters: 52.993e9, family: .bloom, vocabulary: .given(131_072))
    XCTAssertEqual(wanted.configuration.width, 7_680)
    XCTAssertEqual(Double(wanted.configuration.layerCount), 72, accuracy: 2)
  }

  func testShapesHaveTheSizeThatWasAskedFor() throws {
    for family in ModelConfiguration.Family.allCases {
      for rule in [ShapeRule.levine, .aspect(64), .aspect(128)] {
        for exponent in stride(from: 6.5, through: 12, by: 0.25) {
          let wanted = pow(10, exponent)
          let plan = try ShapePlan(parameters: wanted, rule: rule, family: family)
          let model = plan.configuration
          XCTAssertNoThrow(try model.validate())
          XCTAssertEqual(model.parameterCount.all, plan.counted)
          XCTAssertLessThan(
            abs(plan.relativeError), exponent < 8 ? 0.1 : ShapePlan.tolerance,
            "\(family) \(rule) \(wanted): \(model)")
          XCTAssertEqual(model.headCount * model.headWidth, model.width)
          if model.width >= 4_096 { XCTAssertEqual(model.headCount % 8, 0) }
        }
      }
    }
  }

  /// Everything that the search could have chosen, tried by hand.
  func testNoOtherShapeIsNearerToTheRule() throws {
    let wanted = 2e9
    let plan = try ShapePlan(
      parameters: wanted, family: .gpt2, vocabulary: .given(50_257), headWidth: 128)
    func distance(_ width: Int, _ layers: Int) -> Double {
      abs(log(Double(width) / ShapeRule.levine.width(layers: layers)))
    }
    let chosen = distance(plan.configuration.width, plan.configuration.layerCount)
    var tried = 0
    for width in stride(from: 128, through: 8_192, by: 128) {
      for layers in 1...200 {
        // Two matrices of 4·width², attention's four of width², biases and normalizations, embeddings.
        let block = 12 * width * width + 13 * width
        let count = layers * block + 2 * width + (50_257 + 2_048) * width
        guard abs(Double(count) / wanted - 1) <= ShapePlan.tolerance else { continue }
        tried += 1
        XCTAssertGreaterThanOrEqual(distance(width, layers), chosen - 1e-12, "\(width) \(layers)")
      }
    }
    XCTAssertGreaterThan(tried, 20)
  }

  /// Tao et al. 2024, approach 2: 3,145,728 parameters of the embedding for 33 million others.
  func testTaosVocabulary() throws {
    let rule = VocabularyRule.optimalParameters
    XCTAssertEqual(rule(33e6), 3_145_728)
    XCTAssertEqual(rule(330e6) / 3_145_728, pow(10, 0.8353974), accuracy: 1e-9)
    var sizes: [Int] = []
    for wanted in [1e8, 1e9, 1e10, 1e11] {
      let model = try ShapePlan(parameters: wanted).configuration
      let embedding = Double(model.vocabularySize * model.width)
      let others = Double(model.parameterCount.all) - embedding
      XCTAssertEqual(
        embedding / rule(others), 1, accuracy: 0.03)
      sizes.append(model.vocabularySize)
    }
    XCTAssertEqual(sizes, sizes.sorted())
  }

  func testKaplansCountLeavesEmbeddingsOut() throws {
    let plan = try ShapePlan(
      parameters: 1e9, vocabulary: .given(50_257), counting: .nonEmbedding)
    XCTAssertEqual(
      Double(plan.configuration.parameterCount.nonEmbedding) / 1e9, 1, accuracy: 0.02)
    XCTAssertEqual(plan.counted, plan.configuration.parameterCount.nonEmbedding)
  }

  func testImpossibleShapes() throws {
    assertThrows(try ShapePlan(parameters: .nan), ScalingError.self, "nan parameters are no model")
    assertThrows(try ShapePlan(parameters: 0), ScalingError.self, "0.0 parameters are no model")
    assertThrows(
      try ShapePlan(parameters: 1e17), ScalingError.self, "1e+17 parameters are no model")
    // A vocabulary that outweighs the model: there is a shape, and its error says how far off it is.
    let plan = try ShapePlan(parameters: 1e5, vocabulary: .given(131_072))
    XCTAssertGreaterThan(plan.relativeError, 1)
  }
}
