import WorkbookCore

/// Losses on both kinds of held-out text, in bits per byte.
struct Losses {
  var general: Double
  var field: Double

  init(_ trained: PretrainedModel) {
    let bits = trained.result.validation.map(\.bitsPerByte)
    (general, field) = (bits[0], bits[1])
  }

  init(meanOf all: [Losses]) {
    general = all.map(\.general).mean
    field = all.map(\.field).mean
  }

  /// The sum in which the field counts so much.
  func weighted(_ weight: Double) -> Double { weight * field + (1 - weight) * general }
}

/// What one run is asked to do.
struct Recipe {
  var name: String
  /// The field's share of the windows.
  var share: Double
  var seed = 1
  var steps: Int
  /// How much of the field's text there is to see; nil for all of it.
  var ownTokens: Int?
  /// The model to go on from; nil for random weights.
  var start: PretrainedModel?
  /// Nil for the full run's.
  var schedule: LearningRateSchedule?
  var batch: Int?
  /// How often the held-out text is looked at.
  var looks = 1
}

/// What every run of the chapter shares.
struct Laboratory {
  let text: ComparedText
  let tokenizer: any Tokenizer
  let ids: (general: [Int32], field: [Int32])
  let heldOut: [ValidationText]
  let model: ModelConfiguration
  /// A full run.
  let training: TrainingConfiguration
  let seeds: Int

  var steps: Int { training.steps }
  var peak: Double { training.schedule.peak }
  /// Tokens of a full run.
  var budget: Int { steps * training.tokensPerStep }
  var fieldName: String { text.field.name }

  /// - Throws: `TrainingDataError.corpusTooShort` where the smallest share of a text that is trained on
  ///   would not hold a few windows.
  init(
    _ text: ComparedText, _ tokenizer: any Tokenizer, _ model: ModelConfiguration, batch: Int,
    steps: Int, peak: Double, clippingNorm: Double, seeds: Int
  ) throws {
    (self.text, self.tokenizer, self.model, self.seeds) = (text, tokenizer, model, seeds)
    var training = TrainingConfiguration(
      batch: batch, contextLength: model.contextLength, steps: steps, learningRate: peak,
      replicas: 2)
    training.clippingNorm = clippingNorm
    // What multiplies fastest on this machine (chapter 5), alike for all runs.
    training.productPlan = PrecisionChoice.auto.plan(
      for: model, batch: batch, time: model.contextLength, replicas: 2)
    self.training = training
    ids = (
      try tokenizer.encode(documents: text.general.training.texts),
      try tokenizer.encode(documents: text.field.training.texts)
    )
    heldOut = try [text.general, text.field].map {
      try ValidationText(name: $0.name, corpus: $0.heldOut, tokenizer: tokenizer)
    }
    let needed = 8 * (model.contextLength + 1)
    for (part, ids) in [(text.general, ids.general), (text.field, ids.field)]
    where ids.count < needed {
      throw TrainingDataError.corpusTooShort(name: part.name, tokens: ids.count, needed: needed)
    }
  }

  /// A table of losses, with columns of numbers in front of them.
  func lossTable(_ title: String, _ columns: [Table.Column] = [], style: NumberStyle = two) -> Table
  {
    Table(
      [.text(title)] + columns + [
        .number(fieldName, unit: "bits per byte", style: style),
        .number("general", unit: "bits per byte", style: style),
      ])
  }

  func flops(_ tokens: Double) -> Double { tokens * ComputeCost(model).trainingPerToken }

  /// Random weights as BloombergGPT's were drawn, N(0, 1/(3·width)) (Wu et al. 2023, appendix A.5): in
  /// so narrow a model GPT-2's fixed 0.02 keeps attention asleep for hundreds of steps.
  func firstWeights(seed: UInt64) throws -> ParameterStore<Float> {
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(
      seed: seed, standardDeviation: (1 / (3 * Double(model.width))).squareRoot())
    return parameters
  }

  func plan(_ recipe: Recipe, baseSeed: UInt64) -> PretrainingPlan {
    var training = training
    training.steps = recipe.steps
    training.batch = recipe.batch ?? training.batch
    training.schedule =
      recipe.schedule
      ?? .cosine(
        peak: peak, warmupSteps: TrainingConfiguration.defaultWarmupSteps(of: recipe.steps),
        finalFraction: 0.1)
    training.seed = baseSeed &* 1_000 &+ UInt64(recipe.seed)
    training.evaluateEvery = max(1, recipe.steps / recipe.looks)
    training.checkpointEvery = recipe.steps
    let own = recipe.ownTokens.map(spread) ?? ids.field
    let sources = [
      WindowSampler.Source(name: text.general.name, tokens: ids.general, weight: 1 - recipe.share),
      WindowSampler.Source(name: text.field.name, tokens: own, weight: recipe.share),
    ]
    return PretrainingPlan(
      model: model, training: training, sources: sources.filter { $0.weight > 0 },
      validation: heldOut, tokenizer: tokenizer, startingModel: recipe.start?.folder)
  }

  /// About so many of the field's tokens, in pieces from all over it: its beginning may be of one kind.
  private func spread(_ count: Int) -> [Int32] {
    let length = 8 * model.contextLength
    let pieces = count / length
    guard count < ids.field.count, pieces > 1 else { return Array(ids.field.prefix(count)) }
    let stride = (ids.field.count - length) / (pieces - 1)
    return (0..<pieces).flatMap { ids.field[($0 * stride)..<($0 * stride + length)] }
  }

  /// Trains a recipe, or reads back what was trained before.
  func train(_ notebook: Notebook, _ recipe: Recipe) throws -> PretrainedModel {
    var plan = plan(recipe, baseSeed: notebook.seed)
    if plan.startingModel == nil {
      struct First: Encodable {
        let model: ModelConfiguration
        let seed: UInt64
      }
      let seed = plan.training.seed
      plan.startingModel = try notebook.artifact(
        "first weights", configuration: First(model: model, seed: seed)
      ) { folder in
        try ModelDirectory.write(try firstWeights(seed: seed), to: folder)
      }
    }
    return try notebook.pretrain("\(recipe.name), seed \(recipe.seed)", plan)
  }

  /// The same recipe under each seed.
  func trainAll(_ notebook: Notebook, _ recipe: Recipe, seeds: Int? = nil) throws
    -> [PretrainedModel]
  {
    try (1...(seeds ?? self.seeds)).map { seed in
      var recipe = recipe
      recipe.seed = seed
      return try train(notebook, recipe)
    }
  }
}

extension [PretrainedModel] {
  /// The mean of the seeds.
  var losses: Losses { Losses(meanOf: map { Losses($0) }) }
}

let two = NumberStyle.decimals(2)
let percent = NumberStyle.percent(0)
