import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - Exponent bits are range, fraction bits precision. Weights need little of the first.
  //: - Each bit is worth six decibels. What decibels are worth, only held-out text can say.
  //: - 8 bits with a scale for each 32 weights are as good as free. 4 bits cost something, and how much
  //:   depends on the method: rounding with the inputs in mind costs no bit more.
  //: - Inputs have outliers. Small groups, or setting them apart, let them be rounded too.
  //: - Weights that a step of training must move are kept in more bits, or rounded at random. Training that
  //:   knows of the rounding to come (quantization-aware training: rounded weights forward, full ones for
  //:   the update) is how models for 4 bits and fewer are made today.
  //:
  //: Try: change the group from 32 to 128 weights in `roundedToGrid`: how many decibels does the
  //: cheaper scale cost? Train longer (`--tier overnight`): does the cliff move to the right?
  //: Multiply one weight of each group by 20 first, and watch least squares earn its keep.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 6.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 6))
}
