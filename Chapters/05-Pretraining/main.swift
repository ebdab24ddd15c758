import WorkbookCore

Notebook.chapter("05-Pretraining") { notebook in
  let rivals = try findRivals(notebook)
  let run = try planTheRun(notebook, rivals)
  try stepByHand(notebook, run)
  try shapeTheRate(notebook, run)
  let trained = try trainTheModel(notebook, run, rivals)
  try countTheMemory(notebook, run, trained)
  try shareTheWork(notebook)
  let step = try takeAStepApart(notebook, run, trained)
  try drawTheRoof(notebook, run, trained, step)
  try halveTheBits(notebook, run, trained)
  try keepFloat32(notebook, run, trained)
  try pullTheCable(notebook, run)
  takeAway(notebook)
}
