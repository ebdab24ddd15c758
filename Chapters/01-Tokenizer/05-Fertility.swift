import WorkbookCore

func measureFertility(_ notebook: Notebook, _ fields: FieldVocabularies) throws {
  let (domains, names, sizeText) = (fields.domains, fields.names, fields.sizeText)
  let (own, mixed, columns) = (fields.own, fields.mixed, fields.columns)

  //: ## Fertility: tokens a word
  //:
  //: Terms are where it hurts most. The usual measure is **fertility**: tokens per word (Rust et al.
  //: 2021). One is ideal: every word has a token of its own. A field's terms are here the long words that
  //: are frequent in its text and absent from the general one (for the general text: absent from the
  //: field behind it). For a built-in world they are a list.
  func terms(_ index: Int) -> [String] {
    let part = domains[index]
    if notebook.textOrigin == .worlds, let world = World.named(part.name) {
      return world.domainTerms
    }
    let other = domains[index == 0 ? 1 : 0]
    return part.training.distinctiveWords(against: other.training, count: 200)
  }
  let allTerms = domains.indices.map { terms($0) }
  var termTable = Table([
    .text("field"), .text("term"), .number("general vocabulary", unit: "tokens"),
    .number("field's vocabulary", unit: "tokens"), .number("all together", unit: "tokens"),
  ])
  for index in domains.indices.dropFirst() {
    for term in allTerms[index].prefix(3) {
      let tokens = try [own[0], own[index], mixed].map { try $0.encode(" " + term).count }
      termTable.append(names[index], term, tokens[0], tokens[1], tokens[2])
    }
  }
  notebook.show(termTable)
  let fertility = try allTerms.map { terms in try columns.map { try $0.tokensPerWord(terms) } }
  let termRatios = fertility.indices.dropFirst().map { fertility[$0][0] / fertility[$0][$0] }
  let decimal = NumberStyle.decimals(1)
  if termRatios.contains(where: \.isFinite) {
    try notebook.plot(
      Figure(
        "fertility",
        title:
          "A field's terms take \(decimal.text(spanning: termRatios)) times as many tokens under "
          + "the general vocabulary",
        subtitle:
          "Tokens per word, for the terms of each field, vocabularies of \(sizeText) tokens",
        x: Axis("terms of", categories: names), y: Axis("tokens per word"),
        marks: [
          .bars("general vocabulary", fertility.map { $0[0] }, valueStyle: .decimals(1)),
          .bars("all together", fertility.map { $0.last ?? 0 }, valueStyle: .decimals(1)),
          .bars(
            "the field's own", fertility.indices.map { fertility[$0][$0] },
            valueStyle: .decimals(1)),
        ]))
  } else {
    notebook.show("These fields have no long words of their own.")
  }
  notebook.claim(
    "tokens for a field's terms under the general vocabulary, for each one under its own",
    termRatios.min() ?? 0, in: 1.1...6, smoke: 1.0...6, scope: .builtInCorpus)

  //: Terms look dramatic, and they are the worst case. Do not choose a tokenizer by your favourite
  //: jargon: the matrix above, on running text, is the honest one.
}
