import WorkbookCore

func drawEverything(
  _ notebook: Notebook, _ known: DecisionAssumptions, budget: Double, gifts: Gifts
) throws {
  //: ## How sure are we?
  //:
  //: Not very. So we do not compute one answer. A **draw** fixes everything that is not known at a value from
  //: its range: the law (of three), the worth of repetition, the exchange rate, what is left of the gap, what
  //: passages give, what an adapter reaches (half to all; Biderman et al. 2024), and what general text loses
  //: (up to 0.1 nats; Ibrahim et al. 2024 measured 0.06 at 5 % replay).
  //:
  //: And the **error of the form**: a law is a curve that somebody chose. Gadre et al. (2024) foretold a run
  //: from 300 times less compute within 0.014 nats of two. We take twice that for each model. (Chapter 7's
  //: law, made of runs of seconds, missed by 0.05, as much as our margin: it could decide nothing here.)
  //: Rungs 1 to 5 stand on one gift, so its error cancels; a model from scratch brings its own.
  //:
  //: In each draw we go up the ladder: a rung must beat the best one below it by 0.05 nats a token. What wins
  //: in two thirds of the draws is named; otherwise the answer is "not enough evidence". We ask twice. First
  //: for the **family**: leave the gift as it is (rungs 1 to 3), train it further (4, 5), or begin at random
  //: weights (6, 7). Then for the rung in it, which a trial of a few dollars can often tell.
  //:
  //: **Predict.** Let own text grow from a million tokens to a trillion, with a million dollars. From where on
  //: does a model from scratch win, given BLOOM? And given Qwen3-32B?
  let amounts = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
  let odds = [gifts.then, gifts.now].map { given in
    amounts.map { amount in
      known.odds(
        DecisionQuestion(ownTokens: amount, dollars: budget, given: given),
        count: min(known.draws, 200))
    }
  }
  try notebook.plot(
    oddsMap(odds, given: [gifts.then, gifts.now], amounts: amounts, budget: budget))
  let most = odds.map { $0.map(\.fromScratch).max() ?? 0 }
  notebook.claim(
    "the later gift makes models from scratch rarer, or as rare", most[1] <= most[0],
    scope: .ownAssumptions)

  //: Read each panel from left to right, then from top to bottom. Given BLOOM, a model from scratch wins some
  //: of the draws; given Qwen3-32B, next to none. What one was **given** decides most. In 2022 the large open
  //: models had read few tokens for their size, and a million dollars came near to buying a better one. Later
  //: gifts have shut that window. More own text need not speak for a model from scratch, for the gift can
  //: read it, too. And where from scratch wins with hardly any own text, a better **general** model has been
  //: bought.
  //:
  //: A law of your own, chapter 7's, counts as far as its runs reach. On a built-in world every option soon
  //: stands on its floor $E$, and then the cheapest wins. So the published laws decide here.
}
