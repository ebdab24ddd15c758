import WorkbookCore

//: ## What to assume
//:
//: Nothing in this cell was measured here. Prices are round guesses, not quotations. Three of them you say when
//: you start: `./workbook run 9 --budget 20000 --price 1.5 --volume 5e6`.

/// The model that one could have then, and the one that one can have now.
typealias Gifts = (then: PublishedModel, now: PublishedModel)

func assumeEverything(_ notebook: Notebook) -> (DecisionAssumptions, Double, Gifts) {
  var assumptions = DecisionAssumptions()
  assumptions.costs.hourlyPrice = notebook.assumed(.price, 2.0)  // dollars for an hour of an A100
  assumptions.costs.tokensPerDay = notebook.assumed(.volume, 10e6)  // read and written
  let budget = notebook.assumed(.budget, 1_000_000.0)  // dollars for training, all told
  assumptions.costs.trainingUtilization = 0.24  // of the peak, as BloombergGPT reached it
  assumptions.costs.servingUtilization = 0.10  // while serving; batching decides it
  let gifts: Gifts = (then: .bloom, now: .qwen3With32B)  // or a base of your own, see below
  assumptions.fieldWeight = 0.75  // how much the field counts against everything else
  assumptions.adaptation = .smolLM2OnContracts  // what continuing gave a small model
  assumptions.adaptationFactor = 0.1...1  // what of that is left for a larger one
  assumptions.context = .smolLM2OnContracts  // what passages in the window gave it
  assumptions.contextFactor = 0.15...1
  assumptions.margin = 0.05  // nats a token by which a dearer rung must be better
  assumptions.formError = 0.03  // nats a token by which a law's form misses
  assumptions.draws = notebook.pick(smoke: 40, lesson: 1_000, overnight: 4_000)
  assumptions.seed = notebook.seed

  //: The utilization is a measured one: BloombergGPT's $6ND$ operations, over the peak of its 512 GPUs in the
  //: time of its 139,200 steps of 32.5 seconds (Wu et al. 2023). The cost model should give those GPU hours
  //: back. (A model of yours: `PublishedModel(name: "ours", parameters: 7e9, tokens: 2e12, source: "log")`.)
  let bloomberg = PublishedModel.bloombergGPT
  let published = 139_200 * 32.5 * 512 / 3_600
  let modelled = TrainingCost(
    parameters: bloomberg.parameters, tokens: bloomberg.tokens,
    utilization: assumptions.costs.trainingUtilization)
  notebook.claim(
    "GPU hours of BloombergGPT by the cost model, by those of its log",
    modelled.acceleratorHours / published, in: 0.9...1.1)
  return (assumptions, budget, gifts)
}
