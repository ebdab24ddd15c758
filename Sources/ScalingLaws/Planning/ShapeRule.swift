import RealModule

/// How wide a model of a depth should be. The loss depends on it only weakly; a rule keeps a model from
/// being a thread or a disc.
public enum ShapeRule: Hashable, Sendable {
  /// Width = exp(5.039)·exp(0.0555·layers) (Levine et al. 2020, as used by Wu et al.
  /// 2023, section 2.3): depth pays, but ever less.
  case levine
  /// Width = ratio·layers.
  case aspect(Double)

  /// The width that the rule wants for a depth.
  public func width(layers: Int) -> Double {
    switch self {
    case .levine: .exp(5.039 + 0.0555 * Double(layers))
    case .aspect(let ratio): ratio * Double(layers)
    }
  }

  /// The rule as a formula, with its source.
  public var formula: String {
    switch self {
    case .levine: "width = exp(5.039)·exp(0.0555·layers) (Levine et al. 2020)"
    case .aspect(let ratio): "width = \(ratio)·layers"
    }
  }
}
