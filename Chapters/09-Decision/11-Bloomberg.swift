import WorkbookCore

//:part Six cases, and the first week

func judgeBloomberg(_ notebook: Notebook, _ known: DecisionAssumptions) throws {
  //: ## Case 1: Bloomberg in 2022
  //:
  //: A case is a value: text, money, volume, the models that are to be had, and what must be kept to.
  //: Bloomberg's text may not leave the house, so a hosted model is out. And it must run on one machine: BLOOM
  //: takes 352 GB in 16 bits, eight cards hold 320. That leaves GPT-NeoX-20B and OPT-66B.
  //:
  //: **Predict.** On which rung does it land, at which size, and which single assumption could turn it?
  let then = DecisionCase.bloombergIn2022  // 363.5B tokens, $1.3M, 1B tokens served a day
  guard let ladder = known.ladder(then) else { return }
  let (assumptions, found) = (known.adapted(to: then), ladder.recommendation)
  let held = assumptions.sensitivities(found.question, count: assumptions.draws)
  notebook.show(table(ladder))
  notebook.show(words(ladder, assumptions, held))
  try notebook.plot(
    sensitivityChart(
      held, family: found.family, of: then.name, whenAllAreDrawn: found.odds[found.family]))
  notebook.claim(
    "billions of parameters", found.expectation.parameters / 1e9, in: 30...80,
    scope: .ownAssumptions)

  //: What decides? First the **gift**: by these laws the gift trained further and a mixture come out nearly
  //: alike (rungs 5 and 6), and of two that are alike the rule takes the lower rung. Second the **money**: with
  //: much more, a mixture wins. Third the **error of form**: where it is left out, mixtures hardly ever win.
  //: And something is not in the formula: a licence, a text of which one knows every source. Bloomberg chose
  //: rung 6 and wrote its reasons down.
  //:
  //: ## Case 2: the same, given a model of 2025
  //:
  //: The same text, the same money. The gift changes, and what it lacks changes with it. FinPile is 82 % web
  //: text and 1.4 % Bloomberg's own (Wu et al. 2023). OPT-66B had read fewer tokens than FinPile has, Qwen3-32B a
  //: hundred times as many. So we let it lack no more of the gap than the share that is not from the web, and no
  //: less than Bloomberg's own. **Predict.** Which family wins now, and which one comes second?
  let now = DecisionCase.bloombergWithAGiftOf2025
  guard let later = known.ladder(now) else { return }
  let (before, after) = (found.question.given, later.recommendation.question.given)
  notebook.show(
    words(later, known.adapted(to: now)) + "\n" + why(after, before, now, known) + "\n"
      + sameFor(later, found, known.adapted(to: now)))
  var unread = now
  unread.adaptationFactor = then.adaptationFactor
  checkGift(notebook, later, unread: known.ladder(unread))

  //: The gift has changed, and with it the family. No budget of this size buys a better general model any more,
  //: so nobody begins at random weights. And training the gift on what it has largely read gains less than the
  //: margin: compare the last lines. One assumption carries the answer. Were all of the text as new to the gift as
  //: in 2022, it would be trained further. So measure the gap on what nobody else has, before anything else. What
  //: became of it agrees: a prompted GPT-4 did better than BloombergGPT on most tasks (Li et al. 2023).
}
