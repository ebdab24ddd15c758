import RealModule

/// Loss as a function of parameters and tokens: L(N, D) = E + A/N^α + B/D^β
/// (Hoffmann et al. 2022, arXiv 2203.15556, equation 2).
///
///     let best = ChinchillaLaw.epoch.computeOptimal(compute: 5.88e23)
///     best.tokens / best.parameters       // 18 tokens a parameter
///
/// E is what no model gets below, the entropy of the text; A/N^α is the price of a finite model,
/// B/D^β that of a finite text.
public struct ChinchillaLaw: Codable, Hashable, Sendable {
  /// E, nats a token.
  public var irreducibleLoss: Double
  /// A.
  public var parameterScale: Double
  /// B.
  public var tokenScale: Double
  /// α.
  public var parameterExponent: Double
  /// β.
  public var tokenExponent: Double

  public init(E: Double, A: Double, B: Double, alpha: Double, beta: Double) {
    irreducibleLoss = E
    parameterScale = A
    tokenScale = B
    parameterExponent = alpha
    tokenExponent = beta
  }

  /// The paper's names, for formulas.
  public var alpha: Double { parameterExponent }
  public var beta: Double { tokenExponent }

  /// Hoffmann et al. 2022, approach 3, with the digits of the paper's source rather than the two or
  /// three that it prints: the rounded ones fit its own points visibly worse (Besiroglu et al. 2024).
  public static let hoffmann = ChinchillaLaw(
    E: .exp(0.5267228), A: .exp(6.0073404), B: .exp(6.0179186), alpha: 0.33917084, beta: 0.2849083)

  /// The same form fitted anew to the points of Hoffmann's figure 4 (Besiroglu et al. 2024, Epoch AI).
  public static let epoch = ChinchillaLaw(
    E: 1.8169, A: 482.01, B: 2085.43, alpha: 0.3478, beta: 0.3658)

  /// The base law of Muennighoff et al. 2023 (arXiv 2305.16264), α and β tied, on C4.
  public static let muennighoff = ChinchillaLaw(
    E: .exp(0.6254804), A: .exp(6.255414), B: .exp(7.3049974), alpha: 0.3526596, beta: 0.3526596)

  /// The loss, nats a token.
  public func loss(parameters: Double, tokens: Double) -> Double {
    irreducibleLoss + parameterTerm(parameters) + tokenTerm(tokens)
  }

  /// A/N^α, what the model's size costs.
  public func parameterTerm(_ parameters: Double) -> Double {
    parameterScale / .pow(parameters, alpha)
  }

  /// B/D^β, what the length of the training costs.
  public func tokenTerm(_ tokens: Double) -> Double { tokenScale / .pow(tokens, beta) }
}

extension ChinchillaLaw {
  /// A model size, a number of tokens and the loss that the law gives them.
  public struct Allocation: Codable, Hashable, Sendable {
    public let parameters: Double
    public let tokens: Double
    public let loss: Double
    public var compute: Double { 6 * parameters * tokens }
  }

  /// a in N* ∝ C^a: β/(α + β).
  public var parameterComputeExponent: Double { beta / (alpha + beta) }

  /// b in D* ∝ C^b: α/(α + β), which is 1 − a.
  public var tokenComputeExponent: Double { alpha / (alpha + beta) }

  /// The best use of a budget of C = 6·N·D floating-point operations (Hoffmann et al. 2022,
  /// equation 4): N* = G·(C/6)^a with G = (αA/βB)^{1/(α+β)}.
  public func computeOptimal(compute: Double) -> Allocation {
    let scale = Double.pow(alpha * parameterScale / (beta * tokenScale), 1 / (alpha + beta))
    let parameters = scale * .pow(compute / 6, parameterComputeExponent)
    let tokens = compute / 6 / parameters
    return Allocation(
      parameters: parameters, tokens: tokens, loss: loss(parameters: parameters, tokens: tokens))
  }

  /// The size for which a number of tokens is the best: where αA/N^α = βB/D^β.
  public func optimalParameters(tokens: Double) -> Double {
    .pow(alpha * parameterScale / (beta * tokenScale) * .pow(tokens, beta), 1 / alpha)
  }

  /// The tokens that a model of a size needs for a loss; nil where no number of them is enough.
  public func tokens(toReach loss: Double, parameters: Double) -> Double? {
    let left = loss - irreducibleLoss - parameterTerm(parameters)
    return left > 0 ? .pow(tokenScale / left, 1 / beta) : nil
  }
}

extension ChinchillaLaw {
  enum Place: Int, LawConstantPlace {
    case irreducibleLoss, parameterScale, tokenScale, alpha, beta

    var name: String {
      switch self {
      case .irreducibleLoss: "E"
      case .parameterScale: "A"
      case .tokenScale: "B"
      case .alpha: "alpha"
      case .beta: "beta"
      }
    }
  }

  /// The law of constants of these names; further ones are passed over.
  ///
  /// - Throws: `ScalingError` where one is missing.
  public init(_ constants: LawConstants) throws(ScalingError) {
    self.init(
      E: try constants.needed("E"), A: try constants.needed("A"), B: try constants.needed("B"),
      alpha: try constants.needed("alpha"), beta: try constants.needed("beta"))
  }

  /// E, A, B, alpha, beta.
  public var constants: LawConstants {
    [
      "E": irreducibleLoss, "A": parameterScale, "B": tokenScale, "alpha": alpha, "beta": beta,
    ]
  }
}
