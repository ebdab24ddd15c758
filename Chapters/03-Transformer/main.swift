import WorkbookCore

Notebook.chapter("03-Transformer") { notebook in
  LinearAlgebra.setThreadCount(1)
  try buildBlock(notebook)
  let twin = try compareNetworks(notebook)
  try changeTheFuture(notebook, twin)
  measureSurprise(notebook)
  let chains = try takeGradients(notebook)
  try checkTape(notebook, chains, twin)
  try countParameters(notebook)
  try growStream(notebook)
  let school = try learnByHeart(notebook)
  try exchangeParts(notebook)
  try compareFamilies(notebook, school)
  takeAwayDecoder(notebook)
  readBothWays(notebook)
  compareObjectives(notebook)
  let readers = try trainReaders(notebook)
  let answers = try askReaders(notebook, readers)
  try letReadersWrite(notebook, readers, answers)
  takeAway(notebook)
}
