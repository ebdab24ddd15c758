import WorkbookCore

func trainThroughRounding(
  _ notebook: Notebook, _ course: CourseModel, _ judge: TextJudge
) throws {
  //: ## Train through the rounding
  //:
  //: So far nobody trained. If one may, there is a better way than to round what was trained for 32
  //: bits: let the model learn to live with the grid. **Quantization-aware training** computes forward
  //: with the rounded weights $Q(w)$, and looks for the gradient there. But what is the derivative of
  //: rounding? A staircase is flat almost everywhere. So one pretends that it is a ramp of slope one:
  //:
  //: $$\frac{\partial L}{\partial w} := \frac{\partial L}{\partial Q(w)}$$
  //:
  //: This is the **straight-through estimator** (Bengio et al. 2013). The steps are added to full
  //: weights, which wander between two rungs until they are nearer to the next one. In code: round, take
  //: the library's step, and add what it did to the weights of before.
  let plan = try notebook.coursePlan(course.text)
  var training = plan.training
  training.steps = notebook.pick(smoke: 20, lesson: 80, overnight: 400)
  training.schedule = .cosine(
    peak: plan.training.schedule.peak / 4, warmupSteps: training.steps / 10, finalFraction: 0)
  let bits = 2
  /// The rounded model's loss after more training, in bits per byte.
  func train(isRounded: Bool, keepsFull: Bool) throws -> Double {
    let trainer = try Trainer(
      try course.changed { $0 }, training,
      data: WindowSampler(sources: plan.sources, training: training))
    let weights = trainer.parameters.values
    while trainer.step < training.steps {
      let full = weights.array
      if isRounded { course.change(trainer.parameters) { roundedToGrid($0, bits: bits) } }
      let used = weights.array
      _ = try trainer.trainStep()
      guard isRounded && keepsFull else { continue }
      for i in full.indices { weights[i] = full[i] + (weights[i] - used[i]) }
    }
    course.change(trainer.parameters) { roundedToGrid($0, bits: bits) }
    return try judge.loss(trainer.parameters)
  }

  //: **Break it.** One more model keeps no full weights: what it has are the rungs, and each step begins
  //: on them again.
  //:
  //: **Predict.** In 2 bits a group has three rungs: −1, 0 and 1 times its scale. That costs the course
  //: model a great deal. How much of it do some dozens of steps through the rounding win back: a tenth,
  //: half, nearly all? What does the same training give that knows nothing of the rounding to come? And
  //: the broken one?
  let results = [
    (
      name: "rounded as it is",
      loss: try judge.loss(course.changed { roundedToGrid($0, bits: bits) })
    ),
    (name: "trained on, then rounded", loss: try train(isRounded: false, keepsFull: true)),
    (name: "trained through the rounding", loss: try train(isRounded: true, keepsFull: true)),
    (name: "broken: no full weights", loss: try train(isRounded: true, keepsFull: false)),
  ]
  notebook.show(trainedTable(results, full: judge.full, steps: training.steps))
  checkTrained(notebook, results.map { $0.loss - judge.full })

  //: The bits are the same. What changed is where the weights stand, how long their rungs are, and that all
  //: of them were chosen together. More training alone is no help here. And without full weights most of
  //: the steps are lost: one that is shorter than half a rung is undone by the next rounding. That is
  //: chapter 5's vanishing update again. Only the scales, which follow each group's largest weight, and
  //: the vectors still learn: hence the little that it wins.
  //:
  //: The price is a training, and the machine for it. At 4 bits GPTQ came near without one, for weights
  //: alone. Liu et al. (2023) went down to 4 bits with the inputs and the cache of LLaMA's models as well,
  //: on text that each model had written itself: there training gained much, most where bits were few.
}
