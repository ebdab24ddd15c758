import WorkbookCore

func expectEveryRung(
  _ notebook: Notebook, _ assumed: DecisionAssumptions, _ measured: Findings, budget: Double,
  gifts: Gifts
) throws -> DecisionAssumptions {
  var assumptions = assumed
  //: ## What a rung is expected to give
  //:
  //: Chapter 7's law says what loss a model of $N$ parameters reaches on $D$ tokens. For a field, not all
  //: tokens are equal. We count three kinds:
  //:
  //: - a **fresh token of the field** counts one;
  //: - one that is **read again** counts less and less (chapter 8, Muennighoff et al. 2023);
  //: - a **general token** counts $\tau$, the exchange rate (Hernandez et al. 2021 ask the reverse).
  //:
  //: $$L_\text{field} = E + \frac{A}{N^\alpha} + \frac{B}{(U_\text{effective} + \tau\,D_\text{general})^\beta} + g(U_\text{effective})$$
  //:
  //: The last term is the **gap**: what a model lacks that has never read the field, however much else it has
  //: read. SmolLM2-135M, trained further on contracts, gained 0.09 nats a token from 16 thousand tokens and
  //: 0.15 from 33 thousand (measured with `advise`), which are nothing beside the two thousand billion that it
  //: had read.
  //:
  //: $$g(U) = G\,(1 + U/U_0)^{-\beta_g}$$
  //:
  //: Where that gain ends nobody has measured: $G$ is a guess, of which the draws take a tenth to all.
  //:
  //: Every rung that reads own text closes the gap as far as it reads. Rungs 2 and 3 read it in the window: a
  //: passage before the text gave the same small model 0.08 nats a token, the best passage 0.16. Of that a
  //: larger model gains less: LLaMA with 33 billion parameters a sixth of what GPT-2 XL did (Ram et al. 2023).
  //: So what was measured is multiplied by a factor that is drawn: from a tenth, or from a sixth, to all.
  //:
  //: **Predict.** Bloomberg's case: some 363 billion different tokens of finance, about a million dollars, and
  //: BLOOM as the model that one could have. Which rung is best for the field? Which for general text? How far
  //: apart are the two models from scratch?
  let found = measured.exchange.value
  let lowest = min(0.2, max(0.02, found))
  assumptions.exchange = lowest...max(0.5, lowest)
  let known = assumptions
  let asked = DecisionQuestion(ownTokens: 363.5e9, dollars: budget, given: gifts.then)
  let law = ChinchillaLaw.epoch
  let central = known.central(asked)
  let byHand =
    law.irreducibleLoss + law.parameterScale / .pow(gifts.then.parameters, law.alpha)
    + law.tokenScale / .pow(known.usualExchange * gifts.then.tokens, law.beta)
    + (central.outlook.adaptation?.gap(after: 0) ?? 0)
  notebook.show(
    "exchange rate: \(NumberStyle.significant(2).text(known.exchange)) (\(measured.exchange.source))"
  )
  notebook.claim(
    "the library's expectation of rung 1, less the formula's",
    central.expected(.asIs).fieldLoss - byHand, in: -1e-9...1e-9)
  notebook.show(table(central, dollarsPerOperation: known.dollarsPerOperation))

  //: Hold what separates the last three rows on the field against the margin of 0.05 nats. And this is one
  //: state of all that is not known: the middle of each range. (The low end of $\tau$ is what this run's text
  //: gave, but 0.2 at most; the high end is assumed. 90 % own text is the largest share that is tried.)

  return known
}
