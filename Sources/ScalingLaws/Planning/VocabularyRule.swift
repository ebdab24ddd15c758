import RealModule

/// How many tokens a vocabulary gets.
public enum VocabularyRule: Hashable, Sendable {
  case given(Int)
  /// Larger models deserve larger vocabularies, but less than in proportion: N_v =
  /// 3,145,728·(N_nv/33e6)^0.8353974 parameters of the embedding for N_nv others (Tao et al. 2024, arXiv
  /// 2407.13623, approach 2).
  case tao

  /// Tao's parameters of the embedding.
  ///
  /// - Parameter others: N_nv.
  public static func embeddingParameters(others: Double) -> Double {
    3_145_728 * .pow(others / 33e6, 0.8353974)
  }

  /// Tao's parameters of the embedding, of a model of so many in all.
  static func embeddingParameters(all: Double) -> Double {
    let others = Bisection.root(in: 0...all) { $0 + embeddingParameters(others: $0) - all }
    return embeddingParameters(others: others)
  }
}
