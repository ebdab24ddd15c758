import WorkbookCore

func addUp(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep, _ continuation: Continuation,
  _ gift: Gift
) throws {
  //: ## The bill
  //:
  //: All options side by side. "Paid" counts what you train yourself; the general part of the last row
  //: was a gift. At real size the same columns read: 50.6 billion parameters, 569 billion tokens,
  //: 2.36 · 10²³ FLOPs on 512 A100 for 53 days (Wu et al. 2023).
  notebook.show(bill(laboratory, sweep, continuation, gift))
  try keepForLater(notebook, sweep, continuation, gift)

  //: ## What to take away
  //:
  //: - **Shares.** Loss falls steeply with the first own text and flatly with the last. Half own text
  //:   reaches most of what nothing but own text gains, and not all. The best share is a question of
  //:   what the model is for, and a few runs of a quarter of the compute find one as good.
  //: - **Continued pretraining** is the bargain when the general model is a gift and your budget small.
  //:   Without replay it forgets. The higher the rate climbs again, the more it learns and forgets.
  //: - **Scarce text.** Dozens of readings do harm, most of all where nothing else is read beside the text.
  //:   Few cost little in large models: half a percent of the loss for four passes at 8.7 billion
  //:   parameters (Muennighoff et al. 2023).
  //: - **The premise.** A general model of today has met *mens rea*, though it is not sure of it. What it
  //:   lacks must be measured on your own text.
  //: - **What this cannot tell you.** These models are a few hundred thousand times smaller than
  //:   BloombergGPT, one or two seeds each. The method carries over. The shares do not.
  //:
  //: ## What the best systems do today
  //:
  //: Mixtures are no longer one number. SmolLM2-1.7B changed its shares of web, code and mathematics from
  //: stage to stage (Ben Allal et al. 2025). **Annealing** keeps the best text for the end, while the rate
  //: falls: 50 billion selected tokens took OLMo 2's 7B model from 24.1 to 67.5 on grade-school mathematics
  //: (OLMo Team 2025). Their pool held that test's training questions, which is practice. Had it held the
  //: questions of the test itself, that would be **contamination** (chapter 9). **Synthetic** text, written
  //: by models, made up 40 % of Phi-4's mixture (Abdin et al. 2024). RegMix chose a mixture by 512 runs of
  //: a million parameters; it beat the one chosen by people, 47.3 to 45.1 (Liu et al. 2024).
  //:
  //: ## Further reading
  //:
  //: - Mixtures: Wu et al. 2023, BloombergGPT, above all appendix C: arXiv 2303.17564; Xie et al. 2023,
  //:   2305.10429; Ye et al. 2024, 2403.16952; Liu et al. 2024, 2407.01492; Abdin et al. 2024, 2412.08905.
  //: - Little text, and going on: Muennighoff et al. 2023, 2305.16264; Gururangan et al. 2020, 2004.10964;
  //:   Ibrahim et al. 2024, 2403.08763; Parmar et al. 2024, 2407.07263.
  //:
  //: Try: a fiftieth of replay (0.02 in `plans`). Double `steps`: does the gift save less still? Or your own
  //: text: `./workbook run 8 --corpus filings/ --general novels/`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first open one. The capstone, 8.6, takes some 60 minutes: you choose a
  //: mixture from small runs, and the check trains it beside eleven other shares at full size.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 8))
}

private func bill(
  _ laboratory: Laboratory, _ sweep: Sweep, _ continuation: Continuation, _ gift: Gift
) -> Table {
  var bill = laboratory.lossTable(
    "option",
    [
      .number("paid", unit: "FLOPs", style: .suffix),
      .number("own tokens seen", style: .suffix),
    ])
  let budget = Double(laboratory.budget)
  let full = laboratory.flops(budget)
  for (name, share, models) in [
    ("general only", 0, sweep.generalOnly), ("domain only", 1, sweep.fieldOnly),
    ("half and half", 0.5, sweep.half),
    ("the sweep's best, \(percent.text(sweep.own.share))", sweep.own.share, sweep.own.models),
  ] {
    bill.append(name, full, budget * share, models.losses.field, models.losses.general)
  }
  for row in [2, 5].map({ continuation.rows[$0] }) {
    bill.append(
      "half general, then " + row.name, full, row.own, row.losses.field, row.losses.general)
  }
  bill.append(
    "continued from a gift", laboratory.flops(gift.tokens[0]), gift.tokens[0] * 0.9,
    gift.losses[0].field, gift.losses[0].general)
  return bill
}

/// What chapter 9 reads.
private func keepForLater(
  _ notebook: Notebook, _ sweep: Sweep, _ continuation: Continuation, _ gift: Gift
) throws {
  for (key, value) in [
    ("general", sweep.losses[0].field), ("domain", sweep.fieldOnly.losses.field),
    ("mixture", sweep.half.losses.field), ("replaySaves", continuation.saved),
    ("exchange", gift.exchange),
  ] {
    try notebook.record("08.\(key)", value)
  }
}
