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

  //: BloombergGPT's plan had the same rows: 70 layers, width 7,680, 139,200 steps of up to 4.2 million
  //: tokens, 569 billion tokens in all, of 709 billion that there were (Wu et al. 2023, sections 2
  //: and 3). The ideas fit on a laptop. The electricity does not.
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

  //: Fluent, and without a thought in its head. The text has the *form* of its domain long before it
  //: has the facts. Keep that in mind when somebody shows you a demo.
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
  //: Operations are not time; chapter 2 had a taste of that. So here is a real step on real text with a
  //: clock at every operation. Beside it stand its **products alone**: the same matrix products, one
  //: after the other, with nothing in between. No step that leaves its products to OpenBLAS gets
  //: under them by much, and what it takes beyond them is what the rest of the program costs.
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
  //: the slope the memory is the limit, under the flat roof the processor is.
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
  let slopeEnd = 0.55 * roof.ridge
  let roofPlaces = [leftmost, roof.ridge, rightmost]
  var roofMarks: [Mark] = [
    .line(
      "", x: roofPlaces, y: roofPlaces.map { roof.bound(intensity: $0) / 1e9 }, color: .black),
    .note("peak of matrix products", at: (rightmost, 1.2 * peak), alignment: .right),
    .note("the memory's\nbandwidth", at: (slopeEnd, 0.6 * roof.bound(intensity: slopeEnd) / 1e9)),
  ]
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
