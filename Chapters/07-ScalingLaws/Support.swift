import Foundation
import WorkbookCore

/// What a sweep of training runs has left.
struct SweptRuns {
  var dial: SweepDial
  var bytesPerToken: Double
  /// The runs as they were planned, for each budget.
  var plans: [[SweepRun]]
  /// How the losses fell on the way.
  var curves: [TrainingRun]
  /// For each budget, the runs of its sizes, each the mean of its seeds.
  var rungs: [[TrainingRun]]
  /// The run that no fit sees.
  var hidden: TrainingRun

  var points: [TrainingRun] { rungs.flatMap { $0 } }
  var budgets: [Double] { rungs.compactMap { $0.first?.compute } }
  /// From half the smallest budget to twice the hidden run's: what the charts span.
  var span: ClosedRange<Double> { ((budgets.first ?? 1) / 2)...(hidden.compute * 2) }

  /// One curve for each model and budget, that of the first seed: by size, each along its training.
  func firstCurves(seed: UInt64) -> [[TrainingRun]] {
    let names = Set(plans.flatMap { $0 }.filter { $0.training.seed == seed }.map(\.name))
    return Dictionary(grouping: curves.filter { names.contains($0.name) }, by: \.name)
      .values.map { $0.sorted { $0.compute < $1.compute } }
      .sorted { ($0[0].parameters, $0[0].name) < ($1[0].parameters, $1[0].name) }
  }
}

/// The law of the chapter's own runs.
struct SweepLaw {
  var fitter: LawFitter
  var table: RunTable
  var fit: LawMinimum
  var law: ChinchillaLaw

  /// a of N* ∝ C^a.
  var exponent: Double { law.parameterComputeExponent }
}

/// What the law said of the run that it had not seen.
struct Prediction {
  /// Refits to runs drawn anew.
  var draws: [LawConstants]
  var laws: [ChinchillaLaw]
  /// As a share of the loss.
  var error: Double
  /// The exact floor for the windows' length, where the text is a world's.
  var floor: ContextFloor?
  var natsPerBit: Double
}

/// Where a minimiser that stops early has come to rest.
struct Descent {
  var law: ChinchillaLaw
  var objective: Double
  /// The mean over the starting points.
  var steps: Int
}

/// A curve's loss between two places where it was measured, along a straight line in logarithms.
func loss(_ curve: [TrainingRun], at compute: Double) -> Double? {
  guard let after = curve.firstIndex(where: { $0.compute >= compute }), after > 0 else {
    return nil
  }
  let (a, b) = (curve[after - 1], curve[after])
  let share = log(compute / a.compute) / log(b.compute / a.compute)
  return exp(log(a.loss) * (1 - share) + log(b.loss) * share)
}

/// Runs that follow a law but for noise in the logarithm of the loss: ten lengths at each of 24 budgets.
func runs(of law: ChinchillaLaw, noise: Double, seed: UInt64) -> [TrainingRun] {
  var stream = RandomStream(seed: seed).fork("sum or mean")
  return (0..<240).map { place in
    let compute = 1e18 * pow(1e4, Double(place / 10) / 23)
    let tokensPerParameter = 2 * pow(100, Double(place % 10) / 9)
    let size = (compute / 6 / tokensPerParameter).squareRoot()
    let tokens = size * tokensPerParameter
    return TrainingRun(
      parameters: size, tokens: tokens,
      loss: law.loss(parameters: size, tokens: tokens) * exp(noise * stream.normal()))
  }
}

/// The points that were read off Chinchilla's figure, where they have been fetched.
func chinchillaRuns() throws -> RunTable? {
  let set = try DataSet.named("chinchilla")
  guard let cache = try? DataSetCache.standard(), let file = set.files.first,
    cache.presentCount(set) > 0
  else { return nil }
  return try RunTable(chinchillaPoints: try cache.bytes(of: file), path: cache.path(of: file))
}

/// The chapter's law as a plan needs it: with its draws, its range and its one test.
func plannable(
  _ law: ChinchillaLaw, _ runs: SweptRuns, _ prediction: Prediction
) throws -> FittedLaw {
  let (points, budgets) = (runs.points, runs.budgets)
  let largest = budgets.last ?? 0
  var own = try FittedLaw(form: .chinchilla, constants: law.constants)
  own.draws = prediction.draws
  own.points = points.count
  own.computeRange = budgets[0]...largest
  own.domain = RunDomain(RunTable(points + [runs.hidden]))
  own.holdOuts = [
    HoldOut(
      above: largest, fitted: points.count, heldOut: 1, meanError: prediction.error,
      bias: prediction.error, largestError: prediction.error, basis: .marked)
  ]
  return own
}

/// Small models that differ in width alone, and a passage to take one step on.
struct RateLaboratory {
  private let tokenizer: any Tokenizer
  private let ids: [Int32]
  private let seed: UInt64
  private static let length = 64
  static let rate = 1e-4

  @MainActor init(_ notebook: Notebook) throws {
    let text = CourseText.part(
      of: .finance, trainingBytes: 60_000, heldOutBytes: 2_000, seed: notebook.seed)
    tokenizer = try notebook.vocabulary("rates", of: text.training, size: 512)
    ids = Array(try tokenizer.encode(documents: text.training.texts).prefix(Self.length + 1))
    seed = notebook.seed
  }

  /// Where a rate that suits one width need not suit another: outputs that add up many inputs.
  func addsUp(_ parameter: ParameterSpecification) -> Bool {
    !parameter.isVector && parameter.role != .embedding
  }

  /// - Parameter wider: how many times as wide as the one that was tuned; 1 for first values of the same spread.
  func firstWeights(width: Int, wider: Float) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        family: .llama, vocabularySize: tokenizer.vocabularySize, contextLength: Self.length,
        width: width,
        layerCount: 2, headCount: width / 32, isHeadTied: false))
    store.initialize(seed: seed, standardDeviation: 0.1)
    for matrix in store.layout.specifications where addsUp(matrix) {
      let factor = matrix.name == ParameterNames.head ? 1 / wider : 1 / wider.squareRoot()
      for i in matrix.offset..<matrix.offset + matrix.count { store.values[i] *= factor }
    }
    return store
  }

  /// A copy after one step of AdamW: no warm-up, no decay.
  func afterOneStep(_ weights: ParameterStore<Float>) throws -> ParameterStore<Float> {
    let copy = try ParameterStore<Float>(weights.configuration)
    copy.values.copy(from: weights.values.array)
    var training = TrainingConfiguration(
      batch: 1, contextLength: Self.length, steps: 1, learningRate: Self.rate, replicas: 1)
    training.schedule = .constant(peak: Self.rate, warmupSteps: 0)
    training.weightDecay = 0
    training.seed = seed
    let trainer = try Trainer(
      copy, training,
      data: WindowSampler(
        sources: [WindowSampler.Source(name: "finance", tokens: ids)], training: training))
    _ = try trainer.trainStep()
    return trainer.parameters
  }

  /// The mean score of the token that comes, over the passage.
  func score(_ weights: ParameterStore<Float>) throws -> Double {
    let decoder = try CachedDecoder(weights)
    let cache = try decoder.makeCache()
    let scores = try zip(ids, ids.dropFirst()).map { id, next in
      Double(try decoder.append([id], to: cache)[Int(next)])
    }
    return scores.reduce(0, +) / Double(scores.count)
  }
}
