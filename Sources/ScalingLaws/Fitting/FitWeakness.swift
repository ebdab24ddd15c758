import RealModule

/// A reason not to trust the constants of a fit one by one.
public enum FitWeakness: Hashable, Sendable, CustomStringConvertible {
  case fewPoints(Int)
  /// Fewer than three model sizes: no curve of N can be told from another.
  case fewSizes(Int)
  /// Fewer than three token counts.
  case fewTokenCounts(Int)
  /// Some constants can change together without any change of the fit.
  case notDetermined
  /// An exponent's standard error is more than half of it.
  case uncertainExponent(name: String, value: Double, error: Double)
  /// The exponents lie where no loss falls with size or with tokens.
  case implausible(name: String, value: Double)
  /// E has gone to nothing: the fit found no floor, which every text has.
  case noFloor(irreducibleLoss: Double)
  /// Another minimum, less than 1 % higher, sends the budget elsewhere: its a in N* ∝ C^a.
  case otherMinimum(exponent: Double, best: Double)

  public var description: String {
    func text(_ value: Double) -> String { "\((value * 1_000).rounded() / 1_000)" }
    switch self {
    case .fewPoints(let count):
      return "\(count) runs are few for five constants"
    case .fewSizes(let count):
      return "only \(count) model size(s): α cannot be told from A"
    case .fewTokenCounts(let count):
      return "only \(count) token count(s): β cannot be told from B"
    case .notDetermined:
      return "some constants can change together without changing the fit"
    case .uncertainExponent(let name, let value, let error):
      return "\(name) = \(text(value)) ± \(text(error)) is hardly known"
    case .implausible(let name, let value):
      return "\(name) = \(text(value)) is not a falling curve"
    case .noFloor:
      return "E has gone to zero: these runs do not show where the loss would end"
    case .otherMinimum(let exponent, let best):
      return "a fit nearly as good has N* ∝ C^\(text(exponent)), not C^\(text(best))"
    }
  }

  /// Those of a Chinchilla law at its minimum over a table's runs; none for other forms.
  public static func found(in table: RunTable, at minimum: LawMinimum) -> [FitWeakness] {
    guard let law = try? ChinchillaLaw(minimum.constants) else { return [] }
    let runs = table.runs
    var result: [FitWeakness] = []
    if runs.count < 10 { result.append(.fewPoints(runs.count)) }
    let sizes = distinct(runs.map(\.parameters))
    if sizes < 3 { result.append(.fewSizes(sizes)) }
    let tokenCounts = distinct(runs.map(\.tokens))
    if tokenCounts < 3 { result.append(.fewTokenCounts(tokenCounts)) }
    for (name, value) in [("α", law.alpha), ("β", law.beta)] where !(value > 0 && value < 3) {
      result.append(.implausible(name: name, value: value))
    }
    let lowest = runs.map(\.loss).min() ?? 0
    if minimum.isFree("E") && law.irreducibleLoss < 0.01 * lowest {
      result.append(.noFloor(irreducibleLoss: law.irreducibleLoss))
    }
    if let errors = minimum.standardErrors {
      for (symbol, name) in [("α", "alpha"), ("β", "beta")] {
        let (value, error) = (minimum[name], errors[name])
        guard error > value / 2 else { continue }
        result.append(.uncertainExponent(name: symbol, value: value, error: error))
      }
    } else {
      result.append(.notDetermined)
    }
    let exponent = law.parameterComputeExponent
    let rivals = minimum.candidates.filter { $0.objective <= minimum.objective * 1.01 }
      .compactMap { try? ChinchillaLaw($0.constants).parameterComputeExponent }
    if let rival = rivals.first(where: { abs($0 - exponent) > 0.05 }) {
      result.append(.otherMinimum(exponent: rival, best: exponent))
    }
    return result
  }

  /// How many values differ by more than a hundredth.
  private static func distinct(_ values: [Double]) -> Int {
    var count = 0
    var last = -Double.infinity
    for value in values.map({ Double.log($0) }).sorted() where value - last > 0.01 {
      count += 1
      last = value
    }
    return count
  }
}
