import WorkbookCore

Notebook.chapter("06-Quantization") { notebook in
  let course = try lookAtFormats(notebook)
  try roundGroups(notebook, course)
  let grid = try countDecibels(notebook, course)
  let judge = try askTheText(notebook, course, grid)
  try compareKinds(notebook, course, grid, judge)
  try compareRoundings(notebook, course, judge)
  let existing = try roundExistingModel(notebook, course, judge)
  try findOutliers(notebook, course, existing)
  try shrinkTheCache(notebook, existing)
  weighBloomberg(notebook)
  takeAway(notebook)
}
