import WorkbookCore

Notebook.chapter("06-Quantization") { notebook in
  let course = try meetTheWeights(notebook)
  lookAtFormats(notebook, course)
  try roundGroups(notebook, course)
  try countDecibels(notebook, course)
  let judge = try askTheText(notebook, course)
  try compareKinds(notebook, course, judge)
  try compareRoundings(notebook, course, judge)
  let existing = try roundExistingModel(notebook, course, judge)
  let whole = try findOutliers(notebook, course, existing)
  try tryEightBitFloats(notebook, course, existing, wholeNumbers: whole)
  try shrinkTheCache(notebook, existing)
  try trainThroughRounding(notebook, course, judge)
  weighBloomberg(notebook)
  takeAway(notebook)
}
