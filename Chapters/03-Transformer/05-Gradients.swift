import Foundation
import WorkbookCore

//: ## The chain rule
//:
//: Training moves every weight a little to where the loss falls. It must know the derivative
//: $\partial L / \partial w$ of each: together they are the **gradient**. A network is a chain of
//: operations, and the loss stands at its end. Let one operation make $y$ of $x$. If we know
//: already how the loss depends on each $y_i$, we know how it depends on each $x_j$:
//:
//: $$\frac{\partial L}{\partial x_j} = \sum_i \frac{\partial L}{\partial y_i}
//: \frac{\partial y_i}{\partial x_j}.$$
//:
//: That is the **chain rule**: add up all paths from $x_j$ to the loss. So one begins at the loss
//: and walks back. Each operation is handed $\bar y = \partial L / \partial y$, and hands on
//: $\bar x = \partial L / \partial x$. It needs to know nothing of the rest of the network. Three
//: operations will do, by hand.
//:
//: **A linear layer**, $y_i = \sum_j W_{ij} x_j + b_i$. The weight $W_{ij}$ stands in $y_i$ alone,
//: multiplied by $x_j$. But $x_j$ stands in every $y_i$, so its paths add up:
//:
//: $$\bar W_{ij} = \bar y_i x_j, \qquad \bar b_i = \bar y_i, \qquad
//: \bar x_j = \sum_i W_{ij} \bar y_i.$$
func linearGradient(
  _ x: Vector, _ weight: Matrix, above: Vector
) -> (x: Vector, weight: Matrix, bias: Vector) {
  let down = x.indices.map { j in weight.indices.reduce(0) { $0 + weight[$1][j] * above[$1] } }
  return (down, above.map { above in x.map { above * $0 } }, above)
}

//: **Softmax with cross-entropy**, $L = \ln \sum_j e^{z_j} - z_y$. The derivative of the logarithm
//: with respect to $z_k$ is $e^{z_k} / \sum_j e^{z_j}$, the share $p_k$ itself, and $-z_y$ takes 1
//: from the right token's:
//:
//: $$\bar z_k = p_k - [k = y].$$
//:
//: The bracket is 1 for the right token and 0 for all others. So the gradient is what the model
//: said, minus what was true.
func crossEntropyGradient(_ logits: Vector, target: Int) -> Vector {
  var gradient = softmax(logits)
  gradient[target] -= 1
  return gradient
}

//: **Layer normalization**, $y_i = g_i n_i + b_i$ with $n_i = (x_i - \mu) / \sigma$. Here three
//: paths lead from $x_j$ to the loss: through its own $n_j$, through the mean $\mu$, and through
//: $\sigma$; the last two stand in every $n_i$. With $a_i = \bar y_i g_i$ they come to
//:
//: $$\bar x_j = \frac1\sigma \Big(a_j - \frac1D \sum_i a_i - n_j \frac1D \sum_i a_i n_i\Big), \qquad
//: \bar g_i = \bar y_i n_i, \qquad \bar b_i = \bar y_i.$$
//:
//: The term with $n_j$ is the path through $\sigma$. `forgetsSpread` leaves it out: we shall need
//: that.
func normalizedGradient(
  _ x: Vector, gain: Vector, above: Vector, forgetsSpread: Bool = false
) -> (x: Vector, gain: Vector, bias: Vector) {
  let count = Double(x.count)
  let mean = x.reduce(0, +) / count
  let spread = (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count + 1e-5).squareRoot()
  let n = x.map { ($0 - mean) / spread }
  let a = zip(above, gain).map { $0 * $1 }
  let (sum, along) = (a.reduce(0, +) / count, zip(a, n).reduce(0) { $0 + $1.0 * $1.1 } / count)
  let down = x.indices.map { j in
    (a[j] - sum - (forgetsSpread ? 0 : n[j] * along)) / spread
  }
  return (down, zip(above, n).map { $0 * $1 }, above)
}

//: Now all three in a row: a vector is normalized, a linear layer makes logits of it, and these
//: have a cross-entropy. The way back, with a number for everything that the loss depends on:
extension Chain {
  func gradient(forgetsSpread: Bool = false) -> Vector {
    let y = normalized(x, gain: gain, bias: bias)
    let top = crossEntropyGradient(linear(y, weight, offset), target: target)
    let middle = linearGradient(y, weight, above: top)
    let bottom = normalizedGradient(x, gain: gain, above: middle.x, forgetsSpread: forgetsSpread)
    return bottom.x + bottom.gain + bottom.bias + middle.weight.flatMap { $0 } + middle.bias
  }
}

func takeGradients(_ notebook: Notebook) throws -> [Chain] {
  //: ## Are the gradients right?
  //:
  //: A sign error in a derivative does not crash anything. The model just learns badly, and you blame
  //: the data. So hold them against the definition: move one number by $\pm h$, and look at the loss,
  //:
  //: $$\frac{\partial L}{\partial w} \approx \frac{L(w+h) - L(w-h)}{2h}.$$
  //:
  //: **Predict.** The smaller $h$, the better the formula. So which $h$ is best? $10^{-5}$?
  //: $10^{-12}$? **Break it:** a second gradient forgets a term. How will its curve look?
  let chains = randomChains(20, seed: notebook.seed)
  let steps = (1...12).map { pow(10, -Double($0)) }
  let rightErrors = relativeErrors(chains, steps) { $0.gradient() }
  let brokenErrors = relativeErrors(chains, steps) { $0.gradient(forgetsSpread: true) }
  let smallest = rightErrors.min() ?? 1
  try notebook.plot(gradientFigure(steps, right: rightErrors, broken: brokenErrors))
  notebook.claim("relative difference at the best step", smallest, in: 0...1e-8)
  notebook.claim("how much worse the smallest step is", rightErrors[11] / smallest, in: 10...1e12)
  notebook.claim(
    "relative difference of the gradient that forgets σ, at its best", brokenErrors.min() ?? 0,
    in: 0.01...10)

  //: On the right the formula itself is wrong, by about $h^2$. On the left two nearly equal numbers
  //: are subtracted, and the digits that are left are rounding. In single precision, in which
  //: models are trained here, a number has 7 digits in place of 16, and rounding would set in at
  //: far larger steps. So such checks are made in double. The broken gradient is off by as much at
  //: every step: so one tells a wrong term from rounding.

  return chains
}

/// Norm, linear layer, cross-entropy.
struct Chain {
  var x: Vector, gain: Vector, bias: Vector
  var weight: Matrix, offset: Vector
  let target: Int

  var loss: Double {
    crossEntropy(linear(normalized(x, gain: gain, bias: bias), weight, offset), target: target)
  }
}

/// How far gradients are from their definition at each step, over the size of the right ones.
private func relativeErrors(
  _ chains: [Chain], _ steps: [Double], _ gradient: (Chain) -> Vector
) -> [Double] {
  let size = chains.flatMap { $0.gradient() }.reduce(0) { $0 + $1 * $1 }
  let claimed = chains.flatMap(gradient)
  return steps.map { h in
    let squares = zip(chains.flatMap { differences($0, h) }, claimed).map { pow($0 - $1, 2) }
    return (squares.reduce(0, +) / size).squareRoot()
  }
}

/// The gradient by its definition.
private func differences(_ chain: Chain, _ h: Double) -> Vector {
  func moved(_ place: WritableKeyPath<Chain, Vector>) -> Vector {
    chain[keyPath: place].indices.map { index in
      var (above, below) = (chain, chain)
      above[keyPath: place][index] += h
      below[keyPath: place][index] -= h
      return (above.loss - below.loss) / (2 * h)
    }
  }
  let weights = chain.weight.indices.flatMap { moved(\Chain.weight[$0]) }
  return moved(\.x) + moved(\.gain) + moved(\.bias) + weights + moved(\.offset)
}

/// Chains of width 8 with 5 tokens.
private func randomChains(_ count: Int, seed: UInt64) -> [Chain] {
  var draws = RandomStream(seed: seed).fork("chains")
  func vector(_ count: Int) -> Vector { (0..<count).map { _ in draws.normal() } }
  return (0..<count).map { _ in
    Chain(
      x: vector(8), gain: vector(8), bias: vector(8), weight: (0..<5).map { _ in vector(8) },
      offset: vector(5), target: draws.index(below: 5))
  }
}

/// The same gradient from the library, in the same order.
func tapeGradient(_ chain: Chain) -> Vector {
  let arena = Arena()
  func parameter(_ rows: Int, _ values: Vector) -> Variable<Double> {
    let parameter = Variable<Double>(
      rows: rows, columns: values.count / rows, value: arena.allocate(values.count, of: 0),
      gradient: arena.allocate(values.count, of: 0))
    parameter.value.copy(from: values)
    return parameter
  }
  let (gain, bias, weight, offset) = (
    parameter(1, chain.gain), parameter(1, chain.bias),
    parameter(chain.weight.count, chain.weight.flatMap { $0 }), parameter(1, chain.offset)
  )
  let tape = Tape<Double>(arena: arena)
  let x = tape.variable(rows: 1, columns: chain.x.count)
  let logits = tape.linear(
    tape.layerNormalization(x, gain: gain, bias: bias), weight: weight, bias: offset)
  tape.replaceValueByGradient(of: logits)
  tape.finishPlanning()
  x.value.copy(from: chain.x)
  let target: BufferSlice<Int32> = arena.allocate(1, of: Int32(chain.target))
  return withExtendedLifetime(tape) {
    tape.forward()
    _ = CrossEntropyKernel.forwardAndBackward(
      logits: logits.value.pointer, targets: target.pointer, rows: 1,
      vocabulary: chain.weight.count, scale: 1.0)
    tape.backward(parameters: [gain, bias, weight, offset], startingAnew: true)
    return [x, gain, bias, weight, offset].flatMap { $0.gradient?.array ?? [] }
  }
}

/// How far two gradients are from the definition, by the step.
private func gradientFigure(_ steps: [Double], right: [Double], broken: [Double]) -> Figure {
  let best = right.indices.min { right[$0] < right[$1] } ?? 0
  return Figure(
    "gradients",
    title: "Differences agree best at a step of \(NumberStyle.powers.text(steps[best])); "
      + "a forgotten term shows at every step",
    subtitle: "Relative distance of a gradient by hand from its definition, in double precision",
    x: Axis("step h", scale: .log), y: Axis("relative difference", scale: .log),
    marks: [
      .line("all terms", x: steps, y: right, showsPoints: true, placement: .key),
      .line("without the path through σ", x: steps, y: broken, showsPoints: true, placement: .key),
      .note("the formula is crude", at: (5e-4, 1e-3), alignment: .right),
      .note("the loss has only 16 digits", at: (3e-12, 1e-8), alignment: .left),
    ])
}
