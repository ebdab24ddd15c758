import WorkbookCore

func sizeForUse(_ notebook: Notebook, _ known: DecisionAssumptions) throws {
  //: ## Longer than the law wants
  //:
  //: Say that rung 6 it is. How large? Chapter 7 drew Bloomberg's lines through the optima of Hoffmann et al.
  //: (2022), and found fifty billion parameters and more than a trillion tokens; 569 billion were read. How
  //: bad would another size have been? The valley is flat. And the law counts training alone: over its life
  //: a model also reads and writes $T$ tokens, at $2N$ operations each.
  //:
  //: $$C_\text{life} = 6\,N\,D + 2\,N\,T$$
  //:
  //: Hold the loss, and let $N$ be smaller and $D$ larger (Sardana et al. 2024). In a flat valley a smaller
  //: model costs little more training, and much less use. **Predict.** The best loss for BloombergGPT's
  //: compute, and as many tokens served as it has read: by how much is the cheapest model smaller?
  let bloomberg = PublishedModel.bloombergGPT
  let lost = [ChinchillaLaw.hoffmann, .epoch].map { nats(lostBy: bloomberg, $0) }
  let law = try PlanningLaw(.replication)
  let sized = law.size(compute: bloomberg.compute)
  let plans = (0...16).map { step in
    ServingPlan(tokens: 1e10 * .pow(10, Double(step) / 4), sized: sized, law: law)
  }
  let lifelong = ServingPlan(tokens: bloomberg.tokens, sized: sized, law: law)
  notebook.show(table([lifelong, plans[12], plans[16]]))
  try notebook.plot(servingChart(plans))
  notebook.claim("nats lost by BloombergGPT's size, at most", lost.max() ?? 1, in: 0...0.05)
  notebook.claim(
    "size of the cheapest model that serves as much as BloombergGPT read, by the training's best",
    lifelong.best.parameters / lifelong.reference.parameters, in: 0.5...0.95)

  //: Hence today's gifts: SmolLM2-135M has read some 15,000 tokens for each parameter. There is a
  //: limit that the law does not know. Models that are trained very long can be harder to adapt:
  //: OLMo-1B, tuned after three trillion tokens, came out more than 2 % worse than after 2.3. With
  //: OLMo-7B, up to three trillion, this was not seen (Springer et al. 2025).
}

/// What a model's size cost it: its loss by a law, less the best for its compute.
private func nats(lostBy model: PublishedModel, _ law: ChinchillaLaw) -> Double {
  law.loss(parameters: model.parameters, tokens: model.tokens)
    - law.computeOptimal(compute: model.compute).loss
}
