import WorkbookCore

/// - Returns: the 90 % of the bootstrap's exponents of the best size.
func boundConstants(
  _ notebook: Notebook, _ fitted: SweepLaw, _ prediction: Prediction
) throws -> Interval? {
  let (table, fit, law) = (fitted.table, fitted.fit, fitted.law)
  let exponent = fitted.exponent
  let (draws, laws) = (prediction.draws, prediction.laws)
  let times = NumberStyle.significant(2)

  //: ## How well are the constants known?
  //:
  //: Foretelling can be good although the constants are not. If $E$ is a little lower and $\alpha$ a
  //: little smaller, the curve hardly moves where the runs are. The data do not tell them apart: they
  //: are **weakly identified**. Two ways to see it. The bootstrap, again. And the **profile**: hold one
  //: constant at a value, refit the other four, and see how much worse the best fit gets.
  let names = law.constants.names
  let profiled = Dictionary(
    uniqueKeysWithValues: names.compactMap { name in fit.profile(name).map { (name, $0) } })
  var constants = Table([
    .text("constant"), .number("this sweep", style: .significant(3)),
    .number("bootstrap 5 %", style: .significant(3)), .number("95 %", style: .significant(3)),
    .number("profile 5 %", style: .significant(3)), .number("95 %", style: .significant(3)),
    .number("Hoffmann et al.", style: .significant(3)),
    .number("Besiroglu et al.", style: .significant(3)),
  ])
  for name in names {
    let interval = Interval(draws.map { $0[name] })
    constants.append(
      name, law.constants[name], interval?.low ?? .nan, interval?.high ?? .nan,
      profiled[name]?.low ?? .nan, profiled[name]?.high ?? .nan,
      ChinchillaLaw.hoffmann.constants[name], ChinchillaLaw.epoch.constants[name])
  }
  let exponentInterval = Interval(laws.map(\.parameterComputeExponent))
  constants.append(
    "a of N* ∝ C^a", exponent, exponentInterval?.low ?? .nan, exponentInterval?.high ?? .nan,
    Double.nan, Double.nan, ChinchillaLaw.hoffmann.parameterComputeExponent,
    ChinchillaLaw.epoch.parameterComputeExponent)
  notebook.show(constants)
  let shownProfiles = ["E", "alpha", "beta"].compactMap { profiled[$0] }
  func width(_ profile: LikelihoodProfile) -> Double {
    (profile.high ?? .infinity) / max(profile.low ?? 0, .leastNonzeroMagnitude)
  }
  let vaguest = shownProfiles.max { width($0) < width($1) }
  let greek = ["E": "E", "alpha": "α", "beta": "β"]
  try notebook.plot(
    Figure(
      "profiles",
      title: vaguest.map {
        "Of the three, \(greek[$0.name] ?? "") is known worst: "
          + (width($0) < 100
            ? "its largest likely value is \(times.text(width($0))) times its smallest"
            : "no end of it is in sight")
      } ?? "No constant could be followed",
      subtitle: "Objective over its minimum, one constant held, the other four refitted",
      caption: "Lines: where the likelihood's 90 % interval ends.",
      columnCount: 3, sharing: .y,
      panels: shownProfiles.map { profile in
        let near = profile.points.filter { $0.objective <= 1.6 * fit.objective }
        return Figure.Panel(
          greek[profile.name] ?? profile.name, x: Axis(greek[profile.name] ?? ""),
          y: Axis("objective over its minimum"),
          marks: [
            .line(
              x: near.map(\.value), y: near.map { $0.objective / fit.objective }, color: .blue,
              showsPoints: true)
          ] + [profile.low, profile.high].compactMap { $0 }.map { .vertical($0) })
      }))

  //: Our $\alpha$ and $\beta$ are not theirs, and should not be. Their text is the web, ours has a few
  //: thousand words, or is yours. The **form** travels; the constants do not. Wide bands are not a
  //: failure of the method. They are the finding. Where bootstrap and profile differ, believe the wider
  //: one: the profile takes the form for true. The fit itself may know reasons to doubt it:
  let warnings =
    FitWeakness.found(in: table, at: fit).map(\.description)
    + names.compactMap { profiled[$0]?.weakness }
  notebook.show(
    warnings.isEmpty ? "no weakness found" : warnings.map { "- \($0)" }.joined(separator: "\n"))

  return exponentInterval
}
