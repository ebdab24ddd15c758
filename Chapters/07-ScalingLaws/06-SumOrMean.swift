import WorkbookCore

//: ## Break it: sum or mean?
//:
//: "Average the penalties or sum them: the minimum is the same." True for mathematicians. A
//: minimiser stops where the gradient is small, and "small" is a number that somebody wrote into a
//: library, $10^{-5}$ say. The mean's gradient is smaller by the number of runs. So we send the same
//: minimiser, with this tolerance, down both.
func descend(_ runs: [TrainingRun], dividingBy divisor: Double) -> Descent? {
  let form = LawResiduals.chinchilla(runs)
  let objective = LawObjective(form)
  // The library keeps its sum in units of δ². Here it is as the papers write it.
  let scale = objective.delta * objective.delta / divisor
  var minimizer = LimitedMemoryMinimizer()
  minimizer.gradientTolerance = 1e-5
  let ends = FitStarts.few.vectors.map { start in
    minimizer.minimize(from: start) { vector in
      let (value, gradient) = objective(vector)
      return (value * scale, gradient * scale)
    }
  }
  let sound = ends.filter { isSound(form.constants($0.point)) }
  guard let best = (sound.isEmpty ? ends : sound).min(by: { $0.value < $1.value }),
    let law = try? ChinchillaLaw(form.constants(best.point))
  else { return nil }
  return Descent(
    law: law, objective: plainObjective(law, runs),
    steps: ends.map(\.iterations).reduce(0, +) / max(1, ends.count))
}

func compareSumAndMean(_ notebook: Notebook, _ fitter: LawFitter) throws {
  //: The runs are drawn from a law that we know, that of Besiroglu et al. (2024), with half a per cent
  //: of noise: 240 of them, as many as theirs.
  //:
  //: **Predict.** Does it matter? By how much will $B$ be off, if at all?
  let drawn = runs(of: .epoch, noise: 0.005, seed: notebook.seed)
  let best = try fitter.minimum(for: RunTable(drawn))
  let sum = descend(drawn, dividingBy: 1)
  let mean = descend(drawn, dividingBy: Double(drawn.count))
  notebook.show(
    try descentTable([("sum, to 1e-5", sum), ("mean, to 1e-5", mean)], best: best, on: drawn))
  notebook.claim(
    "where the mean stops, the objective over where the sum stops",
    (mean?.objective ?? .nan) / (sum?.objective ?? .nan), in: 1.001...10)

  //: The mean stops earlier, higher up, at other constants. The more exact the runs, the smaller
  //: the gradients, and the more it matters. It is one of two causes for which the constants of the
  //: most quoted law of the field came to be off (Besiroglu et al. 2024, second version). The other
  //: is rounding: the body of Hoffmann et al. prints a $\beta$ of 0.28 for 0.2849. At a hundred
  //: billion tokens that alone makes the third term 13 % larger.
}

/// More parameters and more tokens both help: other minima are no laws.
private func isSound(_ constants: LawConstants) -> Bool {
  constants["alpha"] > 0 && constants["beta"] > 0
}
