import WorkbookCore

func compareWithFloor(
  _ notebook: Notebook, _ runs: SweptRuns, _ law: ChinchillaLaw, _ prediction: Prediction
) {
  //: ## The floor that only we can see
  //:
  //: $E$ should be the entropy of the text. For real text nobody knows it. For a world it is exact. One
  //: correction: a model that sees windows of 64 tokens must guess what came before, so the floor for
  //: such windows is a little higher than the entropy of whole documents.
  if let floor = prediction.floor {
    let exact = World.finance.entropy(seed: notebook.seed).bitsPerByte * prediction.natsPerBit
    let windows = floor.bitsPerByte * prediction.natsPerBit
    let lowest = (runs.points + [runs.hidden]).map(\.loss).min() ?? .nan
    notebook.show(
      floorTable(exact: exact, windows: windows, law, prediction.laws, lowest: lowest))
    notebook.claim("every run's loss lies above the floor for its windows", lowest > windows * 0.99)
    notebook.claim(
      "E of the fit over the floor for windows", law.irreducibleLoss / windows, in: 0.85...1.15,
      smoke: 0...10, scope: .builtInCorpus)
  }

  //: No run has been down there. The law gets to the floor by the bend of its curve alone, and comes
  //: near. Do not take that for granted. It takes budgets far apart, several seeds where runs are noisy,
  //: and a count of parameters that suits the form; with fewer runs $E$ can come out at nothing, as it
  //: does at the smoke tier. On real text you would never know.
  //:
  //: ## What the first part has shown
  //:
  //: - At each budget there is a best size. It grows with the budget, but more slowly.
  //: - Curves, valleys and a formula give the same exponent here. The formula alone can be asked about
  //:   budgets that nobody has tried.
  //: - Its test is a dear run that it has not seen. The miss is small beside the loss, and not so small
  //:   beside what is left to learn.
  //: - How the sum is minimised, and how many constants hang together, matters as much as the runs.
}
