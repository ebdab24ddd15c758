import RealModule

/// From a budget to parameters and tokens, either by the loss or by lines through optima.
public enum SizeRule: Hashable, Sendable {
  /// Where the loss is lowest.
  case surface(LossSurface)
  /// N = k_N·C^a and D = k_D·C^b, which need not multiply to C/6 exactly.
  case lines(parameterScale: Double, a: Double, tokenScale: Double, b: Double)

  /// N and D for C floating-point operations.
  public func split(compute: Double) -> (parameters: Double, tokens: Double) {
    switch self {
    case .surface(let surface):
      let best = surface.computeOptimal(compute: compute)
      return (best.parameters, best.tokens)
    case .lines(let parameterScale, let a, let tokenScale, let b):
      return (
        .exp(.log(parameterScale) + a * .log(compute)), .exp(.log(tokenScale) + b * .log(compute))
      )
    }
  }

  /// a in N* ∝ C^a.
  public var parameterExponent: Double {
    switch self {
    case .surface(let surface): surface.sum.parameterComputeExponent
    case .lines(_, let a, _, _): a
    }
  }

  /// b in D* ∝ C^b.
  public var tokenExponent: Double {
    switch self {
    case .surface(let surface): surface.sum.tokenComputeExponent
    case .lines(_, _, _, let b): b
    }
  }

  /// The loss, of rules that have one.
  public var surface: LossSurface? {
    if case .surface(let surface) = self { return surface }
    return nil
  }
}
