import WorkbookCore

Notebook.chapter("09-Decision") { notebook in
  try climbTheLadder(notebook)
  try teachCheapRungs(notebook)
  let (assumptions, budget, gifts) = assumeEverything(notebook)
  let measured = try gatherFindings(notebook)
  try askWhetherLucky(notebook, measured)
  let known = try expectEveryRung(notebook, assumptions, measured, budget: budget, gifts: gifts)
  try drawEverything(notebook, known, budget: budget, gifts: gifts)
  breakTheDecision(notebook, known)
  listGifts(notebook, known)
  try weighMoney(notebook, known, budget: budget, gifts: gifts)
  try sizeForUse(notebook, known)
  try judgeBloomberg(notebook, known)
  try judgeCases(notebook, known, measured, budget: budget, gifts: gifts)
  readTheRecord(notebook)
  lookForMemories(notebook, measured)
  try liveTheProject(notebook)
  beginTheWeek(notebook)
}
