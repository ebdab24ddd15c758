import RealModule

/// The size that costs least over its life, training and use together, at a loss that is held (after
/// Sardana et al. 2024, Beyond Chinchilla-Optimal).
///
///     let plan = ServingPlan(tokens: 1e13, sized: law.size(compute: 3.51e23), law: law)
///     plan.best.parameters < plan.reference.parameters
///
/// Training takes 6·N·D operations, use 2·N a token. Along a line of equal loss D(N) has the slope
/// −(D/N)·(αA/N^α)/(βB/D^β), so that the sum 6·N·D + 2·N·T is lowest where
///
///     αA/N^α ÷ βB/D^β = 1 + T/(3·D).
///
/// For T = 0 this is the optimum of training alone; the more is served, the smaller and the longer
/// trained.
public struct ServingPlan: Sendable {
  /// One of the sizes with the same loss.
  public struct Choice: Hashable, Sendable {
    /// N.
    public let parameters: Double
    /// D.
    public let tokens: Double
    /// 6·N·D.
    public var trainingCompute: Double { 6 * parameters * tokens }
    /// Of training and use.
    public let lifetimeCompute: Double
  }

  /// T, tokens read and written in the model's life.
  public let tokens: Double
  /// Nats a token, of all choices.
  public let loss: Double
  public let basis: String
  /// The optimum of training alone.
  public let reference: Choice
  public let best: Choice
  /// Of the best size: over the law's draws, or over the published laws where it has none.
  public let bestParameterRange: ClosedRange<Double>
  /// What the range rests on, in words.
  public let rangeBasis: String
  /// A model of half the reference's size and of its loss; nil where none has it.
  public let half: Choice?
  /// From so many tokens served on, that one is cheaper than the reference.
  public let halfBreakEven: Double?

  /// The share of the lifetime's operations that the best size saves.
  public var saving: Double { 1 - best.lifetimeCompute / reference.lifetimeCompute }

  /// - Parameter tokens: T, at least zero.
  public init(tokens: Double, sized: SizedBudget, law: PlanningLaw) {
    self.tokens = tokens
    let surface = law.rule.surface ?? LossSurface(.epoch)
    basis =
      law.rule.surface == nil
      ? "the law of Besiroglu et al. 2024 (\(law.name) has no loss)" : law.name
    let start = surface.computeOptimal(compute: sized.compute)
    let curve = EqualLossCurve(surface: surface, loss: start.loss, largest: start.parameters)
    loss = start.loss
    func choice(_ parameters: Double) -> Choice? {
      curve.tokens(parameters).map {
        Choice(
          parameters: parameters, tokens: $0,
          lifetimeCompute: 6 * parameters * $0 + 2 * parameters * tokens)
      }
    }
    let reference = Choice(
      parameters: start.parameters, tokens: start.tokens,
      lifetimeCompute: start.compute + 2 * start.parameters * tokens)
    self.reference = reference
    best = choice(curve.cheapest(serving: tokens)) ?? reference
    half = choice(start.parameters / 2)
    halfBreakEven = half.map {
      3 * ($0.parameters * $0.tokens - start.parameters * start.tokens)
        / (start.parameters - $0.parameters)
    }
    func size(_ other: LossSurface) -> Double {
      let place = other.computeOptimal(compute: sized.compute)
      return EqualLossCurve(surface: other, loss: place.loss, largest: place.parameters)
        .cheapest(serving: tokens)
    }
    let drawn = Interval(law.sizeDraws.compactMap(\.surface).map(size), level: sized.level)
    // Single constants' errors say nothing here; that the published laws differ does say something.
    let sizes = [best.parameters] + Self.publishedLaws.map { size(LossSurface($0)) }
    bestParameterRange =
      drawn?.range
      ?? (sizes.min() ?? best.parameters)...(sizes.max() ?? best.parameters)
    rangeBasis =
      drawn == nil ? "the laws of Hoffmann, Besiroglu and Muennighoff" : law.intervalBasis
  }

  private static let publishedLaws: [ChinchillaLaw] = [.hoffmann, .epoch, .muennighoff]
}

/// Sizes and tokens of one loss, from the smallest model that reaches it to the optimum of training.
struct EqualLossCurve {
  let surface: LossSurface
  /// Nats a token.
  let loss: Double
  /// N of the training's optimum.
  let largest: Double

  func tokens(_ parameters: Double) -> Double? {
    surface.tokens(toReach: loss, parameters: parameters)
  }

  /// The N with the lowest 6·N·D + 2·N·T.
  func cheapest(serving served: Double) -> Double {
    let law = surface.sum
    // Above the root more parameters are too many: the quotient falls with N, T/(3D) rises.
    let logSize = Bisection.root(in: .log(largest) - 60...Double.log(largest)) {
      let parameters = Double.exp($0)
      guard let tokens = tokens(parameters) else { return -1 }
      let quotient =
        law.alpha * law.parameterTerm(parameters) / (law.beta * law.tokenTerm(tokens))
      return 1 + served / (3 * tokens) - quotient
    }
    return .exp(logSize)
  }
}
