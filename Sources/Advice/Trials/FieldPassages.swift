import Corpora
import Groundwork
import Models
import Retrieval
import Tokenizers

/// What stands before a piece that a model is asked for: nothing, the text before it, or passages of the
/// field's training text, never of the piece's own document, and no copy of it.
final class FieldPassages {
  private let base: AdviceBase
  private let field: AdviceText
  private let settings: AdviceSettings
  private var index: PassageIndex?
  private var guards: [Int: LeakGuard] = [:]
  /// Passages that were kept from the model because they are, or copy, what it is asked.
  private(set) var excluded = 0

  init(_ base: AdviceBase, field: AdviceText, settings: AdviceSettings) {
    (self.base, self.field, self.settings) = (base, field, settings)
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

    /// The option that it is.
    var option: AdviceOption {
      switch self {
      case .nothing, .ownText: .asIs
      case .random: .prompted
      case .best: .retrieved
      }
    }

    /// In the names of runs.
    var name: String {
      switch self {
      case .nothing: "nothing-before"
      case .ownText: "as-is"
      case .random(let count): "passages-random-\(count)"
      case .best(let count): "passages-best-\(count)"
      }
    }
  }

  /// Some 512 tokens are what is asked and the text before it.
  static let askedTokens = 512

  /// How many passages are tried; as many as the window has room for beside what is asked.
  static func counts(window: Int, passageTokens: Int) -> [Int] {
    [1, 2, 4, 8].filter { $0 * passageTokens + askedTokens <= window }
  }

  /// Tokens that are read when all pieces of the field are asked.
  func tokensRead(_ before: Before) -> Double {
    let own = before == .nothing ? Self.askedTokens / 2 : Self.askedTokens
    return Double(field.segments.count * (own + before.passages * settings.passageTokens))
  }

  /// Tokens read for each one that is asked.
  func readPerToken(_ before: Before) throws -> Double {
    let asked = try field.segments.reduce(0) { $0 + (try base.tokenizer.encode($1.scored).count) }
    return 1
      + Double(before.passages * settings.passageTokens * field.segments.count)
      / Double(max(1, asked))
  }

  func context(_ segment: Segment, _ before: Before) throws -> [[UInt8]] {
    switch before {
    case .nothing: return []
    case .ownText: return [segment.before]
    case .random(let count):
      let index = try passages()
      var stream = RandomStream(seed: settings.seed)
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
    let own = AdviceText.origin(field.heldOut[segment.document].name)
    return passages.filter { AdviceText.origin($0.document) != own }.prefix(count).map(\.bytes)
  }

  private func passages() throws -> PassageIndex {
    if let index { return index }
    let cutter = try PassageCutter(
      tokenCount: settings.passageTokens, tokenizer: base.tokenizer)
    let made = try PassageIndex(documents: field.training.documents, cutter: cutter)
    index = made
    return made
  }

  private func guardian(_ segment: Segment, _ index: PassageIndex) -> LeakGuard {
    if let known = guards[segment.document] { return known }
    let made = index.leakGuard(for: field.heldOut[segment.document])
    guards[segment.document] = made
    excluded += made.excluded.passages
    return made
  }
}
