import Corpora
import Tokenizers

/// A text, a part of it held out.
///
///     let text = try SplitText.read(paths: ["filings"], validationFraction: 0.1, seed: 1)
///     let tokenizer = try text.tokenizer(.bytePair(vocabularySize: 4_096))
///     let data = try text.encoded(tokenizer)     // TrainingText: sources and validation
public struct SplitText: Sendable {
  public var name: String
  public var training: Corpus
  public var heldOut: Corpus

  public init(name: String, training: Corpus, heldOut: Corpus) {
    self.name = name
    self.training = training
    self.heldOut = heldOut
  }

  /// Holds out a part of a corpus (`Corpus.split`).
  ///
  /// - Parameter validationFraction: the share of the bytes, in (0, 1).
  public init(_ corpus: Corpus, validationFraction: Double, seed: UInt64) {
    name = corpus.name
    (training, heldOut) = corpus.split(validationFraction: validationFraction, seed: seed)
  }

  /// Reads files and folders of text as they stand, and holds out a part: of a cleaned folder its
  /// validation part, of everything else a share.
  ///
  /// - Parameter note: is told what was recognized, read in another encoding, and left out.
  /// - Throws: `CorpusError`, `TextDecodingError`; `TrainingDataError.tooShortToHoldOut` where one of
  ///   the sides is empty.
  public static func read(
    paths: [String], validationFraction: Double, seed: UInt64,
    noting note: (TextNotice) -> Void = { _ in }
  ) throws -> SplitText {
    let corpus = try Corpus.read(paths: paths, for: .division, noting: note)
    let text = SplitText(corpus, validationFraction: validationFraction, seed: seed)
    guard !text.training.documents.isEmpty, !text.heldOut.documents.isEmpty else {
      throw TrainingDataError.tooShortToHoldOut(name: corpus.name, fraction: validationFraction)
    }
    let thin = DocumentSplit.notice(
      part: DocumentSplit.Part.validation.rawValue, documents: text.heldOut.documents.count,
      of: corpus.documents.count)
    if let thin { note(thin) }
    return text
  }

  /// The tokenizer that is asked for; a vocabulary is learned from the training side alone.
  ///
  /// Characters are those of both sides, so that nothing held out lacks an id; with a limit they too
  /// are those of the training side's first bytes alone.
  ///
  /// - Parameter byteLimit: what is learned is learned from the first so many bytes of the training
  ///   side; nil for all.
  /// - Throws: `TokenizerError`, `FileError`.
  public func tokenizer(
    _ choice: TokenizerChoice, learnedFrom byteLimit: Int? = nil
  ) throws -> any Tokenizer {
    if let ready = try choice.ready() { return ready }
    let learned = byteLimit.map { training.prefix(byteCount: $0) } ?? training
    return switch choice {
    case .bytePair(let size): try BytePairTokenizer.train(on: learned.texts, vocabularySize: size)
    case .unigram(let size): try UnigramTokenizer.train(on: learned.texts, vocabularySize: size)
    default:
      try CharacterTokenizer.train(
        on: byteLimit == nil ? training.texts + heldOut.texts : learned.texts)
    }
  }

  /// What a run reads of it.
  ///
  /// - Parameters:
  ///   - keepsDocuments: whether the borders of documents matter to the run, as
  ///     `SequenceSettings.needsDocuments` says.
  ///   - validationName: what the held-out part is called in metrics.
  /// - Throws: `TokenizerError`.
  public func encoded(
    _ tokenizer: any Tokenizer, keepsDocuments: Bool = false,
    validationName: String = "validation"
  ) throws -> TrainingText {
    TrainingText(
      sources: [
        try WindowSampler.Source(
          name: name, corpus: training, tokenizer: tokenizer, keepsDocuments: keepsDocuments)
      ],
      validation: [
        try ValidationText(name: validationName, corpus: heldOut, tokenizer: tokenizer)
      ], tokenizer: tokenizer)
  }
}
