import WorkbookCore

/// A beginning of a held-out text, and how the text goes on.
nonisolated struct Opening {
  let prompt: [Int32]
  let truth: [Int32]
  /// Of the built-in world that the text is from.
  let grammar: Grammar?
}

func letItWrite(_ notebook: Notebook, _ course: SamplingCourse) throws -> [Opening] {
  let isBuiltIn = notebook.userCorpus == nil

  //: ## What a hotter sampler writes
  //:
  //: Entropy is not quality. The built-in worlds have a judge: their text comes from a grammar, so every
  //: sentence either can be made by it or cannot. We give the model the beginnings of held-out documents,
  //: let it go on, and count:
  //:
  //: - **grammatical**: the share of new sentences that the world's grammar can make to the last
  //:   letter (built-in worlds only): one wrong word in twenty spoils a sentence;
  //: - **known words**: the share of new words that occur in the training text, for any text;
  //: - **repeated**: the share of new 4-grams (four tokens in a row) that stood before, in any text.
  //:
  //: Before we trust a judge, we let it judge what must pass: the documents' own continuations.
  let openings = try openings(notebook.pick(smoke: 8, lesson: 24), course, isBuiltIn: isBuiltIn)
  let judge = TextJudge(openings, course.text.training, course.tokenizer)
  let truth = try judge(openings.map(\.truth))
  notebook.claim(
    "share of the worlds' own sentences that the judge finds grammatical",
    isBuiltIn ? truth.grammaticalShare : 1, in: 1...1, scope: .builtInCorpus)

  //: **Predict.** Which of the three shares rise with the temperature, and which fall? At which
  //: temperature should a perfect model repeat as much as the text itself does?
  let dial = notebook.pick(smoke: [0, 0.5, 1, 1.5], lesson: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5])
  let texts = try dial.map {
    try continuations(of: openings, course, Sampler(temperature: $0, seed: notebook.seed))
  }
  let byTemperature = try texts.map { try judge($0) }
  notebook.show(
    try zip(dial, texts).filter { [0, 1.5].contains($0.0) }.map { temperature, texts in
      "T = \(temperature): …\(try course.tokenizer.decodeText(texts.last ?? []).prefix(160))"
        .replacing("\n", with: " ")
    }.joined(separator: "\n"))
  try notebook.plot(
    temperatureFigure(dial, byTemperature, truth, isBuiltIn: isBuiltIn, count: openings.count))
  checkTemperatures(notebook, dial, byTemperature)

  //: A cold sampler is right more often and says less that is new. A perfect model would draw the text
  //: itself at $T=1$, with its repetition; how far this one is from that, the chart shows. At $T=0$ it
  //: could not: a grammar does not choose the likeliest word each time, nor do people
  //: (Holtzman et al. 2020).
  //:
  //: Cuts drop the tail and keep the choice among good tokens; penalties push away what was said.
  //: **Predict.** Which row is best in known words among those that repeat less than greedy?
  let (coldest, plain) = (byTemperature[0], byTemperature[dial.firstIndex(of: 1) ?? 0])
  let ways: [(name: String, sampler: Sampler)] = [
    ("T = 1, top-k 10", try Sampler(topK: 10, seed: notebook.seed)),
    ("T = 1, top-p 0.8", try Sampler(topP: 0.8, seed: notebook.seed)),
    ("T = 1, min-p 0.1", try Sampler(minP: 0.1, seed: notebook.seed)),
    ("greedy, repetition penalty 1.3", try Sampler(temperature: 0, repetitionPenalty: 1.3)),
    ("greedy, frequency penalty 1", try Sampler(temperature: 0, frequencyPenalty: 1)),
  ]
  let cut = try ways.map { try judge(try continuations(of: openings, course, $0.sampler)) }
  notebook.show(
    qualityTable(
      [("greedy", coldest), ("T = 1", plain)] + zip(ways.map(\.name), cut)
        + [("the text itself", truth)], isBuiltIn: isBuiltIn))
  checkWays(notebook, coldest: coldest, plain: plain, cut)

  //: A penalty works by force: it makes unlikely what was said, also where that is right. A filing has to
  //: repeat the company's name.

  return openings
}
