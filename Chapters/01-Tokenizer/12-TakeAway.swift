import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - A tokenizer trained elsewhere works on your text: every byte comes back. It costs tokens,
  //:   and it can cost more than that. GPT-3.5 and GPT-4 did sums far better when their digits were
  //:   grouped from the right (Singh and Strouse 2024).
  //: - Measure the expense in tokens for **running text**, not for your favourite jargon. Terms look
  //:   dramatic; text decides.
  //: - A vocabulary learned from general and special text together wins back most of the loss, and all
  //:   of it where it may be larger.
  //: - Its size is a measurement: tokens × $\log_2 V$ on text of your own, then a look at the
  //:   embedding's share of the model.
  //: - Losses per token cannot be compared between vocabularies: a longer token is harder to guess.
  //:   From chapter 5 on we count **bits per byte**.
  //:
  //: Try: change `size`, and see which column of the matrix moves most. Put your provider's price into
  //: `dollarsPerMillionTokens`. Replace `.gpt2` by `.bloomberg` in the unigram's training, as the
  //: paper has it. And give the chapter your own text, a path for each field: `./workbook run 1
  //: --corpus filings/ contracts/ --general novels/`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 1.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 1))
}
