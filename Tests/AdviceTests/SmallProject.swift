import Advice
import Corpora
import Foundation
import Groundwork
import Models
import Tensors
import Tokenizers
import Training
import TrainingData

/// Two worlds as texts, and a model of one of them that is trained in a moment.
enum SmallProject {
  static func text(_ world: World, side: String, bytes: Int, seed: UInt64 = 3) throws -> AdviceText
  {
    var limits = AdviceText.Limits()
    limits.heldOutShare = 0.15
    return try AdviceText(
      side: side, world.corpus(byteCount: bytes, seed: seed), segmentCount: 12, seed: seed,
      limits: limits)
  }

  static let settings = { () -> AdviceSettings in
    var settings = AdviceSettings()
    // As long as what is asked: a model that was trained on less is lost beyond it.
    settings.contextLength = 640
    settings.batch = 2
    settings.vocabularySize = 400
    settings.passageTokens = 48
    settings.fieldSegments = 12
    settings.generalSegments = 12
    settings.usualParameters = 1e5
    return settings
  }()

  /// A small model of general text, in a folder.
  static func writeBase(to folder: String, text: AdviceText, steps: Int = 30) throws {
    let tokenizer = try BytePairTokenizer.train(on: text.training.texts, vocabularySize: 400)
    let model = ModelConfiguration(
      family: .llama, vocabularySize: tokenizer.vocabularySize, contextLength: 640, width: 48,
      layerCount: 2, headCount: 4, endOfTextID: tokenizer.endOfText.map { Int($0) })
    var training = TrainingConfiguration(
      batch: 2, contextLength: 640, steps: steps, learningRate: 4e-3, replicas: 2)
    training.seed = 5
    let source = try WindowSampler.Source(
      name: "general", corpus: text.training, tokenizer: tokenizer)
    let trainer = try CheckedTraining(model, training, sources: [source]).makeTrainer()
    for _ in 0..<steps { _ = try trainer.trainStep() }
    try ModelDirectory.write(trainer.parameters, to: folder)
    try TokenizerFile.write(tokenizer, to: "\(folder)/tokenizer.json")
  }

  /// A clock that ticks whenever somebody looks at it: the same trials on every machine.
  static func clock(ticks: Double) -> AdviceClock {
    let counter = Counter()
    return AdviceClock(seconds: ticks, rate: 1e12) { counter.next() }
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0.0
    func next() -> Double {
      lock.withLock {
        value += 0.05
        return value
      }
    }
  }
}
