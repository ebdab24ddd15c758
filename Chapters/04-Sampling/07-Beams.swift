import WorkbookCore

func searchWithBeams(
  _ notebook: Notebook, _ course: SamplingCourse, _ openings: [Opening]
) throws {
  //: ## Beams: looking ahead
  //:
  //: A sampler takes one token after the other and never goes back. A **beam search** keeps the $B$
  //: likeliest beginnings instead of one. At every step it extends all of them by all tokens and keeps
  //: the $B$ best of the results. With $B=1$ it is greedy choice; with $B$ as large as the number of
  //: all texts it finds the likeliest text for sure. In between it may miss it. Plainly, with the
  //: whole text read anew each time:
  func plainBeams(after prompt: [Int32], count: Int, length: Int) throws -> [[Int32]] {
    var beams: [(ids: [Int32], sum: Double)] = [([], 0)]
    for _ in 0..<length {
      let longer = try beams.flatMap { beam -> [(ids: [Int32], sum: Double)] in
        if beam.ids.last == course.tokenizer.endOfText { return [beam] }
        let next = try course.generator.logProbabilities(after: prompt + beam.ids)
        return next.enumerated().map {
          (beam.ids + [Int32($0.offset)], beam.sum + $0.element)
        }
      }
      beams = Array(longer.sorted { $0.sum > $1.sum }.prefix(count))
    }
    return beams.map(\.ids)
  }
  let first = openings[0].prompt
  let plain = try plainBeams(after: first, count: 3, length: 5)
  let fast = try course.generator.beams(after: first, count: 3, maximumNewTokens: 5)
  notebook.claim("three beams, plainly and by the library, are the same", plain == fast.map(\.ids))

  //: **Predict.** More beams find likelier texts. How does the text itself compare with them in
  //: $\ln p$? And which repeats more?
  let (length, texts) = (24, openings.prefix(notebook.pick(smoke: 4, lesson: 12)))
  let found = try [1, 2, 4, 8].map { try best(of: $0, texts, length, course) }
  let truths = try texts.map {
    (ids: Array($0.truth.prefix(length)), sum: try score($0, length, course))
  }
  notebook.show(beamTable(found + [truths]))
  checkBeams(notebook, (found + [truths]).map { $0.map(\.sum).mean })

  //: Greedy choice alone finds texts that the model holds likelier than the true one. The objective was
  //: never "write the likeliest text". In translation the likeliest output of all is often the empty one
  //: (Stahlberg and Byrne 2019); dividing $\ln p$ by a power of the length (`lengthPower`; Wu et al.
  //: 2016) takes away the reward for being short. Beams fit tasks whose answer is nearly fixed by the
  //: input (`./workbook generate --beams 4`). For open text, draw.
}

/// The best text of a search with so many beams after each opening.
private func best(
  of count: Int, _ openings: some Sequence<Opening>, _ length: Int, _ course: SamplingCourse
) throws -> [(ids: [Int32], sum: Double)] {
  try openings.compactMap {
    try course.generator.beams(after: $0.prompt, count: count, maximumNewTokens: length).first
  }.map { ($0.ids, $0.logProbability) }
}

private func beamTable(_ found: [[(ids: [Int32], sum: Double)]]) -> Table {
  var table = Table([
    .text("search"), .number("ln p of a text", style: .decimals(1)),
    .number("its tokens", style: .decimals(1)),
    .number("of these, said before in it", style: .percent(0)),
  ])
  let names = ["greedy", "2 beams", "4 beams", "8 beams", "the text itself"]
  for (name, texts) in zip(names, found) {
    let tokens = texts.map { Double($0.ids.count) }
    let repeats = texts.map { Double($0.ids.count - Set($0.ids).count) }
    table.append(
      name, texts.map(\.sum).mean, tokens.mean, repeats.reduce(0, +) / tokens.reduce(0, +))
  }
  return table
}

/// ln p of the true continuation's first tokens.
private func score(
  _ opening: Opening, _ length: Int, _ course: SamplingCourse
) throws -> Double {
  let text = opening.prompt + opening.truth.prefix(length)
  return try Evaluator(course.parameters).logProbabilities(text)
    .dropFirst(opening.prompt.count).reduce(0) { $0 + ($1 ?? 0) }
}
