import RealModule

/// What tokens are worth when they are read again (Muennighoff et al. 2023, arXiv 2305.16264,
/// equations 5 and 6).
///
///     let rule = RepeatedData.muennighoff
///     rule.effectiveTokens(unique: 1e9, epochs: 4)      // 3.73e9
///     rule.effectiveTokens(unique: 1e9, epochs: 1_000)  // 16.39e9, the ceiling
///
/// R* is where repeating has lost most of its worth: after R* repetitions a share of 1/e of a fresh token's
/// value is left, and half of it after R*·ln 2. It is weakly identified by the published runs: fits between 12
/// and 1,000 are nearly as good, so take the ceiling as an order of magnitude.
public struct RepeatedData: Codable, Hashable, Sendable {
  /// R*_D, of tokens.
  public var tokenDecay: Double
  /// R*_N, of parameters beyond what the unique tokens deserve.
  public var parameterDecay: Double

  public init(tokenDecay: Double, parameterDecay: Double) {
    self.tokenDecay = tokenDecay
    self.parameterDecay = parameterDecay
  }

  /// Fitted to 182 runs of up to 9 billion parameters.
  public static let muennighoff = RepeatedData(
    tokenDecay: 15.387756, parameterDecay: 5.309743)

  /// D′, the fresh tokens that would teach as much.
  ///
  /// - Parameters:
  ///   - unique: U, tokens that differ.
  ///   - epochs: times that each is read; up to one, every token is fresh.
  public func effectiveTokens(unique: Double, epochs: Double) -> Double {
    Self.effective(unique, times: epochs, decay: tokenDecay)
  }

  /// N′, the parameters that count, U_N = min(N*(U), N) being those that the unique tokens deserve.
  public func effectiveParameters(_ parameters: Double, deserved: Double) -> Double {
    let base = min(parameters, deserved)
    return Self.effective(base, times: parameters / base, decay: parameterDecay)
  }

  /// L(N′, D′) by a law for fresh tokens.
  public func loss(
    _ law: ChinchillaLaw, parameters: Double, unique: Double, epochs: Double
  ) -> Double {
    let counted = effectiveParameters(
      parameters, deserved: law.optimalParameters(tokens: unique))
    return law.loss(
      parameters: counted, tokens: effectiveTokens(unique: unique, epochs: epochs))
  }

  private static func effective(_ base: Double, times: Double, decay: Double) -> Double {
    let repeats = times - 1
    guard repeats > 0 else { return base * times }
    return base + base * decay * (1 - .exp(-repeats / decay))
  }
}

extension RepeatedData {
  /// Of a law with repeated tokens: Chinchilla's constants and then these two.
  enum Place: Int, LawConstantPlace {
    case irreducibleLoss, parameterScale, tokenScale, alpha, beta, tokenDecay, parameterDecay

    var name: String {
      switch self {
      case .tokenDecay: "R*_D"
      case .parameterDecay: "R*_N"
      default: ChinchillaLaw.Place(rawValue: rawValue)?.name ?? ""
      }
    }
  }

  /// The rule of constants of these names; further ones are passed over.
  ///
  /// - Throws: `ScalingError` where one is missing.
  public init(_ constants: LawConstants) throws(ScalingError) {
    self.init(
      tokenDecay: try constants.needed("R*_D"), parameterDecay: try constants.needed("R*_N"))
  }

  /// R*_D, R*_N.
  public var constants: LawConstants { ["R*_D": tokenDecay, "R*_N": parameterDecay] }
}
