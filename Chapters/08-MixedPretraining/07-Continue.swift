import WorkbookCore

/// What continuing gave.
struct Continuation {
  /// Name, own tokens read, all tokens paid, losses.
  var rows: [(name: String, own: Double, paid: Double, losses: Losses)]
  /// The share of the forgetting that a quarter of replay prevents.
  var saved: Double
}

func goOn(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep
) throws -> Continuation {
  //: ## Continued pretraining, and forgetting
  //:
  //: Take the same budget in two instalments: half of the steps on general text alone, half on the
  //: field's. Nothing tells the second half to preserve what the first has learned. It has a name:
  //: **catastrophic forgetting**. Three levers decide how bad it gets. **Re-warming**: the first part
  //: ended at a tenth of its highest rate; does the second climb back, and how far? **Re-decay**: does
  //: the rate fall again at the end? **Replay**: is some old text mixed in?
  let half = laboratory.steps / 2
  let base = try laboratory.train(
    notebook, Recipe(name: "the general half", share: 0, steps: half))
  let (peak, climb) = (laboratory.peak, TrainingConfiguration.defaultWarmupSteps(of: half))
  func up(to part: Double) -> LearningRateSchedule {
    .cosine(peak: part * peak, warmupSteps: climb, finalFraction: 0.1)
  }

  //: **Predict.** Order the first four plans below by what they learn of the field, then by what
  //: they forget. And how much of the forgetting will a tenth of replay prevent, a quarter?
  let plans: [(name: String, replay: Double, steps: Int, schedule: LearningRateSchedule)] = [
    ("the low rate kept", 0, half, .constant(peak: 0.1 * peak, warmupSteps: 0)),
    ("up to a third, down again", 0, half, up(to: 1.0 / 3)),
    ("all the way up, down again", 0, half, up(to: 1)),
    ("all the way up, left there", 0, half, .constant(peak: peak, warmupSteps: climb)),
    ("up and down, 10 % replay", 0.1, half, up(to: 1)),
    ("up and down, 25 % replay", 0.25, half, up(to: 1)),
    ("25 % replay, equal own text", 0.25, half * 4 / 3, up(to: 1)),
  ]
  let shown = [0, 2, 4, 5]
  let runs = try plans.enumerated().map { index, plan in
    try laboratory.train(
      notebook,
      Recipe(
        name: plan.name, share: 1 - plan.replay, steps: plan.steps, start: base,
        schedule: plan.schedule, looks: shown.contains(index) ? 10 : 1))
  }

  //: The last two are the same replay counted two ways. At **equal compute** a quarter of the steps goes
  //: to old text, and the field gets less. At **equal own text** the field gets as much as without, and
  //: the replay is paid on top. Which count is fair depends on what you are short of.
  let (before, after) = (Losses(base), runs.map { Losses($0) })
  let rows = zip(plans, after).map { plan, losses in
    let paid = Double(plan.steps * laboratory.training.tokensPerStep)
    return (name: plan.name, own: paid * (1 - plan.replay), paid: paid, losses: losses)
  }
  notebook.show(continuationTable(laboratory, before, rows))
  let saved = 1 - (after[5].general - before.general) / (after[2].general - before.general)
  try notebook.plot(
    forgettingFigure(laboratory, base, shown.map { (plans[$0].name, runs[$0]) }, saved: saved))
  checkContinuation(notebook, before: before, after: after, saved: saved)

  //: A high rate learns more of the field, and forgets more. With a second decay it forgets less
  //: than one that is left high. Replay does more than any of them. Where the base had not finished
  //: learning general text, the loss on it even falls.
  //:
  //: How much replay is enough depends on how far the new text lies from the old. Ibrahim et al. (2024), at
  //: 405 million parameters, chose 5 % from English to other English text, and 25 % from English to
  //: German; there, too, a higher re-warmed rate adapted more and forgot more. Published runs took
  //: between the base's own highest rate and a sixtieth of it: there is no single rule. And replay needs
  //: the old text. With a model from elsewhere another general text must stand in.

  return Continuation(rows: rows, saved: saved)
}

private func continuationTable(
  _ laboratory: Laboratory, _ before: Losses,
  _ rows: [(name: String, own: Double, paid: Double, losses: Losses)]
) -> Table {
  var table = laboratory.lossTable(
    "second half",
    [.number("own tokens", style: .suffix), .number("all tokens", style: .suffix)])
  table.append("(before it)", 0, 0, before.field, before.general)
  for row in rows {
    table.append(row.name, row.own, row.paid, row.losses.field, row.losses.general)
  }
  return table
}

private func forgettingFigure(
  _ laboratory: Laboratory, _ base: PretrainedModel, _ runs: [(name: String, run: PretrainedModel)],
  saved: Double
) -> Figure {
  let hues: [Hue] = [.gray, .vermilion, .orange, .blue]
  /// A text's held-out loss along a run, from the model it started from.
  func course(_ text: Int, _ run: PretrainedModel) -> (step: [Double], loss: [Double]) {
    let held = laboratory.heldOut[text]
    let tokens = held.ids.count - 1
    let aNatEach = TextLoss(nats: Double(tokens), tokenCount: tokens, byteCount: held.byteCount)
    var (steps, losses) = ([0.0], [base.result.validation[text].bitsPerByte])
    for row in run.result.metrics {
      guard let nats = row.validationLosses[text] else { continue }
      steps.append(Double(row.step))
      losses.append(nats * aNatEach.bitsPerByte)
    }
    return (steps, losses)
  }
  func panel(_ title: String, text: Int) -> Figure.Panel {
    Figure.Panel(
      title, x: Axis("step of the second half"), y: Axis("loss", unit: "bits per byte"),
      marks: zip(runs, hues).map { run, hue in
        let line = course(text, run.run)
        return .line(run.name, x: line.step, y: line.loss, color: hue, placement: .key)
      })
  }
  return Figure(
    "forgetting",
    title: "Without replay the model forgets; with a quarter of it "
      + (saved < 1 ? "\(percent.text(saved)) of that is saved" : "nothing is forgotten"),
    subtitle: "Continued on \(laboratory.fieldName) after general text, one seed", columnCount: 2,
    panels: [
      panel("on general: forgetting", text: 0), panel("on \(laboratory.fieldName)", text: 1),
    ])
}
