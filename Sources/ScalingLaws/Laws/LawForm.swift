/// The forms of law that runs can be fitted to.
///
/// Raw values are what the command line and JSON files call them.
public enum LawForm: String, CaseIterable, Codable, Hashable, Sendable {
  /// L = E + A/N^α + B/D^β (Hoffmann et al. 2022, arXiv 2203.15556, equation 2).
  case chinchilla
  /// L = [(N_c/N)^(α_N/α_D) + D_c/D]^α_D (Kaplan et al. 2020, arXiv 2001.08361, equation 1.5).
  case kaplan
  /// N* = k_N·C^a, D* = k_D·C^b through the valleys of equal compute (Hoffmann et al. 2022, approach
  /// 2).
  case isoflop
  /// The same two lines through the envelope of training curves (Hoffmann et al. 2022, approach 1).
  case envelope
  /// Chinchilla's form with repeated tokens and excess parameters counted for less (Muennighoff et
  /// al. 2023, arXiv 2305.16264, equations 5 and 6).
  case dataConstrained = "data-constrained"
  /// L = E + A/N^α + B·r^η/D^β + C/(r + ε)^γ, r being a domain's share of what is read (Que et al.
  /// 2024, arXiv 2406.01375).
  case continuedPretraining = "continued-pretraining"

  /// What the form's constants are called, in the order in which they are kept.
  public var constantNames: [String] {
    switch self {
    case .chinchilla: ChinchillaLaw.Place.names
    case .kaplan: KaplanLaw.Place.names
    case .isoflop, .envelope: PowerLaw.constantNames
    case .dataConstrained: RepeatedData.Place.names
    case .continuedPretraining: ContinuedPretrainingLaw.Place.names
    }
  }

  /// Those of them that make no sense unless they are positive.
  var positiveNames: Set<String> { Set(constantNames).subtracting(["a", "b"]) }
}
