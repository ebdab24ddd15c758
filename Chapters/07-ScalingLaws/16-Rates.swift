import WorkbookCore

func carryTheRate(_ notebook: Notebook) throws {
  //: ## A rate that travels
  //:
  //: A plan says how large and how long. It does not say how fast to learn: every size has a best rate of
  //: its own, and the largest run cannot be made twice to find it. Our dial guesses it. Why does it depend
  //: on the width at all?
  //:
  //: AdamW moves each weight by about the rate $\eta$, however small its gradient. An output of a matrix
  //: adds up $n$ products. In one step on one token all their changes point the same way, for the gradient
  //: of each weight has the sign of its own input, up to one sign for all:
  //:
  //: $$|\Delta y| = \Big|\sum_{j=1}^{n} \Delta w_j\,x_j\Big| = \eta \sum_{j=1}^{n} |x_j| \propto \eta\,n$$
  //:
  //: **Predict.** Eight times the inputs: how many times as far does a step move the output? And if the
  //: signs of the changes were drawn at random?
  var draws = RandomStream(seed: notebook.seed).fork("neuron")
  func movement(inputCount: Int, isAligned: Bool) -> Double {
    (0..<400).reduce(0) { sum, _ in
      let inputs = (0..<inputCount).map { _ in draws.normal() }
      let steps = inputs.map { (isAligned ? $0 : draws.normal()) < 0 ? -0.001 : 0.001 }
      return sum + abs(zip(steps, inputs).reduce(0) { $0 + $1.0 * $1.1 }) / 400
    }
  }
  let (aligned, random) = (
    movement(inputCount: 512, isAligned: true) / movement(inputCount: 64, isAligned: true),
    movement(inputCount: 512, isAligned: false) / movement(inputCount: 64, isAligned: false)
  )
  notebook.claim("how far one step moves an output, 512 inputs over 64", aligned, in: 7.5...8.5)
  notebook.claim("the same with random signs", random, in: 2.2...3.6)

  //: **μP**, maximal update parametrization (Yang et al. 2022), takes the width out again. Let a model be
  //: $m$ times as wide as the one that was tuned. Its hidden matrices begin with $1/m$ of the variance, the
  //: matrix that makes logits with $1/m^2$, and all of these learn at $1/m$ of the rate. Embeddings and
  //: gains keep theirs: their outputs add nothing up.
  //:
  //: Now whole models, and one step of the library's on a passage of the built-in world of finance. What
  //: μP would not have moved, we take back by hand. By how much do the logits of the tokens that come rise?
  //: **Predict.** From a width of 64 to 512, from weights of the same spread and at the same rate: how many
  //: times as far? As the single output? And by μP's rules?
  let widths = [64, 128, 256, 512]
  let laboratory = try RateLaboratory(notebook)
  func movements(isScaled: Bool) throws -> [Double] {
    try widths.map { width in
      let wider = isScaled ? Float(width) / 64 : 1
      let weights = try laboratory.firstWeights(width: width, wider: wider)
      let before = (all: weights.values.array, score: try laboratory.score(weights))
      let trained = try laboratory.afterOneStep(weights)
      for matrix in trained.layout.specifications where laboratory.addsUp(matrix) {
        for i in matrix.offset..<matrix.offset + matrix.count {
          trained.values[i] = before.all[i] + (trained.values[i] - before.all[i]) / wider
        }
      }
      return try laboratory.score(trained) - before.score
    }
  }
  let same = try movements(isScaled: false)
  let scaled = try movements(isScaled: true)
  try notebook.plot(rateFigure(widths, same: same, scaled: scaled))
  notebook.claim(
    "how far a step moves the next token's logit, width 512 over 64, at the same rate",
    same[3] / same[0], in: 8...128)
  notebook.claim("the same by μP's rules", scaled[3] / scaled[0], in: 0.5...2)

  //: At the same rate a wide model is thrown much further by a step than a narrow one: its layers move more,
  //: and the matrix of its logits adds up more of what they moved. What was right for the narrow one may be
  //: too much for the wide one. By μP's rules both move alike. So one tunes a narrow model, and carries its
  //: rate over. That our dial lowers the rate with the width is a rough rule of this kind.
  //:
  //: This is one step from the start. That the best **rate** stays where it was over a whole training is
  //: what Yang et al. measured, with models of many widths; here it is not shown.
}
