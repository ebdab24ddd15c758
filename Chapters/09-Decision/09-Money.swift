import WorkbookCore

func weighMoney(
  _ notebook: Notebook, _ known: DecisionAssumptions, budget: Double, gifts: Gifts
) throws {
  //: ## Money, and what it buys
  //:
  //: The second axis of the map is money. Blue: training the gift further is better; vermilion: the best model
  //: from scratch is. The numbers are nats; hold them against the margin of 0.05.
  //:
  //: **Serving** is the other bill. A token costs about $2N$ operations, whoever trained the model. A small
  //: model of your own that does for the field what the gift does is cheaper with every token. When has it paid off?
  let amounts = [1e6, 1e8, 1e10, 1e12]
  let budgets = [1e8, 1e7, 1e6, 1e5, 1e4]
  let advantage = budgets.map { money in
    amounts.map { amount in
      let asked = DecisionQuestion(ownTokens: amount, dollars: money, given: gifts.now)
      return known.drawn(asked, count: min(known.draws, 60)).map { draw in
        min(draw.score(.adapted), draw.score(.continued))
          - min(draw.score(.mixture), draw.score(.ownText))
      }.mean
    }
  }
  try notebook.plot(
    moneyMap(
      advantage, budgets: budgets, amounts: amounts, given: gifts.now, margin: known.margin))
  let asked = DecisionQuestion(ownTokens: 363.5e9, dollars: budget, given: gifts.now)
  notebook.show(payback(known, asked))
  notebook.claim(
    "tokens to serve before FinPile's small model has paid, in billions",
    (known.breakEven(asked)?.servedTokens ?? 0) / 1e9, in: 1...100_000, scope: .ownAssumptions)

  //: If you do not serve that much, quality alone must pay for the training. And this count flatters you. A
  //: server of your own costs its price by day and by night: where it is busy for a tenth of the time, each
  //: token costs ten times as much (exercise 9.5). Gifts come in sizes, too.
}
