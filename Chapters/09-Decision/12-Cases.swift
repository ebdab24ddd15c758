import WorkbookCore

func judgeCases(
  _ notebook: Notebook, _ known: DecisionAssumptions, _ measured: Findings, budget: Double,
  gifts: Gifts
) throws {
  //: ## Case 3: a clinic
  //:
  //: Two million tokens of letters that may not leave the house, one card of 48 GB, twenty thousand dollars.
  //: **Predict.** Could any assumption of ours send this clinic to random weights?
  let clinic = DecisionCase.clinic
  guard let clinicLadder = known.ladder(clinic) else { return }
  notebook.show(table(clinicLadder))
  notebook.show(words(clinicLadder, known.adapted(to: clinic)))
  let every = known.adapted(to: clinic).sensitivities(clinicLadder.recommendation.question)
  notebook.claim(
    "from scratch wins in no draw, whatever is held at an end of its range",
    every.map(\.odds.fromScratch).max() ?? 1, in: 0...0, scope: .ownAssumptions)

  //: No. Four passes over two million tokens are an evening's work, and cost less than the meeting about them.
  //: One card holds a model of this size to answer with, and an adapter over rounded weights to train; moving
  //: all weights takes 18 bytes for each (chapter 6), which is a machine of many cards. So after rungs 1 to 3
  //: comes a trial of rung 4. And de-identify first: a model that was trained on letters can recite them (the
  //: section on what a model remembers, below).
  //:
  //: ## Cases 4 to 6: a law firm, a publisher, a team with code
  let ladders = [DecisionCase.lawFirm, .publisher, .codeBase].compactMap { one in
    known.ladder(one).map { (one, $0) }
  }
  notebook.show(
    ladders.map { one, ladder in
      "\(one.name.uppercased()): \(one.story)\n" + words(ladder, known.adapted(to: one))
    }.joined(separator: "\n\n"))
  notebook.claim(
    "none of the three begins at random weights",
    ladders.allSatisfy { $0.1.recommendation.family != .fromScratch }, scope: .ownAssumptions)

  //: - **The law firm**: contracts look alike. Hold out whole clients, not pages.
  //: - **The publisher** serves more than it trains: look at three years, and at who owns the right to train.
  //: - **The team with code** meets a gift that has read much code, and text that changes every day: what is
  //:   trained is old on Monday. What is left of the gap is put at a twentieth to a quarter.
  //:
  //: ## Your case
  //:
  //: With `--corpus`, your own text joins them.
  let own = ownCase(notebook, known, measured, budget: budget, given: gifts.now)
  for table in own.tables { notebook.show(table) }
  notebook.show(own.words)
}
