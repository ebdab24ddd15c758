import WorkbookCore

func lookForSenses(_ notebook: Notebook, _ given: GivenModel) throws {
  //: ## Is "mens rea" unknown?
  //:
  //: The case for a model of one's own begins with words that a general one has never seen. Is that so
  //: of a model of today? Give it a term's beginning in a plain sentence, and see what it makes of the
  //: end. For comparison, the ends of the **other** terms are put in its place.
  //:
  //: **Predict.** How many bits will `rea` cost behind "a guilty mind is called mens"? A model that has
  //: never seen the term must find it no likelier than the end of another one. Which field's terms
  //: does it know best?
  let terms: [(beginning: String, end: String)] = [
    ("In criminal law a guilty mind is called mens", " rea"),
    ("A matter that a court has decided for good is res", " judicata"),
    ("The writ that brings a prisoner before a judge is habeas", " corpus"),
    ("What people call a heart attack is a myocardial", " infarction"),
    ("A blood clot that travels to the lung is a pulmonary", " embolism"),
    ("When a central bank buys bonds, that is quantitative", " easing"),
    ("Interest that is paid on interest is compound", " interest"),
  ]
  let judge = try SenseJudge(given, given.before)
  let bits = try judge.bits(of: terms.map(\.end), after: terms.map(\.beginning))
  notebook.show(termTable(terms, bits))
  checkTerms(notebook, bits, isReal: given.isReal)

  //: A model of two trillion tokens has met them all. It is sure of the terms of medicine and
  //: finance, less so of *habeas corpus*, and least of *res judicata* and *mens rea*. In chapter
  //: 0's sentence *rea* cost it less than two bits: there *actus reus* stood before. So "never
  //: seen" is too strong a premise, and "seldom seen" a better one: **rare** terms, and your own
  //: house's names and abbreviations. `./workbook advise` looks for those.
  //:
  //: ## Words that mean something else
  //:
  //: The other half of the premise: *consideration* is thoughtfulness, and in a contract it is what
  //: makes it binding. *Discharge*, *yield*, *culture*: each has a sense that a field gave it. Take
  //: the places of such a word in held-out text, and count the bits of the word and of what follows
  //: it: there the sense shows. Once for the given model, once after it has read of the fields. A
  //: text in which a word stands fewer than three times has no row.
  //:
  //: **Predict.** In which text is each word the most surprising? And will the field's own text make it
  //: cheaper there?
  let words = ["consideration", "discharge", "yield", "culture"]
  let rows = try senseRows(words, given, before: judge, after: SenseJudge(given, given.after))
  notebook.show(senseTable(rows))
  let own = rows.filter { $0.text != given.parts[0].name }
  if !own.isEmpty {
    notebook.claim(
      "in the fields' text, what follows such a word: bits after, by those before, on average",
      own.map(\.after.rest).mean / own.map(\.before.rest).mean, in: 0.5...1.1, smoke: 0.5...1.3,
      scope: .builtInCorpus)
  }

  //: Hold the rows of one word against each other, and what follows it against the bits per byte of
  //: all of that text, in the table of the section before. A sense that a field gave a word is
  //: costly only where the words around it do not give it away. With six places a row at most, this
  //: is a look and no proof.
}

private func termTable(_ terms: [(beginning: String, end: String)], _ bits: [[Double]]) -> Table {
  var table = Table([
    .text("term"), .number("bits for its end", style: .decimals(1)),
    .number("for another term's, median", style: .decimals(1)),
  ])
  for (place, term) in terms.enumerated() {
    let others = bits[place].indices.filter { $0 != place }.map { bits[place][$0] }.sorted()
    let name = term.beginning.split(separator: " ").last ?? ""
    table.append(name + term.end, bits[place][place], others[others.count / 2])
  }
  return table
}

/// A word in one text, before and after the model has read of the fields.
private struct SenseRow {
  var word: String
  var text: String
  var places: Int
  var before: SenseJudge.Surprise
  var after: SenseJudge.Surprise
}

/// The words that stand three times or more in a text.
private func senseRows(
  _ words: [String], _ given: GivenModel, before: SenseJudge, after: SenseJudge
) throws -> [SenseRow] {
  var found: [(word: String, text: String, places: [WordPlace])] = []
  for word in words {
    for part in given.parts {
      let places = WordPlace.all(of: word, in: part.heldOut, atMost: 6)
      if places.count >= 3 { found.append((word, part.name, places)) }
    }
  }
  let places = found.map(\.places)
  return zip(found, zip(try before.surprises(places), try after.surprises(places))).map {
    SenseRow(
      word: $0.word, text: $0.text, places: $0.places.count, before: $1.0, after: $1.1)
  }
}

private func senseTable(_ rows: [SenseRow]) -> Table {
  var table = Table([
    .text("word"), .text("in text of"), .number("places"),
    .number("bits, before", style: .decimals(1)), .number("after", style: .decimals(1)),
    .number("what follows, before", unit: "bits per byte", style: two),
    .number("after", unit: "bits per byte", style: two),
  ])
  for row in rows {
    table.append(
      row.word, row.text, row.places, row.before.word, row.after.word, row.before.rest,
      row.after.rest)
  }
  return table
}

/// A word in its place: what stands before it and after it.
private struct WordPlace {
  var before: [UInt8]
  var word: [UInt8]
  var after: [UInt8]

  /// Places spread over a text, in lower-case form, with a sentence or so before and some words behind.
  nonisolated static func all(of word: String, in text: Corpus, atMost limit: Int) -> [WordPlace] {
    let key = Array(word.utf8)
    var found: [WordPlace] = []
    for document in text.documents {
      // Lines that are broken differently must not tell texts apart.
      let bytes = document.bytes.split { $0 <= 0x20 }.joined(separator: [0x20])
      let line = Array(bytes)
      var start = 160
      while start + key.count + 30 < line.count {
        defer { start += 1 }
        guard line[start] == key[0], line[start - 1] == 0x20, !isLetter(line[start + key.count]),
          line[start..<start + key.count].elementsEqual(key)
        else { continue }
        let end = start + key.count
        let begin = line[..<(start - 120)].lastIndex(of: 0x20) ?? start - 120
        let close = line[(end + 24)...].firstIndex(of: 0x20) ?? end + 24
        found.append(
          WordPlace(
            before: Array(line[begin..<(start - 1)]), word: Array(line[(start - 1)..<end]),
            after: Array(line[end..<close])))
        start += 400
      }
    }
    let step = max(1, found.count / limit)
    return stride(from: 0, to: found.count, by: step).prefix(limit).map { found[$0] }
  }

  private nonisolated static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }
}

/// Asks a model what it makes of words in their places.
private struct SenseJudge {
  /// Bits of a word, and bits per byte of what follows it.
  struct Surprise {
    var word: Double
    var rest: Double
  }

  private let evaluator: Evaluator
  private let tokenizer: any Tokenizer
  private let window: Int

  init(_ given: GivenModel, _ weights: ParameterStore<Float>) throws {
    window = given.training.contextLength
    evaluator = try Evaluator(weights, contextLength: window, products: given.training.productPlan)
    tokenizer = given.tokenizer
  }

  /// The bits of tokens behind others, as far as the window reaches back, for many at once: threads share
  /// them.
  private func bits(_ asked: [(context: [Int32], tokens: [Int32])]) throws -> [[Double]] {
    var windows: [LossWindow] = []
    var owners: [Int] = []
    for (index, part) in asked.enumerated() {
      // A small window reads what is long in parts.
      for start in stride(from: 0, to: part.tokens.count, by: window / 2) {
        let tokens = part.tokens[start..<min(start + window / 2, part.tokens.count)]
        let context = tokenizer.textStart + part.context + part.tokens[..<start]
        let front = Array(context.suffix(max(1, window + 1 - tokens.count)))
        windows.append(LossWindow(ids: (front + tokens)[...], firstScored: front.count))
        owners.append(index)
      }
    }
    var result = [[Double]](repeating: [], count: asked.count)
    for (owner, nats) in zip(owners, try evaluator.losses(of: windows)) {
      result[owner] += nats.map { $0 / .log(2) }
    }
    return result
  }

  /// For each beginning, the bits of every end.
  func bits(of ends: [String], after beginnings: [String]) throws -> [[Double]] {
    let asked = try beginnings.flatMap { beginning in
      try ends.map {
        (context: try tokenizer.encode(beginning), tokens: try tokenizer.encode($0))
      }
    }
    let sums = try bits(asked).map { $0.reduce(0, +) }
    return beginnings.indices.map { Array(sums[($0 * ends.count)...].prefix(ends.count)) }
  }

  /// What each row's places cost on average.
  func surprises(_ rows: [[WordPlace]]) throws -> [Surprise] {
    let places = rows.flatMap { $0 }
    let words = try places.map { try tokenizer.encode($0.word) }
    let all = try bits(
      zip(places, words).map { place, word in
        (
          context: try tokenizer.encode(place.before),
          tokens: try word + tokenizer.encode(place.after)
        )
      })
    var next = 0
    return rows.map { row in
      let range = next..<next + row.count
      next = range.upperBound
      let word = range.map { all[$0].prefix(words[$0].count).reduce(0, +) }
      let rest = range.map { all[$0].dropFirst(words[$0].count).reduce(0, +) }
      return Surprise(
        word: word.mean,
        rest: rest.reduce(0, +) / Double(max(1, row.map(\.after.count).reduce(0, +))))
    }
  }
}
