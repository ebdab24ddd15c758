import WorkbookCore

func setUp(_ notebook: Notebook) throws -> Laboratory {
  //: # 8. Mixed pretraining: how much of your own field?
  //:
  //: You have a field (finance, law, medicine) and a budget. The budget buys a number of training
  //: tokens, no more. Each token can come from general text or from your own. Four ways to spend it:
  //:
  //: - **general only**: train on what everybody has, and prompt it about your field;
  //: - **domain only**: nothing but your own text, from random weights;
  //: - **mixture**: both at once, in a fixed ratio, from random weights;
  //: - **continued pretraining**: first general, then your own text on top.
  //:
  //: Bloomberg chose the third. Here is what BloombergGPT was offered (Wu et al. 2023, table 1).
  let (mixture, financeShare) = bloombergMixture()
  notebook.show(mixture)
  notebook.claim("the share of finance", financeShare, in: 0.512...0.513)

  //: A little more than half is finance, and most of that was picked from the web. Of these 709 billion
  //: tokens the model read 569 billion. Was half a good share? Nobody could afford to train the others.
  //: At our size we can: this chapter trains several dozen models. It asks what each way costs, and what
  //: to do where there is hardly any text of your own.
  //:
  //: ## Two kinds of text, one vocabulary
  //:
  //: Both texts are real where real text is here: novels, and the minutes of a central bank with annual
  //: reports. Elsewhere they are built-in worlds, and what they show is the method alone. With `--corpus`
  //: the field is your own, set against `--general` or the novels.
  //:
  //: The vocabulary is BloombergGPT's kind: a **unigram** model. The text is cut beforehand as
  //: theirs was, so that a token may hold several words (chapter 1). It is learned from both texts,
  //: half and half: a vocabulary that favours one side would decide the contest before it starts.
  //: Losses are counted in bits per byte for the same reason.
  notebook.show(notebook.textDescription)
  let trainingBytes = notebook.pick(smoke: 150_000, lesson: 1_500_000, overnight: 10_000_000)
  let text = try notebook.comparedText(
    trainingBytes: trainingBytes,
    heldOutBytes: notebook.pick(smoke: 8_000, lesson: 24_000, overnight: 100_000))
  let tokenizer = try UnigramTokenizer.train(
    on: [text.general, text.field].flatMap {
      $0.training.sample(byteCount: trainingBytes / 5).texts
    }, vocabularySize: notebook.pick(smoke: 512, lesson: 1_024, overnight: 4_096),
    pattern: .bloomberg)

  //: The network is BloombergGPT's, too. Its positions are **ALiBi**: no vector says where a token
  //: stands; instead every score of attention sinks with the distance (Press et al. 2022). Gradients
  //: are clipped at 0.3. The rate climbs over the first steps, then falls along a cosine to a tenth. The
  //: first weights are drawn as theirs were, from a normal distribution of variance $1/(3\,\text{width})$.
  let model = ModelConfiguration(
    family: .bloom, vocabularySize: tokenizer.vocabularySize,
    contextLength: notebook.pick(smoke: 32, lesson: 64),
    width: notebook.pick(smoke: 48, lesson: 64, overnight: 172), layerCount: 2, headCount: 4,
    endOfTextID: tokenizer.endOfText.map { Int($0) })
  let laboratory = try Laboratory(
    text, tokenizer, model, batch: notebook.pick(smoke: 8, lesson: 4, overnight: 8),
    steps: notebook.pick(smoke: 40, lesson: 720, overnight: 4_000), peak: 4e-3, clippingNorm: 0.3,
    seeds: notebook.pick(smoke: 1, lesson: 2, overnight: 4))
  notebook.show(sizes(laboratory))

  //: In one row the copy departs from its model. The shape law, width
  //: $= e^{5.039 + 0.0555\,\text{layers}}$ (Levine et al. 2020), gives BloombergGPT's width before
  //: rounding to whole heads. For two layers it asks for more than the lesson's budget holds; the
  //: overnight tier's follows it.
  //:
  //: Every model of this chapter has this one shape, and every full run this number of steps: **equal
  //: compute**. A comparison of recipes in which one of them got to train longer is an advertisement.

  return laboratory
}

/// BloombergGPT's sources (Wu et al. 2023, table 1), and how much of them is finance.
private func bloombergMixture() -> (table: Table, financeShare: Double) {
  let sources = [
    ("finance: web", 297.8), ("finance: news", 37.6), ("finance: company filings", 14.5),
    ("finance: press releases", 8.6), ("finance: Bloomberg's own", 4.9),
    ("public: The Pile", 183.6), ("public: C4", 138.1), ("public: Wikipedia", 23.7),
  ]
  let all = sources.reduce(0) { $0 + $1.1 }
  var table = Table([
    .text("source"), .number("tokens", unit: "billions", style: .decimals(1)),
    .number("share", style: .percent(1)),
  ])
  for (name, tokens) in sources { table.append(name, tokens, tokens / all) }
  return (table, sources.prefix(5).reduce(0) { $0 + $1.1 } / all)
}

/// BloombergGPT and its small copy, side by side.
private func sizes(_ laboratory: Laboratory) -> Table {
  let (theirs, model) = (ModelConfiguration.bloombergGPT, laboratory.model)
  var table = Table([
    .text("scaled down"), .number("BloombergGPT", style: .suffix), .number("here", style: .suffix),
  ])
  table.append("parameters", theirs.parameterCount.all, model.parameterCount.all)
  table.append("layers", theirs.layerCount, model.layerCount)
  table.append("width", theirs.width, model.width)
  table.append(
    "width by the shape law", ShapeRule.levine.width(layers: theirs.layerCount),
    ShapeRule.levine.width(layers: model.layerCount))
  table.append("vocabulary", theirs.vocabularySize, model.vocabularySize)
  table.append("windows in a batch", 2_048, laboratory.training.batch)
  table.append("steps", 139_200, laboratory.steps)
  table.append("tokens read", 569e9, laboratory.budget)
  return table
}
