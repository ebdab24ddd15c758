import Corpora
import Tokenizers
import TrainingData

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
  init(_ request: SweepRequest, noting note: (TextNotice) -> Void) throws {
    var text = try SplitText.read(
      paths: request.paths, validationFraction: request.validationFraction, seed: request.seed,
      noting: note)
    text.heldOut = text.heldOut.prefix(byteCount: Self.heldOutByteLimit)
    name = text.name
    tokenizer = try text.tokenizer(request.tokenizer, learnedFrom: Self.tokenizerByteLimit)
    let encoded = try text.encoded(tokenizer, validationName: "the held-out text")
    // One text is one source, and holds out one.
    (source, validation) = (encoded.sources[0], encoded.validation[0])
  }
}
