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
    guard before != .nothing else { return [] }
    return try texts(
      before, asked: Array(segment.before.suffix(512)), document: segment.document,
      of: field.heldOut[segment.document],
      draw: "passages \(segment.document) \(segment.scored.count) \(segment.before.count)")
      + [segment.before]
  }

  /// What stands before the choices of a question: passages, and the question.
  ///
  /// A question of the user's own is guarded like a document: what has it word by word tells its answer.
  func context(_ question: TaskSet.Question, _ before: Before) throws -> [[UInt8]] {
    let whole =
      question.document.map { field.heldOut[$0] }
      ?? Document(name: "question", text: question.prompt + question.choices[question.answer])
    return try texts(
      before, asked: Array(question.prompt.utf8), document: question.document, of: whole,
      draw: "passages \(question.prompt)") + [Array(question.prompt.utf8)]
  }

  /// Passages, the best one last, nearest to what is asked.
  ///
  /// - Parameters:
  ///   - document: the number of the held-out document that is asked for, whose guard is kept.
  ///   - whole: what no passage may copy.
  ///   - draw: names the random passages of what is asked.
  private func texts(
    _ before: Before, asked: [UInt8], document: Int?, of whole: Document, draw: String
  ) throws -> [[UInt8]] {
    guard before.passages > 0 else { return [] }
    let index = try passages()
    let guardian = guardian(document, of: whole, index)
    // More are taken than are needed: some may be of the same document as it was given.
    let count = before.passages
    guard case .random = before else {
      let found = try index.best(for: asked, count: count + 8, behind: guardian).map(\.passage)
      return kept(found, count, document).reversed()
    }
    var stream = RandomStream(seed: settings.seed).fork(draw)
    let drawn = index.random(count: count + 8, behind: guardian, using: &stream)
    return kept(drawn, count, document).reversed()
  }

  private func guardian(
    _ document: Int?, of whole: Document, _ index: PassageIndex
  ) -> LeakGuard {
    if let document, let known = guards[document] { return known }
    let made = index.leakGuard(for: whole)
    if let document {
      guards[document] = made
      excluded += made.excluded.passages
    }
    return made
  }

  /// Passages of other documents than the one that is asked for.
  private func kept(_ passages: [Passage], _ count: Int, _ document: Int?) -> [[UInt8]] {
    let own = document.map { AdviceText.origin(field.heldOut[$0].name) }
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
}
