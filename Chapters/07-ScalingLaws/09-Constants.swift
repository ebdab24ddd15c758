import WorkbookCore

func boundConstants(
  _ notebook: Notebook, _ fitted: SweepLaw, _ prediction: Prediction
) throws {
  let (fit, names) = (fitted.fit, fitted.law.constants.names)

  //: ## How well are the constants known?
  //:
  //: Foretelling can be good although the constants are not. If $E$ is a little lower and $\alpha$ a
  //: little smaller, the curve hardly moves where the runs are. The data do not tell them apart: they
  //: are **weakly identified**. Two ways to see it. The bootstrap, again. And the **profile**: hold one
  //: constant at a value, refit the other four, and see how much worse the best fit gets.
  //:
  //: **Predict.** Which of $E$, $\alpha$ and $\beta$ do the runs tell you least about? What of $A$ and
  //: $B$?
  let profiled = Dictionary(
    uniqueKeysWithValues: names.compactMap { name in fit.profile(name).map { (name, $0) } })
  notebook.show(constantsTable(fitted, prediction, profiled))
  try notebook.plot(profilesFigure(["E", "alpha", "beta"].compactMap { profiled[$0] }, fit))

  //: Our $\alpha$ and $\beta$ are not theirs, and should not be. Their text is the web, ours has a few
  //: thousand words, or is yours. The **form** travels; the constants do not. If $a$ lies near theirs all
  //: the same, that is no replication: it is a ratio, $\beta/(\alpha+\beta)$, of constants that differ.
  //:
  //: Wide bands are not a failure of the method. They are the finding. Where bootstrap and profile
  //: differ, believe the wider one: the profile takes the form for true. The fit itself may know reasons
  //: to doubt it: too few sizes, an exponent whose error is over half of it, another minimum nearly as good.
  let warnings =
    FitWeakness.found(in: fitted.table, at: fit).map(\.description)
    + names.compactMap { profiled[$0]?.weakness }
  notebook.show(
    warnings.isEmpty ? "no weakness found" : warnings.map { "- \($0)" }.joined(separator: "\n"))
}
