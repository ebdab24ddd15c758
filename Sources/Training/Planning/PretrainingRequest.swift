import Corpora
import Groundwork
import Models
import Tensors
import Tokenizers
import TrainingData

/// What someone asks for who wants a model trained: `plan` makes it exact.
///
///     let request = PretrainingRequest(
///       text: .corpus(paths: ["filings"], validationFraction: 0.1), model: .new(shape),
///       recipe: TrainingRecipe())
///     let plan = try request.plan()
public struct PretrainingRequest: Sendable {
  public enum Text: Sendable {
    /// Files or folders of text, of which a part is held out.
    case corpus(paths: [String], validationFraction: Double)
    /// Token shards; without any to validate on, those beside them.
    case shards([ShardName], validation: [ShardName])
  }

  public enum Model: Sendable {
    /// A shape; its vocabulary becomes the tokenizer's.
    case new(ModelConfiguration)
    /// A model directory to go on from, which brings its tokenizer.
    case directory(String)
    /// Any other model to go on from, which brings its tokenizer too.
    case stored(any StoredModel)
  }

  /// An adapter to train in place of the model's own parameters.
  public struct Adapter: Hashable, Sendable {
    public var rank: Int
    /// Nil for twice the rank.
    public var alpha: Double?
    /// As `ModelConfiguration.adapterTargets` takes them.
    public var targets = ["all"]
    /// The probability that an input of an update is zero in a training step.
    public var dropout = 0.0

    public init(rank: Int, alpha: Double? = nil) { (self.rank, self.alpha) = (rank, alpha) }
  }

  public var text: Text
  public var model: Model
  /// Only for a model to go on from.
  public var adapter: Adapter?
  /// Other text to be read beside, with a corpus alone; sources are then gone through in epochs, for exact
  /// shares.
  public var replay: [ReplayText] = []
  /// Nil for 2,048 tokens of byte pair encoding, or the shards' own.
  public var tokenizer: TokenizerChoice?
  /// Tokens a sequence; nil for the model's context.
  public var contextLength: Int?
  /// Nil for as many as `epochs` take, or 1,000.
  public var steps: Int?
  /// How often sources are gone through: one number for all, or one for each; empty where steps decide.
  public var epochs: [Double] = []
  public var recipe: TrainingRecipe
  public var precision = PrecisionChoice.float32
  /// The folder of the run that is gone on with, whose products `auto` keeps: another machine's would be
  /// another run. Nil for a new one.
  public var resumedFolder: String?

  public init(text: Text, model: Model, recipe: TrainingRecipe) {
    self.text = text
    self.model = model
    self.recipe = recipe
  }

  /// Reads the text and trains the tokenizer; writes nothing.
  ///
  /// - Parameters:
  ///   - processes: those that will share the replicas.
  ///   - note: is told what was recognized, read in another encoding, and left out.
  ///   - warning: is told in a line what is odd about the model to go on from, or about the tokenizer.
  /// - Returns: a plan that was found possible (`PretrainingPlan.check`).
  /// - Throws: `TrainingError`, `TrainingDataError`, `ModelError`, and what reading text throws.
  public func plan(
    processes: any ProcessGroup = SingleProcess(),
    noting note: (TextNotice) -> Void = { _ in },
    warning: (String) -> Void = { _ in }
  ) throws -> PretrainingPlan {
    // Cheap checks first: shape and settings before a text is read and a tokenizer trained.
    let base = try BaseModel(model, warning)
    let adapter = try settings(of: base)
    _ = try ReplayText.ownShare(beside: replay)
    guard epochs.isEmpty || replay.isEmpty else {
      throw TrainingError.impossible("epochs and shares both decide how often a text is read")
    }
    var recipe = self.recipe
    recipe.learningRate = recipe.learningRate ?? base.learningRate(isAdapter: adapter != nil)
    if readsShards || !epochs.isEmpty || !replay.isEmpty { recipe.order = .epochs }
    func training(steps: Int, heldOutTokens: Int? = nil) throws -> TrainingConfiguration {
      try recipe.configuration(
        steps: steps, contextLength: contextLength ?? base.shape.contextLength,
        width: base.shape.width, heldOutTokens: heldOutTokens)
    }
    let steps = self.steps ?? TrainingConfiguration.defaultSteps
    let sequences = try training(steps: steps).sequences
    let text = try read(
      for: base, keepsDocuments: sequences.needsDocuments, noting: note, warning: warning)
    let held = text.heldOutTokenCount
    var plan = PretrainingPlan(
      model: try base.shape(for: text.tokenizer),
      training: try training(steps: steps, heldOutTokens: held), sources: text.sources,
      validation: text.validation, tokenizer: text.tokenizer, startingModel: base.stored?.path)
    plan.openedModel = base.stored
    if let adapter, let stored = base.stored {
      plan.adapter = PlannedAdapter(settings: adapter, baseDigest: try stored.digest())
    }
    plan.training.productPlan = productPlan(of: plan, processes, warning)
    try plan.check(processes)
    guard let first = epochs.first else { return plan }
    let each = epochs.count == 1 ? text.sources.map { _ in first } : epochs
    let products = plan.training.productPlan
    return try plan.goingThrough(epochs: each) { steps in
      var settings = try training(steps: steps, heldOutTokens: held)
      settings.productPlan = products
      return settings
    }
  }

  /// The adapter's settings, found possible.
  private func settings(of base: BaseModel) throws -> AdapterSettings? {
    guard let adapter else { return nil }
    guard let stored = base.stored else {
      throw TrainingError.impossible("an adapter needs a model to begin with")
    }
    guard !(stored is AdapterModel) else {
      throw TrainingError.impossible(
        "\(stored.path) is an adapter itself; an adapter is trained on a whole model")
    }
    var settings = AdapterSettings(
      rank: adapter.rank, alpha: adapter.alpha,
      targets: try base.shape.adapterTargets(adapter.targets))
    settings.dropout = adapter.dropout
    try settings.validate()
    return settings
  }

  /// How the plan's matrices are multiplied; every process calls it, and gets the same.
  ///
  /// Several processes take float32's products from OpenBLAS: their machines were measured one by one, and
  /// would choose differently. The first one decides on the precision, if all others have it.
  private func productPlan(
    of plan: PretrainingPlan, _ processes: any ProcessGroup, _ warning: (String) -> Void
  ) -> ProductPlan {
    if processes.count > 1 {
      guard precision != .float32 else { return .exact }
      let own = processes.isFirst ? ownProducts(of: plan, warning).precision : .bfloat16
      let isRounded = own == .bfloat16 && own.isAvailable
      return processes.minimum(isRounded ? 1 : 0) == 1 ? ProductPlan(precision: .bfloat16) : .exact
    }
    return ownProducts(of: plan, warning)
  }

  private func ownProducts(
    of plan: PretrainingPlan, _ warning: (String) -> Void
  ) -> ProductPlan {
    if precision == .auto, let kept = resumedFolder.flatMap({ ProductPlan(ofRun: $0) }) {
      return kept
    }
    let training = plan.training
    return precision.plan(
      for: plan.model, batch: training.batch / training.accumulation,
      time: training.contextLength, replicas: training.replicas, noting: warning)
  }

  private var readsShards: Bool {
    if case .shards = text { true } else { false }
  }

  private func read(
    for base: BaseModel, keepsDocuments: Bool, noting note: (TextNotice) -> Void,
    warning: (String) -> Void
  ) throws -> TrainingText {
    switch text {
    case .shards(let names, let validation):
      guard replay.isEmpty else {
        throw TrainingDataError.impossible(
          "shards have weights of their own, and no replay beside them")
      }
      return try TrainingText.open(
        shards: names, validation: validation,
        tokenizer: try base.tokenizer ?? tokenizer?.forShards())
    case .corpus(let paths, let fraction):
      let text = try SplitText.read(
        paths: paths, validationFraction: fraction, seed: recipe.seed, noting: note)
      let tokenizer =
        try base.tokenizer ?? text.tokenizer(self.tokenizer ?? .bytePair(vocabularySize: 2_048))
      // Before the text is encoded: a shape that does not fit the vocabulary.
      _ = try base.shape(for: tokenizer)
      var dropped = DroppedBytes(tokenizer)
      for part in text.training.texts + text.heldOut.texts { dropped.add(part) }
      let others = try replay.map { other in
        try SplitText.read(
          paths: [other.path], validationFraction: fraction, seed: recipe.seed, noting: note)
      }
      for part in others.flatMap({ $0.training.texts + $0.heldOut.texts }) { dropped.add(part) }
      dropped.summary.map(warning)
      var encoded = try text.encoded(tokenizer, keepsDocuments: keepsDocuments)
      if !others.isEmpty {
        try encoded.add(others, as: replay, keepsDocuments: keepsDocuments)
      }
      return encoded
    }
  }
}

/// The model that a request begins with, before its vocabulary is known.
private struct BaseModel {
  let shape: ModelConfiguration
  /// The model to go on from.
  let stored: (any StoredModel)?
  let tokenizer: (any Tokenizer)?

  init(_ model: PretrainingRequest.Model, _ notice: (String) -> Void) throws {
    switch model {
    case .new(let shape):
      try shape.validate()
      try shape.requireMemory()
      (self.shape, stored, tokenizer) = (shape, nil, nil)
      return
    case .directory(let path): stored = try DirectoryModel(path: path, notice: notice)
    case .stored(let model): stored = model
    }
    guard let stored else { preconditionFailure("every other case has a model") }
    shape = stored.configuration
    guard let own = try stored.readTokenizer() else {
      throw FileError(
        path: stored.tokenizerPath,
        problem: "no such file; a model to go on from brings its tokenizer")
    }
    tokenizer = own
  }

  /// The highest learning rate where none is asked for; nil for a new model's.
  func learningRate(isAdapter: Bool) -> Double? {
    stored == nil || isAdapter
      ? nil : TrainingConfiguration.defaultContinuedLearningRate(width: shape.width)
  }

  func shape(for tokenizer: any Tokenizer) throws -> ModelConfiguration {
    if stored != nil { return shape }
    var model = shape
    model.vocabularySize = tokenizer.vocabularySize
    model.endOfTextID = tokenizer.endOfText.map { Int($0) }
    try model.validate()
    return model
  }
}
