import WorkbookCore

Notebook.chapter("02-Attention") { notebook in
  LinearAlgebra.setThreadCount(1)
  lookUp(notebook)
  try scaleScores(notebook)
  try project(notebook)
  try findPositions(notebook)
  try copyByHand(notebook)
  try growHeads(notebook)
  try peek(notebook)
  try copyText(notebook)
  try readInBlocks(notebook)
  try addUpTheBill(notebook)
  takeAway(notebook)
}
