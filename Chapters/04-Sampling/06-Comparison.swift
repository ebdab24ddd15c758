import Foundation
import WorkbookCore

/// A model that writes well enough to be judged, and stretches of text that it has not read.
struct WritingModel {
  let name: String
  let generator: Generator
  let tokenizer: any Tokenizer
  /// Each of `promptLength` tokens to begin with, and as many again that follow.
  let stretches: [[Int32]]
  let promptLength: Int
}

func compareSamplers(_ notebook: Notebook, _ course: SamplingCourse) throws -> WritingModel {
  //: ## Which sampler is best?
  //:
  //: Each has a knob that trades variety against safety. Two samplers at any one setting each may
  //: differ only in how far their knobs are turned. So they are compared at *equal repetition*. The
  //: model should be good enough that a bad text is the sampler's doing. SmolLM2-135M has read two
  //: trillion tokens (Ben Allal et al. 2025). It writes on from pages of this book, of chapters 7 to 9.
  //: Where it is not here (`./workbook data get smollm2-135m`), the course model continues held-out text.
  let judge = try writingModel(notebook, course)
  notebook.show("\(judge.name) continues \(judge.stretches.count) stretches of text.")

  //: Two measures. **Repetition**: the share of tokens that occurred among the 64 before them
  //: (Welleck et al. 2020 count so). **Surprise**: the mean $-\log_2 p$ that the model itself, at
  //: $T=1$, gives to what was written: how odd a text is to the model, not whether it is true. The
  //: text's own continuation in the same places is measured as well.
  //:
  //: **Predict.** Four families, each from cautious to bold. At equal repetition, which one surprises the
  //: model least? Or is it the same curve four times?
  let (seed, count) = (notebook.seed, notebook.pick(smoke: 2, lesson: 4))
  let families: [(name: String, dial: [Double], sampler: (Double) throws -> Sampler)] = [
    ("temperature", [0.5, 1, 0.75, 1.2], { try Sampler(temperature: $0, seed: seed) }),
    ("top-p", [0.5, 0.95, 0.8], { try Sampler(topP: $0, seed: seed) }),
    ("top-k", [3, 40, 10], { try Sampler(topK: Int($0), seed: seed) }),
    ("min-p", [0.3, 0.02, 0.1], { try Sampler(minP: $0, seed: seed) }),
  ]
  let trial = try WritingTrial(judge)
  let (people, greedy) = (try trial.measure(nil), try trial.measure(.greedy))
  let results = try families.map { family in
    (family.name, try family.dial.prefix(count).map { try trial.measure(family.sampler($0)) })
  }
  try notebook.plot(repetitionFigure(results, people: people, greedy: greedy, judge))
  checkMeasures(notebook, results.map(\.1), people: people, greedy: greedy)

  //: On the whole, what repeats less surprises more; beside that, the choice of the rule matters
  //: little here. With human judges top-p did best where quality comes first, and no rule where
  //: diversity does (Zhang et al. 2020). So choose one rule, and tune its one knob.

  return judge
}

/// SmolLM2 and this book, or the course model and held-out text.
private func writingModel(_ notebook: Notebook, _ course: SamplingCourse) throws -> WritingModel {
  let count = notebook.pick(smoke: 2, lesson: 4)
  guard let path = notebook.existingModelPath("smollm2-135m") else {
    let length = course.contextLength
    return WritingModel(
      name: "The course model", generator: course.generator, tokenizer: course.tokenizer,
      stretches: course.places(2 * count, length: length).map {
        Array(course.heldOut[$0..<$0 + length])
      }, promptLength: length / 2)
  }
  let stored = try StoredModels.open(path)
  guard let tokenizer = try stored.readTokenizer() else {
    throw InferenceError.unsupported("\(path) has no tokenizer")
  }
  let text = try notebook.bookProse(ofChapters: ["07", "08", "09"])
    .flatMap { try tokenizer.encode($0) }
  let length = 96
  return WritingModel(
    name: "SmolLM2-135M", generator: try Generator(try stored.readWeights()), tokenizer: tokenizer,
    stretches: (0..<count).map { index in
      let first = 200 + index * (text.count - length - 200) / count
      return Array(text[first..<first + length])
    }, promptLength: length / 2)
}
