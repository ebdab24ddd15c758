import WorkbookCore

Notebook.chapter("04-Sampling") { notebook in
  let course = try meetTheModel(notebook)
  try writeTheSampler(notebook, course)
  let place = try makeOneChoice(notebook, course)
  try turnTheDial(notebook, course)
  let openings = try letItWrite(notebook, course)
  let judge = try compareSamplers(notebook, course)
  try searchWithBeams(notebook, course, openings)
  try keepToAForm(notebook, course, judge)
  try remember(notebook, course)
  try draftAndJudge(notebook, course, place)
  takeAway(notebook)
}
