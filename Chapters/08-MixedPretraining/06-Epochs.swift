import WorkbookCore

/// What repeated text was worth.
struct Scarcity {
  /// Tokens of fresh text, and the loss on the field that they give from random weights.
  var freshTokens: [Double]
  var freshLosses: [Double]
}

func repeatTheText(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep
) throws -> Scarcity {
  //: ## When there is hardly any text
  //:
  //: So far the field's text was plentiful: no run saw a window often. A law firm does not have that
  //: luxury. What is a text worth that is read again and again? Chapter 7 had the formula of Muennighoff et
  //: al. (2023): four readings are worth 3.7 fresh copies, and no number of them more than 16.4. That
  //: ceiling is soft: their own data allow anything from 13 up, almost equally well.
  //:
  //: Now our own. We hide more and more of the field's text, so that domain only must read what is left
  //: up to 64 times. Three recipes get it: domain only, half and half, and continued pretraining with
  //: a tenth of replay on top of the full general model. The third pays only for its own steps, half
  //: as many. That is the fair count if somebody else has trained the general model and gives it away.
  //:
  //: **Predict.** Which recipe suffers most when the text is read 64 times? Is there a point where
  //: domain only is worse than **no** text of the field at all?
  let epochs = notebook.pick(smoke: [64, 1], lesson: [64, 16, 4, 1])
  let plenty = min(laboratory.ids.field.count, laboratory.budget)
  let uniqueTokens = epochs.map { max(laboratory.model.contextLength + 1, plenty / $0) }
  let recipes = [
    Recipe(name: "domain only", share: 1, steps: laboratory.steps),
    Recipe(name: "half and half", share: 0.5, steps: laboratory.steps),
    Recipe(
      name: "continued, a tenth replayed", share: 0.9, steps: laboratory.steps / 2,
      start: sweep.generalOnly[0]),
  ]
  let losses = try recipes.map { recipe in
    try uniqueTokens.map { tokens in
      var recipe = recipe
      recipe.ownTokens = tokens
      return Losses(try laboratory.train(notebook, recipe)).field
    }
  }

  //: To hold the formula against it, we need to know what fresh text gives: the same training with
  //: fewer steps, so that nothing repeats. Between those runs we draw straight lines in logarithms.
  let scarcity = try readFreshText(notebook, laboratory, longest: losses[0][epochs.count - 1])
  let fresh = try PiecewisePowerLaw(x: scarcity.freshTokens, y: scarcity.freshLosses)
  let foretold = uniqueTokens.map { unique in
    let (unique, seen) = (Double(unique), Double(laboratory.budget))
    return fresh.value(
      at: RepeatedData.muennighoff.effectiveTokens(
        unique: min(unique, seen), epochs: max(1, seen / unique)))
  }
  try notebook.plot(
    scarcityFigure(laboratory, sweep, epochs, recipes.map(\.name), losses, foretold))
  checkScarcity(notebook, epochs, losses, foretold: foretold)

  //: The dashed line in grey is the formula's forecast for domain only. It knows of diminishing
  //: returns, not of harm: where the measured line rises far above it, the model has begun to know
  //: its text by heart, and predicts other text **worse**. The level line is general only. Where
  //: domain only lies above that, no text of the field at all would have been better.
  //:
  //: With the least text the mixture loses less than domain only: it repeats its own text half as
  //: often, and the general text teaches it to spell in the meantime. Continued pretraining starts with
  //: all that done; but nine tenths of what it reads is own text, and here the mixture ends lower.

  return scarcity
}

/// Runs of fewer steps on the field's text alone, up to the full one, whose loss is known.
private func readFreshText(
  _ notebook: Notebook, _ laboratory: Laboratory, longest: Double
) throws -> Scarcity {
  let fewer = notebook.pick(smoke: [4, 2], lesson: [8, 4, 2]).map { laboratory.steps / $0 }
  let losses = try fewer.map {
    Losses(try laboratory.train(notebook, Recipe(name: "\($0) steps", share: 1, steps: $0))).field
  }
  return Scarcity(
    freshTokens: (fewer + [laboratory.steps]).map {
      Double($0 * laboratory.training.tokensPerStep)
    }, freshLosses: losses + [longest])
}

private func scarcityFigure(
  _ laboratory: Laboratory, _ sweep: Sweep, _ epochs: [Int], _ names: [String],
  _ losses: [[Double]], _ foretold: [Double]
) -> Figure {
  let x = epochs.map { Double($0) }
  let harm = losses[0][0] / losses[2][0] - 1
  // From few readings to many: a line is named where it ends.
  var marks = zip(zip(names, losses), [Hue.vermilion, .purple, .green]).map { line, hue in
    Mark.line(line.0, x: x.reversed(), y: line.1.reversed(), color: hue, showsPoints: true)
  }
  marks.append(
    .line(
      "domain only, foretold", x: x.reversed(), y: foretold.reversed(), color: .gray,
      dash: .dashed))
  marks.append(.horizontal(sweep.losses[0].field, "general only"))
  return Figure(
    "scarcity",
    title: "With text for 64 readings, domain only is \(percent.text(abs(harm))) "
      + "\(harm > 0 ? "worse" : "better") than continuing",
    subtitle: "Loss on held-out \(laboratory.fieldName), one seed; domain only and half and half "
      + "train \(laboratory.steps) steps, continuing \(laboratory.steps / 2) more",
    x: Axis("readings of the text by domain only", scale: .log2),
    y: Axis("loss", unit: "bits per byte"), marks: marks)
}
