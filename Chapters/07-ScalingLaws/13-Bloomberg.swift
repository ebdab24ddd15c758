import WorkbookCore

func sizeBloomberg(_ notebook: Notebook) throws {
  //: ## Fifty billion
  //:
  //: Bloomberg had 1.3 million hours of A100 cards. They kept a quarter back for computing activations
  //: twice. At $10^{14}$ operations a second a card (100 TFLOP/s: the paper does not say, but its sizes
  //: come out with no other number) that leaves $C = 3.51\cdot 10^{23}$ operations. They did not fit a law
  //: of their own: they drew straight lines through the optima that Hoffmann et al. print in table 3 and
  //: table A3 (Wu et al. 2023, section 2.3). The library does the same from the same two tables.
  let lines = try BloombergSizing.bothApproaches()
  notebook.show(sizingTable(lines))
  let wanted = lines.map { $0.parameters / 1e9 }
  notebook.claim(
    "the sizes are the paper's 52.993 and 49.753 billion, to two thousandths of a billion",
    abs((wanted.max() ?? 0) - 52.993) <= 0.002 && abs((wanted.min() ?? 0) - 49.753) <= 0.002)

  //: And so did others. Put every model that tells both numbers on one plane, compute against tokens,
  //: with what two laws want. Below the lines a model read too little for its compute: it is too large.
  //:
  //: **Predict.** GPT-3, BloombergGPT, LLaMA-13B, and Qwen3-32B of 2025: who lies below the lines, and
  //: who above?
  let (bloomberg, served) = (PublishedModel.bloombergGPT, PublishedModel.llama13B)
  func share(_ model: PublishedModel, _ law: ChinchillaLaw) -> Double {
    model.tokens / law.computeOptimal(compute: model.compute).tokens
  }
  let shares = [ChinchillaLaw.hoffmann, .epoch].map { share(bloomberg, $0) }
  try notebook.plot(bloombergFigure(shares: shares))
  notebook.claim(
    "the two laws' best lengths for one and the same budget, one over the other",
    (shares.max() ?? 0) / (shares.min() ?? 1), in: 1.2...3)
  notebook.claim(
    "LLaMA-13B's tokens over the longer of the two best lengths for its compute",
    share(served, .hoffmann), in: 1.1...2)

  //: GPT-3, Gopher and BLOOM were built on too little text for their size. LLaMA-13B stands on the
  //: other side, with more text than either law wants (Touvron et al. 2023), and later models with far
  //: more. No mistake: the law counts training alone, and LLaMA was built to be **used**. A smaller
  //: model costs less with every answer. `scaling plan --inference-tokens` finds where that pays.
  //:
  //: BloombergGPT was sized by the law. And yet it read 569 billion tokens, half of what the law
  //: wanted. Two things kept it there. There were only 709 billion tokens, for half of the text was
  //: to be finance. And not even those were read once: the run was stopped after about four fifths
  //: of them, when the loss on the development text no longer fell and the budget for training was
  //: nearly spent (Wu et al. 2023, section 4 and appendix C).
}
