import Models
import TestSupport
import XCTest

final class ParameterCountTests: XCTestCase {
  func testPublishedCounts() {
    XCTAssertEqual(ModelConfiguration.gpt2Small.parameterCount.all, 124_439_808)
    XCTAssertEqual(ModelConfiguration.bloombergGPT.parameterCount.all, 50_558_868_480)
  }

  /// Llama 2 7B (Touvron et al. 2023, arXiv 2307.09288), TinyLlama 1.1B (Zhang et al. 2024,
  /// arXiv 2401.02385) and SmolLM 135M, by the files of their published weights.
  func testPublishedCountsOfTheLlamaFamily() {
    let llama2 = ModelConfiguration(
      family: .llama, vocabularySize: 32_000, contextLength: 4_096, width: 4_096, layerCount: 32,
      headCount: 32, feedForwardWidth: 11_008, isHeadTied: false)
    XCTAssertEqual(llama2.parameterCount.all, 6_738_415_616)
    let tiny = ModelConfiguration(
      family: .llama, vocabularySize: 32_000, contextLength: 2_048, width: 2_048, layerCount: 22,
      headCount: 32, keyValueHeadCount: 4, feedForwardWidth: 5_632, isHeadTied: false)
    XCTAssertEqual(tiny.parameterCount.all, 1_100_048_384)
    let small = ModelConfiguration(
      family: .llama, vocabularySize: 49_152, contextLength: 2_048, width: 576, layerCount: 30,
      headCount: 9, keyValueHeadCount: 3, feedForwardWidth: 1_536)
    XCTAssertEqual(small.parameterCount.all, 134_515_008)
  }

  /// Counting one layer and multiplying is counting all of them, of every family.
  func testTheCountIsThatOfTheLayout() {
    for family in ModelConfiguration.Family.allCases {
      for isHeadTied in [true, false] {
        let shape = ModelConfiguration(
          family: family, vocabularySize: 50, contextLength: 10, width: 12, layerCount: 5,
          headCount: 2, feedForwardWidth: 20, isHeadTied: isHeadTied)
        let specifications = ParameterLayout(shape).specifications
        XCTAssertEqual(
          shape.parameterCount.all, specifications.reduce(0) { $0 + $1.count }, family.rawValue)
        XCTAssertEqual(
          shape.parameterCount.nonEmbedding,
          specifications.reduce(0) {
            $0 + ($1.role == .embedding || $1.name == ParameterNames.head ? 0 : $1.count)
          }, family.rawValue)
      }
    }
  }

  /// Product by product, as a reader would count them.
  func testTheComputeOfGroupedHeadsOfTheirOwnWidth() {
    let c = ModelConfiguration(
      family: .llama, vocabularySize: 50, contextLength: 10, width: 12, layerCount: 3,
      headCount: 4, keyValueHeadCount: 2, headWidth: 8, feedForwardWidth: 20)
    let projections = 12 * 32 + 2 * 12 * 16 + 32 * 12
    let scores = 2 * 10 * 32
    let layer = projections + scores + 3 * 12 * 20
    XCTAssertEqual(ComputeCost(c).forwardPerToken, Double(2 * (3 * layer + 50 * 12)))
    XCTAssertEqual(
      c.parameterCount.all, 50 * 12 + 3 * (projections + 3 * 12 * 20 + 2 * 12) + 12)
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
    assertThrows(try configuration.validate(), ModelError.self, "layers is 0")
    configuration = .gpt2Small
    configuration.headWidth = 32
    assertThrows(
      try configuration.validate(), ModelError.self,
      "a width of 768 is not 12 heads of equal width",
      note: "a head width of its own is Llama's alone")
    configuration.family = .llama
    XCTAssertNoThrow(try configuration.validate())
    configuration.headWidth = 33
    XCTAssertThrowsError(try configuration.validate()) {
      XCTAssertTrue("\($0)".contains("even head width"), "\($0)")
    }
    configuration = .gpt2Small
    configuration.furtherEndOfTextIDs = [7, 50_257]
    assertThrows(
      try configuration.validate(), ModelError.self, "the end-of-text id 50257 lies outside")
    configuration = .gpt2Small
    configuration.endOfTextID = 60_000
    assertThrows(
      try configuration.validate(), ModelError.self, "the end-of-text id 60000 lies outside")
  }
}
