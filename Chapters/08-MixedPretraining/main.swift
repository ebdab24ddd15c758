import WorkbookCore

Notebook.chapter("08-MixedPretraining") { notebook in
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
  //: Bloomberg chose the third. Of BloombergGPT's 708.9 billion tokens, 51.27 % were finance and
  //: 48.73 % public text (Wu et al. 2023, table 1). Was half a good share? Nobody could afford to
  //: train the other shares. At our size we can: this chapter trains several dozen models.
  //:
  //: Two questions run through it. What does each way cost? And what if there is hardly any text of
  //: your own?
  //:
  //: ## Two kinds of text, one vocabulary
  //:
  //: The general text is the built-in world of houses and gardens. The field is finance or, with
  //: `--corpus`, your own text. The vocabulary is learned from both, half and half: a tokenizer that
  //: favours one side would decide the contest before it starts (chapter 1). Losses are counted in
  //: bits per byte for the same reason.
  let steps = notebook.pick(smoke: 50, lesson: 1_000, overnight: 4_000)
  let seeds = notebook.pick(smoke: 1, lesson: 3, overnight: 5)
  let trainingBytes = notebook.pick(smoke: 200_000, lesson: 1_500_000, overnight: 10_000_000)
  let heldOutBytes = notebook.pick(smoke: 8_000, lesson: 24_000, overnight: 60_000)
  let general = CourseText.part(
    of: .general, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: notebook.seed)
  let domain = notebook.fieldText(trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
  let tokenizer = try notebook.vocabulary(
    "mixture",
    of: Corpus.joined(
      [general, domain].map { $0.training.prefix(byteCount: trainingBytes / 5) }, name: "both"),
    size: notebook.pick(smoke: 768, lesson: 1_536))
  let generalIDs = try tokenizer.encode(documents: general.training.texts)
  let domainIDs = try tokenizer.encode(documents: domain.training.texts)
  let heldOut = try [general, domain].map {
    ValidationText(
      name: $0.name, ids: try tokenizer.encode(documents: $0.heldOut.texts),
      byteCount: $0.heldOut.byteCount)
  }

  //: Every model of this chapter has one shape, and every full run one number of steps: **equal
  //: compute**. A comparison of recipes in which one of them got to train longer is an advertisement.
  let model = ModelConfiguration(
    vocabularySize: tokenizer.vocabularySize, contextLength: notebook.pick(smoke: 32, lesson: 64),
    width: notebook.pick(smoke: 48, lesson: 64, overnight: 128), layerCount: 2, headCount: 2,
    endOfTextID: tokenizer.endOfText.map { Int($0) })
  let batch = notebook.pick(smoke: 8, lesson: 4, overnight: 8)
  let budget = steps * batch * model.contextLength
  let flopsPerToken = ComputeCost(model).trainingPerToken
  // The smallest share of the field's text that is trained on must still hold a few windows.
  let needed = 8 * (model.contextLength + 1)
  guard domainIDs.count >= needed else {
    throw TrainingDataError.corpusTooShort(
      name: domain.name, tokens: domainIDs.count, needed: needed)
  }
  var facts = Table([.text("what"), .number("how much", style: .suffix)])
  facts.append("parameters", model.parameterCount.all)
  facts.append("tokens in one full run", budget)
  facts.append("tokens of general text at hand", generalIDs.count)
  facts.append("tokens of \(domain.name) at hand", domainIDs.count)
  facts.append("training FLOPs of one full run", flopsPerToken * Double(budget))
  notebook.show(facts)

  //: The built-in worlds come with something that real text lacks: a known floor. No model, however
  //: large, gets below it with windows of this length. It is the floor in the charts.
  let floors: [Double]? =
    notebook.userCorpus == nil
    ? zip([World.general, .finance], heldOut).map { world, text in
      let windowBytes = model.contextLength * text.byteCount / text.ids.count
      return world.floor(contextBytes: windowBytes, seed: notebook.seed).bitsPerByte
    } : nil

  //: ## What a mixture is
  //:
  //: A mixture is a biased coin. For every sequence, toss it to choose the source; then take a window
  //: at a random place in that source. With share $r$, the expected loss that training follows is
  //:
  //: $$L(r) = r\,L_\text{domain} + (1 - r)\,L_\text{general}.$$
  //:
  //: Here it is in full, with the two sources as plain lists.
  func plainMixture(
    _ sources: [[Int32]], domainShare: Double, length: Int, count: Int, seed: UInt64
  ) -> [[Int32]] {
    var stream = RandomStream(seed: seed).fork("plain mixture")
    return (0..<count).map { _ in
      let source = sources[stream.uniform() < domainShare ? 1 : 0]
      let start = stream.index(below: source.count - length)
      return Array(source[start..<(start + length)])
    }
  }

  //: The library's `WindowSampler` does the same, with one twist: the toss depends on seed, step and
  //: place in the batch alone, so that a resumed run tosses as the first one would have. It may not
  //: give the same windows, but it must give the same shares. Two streams of zeros and ones show it.
  let zeros = [Int32](repeating: 0, count: 100)
  let ones = [Int32](repeating: 1, count: 100)
  let asked = 0.5127
  let drawn = plainMixture(
    [zeros, ones], domainShare: asked, length: 4, count: 20_000, seed: notebook.seed)
  let plainShare = Double(drawn.count { $0[0] == 1 }) / 20_000
  let sampler = try WindowSampler(
    sources: [
      .init(name: "zeros", tokens: zeros, weight: 1 - asked),
      .init(name: "ones", tokens: ones, weight: asked),
    ], contextLength: 4, seed: notebook.seed)
  var libraryOnes = 0
  let window = UnsafeMutablePointer<Int32>.allocate(capacity: 8)
  for step in 0..<2_000 {
    for sequence in 0..<10 {
      sampler.fill(step: step, sequence: sequence, tokens: window, targets: window + 4)
      libraryOnes += Int(window[0])
    }
  }
  window.deallocate()
  notebook.claim("the plain mixture's share of domain windows", plainShare, in: 0.495...0.53)
  notebook.claim(
    "the library's share of domain windows", Double(libraryOnes) / 20_000, in: 0.495...0.53)

  //: Note what is counted: **windows of equal length**, and so tokens. A coin tossed per document
  //: would drown short messages in long filings (exercise 8.3).
  //:
  //: Now the experiment's one moving part: a function from a recipe to two losses.

  /// Losses on both kinds of held-out text, in bits per byte.
  struct Losses {
    var general: Double
    var domain: Double
  }
  // What multiplies fastest on this machine (chapter 5), alike for all runs.
  let products = PrecisionChoice.auto.plan(
    for: model, batch: batch, time: model.contextLength, replicas: 2)
  /// Trains a recipe: how much of the field's text to show, at which share, for how many steps.
  @MainActor func train(
    _ name: String, share: Double, seed: Int, steps: Int, uniqueDomainTokens: Int? = nil,
    from start: PretrainedModel? = nil, looks: Int = 1
  ) throws -> PretrainedModel {
    var training = TrainingConfiguration(
      batch: batch, contextLength: model.contextLength, steps: steps,
      learningRate: 4e-3, replicas: 2)
    training.seed = notebook.seed &* 1_000 &+ UInt64(seed)
    training.productPlan = products
    training.evaluateEvery = max(1, steps / looks)
    training.checkpointEvery = steps
    let own = Array(domainIDs.prefix(uniqueDomainTokens ?? domainIDs.count))
    let sources = [
      WindowSampler.Source(name: general.name, tokens: generalIDs, weight: 1 - share),
      WindowSampler.Source(name: domain.name, tokens: own, weight: share),
    ]
    return try notebook.pretrain(
      "\(name), seed \(seed)",
      PretrainingPlan(
        model: model, training: training, sources: sources.filter { $0.weight > 0 },
        validation: heldOut, tokenizer: tokenizer, startingModel: start?.folder))
  }
  func losses(_ trained: PretrainedModel) -> Losses {
    let bits = trained.result.validation.map(\.bitsPerByte)
    return Losses(general: bits[0], domain: bits[1])
  }
  func lowest(_ values: [Double]) -> Double { values.min() ?? .nan }
  func highest(_ values: [Double]) -> Double { values.max() ?? .nan }
  let two = NumberStyle.decimals(2)
  let percent = NumberStyle.percent(0)

  //: ## The share of the field
  //:
  //: Same compute, same shape; only the coin changes. Each share is trained with several seeds, and
  //: the band in the chart spans them.
  //:
  //: **Predict.** From domain only ($r = 1$), replace half of the field's text by general text. How
  //: much worse does the model get at the field: half as good, or hardly worse? And what does the
  //: last tenth of general text buy you? Then run.
  let shares = notebook.pick(smoke: [0, 0.1, 0.25, 0.5, 1], lesson: [0, 0.1, 0.25, 0.5, 0.75, 1])
  var sweep: [[PretrainedModel]] = []
  for share in shares {
    sweep.append(
      try (1...seeds).map { seed in
        try train("share \(percent.text(share))", share: share, seed: seed, steps: steps)
      })
  }
  let domainBySeed = sweep.map { $0.map { losses($0).domain } }
  let generalBySeed = sweep.map { $0.map { losses($0).general } }
  let domainLoss = domainBySeed.map(\.mean)
  let generalLoss = generalBySeed.map(\.mean)

  //: The points can be joined by a law. Ye et al. (2024) found that the loss on one kind of text falls
  //: exponentially in its share:
  //:
  //: $$L_i(r) = c_i + k_i\,e^{t_i r_i}.$$
  //:
  //: For a fixed $t$ this is a straight line in $e^{tr}$, so the fit needs no optimizer: try many $t$,
  //: solve for $c$ and $k$ each time, keep the best.
  func fitMixingLaw(_ r: [Double], _ loss: [Double]) -> (c: Double, k: Double, t: Double) {
    var best = (c: 0.0, k: 0.0, t: 0.0, error: Double.infinity)
    for t in stride(from: -40.0, to: -0.05, by: 0.05) {
      let e = r.map { Double.exp(t * $0) }
      let (meanE, meanL) = (e.mean, loss.mean)
      let covariance = zip(e, loss).reduce(0) { $0 + ($1.0 - meanE) * ($1.1 - meanL) }
      let variance = e.reduce(0) { $0 + ($1 - meanE) * ($1 - meanE) }
      let k = covariance / variance
      let c = meanL - k * meanE
      let error = zip(e, loss).reduce(0) { $0 + ($1.1 - c - k * $1.0) * ($1.1 - c - k * $1.0) }
      if error < best.error { best = (c, k, t, error) }
    }
    return (best.c, best.k, best.t)
  }

  //: One point is left out of the fit: a share of nought. The formula is smooth in $r$. The step
  //: from no text of the field to a little of it is not, for then many words are seen for the first
  //: time. Ye et al. fit what lies between, and so do we.
  let seen = shares.indices.filter { shares[$0] > 0 }
  let kept = shares.indices.filter { shares[$0] < 1 }
  let domainLaw = fitMixingLaw(seen.map { shares[$0] }, seen.map { domainLoss[$0] })
  let generalLaw = fitMixingLaw(kept.map { 1 - shares[$0] }, kept.map { generalLoss[$0] })
  func domainAt(_ r: Double) -> Double { domainLaw.c + domainLaw.k * .exp(domainLaw.t * r) }
  func generalAt(_ r: Double) -> Double {
    generalLaw.c + generalLaw.k * .exp(generalLaw.t * (1 - r))
  }

  //: The library's `MixingLaw` searches $t$ by bisection instead of by brute force. Both must draw the
  //: same curve.
  let libraryLaw = try MixingLaw.fit(
    shares: seen.map { shares[$0] }, losses: seen.map { domainLoss[$0] })
  notebook.claim(
    "largest distance of the library's curve from the plain one, bits per byte",
    seen.map { abs(libraryLaw.loss(shares[$0]) - domainAt(shares[$0])) }.max() ?? 1, in: 0...0.02)

  //: A law earns its keep by predicting what it has not seen. Leave one share out, fit the rest,
  //: and ask for it.
  let hidden = shares.count - 2
  let others = seen.filter { $0 != hidden }
  let blind = fitMixingLaw(others.map { shares[$0] }, others.map { domainLoss[$0] })
  let predicted = blind.c + blind.k * .exp(blind.t * shares[hidden])
  notebook.claim(
    "loss that the law foretells for the share it has not seen, by the measured one",
    predicted / domainLoss[hidden], in: 0.75...1.3, smoke: 0.5...1.7, scope: .builtInCorpus)

  let mixIndex = shares.firstIndex(of: 0.5) ?? 0
  let oneWay = domainLoss[0] - domainLoss[shares.count - 1]
  let reached = (domainLoss[0] - domainLoss[mixIndex]) / oneWay
  let smooth = stride(from: 0.1, through: 0.9, by: 0.01).map { $0 }
  var shareMarks: [Mark] = [
    .band(
      x: shares, low: domainBySeed.map(lowest), high: domainBySeed.map(highest), color: .vermilion),
    .line(
      "", x: [0, smooth[0]], y: [domainLoss[0], domainAt(smooth[0])], color: .vermilion,
      dash: .dotted, placement: .hidden),
    .line("on \(domain.name)", x: smooth + [1], y: (smooth + [1]).map(domainAt), color: .vermilion),
    .points("", x: shares, y: domainLoss, color: .vermilion, placement: .hidden),
    .band(
      x: shares, low: generalBySeed.map(lowest), high: generalBySeed.map(highest), color: .blue),
    .line(
      "", x: [0] + smooth, y: ([0] + smooth).map(generalAt), color: .blue, placement: .hidden),
    .line(
      "on general", x: [0.9, 1], y: [generalAt(0.9), generalLoss[shares.count - 1]], color: .blue,
      dash: .dotted),
    .points("", x: shares, y: generalLoss, color: .blue, placement: .hidden),
    .vertical(0.5127, "BloombergGPT's share"),
  ]
  if let floors {
    shareMarks.append(.horizontal((floors[0] + floors[1]) / 2, "floor of the worlds"))
  }
  let top = highest(domainLoss + generalLoss)
  try notebook.plot(
    Figure(
      "shares",
      title:
        "Half own text reaches \(percent.text(reached)) of what nothing but own text gains",
      subtitle:
        "Held-out loss at equal compute; mean and range of \(seeds) seed(s); lines: fitted law",
      x: Axis("share of \(domain.name) in the training text", range: 0...1, style: .percent(0)),
      y: Axis("loss", unit: "bits per byte", range: 0...(top * 1.08)), marks: shareMarks))

  //: Dotted: the step from *never* to *seldom*, which the law leaves out. It is the largest of all.
  //:
  //: Both curves are steep at their poor end and flatter at their rich end. That is why mixtures
  //: work: near $r = 1$, giving up a tenth of the field's text costs a few per cent there and saves
  //: a great deal on the other side. Giving up half of it is not cheap: on the built-in worlds the
  //: loss on the field is then over a quarter higher than with nothing but the field's text (the
  //: bill at the end shows both). Nothing about the middle is special. Where to stand on the curve
  //: is a matter of **what you will ask the model**, so put a weight $w$ on the field's loss:
  var wishes = Table([
    .number("weight on the field", style: .percent(0)), .number("best share", style: .percent(0)),
    .number("loss on \(domain.name)", style: two), .number("loss on general", style: two),
  ])
  var bestShares: [Double] = []
  for weight in [0.2, 0.35, 0.5, 0.65, 0.8] {
    let best =
      smooth.min {
        weight * domainAt($0) + (1 - weight) * generalAt($0) < weight * domainAt($1)
          + (1 - weight) * generalAt($1)
      } ?? 0.5
    bestShares.append(best)
    wishes.append(weight, best, domainAt(best), generalAt(best))
  }
  notebook.show(wishes)
  notebook.claim(
    "the more the field counts, the larger its best share",
    zip(bestShares, bestShares.dropFirst()).allSatisfy { $0 <= $1 }, scope: .builtInCorpus)
  notebook.claim(
    "loss on the field: general only, by domain only", domainLoss[0] / (domainLoss.last ?? 1),
    in: 2...20, smoke: 1.02...10, scope: .builtInCorpus)
  notebook.claim(
    "of what domain only gains over general only, the half-and-half mixture reaches this share",
    reached, in: 0.7...1, smoke: 0.2...1.2, scope: .builtInCorpus)

  //: The search goes from 10 % to 90 %. A row that shows one of these ends is not a best share: it
  //: says that the best one lies there or further out, and not where.
  //:
  //: ## Continued pretraining, and forgetting
  //:
  //: Take the same budget in two instalments: half of the steps on general text alone, half on the
  //: field's. Nothing tells the second half to preserve what the first has learned. It has a name:
  //: **catastrophic forgetting**. The usual remedy is **replay**: keep mixing in some old text.
  //:
  //: **Predict.** How much of the general ability survives without replay? With a tenth of the
  //: sequences replayed? And what does the replay cost on the field?
  let replays = notebook.pick(smoke: [0, 0.3], lesson: [0, 0.1, 0.3])
  let half = steps / 2
  let bases = try (1...seeds).map { try train("general half", share: 0, seed: $0, steps: half) }
  var continued: [[PretrainedModel]] = []
  for replay in replays {
    continued.append(
      try (1...seeds).map { seed in
        try train(
          "replay \(percent.text(replay))", share: 1 - replay, seed: seed, steps: steps - half,
          from: bases[seed - 1], looks: 10)
      })
  }
  /// A text's held-out loss along a run, from the model it started from.
  func course(_ text: Int, from base: PretrainedModel, through run: PretrainedModel)
    -> (step: [Double], loss: [Double])
  {
    let held = heldOut[text]
    let tokens = held.ids.count - 1
    let aNatEach = TextLoss(nats: Double(tokens), tokenCount: tokens, byteCount: held.byteCount)
    var result = (step: [Double(half)], loss: [base.result.validation[text].bitsPerByte])
    for row in run.result.metrics {
      guard let nats = row.validationLosses[text] else { continue }
      result.step.append(Double(half + row.step))
      result.loss.append(nats * aNatEach.bitsPerByte)
    }
    return result
  }
  let afterReplay = continued.map { $0.map { losses($0) } }
  let before = bases.map { losses($0).general }.mean
  let generalAfter = afterReplay.map { $0.map(\.general).mean }
  let domainAfter = afterReplay.map { $0.map(\.domain).mean }
  let last = replays.count - 1
  let forgotten = generalAfter[0] - before
  let saved = 1 - (generalAfter[last] - before) / forgotten
  let hues: [Hue] = [.vermilion, .orange, .blue]
  func panel(_ title: String, text: Int) -> Figure.Panel {
    Figure.Panel(
      title, x: Axis("step of the whole budget"),
      y: Axis("loss", unit: "bits per byte", from: 0),
      marks: replays.indices.map { index in
        let line = course(text, from: bases[0], through: continued[index][0])
        return .line(
          "replay \(percent.text(replays[index]))", x: line.step, y: line.loss, color: hues[index])
      })
  }
  try notebook.plot(
    Figure(
      "forgetting",
      title:
        "Without replay the model forgets; \(percent.text(replays[last])) replay saves "
        + "\(percent.text(min(saved, 1))) of what was lost",
      subtitle: "Continued pretraining on \(domain.name) after \(half) general steps, first seed",
      columnCount: 2, sharing: .y,
      panels: [panel("on general: forgetting", text: 0), panel("on \(domain.name)", text: 1)]))
  notebook.claim(
    "general loss after continued pretraining without replay, by that before",
    generalAfter[0] / before, in: 1.3...12, smoke: 1.0...4, scope: .builtInCorpus)
  notebook.claim(
    "share of the forgetting that replay prevents", saved, in: 0.6...1.6, smoke: 0.2...12,
    scope: .builtInCorpus)
  notebook.claim(
    "the field's loss with replay, by that without", domainAfter[last] / domainAfter[0],
    in: 0.9...1.6, smoke: 0.9...1.6, scope: .builtInCorpus)

  //: Forgetting is fast: most of it happens in the first few dozen steps. Replay prevents much of
  //: it, and a tenth of replay much less than three tenths. How much is enough depends on how far
  //: the new text lies from the old. Ibrahim et al. (2024), at 405 million parameters, chose 5 %
  //: from English to other English text, and 25 % from English to German. The schedule and the
  //: choice of text count as well: Parmar et al. (2024) went on with a model of 15 billion
  //: parameters, and by both gained 9 % in accuracy over going on with the old training text.
  //:
  //: Replay needs the old text. With a model from elsewhere you have its weights, but often not its
  //: data. Another general text must then stand in, and how well it does is a thing to measure.
  //:
  //: ## When there is hardly any text
  //:
  //: So far the field's text was plentiful: no run saw a window often. A law firm does not have that
  //: luxury. What is a text worth that is read again and again? Muennighoff et al. (2023) fitted 182
  //: runs with repeated data. $U$ unique tokens, seen for $R_D$ epochs beyond the first, act like
  //:
  //: $$D' = U + U R^*_D \left(1 - e^{-R_D / R^*_D}\right), \qquad R^*_D = 15.39$$
  //:
  //: fresh ones. After $R^*_D$ repeats one more token is worth $1/e$ of a fresh one; half of one it
  //: is worth after $R^*_D \ln 2$, which is 10.7. The constant is soft: their own data allow
  //: anything from 12 up, almost equally well.
  func effectiveTokens(unique: Double, seen: Double, decay: Double = 15.387756) -> Double {
    let repeats = max(0, seen / unique - 1)
    return min(seen, unique) + unique * decay * (1 - .exp(-repeats / decay))
  }
  notebook.claim(
    "4 epochs, in fresh ones", effectiveTokens(unique: 1, seen: 4), in: 3.72...3.74)
  notebook.claim(
    "16 epochs, in fresh ones", effectiveTokens(unique: 1, seen: 16), in: 10.5...10.65)

  //: Now our own. We hide more and more of the field's text, and give three recipes what is left:
  //: domain only, half and half, and continued pretraining with replay on top of the full general
  //: model. The third pays only for its own steps, half as many. That is the fair count if somebody
  //: else has trained the general model and gives it away.
  //:
  //: **Predict.** Which recipe suffers most when the text is 64 times shorter? Is there a point where
  //: domain only is worse than **no** text of the field at all?
  let gift = 0.9
  let fractions = notebook.pick(
    smoke: [1.0 / 64], lesson: [1.0 / 256, 1.0 / 64, 1.0 / 16])
  let scarceSeeds = notebook.pick(smoke: 1, lesson: 2, overnight: 4)
  let plenty = min(domainIDs.count, budget)
  let uniqueTokens =
    fractions.map { max(model.contextLength + 1, Int(Double(plenty) * $0)) } + [plenty]
  let recipes = ["domain only", "half and half", "continued, with replay"]
  var scarce: [[[Double]]] = recipes.map { _ in [] }
  for unique in uniqueTokens {
    var bySeed: [[Double]] = [[], [], []]
    for seed in 1...scarceSeeds {
      let name = "\(NumberStyle.suffix.text(Double(unique))) own tokens"
      // With plenty, the first two recipes are runs of the sweep.
      let isAll = unique == plenty
      let runs = [
        isAll
          ? sweep[shares.count - 1][seed - 1]
          : try train(
            "\(recipes[0]), \(name)", share: 1, seed: seed, steps: steps, uniqueDomainTokens: unique
          ),
        isAll
          ? sweep[mixIndex][seed - 1]
          : try train(
            "\(recipes[1]), \(name)", share: 0.5, seed: seed, steps: steps,
            uniqueDomainTokens: unique),
        try train(
          "\(recipes[2]), \(name)", share: gift, seed: seed, steps: half,
          uniqueDomainTokens: isAll ? nil : unique, from: sweep[0][seed - 1]),
      ]
      for index in runs.indices { bySeed[index].append(losses(runs[index]).domain) }
    }
    for index in recipes.indices { scarce[index].append(bySeed[index]) }
  }

  //: To hold the formula against it, we need to know what fresh text gives: the same training with
  //: fewer steps, so that nothing repeats. Between those runs we draw straight lines in logarithms.
  let portions = notebook.pick(smoke: [4, 2], lesson: [8, 4, 2])
  let portionSteps = portions.map { steps / $0 }
  let scratchTokens =
    portionSteps.map { Double($0 * batch * model.contextLength) } + [Double(budget)]
  let scratch =
    try portionSteps.map { own in
      try (1...scarceSeeds).map {
        losses(try train("\(own) steps", share: 1, seed: $0, steps: own)).domain
      }.mean
    } + [domainLoss[shares.count - 1]]
  let fresh = try PiecewisePowerLaw(x: scratchTokens, y: scratch)
  let predictedScarce = uniqueTokens.map { unique in
    fresh.value(at: effectiveTokens(unique: Double(unique), seen: Double(budget)))
  }
  let ownText = uniqueTokens.map { Double($0) }
  let scarceMeans = scarce.map { $0.map(\.mean) }
  let harm = scarceMeans[0][0] / scarceMeans[2][0] - 1
  var scarceMarks: [Mark] = []
  for (index, hue) in [Hue.vermilion, .purple, .green].enumerated() {
    scarceMarks.append(
      .band(
        x: ownText, low: scarce[index].map(lowest), high: scarce[index].map(highest), color: hue))
    scarceMarks.append(
      .line(recipes[index], x: ownText, y: scarceMeans[index], color: hue, showsPoints: true))
  }
  scarceMarks.append(
    .line(
      "domain only, foretold", x: ownText, y: predictedScarce, color: .gray, dash: .dashed))
  scarceMarks.append(.horizontal(domainLoss[0], "general only"))
  try notebook.plot(
    Figure(
      "scarcity",
      title:
        "With \(NumberStyle.suffix.text(ownText[0])) own tokens, domain only is "
        + "\(percent.text(abs(harm))) \(harm > 0 ? "worse" : "better") than continuing",
      subtitle: "Loss on held-out \(domain.name); scratch runs train \(steps) steps, continued "
        + "ones \(half) more",
      x: Axis("different tokens of \(domain.name)", scale: .log2, style: .suffix),
      y: Axis("loss", unit: "bits per byte"), marks: scarceMarks))
  notebook.claim(
    "domain-only loss with the least text, by that with the most",
    scarceMeans[0][0] / (scarceMeans[0].last ?? 1), in: 1.3...15, smoke: 0.9...6,
    scope: .builtInCorpus)
  notebook.claim(
    "with the least text, continued pretraining beats domain only",
    scarceMeans[2][0] < scarceMeans[0][0], scope: .builtInCorpus)

  let oneUp = uniqueTokens.count - 2
  notebook.claim(
    "domain only, the second most text: measured loss by the foretold one",
    scarceMeans[0][oneUp] / predictedScarce[oneUp], in: 0.7...1.4, smoke: 0.6...1.7,
    scope: .builtInCorpus)

  //: The dashed line is the formula's forecast for domain only. It holds for a dozen or so epochs; for
  //: hundreds it is too kind. It knows of diminishing returns, not of harm: a model that has the text by
  //: heart predicts other text **worse** than before.
  //:
  //: With the least text, the mixture loses less than domain only: it repeats its own text half as often, and the general
  //: text teaches it to spell in the meantime. Continued pretraining starts with all that done.
  //:
  //: ## How much is the gift worth?
  //:
  //: Give yourself less and less compute, with plenty of text, and train two ways: from random
  //: weights on the field alone, and on top of the finished general model. The horizontal distance
  //: between the curves is what the gift saves you.
  let giftLosses = try portionSteps.map { own in
    try (1...scarceSeeds).map {
      losses(
        try train(
          "continued, \(own) steps", share: gift, seed: $0, steps: own, from: sweep[0][$0 - 1])
      ).domain
    }
  }
  let giftTokens = scratchTokens.dropLast().map { $0 }
  // How many tokens of the field, from random weights, reach the same loss, less one's own.
  let tokensForLoss = try PiecewisePowerLaw(x: scratch, y: scratchTokens)
  let headStarts = zip(giftTokens, giftLosses).map { own, loss in
    tokensForLoss.value(at: loss.mean) - own
  }
  // A general token's worth in tokens of the field, where the comparison is within the curve.
  let exchange = headStarts.mean / Double(budget)
  let flops = { (tokens: Double) in tokens * flopsPerToken }
  try notebook.plot(
    Figure(
      "cost",
      title:
        "A finished general model saves "
        + "\(percent.text(max(0, headStarts[0]) / (headStarts[0] + giftTokens[0]))) of the compute "
        + "of a short run",
      subtitle: "Loss on held-out \(domain.name) against the training that you pay for yourself",
      x: Axis("own training compute", unit: "FLOPs", scale: .log),
      y: Axis("loss", unit: "bits per byte"),
      marks: [
        .line(
          "domain only", x: scratchTokens.map(flops), y: scratch, color: .vermilion,
          showsPoints: true),
        .line(
          "on a given model", x: giftTokens.map(flops), y: giftLosses.map(\.mean), color: .green,
          showsPoints: true, placement: .key),
        .points(
          "half and half", x: [flops(Double(budget))], y: [domainLoss[mixIndex]], color: .purple),
        .points(
          "both instalments paid", x: [flops(Double(budget))], y: [domainAfter[0]], color: .blue),
        .horizontal(domainLoss[0], "general only"),
      ]))
  notebook.claim(
    "tokens of the field from random weights, for each own token of the shortest continued run",
    (headStarts[0] + giftTokens[0]) / giftTokens[0], in: 0.9...10, smoke: 0.3...6,
    scope: .builtInCorpus)

  //: The gift is worth most when your own budget is small. As the budget grows, the two curves come
  //: closer to each other. Where they would meet, the chart does not show.
  //:
  //: ## Words that mean something else
  //:
  //: In the general world, *interest* is what one takes in roses. In finance it accrues. A model
  //: that has read only one of the two knows the word, and goes on in the only sense that it knows.
  //: Is such a word harder for it than the rest of the field's text, with all the words that it has
  //: never seen? First let the models go on; then count.
  let generalModel = sweep[0][0]
  let mixedModel = sweep[mixIndex][0]
  let domainModel = sweep[shares.count - 1][0]
  let replayModel = continued[last][0]
  let lowercased = [general, domain].map { part in
    part.training.texts.joined().map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
  }
  /// Where a word begins in a text, as a whole word.
  func places(of word: String, in text: [UInt8]) -> [Int] {
    let bytes = Array(word.utf8)
    func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    guard text.count > bytes.count + 1 else { return [] }
    return (1..<(text.count - bytes.count)).filter { start in
      text[start] == bytes[0] && !isLetter(text[start - 1]) && !isLetter(text[start + bytes.count])
        && bytes.indices.allSatisfy { text[start + $0] == bytes[$0] }
    }
  }
  let sharedWords = World.sharedWords.filter { word in
    lowercased.allSatisfy { !places(of: word, in: Array($0.prefix(200_000))).isEmpty }
  }
  var tongues = Table([.text("after the word"), .text("a model of"), .text("goes on")])
  for word in sharedWords.prefix(3) {
    for (name, trained) in [("general", generalModel), (domain.name, domainModel)] {
      let generator = try Generator(try ModelDirectory.read(trained.folder))
      var greedy = Sampler.greedy
      let text = try generator.generate(
        " " + word, tokenizer: tokenizer, maximumNewTokens: 7, sampler: &greedy)
      tongues.append(word, name, text.split(whereSeparator: \.isNewline).joined(separator: " / "))
    }
  }
  if tongues.rows.isEmpty {
    notebook.show(
      "Your text shares none of the words \(World.sharedWords.joined(separator: ", ")).")
  } else {
    notebook.show(tongues)
  }

  //: To measure it, take the held-out text of the field, find the shared words, and add up the bits of
  //: each and of the three tokens behind it: there the sense shows.

  /// Bits per byte over all of a text, and over the shared words with what follows them.
  func surprise(_ trained: PretrainedModel, _ text: ValidationText) throws -> (
    all: Double, shared: Double
  ) {
    let evaluator = try Evaluator(try ModelDirectory.read(trained.folder))
    let nats = [0] + (try evaluator.losses(text.ids))
    var bytes: [UInt8] = []
    var owner: [Int] = []
    for (index, id) in text.ids.enumerated() {
      // The end of a document separates words, and no text stands for it.
      let piece = id == tokenizer.endOfText ? [10] : tokenizer.bytes(of: id) ?? []
      bytes += piece.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
      owner += piece.map { _ in index }
    }
    var marked: Set<Int> = []
    for word in sharedWords {
      for place in places(of: word, in: bytes) {
        let end = min(owner[place + word.utf8.count - 1] + 3, text.ids.count - 1)
        marked.formUnion(owner[place]...end)
      }
    }
    func rate(_ indices: some Sequence<Int>) -> Double {
      indices.reduce(TextLoss.none) { sum, index in
        let bytes = tokenizer.bytes(of: text.ids[index])?.count ?? 0
        return sum + TextLoss(nats: nats[index], tokenCount: 1, byteCount: bytes)
      }.bitsPerByte
    }
    return (rate(nats.indices), rate(marked.sorted()))
  }
  var senses = Table([
    .text("model"), .number("all of \(domain.name)", style: two),
    .number("its shared words", style: two), .number("all of general", style: two),
    .number("its shared words", style: two),
  ])
  var strangers: [Double] = []
  for (name, trained) in [
    ("general only", generalModel), ("half and half", mixedModel), ("domain only", domainModel),
    ("continued, with replay", replayModel),
  ] {
    let (own, old) = (try surprise(trained, heldOut[1]), try surprise(trained, heldOut[0]))
    strangers.append(own.shared)
    senses.append(name, own.all, own.shared, old.all, old.shared)
  }
  notebook.show(senses)
  if strangers.allSatisfy(\.isFinite) {
    notebook.claim(
      "bits on the field's shared words: general only, by half and half",
      strangers[0] / strangers[1], in: 1.5...30, smoke: 0.9...10, scope: .builtInCorpus)
  }

  //: Hold the general model against the one that has read the field alone. On all of the field's
  //: text it needs about three times as many bits. On the shared words, and what follows them, it
  //: needs rather less than that. So by this count a word that has changed its sense is not worse
  //: for it than the rest: a foreign sense is costly, and so is everything else that is foreign.
  //:
  //: The mixture need not choose one sense. On both texts its shared words cost far less than under
  //: the model that has not read that text, and over a quarter more than under the model that has
  //: read nothing else. It has nothing to tell the senses apart but what stands around the word. By
  //: which of its parts it reads that, the table does not say.
  //:
  //: ## The bill
  //:
  //: All options side by side. "Paid" counts what you train yourself; the general part of the last row
  //: was a gift. At real size the same columns read: 50.6 billion parameters, 569 billion tokens,
  //: 2.36 · 10²³ FLOPs on 512 A100 for 53 days (Wu et al. 2023).
  var bill = Table([
    .text("option"), .number("paid", unit: "FLOPs", style: .suffix),
    .number("own tokens seen", style: .suffix),
    .number(domain.name, unit: "bits per byte", style: two),
    .number("general", unit: "bits per byte", style: two),
  ])
  let full = flops(Double(budget))
  bill.append("general only", full, 0, domainLoss[0], generalLoss[0])
  bill.append(
    "domain only", full, budget, domainLoss[shares.count - 1], generalLoss[shares.count - 1])
  bill.append("half and half", full, budget / 2, domainLoss[mixIndex], generalLoss[mixIndex])
  for index in replays.indices {
    bill.append(
      "continued, replay \(percent.text(replays[index]))", full,
      Int(Double(budget) / 2 * (1 - replays[index])), domainAfter[index], generalAfter[index])
  }
  let shortest = giftTokens[giftTokens.count - 1]
  bill.append(
    "continued from a gift", flops(shortest), Int(shortest * gift),
    giftLosses[giftLosses.count - 1].mean)
  notebook.show(bill)
  for (key, value) in [
    ("general", domainLoss[0]), ("domain", domainLoss[shares.count - 1]),
    ("mixture", domainLoss[mixIndex]), ("replaySaves", saved), ("exchange", exchange),
  ] {
    try notebook.record("08.\(key)", value)
  }

  //: ## What to take away
  //:
  //: - **Shares.** Loss falls steeply with the first own text and flatly with the last. Half own
  //:   text reaches most of what nothing but own text gains, and its loss on the field is still
  //:   over a quarter higher. The best share is a question of what the model is for, not of taste.
  //: - **Continued pretraining** is the bargain when the general model is a gift and your budget
  //:   small. Without replay it forgets. Here a tenth of replay prevented about two thirds of that,
  //:   and three tenths prevented nine tenths.
  //: - **Scarce text** decides more than the recipe. A few epochs are nearly free; dozens are not.
  //: - **Toy warning.** Our worlds share little but function words, so they transfer little. Real
  //:   fields share most of English, so the gift may be worth more there. Measure it on your own
  //:   text.
  //:
  //: Try: `World.law` in place of `.finance`. Set `replays` to 0.02: is so little enough? Give it
  //: your own text: `./workbook run 8 --corpus filings/`. Double `steps` and see whether the gift
  //: melts further.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 8.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 8))
}
