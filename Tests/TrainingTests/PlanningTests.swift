import Foundation
import Groundwork
import Models
import Training
import TrainingData
import XCTest

/// From what is asked for to an exact plan.
final class PlanningTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "planning-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
    let documents = (0..<40).map {
      "case \($0): the trial court held that the trial was fair.\n<|endoftext|>\n"
    }
    try AtomicFile.write(documents.joined(), to: folder + "/text.txt")
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func request(
    _ tokenizer: TokenizerChoice, steps: Int? = nil, _ change: (inout TrainingRecipe) -> Void
  ) -> PretrainingRequest {
    var recipe = TrainingRecipe()
    recipe.batch = 4
    recipe.replicas = 2
    change(&recipe)
    var request = PretrainingRequest(
      text: .corpus(paths: [folder + "/text.txt"], validationFraction: 0.1),
      model: .new(
        ModelConfiguration(
          vocabularySize: 257, contextLength: 16, width: 16, layerCount: 1, headCount: 2)),
      recipe: recipe)
    request.tokenizer = tokenizer
    request.steps = steps
    return request
  }

  private func packed(_ recipe: inout TrainingRecipe) { recipe.packing = .documents }

  /// Runs that were begun by earlier versions go on: these are their identities.
  func testIdentitiesStayWhatTheyWere() throws {
    XCTAssertEqual(
      try request(.bytes, steps: 3) { _ in }.plan().identity, "ea74410b9ee9a801")
    let everything = request(.characters, steps: 3) {
      packed(&$0)
      $0.separatesDocuments = true
      $0.schedule = .warmupStableDecay
    }
    XCTAssertEqual(try everything.plan().identity, "b92e6bdfb589af80")
    var epochs = request(.bytePair(vocabularySize: 300), packed)
    epochs.epochs = [1]
    let plan = try epochs.plan()
    XCTAssertEqual(plan.identity, "33e70dace6f63b7b")
    XCTAssertEqual(plan.training.steps, 9)
    XCTAssertEqual(plan.training.order, .epochs)
    XCTAssertEqual(plan.model.vocabularySize, 300)
    XCTAssertEqual(plan.model.endOfTextID, plan.tokenizer.endOfText.map { Int($0) })
  }

  /// One sampler serves the plan, its copies and its run; a changed plan has its own.
  func testTheSamplerIsBuiltOnce() throws {
    let plan = try request(.bytes, steps: 3, packed).plan()
    var other = plan
    XCTAssertTrue(try plan.sampler === other.sampler)
    other.tokenizer = plan.tokenizer
    XCTAssertTrue(try plan.sampler === other.sampler)
    other.training.seed = 2
    XCTAssertFalse(try plan.sampler === other.sampler)
    XCTAssertNotEqual(other.identity, plan.identity)
    other.training.seed = plan.training.seed
    XCTAssertEqual(other.identity, plan.identity)
    var epochs = request(.bytes, packed)
    epochs.epochs = [2]
    let through = try epochs.plan()
    XCTAssertEqual(through.sources.map(\.weight), try through.sampler.sources.map(\.weight))
    XCTAssertTrue(try through.sampler.settings.suit(through.training.sequences))
  }

  func testWhatMakesAPlanImpossibleIsFoundByItsCheck() throws {
    let plan = try request(.bytes, steps: 3) { _ in }.plan()
    XCTAssertNoThrow(try plan.check())
    var foreign = plan
    foreign.model.vocabularySize = 100
    XCTAssertThrowsError(try foreign.check()) {
      XCTAssertTrue("\($0)".contains("outside the model's vocabulary of 100"), "\($0)")
    }
    var short = plan
    short.validation[0].ids = [1]
    XCTAssertThrowsError(try short.check()) {
      XCTAssertEqual(
        $0 as? TrainingError, .heldOutTooShort(name: "validation", tokens: 1))
    }
    var huge = plan
    huge.training.batch = 1 << 30
    XCTAssertThrowsError(try huge.check()) {
      guard case .tooLittleMemory? = $0 as? ModelError else { return XCTFail("\($0)") }
    }
    var shape = plan
    shape.model.headCount = 3
    XCTAssertThrowsError(try shape.check()) { XCTAssertTrue($0 is ModelError, "\($0)") }
  }

  func testAModelToGoOnFromBringsShapeAndTokenizer() throws {
    let first = try request(.bytes, steps: 1) { _ in }.plan()
    _ = try Pretraining.run(first, in: folder + "/base", title: nil)
    var more = request(.bytePair(vocabularySize: 300), steps: 1) { _ in }
    more.model = .directory(folder + "/base")
    let plan = try more.plan()
    XCTAssertEqual(plan.model, first.model)
    XCTAssertEqual(plan.tokenizer.vocabularySize, 257)
    XCTAssertEqual(plan.startingModel, folder + "/base")
    XCTAssertEqual(plan.training.contextLength, 16)
    more.model = .directory(folder + "/none")
    XCTAssertThrowsError(try more.plan()) {
      XCTAssertTrue("\($0)".contains("none/config.json: no such file"), "\($0)")
    }
  }

  func testDefaults() throws {
    XCTAssertEqual(TrainingConfiguration.defaultLearningRate(width: 64), 2e-3)
    XCTAssertEqual(TrainingConfiguration.defaultLearningRate(width: 128), 2e-3)
    XCTAssertEqual(TrainingConfiguration.defaultLearningRate(width: 512), 1e-3)
    XCTAssertEqual(
      [1, 19, 40, 2_000, 9_000].map(TrainingConfiguration.defaultWarmupSteps), [1, 1, 2, 100, 100])
    XCTAssertEqual([1, 10, 250].map(TrainingConfiguration.defaultDecaySteps), [1, 1, 25])
    let settings = TrainingConfiguration(batch: 10, contextLength: 10, steps: 100, replicas: 1)
    // Ten looks at a short text, one at a text as long as the training, and three in between.
    for (held, interval) in [(0, 10), (600, 10), (10_000, 100), (2_000, 33), (1 << 40, 100)] {
      XCTAssertEqual(settings.defaultEvaluationInterval(heldOutTokens: held), interval, "\(held)")
    }
  }

  func testARecipeFillsInWhatIsNotSaid() throws {
    var recipe = TrainingRecipe()
    recipe.schedule = .warmupStableDecay
    let plain = try recipe.configuration(steps: 400, contextLength: 8, width: 512)
    XCTAssertEqual(
      plain.schedule,
      .warmupStableDecay(peak: 1e-3, warmupSteps: 20, decaySteps: 40, finalFraction: 0.1))
    XCTAssertEqual(plain.evaluateEvery, 40)
    XCTAssertEqual(plain.checkpointEvery, 100)
    let looked = try recipe.configuration(
      steps: 400, contextLength: 8, width: 512, heldOutTokens: 1 << 40)
    XCTAssertEqual(looked.evaluateEvery, 400)
    (recipe.evaluateEvery, recipe.checkpointEvery, recipe.decaySteps) = (7, 9, 11)
    (recipe.learningRate, recipe.warmupSteps, recipe.schedule) = (0.5, 3, .constant)
    let said = try recipe.configuration(
      steps: 400, contextLength: 8, width: 512, heldOutTokens: 1 << 40)
    XCTAssertEqual(said.schedule, .constant(peak: 0.5, warmupSteps: 3))
    XCTAssertEqual([said.evaluateEvery, said.checkpointEvery], [7, 9])
    recipe.zLoss = 2
    XCTAssertThrowsError(try recipe.configuration(steps: 1, contextLength: 8, width: 8)) {
      guard case .impossible? = $0 as? TrainingError else { return XCTFail("\($0)") }
    }
  }
}
