import Foundation
import WorkbookCore

func stepByHand(_ notebook: Notebook, _ run: PlannedRun) throws {
  let (model, training) = (run.model, run.plan.training)

  //: ## One step, by hand
  //:
  //: We do one round of the loop, in the open. **Predict.** Before the first step the model knows
  //: nothing. It spreads its guess over all $V$ tokens of the vocabulary. What is the loss, in nats?
  let parameters = try ParameterStore<Float>(model)
  parameters.initialize(seed: notebook.seed)
  let arena = Arena()
  let gradients: BufferSlice<Float> = arena.allocate(parameters.layout.count, of: 0)
  let decoder = try firstBatch(parameters, run, gradients)
  let loss = decoder.plainLoss()  // the mean of −ln p of the true tokens, from the scores
  notebook.show("loss of the untrained model: \(NumberStyle.decimals(3).text(loss)) nats")
  notebook.claim(
    "the untrained model's loss, as a share of ln V", loss / log(Double(model.vocabularySize)),
    in: 0.97...1.06)

  //: Each of $V$ equally likely tokens has the probability $\frac{1}{V}$, and
  //: $-\ln \frac{1}{V} = \ln V$. If a first loss is far off, stop: something is broken. No test is
  //: cheaper.
  //:
  //: Now the **gradient**: for each parameter, by how much the loss rises when the parameter does. The
  //: backward pass of chapter 3 gives all at once. We check one by pushing its parameter both ways.
  _ = decoder.forward(scale: 1 / Double(training.tokensPerStep))
  decoder.backward(startingAnew: true)
  let g = gradients.array.map { Double($0) }
  let steepest = g.indices.max { abs(g[$0]) < abs(g[$1]) } ?? 0
  let losses = [-0.02, 0.02].map { (push: Float) in
    parameters.values[steepest] += push
    defer { parameters.values[steepest] -= push }
    return decoder.plainLoss()
  }
  notebook.claim(
    "slope by pushing, over the gradient", (losses[1] - losses[0]) / 0.04 / g[steepest],
    in: 0.9...1.1)

  //: First the gradient's length is limited. All numbers together are one long arrow with a **norm**
  //: $\lVert g \rVert = \sqrt{\sum_i g_i^2}$. An odd batch can have an arrow many times as long as
  //: others. So where the norm is above a limit $c$, all numbers are multiplied by the same factor
  //: $c / \lVert g \rVert$: the direction stays (**clipping**; Pascanu, Mikolov and Bengio 2013).
  //:
  //: Then **AdamW** (Kingma and Ba 2015; Loshchilov and Hutter 2019). It keeps two running averages for
  //: each parameter, of the gradient and of its square:
  //:
  //: $$m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t \qquad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2$$
  //:
  //: Both begin at 0 and are at first too small; dividing by $1-\beta^t$ makes up for that. The step goes
  //: against the first, divided by the root of the second; a tiny $\epsilon$ keeps the divisor above 0.
  //: Besides, each weight of a matrix is pulled towards 0, the **weight decay** $\lambda$. With the
  //: learning rate $\eta_t$, a parameter $\theta$ becomes
  //:
  //: $$\theta_t = \theta_{t-1} - \eta_t \left(
  //: \frac{m_t / (1-\beta_1^t)}{\sqrt{v_t / (1-\beta_2^t)} + \epsilon} +
  //: \lambda\, \theta_{t-1} \right)$$
  //:
  //: For all parameters, with $t = 1$:
  let norm = g.reduce(0) { $0 + $1 * $1 }.squareRoot()
  let factor = min(1, training.clippingNorm / norm)
  let rate = training.schedule.rate(at: 0, of: training.steps)
  let (beta1, beta2) = (training.beta1, training.beta2)
  var weights = parameters.values.array.map { Double($0) }
  var (m, v) = (g.map { _ in 0.0 }, g.map { _ in 0.0 })
  for specification in parameters.layout.specifications {
    let decay = specification.decays ? training.weightDecay : 0
    for i in specification.offset..<specification.offset + specification.count {
      m[i] = beta1 * m[i] + (1 - beta1) * factor * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * factor * g[i] * factor * g[i]
      let (mean, square) = (m[i] / (1 - beta1), v[i] / (1 - beta2))
      weights[i] -=
        rate * (mean / (square.squareRoot() + training.epsilon) + decay * weights[i])
    }
  }

  //: The library does the same, fused. From the same parameters and windows it must come to the same
  //: place. **Predict.** And take two parameters, one with a gradient a thousand times as large as the
  //: other's. By how much further did it move?
  let before = parameters.values.array.map { Double($0) }
  try stepOnce(parameters, run)
  let gap = zip(weights, parameters.values.array).map { abs($0 - Double($1)) }.max() ?? 1
  notebook.claim(
    "largest difference of a parameter after the step, as a share of the learning rate", gap / rate,
    in: 0...0.02)
  let moves = zip(before, parameters.values.array).map { abs(Double($1) - $0) / rate }
  notebook.show(spreadTable(gradients: g.map { abs($0) }, moves: moves))
  notebook.claim(
    "share of parameters that moved by the learning rate, give or take a tenth",
    Double(moves.count { abs($0 - 1) < 0.1 }) / Double(moves.count), in: 0.8...1)

  //: No further, unless its gradient is as small as $\epsilon$. A gradient divided by its own size is a
  //: sign: the first step moves nearly every parameter by the learning rate. Later, where gradients agree,
  //: the move stays near the rate; where they contradict each other, $m$ shrinks, $\sqrt v$ does not, and
  //: the parameter hardly moves. That is why one rate serves embeddings, matrices and gains alike.
}
