extension PlanningLaw {
  /// A law of one's own: its interval is that of its bootstrap draws.
  ///
  /// - Parameter name: as the command line was given it, the file's name say.
  /// - Throws: `ScalingError` for forms that say nothing about sizes.
  public init(_ fitted: FittedLaw, name: String) throws(ScalingError) {
    let rule = try Self.rule(fitted, fitted.constants, name)
    var draws: [SizeRule] = []
    var drawnRepeats: [RepeatedData] = []
    for constants in fitted.draws {
      draws.append(try Self.rule(fitted, constants, name))
      if fitted.form == .dataConstrained { drawnRepeats.append(try RepeatedData(constants)) }
    }
    var remarks = fitted.warnings.map { "From the fit: \($0)." }
    if let test = fitted.test {
      remarks.append(
        "From the fit: \(test.sentence(ofLosses: fitted.form.foretellsLosses)).")
    }
    if draws.isEmpty {
      remarks.append(
        "The file holds no bootstrap draws, so nothing is known about the errors of this plan.")
    } else if draws.count < 100 {
      remarks.append("An interval from \(draws.count) draws is a rough one.")
    }
    let fresh = fitted.form.constantNames.filter { !$0.hasPrefix("R*") }
    let isFreshLawGiven = fresh.allSatisfy(fitted.held.contains)
    if isFreshLawGiven, !draws.isEmpty {
      remarks.append(
        "The fit was given \(fresh.joined(separator: ", ")): its draws differ in the worth of repeats "
          + "alone, and say nothing about the errors of size, tokens and loss.")
    }
    if fitted.computeRange == nil {
      remarks.append(
        "The file does not say how large its runs were: how far this plan goes beyond them is "
          + "yours to judge.")
    }
    self.init(
      name: name,
      source: "a fit of the form \(fitted.form.rawValue)"
        + (fitted.points.map { " to \($0) runs" } ?? ""),
      rule: rule, computeRange: fitted.computeRange,
      intervalBasis: draws.isEmpty
        ? "nothing: the file holds no draws"
        : isFreshLawGiven
          ? "nothing: the fit was given the constants of fresh tokens"
          : "\(draws.count) bootstrap draws of the fit",
      counting: fitted.counting ?? (fitted.form == .kaplan ? .nonEmbedding : .all),
      repeats: fitted.repeatedData ?? .muennighoff, remarks: remarks, draws: draws,
      drawnRepeats: drawnRepeats,
      isFreshLawGiven: isFreshLawGiven, domain: fitted.domain, objections: fitted.objections,
      isOwn: true)
  }

  /// What a law of these constants makes of a budget.
  private static func rule(
    _ fitted: FittedLaw, _ constants: LawConstants, _ name: String
  ) throws(ScalingError) -> SizeRule {
    switch fitted.form {
    case .chinchilla, .dataConstrained: return .surface(LossSurface(try ChinchillaLaw(constants)))
    case .kaplan: return .surface(LossSurface(try KaplanLaw(constants)))
    case .isoflop, .envelope:
      return .lines(
        parameterScale: constants["k_N"], a: constants["a"], tokenScale: constants["k_D"],
        b: constants["b"])
    case .continuedPretraining:
      throw .impossible(
        "\(name): a law of the form \(fitted.form.rawValue) says nothing about the size that a "
          + "budget buys")
    }
  }
}
