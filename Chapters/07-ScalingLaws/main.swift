import WorkbookCore

Notebook.chapter("07-ScalingLaws") { notebook in
  let runs = try trainRuns(notebook)
  let (envelope, isoflop) = try readEnvelope(notebook, runs)
  try findValleys(notebook, runs, isoflop)
  deriveBestSize(notebook)
  let fitted = try fitLaw(notebook, points: runs.points)
  try compareSumAndMean(notebook, fitted.fitter)
  let computes = try drawLandscape(
    notebook, rungs: runs.rungs, hidden: runs.hidden, points: runs.points, law: fitted.law,
    envelope: envelope, isoflop: isoflop)
  let prediction = try predictHiddenRun(notebook, runs, fitted, computes: computes)
  let exponentInterval = try boundConstants(notebook, fitted, prediction)
  compareWithFloor(notebook, runs, fitted.law, prediction)
  try refitChinchilla(notebook, fitted.fitter)
  try compareWithKaplan(notebook, runs.points, fitted, exponentInterval: exponentInterval)
  try sizeBloomberg(notebook)
  try repeatText(notebook)
  try plan(notebook, runs, fitted, prediction)
  takeAway(notebook)
}
