import Foundation
import WorkbookCore

//: ## Heads that grow
//:
//: Can such heads come about by themselves? We build a model of attention alone. It holds a vector
//: for each position, at first that of its word. A layer of attention reads these vectors, and
//: **adds** its result to them. At the end every vector is scored against every word: the scores
//: are called **logits**, and their softmax is the model's guess at the next word. The matrices are
//: random at first, and they are all that is learned. ALiBi gives the positions, with a steepest slope of 1.
func record(
  on tape: Tape<Float>, _ learned: LearnedMatrices, tokens: BufferSlice<Int32>, layers: Int,
  shape: AttentionShape, vocabulary: Int, slopes: [Double]
) -> RecordedAttention {
  let (width, spread) = (shape.outputWidth, 1 / Float(shape.outputWidth).squareRoot())
  let words = learned.matrix(vocabulary, width, spread: 0.5)
  var stream = tape.embedding(
    tokens, table: words, positions: nil, batch: shape.batch, time: shape.time)
  var projections: [Variable<Float>] = []
  for _ in 0..<layers {
    let weights = learned.matrix(shape.rowWidth, width, spread: spread)  // W_Q, W_K, W_V
    let output = learned.matrix(width, width, spread: spread / 2)  // W_O
    projections.append(tape.linear(stream, weight: weights))
    let mixed = tape.attention(projections[projections.count - 1], shape: shape, slopes: slopes)
    stream = tape.linear(mixed, weight: output, residual: stream)
  }
  let scores = learned.matrix(vocabulary, width, spread: 0.02)
  return RecordedAttention(
    logits: tape.linear(stream, weight: scores), projections: projections)
}

//: A step of training plays the tape forward, asks how surprised the model is at the right next
//: words, plays it backward for the derivatives, and moves every weight a little. The surprise is
//: $-\ln p$ of the right word, in **nats**; its mean is the **loss** (chapter 3). A model that gives
//: each of $V$ words the same share has a loss of $\ln V$, and one that is certain, and right, of 0.
extension AttentionModel {
  /// The loss on the batch; with a step, counted from 1, the weights learn from it.
  func loss(step: Int? = nil) -> Double {
    let labelled = Double(targets.array.count { $0 >= 0 })
    tape.forward()
    let nats = CrossEntropyKernel.forwardAndBackward(
      logits: recorded.logits.value.pointer, targets: targets.pointer, rows: tokens.count,
      vocabulary: vocabulary, scale: Float(1 / labelled))
    if let step {
      tape.backward(parameters: learned.variables, startingAnew: true)
      learned.update(step: step, learningRate: 0.01 * min(1, Double(step) / 20))
    }
    return nats / labelled
  }
}

func growHeads(_ notebook: Notebook) throws {
  //: The task: a sentence of 8 to 19 different words, drawn at random, over and over until 32 words
  //: are full. From the second round on the next word is certain, for who knows how to look. Only
  //: there do we ask. Who knows which words are in the sentence but not their order has a loss of
  //: $\ln \text{length}$, in the mean 2.5 nats.
  //:
  //: **Predict.** By hand it took two heads, one behind the other. Can one layer of four heads
  //: learn it?
  let shape = AttentionShape(batch: 32, time: 32, headCount: 4, headWidth: 12)
  let models = [1, 2].map {
    AttentionModel(layers: $0, shape: shape, vocabulary: 24, seed: notebook.seed)
  }
  let losses = models.map { model in
    var draws = RandomStream(seed: notebook.seed).fork("rounds")
    return (1...notebook.pick(smoke: 200, lesson: 400)).map { step in
      _ = model.fillWithRounds(&draws)
      return model.loss(step: step)
    }
  }
  let ends = losses.map { $0.suffix(20).mean }
  try notebook.plot(growthFigure(losses, ends: ends))
  notebook.claim("loss of one layer at the end, in nats", ends[0], in: 1.8...3.2)
  notebook.claim("loss of two layers at the end", ends[1], in: 0...0.6, smoke: 0...1.2)

  //: One layer ends near what the words without their order are worth. It cannot look for *the word
  //: after that word*, for no position knows yet what stood before it. The second layer can.
  //:
  //: **Predict.** A new sentence of 12 words. What will the map of the best head of the first layer
  //: look like, and that of the second?
  var draws = RandomStream(seed: notebook.seed).fork("new sentence")
  let model = models[1]
  while model.fillWithRounds(&draws)[0] != 12 {}
  _ = model.loss()
  let previous = model.bestHead(layer: 0, back: 1, from: 12)
  let induction = model.bestHead(layer: 1, back: 11, from: 12)
  try notebook.plot(grownFigure(model, previous, induction))
  notebook.claim(
    "mean weight of the first layer's head on the word before", previous.mean, in: 0.26...1)
  notebook.claim(
    "mean weight of the second layer's head on what followed last time", induction.mean,
    in: 0.3...1, smoke: 0.15...1)

  //: These heads do what our two by hand did, less sharply, and nobody told the model. (The steepest
  //: slope alone, with equal scores, would put 23 % on the word before.) Olsson et al. (2022) found the
  //: same pair in language models: it appears within a short stretch of training.
}

/// Loss by step of one layer and of two.
private func growthFigure(_ losses: [[Double]], ends: [Double]) -> Figure {
  let style = NumberStyle.decimals(2)
  let steps = (1...losses[0].count).map { Double($0) }
  // In the mean over what is asked: the longer a sentence, the fewer words of a second round.
  let orderless = (8..<20).map { (weight: Double(32 - $0), loss: log(Double($0))) }
  let setLoss =
    orderless.reduce(0) { $0 + $1.weight * $1.loss } / orderless.reduce(0) { $0 + $1.weight }
  return Figure(
    "grown-loss",
    title: "At the end: two layers \(style.text(ends[1])) nats, one layer \(style.text(ends[0]))",
    subtitle:
      "Loss on words that have been seen before; models of attention alone, 4 heads a layer",
    x: Axis("step"), y: Axis("loss", unit: "nats per word", from: 0),
    marks: [
      .line("one layer", x: steps, y: losses[0]),
      .line("two layers", x: steps, y: losses[1]),
      .horizontal(log(24), "ln 24: knows nothing"),
      .horizontal(setLoss, "knows the words, not their order"),
    ])
}

/// The two heads' weights on the first sentence.
private func grownFigure(
  _ model: AttentionModel, _ previous: (weights: Matrix, mean: Double),
  _ induction: (weights: Matrix, mean: Double)
) -> Figure {
  let percent = NumberStyle.percent(0)
  let shown = 27
  let words = model.tokens.array.prefix(shown).map { String(UnicodeScalar(UInt8(97 + $0))) }
  func cut(_ weights: Matrix) -> Matrix { weights.prefix(shown).map { Array($0.prefix(shown)) } }
  return mapFigure(
    "grown-heads",
    title: "Untaught: \(percent.text(previous.mean)) of the weight on the word before, "
      + "\(percent.text(induction.mean)) on what followed last time",
    subtitle: "Weights of the best head of each layer on a new sentence of 12 words, in rounds",
    words: words,
    maps: [
      ("layer 1: the word before me", cut(previous.weights)),
      ("layer 2: what followed me last time", cut(induction.weights)),
    ])
}
