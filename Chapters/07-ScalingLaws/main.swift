import WorkbookCore

Notebook.chapter("07-ScalingLaws") { notebook in
  let runs = try trainRuns(notebook)
  let envelope = try readEnvelope(notebook, runs)
  let isoflop = try findValleys(notebook, runs)
  deriveBestSize(notebook)
  let fitted = try fitLaw(notebook, points: runs.points)
  try compareSumAndMean(notebook, fitted.fitter)
  try drawLandscape(notebook, runs, fitted.law, envelope, isoflop)
  let prediction = try predictHiddenRun(notebook, runs, fitted)
  try boundConstants(notebook, fitted, prediction)
  compareWithFloor(notebook, runs, fitted.law, prediction)
  try refitChinchilla(notebook, fitted.fitter)
  try compareWithKaplan(notebook, runs.points, fitted, prediction.laws)
  try sizeBloomberg(notebook)
  try repeatText(notebook)
  try plan(notebook, runs, fitted, prediction)
  try carryTheRate(notebook)
  takeAway(notebook)
}
