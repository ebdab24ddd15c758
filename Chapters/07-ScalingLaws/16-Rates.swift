import WorkbookCore

func carryTheRate(_ notebook: Notebook) throws {
  //: ## A rate that travels
  //:
  //: A plan says how large and how long. It does not say how fast to learn: every size has a best rate of
  //: its own, and the largest run cannot be made twice to find it. Our dial guesses it. Why does it depend
  //: on the width at all?
  //:
  //: AdamW moves each weight by about the rate $\eta$, however small its gradient. An output of a matrix
  //: adds up $m$ products. In one step their changes all point the same way, for the gradient of each
  //: weight has the sign of its own input, up to one sign for all:
  //:
  //: $$|\Delta y| = \Big|\sum_{j=1}^{m} \Delta w_j\,x_j\Big| = \eta \sum_{j=1}^{m} |x_j| \propto \eta\,m$$
  //:
  //: Plainly, for one output and 400 draws of its inputs:
  var draws = RandomStream(seed: notebook.seed).fork("neuron")
  func movement(width: Int, rate: Double) -> Double {
    (0..<400).reduce(0) { sum, _ in
      let inputs = (0..<width).map { _ in draws.normal() }
      let steps = inputs.map { -rate * ($0 < 0 ? -1 : 1) }
      return sum + abs(zip(steps, inputs).reduce(0) { $0 + $1.0 * $1.1 }) / 400
    }
  }
  notebook.claim(
    "how far one step moves an output, 512 inputs over 64",
    movement(width: 512, rate: 0.001) / movement(width: 64, rate: 0.001), in: 7.5...8.5)

  //: **μP**, maximal update parametrization (Yang et al. 2022), takes the width out again. Of a model $m$
  //: times as wide as the one that was tuned, hidden matrices begin with $1/m$ of the variance and learn at
  //: $1/m$ of the rate, and logits are multiplied by $1/m$. Embeddings and gains keep their rate: their
  //: outputs add nothing up.
  //:
  //: Now whole models, and one step of the library's. What μP would not have moved, we take back by hand.
  //: We ask by how much one step raises the logits of the tokens that come, in the passage that it learns.
  //: **Predict.** From a width of 64 to 512, at the same rate: how many times as far? As the neuron's
  //: output? And by μP's rules?
  let widths = [64, 128, 256, 512]
  let laboratory = try RateLaboratory(notebook)
  func movements(isScaled: Bool) throws -> [Double] {
    try widths.map { width in
      let wider = isScaled ? Float(width) / 64 : 1
      let weights = try laboratory.firstWeights(width: width, matrices: 1 / wider.squareRoot())
      let before = (all: weights.values.array, score: try laboratory.score(weights))
      let trained = try laboratory.afterOneStep(weights)
      for matrix in trained.layout.specifications where laboratory.isHidden(matrix) {
        for i in matrix.offset..<matrix.offset + matrix.count {
          trained.values[i] = before.all[i] + (trained.values[i] - before.all[i]) / wider
        }
      }
      return (try laboratory.score(trained) - before.score) / Double(wider)
    }
  }
  let same = try movements(isScaled: false)
  let scaled = try movements(isScaled: true)
  try notebook.plot(rateFigure(widths, same: same, scaled: scaled))
  notebook.claim(
    "how far a step moves them, width 512 over 64, at the same rate", same[3] / same[0], in: 8...128
  )
  notebook.claim("the same by μP's rules", scaled[3] / scaled[0], in: 0.5...2)

  //: At the same rate a wide model is thrown much further by a step than a narrow one: its layers move more,
  //: and its head adds up more of what they moved. What was right for the narrow one is too much for the
  //: wide one. By μP's rules both move alike. So one tunes a narrow model, and carries its rate over. That our
  //: dial lowers the rate with the width is a rough rule of this kind.
  //:
  //: This is one step from the start. That the best **rate** stays where it was over a whole training is
  //: what Yang et al. measured, with models of many widths; here it is not shown.
}
