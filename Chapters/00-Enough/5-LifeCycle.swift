import WorkbookCore

func liveThrough(_ notebook: Notebook) {
  //: ## The life of such a project
  //:
  //: Training is one step in ten. Between two steps stands a **gate**: a sentence that was written down
  //: before, and that is true or is not. (The **loss** is the mean surprise at a text's tokens: what
  //: training makes small.)
  //:
  //: | step | the gate: go on only if | here |
  //: |:--|:--|:--|
  //: | 1. use | somebody will use it, and a rule or a search sets the number to beat | above |
  //: | 2. text | you may use it: licence, lawful basis, names removed, a way to delete | chapter 9 |
  //: | 3. gap | on held-out documents the general model really is at a loss | chapters 1, 8 |
  //: | 4. cheap ways | prompt, retrieval and adapter fall short by more than their error | chapters 8, 9 |
  //: | 5. small runs | the law fitted to them, a formula for the loss, foretold a run that was kept aside | chapters 5, 7, 8 |
  //: | 6. plan | the loss it expects is worth its price, and someone named what would change the plan | chapters 7, 9 |
  //: | 7. the run | the loss stays in the band that was drawn before; a checkpoint, which is a saved state, has been restored | chapter 5 |
  //: | 8. evaluation | it beats the rung below on the field, and loses elsewhere no more than was agreed | chapters 8, 9 |
  //: | 9. service | rounded to fewer bits it is still as good, at a known price per million tokens | chapters 4, 6 |
  //: | 10. watch | the way back was tried, and there is a date to look again | chapter 9 |
  //:
  //: A gate that says *no* is no failure. It is the cheapest result that a project can have.
  //:
  //: ## What to take away
  //:
  //: - Ask first what the model is for, and what a rule or a search already does there.
  //: - Surprise, in bits per byte, says how foreign a text is to a model; it costs seconds to measure.
  //: - A general model knows textbooks. What it lacks is the desk, and a few lines in the window give it
  //:   a part of that.
  //: - Each way costs more than the one before. Measure before you climb.
  //:
  //: This chapter has no exercises; those of chapter 1 are the first, and `./workbook next` shows them.
  //: `./workbook run 1` goes on.
}
