import WorkbookCore

func drawLandscape(
  _ notebook: Notebook, _ runs: SweptRuns, _ law: ChinchillaLaw, _ envelope: TrainingEnvelope?,
  _ isoflop: IsoFLOPFit?
) throws {
  //: ## The landscape
  //:
  //: With a law we can draw the whole country: parameters against operations, and lines of equal loss,
  //: as on a map. Each line turns back at one place, where its loss costs least. Join these places,
  //: and you have the **frontier**: the best size for every budget.
  try notebook.plot(contoursFigure(runs, law))
  notebook.show(waysTable(envelope, isoflop, law))

  //: Three ways, one question, and on this page one answer, to a few hundredths. They differ in
  //: what they assume. The first reads the losses of unfinished runs, the second draws a parabola
  //: for each budget, the third takes one formula for all. Where they agree, believe them a little
  //: more. But no more than that: they share the runs, and a fault of the runs would be in all
  //: three.
}
