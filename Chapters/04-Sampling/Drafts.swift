import Foundation
import WorkbookCore

/// A table of pairs: how often which token followed which.
///
/// The simplest draft there is. Unseen pairs get what the tokens' own frequencies give.
nonisolated final class PairDraft: DraftModel {
  let vocabularySize: Int
  private var rows: [Int32: [Int32: Float]] = [:]
  private var singles: [Float]

  init(_ texts: [[Int32]], vocabularySize: Int) {
    self.vocabularySize = vocabularySize
    singles = [Float](repeating: 0.1, count: vocabularySize)
    for (previous, next) in texts.flatMap({ zip($0, $0.dropFirst()) }) {
      rows[previous, default: [:]][next, default: 0] += 1
      singles[Int(next)] += 1
    }
    let total = singles.reduce(0, +)
    singles = singles.map { $0 / total }
  }

  func scores(after sequence: [Int32]) -> [Float] {
    var odds = singles
    for (id, count) in rows[sequence[sequence.count - 1]] ?? [:] { odds[Int(id)] += count }
    return odds.map { Float(log($0)) }
  }
}

/// Three drafts for the course model, from the crudest on.
func threeDrafts(
  _ notebook: Notebook, _ course: SamplingCourse, _ pairs: PairDraft
) throws -> [(name: String, draft: any DraftModel)] {
  var plan = course.plan
  plan.model = ModelConfiguration(
    vocabularySize: plan.model.vocabularySize, contextLength: plan.model.contextLength,
    width: 32, layerCount: 1, headCount: 2, endOfTextID: plan.model.endOfTextID)
  plan.training.steps = notebook.pick(smoke: 150, lesson: 300)
  let narrow = try notebook.pretrain("draft model", plan)
  let copy = try ParameterStore<Float>(course.parameters.configuration)
  copy.values.copy(from: course.parameters.values.array)
  let rounded = try Quantizer(
    try QuantizationPlan(copy.configuration, format: .q40), .nearest
  ).quantize(copy, calibration: nil)
  return [
    ("table of pairs", pairs),
    ("one narrow layer", try DecoderDraft(try ModelDirectory.read(narrow.folder))),
    ("itself in 4 bits", try DecoderDraft(rounded.parameters)),
  ]
}

/// How a draft did.
struct DraftMeasure {
  let name: String
  /// The share of judged tokens that were kept.
  let share: Double
  /// Tokens for each pass of the large model, as counted, and if tokens are kept independently.
  let perPass: Double
  let byFormula: Double
  /// Tokens a second, over those of plain generation.
  let speed: Double
}

/// Lets the course model go on with a draft after each prompt, to the end of its context.
func measure(
  _ draft: (name: String, draft: any DraftModel), lookahead: Int, _ prompts: [[Int32]],
  _ notebook: Notebook, _ course: SamplingCourse
) throws -> DraftMeasure {
  func length(_ prompt: [Int32]) -> Int { course.contextLength - prompt.count }
  var sampler = try Sampler(seed: notebook.seed)
  let plain = try Stopwatch.timed {
    try prompts.reduce(0) {
      try $0
        + course.generator.generate(
          $1, maximumNewTokens: length($1), sampler: &sampler
        ).ids.count
    }
  }
  let generator = try SpeculativeGenerator(
    course.parameters, draft: draft.draft, lookahead: lookahead)
  let (results, seconds) = try Stopwatch.timed {
    try prompts.map {
      try generator.generate($0, maximumNewTokens: length($0), sampler: &sampler)
    }
  }
  func total(_ part: (SpeculativeGenerator.Result) -> Int) -> Double {
    Double(results.map(part).reduce(0, +))
  }
  let share = total(\.acceptedCount) / (total(\.acceptedCount) + total(\.refusedCount))
  return DraftMeasure(
    name: draft.name, share: share, perPass: total(\.ids.count) / total(\.passCount),
    byFormula: (0...lookahead).reduce(0) { $0 + pow(share, Double($1)) },
    speed: total(\.ids.count) / seconds / (Double(plain.0) / plain.1))
}

func draftTable(_ measures: [DraftMeasure]) -> Table {
  var table = Table([
    .text("draft"), .number("kept", style: .percent(0)),
    .number("tokens a pass", style: .decimals(2)), .number("by the formula", style: .decimals(2)),
    .number("speed, plain = 1", style: .decimals(2)),
  ])
  for measure in measures {
    table.append(
      measure.name, measure.share, measure.perPass, measure.byFormula, measure.speed)
  }
  return table
}
