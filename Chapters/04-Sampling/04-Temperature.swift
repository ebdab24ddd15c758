import Foundation
import WorkbookCore

//: ## Temperature is a dial for entropy
//:
//: How undecided is a distribution? Its **entropy** $H = -\sum_i p_i \log_2 p_i$ says, in bits: one
//: bit is a fair coin. Temperature can only turn it one way. Differentiate, and out comes a variance,
//: which is never negative:
//:
//: $$\frac{dH}{dT} = \frac{\operatorname{Var}_{p_T}(z)}{T^3 \ln 2} \ge 0$$
//:
//: Next to it we draw what the same temperature **costs** on text: the mean $-\log_2$ of the
//: probability that it gives to the token that really came next. Entropy is what the model expects
//: to pay, the cost is what it pays.
/// Entropy and cost in bits, a mean over some places.
nonisolated func bits(
  _ situations: [Situation], at temperature: Double
) -> (entropy: Double, cost: Double) {
  var sums = (entropy: 0.0, cost: 0.0)
  for situation in situations {
    let largest = situation.logits.max() ?? 0
    let scores = situation.logits.map { ($0 - largest) / temperature }
    let weights = scores.map { exp($0) }
    let total = weights.reduce(0, +)
    let meanScore = zip(weights, scores).reduce(0) { $0 + $1.0 * $1.1 } / total
    // H = ln Z − mean of z/T, and −ln p = ln Z − z/T.
    sums.entropy += (log(total) - meanScore) / log(2)
    sums.cost += (log(total) - scores[Int(situation.next)]) / log(2)
  }
  let count = Double(situations.count)
  return (sums.entropy / count, sums.cost / count)
}

func turnTheDial(_ notebook: Notebook, _ course: SamplingCourse) throws {
  //: **Predict.** At which temperature is the cost lowest? And where do the two curves cross?
  let situations = course.situations
  let temperatures = [0.25, 0.35] + stride(from: 0.45, through: 2, by: 0.05)
  let curves = temperatures.map { bits(situations, at: $0) }

  //: And the slope of the formula, at $T = 1$: the mean variance of the scores.
  let variance = situations.map(scoreVariance).mean
  let (above, below) = (bits(situations, at: 1.001), bits(situations, at: 0.999))
  let slope = (above.entropy - below.entropy) / 0.002
  try notebook.plot(
    entropyFigure(
      temperatures, curves, atOne: bits(situations, at: 1), count: situations.count))
  checkEntropy(notebook, temperatures, curves, slopes: (slope, variance / log(2)))

  //: Where the curves cross, there the cost is lowest. That is no accident: set the derivative of the
  //: mean cost to zero, and it says that the mean cost equals the mean entropy.
  //:
  //: Training asks for $T=1$. Where the entropy lies above the cost there, the model is
  //: **underconfident**: it expects to pay more than it does, and a temperature below 1 predicts better.
  //: Where it lies below, it is **overconfident**, as after too many readings of one text.
}

/// The variance of the scores at a place, each weighted by its probability.
private nonisolated func scoreVariance(_ situation: Situation) -> Double {
  let p = distribution(situation.logits)
  let mean = zip(p, situation.logits).reduce(0) { $0 + $1.0 * $1.1 }
  return zip(p, situation.logits).reduce(0) { $0 + $1.0 * pow($1.1 - mean, 2) }
}
