import WorkbookCore

Notebook.chapter("09-Decision") { notebook in
  //: # 9. The decision
  //:
  //: Should you train your own language model? Eight chapters have measured what the answer hangs on.
  //: This one puts the numbers together, in the order in which they would be asked in a meeting: what
  //: are the options, what do they cost, what are they expected to give, how sure are we, and what
  //: would change our mind?
  //:
  //: It ends with a recommendation, for the built-in cases and, with `--corpus`, for your own text. The
  //: assumptions stand in one place. They are yours to edit; that is the point of the chapter.
  //:
  //: ## What to assume
  //:
  //: Nothing in this cell was measured here. Prices are round guesses, not quotations. Two of them you
  //: say when you start: `./workbook run 9 --budget 20000 --price 1.5`.
  var assumptions = DecisionAssumptions()
  let hourlyPrice = notebook.assumed(.price, 2.0)  // dollars for an hour of an A100: --price
  assumptions.hourlyPrice = hourlyPrice
  assumptions.trainingUtilization = 0.24  // model FLOPs of the peak, as BloombergGPT reached
  assumptions.servingUtilization = 0.10  // of the peak while serving; batching decides it
  let budgetDollars = notebook.assumed(.budget, 1_000_000.0)  // for training, all told: --budget
  let base = PublishedModel.qwen3With32B  // a general model that one is given today
  let earlierBase = PublishedModel.bloom  // what one was given in 2022
  assumptions.fieldWeight = 0.75  // how much the field counts against everything else
  // BLOOM's tokens for FinPile, by those of BloombergGPT's own vocabulary (Wu et al. 2023, table 3).
  assumptions.vocabularyPenalty = 451.0 / 412
  let highestExchange = 0.5  // at best, what a general token is worth in tokens of the field
  let bytesPerToken = 4.0  // of a large vocabulary on plain English
  assumptions.adaptation = .smolLM2OnContracts  // what continuing gives, from real runs; see below
  assumptions.adaptationFactor = 0.25...1  // what of that is left for a larger model
  assumptions.margin = 0.05  // nats a token by which training must win
  assumptions.draws = notebook.pick(smoke: 40, lesson: 400, overnight: 4_000)
  assumptions.seed = notebook.seed
  let cases: [(name: String, tokens: Double)] = [
    ("a law firm's files", 100e6), ("a publisher's archive", 5e9), ("FinPile", 363.5e9),
  ]

  //: The utilization is a measured one: BloombergGPT's $6ND$ operations, over the peak of its 512 GPUs
  //: in the time of its 139,200 steps of 32.5 seconds (Wu et al. 2023). The cost model should give
  //: those GPU hours back.
  let bloomberg = PublishedModel.bloombergGPT
  let published = 139_200 * 32.5 * 512 / 3_600
  let modelled = TrainingCost(
    parameters: bloomberg.parameters, tokens: bloomberg.tokens,
    utilization: assumptions.trainingUtilization)
  notebook.claim(
    "GPU hours of BloombergGPT by the cost model, by those of its log",
    modelled.acceleratorHours / published, in: 0.9...1.1)

  let dollarsPerFLOP = assumptions.dollarsPerOperation
  func dollars(_ value: Double) -> String { "$" + NumberStyle.suffix.text(value) }
  let percent = NumberStyle.percent(0)
  let suffix = NumberStyle.suffix

  //: ## What the chapters have measured
  //:
  //: Chapters leave numbers for this one. Where a chapter has not run on the same text, tier and seed,
  //: a cheap stand-in is computed now, and the table says so.
  //:
  //: The stand-in is worth knowing for its own sake. It is a table of byte counts: how often did this
  //: byte follow those three? It trains in a blink, on any text, and answers the first question of any
  //: such project: **how foreign is my text to a general model?**
  let general = CourseText.part(
    of: .general, trainingBytes: notebook.pick(smoke: 100_000, lesson: 400_000),
    heldOutBytes: 20_000, seed: notebook.seed)
  let own = notebook.fieldText(
    trainingBytes: general.training.byteCount, heldOutBytes: 20_000)
  guard own.training.byteCount >= 2_000, own.heldOut.byteCount >= 100 else {
    throw TrainingError.impossible(
      "the text has \(own.training.byteCount) bytes to learn from; give at least 2,000")
  }
  /// Bits per byte of a text by counts of byte after three bytes, two, one and none, each order
  /// blended with the one below it in proportion to how many different bytes it has seen follow
  /// (Witten and Bell 1991).
  func countedBits(training: [UInt8], asked: [UInt8]) -> Double {
    var counts = [[UInt64: [UInt8: Int]]](repeating: [:], count: 4)
    func key(_ text: [UInt8], _ end: Int, _ order: Int) -> UInt64 {
      text[(end - order)..<end].reduce(1) { $0 << 8 | UInt64($1) }
    }
    for end in training.indices.dropFirst(3) {
      for order in 0...3 {
        counts[order][key(training, end, order), default: [:]][training[end], default: 0] += 1
      }
    }
    var bits = 0.0
    for end in asked.indices.dropFirst(3) {
      var p = 1.0 / 256
      for order in 0...3 {
        guard let row = counts[order][key(asked, end, order)] else { continue }
        let (seen, kinds) = (Double(row.values.reduce(0, +)), Double(row.count))
        p = (Double(row[asked[end]] ?? 0) + kinds * p) / (seen + kinds)
      }
      bits -= .log2(p)
    }
    return bits / Double(max(1, asked.count - 3))
  }
  let generalBytes = Array(general.training.texts.joined())
  let ownBytes = Array(own.training.texts.joined())
  let asked = Array(own.heldOut.texts.joined().prefix(12_000))
  let foreign = countedBits(training: generalBytes, asked: asked)
  // How many bytes of its own make a table as good as all the general ones do?
  let ladder = (0...7).map { min(ownBytes.count, 125 << (2 * $0)) }
  let climbing = ladder.map { countedBits(training: Array(ownBytes.prefix($0)), asked: asked) }
  let enough = zip(ladder, climbing).first { $0.1 <= foreign }?.0 ?? ownBytes.count
  let home = climbing[climbing.count - 1]
  notebook.show(
    "General text predicts \(own.name) at \(NumberStyle.decimals(2).text(foreign)) bits per byte, its "
      + "own at \(NumberStyle.decimals(2).text(home)).")
  notebook.claim(
    "bits per byte on the field: general table, by the field's own", foreign / home, in: 1.2...12,
    scope: .builtInCorpus)

  struct Finding {
    let name: String
    let value: Double
    let source: String
  }
  @MainActor func finding(_ key: String, _ name: String, or standIn: () throws -> Double) rethrows
    -> Finding
  {
    if let value = notebook.recorded(key), value.isFinite {
      return Finding(name: name, value: value, source: "chapter \(Int(key.prefix(2)) ?? 0)")
    }
    return Finding(
      name: name, value: try standIn(), source: "stand-in: run chapter \(Int(key.prefix(2)) ?? 0)")
  }
  let gap = finding("08.general", "general only: bits per byte on the field") { foreign }
  let homeLoss = finding("08.domain", "domain only: bits per byte on the field") { home }
  let mixed = finding("08.mixture", "half and half: bits per byte on the field") {
    let half = ownBytes.count / 2
    return countedBits(
      training: Array(generalBytes.prefix(half)) + ownBytes.prefix(half), asked: asked)
  }
  let exchangeFound = finding("08.exchange", "a general token's worth in tokens of the field") {
    Double(enough) / Double(generalBytes.count)
  }
  let saved = finding("08.replaySaves", "share of the forgetting that replay prevents") { 0.9 }
  let penalty = try finding(
    "01.tokenPenalty", "tokens that a general vocabulary needs, by an own one"
  ) {
    let lengths = try [general, own].map { part in
      let vocabulary = try BytePairTokenizer.train(
        on: part.training.prefix(byteCount: 60_000).texts, vocabularySize: 512)
      return Double(try vocabulary.encode(documents: own.heldOut.texts).count)
    }
    return lengths[0] / lengths[1]
  }
  var measured = Table([
    .text("what"), .number("value", style: .significant(3)), .text("from"),
  ])
  for item in [gap, homeLoss, mixed, exchangeFound, saved, penalty] {
    measured.append(item.name, item.value, item.source)
  }
  notebook.show(measured)

  //: ## What an option is expected to give
  //:
  //: Chapter 7's law says what loss a model of $N$ parameters reaches on $D$ tokens. For a field, not
  //: all tokens are equal. We count three kinds:
  //:
  //: - a **fresh token of the field** counts one;
  //: - one that is **read again** counts less and less (chapter 8, Muennighoff et al. 2023);
  //: - a **general token** counts $\tau$, the exchange rate. (Hernandez et al. 2021, arXiv 2102.01293, ask
  //:   the same the other way about: how much text of its own pretraining saves a field.)
  //:
  //: Chapter 8 measured $\tau$ between two worlds that share little but function words. That is the
  //: **low** end: real general text holds some of every field, and one half of a bank's report is plain
  //: English. A toy's measurement is noisy, so it is held between 0.02 and 0.2. The high end is an
  //: assumption of the first cell. We take the geometric mean as our best
  //: guess and, further down, let the whole range speak.
  //:
  //: $$L_\text{field} = E + \frac{A}{N^\alpha} + \frac{B}{(U_\text{effective} + \tau\,D_\text{general})^\beta} + g(U_\text{effective})$$
  //:
  //: The last term is the **gap**: what a model lacks that has never read the field, however much else it
  //: has read. Without it the formula says that a hundred thousand tokens of contracts are nothing beside
  //: two thousand billion general ones. Real runs say otherwise. SmolLM2-135M, trained further on contracts,
  //: closed a good part of the gap within that many tokens (`./workbook advise` measures it on your text):
  //:
  //: $$g(U) = G\,(1 + U/U_0)^{-\beta_g}$$
  //:
  //: Every option that reads own text closes it as far as it reads. A larger model knows more of a field
  //: to begin with; how much of the gap is left for it, nobody has measured here. So that is drawn, too,
  //: from a quarter to all of it.
  //:
  //: Written out for prompting, the simplest case, and compared with the library:
  let lowestExchange = min(0.2, max(0.02, exchangeFound.value))
  assumptions.exchange = lowestExchange...highestExchange
  let rate = assumptions.usualExchange
  let known = assumptions
  notebook.show(
    "exchange rate: \(NumberStyle.significant(2).text(rate)) "
      + "(\(NumberStyle.significant(2).text(lowestExchange)) … "
      + "\(NumberStyle.significant(2).text(highestExchange))); "
      + "chapter 8's worlds: \(NumberStyle.significant(2).text(exchangeFound.value))")
  func question(_ tokens: Double, given: PublishedModel, dollars: Double? = nil) -> DecisionQuestion
  {
    DecisionQuestion(ownTokens: tokens, dollars: dollars ?? budgetDollars, given: given)
  }
  let law = ChinchillaLaw.epoch
  let byHand =
    law.irreducibleLoss + law.parameterScale / .pow(base.parameters, law.alpha)
    + law.tokenScale / .pow(rate * base.tokens, law.beta)
    + (known.outlook(question(1e9, given: base)).adaptation?.gap(after: 0) ?? 0)
  let byLibrary = known.outlook(question(1e9, given: base)).expected(.prompt).fieldLoss
  notebook.claim(
    "the library's expectation, less the formula's", byLibrary - byHand, in: -1e-9...1e-9)

  //: **Predict.** For Bloomberg's own case (some 363 billion different tokens of finance, about a million
  //: dollars, and BLOOM as the model that one could have), which option comes out best for the field? And on general text?
  var options = Table([
    .text("option, for FinPile"), .number("parameters", style: .suffix),
    .number("own text", style: .percent(0)), .number("its epochs", style: .decimals(1)),
    .number("field", unit: "nats", style: .decimals(3)),
    .number("general", unit: "nats", style: .decimals(3)),
    .number("training", unit: "dollars", style: .suffix),
  ])
  let finPile = known.outlook(question(363.5e9, given: earlierBase))
  for option in DomainOption.allCases {
    let value = finPile.expected(option)
    let share = value.trainedTokens > 0 ? value.epochs * 363.5e9 / value.trainedTokens : 0
    options.append(
      option.name, value.parameters, share, value.epochs, value.fieldLoss, value.generalLoss,
      6 * value.parameters * value.trainedTokens * dollarsPerFLOP)
  }
  notebook.show(options)
  notebook.claim(
    "domain only is the best for the field alone, and the worst for general text, of what is trained",
    finPile.expected(.domainOnly).fieldLoss <= finPile.expected(.mixture).fieldLoss
      && finPile.expected(.domainOnly).generalLoss >= finPile.expected(.mixture).generalLoss,
    scope: .ownAssumptions)

  //: The law was Besiroglu et al.'s, fitted to web text. What do the others say? And the one that
  //: chapter 7 fitted, if it has run on the same text, tier and seed? Each law alone, with the exchange
  //: rate in the middle of its range:
  let left = ChinchillaLaw { notebook.recorded("07.law.\($0)") }
  let fitted = notebook.recorded("07.law.isSound") == 1 ? left : nil
  var byLaw = Table([
    .text("own text"), .text("Hoffmann et al."), .text("Besiroglu et al."),
    .text("Muennighoff et al."), .text("chapter 7's fit"),
  ])
  for item in cases {
    func verdict(_ law: ChinchillaLaw) -> String {
      known.outlook(question(item.tokens, given: base), law: law).best(margin: known.margin).name
    }
    byLaw.append(
      item.name, verdict(.hoffmann), verdict(.epoch), verdict(.muennighoff),
      fitted.map(verdict) ?? "–")
  }
  notebook.show(byLaw)
  if let fitted, let reach = notebook.recorded("07.largestCompute"),
    let miss = notebook.recorded("07.predictionError")
  {
    let beyond = NumberStyle.decimals(0).text(.log10(budgetDollars / dollarsPerFLOP / reach))
    notebook.show(
      """
      Chapter 7's fit: E = \(NumberStyle.decimals(2).text(fitted.irreducibleLoss)) nats a token; it \
      missed its hidden run by \(NumberStyle.percent(1).text(miss)).
      This budget lies \(beyond) orders of magnitude beyond the runs that it was fitted to.
      """)
  } else if left != nil {
    notebook.show(
      "Chapter 7 has left a law for this text, and says itself why nobody should plan with it.")
  } else {
    notebook.show("Chapter 7 has left no law for this text: run it, and then this chapter again.")
  }

  //: Chapter 7's law knows this text, and it is the wrong one to plan by. Its runs were small, and the
  //: text of a built-in world is soon learned: at such a budget every option stands on its floor, $E$,
  //: and then the cheapest wins. A world shows how a law is found. What language costs, it does not
  //: know. So the published laws decide below. A law of your own counts as far as its runs reach.
  //:
  //: One answer a law is too sure of itself, by the way. Where two options lie close together, the middle
  //: of all assumptions says one thing and most of the draws below another. Believe the draws.
  //:
  //: ## How sure are we?
  //:
  //: Not very. The law's constants are disputed (Hoffmann et al. 2022, Besiroglu et al. 2024,
  //: Muennighoff et al. 2023); the worth of repetition is known within a factor of eighty, at best; and
  //: exchange rate and gap have a range, not a value. So we do not compute one answer. We draw all four again
  //: and again and count how often each option wins. Training must beat prompting by 0.05 nats a token:
  //: chapter 7's own law missed its hidden run by as much. An option is named where it wins in two thirds of
  //: the draws. One rule, for the map and for every case below.
  let amounts = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
  let gifts = [earlierBase, base]
  let byGift = gifts.map { given in
    amounts.map { known.odds(question($0, given: given)).all }
  }
  let scratchAtMost = byGift.map { rows in
    rows.map { $0.suffix(2).reduce(0, +) }.max() ?? 0
  }
  try notebook.plot(
    Figure(
      "map",
      title: "From scratch wins at most \(percent.text(scratchAtMost[0])) of the draws given "
        + "\(gifts[0].name), \(percent.text(scratchAtMost[1])) given \(gifts[1].name)",
      subtitle:
        "How often each option wins at \(dollars(budgetDollars)), over \(known.draws) draws of law, "
        + "repetition and exchange rate",
      size: Figure.Size(width: 900, height: 620), columnCount: 1,
      panels: zip(gifts, byGift).map { given, rows in
        Figure.Panel(
          "given \(given.name): \(suffix.text(given.parameters)) parameters, "
            + "\(suffix.text(given.tokens)) tokens",
          x: Axis("different tokens of one's own text", categories: amounts.map(suffix.text)),
          y: Axis("", categories: DomainOption.allCases.map(\.name)),
          marks: [
            .heatMap(
              HeatMap(
                DomainOption.allCases.indices.map { option in rows.map { $0[option] } },
                annotation: .percent(0), palette: .light, range: 0...1,
                scaleLabel: "share of draws"))
          ])
      }))
  notebook.claim(
    "with a million tokens and the better gift, from scratch wins in this share of the draws",
    byGift[1][0].suffix(2).reduce(0, +), in: 0...0.05, scope: .ownAssumptions)
  notebook.claim(
    "the better gift makes models from scratch rarer",
    scratchAtMost[1] <= scratchAtMost[0], scope: .ownAssumptions)

  //: Read each panel from left to right, then from top to bottom. What one was **given** decides most. In
  //: 2022 the large open models had been trained on few tokens for their size, and a million dollars came
  //: near to buying a better one. Later gifts have shut that window. The amount of own text decides the
  //: rest: where it is plenty, a model from scratch reads enough of it to close the same gap.
  //:
  //: Whenever a plan wins, ask which of its parts has won. By some of the laws, a million dollars buys a
  //: better **general** model than BLOOM. Where from scratch wins in the upper panel, that is a reason that
  //: has nothing to do with the field.
  //:
  //: The second axis is money. Blue: continuing is better; vermilion: from scratch is.
  let budgets = [1e4, 1e5, 1e6, 1e7, 1e8]
  let advantage = budgets.reversed().map { money in
    amounts.map { amount in
      let drawn = known.drawn(
        question(amount, given: base, dollars: money), count: min(known.draws, 60))
      let gains = drawn.map { one in
        one.score(.continued) - min(one.score(.mixture), one.score(.domainOnly))
      }
      return gains.mean
    }
  }
  let enoughMoney = zip(budgets, advantage.reversed()).first { $0.1.contains { $0 > 0 } }?.0
  let reach = 0.5
  try notebook.plot(
    Figure(
      "money",
      title:
        enoughMoney.map { "Given \(base.name), from scratch is ahead only from \(dollars($0)) on" }
        ?? "Given \(base.name), from scratch is nowhere ahead",
      subtitle: "Weighted loss of continued pretraining less that of the best model from scratch",
      caption: "Mean over draws; values beyond ±\(reach) have the end's colour.",
      size: .wide,
      x: Axis("different tokens of one's own text", categories: amounts.map(suffix.text)),
      y: Axis("training budget", categories: budgets.reversed().map(dollars)),
      marks: [
        .heatMap(
          HeatMap(
            advantage, annotation: .decimals(2), palette: .diverging, range: -reach...reach,
            scaleLabel: "nats a token"))
      ]))
  notebook.claim(
    "the poorest corner belongs to continued pretraining", (advantage.last?.first ?? 0) < 0,
    scope: .ownAssumptions)

  //: From scratch needs a budget that buys a better model than the gift: by the laws, about as much as
  //: the gift has cost. Own text works the other way. The more there is, the smaller the lead of either,
  //: because the part that both lack is the same.
  //:
  //: ## Why fifty billion parameters?
  //:
  //: Bloomberg had 1.3 million GPU hours. It set aside a quarter for recomputing activations, and drew
  //: straight lines through the optima that Hoffmann et al. (2022) print. We do the same.
  var sizing = Table([
    .text("lines through"), .number("parameters", style: .suffix),
    .number("tokens wanted", style: .suffix),
  ])
  let lines = try BloombergSizing.bothApproaches()
  for line in lines { sizing.append(line.approach.tableName, line.parameters, line.tokens) }
  notebook.show(sizing)
  notebook.claim(
    "BloombergGPT's size, by the mean of the two",
    bloomberg.parameters / lines.map(\.parameters).mean, in: 0.95...1.05)
  notebook.claim(
    "tokens at hand, of those wanted", 708.9e9 / lines.map(\.tokens).mean, in: 0.55...0.7)

  //: The budget asked for well over a trillion tokens; there were 709 billion, for finance was to be
  //: half and there was no more of it. They kept the size and read four fifths of the text, 569 billion
  //: tokens: the development loss had stopped improving (Wu et al. 2023, section 4), and the training
  //: budget was nearly spent (appendix C). Their authors add that training on might have helped.
  //:
  //: How bad would another size have been? By the laws, not at all bad: the valley is flat.
  let spent = bloomberg.compute
  let candidates = (0...60).map { 5e9 * Double.pow(100, Double($0) / 60) }
  func regret(_ law: ChinchillaLaw) -> [Double] {
    let best = law.computeOptimal(compute: spent).loss
    return candidates.map { law.loss(parameters: $0, tokens: spent / (6 * $0)) - best }
  }
  let bloombergRegret = [ChinchillaLaw.hoffmann, .epoch].map { law in
    law.loss(parameters: bloomberg.parameters, tokens: bloomberg.tokens)
      - law.computeOptimal(compute: spent).loss
  }
  try notebook.plot(
    Figure(
      "size",
      title:
        "At its compute, BloombergGPT's size costs at most "
        + "\(NumberStyle.decimals(3).text(bloombergRegret.max() ?? 0)) nats",
      subtitle: "Loss above the lowest at 6ND = \(NumberStyle.powers.text(spent)) FLOPs",
      x: Axis("parameters", scale: .log),
      y: Axis("excess loss", unit: "nats a token", from: 0, to: 0.12),
      marks: [
        .line("Hoffmann et al.", x: candidates, y: regret(.hoffmann), color: .blue),
        .line("Besiroglu et al.", x: candidates, y: regret(.epoch), color: .vermilion),
        .vertical(bloomberg.parameters, "BloombergGPT"),
      ]))
  notebook.claim(
    "nats lost by BloombergGPT's size, at most", bloombergRegret.max() ?? 1, in: 0...0.05)

  //: A flat valley has a consequence. Among sizes that are equally good, take the smaller one: it is
  //: cheaper to run, for ever. Which brings us to the other half of the bill.
  //:
  //: ## Break-even: training is paid once, serving for ever
  //:
  //: A forward pass costs $2N$ operations a token. A small model of one's own may reach, on its field,
  //: what a large general model reaches by prompting, and saves the difference with every token.
  //:
  //: **Predict.** How many tokens must be served before the training has paid for itself: a billion, or
  //: a thousand billion?
  let served = (0...40).map { Double.pow(10, 8 + Double($0) / 8) }
  var breakMarks: [Mark] = [
    .line(
      "\(base.name), prompted", x: served,
      y: served.map { $0 * known.servingDollars(parameters: base.parameters) },
      color: .gray)
  ]
  var breakTable = Table([
    .text("own text"), .number("own model", unit: "parameters", style: .suffix),
    .number("training", unit: "dollars", style: .suffix),
    .number("pays after", unit: "tokens", style: .suffix),
  ])
  var breakEvens: [Double] = []
  for (index, amount) in [5e9, 363.5e9].enumerated() {
    guard let result = known.breakEven(question(amount, given: base)) else { continue }
    breakEvens.append(result.servedTokens)
    breakTable.append(
      suffix.text(amount) + " tokens", result.parameters, result.trainingDollars,
      result.servedTokens)
    breakMarks.append(
      .line(
        "own, \(suffix.text(result.parameters))",
        x: served,
        y: served.map {
          result.trainingDollars + $0 * known.servingDollars(parameters: result.parameters)
        },
        color: index == 0 ? .blue : .vermilion))
  }
  notebook.show(breakTable)
  try notebook.plot(
    Figure(
      "break-even",
      title: breakEvens.last.map {
        "A small model of one's own pays after \(suffix.text($0)) served tokens"
      } ?? "No small model matches the given one here",
      subtitle:
        "Training and serving at equal loss on the field, at \(dollars(hourlyPrice)) a GPU hour",
      size: .wide, x: Axis("tokens served", scale: .log),
      y: Axis("all told", unit: "dollars", scale: .log),
      marks: breakMarks))
  if let pays = breakEvens.last {
    notebook.claim(
      "tokens to serve before FinPile's small model has paid, in billions", pays / 1e9,
      in: 1...100_000, scope: .ownAssumptions)
  }

  //: If you do not serve that much, quality alone must pay for the training. Most projects find out at
  //: this line.
  //:
  //: ## What became of BloombergGPT
  //:
  //: The experiment has been made, once, at full size. On finance it beat, on average, the open models
  //: that it was compared with. On general tasks, with less than half of BLOOM's compute, it was level with
  //: BLOOM on MMLU and three points behind on BIG-bench hard (Wu et al. 2023).
  var then = Table([
    .text("model"), .number("parameters", style: .suffix),
    .number("compute, relative", style: .decimals(2)),
    .number("5 finance tasks", style: .decimals(1)), .number("MMLU", style: .decimals(1)),
    .number("BIG-bench hard", style: .decimals(1)),
  ])
  then.append("BloombergGPT", bloomberg.parameters, 1.0, 62.51, 39.18, 41.97)
  then.append("GPT-NeoX", PublishedModel.neoX20B.parameters, 0.33, 51.90, 35.95, 40.25)
  then.append("OPT", PublishedModel.opt66B.parameters, 0.69, 53.01, 35.99, 39.58)
  then.append("BLOOM", PublishedModel.bloom.parameters, 2.24, 54.35, 39.13, 44.91)
  notebook.show(then)

  //: Then general models grew. Within months, ChatGPT answered ConvFinQA at 59.86 where BloombergGPT had
  //: reached 43.41, and GPT-4 classified FiQA's sentiment at 88.11 weighted F1, against 75.07 (Li et al.
  //: 2023). A field model is compared with what general models **will** be when it is finished. Its
  //: lead is a wasting asset. Text that nobody else has is not; nor is a model that runs on your own
  //: machines, if the text may not leave them.
  //:
  //: ## The recommendation
  var advised: [DomainOption] = []
  func recommend(_ name: String, _ tokens: Double, given: PublishedModel) -> String {
    let found = known.recommendation(question(tokens, given: given))
    advised.append(found.choice)
    func line(_ what: String, _ turn: DecisionRecommendation.Turn?) -> String {
      turn.map { "\(what) (factor \(NumberStyle.automatic.text($0.factor))): \($0.choice.name)" }
        ?? "\(what), even by a factor of 1,000: no change"
    }
    let share = found.choice == .mixture ? ", \(percent.text(found.ownShare)) own text" : ""
    let size = found.choice.trains ? " (\(suffix.text(found.expectation.parameters))\(share))" : ""
    return """
      \(name): \(suffix.text(tokens)) tokens, \(dollars(budgetDollars)), given \(given.name)
        → \(found.isDecided ? "" : "not enough evidence; most often ")\(found.choice.name)\(size), \
      best in \(percent.text(found.odds[found.choice])) of the draws
          expected on the field, against prompting: \(NumberStyle.decimals(3).text(found.gain)) nats a token better
          \(line("more text", found.moreText))
          \(line("more money", found.moreMoney))
          \(line("a smaller budget", found.lessMoney))
      """
  }
  for item in cases { notebook.show(recommend(item.name, item.tokens, given: base)) }
  let now = advised
  notebook.show(recommend("FinPile, as it stood in 2022", 363.5e9, given: earlierBase))
  if notebook.userCorpus == nil {
    notebook.claim(
      "more own text never leads back to a simpler option",
      zip(now, now.dropFirst()).allSatisfy { a, b in
        let order = DomainOption.allCases
        return (order.firstIndex(of: a) ?? 0) <= (order.firstIndex(of: b) ?? 0)
      },
      scope: .ownAssumptions)
  }

  //: With `--corpus`, your own text joins them: its size in tokens, how many more of them a general
  //: vocabulary needs, and how far it lies from general text.
  if let userCorpus = notebook.userCorpus {
    let tokens = Double(userCorpus.byteCount) / bytesPerToken
    notebook.show(
      recommend(
        "your text, \(NumberStyle.bytes.text(Double(userCorpus.byteCount)))", tokens, given: base))
    notebook.show(
      """
      Your text's distance from general text: \(NumberStyle.decimals(2).text(gap.value)) bits per byte \
      against \(NumberStyle.decimals(2).text(homeLoss.value)) at home (\(gap.source)).
      Your tokens through a general vocabulary: \(percent.text(penalty.value - 1)) more \
      (\(penalty.source)). Every training token and every window buys that much less.
      One pass over your text with the given model costs \
      \(dollars(6 * base.parameters * tokens * dollarsPerFLOP)).
      """)
  } else {
    notebook.show(
      "No text of your own yet: ./workbook run 9 --corpus PATH adds its recommendation.")
  }

  //: ## What this cannot tell you
  //:
  //: - **The exchange rate** is the softest number: toy worlds at one end, an assumption at the other.
  //:   Move it and watch the map.
  //: - **A gift of the right size is hard to beat.** Where the given model is about as large as the best
  //:   one for your budget, continuing wins by construction: it has all that a model from scratch has,
  //:   and its past. What speaks against it are size, vocabulary, licence and secrets.
  //: - **The gap** was measured with one small model on one field. Measure yours: `./workbook advise` runs
  //:   every option on your text, with the model that you have, and says where it does not know.
  //: - **Context closes a part of the gap, too.** Prompting is counted here without the field's text in the
  //:   window; `advise` measures that as well.
  //: - **Loss is not usefulness.** A hundredth of a nat may be nothing, or a drug's name spelled right.
  //:   Ask the tasks that you care about, as the table above does.
  //: - **The laws** were fitted to web text, far below fifty billion parameters, and never to your field.
  //: - **Missing from the bill:** people, failed runs, data cleaning, tuning after pretraining. Wu et al.
  //:   print a diary of failed runs (appendix C); read it before you promise a date.
  //: - **Prices** were assumed. Everything in dollars scales with the first cell.
  //:
  //: ## What to take away
  //:
  //: - Look at what you are given first, then count your different tokens.
  //: - Prompt first, continue next. Begin at random weights only if your budget buys a better model than
  //:   the gift, if its vocabulary or licence does not fit, or for reasons that are not about loss.
  //: - If you train from scratch, mix, and look at what the general half costs on the field before you
  //:   settle on a share: chapter 8 measures both.
  //: - Prefer the smaller of two equally good models. You will run it longer than you trained it.
  //:
  //: Try: `--budget 20000`; then set `assumptions.fieldWeight` to 1; `base` to `.neoX20B`, a smaller gift;
  //: `assumptions.adaptation` to nil. Which recommendation changes first?
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 9.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 9))
}
