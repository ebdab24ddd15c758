import WorkbookCore

func listGifts(_ notebook: Notebook, _ known: DecisionAssumptions) {
  //: ## What anybody may have today
  //:
  //: Four things about a gift decide: its size, the tokens that it has read, its window, and its
  //: licence. **Predict.** What would one of these have cost you, at your price for an hour?
  notebook.show(table(OpenModel.all, dollarsPerOperation: known.dollarsPerOperation))

  //: Sizes and tokens are their makers' (model cards, reports and READMEs; DeepSeek-V3 works with 37 of its 671
  //: billion parameters on each token, and is counted so). A licence with a star was not read in the model's
  //: own card: read that before you build on it. A model whose makers print no number of tokens is not listed.
  //: The last column is the price of rung 6: who begins at random weights competes with it.
}
