import Models
import XCTest

final class ParameterCountTests: XCTestCase {
  func testPublishedCounts() {
    XCTAssertEqual(ModelConfiguration.gpt2Small.parameterCount.all, 124_439_808)
    XCTAssertEqual(ModelConfiguration.bloombergGPT.parameterCount.all, 50_558_868_480)
  }

  func testConventionsDifferByTheEmbeddingsAndTheHead() {
    let tied = ModelConfiguration(
      vocabularySize: 65, contextLength: 64, width: 128, layerCount: 4, headCount: 4)
    var untied = tied
    untied.isHeadTied = false
    XCTAssertEqual(tied.parameterCount.all - tied.parameterCount.nonEmbedding, (65 + 64) * 128)
    XCTAssertEqual(untied.parameterCount.nonEmbedding, tied.parameterCount.nonEmbedding)
    XCTAssertEqual(untied.parameterCount.all, tied.parameterCount.all + 65 * 128)
    XCTAssertEqual(
      untied.parameterCount.nonEmbeddingWithHead, tied.parameterCount.nonEmbeddingWithHead)
  }

  func testSixNIsCloseToTheExactCountWhenTheContextIsShortAgainstTheWidth() {
    let cost = ComputeCost(.bloombergGPT)
    XCTAssertEqual(cost.trainingPerToken / cost.sixN, 1, accuracy: 0.05)
  }

  func testImpossibleShapesAreNamed() {
    var configuration = ModelConfiguration.gpt2Small
    configuration.headCount = 5
    XCTAssertThrowsError(try configuration.validate()) {
      XCTAssertTrue("\($0)".contains("5 heads"), "\($0)")
    }
    configuration = .gpt2Small
    configuration.layerCount = 0
    XCTAssertThrowsError(try configuration.validate())
    configuration = .gpt2Small
    configuration.endOfTextID = 60_000
    XCTAssertThrowsError(try configuration.validate())
  }
}
