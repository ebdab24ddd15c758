import Corpora
import Tokenizers

/// Vocabularies to set side by side: bytes, two that are learned here from the built-in worlds, and those of
/// the models that are here.
final class TokenizerShelf {
  struct Entry: Equatable, Sendable {
    let id: String
    let name: String
  }

  /// Of the vocabularies that are learned here: the text of each, and its tokens.
  private static let learnedSize = 2_048
  private static let learnedByteCount = 400_000

  private let models: ModelShelf
  private var learned: [String: any Tokenizer] = [:]

  init(models: ModelShelf) { self.models = models }

  func entries() -> [Entry] {
    let worlds = World.all.map {
      Entry(
        id: "world-\($0.name)", name: "BPE, \(Self.learnedSize) tokens, of the \($0.name) world")
    }
    let others = models.entries().map { Entry(id: "model-\($0.id)", name: "of \($0.name)") }
    return [Entry(id: "bytes", name: "bytes, 256 tokens")] + worlds + others
  }

  /// The vocabulary of an id.
  ///
  /// - Throws: `LivePageError.notFound`; what is wrong with a model's files.
  func tokenizer(_ id: String) throws -> any Tokenizer {
    if id == "bytes" { return ByteTokenizer() }
    if id.hasPrefix("model-") {
      return try models.model(String(id.dropFirst("model-".count))).tokenizer
    }
    guard id.hasPrefix("world-"), let world = World.named(String(id.dropFirst("world-".count)))
    else { throw LivePageError.notFound("a vocabulary") }
    if let known = learned[id] { return known }
    let text = world.corpus(byteCount: Self.learnedByteCount, seed: 1)
    let tokenizer = try BytePairTokenizer.train(
      on: text.texts, vocabularySize: Self.learnedSize)
    learned[id] = tokenizer
    return tokenizer
  }
}
