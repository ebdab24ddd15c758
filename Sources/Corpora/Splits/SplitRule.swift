/// Where a text is divided into what is trained on and what is held out.
///
///     SplitRule(documentCount: 12)                // byDocument
///
/// | who | by document | at the end |
/// |---|---|---|
/// | `Corpus.split`: texts in memory, two sides | identical documents stay together | of the bytes, from a line on |
/// | `KinshipSplit` with `DocumentSplit`: token shards, three parts | similar ones do | `DocumentSplit.stretches` |
/// | `CleaningPipeline`: three parts | similar ones do | never: one document stays whole |
public enum SplitRule: Sendable, Equatable {
  /// Whole documents go to one side or another, drawn by the seed.
  case byDocument
  /// The last part of the text is held out: of so few documents, each would weigh too much.
  case atTheEnd

  /// From so many documents on, they stay whole.
  public static let fewestDocuments = 10

  public init(documentCount: Int) {
    self = documentCount < Self.fewestDocuments ? .atTheEnd : .byDocument
  }
}
