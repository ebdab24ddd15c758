import WorkbookCore

Notebook.chapter("08-MixedPretraining") { notebook in
  let laboratory = try setUp(notebook)
  try tossTheCoin(notebook)
  try rebuildBloomberg(notebook, laboratory)
  let sweep = try sweepShares(notebook, laboratory)
  try foretellTheBest(notebook, laboratory, sweep)
  let scarcity = try repeatTheText(notebook, laboratory, sweep)
  let continuation = try goOn(notebook, laboratory, sweep)
  let gift = try weighTheGift(notebook, laboratory, sweep, scarcity)
  let given = try goOnFromAGivenModel(notebook, laboratory, sweep)
  try lookForSenses(notebook, given)
  try breakTheRecipe(notebook, laboratory, sweep)
  try addUp(notebook, laboratory, sweep, continuation, gift)
}
