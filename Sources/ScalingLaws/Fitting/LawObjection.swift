import RealModule

/// Why a law is none to plan with. A warning says what to keep in mind; an objection says that what
/// follows would not be worth reading.
public enum LawObjection: Hashable, Sendable, CustomStringConvertible {
  /// The runs leave an exponent open over more than a factor of ten, or at an end.
  case notIdentified(name: String, value: Double, range: ClosedRange<Double>?)
  /// An exponent where no loss falls with size or with tokens.
  case implausible(name: String, value: Double)
  /// E above a loss that was measured.
  case floorAboveLoss(floor: Double, loss: Double)
  /// It missed held-out runs by more than `missLimit`.
  case missed(HoldOut, ofLosses: Bool)
  /// The loss that it foretells for its own answer is above ln V.
  case worseThanGuessing(loss: Double, guessing: Double)
  /// … or above that of every run, though the budget is larger.
  case worseThanEveryRun(loss: Double, worst: Double)
  /// Its own interval of the best size is wider than `sizeSpreadLimit`.
  case sizeUnknown(ClosedRange<Double>)
  /// Orders of magnitude between the budget and the nearest run, more than `reachLimit`.
  case outOfReach(orders: Double)

  /// A share of the loss.
  public static let missLimit = 0.1
  /// Of ln N*: a factor of two.
  public static let sizeMissLimit = Double.log(2)
  /// Largest over smallest.
  public static let sizeSpreadLimit = 100.0
  /// Orders of magnitude. Gadre et al. 2024 (arXiv 2403.08540) foretell losses from 300 times less
  /// compute, two and a half of them.
  public static let reachLimit = 4.0

  public var description: String {
    func text(_ value: Double) -> String { SignificantDigits.text(value, 3) }
    switch self {
    case .notIdentified(let name, let value, let range):
      return "\(name) = \(text(value)) is not identified"
        + (range.map {
          ": the runs allow anything from \(text($0.lowerBound)) to \(text($0.upperBound))"
        } ?? ": the runs allow nearly any value")
    case .implausible(let name, let value):
      return "\(name) = \(text(value)) is not a falling curve"
    case .floorAboveLoss(let floor, let loss):
      return
        "E = \(SignificantDigits.text(floor, 4)), which no loss gets below, lies above a measured "
        + "loss of \(SignificantDigits.text(loss, 4))"
    case .missed(let test, let ofLosses):
      return test.sentence(ofLosses: ofLosses)
    case .worseThanGuessing(let loss, let guessing):
      return "the loss that it foretells for its own answer is \(text(loss)); guessing costs "
        + text(guessing)
    case .worseThanEveryRun(let loss, let worst):
      return
        "the loss that it foretells for its own answer is \(text(loss)), above the \(text(worst)) "
        + "of the worst run"
    case .sizeUnknown(let range):
      return "the best size may be anything from \(text(range.lowerBound)) to "
        + "\(text(range.upperBound)) parameters"
    case .outOfReach(let orders):
      return "the budget lies \(SignificantDigits.text(abs(orders), 2)) orders of magnitude "
        + "\(orders > 0 ? "above the largest" : "below the smallest") of its runs"
    }
  }
}

extension LawObjection {
  var isOfReach: Bool { if case .outOfReach = self { true } else { false } }
}

extension PlanningLaw {
  /// Those to the law itself, and those to what a law of one's own makes of a budget.
  func objections(to sized: SizedBudget) -> [LawObjection] {
    guard isOwn else { return objections }
    var result = objections
    if let loss = sized.loss, let domain {
      if let guessing = domain.lossOfGuessing, loss > guessing {
        result.append(.worseThanGuessing(loss: loss, guessing: guessing))
      } else if loss > domain.losses.upperBound,
        sized.compute > computeRange?.lowerBound ?? .infinity
      {
        result.append(.worseThanEveryRun(loss: loss, worst: domain.losses.upperBound))
      }
    }
    if let range = sized.parameterRange,
      range.upperBound > LawObjection.sizeSpreadLimit * range.lowerBound
    {
      result.append(.sizeUnknown(range))
    }
    let orders = extrapolation(compute: sized.compute)
    if abs(orders) > LawObjection.reachLimit { result.append(.outOfReach(orders: orders)) }
    return result
  }
}
