import Foundation
import WorkbookCore

func predictHiddenRun(
  _ notebook: Notebook, _ runs: SweptRuns, _ fitted: SweepLaw
) throws -> Prediction {
  let (fitter, law, hidden) = (fitted.fitter, fitted.law, runs.hidden)
  let two = NumberStyle.decimals(2)

  //: ## Can it foretell?
  //:
  //: A law that only describes is a drawing. Here is the test that counts: the run that was locked
  //: away. It costs four times the largest budget that the law has seen. The band comes from the
  //: **bootstrap**: draw the runs anew with replacement, fit again, hundreds of times, and look how far
  //: the curve moves.
  //:
  //: **Predict.** How far off is the law? Is it too hopeful, or not hopeful enough? Does the band hold
  //: the truth?
  let draws = fitter.bootstrap(
    fitted.fit, of: fitted.table, resamples: notebook.pick(smoke: 60, lesson: 1_000),
    seed: notebook.seed)
  let laws = try draws.map { try ChinchillaLaw($0) }
  let told = law.loss(parameters: hidden.parameters, tokens: hidden.tokens)
  let error = abs(told / hidden.loss - 1)
  let range = Interval(laws.map { $0.loss(parameters: hidden.parameters, tokens: hidden.tokens) })

  //: One more thing can be known of a world, and of no real text: the loss below which no model gets.
  //: The chart shows it; more of it further down.
  let natsPerBit = log(2) * runs.bytesPerToken
  let floor =
    notebook.userCorpus == nil
    ? World.finance.floor(
      contextBytes: Int(Double(runs.dial.contextLength) * runs.bytesPerToken), seed: notebook.seed)
    : nil
  let lowest = floor.map { $0.bitsPerByte * natsPerBit }
  try notebook.plot(frontierFigure(runs, law, laws, floor: lowest))
  notebook.show(
    "foretold \(two.text(told))"
      + (range.map { " (\(two.text($0.low)) to \(two.text($0.high)))" } ?? "")
      + ", measured \(two.text(hidden.loss)): off by \(NumberStyle.percent(1).text(error)) of the loss"
      + (lowest.map {
        ", by \(NumberStyle.percent(0).text(abs(told - hidden.loss) / (hidden.loss - $0))) of what "
          + "it has above the floor"
      } ?? ""))
  notebook.claim(
    "error of the foretold loss of the hidden run, as a share", error, in: 0...0.05, smoke: 0...1,
    scope: .builtInCorpus)

  //: A share of the whole loss flatters the law, for most of the loss is a floor that no model can
  //: get below. Take the floor away: of what was left to learn, the law missed far more. Look at the
  //: band, too, and where in it the measured loss lies.
  //:
  //: How much of that was luck? Hide more and more, and fit to what is left.
  notebook.show(ladderTable(runs, fitter))

  //: A positive bias means: too pessimistic. (Errors here are differences of logarithms, which
  //: differ a little from the share above.) This is the measure to ask of every law, for a curve that goes nicely through its own
  //: points proves little. Five constants are good at that.
  //:
  //: Luck has another side: the seed. `--seed 2` makes another text and other models. How far does the
  //: miss move then, and does it change its **side**? Near the floor the loss falls more slowly than
  //: the cheap budgets let one hope. The band does not see that: it knows the runs' noise, not where
  //: the form ends. The recipe belongs to a law, too: our rate stops at a tenth, as Chinchilla's did,
  //: and runs whose rate fell to nothing would have a law of their own. A better model and a better law
  //: are two different aims.

  return Prediction(
    draws: draws, laws: laws, error: error, floor: floor, natsPerBit: natsPerBit)
}
