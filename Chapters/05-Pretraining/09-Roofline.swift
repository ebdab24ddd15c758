import WorkbookCore

func drawTheRoof(
  _ notebook: Notebook, _ run: PlannedRun, _ trained: PretrainedModel, _ step: MeasuredStep
) throws {
  let (profile, roof) = (step.profile, step.roof)

  //: ## Why some parts are slow
  //:
  //: They wait for memory. For each part count the operations, and the bytes that it must fetch
  //: and store at least. The quotient is its **intensity**. A machine has a peak of operations a second,
  //: and a bandwidth of bytes a second, so a part with $I$ operations a byte reaches at most
  //: $$\min(\text{peak},\ I \cdot \text{bandwidth}).$$
  //: Drawn on logarithmic paper that is the **roofline** (Williams, Waterman and Patterson 2009): under
  //: the slope the memory is the limit, under the flat roof the processor is. Numbers of 16 bits have a
  //: roof of their own (dashed, where the processor multiplies them).
  //:
  //: **Predict.** AdamW reads four numbers and writes three for some fifteen operations. A linear layer
  //: uses each number that it fetches for a hundred tokens and more. Where do the two stand?
  try notebook.plot(rooflineFigure(profile, roof))
  checkRoof(notebook, run, profile, roof)

  //: Blue bars have products in them; they stand far to the right, under the flat roof. Orange bars pass
  //: once over their data; a faster processor would not help them. What helps is to pass less often: GELU
  //: leaves its derivative behind in the same pass. (A bar may pass the slope where its data have not
  //: left the cache.)
  //:
  //: The last line is what the field calls **model FLOPs utilization**; `./workbook bench train` prints
  //: this section for a model of your choice. BloombergGPT's run took $2.36\cdot 10^{23}$ operations on
  //: 512 A100 cards in about 53 days (Wu et al. 2023, section 3). That is a third of what the cards can
  //: do at their best, forward passes that were computed again included; by $6N$ a token it is about a
  //: quarter. **Predict.** How long would *this* machine take for as many operations?
  let operationRate = ComputeCost(run.model).trainingPerToken * trained.tokensPerSecond
  notebook.observe(
    "years; it is quicker to wait for the next generation of hardware",
    2.36e23 / max(operationRate, 1) / (365.25 * 86_400), in: 1_000...100_000_000)
}
