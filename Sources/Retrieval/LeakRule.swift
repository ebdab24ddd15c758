/// When a text of the index counts as the held-out document's own, so that showing it would give
/// the answer away.
///
/// What is compared are words in lower case, without punctuation (`Shingles`). The limits stand
/// between two errors: above them a model is shown what it shall foretell; below them a field's set
/// phrases, which its documents do share, would count as leaks.
public struct LeakRule: Hashable, Sendable {
  /// A document is a near copy from this Jaccard similarity of the word 5-grams of both whole texts
  /// on: the limit of cleaning.
  public var documentSimilarity: Double
  /// A passage is contained from this share of its word 5-grams on that the held-out document has
  /// (containment; Broder 1997, doi:10.1109/SEQUEN.1997.666900).
  public var passageContainment: Double
  /// A passage has a long run where so many words in a row stand in the held-out document too: a
  /// verbatim stretch that is a small part of its passage. Lee et al. 2022 (arXiv 2107.06499) take
  /// 50 tokens for a copy.
  public var longestRun: Int

  public init(
    documentSimilarity: Double = 0.8, passageContainment: Double = 0.5, longestRun: Int = 50
  ) {
    self.documentSimilarity = documentSimilarity
    self.passageContainment = passageContainment
    self.longestRun = longestRun
  }
}
