import Foundation
import WorkbookCore

//: How do we find five constants? For each run, take the difference between the logarithms of the
//: foretold and the measured loss. Punish it by **Huber's penalty**: a parabola near zero, a
//: straight line further out, so that one bad run does not drag the whole law to itself. Sum up.
//: The three terms are added as exponentials, for the minimiser works on their logarithms.
func plainObjective(_ law: ChinchillaLaw, _ runs: [TrainingRun], delta: Double = 1e-3) -> Double {
  var sum = 0.0
  for run in runs {
    let terms = [
      log(law.parameterScale) - law.alpha * log(run.parameters),
      log(law.tokenScale) - law.beta * log(run.tokens), log(law.irreducibleLoss),
    ]
    let top = terms.max() ?? 0
    let predicted = top + log(terms.map { exp($0 - top) }.reduce(0, +))
    let miss = abs(predicted - log(run.loss))
    sum += miss <= delta ? miss * miss / 2 : delta * (miss - delta / 2)
  }
  return sum
}

func fitLaw(_ notebook: Notebook, points: [TrainingRun]) throws -> SweepLaw {
  //: The library minimises the same function, with its gradient and L-BFGS (a standard method that goes
  //: downhill and learns the bends from its last steps), from hundreds or thousands
  //: of starting points on all cores: the objective has many local minima. Its lowest must be a value
  //: of ours, and no small step away from it may lead further down.
  var fitter = LawFitter(.chinchilla)
  fitter.starts = notebook.pick(smoke: FitStarts.few, lesson: .few, overnight: .full)
  let table = RunTable(points)
  let fit = try fitter.minimum(for: table)
  let law = try ChinchillaLaw(fit.constants)
  notebook.claim(
    "the library's minimum is a value of the plain objective, to a millionth",
    abs(fit.objective / plainObjective(law, points) - 1) < 1e-6)
  let nudged = try law.constants.names.flatMap { name in
    try [0.999, 1.001].map { factor in
      var constants = law.constants
      constants[name] *= factor
      return plainObjective(try ChinchillaLaw(constants), points)
    }
  }
  notebook.claim(
    "no constant can be moved by a thousandth without a rise of the plain objective",
    nudged.allSatisfy { $0 >= fit.objective * (1 - 1e-9) })
  notebook.claim(
    "typical error of the law on its own runs, as a share of the loss", fit.residualSpread,
    in: 0.0...0.25)

  return SweepLaw(fitter: fitter, table: table, fit: fit, law: law)
}
