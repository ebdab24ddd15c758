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
  let bits = try terms.map { term in
    try terms.map { try judge.bits(of: $0.end, after: term.beginning) }
  }
  notebook.show(termTable(terms, bits))

  //: A model of two trillion tokens has met them all. It is sure of the terms of medicine and
  //: finance, less so of *habeas corpus*, and least of *res judicata* and *mens rea*. In chapter
  //: 0's sentence *rea* cost it less than two bits: there *actus reus* stood before. So "never
  //: seen" is too strong a premise, and "seldom seen" a better one: **rare** terms, and your own
  //: house's names and abbreviations. `./workbook advise` looks for those.
  if given.isReal {
    notebook.claim(
      "bits for \"rea\" behind \"mens\", more than for \"infarction\" behind \"myocardial\"",
      bits[0][0] - bits[3][3], in: 1...25)
    notebook.claim(
      "share of the terms whose own end is cheaper than every other",
      Double(bits.indices.count { bits[$0][$0] == bits[$0].min() }) / Double(terms.count),
      in: 0.7...1)
  } else {
    notebook.show("The chapter's own model has read too little to be asked; the numbers are noise.")
  }

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
  var rows: [SenseRow] = []
  for word in words {
    for part in given.parts {
      let places = WordPlace.all(of: word, in: part.heldOut, atMost: 6)
      guard places.count >= 3 else { continue }
      rows.append(
        SenseRow(
          word: word, text: part.name, places: places.count, before: try before.surprise(places),
          after: try after.surprise(places)))
    }
  }
  return rows
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
  static func all(of word: String, in text: Corpus, atMost limit: Int) -> [WordPlace] {
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

  private static func isLetter(_ byte: UInt8) -> Bool {
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

  /// The bits of tokens behind others, as far as the window reaches back.
  private func bits(_ tokens: [Int32], after context: [Int32]) throws -> [Double] {
    guard tokens.count <= window / 2 else {
      // A small window reads what is long in parts.
      let first = Array(tokens.prefix(window / 2))
      return try bits(first, after: context)
        + bits(Array(tokens.dropFirst(first.count)), after: context + first)
    }
    let room = max(1, window + 1 - tokens.count)
    let front = Array((tokenizer.textStart + context).suffix(room))
    let ids = front + tokens
    let nats = try evaluator.losses(of: [LossWindow(ids: ids[...], firstScored: front.count)])[0]
    return nats.map { $0 / .log(2) }
  }

  func bits(of end: String, after beginning: String) throws -> Double {
    try bits(tokenizer.encode(end), after: tokenizer.encode(beginning)).reduce(0, +)
  }

  func surprise(_ places: [WordPlace]) throws -> Surprise {
    var (word, rest, bytes) = (0.0, 0.0, 0)
    for place in places {
      let (before, own) = (try tokenizer.encode(place.before), try tokenizer.encode(place.word))
      let all = try bits(own + tokenizer.encode(place.after), after: before)
      word += all.prefix(own.count).reduce(0, +)
      rest += all.dropFirst(own.count).reduce(0, +)
      bytes += place.after.count
    }
    return Surprise(word: word / Double(places.count), rest: rest / Double(max(1, bytes)))
  }
}
