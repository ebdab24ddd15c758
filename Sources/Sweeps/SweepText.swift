import Corpora
import Tokenizers
import Training

/// What a sweep reads of the user's text: token ids to train on and to measure by.
struct SweepText {
  let name: String
  let source: WindowSampler.Source
  let validation: ValidationText
  let tokenizer: any Tokenizer

  /// More text teaches a tokenizer of some thousand tokens nothing.
  private static let tokenizerByteLimit = 4_000_000
  /// Small models are measured well enough by less than this.
  private static let heldOutByteLimit = 200_000

  /// Reads the text, holds a part of it out and trains the tokenizer, or reads it.
  init(_ request: SweepRequest) throws {
    let corpus = try Corpus.read(paths: request.paths)
    let (learned, held) = corpus.split(
      validationFraction: request.validationFraction, seed: request.seed)
    let heldOut = held.prefix(byteCount: Self.heldOutByteLimit)
    guard !learned.documents.isEmpty, !heldOut.documents.isEmpty else {
      throw SweepError.textTooShort(name: corpus.name, fraction: request.validationFraction)
    }
    let tokenizer = try Self.tokenizer(
      request, learned.prefix(byteCount: Self.tokenizerByteLimit))
    name = corpus.name
    self.tokenizer = tokenizer
    source = WindowSampler.Source(
      name: corpus.name, tokens: try tokenizer.encode(documents: learned.texts),
      endOfText: tokenizer.endOfText)
    validation = ValidationText(
      name: "the held-out text", ids: try tokenizer.encode(documents: heldOut.texts),
      byteCount: heldOut.byteCount)
  }

  private static func tokenizer(
    _ request: SweepRequest, _ text: Corpus
  ) throws -> any Tokenizer {
    let size = request.vocabularySize ?? 3_072
    return switch request.tokenizer {
    case "unigram": try UnigramTokenizer.train(on: text.texts, vocabularySize: size)
    case "bpe": try BytePairTokenizer.train(on: text.texts, vocabularySize: size)
    case "characters": try CharacterTokenizer.train(on: text.texts)
    case "bytes": ByteTokenizer()
    case let path: try TokenizerFile.read(path)
    }
  }
}
