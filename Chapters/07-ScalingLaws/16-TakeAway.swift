import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - A budget fixes $N \times D$. The best split grows both.
  //: - The valley is flat: be roughly right, and spend your care on the text.
  //: - Judge a law by what it foretells. Lock a dear run away before you fit.
  //: - Constants belong to a text, a vocabulary, a way of counting and a training recipe.
  //: - Ask for the bands. A constant without one is a rumour.
  //:
  //: Try: count without embeddings, but with the head, and look where the exponent goes. Halve the dial's
  //: learning rate, and see which valleys move. Or run it all on your own text: `./workbook run 7
  //: --corpus notes/`. For hours rather than minutes: `./workbook scaling sweep --help`.
  //:
  //: ## Exercises
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 7))
}
