import WorkbookCore

func compareObjectives(_ notebook: Notebook) {
  var stream = RandomStream(seed: notebook.seed).fork("objectives")
  //: ## Three objectives
  //:
  //: A reader needs something to learn from. It cannot predict the next token: it sees it. So part
  //: of the text is taken away. Write $x$ for the text and $\tilde x$ for what is left of it.
  //:
  //: **Masked language model** (BERT; Devlin et al. 2019, arXiv 1810.04805). A set $M$ of places,
  //: 15 % of all, is hidden, and each hidden token is predicted at its place from both sides:
  //:
  //: $$L = -\sum_{t \in M} \ln p(x_t \mid \tilde x).$$
  //:
  //: Of the tokens in $M$ 80 % become a mask, 10 % some other token, and 10 % stay as they are. For
  //: a text that the model meets later has no masks: it must not learn that only masks matter.
  //:
  //: **Span corruption** (T5; Raffel et al. 2020, arXiv 1910.10683). Stretches of three tokens on
  //: average, 15 % of all tokens, are cut out. In the place of each stands a **sentinel**, a token
  //: of its own. The decoder writes $y$: every stretch behind its sentinel, and one sentinel more
  //: to end it:
  //:
  //: $$L = -\sum_t \ln p(y_t \mid y_{<t}, \tilde x).$$
  //:
  //: **Prefix** (Raffel et al. 2020, too). The first $k$ tokens are given, and the rest is
  //: predicted. Counted from 1,
  //:
  //: $$L = -\sum_{t > k} \ln p(x_t \mid x_{<t}).$$
  //:
  //: With $k = 1$ that is the decoder's own objective.
  //:
  //: As plain functions on a list of words, with the places given:
  func hide(_ text: [String], _ places: [Int]) -> [String] {
    text.indices.map { places.contains($0) ? "▒" : text[$0] }
  }
  func cut(_ text: [String], _ spans: [Range<Int>]) -> (read: [String], write: [String]) {
    var (read, write): ([String], [String]) = ([], [])
    for place in text.indices {
      if let number = spans.firstIndex(where: { $0.lowerBound == place }) {
        read.append("<\(number)>")
        write.append("<\(number)>")
      }
      if spans.contains(where: { $0.contains(place) }) {
        write.append(text[place])
      } else {
        read.append(text[place])
      }
    }
    return (read, write + ["<\(spans.count)>"])
  }
  func divide(_ text: [String], at p: Int) -> (given: [String], predicted: [String]) {
    (Array(text.prefix(p)), Array(text.dropFirst(p)))
  }
  //: On one sentence:
  let sentence = "the clerk of the court read the verdict aloud on monday".split(separator: " ")
    .map(String.init)
  notebook.show(
    exampleTable(
      sentence, masked: hide(sentence, [1, 7]), cut: cut(sentence, [1..<3, 6..<9]),
      divided: divide(sentence, at: 5)))

  //: The library works on ids and draws the places from a seeded stream. Does it do the same? Two
  //: hundred texts of 3 to 60 tokens, with the places that the library drew. And nothing may get
  //: lost: what is read and what is asked must give back the text.
  //:
  //: **Predict.** An encoder computes as many places as a text has tokens. The span network's two
  //: stacks together compute more, or fewer? And of a hundred places that a decoder computes, from
  //: how many does it learn?
  let masks = MaskedLanguageModeling(
    maskID: 0, replacements: 1..<500, maskShare: 1, replacementShare: 0)
  let spans = SpanCorruption(sentinels: Array(900..<940))
  var tally = Tally()
  for _ in 0..<200 {
    let ids = (0..<(3 + stream.index(below: 58))).map { _ in Int32(1 + stream.index(below: 499)) }
    let words = ids.map(String.init)
    let masked = masks.example(ids, using: &stream)
    tally.add(masked, of: ids, plainly: hide(words, places(masked)))
    let corrupted = spans.example(ids, using: &stream)
    tally.add(corrupted, of: ids, by: spans, plainly: cut(words, cuts(corrupted)))
    let next = PrefixObjective().example(ids, prefixLength: 1)
    tally.add(next, plainly: divide(words, at: 1))
  }
  notebook.claim("the library hides, cuts and divides as the plain functions do", tally.isSame)
  notebook.claim("what is read and what is asked give back every text", tally.isWhole)

  notebook.show(tally.table)
  notebook.claim(
    "places that the span network computes, for each token of the text", tally.computedPlaces(1),
    in: 1.02...1.25)
  notebook.claim(
    "answers of the decoder for each answer of the masked model, by places computed",
    tally.perPlace(2) / tally.perPlace(0), in: 5.4...8.5)

  //: What is cut out leaves the reader shorter, but the writer writes it out, with a sentinel for
  //: each stretch and one to end. The decoder learns at nearly every place, the two others at about
  //: one in seven. What they get for it is the other side of each gap.
}

private func exampleTable(
  _ sentence: [String], masked: [String], cut: (read: [String], write: [String]),
  divided: (given: [String], predicted: [String])
) -> Table {
  var table = Table([.text("objective"), .text("is read"), .text("is asked")])
  func line(_ words: [String]) -> String { words.joined(separator: " ") }
  let hidden = sentence.indices.filter { masked[$0] != sentence[$0] }.map { sentence[$0] }
  table.append(
    "masked", line(masked), hidden.joined(separator: " and ") + ", each at its place")
  table.append("spans", line(cut.read), line(cut.write))
  table.append("prefix", line(divided.given), line(divided.predicted))
  return table
}

/// Whether the library's examples are the plain functions', lose nothing, and how much they ask for.
private struct Tally {
  var (isSame, isWhole) = (true, true)
  private var tokens = 0
  /// Of masked tokens, spans and the decoder's objective.
  private var asked = [0, 0, 0]
  private var computed = [0, 0, 0]

  /// For each token of the texts.
  func computedPlaces(_ objective: Int) -> Double { Double(computed[objective]) / Double(tokens) }
  func perPlace(_ objective: Int) -> Double {
    Double(asked[objective]) / Double(computed[objective])
  }

  var table: Table {
    var table = Table([
      .text("objective"), .number("places computed", style: .significant(3)),
      .number("answers", style: .significant(3)),
    ])
    for (objective, name) in ["masked", "spans", "next token"].enumerated() {
      let places = 100 * computedPlaces(objective)
      table.append("\(name), for 100 tokens", places, places * perPlace(objective))
    }
    return table
  }

  mutating func add(
    _ example: MaskedLanguageModeling.Example, of ids: [Int32], plainly hidden: [String]
  ) {
    isSame = isSame && hidden == example.tokens.map { $0 == 0 ? "▒" : String($0) }
    isWhole =
      isWhole && ids.indices.allSatisfy { max(example.targets[$0], example.tokens[$0]) == ids[$0] }
    tokens += ids.count
    asked[0] += places(example).count
    computed[0] += example.tokens.count
  }

  mutating func add(
    _ example: SpanCorruption.Example, of ids: [Int32],
    by spans: SpanCorruption, plainly plain: (read: [String], write: [String])
  ) {
    func names(_ ids: [Int32]) -> [String] {
      ids.map { $0 >= 900 ? "<\($0 - 900)>" : String($0) }
    }
    isSame = isSame && plain == (names(example.source), names(example.target))
    isWhole = isWhole && spans.joined(source: example.source, target: example.target) == ids
    asked[1] += example.target.count { $0 < 900 }
    computed[1] += example.source.count + example.target.count
  }

  mutating func add(
    _ example: PrefixObjective.Example, plainly plain: (given: [String], predicted: [String])
  ) {
    isSame = isSame && example.targets.map(String.init) == plain.predicted
    asked[2] += example.targets.count
    computed[2] += example.tokens.count
  }
}

/// The hidden places.
private func places(_ example: MaskedLanguageModeling.Example) -> [Int] {
  example.targets.indices.filter { example.targets[$0] >= 0 }
}

/// The stretches that were cut out of a text, read off source and target.
private func cuts(_ example: SpanCorruption.Example) -> [Range<Int>] {
  let lengths = example.target.split(omittingEmptySubsequences: false) { $0 >= 900 }.dropFirst()
    .dropLast().map(\.count)
  var (spans, place): ([Range<Int>], Int) = ([], 0)
  for id in example.source {
    if id >= 900 { spans.append(place..<(place + lengths[spans.count])) }
    place = id >= 900 ? spans[spans.count - 1].upperBound : place + 1
  }
  return spans
}
