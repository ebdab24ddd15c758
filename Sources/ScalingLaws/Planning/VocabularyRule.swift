/// How many tokens a vocabulary gets.
public enum VocabularyRule: Hashable, Sendable {
  case given(Int)
  /// Larger models deserve larger vocabularies, but less than in proportion:
  /// `VocabularyLaw.optimalVocabularyParameters` (Tao et al. 2024, approach 2).
  case tao

  /// Tao's parameters of the vocabulary, of a model of so many in all.
  static func vocabularyParameters(all: Double) -> Double {
    VocabularyLaw.optimalVocabularyParameters(
      nonVocabulary: Bisection.root(in: 0...all) {
        $0 + VocabularyLaw.optimalVocabularyParameters(nonVocabulary: $0) - all
      })
  }
}
