import Corpora
import Groundwork
import Inference
import Models
import Retrieval
import Tensors

/// What a given model gives as it is, and with the field's text in its window.
final class ContextTrials {
  private let base: AdviceBase
  private let material: AdviceMaterial
  private let tasks: TaskSet
  private let scorer: SegmentScorer
  private var index: PassageIndex?
  private var guards: [Int: LeakGuard] = [:]
  private var generalScores: SegmentScores?
  /// Passages that were kept from the model because they are, or copy, what it is asked.
  private(set) var excluded = 0

  /// - Throws: for a model that does not fit into memory.
  init(_ base: AdviceBase, _ material: AdviceMaterial, tasks: TaskSet) throws {
    (self.base, self.material, self.tasks) = (base, material, tasks)
    let weights = try base.model.readParameters()
    scorer = try SegmentScorer(
      weights, tokenizer: base.tokenizer, window: base.window,
      products: material.products(base.configuration, batch: 1, time: base.window))
  }

  /// How many passages are tried; as many as the window has room for beside what is asked.
  static func counts(window: Int, passageTokens: Int) -> [Int] {
    // Some 512 tokens are what is asked and the text before it.
    [1, 2, 4, 8].filter { $0 * passageTokens + 512 <= window }
  }

  var passageCounts: [Int] {
    Self.counts(window: base.window, passageTokens: material.settings.passageTokens)
  }

  /// What stands before a piece.
  enum Before: Hashable {
    case nothing, ownText
    case random(Int)
    case best(Int)

    var passages: Int {
      switch self {
      case .nothing, .ownText: 0
      case .random(let count), .best(let count): count
      }
    }
  }

  static func name(_ before: Before) -> String {
    switch before {
    case .nothing: "nothing-before"
    case .ownText: "as-is"
    case .random(let count): "passages-random-\(count)"
    case .best(let count): "passages-best-\(count)"
    }
  }

  func trial(_ before: Before) -> Trial {
    let settings = material.settings
    let pieces = material.field.segments.count
    let generalPieces = before == .ownText ? material.general.segments.count : 0
    let tokens =
      Double(pieces + generalPieces) * (before == .nothing ? 256 : 512)
      + Double(pieces * before.passages * settings.passageTokens)
    let name = "\(base.name) \(Self.name(before))"
    return Trial(name, .reading, operations: 2 * base.parameterCount * tokens) { [self] in
      let losses = try scorer.losses(material.field.segments) { try context($0, before) }
      let field = SegmentScorer.scores(material.field.segments, losses)
      if before == .ownText {
        generalScores = try scorer.scores(material.general.segments)
      }
      let option: AdviceOption =
        switch before {
        case .nothing, .ownText: .asIs
        case .random: .prompted
        case .best: .retrieved
        }
      // Passages of the field are put before questions of the field alone.
      var run = AdviceRun(
        name: name, option: option, base: base.name, parameters: base.parameterCount, field: field,
        general: before == .nothing ? nil : generalScores)
      run.passages = before.passages
      if before == .ownText { run.tasks = try tasks.score(scorer) }
      if before == .ownText { run.recitedShare = GapMeasurement.recitedShare(losses) }
      let asked = Double(try scorer.tokenCount(material.field.segments)) / Double(max(1, pieces))
      run.readPerToken = 1 + Double(before.passages * settings.passageTokens) / max(1, asked)
      run.isControl = before == .nothing
      run.seed = settings.seed
      return run
    }
  }

  /// The general scores of a run that was made by an earlier call.
  func remember(_ run: AdviceRun) { generalScores = run.general ?? generalScores }

  private func context(_ segment: Segment, _ before: Before) throws -> [[UInt8]] {
    switch before {
    case .nothing: return []
    case .ownText: return [segment.before]
    case .random(let count):
      let index = try passages()
      var stream = RandomStream(seed: material.settings.seed)
        .fork("passages \(segment.document) \(segment.scored.count) \(segment.before.count)")
      let guardian = guardian(segment, index)
      // More are drawn than are needed: some may be of the same document as it was given.
      let drawn = index.random(count: count + 8, behind: guardian, using: &stream)
      return kept(drawn, count, segment).reversed() + [segment.before]
    case .best(let count):
      let index = try passages()
      let guardian = guardian(segment, index)
      let question = Array(segment.before.suffix(512))
      let found = try index.best(for: question, count: count + 8, behind: guardian).map(\.passage)
      // The best one stands last, nearest to what is asked.
      return kept(found, count, segment).reversed() + [segment.before]
    }
  }

  /// Passages of other documents than the one that the piece is from.
  private func kept(_ passages: [Passage], _ count: Int, _ segment: Segment) -> [[UInt8]] {
    let own = AdviceText.origin(material.field.heldOut[segment.document].name)
    return passages.filter { AdviceText.origin($0.document) != own }.prefix(count).map(\.bytes)
  }

  private func passages() throws -> PassageIndex {
    if let index { return index }
    let cutter = try PassageCutter(
      tokenCount: material.settings.passageTokens, tokenizer: base.tokenizer)
    let made = try PassageIndex(documents: material.field.training.documents, cutter: cutter)
    index = made
    return made
  }

  private func guardian(_ segment: Segment, _ index: PassageIndex) -> LeakGuard {
    if let known = guards[segment.document] { return known }
    let made = index.leakGuard(for: material.field.heldOut[segment.document])
    guards[segment.document] = made
    excluded += made.excluded.passages
    return made
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
