import WorkbookCore

func makeOneChoice(_ notebook: Notebook, _ course: SamplingCourse) throws -> Situation {
  //: ## One choice, eight samplers
  //:
  //: Let us watch one choice. We pick a place where the model hesitates between a handful of tokens:
  //: the first leads without being sure, and little is left outside the first seven. **Predict.**
  //: Which settings below leave more than one token in the race? Which of them lets in the most? What
  //: does min-p make of a temperature of 1.5?
  let place = course.situations.min { dullness($0, course) < dullness($1, course) }
  guard let place else { throw InferenceError.tooFewIDs(count: 0, needed: 1) }
  notebook.show("… " + (try course.tokenizer.decodeText(place.prefix.suffix(24))) + " ▁")
  let logits = place.logits
  let odds = distribution(logits)
  let leaders = odds.indices.sorted { odds[$0] > odds[$1] }.prefix(7)
  let settings: [(name: String, odds: [Double])] = [
    ("greedy (T = 0)", distribution(logits, temperature: 0)),
    ("T = 0.5", distribution(logits, temperature: 0.5)),
    ("T = 1: as trained", odds),
    ("T = 1.5", distribution(logits, temperature: 1.5)),
    ("top-k, k = 3", distribution(logits, topK: 3)),
    ("top-p, p = 0.8", distribution(logits, topP: 0.8)),
    ("min-p, m = 0.1", distribution(logits, minP: 0.1)),
    ("T = 1.5, then m = 0.1", distribution(logits, temperature: 1.5, minP: 0.1)),
  ]
  try notebook.plot(oneChoiceFigure(settings, leaders: Array(leaders), course))
  checkCuts(notebook, settings.map(\.odds))

  //: Top-k cuts at a rank, top-p at a mass, min-p at a distance from the leader. A high temperature
  //: moves mass into the tail. Top-p has to follow it; min-p keeps what has come near the leader.
  //:
  //: ## Does it draw what it says?
  //:
  //: We draw many tokens at this one place and count. If the sampler is right, Pearson's
  //: $\chi^2 = \sum_i (\text{drawn}_i - \text{expected}_i)^2 / \text{expected}_i$ is about the number
  //: $f$ of classes less one, give or take $\sqrt{2f}$. We show by how many of those standard
  //: deviations it is off. Classes need some draws each, so the rare tokens are counted together.
  let drawCount = notebook.pick(smoke: 4_000, lesson: 20_000)
  var sampler = try Sampler(seed: notebook.seed)
  let scores = logits.map { Float($0) }
  var drawn = [Double](repeating: 0, count: odds.count)
  for _ in 0..<drawCount { drawn[Int(try sampler.sample(scores))] += 1 }
  notebook.claim(
    "standard deviations between χ² of \(drawCount) draws and its mean",
    deviations(drawn: drawn, odds: odds), in: -4...5)

  return place
}

/// By how many standard deviations χ² of some draws lies above its mean.
///
/// - Parameter drawn: how often each token was drawn.
nonisolated func deviations(drawn: [Double], odds: [Double]) -> Double {
  let count = drawn.reduce(0, +)
  var (statistic, classes) = (0.0, 0.0)
  var rest = (drawn: 0.0, expected: 0.0)
  func add(_ drawn: Double, _ expected: Double) {
    statistic += (drawn - expected) * (drawn - expected) / expected
    classes += 1
  }
  for (drawn, probability) in zip(drawn, odds) {
    let expected = probability * count
    guard expected >= 8 else {
      rest = (rest.drawn + drawn, rest.expected + expected)
      continue
    }
    add(drawn, expected)
  }
  if rest.expected >= 8 { add(rest.drawn, rest.expected) }
  let freedom = max(1, classes - 1)
  return (statistic - freedom) / (2 * freedom).squareRoot()
}

/// How little a place shows: far from a third for the leader, or much outside the first seven.
private func dullness(_ situation: Situation, _ course: SamplingCourse) -> Double {
  let odds = distribution(situation.logits).sorted(by: >)
  // A line's beginning makes a dull question, too.
  let isLineStart =
    situation.prefix.last.map { course.tokenizer.label(of: $0).contains("\n") } ?? true
  return abs(odds[0] - 0.35) + odds.dropFirst(7).reduce(0, +) + (isLineStart ? 10 : 0)
}
