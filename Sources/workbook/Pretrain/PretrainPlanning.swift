import Foundation
import WorkbookCore

/// From `pretrain`'s options to a plan; reads the text and trains the tokenizer, writes nothing.
struct PretrainPlanning {
  let command: PretrainCommand
  /// Of all processes together.
  let replicas: Int
  let processes: any ProcessGroup

  /// What is trained on and looked at, and with which tokenizer.
  struct Text {
    var name: String
    var sources: [WindowSampler.Source]
    var validation: [ValidationText]
    var tokenizer: any Tokenizer
  }

  func plan() throws -> PretrainingPlan {
    // Cheap checks first: the shape is checked before a tokenizer is trained for it.
    _ = try configuration(steps: command.steps ?? 1_000)
    var text = try command.corpus.isEmpty ? shardedText() : plainText()
    let model = try shape(text.tokenizer)
    var training = try configuration(steps: command.steps ?? 1_000)
    try training.requireMemory(for: model, processes: processes)
    // A text shorter than one context is refused before anything is said about it.
    let sampler = try WindowSampler(sources: text.sources, training: training)
    if let epochs = command.shardOptions.epochs(for: text.sources.count) {
      let sequences = try weigh(&text.sources, sampler.sequenceCounts, epochs: epochs)
      training = try configuration(
        steps: max(1, Int((Double(sequences) / Double(command.batch)).rounded())))
    }
    let heldTokens = text.validation.reduce(0) { $0 + $1.ids.count }
    if command.evaluateEvery == nil {
      training.evaluateEvery = Self.evaluationInterval(training, heldTokens: heldTokens)
    }
    if processes.isFirst {
      Console.note(
        "\(text.name): \(sampler.tokenCount) tokens to train on, \(heldTokens) held out, "
          + "vocabulary \(text.tokenizer.vocabularySize), \(model.parameterCount.all) parameters")
      for line in try epochNotes(text.sources, sampler.sequenceCounts, training) {
        Console.note(line)
      }
    }
    return PretrainingPlan(
      model: model, training: training, sources: text.sources, validation: text.validation,
      tokenizer: text.tokenizer, startingModel: command.from)
  }

  /// The corpus, a part of it held out.
  private func plainText() throws -> Text {
    let corpus = try Corpus.read(paths: command.corpus)
    let fraction = command.validationFraction ?? 0.1
    let (learned, held) = corpus.split(validationFraction: fraction, seed: command.seed)
    guard !learned.documents.isEmpty, !held.documents.isEmpty else {
      throw InputError("\(corpus.name): too short to hold out \(fraction) of it; give more text")
    }
    let tokenizer = try tokenizer(for: corpus, training: learned)
    // Before the text is encoded: a shape that does not fit the vocabulary.
    _ = try shape(tokenizer)
    return Text(
      name: corpus.name, sources: [try source(corpus.name, learned, tokenizer)],
      validation: [
        .init(
          name: "validation", ids: try tokenizer.encode(documents: held.texts),
          byteCount: held.byteCount)
      ], tokenizer: tokenizer)
  }

  /// Ten looks at the held-out text, or as few as take a fifth of the training's time. A forward pass
  /// costs a third of a training step's work on as many tokens.
  private static func evaluationInterval(
    _ training: TrainingConfiguration, heldTokens: Int
  ) -> Int {
    let trained = Double(training.steps) * Double(training.tokensPerStep)
    let looks = min(10, max(1, 0.6 * trained / Double(max(heldTokens, 1))))
    return max(1, training.steps / Int(looks))
  }

  private var contextLength: Int { command.context ?? 128 }

  private func configuration(steps: Int) throws -> TrainingConfiguration {
    if command.from == nil {
      let model = modelConfiguration(vocabularySize: 257)
      try model.validate()
      try model.requireMemory()
    }
    let width = command.width ?? 128
    let rate = command.learningRate ?? min(2e-3, 2e-3 * (128 / Double(width)).squareRoot())
    let context =
      try command.context
      ?? command.from.map {
        try ModelDirectory.readConfiguration($0).contextLength
      }
    var settings = TrainingConfiguration(
      batch: command.batch, contextLength: context ?? contextLength, steps: steps,
      learningRate: rate, warmupSteps: command.warmup, replicas: replicas)
    settings.seed = command.seed
    command.training.apply(to: &settings)
    if command.shardOptions.goesThroughEpochs { settings.order = .epochs }
    if let every = command.checkpointEvery { settings.checkpointEvery = every }
    if let every = command.evaluateEvery { settings.evaluateEvery = every }
    try settings.validate()
    return settings
  }

  /// The text's ids, with the borders of its documents where they matter.
  private func source(
    _ name: String, _ corpus: Corpus, _ tokenizer: any Tokenizer
  ) throws -> WindowSampler.Source {
    guard command.training.needsDocuments, tokenizer.endOfText == nil else {
      return .init(
        name: name, tokens: try tokenizer.encode(documents: corpus.texts),
        endOfText: tokenizer.endOfText)
    }
    return .init(name: name, documents: try corpus.texts.map { try tokenizer.encode($0) })
  }

  private func tokenizer(for corpus: Corpus, training: Corpus) throws -> any Tokenizer {
    if let own = try modelTokenizer() { return own }
    switch command.tokenizer ?? "bpe" {
    case "bytes": return ByteTokenizer()
    // As in nanoGPT's recipe, the alphabet is that of the whole text.
    case "characters": return try CharacterTokenizer.train(on: corpus.texts)
    case "bpe":
      return try BytePairTokenizer.train(
        on: training.texts, vocabularySize: command.vocabularySize ?? 2_048)
    case "unigram":
      return try UnigramTokenizer.train(
        on: training.texts, vocabularySize: command.vocabularySize ?? 2_048)
    case let path: return try TokenizerFile.read(path)
    }
  }

  /// The tokenizer of the model to go on from, if there is one.
  func modelTokenizer() throws -> (any Tokenizer)? {
    try command.from.map { try TokenizerFile.read($0 + "/" + ModelDirectory.tokenizerFile) }
  }

  private func shape(_ tokenizer: any Tokenizer) throws -> ModelConfiguration {
    if let folder = command.from {
      let model = try ModelDirectory.readConfiguration(folder)
      guard model.vocabularySize >= tokenizer.vocabularySize else {
        throw InputError(
          "\(folder): its tokenizer has \(tokenizer.vocabularySize) tokens but its model only "
            + "\(model.vocabularySize); they do not belong together")
      }
      return model
    }
    let model = modelConfiguration(
      vocabularySize: tokenizer.vocabularySize, endOfTextID: tokenizer.endOfText.map { Int($0) })
    try model.validate()
    return model
  }

  private func modelConfiguration(
    vocabularySize: Int, endOfTextID: Int? = nil
  ) -> ModelConfiguration {
    ModelConfiguration(
      family: command.family ?? .gpt2, vocabularySize: vocabularySize,
      contextLength: contextLength, width: command.width ?? 128, layerCount: command.layers ?? 4,
      headCount: command.heads ?? 4, keyValueHeadCount: command.kvHeads,
      feedForwardWidth: command.feedForward, isHeadTied: !command.untied,
      endOfTextID: endOfTextID)
  }
}
