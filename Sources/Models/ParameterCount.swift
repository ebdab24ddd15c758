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
  /// Counted from the layout itself, not from a formula: what is there without layers, and one of these, which
  /// are alike. A table of all layers would take hundreds of bytes for each of them.
  public var parameterCount: ParameterCount {
    var outside = self
    outside.layerCount = 0
    var single = self
    single.layerCount = 1
    let (rest, layer) = (
      ParameterLayout(outside).specifications, ParameterLayout(single).specifications
    )
    let restCount = rest.reduce(0) { $0 + $1.count }
    let all = restCount + layerCount * (layer.reduce(0) { $0 + $1.count } - restCount)
    let embeddings = rest.reduce(0) { $0 + ($1.role == .embedding ? $1.count : 0) }
    let head = vocabularySize * width
    let inner = all - embeddings - (isHeadTied ? 0 : head)
    return ParameterCount(all: all, nonEmbedding: inner, nonEmbeddingWithHead: inner + head)
  }
}
