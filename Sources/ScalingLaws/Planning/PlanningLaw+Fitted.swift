extension PlanningLaw {
  /// A law of one's own: its interval is that of its bootstrap draws.
  ///
  /// - Parameter name: as the command line was given it, the file's name say.
  /// - Throws: `ScalingError` for too few constants, which no `FittedLaw` has.
  public init(_ fitted: FittedLaw, name: String) throws(ScalingError) {
    guard let rule = Self.rule(fitted.form, fitted.constants) else {
      throw .impossible("\(name): too few constants for the form \(fitted.form.rawValue)")
    }
    let draws = fitted.draws.compactMap { Self.rule(fitted.form, $0) }
    var remarks = fitted.warnings.map { "From the fit: \($0)" }
    if let test = fitted.holdOuts.last {
      let percent = (test.meanError * 1_000).rounded() / 10
      remarks.append(
        "Fitted below \(test.above) FLOPs, it missed \(test.heldOut) dearer runs by \(percent) % "
          + "in the mean.")
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
      counting: fitted.form == .kaplan ? .nonEmbedding : .all,
      repeats: fitted.repeatedData ?? .muennighoff, remarks: remarks, draws: draws,
      drawnRepeats: fitted.form == .dataConstrained
        ? fitted.draws.map { RepeatedData(tokenDecay: $0[5], parameterDecay: $0[6]) } : [],
      isFreshLawGiven: isFreshLawGiven)
  }

  /// What constants in the form's order make of a budget; nil for too few of them.
  private static func rule(_ form: LawForm, _ constants: [Double]) -> SizeRule? {
    switch form {
    case .chinchilla, .dataConstrained:
      return ChinchillaLaw(constants).map { .surface(LossSurface($0)) }
    case .kaplan:
      return KaplanLaw(constants).map { .surface(LossSurface($0)) }
    case .isoflop, .envelope:
      guard constants.count >= 4 else { return nil }
      return .lines(
        parameterScale: constants[1], a: constants[0], tokenScale: constants[3], b: constants[2])
    }
  }
}
