import WorkbookCore

func takeAway(_ notebook: Notebook) {
  //: ## What to take away
  //:
  //: - A budget fixes $N \times D$. The best split grows both.
  //: - The valley is flat: be roughly right, and spend your care on the text.
  //: - Judge a law by what it foretells. Lock a dear run away before you fit.
  //: - Constants belong to a text, a vocabulary, a way of counting and a training recipe.
  //: - Ask for the bands. A constant without one is a rumour.
  //: - Four readings of a text are nearly as good as fresh text. What forty are worth, nobody knows.
  //:
  //: ## What the best systems do today
  //:
  //: They leave the frontier, on purpose. Llama 3.1 8B read 15 trillion tokens, 1,900 a parameter. Qwen3's
  //: models read 36 trillion: 1,100 a parameter in the dense 32B, 60,000 in the 0.6B. The reason is the other
  //: bill, for answers. Sardana et al. (2024) put it into the law: for $10^{13}$ tokens of answers, the quality
  //: of a 30-billion model at Chinchilla's ratio is cheapest with less than half the size and nearly
  //: three times the text. Gadre et al. (2024) tested whether laws still foretell out there: for a model of
  //: 1.4 billion on 900 billion tokens they missed the loss by less than one per cent, from 300 times
  //: less compute. Single tasks they foretold far worse. There may be a limit: a model of 1B that had
  //: read 3 trillion tokens was more than 2 % worse after tuning than one that had read 2.3 trillion; at
  //: 7B this was not seen (Springer et al. 2025).
  //:
  //: Two things have made sweeps cheaper. A rate that is constant and falls only at the end (Hu et al.
  //: 2024, WSD in chapter 5) gives runs of several lengths from one trunk. And μP carries the best rate
  //: of a narrow model over to a wide one, and spares the tuning of each.
  //:
  //: ## Further reading
  //:
  //: - Laws: Kaplan et al. 2020, arXiv 2001.08361; Hoffmann et al. 2022, 2203.15556; Besiroglu et al. 2024,
  //:   2404.10102; Porian et al. 2024, 2406.19146.
  //: - Little text, many answers: Muennighoff et al. 2023, 2305.16264; Sardana et al. 2024, 2401.00448;
  //:   Gadre et al. 2024, 2403.08540; Springer et al. 2025, 2503.19206.
  //: - Rates and shapes: Yang et al. 2022, 2203.03466; Hu et al. 2024, 2404.06395; Levine et al. 2020,
  //:   2006.12467.
  //:
  //: Try: count without embeddings, but with the head, and look where the exponent goes. Halve the dial's
  //: learning rate, and see which valleys move. Or run it all on your own text: `./workbook run 7
  //: --corpus notes/`. For hours rather than minutes: `./workbook scaling sweep --help`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 7.1` judges it. The capstone,
  //: 7.6, takes some 75 minutes: from tables of small runs you say what a run of 33 times their budget
  //: ends with. The check holds your forecasts against twelve hidden runs, and grades their mean miss.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 7))
}
