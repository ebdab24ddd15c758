import Groundwork
import Inference
import Models
import Sweeps
import Tensors
import Tokenizers
import Training
import TrainingData

/// What training gives: a given model's, by continuing or by an adapter, and new ones'.
final class TrainedTrials {
  let material: AdviceMaterial
  private let tasks: TaskSet
  /// Asked between steps: a training that is told to stop is given up.
  private let mayGoOn: () -> Bool
  /// Seconds since some moment.
  private let elapsed: () -> Double

  init(
    _ material: AdviceMaterial, tasks: TaskSet, elapsed: @escaping () -> Double = { 0 },
    mayGoOn: @escaping () -> Bool
  ) {
    (self.material, self.tasks, self.mayGoOn) = (material, tasks, mayGoOn)
    self.elapsed = elapsed
  }

  /// Further training of a given model on a number of tokens.
  ///
  /// - Parameters:
  ///   - windows: what of the field is put into the window of what was trained; a run for each.
  ///   - isAskedTasks: whether it answers the questions, too; what only supports a curve need not.
  func continued(
    _ base: AdviceBase, tokens: Double, replay: Double, isAdapter: Bool, seed: UInt64? = nil,
    windows: [FieldPassages.Before] = [], isAskedTasks: Bool = true
  ) -> Trial {
    let settings = material.settings
    let option: AdviceOption = isAdapter ? .adapted : .continued
    let seed = seed ?? settings.seed
    let name =
      "\(base.name) \(option.rawValue) \(Int(tokens)) replay \(replay)"
      + (seed == settings.seed ? "" : " seed \(seed)")
    let operations = 6 * base.parameterCount * tokens
    var trial = Trial(
      name, isAdapter ? .adapting : .training, operations: operations
    ) { [self] in
      let training = configuration(base, tokens: Int(tokens), isAdapter: isAdapter, seed: seed)
      let sources = try material.mixed(base.tokenizer, key: base.name, fieldShare: 1 - replay)
      let weights = try train(base, training, sources, isAdapter: isAdapter)
      let scorer = try scorer(weights, base.tokenizer, window: base.window)
      var run = try scored(
        name, option, scorer, weights, base: base.name, isAskedTasks: isAskedTasks)
      run.tokens = Double(training.steps * training.tokensPerStep)
      run.fieldShare = 1 - replay
      run.compute = 6 * base.parameterCount * run.tokens
      run.seed = seed
      return [run] + (try windows.compactMap { try asked(scorer, after: run, base, $0) })
    }
    trial.future = .init(
      option: option, parameters: base.parameterCount, tokens: tokens, fieldShare: 1 - replay)
    trial.asking = windows.reduce(0) {
      $0 + 2 * base.parameterCount * material.passages(of: base).tokensRead($1)
    }
    return trial
  }

  /// A trained model with passages of the field before what it is asked: two options together.
  ///
  /// - Returns: nil where there was no time for it.
  private func asked(
    _ scorer: SegmentScorer, after run: AdviceRun, _ base: AdviceBase,
    _ before: FieldPassages.Before
  ) throws -> AdviceRun? {
    guard mayGoOn() else { return nil }
    let passages = material.passages(of: base)
    let begun = elapsed()
    var together = run
    together.name += " with \(before.name)"
    together.window = before.option
    together.passages = before.passages
    let scores = try Trial.unlessGivenUp {
      try scorer.scores(material.field.segments) { try passages.context($0, before) }
    }
    guard let scores else { return nil }
    together.field = scores
    together.readPerToken = try passages.readPerToken(before)
    together.tasks = nil
    together.seconds = elapsed() - begun
    return together
  }

  /// How a given model is trained further on about so many tokens.
  func configuration(
    _ base: AdviceBase, tokens: Int, isAdapter: Bool, seed: UInt64
  ) -> TrainingConfiguration {
    let (model, settings) = (base.configuration, material.settings)
    let rate =
      isAdapter
      ? TrainingConfiguration.defaultLearningRate(width: model.width)
      : settings.continuedRate
        ?? TrainingConfiguration.defaultContinuedLearningRate(width: model.width)
    let time = min(settings.contextLength, model.contextLength)
    var training = TrainingConfiguration(
      batch: settings.batch, contextLength: time, steps: max(1, tokens / (settings.batch * time)),
      learningRate: rate, replicas: min(material.replicas, settings.batch))
    training.seed = seed
    training.productPlan = material.products(model, batch: settings.batch, time: time)
    return training
  }

  func train(
    _ base: AdviceBase, _ training: TrainingConfiguration, _ sources: [WindowSampler.Source],
    isAdapter: Bool
  ) throws -> ParameterStore<Float> {
    let parameters = try base.model.readParameters()
    let sampler = try WindowSampler(sources: sources, settings: training.sequences)
    guard isAdapter else {
      try run(try Trainer(parameters, training, data: sampler))
      return parameters
    }
    let settings = AdapterSettings(
      rank: material.settings.adapterRank, targets: try base.configuration.adapterTargets(["all"]))
    let adapter = try Adapter<Float>(base.configuration, settings)
    adapter.initialize(seed: training.seed)
    try run(
      try Trainer(.adapter(adapter, of: FrozenWeights(parameters)), training, data: sampler))
    adapter.merge(into: parameters)
    return parameters
  }

  private func run(_ trainer: Trainer) throws {
    while trainer.step < trainer.configuration.steps {
      guard mayGoOn() else { throw Trial.GivenUp() }
      _ = try trainer.trainStep()
    }
  }

  /// A new model of a notch of the sweeps' dial, for a budget of operations.
  ///
  /// - Parameter fieldShare: of the tokens; 1 for the field's text alone.
  func scratch(
    notch: Int, spending compute: Double, fieldShare: Double, seed: UInt64? = nil
  ) throws -> Trial {
    let settings = material.settings
    let seed = seed ?? settings.seed
    let isMixed = fieldShare < 1
    let tokenizer = try material.vocabulary(isMixed: isMixed)
    var dial = SweepDial(
      vocabularySize: tokenizer.vocabularySize, contextLength: settings.contextLength,
      endOfTextID: tokenizer.endOfText.map { Int($0) })
    dial.replicas = material.replicas
    let planned = dial.run(notch, spending: compute, seed: seed)
    let option: AdviceOption = isMixed ? .mixture : .ownText
    let name =
      "\(option.rawValue) \(Int(planned.parameters)) parameters \(Int(planned.tokens)) tokens"
      + (isMixed ? " share \(fieldShare)" : "") + (seed == settings.seed ? "" : " seed \(seed)")
    var trial = Trial(name, .scratch, operations: planned.compute) { [self] in
      var training = planned.training
      training.productPlan = material.products(
        planned.model, batch: training.batch, time: training.contextLength)
      let sources = try material.mixed(
        tokenizer, key: isMixed ? "mixed" : "own", fieldShare: fieldShare)
      let trainer = try CheckedTraining(planned.model, training, sources: sources).makeTrainer()
      try run(trainer)
      let scorer = try scorer(
        trainer.parameters, tokenizer, window: planned.model.contextLength)
      var run = try scored(name, option, scorer, trainer.parameters, base: nil)
      run.parameters = planned.parameters
      run.tokens = planned.tokens
      run.fieldShare = fieldShare
      run.compute = planned.compute
      run.seed = seed
      return [run]
    }
    trial.future = .init(
      option: option, parameters: planned.parameters, tokens: planned.tokens, fieldShare: fieldShare
    )
    return trial
  }

  private func scored(
    _ name: String, _ option: AdviceOption, _ scorer: SegmentScorer,
    _ weights: ParameterStore<Float>, base: String?, isAskedTasks: Bool = true
  ) throws -> AdviceRun {
    var run = AdviceRun(
      name: name, option: option, base: base,
      parameters: Double(weights.configuration.parameterCount.all),
      field: try scorer.scores(material.field.segments),
      general: try scorer.scores(material.general.segments))
    if isAskedTasks { run.tasks = try Trial.unlessGivenUp { try tasks.score(scorer) } }
    return run
  }

  func scorer(
    _ weights: ParameterStore<Float>, _ tokenizer: any Tokenizer, window: Int
  ) throws -> SegmentScorer {
    try SegmentScorer(
      weights, tokenizer: tokenizer, window: window,
      products: material.products(weights.configuration, batch: 1, time: window))
  }
}
