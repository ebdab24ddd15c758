import WorkbookCore

func cutNumbers(_ notebook: Notebook, _ domains: [CourseText.Part]) throws {
  //: ## Numbers
  //:
  //: Half the business of finance is numbers, and a tokenizer can make a mess of them. Under
  //: GPT-2's pattern a run of digits is one piece, and merges inside it follow frequency alone: a
  //: number may be two tokens, its neighbour three, and a year may be cut otherwise behind a
  //: bracket than behind a space. cl100k takes three digits at a time, from the left, so that the
  //: places of a long number do not line up with its thousands. BloombergGPT's digits stand alone.
  //:
  //: **Predict.** With each digit alone, a number takes more tokens. How many times as many? And
  //: how many different tokens can a number begin with, under each of the three?
  let styles: [(name: String, pattern: PreTokenPattern)] = [
    ("GPT-2: a run of digits", .gpt2), ("cl100k: up to three digits", .cl100k),
    ("BloombergGPT: each digit alone", .bloomberg),
  ]
  let size = notebook.pick(smoke: 2_048, lesson: 16_384)
  let cuts = try styles.map { name, pattern in
    let tokenizer = try BytePairTokenizer.train(
      on: domains[1].training.texts, vocabularySize: size, pattern: pattern)
    notebook.show(
      try TokenStrip(
        "(1999) 1999 2000 2001 2031 12345 12346 1234567", tokenizer: tokenizer, title: name))
    return (name: name, cut: try NumberCut(tokenizer, domains[1].heldOut))
  }
  notebook.show(numberTable(cuts))
  if let runs = cuts.first?.cut.tokensPerNumber, runs > 0 {
    try notebook.plot(numbersFigure(cuts, field: domains[1].name, size: size))
    checkNumbers(notebook, cuts.map(\.cut))
  } else {
    notebook.show("This text has no numbers.")
  }

  //: The bill is longer. But `7` is always the same token, and a model has ten things to learn
  //: about digits, not a list that grows with the vocabulary. That is the bet.
}
