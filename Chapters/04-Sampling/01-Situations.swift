import WorkbookCore

/// The course model, and the places in held-out text at which it is asked.
struct SamplingCourse {
  let text: CourseText
  let plan: PretrainingPlan
  let parameters: ParameterStore<Float>
  let heldOut: [Int32]
  let situations: [Situation]
  /// Reads a whole context at once.
  let reader: Decoder<Float>
  let generator: Generator

  var tokenizer: any Tokenizer { plan.tokenizer }
  var contextLength: Int { parameters.configuration.contextLength }

  /// The beginnings of `count` stretches of held-out tokens, at even distances.
  func places(_ count: Int, length: Int) -> [Int] {
    (0..<count).map { $0 * (heldOut.count - length - 1) / max(1, count - 1) }
  }

  func label(_ id: Int) -> String {
    tokenizer.label(of: Int32(id)).replacing("\n", with: "⏎").replacing(" ", with: "␣")
  }
}

/// A place at which a token is chosen.
nonisolated struct Situation: Sendable {
  let prefix: [Int32]
  let logits: [Double]
  let next: Int32
}

func meetTheModel(_ notebook: Notebook) throws -> SamplingCourse {
  //: # 4. Sampling: from scores to words
  //:
  //: A language model reads some tokens and gives every token of its vocabulary a score, a **logit**,
  //: for coming next. It does not choose. A **sampler** is the rule that turns the scores into one
  //: token. That token is appended to the text, and the model is asked again.
  //:
  //: The rule decides much: whether the text loops, wanders, or keeps to a form that a program can
  //: read. You write it, check that it draws what it promises, and measure what its settings do. Then
  //: come a search that looks ahead (beams), a grammar that the text must keep to, and two ways to go
  //: faster (a cache, and drafts by a smaller model).
  try notebook.show(samplerLoop, "loop")

  //: First, a model: the small GPT-2 that chapter 5 trains and explains, trained now if it is not here. And
  //: situations to choose in. The model reads stretches of text that it has never seen. At every fourth
  //: place we keep its scores, and the token that really came next.
  let text = notebook.courseText()
  let plan = try notebook.coursePlan(text)
  let model = try notebook.pretrain("course model", plan)
  let parameters = try ModelDirectory.read(model.folder)
  let heldOut = plan.validation.flatMap(\.ids)
  let reader = try Decoder(parameters, batch: 1, time: plan.model.contextLength)
  let situations = try situations(
    in: heldOut, reader, stretches: notebook.pick(smoke: 4, lesson: 12))

  return SamplingCourse(
    text: text, plan: plan, parameters: parameters, heldOut: heldOut,
    situations: situations, reader: reader,
    // So small a model is faster on one thread than on two that wait for each other.
    generator: try Generator(parameters, threads: 1))
}
