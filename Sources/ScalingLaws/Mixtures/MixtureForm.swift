import RealModule

/// The forms of law that losses on mixtures can be fitted to, r_j being the share of domain j.
///
/// Raw values are what the command line and JSON call them.
public enum MixtureForm: String, CaseIterable, Codable, Hashable, Sendable {
  /// L = c + k·exp(Σ t_j r_j) (Ye et al. 2024, arXiv 2403.16952, equation 7).
  case exponential
  /// L = c + k·Π (r_j + ε)^t_j: a power of each share, as the D-CPT law has of one
  /// (Que et al. 2024, arXiv 2406.01375).
  case power
  /// L = c + Σ t_j ln(r_j + ε): without a floor, one constant fewer.
  case logarithmic
  /// L = c + Σ t_j r_j: no share is ever worth less than the one before, so that the best mixture
  /// lies at a limit. For comparison.
  case linear

  /// ε, which keeps a loss finite where a domain is not read at all.
  public static let shareOffset = 0.01

  /// Whether the losses fall exponentially to a floor, and not without end.
  public var hasFloor: Bool { self == .exponential || self == .power }
  /// Whether a loss depends on the logarithms of shares.
  public var takesLogarithms: Bool { self == .power || self == .logarithmic }
  /// Whether a sum of such losses with weights from 0 on is convex: it then has one lowest place.
  public var isConvex: Bool { !takesLogarithms }

  /// How many numbers a fit finds for each text. Shares sum to 1, so that of their rates one fewer
  /// than there are can be told; of their logarithms all can.
  ///
  /// - Parameter varied: how many domains have shares that differ between runs.
  public func constantCount(varied: Int) -> Int {
    (hasFloor ? 2 : 1) + (takesLogarithms ? varied : varied - 1)
  }

  /// As a formula, for people.
  public var formula: String {
    switch self {
    case .exponential: "L = c + k exp(sum of t_j r_j)"
    case .power: "L = c + k product of (r_j + \(Self.shareOffset))^t_j"
    case .logarithmic: "L = c + sum of t_j ln(r_j + \(Self.shareOffset))"
    case .linear: "L = c + sum of t_j r_j"
    }
  }

  /// What a share counts as.
  @inline(__always)
  func feature(_ share: Double) -> Double {
    takesLogarithms ? .log(share + Self.shareOffset) : share
  }

  /// How that changes with the share.
  @inline(__always)
  func featureSlope(_ share: Double) -> Double {
    takesLogarithms ? 1 / (share + Self.shareOffset) : 1
  }
}
