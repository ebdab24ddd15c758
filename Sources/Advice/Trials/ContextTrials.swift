import Corpora
import Inference
import Models
import Tensors

/// What a given model gives as it is, and with the field's text in its window.
final class ContextTrials {
  private let base: AdviceBase
  private let material: AdviceMaterial
  private let tasks: TaskSet
  private let scorer: SegmentScorer
  private let passages: FieldPassages
  private var generalScores: SegmentScores?
  /// Passages that were kept from the model because they are, or copy, what it is asked.
  var excluded: Int { passages.excluded }

  /// - Throws: for a model that does not fit into memory.
  init(_ base: AdviceBase, _ material: AdviceMaterial, tasks: TaskSet) throws {
    (self.base, self.material, self.tasks) = (base, material, tasks)
    passages = material.passages(of: base)
    let weights = try base.model.readParameters()
    scorer = try SegmentScorer(
      weights, tokenizer: base.tokenizer, window: base.window,
      products: material.products(base.configuration, batch: 1, time: base.window))
  }

  var passageCounts: [Int] {
    FieldPassages.counts(window: base.window, passageTokens: material.settings.passageTokens)
  }

  func trial(_ before: FieldPassages.Before) -> Trial {
    let settings = material.settings
    let other = before == .ownText ? material.general.segments.count * FieldPassages.askedTokens : 0
    let tokens = passages.tokensRead(before) + Double(other)
    let name = "\(base.name) \(before.name)"
    return Trial(name, .reading, operations: 2 * base.parameterCount * tokens) { [self] in
      let losses = try scorer.losses(material.field.segments) {
        try passages.context($0, before)
      }
      let field = SegmentScorer.scores(material.field.segments, losses)
      if before == .ownText {
        generalScores = try scorer.scores(material.general.segments)
      }
      // Passages of the field are put before questions of the field alone.
      var run = AdviceRun(
        name: name, option: before.option, base: base.name, parameters: base.parameterCount,
        field: field, general: before == .nothing ? nil : generalScores)
      run.passages = before.passages
      if before == .ownText { run.tasks = try Trial.unlessGivenUp { try tasks.score(scorer) } }
      if before == .ownText { run.recitedShare = GapMeasurement.recitedShare(losses) }
      run.readPerToken = try passages.readPerToken(before)
      run.isControl = before == .nothing
      run.seed = settings.seed
      return [run]
    }
  }

  /// The general scores of a run that was made by an earlier call.
  func remember(_ run: AdviceRun) { generalScores = run.general ?? generalScores }

  // MARK: - Questions

  /// Operations of `questions(after:)`: each choice is read after the passages.
  func questionOperations(after before: FieldPassages.Before) -> Double {
    let passages = Double(before.passages * material.settings.passageTokens)
    return 2 * base.parameterCount * Double(tasks.choiceCount)
      * (passages + Self.questionTokens)
  }

  /// Of a question, its choice, and the choice after a neutral prompt.
  private static let questionTokens = 128.0

  /// How it answers with passages before the questions; nil without questions, or where it was given up.
  func questions(after before: FieldPassages.Before) throws -> TaskScore? {
    try Trial.unlessGivenUp {
      try tasks.score(scorer) { try passages.context($0, before) }
    }
  }

  // MARK: - What the gap is measured with

  func scores(_ segments: [Segment]) throws -> SegmentScores { try scorer.scores(segments) }

  /// Bits per byte between the borders of `GapMeasurement.positionBorders`, of documents that are long
  /// enough; nil where none is.
  func bitsByPosition(_ documents: [Document], count: Int, longest: Int) throws -> [Double?] {
    let borders = GapMeasurement.positionBorders
    var sums = [TextLoss](repeating: .none, count: borders.count - 1)
    var taken = 0
    for document in documents where taken < count {
      // A token is rarely longer than eight bytes.
      let ids = try base.tokenizer.encode(Array(document.bytes.prefix(longest * 8)))
      guard ids.count >= longest else { continue }
      taken += 1
      let losses = try scorer.losses(ofTokens: Array(ids.prefix(longest)))
      for (place, (id, loss)) in zip(ids, losses).enumerated() {
        guard let loss, let bucket = borders.dropFirst().firstIndex(where: { place < $0 }) else {
          continue
        }
        sums[bucket - 1] =
          sums[bucket - 1]
          + TextLoss(
            nats: loss, tokenCount: 1, byteCount: base.tokenizer.bytes(of: id)?.count ?? 0)
      }
    }
    return sums.map { $0.byteCount > 0 ? $0.bitsPerByte : nil }
  }
}
