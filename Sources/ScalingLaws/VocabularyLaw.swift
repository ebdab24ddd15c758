import RealModule

/// Loss by size, vocabulary and length (Tao et al. 2024, arXiv 2407.13623, approach 3):
/// L_u = −E + A₁/N_nv^α₁ + A₂/N_v^α₂ + B/D^β, N_nv being the parameters outside and N_v those inside
/// the vocabulary (its size times the width), D the characters read.
///
///     VocabularyLaw.tao.loss(nonVocabulary: 3e9, vocabulary: 1e8, characters: 3e11)
///     VocabularyLaw.optimalVocabularyParameters(nonVocabulary: 3e9)
///
/// L_u is the loss less that of a model that knows the tokens' frequencies alone: negative, and
/// comparable between vocabularies as a loss a token is not.
public struct VocabularyLaw: Codable, Hashable, Sendable {
  public static let constantNames = ["E", "A1", "A2", "B", "alpha1", "alpha2", "beta"]

  /// In the order of `constantNames`; parameters are counted in millions, D in billions.
  public var constants: [Double]

  /// Nil for another number of constants.
  public init?(_ constants: [Double]) {
    guard constants.count == Self.constantNames.count else { return nil }
    self.constants = constants
  }

  private init(published: [Double]) { constants = published }

  /// The constants of the paper's code (sail-sg/scaling-with-vocab), where β = α₁.
  public static let tao = VocabularyLaw(
    published: [5.53278, 1.83139, 0.195842, 2.12411, 0.446606, 0.670737, 0.446606])

  /// L_u, nats a token.
  public func loss(nonVocabulary: Double, vocabulary: Double, characters: Double) -> Double {
    let c = constants
    return -c[0] + c[1] / .pow(nonVocabulary / 1e6, c[4]) + c[2] / .pow(vocabulary / 1e6, c[5])
      + c[3] / .pow(characters / 1e9, c[6])
  }

  /// N_v of the paper's second approach, 3,145,728·(N_nv/33·10⁶)^0.8353974: a vocabulary grows more
  /// slowly than the rest of the model.
  public static func optimalVocabularyParameters(nonVocabulary: Double) -> Double {
    3_145_728 * .pow(nonVocabulary / 33e6, 0.835_397_4)
  }
}

extension LawResiduals {
  /// A run as a vocabulary law sees it.
  public typealias VocabularyPoint = (
    nonVocabulary: Double, vocabulary: Double, characters: Double, loss: Double
  )

  /// Tao's form; residuals are differences of L_u itself, which is negative and has no logarithm.
  ///
  /// - Precondition: sizes and lengths are positive.
  public static func vocabulary(_ points: [VocabularyPoint]) -> LawResiduals {
    let columns = [
      Column(points.map { .log($0.nonVocabulary / 1e6) }),
      Column(points.map { .log($0.vocabulary / 1e6) }),
      Column(points.map { .log($0.characters / 1e9) }),
    ]
    let losses = Column(points.map(\.loss))
    return LawResiduals(
      names: VocabularyLaw.constantNames, logarithmic: ["A1", "A2", "B"], pointCount: points.count
    ) { index, vector, slopes in
      var value = -vector[0] - losses[index]
      slopes[0] = SIMD8(repeating: -1)
      for term in 0..<3 {
        let log = columns[term][index]
        let size = VectorMath.exp(vector[term + 1] - vector[term + 4] * log)
        slopes[term + 1] = size
        slopes[term + 4] = -size * log
        value += size
      }
      return value
    }
  }
}
