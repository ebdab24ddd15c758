/// How many parameters a model has, by the conventions that scaling laws differ in.
///
/// Kaplan et al. count without embeddings, Hoffmann et al. with them; part of the two papers'
/// disagreement comes from this alone (Porian et al. 2024, arXiv 2406.19146).
public struct ParameterCount: Hashable, Sendable {
  /// Everything, the tied head counted once.
  public let all: Int
  /// Without token and position embeddings and without the head.
  public let nonEmbedding: Int
  /// Without the embeddings, with the head (even where it is the embedding once more).
  public let nonEmbeddingWithHead: Int
}

extension ModelConfiguration {
  /// Counted from the layout itself, not from a formula.
  public var parameterCount: ParameterCount {
    let specifications = ParameterLayout(self).specifications
    let all = specifications.reduce(0) { $0 + $1.count }
    let embeddings = specifications.reduce(0) { $0 + ($1.role == .embedding ? $1.count : 0) }
    let head = vocabularySize * width
    let inner = all - embeddings - (isHeadTied ? 0 : head)
    return ParameterCount(all: all, nonEmbedding: inner, nonEmbeddingWithHead: inner + head)
  }
}
