import WorkbookCore

func shapeTheRate(_ notebook: Notebook, _ run: PlannedRun) throws {
  //: ## How fast to learn
  //:
  //: The **learning rate** $\eta_t$ is the length of a move. It changes along the run:
  //:
  //: - **Warm-up**: a line from zero to the **peak**, the highest rate, over the first steps. AdamW's
  //:   averages have seen few gradients then.
  //: - **Cosine**: half a cosine down to a tenth of the peak (Loshchilov and Hutter 2017). It must know
  //:   where the run ends. BloombergGPT: 1,800 steps up to $6\cdot 10^{-5}$, then down to a tenth.
  //: - **Warm-up, stable, decay** (WSD; Hu et al. 2024): a plateau, and a fall over the last tenth or
  //:   fifth. A plateau need not know where it ends: go on as long as there is text, then cool down.
  //:
  //: All three on one small model, the same windows, the same peak. **Predict.** Which ends lowest?
  //: And what does the loss do when the rate of WSD begins to fall?
  let steps = notebook.pick(smoke: 60, lesson: 400)
  let (peak, warmup) = (run.plan.training.schedule.peak, steps / 10)
  let shapes: [(name: String, schedule: LearningRateSchedule)] = [
    ("constant", .constant(peak: peak, warmupSteps: warmup)),
    ("cosine", .cosine(peak: peak, warmupSteps: warmup, finalFraction: 0.1)),
    (
      "WSD",
      .warmupStableDecay(
        peak: peak, warmupSteps: warmup, decaySteps: steps / 5, finalFraction: 0)
    ),
  ]
  let runs = try shapes.map { try train(run, $0.schedule, steps: steps) }
  try notebook.plot(ratesFigure(shapes, runs, steps: steps))
  checkRates(notebook, runs, fallsFrom: steps - steps / 5)

  //: Up to the fall, WSD and the constant rate are the same run; behind it, WSD is lower on the same
  //: windows. A falling rate trades distance for settling. At a high rate the model keeps jumping around a
  //: better place; at a low one it settles, but hardly moves on. In a run as short as this one distance
  //: counts. Cosine, which spends about half of the run below half of its peak, ends above WSD; and WSD,
  //: whose rate falls late, stays close to the constant rate (the run below takes such a plateau). In long
  //: runs settling counts, and the two end close together: a model of a billion parameters reached 46.2
  //: against cosine's 46.3 points in tests (Hägele et al. 2024).
  //:
  //: **Break it.** Thirty times the rate, with warm-up. **Predict.** The gradient is clipped, and AdamW
  //: divides it by its own size. Will that save the run?
  let broken = try train(
    run, .cosine(peak: 30 * peak, warmupSteps: warmup, finalFraction: 0.1), steps: steps)
  notebook.claim(
    "held-out loss at thirty times the rate, over that of the constant rate",
    min(broken.heldOut, 100) / runs[0].heldOut, in: 1.1...30, smoke: 0.9...30)

  //: No. Both limit the gradient; the move is the rate times a number near one, whatever the gradient.
  //: A run that is lost so may go on to its last step, while its loss hardly falls any more.
}
