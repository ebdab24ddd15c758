import Foundation
import WorkbookCore

//: ## The landscape
//:
//: With a law we can draw the whole country: parameters against operations, and lines of equal loss,
//: as on a map. Each line turns back at one place, where its loss costs least. Join these places,
//: and you have the **frontier**: the best size for every budget.
func landscape(
  _ law: ChinchillaLaw, budgets: [Double], computes: ClosedRange<Double>, label: NumberStyle
) -> [Mark] {
  let contours = budgets.map { budget -> Mark in
    let best = law.computeOptimal(compute: budget)
    // From the turning place to both sides, as far as the chart goes.
    let around = (-60...60).map { best.parameters * pow(10, Double($0) / 30) }
    let line = around.compactMap { size -> (compute: Double, size: Double)? in
      law.tokens(toReach: best.loss, parameters: size).map { (6 * size * $0, size) }
    }.filter { computes.contains($0.compute) }
    return .line(
      label.text(best.loss), x: line.map(\.compute), y: line.map(\.size), color: .gray, width: 1.2
    )
  }
  let along = (0...30).map {
    computes.lowerBound * pow(computes.upperBound / computes.lowerBound, Double($0) / 30)
  }
  return contours + [
    .line(
      "", x: along, y: along.map { law.computeOptimal(compute: $0).parameters }, color: .blue,
      placement: .hidden)
  ]
}

/// - Returns: the operations that the charts span.
func drawLandscape(
  _ notebook: Notebook, rungs: [[TrainingRun]], hidden: TrainingRun, points: [TrainingRun],
  law: ChinchillaLaw, envelope: TrainingEnvelope?, isoflop: IsoFLOPFit?
) throws -> ClosedRange<Double> {
  let budgets = rungs.compactMap { $0.first?.compute }
  let computes = (budgets[0] / 2)...(hidden.compute * 2)
  let exponent = law.parameterComputeExponent
  let times = NumberStyle.significant(2)
  try notebook.plot(
    Figure(
      "contours",
      title: "By the fitted law, ten times the budget wants "
        + "\(times.text(pow(10, exponent))) times the parameters",
      subtitle:
        "Grey: lines of equal loss (nats a token). Blue: where each costs least. Points: the runs",
      caption: "Red: the run that the fit has not seen.", size: .tall,
      x: Axis("operations", unit: "6ND", scale: .log), y: Axis("parameters", scale: .log),
      marks: landscape(
        law, budgets: budgets + [hidden.compute], computes: computes, label: .decimals(2))
        + [
          .points(
            x: points.map(\.compute), y: points.map(\.parameters), color: .black,
            placement: .hidden),
          .points(
            x: [hidden.compute], y: [hidden.parameters], color: .vermilion, placement: .hidden),
        ]))
  var ways = Table([.text("approach"), .number("a in N* ∝ C^a", style: .decimals(2))])
  ways.append("1, envelope", envelope?.size.exponent ?? .nan)
  ways.append("2, valleys", isoflop?.size.exponent ?? .nan)
  ways.append("3, law", exponent)
  notebook.show(ways)

  //: Three ways, one question, and on this page one answer, to a hundredth or so. They differ in
  //: what they assume. The first reads the losses of unfinished runs, the second draws a parabola
  //: for each budget, the third takes one formula for all. Where they agree, believe them a little
  //: more. But no more than that: they share the runs, and a fault of the runs would be in all
  //: three.

  return computes
}
