import Foundation
import WorkbookCore

func scaleScores(_ notebook: Notebook) throws {
  //: ## Why divide by √d
  //:
  //: Queries and keys have a width $d$. Let their entries be random with variance 1. Each product
  //: of two entries has variance 1 as well, and there are $d$ of them: the dot product has variance
  //: $d$. Wide heads have large scores, and softmax turns large differences into a share of nearly
  //: 1.
  //:
  //: So the score is divided by $\sqrt d$ (Vaswani et al. 2017, section 3.2.1). We count the keys
  //: that a query listens to by $e^H$, with $H = -\sum_i p_i \ln p_i$ the **entropy** of the shares
  //: $p_i$: 64 if all of 64 have the same share, 1 if one has all.
  //:
  //: **Predict.** A query meets 64 random keys. How many of them does it listen to at a width of
  //: 128, with and without the division?
  let widths = [4, 8, 16, 32, 64, 128, 256]
  let means = widths.map {
    listen($0, trials: notebook.pick(smoke: 40, lesson: 200), seed: notebook.seed)
  }
  try notebook.plot(scaleFigure(widths, means, place: 5))
  notebook.claim(
    "variance of a dot product over the width, mean of all widths",
    zip(means, widths).map { $0.square / Double($1) }.mean, in: 0.85...1.15, smoke: 0.75...1.25)
  notebook.claim("keys heard at width 128 without √d", means[5].raw, in: 1...3)
  notebook.claim("keys heard at width 128 with √d", means[5].scaled, in: 30...48)

  //: A trained head may well want to listen to one key alone. But before anything is learned, that key
  //: is a random one. Worse: where one share is nearly 1, the shares hardly move with the scores. The
  //: derivative is nearly zero, and learning goes by the derivative.
}

/// The number of keys that shares amount to.
private func heard(_ shares: [Float]) -> Double {
  exp(shares.reduce(0.0) { $1 > 0 ? $0 - Double($1) * log(Double($1)) : $0 })
}

/// Means over random queries that meet 64 keys: keys heard without and with √d, and the squares of the scores.
private func listen(
  _ width: Int, trials: Int, seed: UInt64
) -> (raw: Double, scaled: Double, square: Double) {
  var draws = RandomStream(seed: seed).fork("scores of \(width)")
  var sums = (raw: 0.0, scaled: 0.0, square: 0.0)
  for _ in 0..<trials {
    let query = draws.normals(width)
    let scores = (0..<64).map { _ in dot(query, draws.normals(width)) }
    sums.raw += heard(softmax(scores)) / Double(trials)
    sums.scaled += heard(softmax(scores.map { $0 / Float(width).squareRoot() })) / Double(trials)
    sums.square += scores.map { Double($0 * $0) }.mean / Double(trials)
  }
  return sums
}

/// The keys that a random query listens to, by the width of the head.
private func scaleFigure(
  _ widths: [Int], _ means: [(raw: Double, scaled: Double, square: Double)], place: Int
) -> Figure {
  let one = NumberStyle.decimals(1)
  let (raw, scaled) = (means.map(\.raw), means.map(\.scaled))
  return Figure(
    "scale",
    title: "Without √d, a head of width \(widths[place]) hears \(one.text(raw[place])) "
      + "of 64 keys",
    subtitle: "Keys that a random query listens to, counted by the entropy of their shares",
    x: Axis("width of the head", scale: .log2), y: Axis("keys heard", range: 0...64),
    marks: [
      .line("scores / √d", x: widths.map { Double($0) }, y: scaled, showsPoints: true),
      .line("plain scores", x: widths.map { Double($0) }, y: raw, showsPoints: true),
    ])
}
