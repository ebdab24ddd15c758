import Foundation
import WorkbookCore

Notebook.chapter("05-Pretraining") { notebook in
  //: # 5. Pretraining: from random numbers to a language model
  //:
  //: Everything so far was preparation. Now a model that knows nothing reads a text, and is asked one
  //: question over and over: *what comes next?* For each wrong guess every parameter moves a little.
  //: That is all of pretraining. The rest is doing it often enough, fast enough, and without losing
  //: the work when somebody trips over the cable.
  //:
  //: ## What there is to beat
  //:
  //: A loss means nothing by itself. 2.1: is that good? Compare it with something stupid. The stupid
  //: model of this chapter looks at **one byte** and guesses the next: a byte bigram model, which is
  //: a table of counts.
  //:
  //: We measure in **bits per byte**: how many bits a perfect compressor would need for each byte of
  //: held-out text, if it used the model's guesses. Unlike loss per token it does not depend on how
  //: the text was cut, so a byte model and a BPE model can be compared.
  let text = notebook.courseText()

  /// The bits that a table of pairs needs for a text, after counting the pairs of another.
  ///
  /// Each row is mixed with the frequencies of single ids, and those with a uniform guess, so that
  /// nothing unseen has probability zero.
  func bigramBits(training: [[Int32]], heldOut: [[Int32]], vocabularySize size: Int) -> Double {
    var singles = [Double](repeating: 1, count: size)
    var rows = [Double](repeating: 0, count: size)
    var pairs = [Int32](repeating: 0, count: size * size)
    for (previous, next) in training.flatMap({ zip($0, $0.dropFirst()) }) {
      singles[Int(next)] += 1
      rows[Int(previous)] += 1
      pairs[size * Int(previous) + Int(next)] += 1
    }
    let total = singles.reduce(0, +)
    var bits = 0.0
    for (previous, next) in heldOut.flatMap({ zip($0, $0.dropFirst()) }) {
      let seen = Double(pairs[size * Int(previous) + Int(next)])
      bits -= log2((seen + singles[Int(next)] / total) / (rows[Int(previous)] + 1))
    }
    return bits
  }
  func bytes(_ corpus: Corpus) -> [[Int32]] { corpus.texts.map { $0.map { Int32($0) } } }
  let heldOutByteCount = Double(text.heldOut.byteCount)
  let bigram =
    bigramBits(training: bytes(text.training), heldOut: bytes(text.heldOut), vocabularySize: 256)
    / heldOutByteCount
  notebook.show("A byte bigram model needs \(NumberStyle.decimals(3).text(bigram)) bits per byte.")

  //: And at the other end, what is the best that anybody could do? For real text nobody knows. For
  //: the built-in worlds we do: they are drawn from a grammar, so their entropy can be computed
  //: exactly. No model of any size gets below it on average. This is the luxury of a toy.
  let shares = text.parts.map { Double($0.heldOut.byteCount) / heldOutByteCount }
  var entropy: Double?
  if notebook.userCorpus == nil {
    let exact = [World.general, .finance].map { $0.entropy(seed: notebook.seed).bitsPerByte }
    entropy = zip(shares, exact).map { $0 * $1 }.reduce(0, +)
  }

  //: ## The plan
  //:
  //: A run is decided by few numbers. The model's shape; the batch; the length of a window; how many
  //: steps; how fast to learn. Change any of them here, run the chapter again, and you have done an
  //: experiment.
  let plan = try notebook.coursePlan(text)
  // To experiment: make it `var plan`, and then, for example, plan.training.steps = 800
  let model = plan.model
  var shape = Table([.text("the plan"), .number("value", style: .automatic)])
  shape.append("layers", model.layerCount)
  shape.append("width", model.width)
  shape.append("vocabulary", model.vocabularySize)
  shape.append("parameters", model.parameterCount.all)
  shape.append("tokens a step", plan.training.tokensPerStep)
  shape.append("steps", plan.training.steps)
  shape.append("tokens trained on", plan.training.tokensPerStep * plan.training.steps)
  shape.append("tokens there are", plan.sources.map(\.tokens.count).reduce(0, +))
  notebook.show(shape)

  //: A vocabulary is a kind of knowledge too: a token is several bytes that go together. So the fair
  //: rival is a table of *token* pairs. It is large, and it is still a table.
  let tokenBigram =
    bigramBits(
      training: plan.sources.map(\.tokens), heldOut: plan.validation.map(\.ids),
      vocabularySize: model.vocabularySize) / heldOutByteCount
  notebook.show(
    "A token bigram model needs \(NumberStyle.decimals(3).text(tokenBigram)) bits per byte.")

  //: One number of the plan costs something whatever the model: the window. Where it begins in the
  //: middle of a document, the heading is out of sight, and whom the text is about must be guessed.
  //: The grammar knows what that costs an ideal reader: the floor for a window of this length, as a
  //: mean over windows that are drawn, with its standard error.
  var floor: Double?
  if notebook.userCorpus == nil, let entropy {
    let tokenCount = plan.validation.map(\.ids.count).reduce(0, +)
    let windowBytes = Int(Double(model.contextLength) * heldOutByteCount / Double(tokenCount))
    let floors = [World.general, .finance].map {
      $0.floor(contextBytes: windowBytes, seed: notebook.seed)
    }
    let windowFloor = zip(shares, floors).map { $0 * $1.bitsPerByte }.reduce(0, +)
    let error = zip(shares, floors).map { ($0 * $1.standardError) * ($0 * $1.standardError) }
      .reduce(0, +).squareRoot()
    var floorTable = Table([
      .text("nobody gets below"), .number("bits per byte", style: .decimals(3)),
    ])
    floorTable.append("with the whole document in sight", entropy)
    floorTable.append("with windows of \(model.contextLength) tokens", windowFloor)
    floorTable.append("its standard error", error)
    notebook.show(floorTable)
    notebook.claim(
      "what the window's length costs at least, bits per byte", windowFloor - entropy, in: 0...0.1)
    floor = windowFloor
  }

  //: BloombergGPT's plan had the same rows: 70 layers, width 7,680, 139,200 steps of up to 4.2
  //: million tokens, 569 billion tokens in all, of 709 billion that there were (Wu et al. 2023,
  //: sections 2 and 3). That is half a million times as many tokens as on this page, and by chapter
  //: 3's count each of them took fifty thousand times as many operations.
  //:
  //: ## One step, by hand
  //:
  //: A step draws windows of text at random places, runs the model forward, compares its guesses with
  //: what really came next, runs backward to get one gradient per parameter, and lets the optimizer
  //: move them. **AdamW** keeps two running averages per parameter: of the gradient, and of its square.
  //: It steps along the first, divided by the root of the second, so that every parameter moves at
  //: about the learning rate however large its gradients are (Kingma and Ba 2015; Loshchilov and
  //: Hutter 2019).
  //:
  //: **Predict.** Before the first step the model knows nothing. It spreads its guess over all tokens
  //: of the vocabulary. What is the loss, in nats? (One of them is right: $-\ln \frac{1}{V}$.)
  let parameters = try ParameterStore<Float>(model)
  parameters.initialize(seed: notebook.seed)
  let sampler = try WindowSampler(
    sources: plan.sources, contextLength: model.contextLength, seed: notebook.seed)
  let trainer = try Trainer(parameters, plan.training, data: sampler)
  let untrained = try plan.validation.map { try trainer.loss(of: $0.ids, name: $0.name).mean }
  let firstStep = try trainer.trainStep()
  let uniform = log(Double(model.vocabularySize))
  var firstTable = Table([.text("before the first step"), .number("nats", style: .decimals(3))])
  firstTable.append("loss of the untrained model", firstStep.loss)
  firstTable.append("ln of the vocabulary's size", uniform)
  notebook.show(firstTable)
  notebook.claim(
    "the untrained model's loss, as a share of ln V", firstStep.loss / uniform, in: 0.97...1.06)

  //: If this number is far off, stop: something is broken, and no amount of training will tell you
  //: what. It is the cheapest test in the field.
  //:
  //: ## How fast to learn
  //:
  //: The learning rate rises from zero over the first steps, because the running averages are not
  //: worth much yet. Then it falls along half a cosine to a tenth. BloombergGPT did the same: 1,800
  //: steps up to $6\cdot 10^{-5}$, then down to $6\cdot 10^{-6}$ (Wu et al. 2023, table 4).
  //: Hoffmann et al. (2022) found that the cosine should end where the training ends: a schedule made
  //: for a longer run leaves the loss too high.
  //:
  //: ## The run
  //:
  //: **Predict.** After how many steps will the model beat the table of token pairs? A tenth of the
  //: run? Half? Then let it run. It is stored under its own plan; the second time you get it at once.
  let trained = try notebook.pretrain("course model", plan)
  let result = trained.result

  // Bits per byte of the held-out texts together, each weighted by its bytes.
  let weights = plan.validation.map { Double($0.byteCount) }
  let perNat = result.validation.map { $0.bitsPerByte / $0.loss }
  func together(_ losses: [Double]) -> Double {
    let bits = losses.indices.map { losses[$0] * perNat[$0] * weights[$0] }
    return bits.reduce(0, +) / weights.reduce(0, +)
  }
  let looked = result.metrics.filter { row in row.validationLosses.allSatisfy { $0 != nil } }
  let heldOutTokens = [0] + looked.map { Double($0.tokens) }
  let heldOutBits =
    [together(untrained)] + looked.map { together($0.validationLosses.compactMap(\.self)) }
  let final = together(result.validation.map(\.loss))
  let crossing = zip(heldOutTokens, heldOutBits).first { $0.1 < tokenBigram }?.0

  let meanPerNat = perNat.mean
  var marks: [Mark] = [
    .line(
      "training batches", x: result.metrics.map { Double($0.tokens) },
      y: result.metrics.map { $0.trainingLoss * meanPerNat }, color: .gray, width: 1),
    .line("held-out text", x: heldOutTokens, y: heldOutBits, showsPoints: true),
    .horizontal(bigram, "table of byte pairs"),
    .horizontal(tokenBigram, "table of token pairs"),
  ]
  if let floor { marks.append(.horizontal(floor, "floor of the window")) }
  let title =
    crossing.map {
      "The model beats a table of token pairs after \(NumberStyle.suffix.text($0)) tokens"
    } ?? "So short a run does not beat a table of token pairs yet"
  try notebook.plot(
    Figure(
      "loss", title: title,
      subtitle: "\(NumberStyle.suffix.text(Double(result.parameterCount))) parameters on "
        + text.parts.map(\.name).joined(separator: " and ") + " text",
      caption: "Training batches in the mean bytes per token of the held-out texts.",
      x: Axis("tokens trained on"), y: Axis("loss", unit: "bits per byte"), marks: marks))
  notebook.claim(
    "bits per byte on held-out text, as a share of the byte bigram model's", final / bigram,
    in: 0.1...0.85, smoke: 0.1...0.97)
  notebook.claim(
    "as a share of the token bigram model's", final / tokenBigram, in: 0.1...0.95,
    smoke: 0.2...2, scope: .builtInCorpus)
  if let floor {
    notebook.claim(
      "bits per byte above the window's floor, which no honest model can go below", final - floor,
      in: 0...1.4, smoke: 0...3)
  }

  //: Look at the left end first. The untrained model guesses uniformly among its tokens, and may already
  //: stand below the table of byte pairs: that much knowledge is in the vocabulary alone.
  //:
  //: Then look at the shape. First the model learns which tokens are frequent; that is quick. Then which
  //: follow which. Then what the paragraph is about. The easy bits come first, and every further one
  //: is dearer: that curve is what chapter 7 turns into a law.
  //:
  //: What does it write?
  let generator = try Generator(ModelDirectory.read(trained.folder))
  var draws = try Sampler(temperature: 0.8, topP: 0.95, seed: notebook.seed)
  let written = try generator.generate(
    "The", tokenizer: plan.tokenizer, maximumNewTokens: 60, sampler: &draws)
  notebook.show("The" + written)

  //: This is not fluent. Capitals, commas and full stops stand where a sentence has them, and most
  //: of the words are words. Hardly a sentence makes sense. Chapter 4 counts: of the sentences that
  //: this model writes at temperature 1, only a few in a hundred could come from the grammar that
  //: it learned from. The *form* of a text comes before its sense. Keep that in mind when somebody
  //: shows you a demo.
  //:
  //: ## Where the memory goes
  //:
  //: Beginners count parameters. The bill has four items. Every parameter has a **gradient** (here one
  //: per replica: each of the threads has its own) and **two averages** of AdamW. And the forward pass
  //: keeps its intermediate results, the **activations**, because the backward pass needs them. Those
  //: grow with the batch, not with the model alone.
  let memory = result.memory
  let items = [
    ("parameters", memory.parameters), ("gradients", memory.gradients),
    ("optimizer state", memory.optimizerState), ("activations", memory.activations),
  ]
  let activationShare = Double(memory.activations) / Double(memory.total)
  try notebook.plot(
    Figure(
      "memory",
      title:
        "Activations take \(NumberStyle.percent(0).text(activationShare)) of this run's memory",
      subtitle: "\(NumberStyle.bytes.text(Double(memory.total))) in Float32, "
        + "\(plan.training.replicas) replicas, \(plan.training.batch) windows of "
        + "\(model.contextLength) tokens",
      x: Axis("memory", unit: "MiB"), y: Axis("", categories: items.map(\.0)),
      marks: [.bars("", items.map { Double($0.1) / 1_048_576 }, valueStyle: .decimals(1))]))
  let planned = try MemoryEstimate(
    planning: model, batch: plan.training.batch, time: model.contextLength,
    replicas: plan.training.replicas)
  notebook.claim(
    "the memory planned before the run is the memory of the run, to the byte",
    planned.total == memory.total)

  //: A plan is a promise of the program to itself. The operating system keeps its own books. So build
  //: a trainer for a wider model, do a step, and ask Linux by how much this process has grown.
  //:
  //: And what if the activations do not fit? Then keep only what goes *into* each layer, and compute
  //: the rest again when the backward pass comes by: **recomputation** (Chen et al. 2016). Memory is
  //: bought with time. **Predict.** The price is one more forward pass. A step is a forward pass and
  //: a backward pass that costs two of them. How much longer does it take? And does the model become
  //: another one?
  let wide = ModelConfiguration(
    vocabularySize: model.vocabularySize, contextLength: model.contextLength, width: 256,
    layerCount: notebook.pick(smoke: 3, lesson: 6), headCount: 4)

  /// A trainer of the wide model after its first step, and what it made this process hold.
  func wideTrainer(recomputation: Bool) throws -> (
    trainer: Trainer, loss: Double, plan: MemoryEstimate, grown: Int
  ) {
    var training = plan.training
    training.batch = 16
    training.recomputation = recomputation
    let before = MachineProbe.residentMemoryByteCount
    let weights = try ParameterStore<Float>(wide)
    weights.initialize(seed: training.seed)
    let trainer = try Trainer(weights, training, data: sampler)
    let loss = try trainer.trainStep().loss
    return (
      trainer, loss, try training.memoryEstimate(wide),
      MachineProbe.residentMemoryByteCount - before
    )
  }
  let keeping = try wideTrainer(recomputation: false)
  let again = try wideTrainer(recomputation: true)
  let profiledSteps = notebook.pick(smoke: 2, lesson: 4)
  let keepingStep = try StepProfile.measure(keeping.trainer, steps: profiledSteps)
  let againStep = try StepProfile.measure(again.trainer, steps: profiledSteps)
  var trade = Table([
    .text("activations"), .number("planned", style: .bytes),
    .number("process grew by", style: .bytes),
    .number("time of a step, kept = 1", style: .decimals(2)),
  ])
  trade.append("kept", keeping.plan.total, keeping.grown, 1.0)
  trade.append(
    "computed again", again.plan.total, again.grown, againStep.seconds / keepingStep.seconds)
  notebook.show(trade)
  notebook.observe(
    "what the process grew by, over the plan", Double(keeping.grown) / Double(keeping.plan.total),
    in: 0.85...1.2, smoke: 0.7...1.4)
  notebook.claim(
    "activations that are left, as a share",
    Double(again.plan.activations) / Double(keeping.plan.activations), in: 0.1...0.7)
  notebook.observe(
    "a step that computes them again, over one that keeps them",
    againStep.seconds / keepingStep.seconds, in: 0.9...2)
  notebook.claim("both have the same loss, bit for bit", keeping.loss == again.loss)

  //: The same bits: it is a trade of memory for time and for nothing else. It costs less than the
  //: third that the count says, because the last layer still stands when the backward pass begins, and
  //: the head is not computed again at all.
  //:
  //: For large models the proportions turn. In mixed precision AdamW takes 16 to 18 bytes per
  //: parameter before the first activation. BloombergGPT's 50.6 billion then need about 900 gigabytes,
  //: and a card of its cluster had 40. So the state was cut into pieces over 128 cards (ZeRO stage 3),
  //: and activations were thrown away and computed again (Wu et al. 2023, section 3).
  let giant = MemoryEstimate.mixedPrecision(.bloombergGPT, batch: 1, time: 2_048)
  let state = Double(giant.parameters + giant.gradients + giant.optimizerState)
  notebook.claim(
    "A100 cards of 40 GB that BloombergGPT's training state alone would fill", state / 40e9,
    in: 18...26)

  //: ## Where the time goes
  //:
  //: A rule of thumb: training costs $6N$ floating-point operations per token for $N$ parameters,
  //: two for each multiplication and addition forward, four backward (Kaplan et al. 2020). It leaves
  //: attention's $T^2$ out, and counts the head in. How good is it here?
  let cost = ComputeCost(model)
  let operationRate = cost.trainingPerToken * trained.tokensPerSecond
  var speed = Table([.text("speed of the run"), .number("value", style: .significant(3))])
  speed.append("tokens a second", trained.tokensPerSecond)
  speed.append("GFLOP a second", operationRate / 1e9)
  speed.append("exact operations a token / 6N", cost.trainingPerToken / cost.sixN)
  notebook.show(speed)
  notebook.claim(
    "operations per token, counted product by product, over the rule's 6N",
    cost.trainingPerToken / cost.sixN, in: 1.0...1.4)

  //: ## A step, taken apart
  //:
  //: Operations are not time; chapter 2 had a taste of that. So here is a step of the run itself,
  //: with a clock at every operation. Beside it stand its **products alone**: the same matrix
  //: products, one after the other, with nothing in between. No step that leaves its products to
  //: OpenBLAS gets under them by much, and what it takes beyond them is what the rest of the
  //: program costs.
  //:
  //: **Predict.** Nearly all operations are in the products. Is nearly all of the time?
  // What else runs on the machine changes its speed, so the roof is looked for before and after.
  let roofBefore = Roofline.measure(threads: plan.training.replicas, tries: 3)
  let profile = try StepProfile.measure(trainer, steps: notebook.pick(smoke: 12, lesson: 30))
  let products = try ProductFloor(
    model, batch: plan.training.batch, time: model.contextLength, replicas: profile.replicas)
  let productTimes = (0..<12).map { _ in products.run() }.sorted().prefix(6)
  let productsAlone = productTimes.mean
  let overProducts = profile.seconds / productsAlone
  let timed = profile.parts.filter { $0.seconds > 0 }.sorted { $0.seconds > $1.seconds }
  let productParts: [StepPart] = [.linear, .attention, .head]
  let productShare =
    productParts.reduce(0) { $0 + profile[$1].seconds } / profile.seconds
  let noBars = timed.map { _ in 0.0 }
  try notebook.plot(
    Figure(
      "step",
      title: "A training step takes \(NumberStyle.decimals(2).text(overProducts)) times its matrix "
        + "products alone",
      subtitle: "Where its time goes, on \(profile.replicas) threads; linear, attention and head "
        + "contain the products",
      x: Axis("time", unit: "ms"),
      y: Axis("", categories: timed.map(\.part.name) + ["whole step", "products alone"]),
      marks: [
        .bars(
          "parts", timed.map { 1_000 * $0.seconds } + [0, 0], isStacked: true,
          placement: .hidden),
        .bars(
          "whole", noBars + [1_000 * profile.seconds, 1_000 * productsAlone], isStacked: true,
          placement: .hidden),
      ]))
  func operations(_ parts: [StepPart]) -> Double {
    parts.reduce(0) { $0 + profile[$1].operations }
  }
  notebook.claim(
    "share of the operations that are in products",
    operations(productParts) / operations(StepPart.allCases), in: 0.93...1)
  notebook.observe(
    "share of the step in linear layers, attention and head", productShare, in: 0.4...0.98)
  notebook.observe("the step's time over its products alone", overProducts, in: 0.6...4)

  //: Why are some parts so slow for the little that they compute? Because they wait for memory. For
  //: each part count the operations, and the bytes that it must fetch and store at least. The
  //: quotient is its **intensity**. A machine has a peak of operations a second, and a bandwidth of
  //: bytes a second, so a part with $I$ operations a byte reaches at most
  //: $$\min(\text{peak},\ I \cdot \text{bandwidth}).$$
  //: Drawn on logarithmic paper that is the **roofline** (Williams, Waterman and Patterson 2009): under
  //: the slope the memory is the limit, under the flat roof the processor is. Numbers of 16 bits have a flat
  //: roof of their own (dashed, where the processor multiplies them), of which more below.
  //:
  //: **Predict.** AdamW reads four numbers and writes three for some fifteen operations. A linear layer
  //: uses each number that it fetches for a hundred tokens and more. Where do the two stand?
  let roofAfter = Roofline.measure(threads: profile.replicas, tries: 3)
  let roof = Roofline(
    peak: max(roofBefore.peak, roofAfter.peak),
    bandwidth: max(roofBefore.bandwidth, roofAfter.bandwidth))
  let placed = profile.computingParts.compactMap { part in
    part.intensity.flatMap { intensity in
      part.rate.map { (part: part.part, intensity: intensity, rate: $0 / 1e9) }
    }
  }
  let lowest = 0.5 * (placed.map(\.rate).min() ?? 1)
  let leftmost = 0.2 * (placed.map(\.intensity).min() ?? 0.1)
  let rightmost = max(4 * (placed.map(\.intensity).max() ?? 10), 4 * roof.ridge)
  func ofPeak(_ part: StepPart) -> Double { (profile[part].rate ?? 0) / roof.peak }
  func isProduct(_ part: StepPart) -> Bool { productParts.contains(part) }
  let peak = roof.peak / 1e9
  let slopeEnd = 0.3 * roof.ridge
  let roofPlaces = [leftmost, roof.ridge, rightmost]
  var roofMarks: [Mark] = [
    .line(
      "", x: roofPlaces, y: roofPlaces.map { roof.bound(intensity: $0) / 1e9 }, color: .black),
    .note("peak of matrix products", at: (rightmost, 1.2 * peak), alignment: .right),
    .note("the memory's\nbandwidth", at: (slopeEnd, 0.5 * roof.bound(intensity: slopeEnd) / 1e9)),
  ]
  // The roof over products of 16-bit numbers, of which a later section speaks.
  if ProductPrecision.bfloat16.isAvailable {
    let rounded = MachineProbe.matrixProductRate(threads: profile.replicas, precision: .bfloat16)
    let start = rounded * 1e9 / roof.bandwidth
    roofMarks += [
      .line("", x: [start, rightmost], y: [rounded, rounded], color: .black, dash: .dashed),
      .note("of bfloat16's", at: (rightmost, 0.83 * rounded), alignment: .right),
    ]
  }
  for place in placed {
    let color: Hue = isProduct(place.part) ? .blue : .vermilion
    roofMarks.append(
      .line(
        place.part.name, x: [place.intensity, place.intensity], y: [lowest, place.rate],
        color: color, width: 7, placement: .hidden))
    // Names stand left of their bars, above the slope or under the flat roof.
    let isLast = place.part == .linear
    let above = max(place.rate, roof.bound(intensity: place.intensity) / 1e9)
    let height = isProduct(place.part) ? min(place.rate, 0.85 * peak) : 1.15 * above
    roofMarks.append(
      .note(
        place.part.name, at: (place.intensity * (isLast ? 1.08 : 0.92), height),
        pointingTo: height > 1.3 * place.rate
          ? (place.intensity, place.rate) : nil, alignment: isLast ? .left : .right, color: color))
  }
  let percent = NumberStyle.percent(0)
  try notebook.plot(
    Figure(
      "roofline",
      title: "Linear layers reach \(percent.text(ofPeak(.linear))) of this machine's peak, the "
        + "optimizer \(percent.text(ofPeak(.optimizer)))",
      subtitle: "The parts of a training step under the roofline of \(profile.replicas) threads; "
        + "both axes logarithmic",
      caption: "Bytes: those that must move at least. A part whose data are in the cache still can "
        + "pass the slope.",
      size: Figure.Size(width: 960, height: 640),
      x: Axis("intensity", unit: "operations a byte", scale: .log, range: leftmost...rightmost),
      y: Axis("rate", unit: "GFLOP/s", scale: .log, from: lowest), marks: roofMarks))
  notebook.observe(
    "linear layers' share of the peak", ofPeak(.linear), in: 0.1...1.3, smoke: 0.05...1.3)
  notebook.observe("the optimizer's", ofPeak(.optimizer), in: 0.001...0.6)
  notebook.claim(
    "operations a byte in a linear layer, for each one in the optimizer",
    (profile[.linear].intensity ?? 0) / (profile[.optimizer].intensity ?? 1), in: 10...1_000)
  let utilization =
    cost.trainingPerToken * Double(plan.training.tokensPerStep)
    / profile.seconds / roof.peak
  notebook.observe(
    "the whole step's operations a second, over the peak", utilization, in: 0.05...1.2)

  //: Blue bars have products in them; they stand far to the right, near the roof. Orange bars pass once
  //: over their data. Nobody makes them compute faster. What helps is to pass less often: GELU leaves
  //: its derivative behind in the same pass, the residual is added by the product itself, the sum of
  //: the gradients takes their norm along. That is fusing again, and it is why the step stays so near
  //: its products. (A bar may pass the slope where its data have not left the cache: the count of
  //: bytes supposes that everything comes from memory.)
  //:
  //: The last line is what the field calls **model FLOPs utilization**. What would a framework reach
  //: on your machine? Numbers from other machines answer nothing, so there are none here:
  //: `python3 Tests/Benchmarks/compare.py` runs PyTorch and the workbook in turns on the same models
  //: and prints the ratios. `./workbook bench train` prints this section for a model of your choice.
  //:
  //: BloombergGPT's run took $2.36\cdot 10^{23}$ operations on 512 A100 cards in about 53 days, at
  //: 102 TFLOP/s a card, a third of what the card can do at its best (Wu et al. 2023, section 3).
  //: **Predict.** How long would *this* machine take for it?
  let years = 2.36e23 / max(operationRate, 1) / (365.25 * 86_400)
  notebook.show(
    "BloombergGPT's run on this machine: about \(NumberStyle.significant(2).text(years)) years.")
  notebook.observe(
    "years; it is quicker to wait for the next generation of hardware", years,
    in: 1_000...100_000_000)

  //: ## Sixteen bits
  //:
  //: The flat roof is where it is because a product multiplies numbers of 32 bits. Half the bits are half
  //: the bytes, and on processors made for it twice the products. But which half? A floating-point number
  //: has a sign, an **exponent**, which says how large it is, and a **mantissa**, which says where exactly
  //: it lies between two powers of two. Float16 keeps 10 bits of mantissa and 5 of exponent. **Bfloat16**
  //: keeps all 8 bits of float32's exponent and has 7 left for the mantissa: it is a float32 with its lower
  //: half cut off. BloombergGPT computed in bfloat16 and kept its parameters in float32 (Wu et al. 2023,
  //: section 3).
  //:
  //: **Predict.** Float16 is eight times as precise. Training needs precision above all, or does it? Take
  //: the gradients of the model that was just trained and round them to both. What becomes of them?
  let arena = Arena()
  let trainedWeights = try ModelDirectory.read(trained.folder)
  let gradients: BufferSlice<Float> = arena.allocate(trainedWeights.layout.count, of: 0)
  let probe = try Decoder(
    trainedWeights, batch: plan.training.batch, time: model.contextLength, gradients: gradients)
  for row in 0..<plan.training.batch {
    sampler.fill(
      step: 0, sequence: row, tokens: probe.tokens.pointer + row * model.contextLength,
      targets: probe.targets.pointer + row * model.contextLength)
  }
  _ = probe.forward(scale: 1 / Double(plan.training.tokensPerStep))
  probe.backward(startingAnew: true)
  let nonzero = gradients.array.filter { $0 != 0 }

  /// The share of numbers that become zero, and the mean relative error of the others.
  func fate(_ values: [Float], _ round: (Float) -> Float) -> (lost: Double, error: Double) {
    let rounded = values.map(round)
    let kept = zip(values, rounded).filter { $0.1 != 0 }
    return (
      Double(values.count - kept.count) / Double(values.count),
      kept.map { Double(abs($0.1 / $0.0 - 1)) }.mean
    )
  }
  func float16(_ value: Float) -> Float {
    HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(value))
  }
  func bfloat16(_ value: Float) -> Float {
    HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits(value))
  }
  let lossScale: Float = 4_096
  let fates = [
    ("float16", fate(nonzero, float16)),
    ("float16, loss times 4,096", fate(nonzero) { float16($0 * lossScale) / lossScale }),
    ("bfloat16", fate(nonzero, bfloat16)),
  ]
  var rounding = Table([
    .text("gradients rounded to"), .number("become zero", style: .percent(2)),
    .number("error of the rest", style: .percent(2)),
  ])
  for (name, fate) in fates { rounding.append(name, fate.lost, fate.error) }
  notebook.show(rounding)
  notebook.claim("share of gradients that bfloat16 loses", fates[2].1.lost, in: 0...1e-6)
  notebook.observe("share that float16 loses", fates[0].1.lost, in: 1e-4...0.3)
  notebook.claim("share that it loses with the loss scaled", fates[1].1.lost, in: 0...1e-3)
  notebook.claim(
    "bfloat16's error over float16's, where float16 has its full mantissa",
    fates[2].1.error / fate(nonzero.filter { abs($0) > 1e-4 }, float16).error, in: 6...10)

  //: What is lost is lost for good: a parameter whose gradient is always zero is never trained. So training
  //: in float16 multiplies the loss by some thousands, and with it every gradient, and divides before the
  //: update: **loss scaling** (Micikevicius et al. 2017). The factor has to follow the training, for too
  //: large a one overflows. Bfloat16 has the range of float32 and needs none of it. Its errors are larger,
  //: but a gradient is a noisy estimate anyway, and a rounding that falls to either side averages out.
  //:
  //: What then stays in float32? Sums, for a thousand small terms added to a large sum would vanish one by
  //: one. And the parameters. **Mixed precision** means: parameters, gradients and AdamW's averages in
  //: float32; beside them a bfloat16 copy of the parameters, made anew in every update; products that read
  //: bfloat16 numbers and add up in float32. First the plain version: round both factors, multiply, add.
  let (rows, inner) = (24, 96)
  var stream = RandomStream(seed: notebook.seed).fork("sixteen bits")
  let left = (0..<rows * inner).map { _ in Float(stream.normal()) }
  let right = (0..<rows * inner).map { _ in Float(stream.normal()) }

  /// A·Bᵀ by three loops.
  func plainProduct(_ a: [Float], _ b: [Float]) -> [Double] {
    (0..<rows * rows).map { place in
      (0..<inner).reduce(0) {
        $0 + Double(a[place / rows * inner + $1]) * Double(b[place % rows * inner + $1])
      }
    }
  }
  func relativeGap(_ values: [Double], _ exact: [Double]) -> Double {
    let gap = zip(values, exact).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (gap / exact.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }
  let exactProduct = plainProduct(left, right)
  let roundedProduct = plainProduct(left.map(bfloat16), right.map(bfloat16))
  notebook.claim(
    "the error of a product of rounded numbers, relative to the product",
    relativeGap(roundedProduct, exactProduct), in: 5e-4...5e-3)

  //: A few thousandths. The library's product is oneDNN's. It exists only where the processor multiplies
  //: such numbers itself, and then it gives what the three loops give.
  let hasBFloat16 = ProductPrecision.bfloat16.isAvailable
  if hasBFloat16 {
    let shape = ProductShape(rows: rows, columns: rows, inner: inner, isBTransposed: true)
    let product = Tape<Float>(arena: arena, products: ProductPlan(precision: .bfloat16))
      .product(shape, isRounded: true)
    var result = [Float](repeating: 0, count: rows * rows)
    product.run(
      left.map { HalfPrecision.bfloat16Bits($0) }, right.map { HalfPrecision.bfloat16Bits($0) },
      into: &result, accumulating: false)
    notebook.claim(
      "oneDNN's product, relative to three loops over the same rounded numbers",
      relativeGap(result.map(Double.init), roundedProduct), in: 0...1e-6)
  } else {
    notebook.show(
      "This processor does not multiply bfloat16 numbers; the book computes in float32.")
  }

  //: Is it faster? That depends on the processor alone, so it is measured. Processors with matrix units, or
  //: with two full bfloat16 pipes, double the roof; others have the instruction and are *slower* with it.
  //: `./workbook pretrain --precision auto` measures once and takes what is faster here.
  let cores = plan.training.replicas
  let rates = ProductPrecision.allCases.filter(\.isAvailable).map {
    (precision: $0, rate: MachineProbe.matrixProductRate(threads: cores, precision: $0))
  }
  var roofs = Table([
    .text("products of"), .number("rate, GFLOP/s", style: .decimals(0)),
    .number("ridge, operations a byte", style: .decimals(0)),
  ])
  for (precision, rate) in rates {
    roofs.append(precision.rawValue, rate, rate * 1e9 / roof.bandwidth)
  }
  notebook.show(roofs)
  notebook.observe(
    "the roof of bfloat16 over that of float32",
    (rates.last?.rate ?? 0) / (rates.first?.rate ?? 1), in: 0.3...20)

  //: Where the roof is higher, the slope is not: more parts of a step wait for memory than before, and the
  //: passes over data that were cheap beside float32 products become what there is to save.
  //:
  //: **Break it.** Why keep the parameters in float32 at all, if products never see them so? Keep them in
  //: bfloat16 alone: after every update, round them. The gap between two bfloat16 numbers is up to 1/128 of
  //: them. Let the model that was trained go on with a hundredth of its highest rate, as long runs do near
  //: their end. **Predict.** AdamW's update is about as large as the rate, whatever the gradient. What will
  //: rounding make of it?
  var slow = plan.training
  slow.steps = notebook.pick(smoke: 6, lesson: 150)
  slow.schedule = .constant(peak: 0.01 * plan.training.schedule.peak, warmupSteps: 1)

  /// Goes on training the course model with a small rate; returns its held-out loss, and the share of
  /// parameters that the last update changed.
  func goOn(roundingParameters: Bool) throws -> (loss: Double, moved: Double) {
    let weights = try ModelDirectory.read(trained.folder)
    func roundAll() {
      guard roundingParameters else { return }
      for i in 0..<weights.values.count { weights.values[i] = bfloat16(weights.values[i]) }
    }
    roundAll()
    let trainer = try Trainer(weights, slow, data: sampler)
    var before: [Float] = []
    for _ in 0..<slow.steps {
      before = weights.values.array
      _ = try trainer.trainStep()
      roundAll()
    }
    let moved = zip(before, weights.values.buffer).count { $0 != $1 }
    return (
      try trainer.loss(of: plan.validation[0]).mean, Double(moved) / Double(before.count)
    )
  }
  let kept = try goOn(roundingParameters: false)
  let broken = try goOn(roundingParameters: true)
  var endings = Table([
    .text("parameters kept in"), .number("held-out loss", style: .decimals(4)),
    .number("moved by the last update", style: .percent(1)),
  ])
  endings.append("(before)", result.validation[0].loss, "")
  endings.append("float32", kept.loss, kept.moved)
  endings.append("bfloat16 alone", broken.loss, broken.moved)
  notebook.show(endings)
  notebook.claim(
    "share of parameters that an update moves when they are kept in float32", kept.moved,
    in: 0.9...1)
  notebook.claim(
    "the same when they are kept in bfloat16 alone", broken.moved, in: 0...0.3, smoke: 0...0.9)
  notebook.observe(
    "nats that the float32 run ends below the other", broken.loss - kept.loss, in: -0.02...0.2)

  //: Nearly all updates are smaller than half the gap to the next number, and so they do nothing, however
  //: often they come. A float32 copy collects them until they count. That copy is why mixed precision takes *more*
  //: memory for parameters, not less: $4 + 2$ bytes for the two copies, 8 for AdamW's averages and 4 for
  //: the gradient, 18 bytes a parameter beside the 16 of float32 alone; 16 where gradients are kept in
  //: bfloat16 too. What shrinks are activations.
  var bytes = Table([
    .text("bytes a parameter"), .number("parameters"), .number("gradient"), .number("averages"),
    .number("all"),
  ])
  bytes.append("float32", 4, 4, 8, 16)
  for gradientBytes in [4, 2] {
    let one = MemoryEstimate.mixedPrecision(
      .bloombergGPT, batch: 1, time: 2_048, gradientByteCount: gradientBytes)
    let count = ModelConfiguration.bloombergGPT.parameterCount.all
    bytes.append(
      "bfloat16, gradients of \(8 * gradientBytes) bits", one.parameters / count,
      one.gradients / count, one.optimizerState / count,
      (one.parameters + one.gradients + one.optimizerState) / count)
  }
  notebook.show(bytes)

  //: ## The cable
  //:
  //: Long runs die: of power cuts, full disks, impatient neighbours. A **checkpoint** holds all that
  //: the run needs to go on: parameters, both averages, the number of the step. Not the random
  //: numbers: which window a step sees is a function of the seed and the step alone.
  //:
  //: "Goes on" has an exact meaning. A run that was interrupted must end with **the same bits** as one
  //: that was not. Close is not good enough: if the bits differ, something was forgotten, and what was
  //: forgotten may matter at step 100,000. BloombergGPT's logbook is full of restarts.
  //:
  //: We train a small plan twice: once in one go, once interrupted in the middle and resumed.
  var short = plan
  short.training.steps = notebook.pick(smoke: 12, lesson: 24)
  short.training.checkpointEvery = notebook.pick(smoke: 3, lesson: 5)
  short.validation = []
  let interruptedAt = notebook.pick(smoke: 7, lesson: 13)
  let folders = ["in one go", "interrupted"].map { name in
    "\(notebook.runDirectory.artifacts)/resume \(name)"
  }
  _ = try Pretraining.run(short, in: folders[0], start: .overwrite, title: nil)
  do {
    _ = try Pretraining.run(
      short, in: folders[1], start: .overwrite, title: nil, stoppingAfter: interruptedAt)
  } catch TrainingError.interrupted(let step) {
    notebook.show("interrupted after step \(step); the checkpoint holds it")
  }
  _ = try Pretraining.run(short, in: folders[1], start: .resume, title: nil)
  let weightFiles = try folders.map { try AtomicFile.read("\($0)/model.safetensors") }
  notebook.claim(
    "the resumed run's weights are, bit for bit, those of the run in one go",
    weightFiles[0] == weightFiles[1])

  //: ## What to take away
  //:
  //: - Compare with something stupid, and where you can with something perfect.
  //: - The loss before the first step is $\ln V$. Check it.
  //: - Memory is parameters four times over, plus activations; recomputation trades those for time.
  //: - Time is $6ND$ over a rate, and the rate has two limits: the processor and the memory.
  //: - Products can do with 16 bits if the exponent keeps its 8; sums and parameters cannot.
  //: - Bits per byte make models with different vocabularies comparable.
  //:
  //: Try: twice the steps; half the width; a learning rate ten times as high (the run will end with one
  //: line that says it diverged, or with a curve that says it wanted to). Or your own text:
  //: `./workbook run 5 --corpus filings.txt`. Outside the chapter, `./workbook pretrain --help` does
  //: the same with every number an option.
  //:
  //: ## Exercises
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 5))
}
