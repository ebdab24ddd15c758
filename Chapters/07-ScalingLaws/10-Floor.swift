import WorkbookCore

func compareWithFloor(
  _ notebook: Notebook, _ runs: SweptRuns, _ law: ChinchillaLaw, _ prediction: Prediction
) {
  let (points, hidden) = (runs.points, runs.hidden)
  let (laws, floor) = (prediction.laws, prediction.floor)
  let natsPerBit = prediction.natsPerBit

  //: ## The floor that only we can see
  //:
  //: $E$ should be the entropy of the text. For real text nobody knows it. For a world it is exact. One
  //: correction: a model that sees windows of 64 tokens must guess what came before, so the floor for
  //: such windows is a little higher than the entropy of whole documents.
  if let floor {
    let exact = World.finance.entropy(seed: notebook.seed).bitsPerByte * natsPerBit
    let windowFloor = floor.bitsPerByte * natsPerBit
    let interval = Interval(laws.map(\.irreducibleLoss))
    var floorTable = Table([
      .text("irreducible loss"), .number("nats a token", style: .decimals(3)),
    ])
    floorTable.append("exact entropy of the world", exact)
    floorTable.append("floor for windows of 64 tokens", windowFloor)
    floorTable.append("E of the fit", law.irreducibleLoss)
    floorTable.append("its 5 %", interval?.low ?? .nan)
    floorTable.append("its 95 %", interval?.high ?? .nan)
    floorTable.append("lowest loss of any run", (points + [hidden]).map(\.loss).min() ?? .nan)
    notebook.show(floorTable)
    notebook.claim(
      "every run's loss lies above the floor for its windows",
      ((points + [hidden]).map(\.loss).min() ?? 0) > windowFloor * 0.99)
    notebook.claim(
      "E of the fit over the floor for windows", law.irreducibleLoss / windowFloor, in: 0.85...1.15,
      smoke: 0...10, scope: .builtInCorpus)
  }

  //: No run has been down there. The law gets to the floor by the bend of its curve alone, and comes
  //: near. Do not take that for granted. It takes budgets far apart, several seeds where runs are noisy,
  //: and a count of parameters that suits the form; with fewer runs $E$ can come out at nothing, as it
  //: does at the smoke tier. On real text you would never know.
}
