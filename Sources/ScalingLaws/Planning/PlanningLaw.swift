import Models
import RealModule

/// A law as a plan needs it: what it makes of a budget, how surely, and where it comes from.
///
///     let law = PlanningLaw(.chinchilla1)
///     let sized = law.size(compute: 3.51e23)
///     sized.parameters                     // 52.993e9
///     sized.parameterRange                 // 49.3e9...54.1e9
public struct PlanningLaw: Sendable {
  /// As the command line calls it.
  public let name: String
  /// Paper and table, or the form of a fit.
  public let source: String
  public let rule: SizeRule
  /// The computes of the runs behind the law, floating-point operations; nil where nobody says.
  public let computeRange: ClosedRange<Double>?
  /// Where the runs behind a law of one's own lie; nil where nobody says.
  public let domain: RunDomain?
  /// Why no plan should rest on it, whatever the budget.
  public let objections: [LawObjection]
  /// Whether somebody fitted it to runs of their own: no paper stands for it.
  public let isOwn: Bool
  /// What N counts.
  public let counting: Counting
  /// What a token is worth when it is read again.
  public let repeats: RepeatedData
  /// What its interval rests on, a sentence.
  public let intervalBasis: String
  /// What to keep in mind, a sentence each.
  public let remarks: [String]
  let spread: ExponentSpread?
  let lines: BloombergSizing?
  /// The law, refitted to runs drawn anew.
  let draws: [SizeRule]
  /// And the worth of repeated tokens with each; empty where the fit was not of that.
  let drawnRepeats: [RepeatedData]
  /// Whether the draws share the constants of fresh tokens, because the fit was given them. They then
  /// say nothing about sizes, and an interval of no width would claim that nothing is unknown.
  let isFreshLawGiven: Bool
  /// The draws that tell how well sizes are known.
  var sizeDraws: [SizeRule] { isFreshLawGiven ? [] : draws }

  /// The two conventions of parameter counts.
  public enum Counting: String, Sendable {
    case all
    case nonEmbedding = "non-embedding"

    public func count(_ count: ParameterCount) -> Int {
      self == .all ? count.all : count.nonEmbedding
    }
  }

  init(
    name: String, source: String, rule: SizeRule, computeRange: ClosedRange<Double>?,
    intervalBasis: String, counting: Counting = .all, repeats: RepeatedData = .muennighoff,
    remarks: [String] = [], spread: ExponentSpread? = nil, lines: BloombergSizing? = nil,
    draws: [SizeRule] = [], drawnRepeats: [RepeatedData] = [], isFreshLawGiven: Bool = false,
    domain: RunDomain? = nil, objections: [LawObjection] = [], isOwn: Bool = false
  ) {
    self.name = name
    self.source = source
    self.rule = rule
    self.computeRange = computeRange
    self.intervalBasis = intervalBasis
    self.counting = counting
    self.repeats = repeats
    self.remarks = remarks
    self.spread = spread
    self.lines = lines
    self.draws = draws
    self.drawnRepeats = drawnRepeats
    self.isFreshLawGiven = isFreshLawGiven
    self.domain = domain
    self.objections = objections
    self.isOwn = isOwn
  }

  /// Orders of magnitude between a budget and the runs behind the law: positive above them, negative
  /// below, 0 among them.
  public func extrapolation(compute: Double) -> Double {
    computeRange.map { RunDomain.decades(compute, beyond: $0) } ?? 0
  }

  /// Parameters and tokens for a budget.
  ///
  /// - Parameter level: the share of intervals of this kind that hold the truth, in (0, 1).
  public func size(compute: Double, level: Double = 0.9) -> SizedBudget {
    let (parameters, tokens) = rule.split(compute: compute)
    var sized = SizedBudget(
      compute: compute, parameters: parameters, tokens: tokens,
      loss: rule.surface?.loss(parameters: parameters, tokens: tokens), level: level)
    if !sizeDraws.isEmpty {
      let splits = sizeDraws.map { $0.split(compute: compute) }
      sized.parameterRange = Interval(splits.map(\.parameters), level: level)?.range
      sized.tokenRange = Interval(splits.map(\.tokens), level: level)?.range
      let losses = sizeDraws.compactMap { $0.surface?.computeOptimal(compute: compute).loss }
      sized.lossRange = Interval(losses, level: level)?.range
    } else if let spread {
      let size = spread.reach(
        spread.parameters, own: rule.parameterExponent, compute: compute, level: level)
      let length = spread.reach(
        spread.tokens, own: rule.tokenExponent, compute: compute, level: level)
      let sizeLine = lines?.size.predictionReach(at: compute, level: level) ?? 0
      let lengthLine = lines?.length.predictionReach(at: compute, level: level) ?? 0
      sized.parameterRange = Self.range(parameters, size, sizeLine)
      sized.tokenRange = Self.range(tokens, length, lengthLine)
      if lines != nil {
        sized.lineRanges = (
          Self.range(parameters, (0, 0), sizeLine), Self.range(tokens, (0, 0), lengthLine)
        )
        sized.exponentRanges = (Self.range(parameters, size, 0), Self.range(tokens, length, 0))
      }
    }
    return sized
  }

  private static func range(
    _ value: Double, _ reach: (below: Double, above: Double), _ line: Double
  ) -> ClosedRange<Double> {
    value * .exp(-.hypot(reach.below, line))...value * .exp(.hypot(reach.above, line))
  }
}

/// What a law makes of a budget.
public struct SizedBudget: Sendable {
  /// C, floating-point operations.
  public let compute: Double
  /// N.
  public let parameters: Double
  /// D.
  public let tokens: Double
  /// Nats a token; nil for laws of sizes alone.
  public let loss: Double?
  /// Of the ranges.
  public let level: Double
  public internal(set) var parameterRange: ClosedRange<Double>?
  public internal(set) var tokenRange: ClosedRange<Double>?
  public internal(set) var lossRange: ClosedRange<Double>?
  /// For lines through published optima, the two parts of the ranges: the scatter about the line, by
  /// Student's t …
  public internal(set) var lineRanges:
    (parameters: ClosedRange<Double>, tokens: ClosedRange<Double>)?
  /// … and the paper's own interval of the exponents.
  public internal(set) var exponentRanges:
    (parameters: ClosedRange<Double>, tokens: ClosedRange<Double>)?

  init(compute: Double, parameters: Double, tokens: Double, loss: Double?, level: Double) {
    self.compute = compute
    self.parameters = parameters
    self.tokens = tokens
    self.loss = loss
    self.level = level
  }
}

extension Interval {
  /// From low to high.
  public var range: ClosedRange<Double> { low...high }
}

extension PowerLaw {
  /// How far ln y of one further point may lie from the line, by Student's t with n − 2 degrees of
  /// freedom; infinite for two points.
  public func predictionReach(at x: Double, level: Double) -> Double {
    guard pointCount > 2 else { return .infinity }
    return StudentDistribution.halfWidth(level: level, degreesOfFreedom: pointCount - 2)
      * .hypot(residualDeviation, logError(at: x))
  }
}
