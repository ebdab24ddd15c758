import Foundation
import WorkbookCore

/// The text that small models of this chapter learn from.
struct School {
  let text: CourseText
  let tokenizer: any Tokenizer
}

func learnByHeart(_ notebook: Notebook) throws -> School {
  //: ## Learning one page by heart
  //:
  //: The last test before real training: take **one batch**, and train on nothing else. A network
  //: with far more parameters than the batch has tokens should learn it by heart. If it cannot,
  //: something is broken. The loop below is the whole of training: forward, backward, and AdamW's
  //: update of each parameter (chapter 5 takes it apart).
  let (batch, window) = (4, 32)
  let (school, page) = try firstPage(notebook, tokens: batch * window + 1)
  let pupil = ModelConfiguration(
    vocabularySize: school.tokenizer.vocabularySize, contextLength: window, width: 64,
    layerCount: 2, headCount: 4)

  /// The loss of each step, in nats a token, when nothing is trained on but one batch.
  func learn(targets: [Int32]) throws -> [Double] {
    let model = try Pupil(pupil, batch: batch, time: window, seed: notebook.seed)
    model.decoder.tokens.copy(from: Array(page.prefix(batch * window)))
    model.decoder.targets.copy(from: targets)
    let tokens = Double(batch * window)
    return (1...notebook.pick(smoke: 100, lesson: 150)).map { step in
      let loss = model.decoder.forward(scale: 1 / tokens) / tokens
      model.decoder.backward(startingAnew: true)
      model.update(step: step, learningRate: 3e-3)
      return loss
    }
  }

  //: **Predict.** Where does the loss start? And what if the page is **nonsense**: the same inputs,
  //: but each to be answered by a random token? Will it be learned as well?
  let sense = Array(page[1...(batch * window)])
  var draws = RandomStream(seed: notebook.seed).fork("nonsense")
  let nonsense = sense.map { _ in Int32(draws.index(below: pupil.vocabularySize)) }
  let (learned, parroted) = (try learn(targets: sense), try learn(targets: nonsense))
  let uniform = log(Double(pupil.vocabularySize))
  try notebook.plot(heartFigure(learned, parroted, uniform: uniform, batch: batch, window: window))
  notebook.claim("first loss over ln V", learned[0] / uniform, in: 0.95...1.08)
  notebook.claim("last loss on the text, nats per token", learned.last ?? .nan, in: 0...0.1)
  notebook.claim("last loss on nonsense", parroted.last ?? .nan, in: 0...0.5)

  //: It starts near $\ln V$: the untrained model gives every token about the same chance. And it
  //: learns the nonsense, too: where there is no rule to find, it remembers. So a low loss on the
  //: training text proves that the machine works, and nothing about language.
  return school
}

/// The text that is learned from, its vocabulary, and its first tokens, at least so many.
private func firstPage(
  _ notebook: Notebook, tokens: Int
) throws -> (school: School, page: [Int32]) {
  let text = notebook.courseText()
  let tokenizer = try notebook.vocabulary(
    "course", of: text.training, size: notebook.pick(smoke: 512, lesson: 1_024))
  let page = try tokenizer.encode(documents: text.training.prefix(byteCount: 8_000).texts)
  guard page.count >= tokens else {
    throw TrainingDataError.corpusTooShort(
      name: text.training.name, tokens: page.count, needed: tokens)
  }
  return (School(text: text, tokenizer: tokenizer), page)
}

/// A model with what its training needs.
private final class Pupil {
  let decoder: Decoder<Float>
  private let weights: ParameterStore<Float>
  private let arena = Arena()
  /// Gradients and both moments.
  private let slices: [BufferSlice<Float>]

  init(_ shape: ModelConfiguration, batch: Int, time: Int, seed: UInt64) throws {
    weights = try ParameterStore<Float>(shape)
    weights.initialize(seed: seed)
    let count = weights.layout.count
    slices = [
      arena.allocate(count, of: 0), arena.allocate(count, of: 0), arena.allocate(count, of: 0),
    ]
    decoder = try Decoder(weights, batch: batch, time: time, gradients: slices[0])
  }

  /// A step of AdamW on all parameters.
  func update(step: Int, learningRate: Double) {
    AdamWKernel.update(
      parameters: weights.values.pointer, gradients: slices[0].pointer,
      firstMoments: slices[1].pointer, secondMoments: slices[2].pointer,
      count: weights.layout.count,
      step: AdamWKernel.Step<Float>(
        learningRate: learningRate, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, gradientScale: 1,
        step: step), weightDecay: 0)
  }
}

/// The loss of each step on the only batch that is ever shown.
private func heartFigure(
  _ learned: [Double], _ parroted: [Double], uniform: Double, batch: Int, window: Int
) -> Figure {
  let tenth = learned.firstIndex { $0 < 0.1 }.map { "after \($0 + 1) steps" } ?? "not yet"
  let steps = (1...learned.count).map { Double($0) }
  return Figure(
    "overfit", title: "One batch is known by heart \(tenth); nonsense is learned as well",
    subtitle: "Loss on \(batch) windows of \(window) tokens, the only ones ever shown; by heart: "
      + "below 0.1 nats",
    x: Axis("step"), y: Axis("loss", unit: "nats per token", scale: .log),
    marks: [
      .line("text", x: steps, y: learned.map { max($0, 1e-5) }),
      .line("random answers", x: steps, y: parroted.map { max($0, 1e-5) }),
      .horizontal(uniform, "ln V"),
    ])
}
