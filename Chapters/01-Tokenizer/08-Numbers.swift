import WorkbookCore

func cutNumbers(_ notebook: Notebook, _ domains: [CourseText.Part]) throws {
  let names = domains.map(\.name)
  let decimal = NumberStyle.decimals(1)

  //: ## Numbers
  //:
  //: Half the business of finance is numbers, and a tokenizer can make a mess of them. Under GPT-2's
  //: pattern a run of digits is one piece, and merges inside it follow frequency alone: a number may be
  //: two tokens, its neighbour three, and a year may be cut otherwise behind a bracket than behind a
  //: space. cl100k takes three digits at a time, from the left, so that the places of a long number do
  //: not line up with its thousands. BloombergGPT's digits stand alone.
  let numberSize = notebook.pick(smoke: 2_048, lesson: 16_384)
  let whole = NumberStyle.decimals(0)
  let numbersShown = "(1999) 1999 2000 2001 2031 12345 12346 1234567"
  let styles: [(name: String, pattern: PreTokenPattern)] = [
    ("GPT-2: a run of digits", .gpt2), ("cl100k: up to three digits", .cl100k),
    ("BloombergGPT: each digit alone", .bloomberg),
  ]
  var numberTable = Table([
    .text("cut"), .number("tokens per number", style: .decimals(2)),
    .number("different tokens that begin a number", style: .decimals(0)),
    .number("different tokens with digits", style: .decimals(0)),
  ])
  func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  var perNumber: [Double] = []
  var beginners: [Double] = []
  for (name, pattern) in styles {
    let tokenizer = try BytePairTokenizer.train(
      on: domains[1].training.texts, vocabularySize: numberSize, pattern: pattern)
    notebook.show(try TokenStrip(numbersShown, tokenizer: tokenizer, title: name))
    var (digitTokens, numbers) = (0, 0)
    var (beginning, holding) = (Set<Int32>(), Set<Int32>())
    for text in domains[1].heldOut.texts {
      var isInside = false
      for id in try tokenizer.encode(text) {
        let bytes = tokenizer.bytes(of: id) ?? []
        guard let first = bytes.firstIndex(where: isDigit) else {
          isInside = false
          continue
        }
        digitTokens += 1
        holding.insert(id)
        if first > 0 || !isInside {
          numbers += 1
          beginning.insert(id)
        }
        isInside = bytes.last.map(isDigit) ?? false
      }
    }
    perNumber.append(Double(digitTokens) / Double(max(1, numbers)))
    beginners.append(Double(beginning.count))
    numberTable.append(name, perNumber.last ?? 0, beginning.count, holding.count)
  }
  notebook.show(numberTable)
  if let runs = perNumber.first, runs > 0 {
    try notebook.plot(
      Figure(
        "numbers",
        title:
          "Each digit alone: \(decimal.text(perNumber[2] / runs)) times the tokens per number, "
          + "\(whole.text(beginners[2])) beginnings to learn instead of \(whole.text(beginners[0]))",
        subtitle: "Numbers in held-out text of \(names[1]), BPE vocabularies of "
          + "\(whole.text(Double(numberSize))) tokens",
        size: .init(width: 1_000, height: 300),
        panels: [
          .init(
            "Tokens per number", x: Axis("tokens", from: 0),
            y: Axis(categories: styles.map(\.name)),
            marks: [.bars("", perNumber, valueStyle: .decimals(2))]),
          .init(
            "Different tokens that begin a number", x: Axis("tokens", from: 0),
            y: Axis(categories: styles.map(\.name)),
            marks: [.bars("", beginners, valueStyle: .decimals(0))]),
        ]))
    notebook.claim(
      "with each digit alone, a number begins with one of at most ten tokens", beginners[2] <= 10)
    notebook.claim(
      "tokens per number with each digit alone, for each one in runs", perNumber[2] / runs,
      in: 1...6, scope: .builtInCorpus)
    notebook.claim(
      "tokens that begin a number in runs, for each one with digits alone",
      beginners[0] / beginners[2], in: 3...1_000, smoke: 1.1...1_000, scope: .builtInCorpus)
  } else {
    notebook.show("This text has no numbers.")
  }

  //: The bill is longer. But `7` is always the same token, and a model has ten things to learn about
  //: digits, not a list that grows with the vocabulary. That is the bet.
}
