import Foundation
import WorkbookCore

/// From `pretrain`'s options to a request, and from its plan to what the user is told.
extension PretrainCommand {
  /// - Parameter replicas: of all processes together.
  func makePlan(replicas: Int, processes: any ProcessGroup) throws -> PretrainingPlan {
    let stored = try from.map { path in
      try StoredModels.open(path) { if processes.isFirst { Console.note($0) } }
    }
    let plan = try request(replicas: replicas, from: stored).plan(
      processes: processes,
      noting: { if processes.isFirst { Console.note($0.summary) } },
      warning: { if processes.isFirst { Console.note($0) } })
    if processes.isFirst { try notes(on: plan).forEach(Console.note) }
    return plan
  }

  private func request(replicas: Int, from stored: (any StoredModel)?) throws -> PretrainingRequest
  {
    var recipe = training.recipe
    recipe.batch = batch
    recipe.learningRate = learningRate
    recipe.warmupSteps = warmup
    recipe.replicas = replicas
    recipe.seed = seed
    recipe.checkpointEvery = checkpointEvery
    recipe.evaluateEvery = evaluateEvery
    var request = PretrainingRequest(
      text: shardOptions.shards.isEmpty
        ? .corpus(paths: corpus, validationFraction: validationFraction ?? 0.1)
        : .shards(
          shardOptions.shards.map(ShardName.init),
          validation: shardOptions.validationShards.map(ShardName.init)),
      model: stored.map { .stored($0) } ?? .new(shape), recipe: recipe)
    request.tokenizer =
      shardOptions.shards.isEmpty || tokenizer != nil
      ? try ModelFolder.tokenizerChoice(tokenizer ?? "bpe", vocabularySize: vocabularySize ?? 2_048)
      : nil
    request.contextLength = context
    request.steps = steps
    request.epochs = shardOptions.epochs
    request.precision = training.precision
    request.resumedFolder = resume ? out : nil
    continuation.apply(to: &request)
    return request
  }

  /// The shape; its vocabulary is still to come.
  private var shape: ModelConfiguration {
    ModelConfiguration(
      family: family ?? .gpt2, vocabularySize: 257, contextLength: context ?? 128,
      width: width ?? 128, layerCount: layers ?? 4, headCount: heads ?? 4,
      keyValueHeadCount: kvHeads, feedForwardWidth: feedForward, isHeadTied: !untied)
  }

  /// What is trained on; in the order of epochs, also how often each source will be gone through.
  private func notes(on plan: PretrainingPlan) throws -> [String] {
    let sampler = try plan.sampler
    let held = plan.validation.reduce(0) { $0 + $1.ids.count }
    let name = plan.sources.map(\.name).joined(separator: " + ")
    let first =
      "\(name): \(sampler.tokenCount) tokens to train on, \(held) held out, "
      + "vocabulary \(plan.tokenizer.vocabularySize), \(plan.model.parameterCount.all) parameters"
    let passes = sampler.epochs(after: plan.training.steps * plan.training.batch) ?? []
    return [first] + continuationNotes(on: plan)
      + zip(plan.sources, passes).map { source, passes in
        "  \(source.name): \(source.tokenCount) tokens, "
          + "gone through " + String(format: "%.3g", passes) + " times"
      }
  }

  /// How a run goes on from a model: what is trained, and how the learning rate rises and falls again.
  private func continuationNotes(on plan: PretrainingPlan) -> [String] {
    guard let from = plan.startingModel else { return [] }
    var notes: [String] = []
    if let settings = plan.adapter?.settings {
      notes.append(
        "\(from) stays as it is; updates of rank \(settings.rank), alpha "
          + String(format: "%g", settings.alpha)
          + (settings.dropout > 0 ? String(format: ", dropout %g", settings.dropout) : "")
          + ", of \(settings.targets.joined(separator: ", "))")
    }
    let schedule = plan.training.schedule
    let last = schedule.rate(at: plan.training.steps - 1, of: plan.training.steps)
    let way = Plural.count(schedule.warmupSteps, "step")
    notes.append(
      "goes on from \(from): the learning rate warms up once more, over \(way) to "
        + String(format: "%.3g, and ends at %.3g", schedule.peak, last)
        + "; before the first step the held-out text is looked at")
    return notes
  }
}
