import WorkbookCore

Notebook.chapter("00-Enough") { notebook in
  askForUses(notebook)
  let model = try surprise(notebook)
  try readBefore(notebook, model)
  try drawMap(notebook)
  liveThrough(notebook)
}
