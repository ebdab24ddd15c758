import RealModule

/// How many tokens a vocabulary gets.
public enum VocabularyRule: Hashable, Sendable {
  case given(Int)
  /// Larger models deserve larger vocabularies, but less than in proportion:
  /// `optimalParameters` (Tao et al. 2024, arXiv 2407.13623, approach 2).
  case tao

  /// Parameters of the vocabulary (its size times the width), 3,145,728·(N_nv/33·10⁶)^0.8353974, of a
  /// model with so many outside of it.
  public static func optimalParameters(nonVocabulary: Double) -> Double {
    3_145_728 * .pow(nonVocabulary / 33e6, 0.835_397_4)
  }

  /// Tao's parameters of the vocabulary, of a model of so many in all.
  static func vocabularyParameters(all: Double) -> Double {
    optimalParameters(
      nonVocabulary: Bisection.root(in: 0...all) {
        $0 + optimalParameters(nonVocabulary: $0) - all
      })
  }
}
