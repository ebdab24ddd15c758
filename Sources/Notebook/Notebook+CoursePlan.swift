import Corpora
import Models
import Tokenizers
import Training
import TrainingData

extension Notebook {
  /// A byte-level BPE vocabulary of a text, trained once and kept.
  ///
  /// - Throws: `TokenizerError`, `FileError`.
  public func vocabulary(
    _ name: String, of text: Corpus, size: Int, file: String = #fileID, line: Int = #line
  ) throws -> any Tokenizer {
    let folder = try artifact(
      "vocabulary-\(name)", configuration: [text.fingerprint, String(size)], file: file, line: line
    ) { folder in
      let tokenizer = try BytePairTokenizer.train(on: text.texts, vocabularySize: size)
      try TokenizerFile.write(tokenizer, to: folder + "/tokenizer.json")
    }
    return try TokenizerFile.read(folder + "/tokenizer.json")
  }

  /// The plan of the model that chapters 4, 5, 6 and 9 speak of: a small GPT-2 on the course's text.
  ///
  /// Chapter 5 walks through it. `pretrain` gives the same model to whichever chapter asks first.
  public func coursePlan(
    _ text: CourseText, file: String = #fileID, line: Int = #line
  ) throws -> PretrainingPlan {
    let tokenizer = try vocabulary(
      "course", of: text.training, size: pick(smoke: 512, lesson: 1_024, overnight: 4_096),
      file: file, line: line)
    let model = ModelConfiguration(
      vocabularySize: tokenizer.vocabularySize, contextLength: pick(smoke: 64, lesson: 128),
      width: pick(smoke: 64, lesson: 128, overnight: 256), layerCount: pick(smoke: 2, lesson: 4),
      headCount: pick(smoke: 2, lesson: 4), endOfTextID: tokenizer.endOfText.map { Int($0) })
    var training = TrainingConfiguration(
      batch: pick(smoke: 8, lesson: 6), contextLength: model.contextLength,
      steps: pick(smoke: 300, lesson: 900, overnight: 10_000),
      learningRate: pick(smoke: 4e-3, lesson: 4e-3, overnight: 1e-3), replicas: 2)
    training.seed = seed
    // So short a run learns more with a longer memory of the squares than BloombergGPT's 0.95.
    training.beta2 = 0.99
    // And it ends lower after a plateau than along a cosine: chapter 5 compares the two.
    training.schedule = .warmupStableDecay(
      peak: training.schedule.peak, warmupSteps: training.steps / 20,
      decaySteps: training.steps / 4, finalFraction: 0)
    training.evaluateEvery = max(1, training.steps / 10)
    return PretrainingPlan(
      model: model, training: training,
      sources: try text.parts.map {
        try WindowSampler.Source(name: $0.name, corpus: $0.training, tokenizer: tokenizer)
      },
      validation: try text.parts.map {
        try ValidationText(name: $0.name, corpus: $0.heldOut, tokenizer: tokenizer)
      }, tokenizer: tokenizer)
  }
}
