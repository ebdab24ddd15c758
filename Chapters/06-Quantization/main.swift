import Foundation
import Synchronization
import WorkbookCore

Notebook.chapter("06-Quantization") { notebook in
  //: # 6. Quantization: how few bits does a weight need?
  //:
  //: A trained model is a long list of numbers. Training kept each in 32 bits, because it adds very
  //: small steps to not so small numbers. Once training is over nobody adds anything any more. Then
  //: 32 bits are a luxury: a model in 8 or 4 bits fits on a smaller card, and since writing a token
  //: means reading every weight once, fewer bytes are also less waiting.
  //:
  //: The question is what it costs. Not "is the quality still fine?" but how many **bits per byte** of
  //: held-out text. In this chapter you round weights by hand, predict the error from the number of
  //: bits, and then let the model pay.
  let text = notebook.courseText()
  let plan = try notebook.coursePlan(text)
  let model = try notebook.pretrain("course model", plan)
  let parameters = try ModelDirectory.read(model.folder)
  let layout = parameters.layout
  let matrices = layout.specifications.filter { !$0.isVector }
  let vectorShare =
    1 - Double(matrices.reduce(0) { $0 + $1.count })
    / Double(parameters.configuration.parameterCount.all)
  notebook.claim(
    "share of the parameters that are gains and biases, and stay as they are", vectorShare,
    in: 0...0.05)

  func weights(_ specification: ParameterSpecification) -> [Float] {
    parameters.values.part(specification.offset, specification.count).array
  }

  //: ## Where the bits go
  //:
  //: A floating-point number is a sign, an exponent and a fraction (the mantissa):
  //: $x = \pm\, 1.\text{fraction} \times 2^{\text{exponent}}$. The exponent says between which powers
  //: of two the number lies; the fraction cuts that stretch into equal steps. So exponent bits buy
  //: **range**, fraction bits buy **precision**:
  //:
  //: - float32: 1 sign, 8 exponent, 23 fraction bits;
  //: - float16: 1, 5, 10. Its largest number is 65,504: gradients and activations can overflow it;
  //: - bfloat16: 1, 8, 7. The range of float32 with a coarse ruler. BloombergGPT computed in it, and
  //:   kept its parameters and their updates in float32 (Wu et al. 2023).
  //:
  //: **Predict.** Here is one weight of our model. Which of the two 16-bit formats lies nearer to it?
  let specimenMatrix = matrices[matrices.count / 2]
  let specimen = weights(specimenMatrix)[5]
  func binary(_ bits: UInt32, _ width: Int, groups: [Int]) -> String {
    let text = String(bits, radix: 2)
    var digits = Substring(String(repeating: "0", count: max(0, width - text.count)) + text)
    return groups.map { count in
      defer { digits = digits.dropFirst(count) }
      return String(digits.prefix(count))
    }.joined(separator: " ")
  }
  let half = HalfPrecision.float16Bits(specimen)
  let brain = HalfPrecision.bfloat16Bits(specimen)
  var bitTable = Table([
    .text("format"), .text("sign, exponent, fraction"), .number("value", style: .significant(7)),
    .number("off by", style: .powers),
  ])
  bitTable.append(
    "float32", binary(specimen.bitPattern, 32, groups: [1, 8, 23]), specimen, 0)
  bitTable.append(
    "float16", binary(UInt32(half), 16, groups: [1, 5, 10]),
    HalfPrecision.float(float16Bits: half),
    abs(HalfPrecision.float(float16Bits: half) - specimen))
  bitTable.append(
    "bfloat16", binary(UInt32(brain), 16, groups: [1, 8, 7]),
    HalfPrecision.float(bfloat16Bits: brain),
    abs(HalfPrecision.float(bfloat16Bits: brain) - specimen))
  notebook.show(bitTable)

  //: Rounding to a shorter fraction is one line of arithmetic: find the step at the number's size,
  //: count steps, take the nearest whole number. Ties go to the even one, so that they do not all
  //: push the same way.
  func rounded(_ x: Float, fractionBits: Int) -> Float {
    guard x != 0 else { return x }
    let step = Float(
      sign: .plus, exponent: x.exponent - Float.Exponent(fractionBits), significand: 1)
    return (x / step).rounded(.toNearestOrEven) * step
  }
  //: The library works on bit patterns, without a division. The results must be the same numbers.
  let sample = weights(specimenMatrix).filter { abs($0) > 1e-4 }
  notebook.claim(
    "float16 and bfloat16 by hand and by bit patterns: the same for \(sample.count) weights",
    sample.allSatisfy { x in
      rounded(x, fractionBits: 10)
        == HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(x))
        && rounded(x, fractionBits: 7)
          == HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits(x))
    })

  //: ## Whole numbers and a scale
  //:
  //: Below 16 bits an exponent of its own for each weight is too dear. Weights that stand together are
  //: of similar size, so they can share one: take 32 neighbours, find the largest magnitude, and
  //: divide. What remains are whole numbers, plus one scale in float16 for the group. That is how
  //: GGUF, the file format of llama.cpp, stores Q8_0 and Q4_0:
  //:
  //: - **Q8_0**: scale $d = \max|w| / 127$, code $q = \mathrm{round}(w/d)$: 34 bytes for 32 weights;
  //: - **Q4_0**: $d$ is the weight of largest magnitude, with its sign, over $-8$; codes run from −8 to
  //:   7: 18 bytes for 32 weights.
  //:
  //: So "8 bits" are 8.5 and "4 bits" 4.5. The scale wants its share.
  func roundedGroup(_ group: [Float], format: NumberFormat) -> [Float] {
    let extreme = group.max { abs($0) < abs($1) } ?? 0
    let exact = format == .int8 ? abs(extreme) / 127 : extreme / -8
    let (lowest, highest): (Float, Float) = format == .int8 ? (-127, 127) : (-8, 7)
    // The scale itself is stored in 16 bits: what we divide by is what the reader will multiply by.
    let scale = HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(exact))
    guard scale != 0 else { return group.map { _ in 0 } }
    return group.map { weight in
      let code = (weight / scale + 0.5).rounded(.down)
      return min(max(code, lowest), highest) * scale
    }
  }

  //: **Predict.** The group below goes into 4 bits. How many different values can it have afterwards,
  //: and which weight is hit exactly?
  let group = Array(weights(specimenMatrix).prefix(32))
  let coarse = roundedGroup(group, format: .int4)
  let finest = Double(group.max { abs($0) < abs($1) } ?? 0) / -8
  let rungs = (-8...7).map { Double($0) * finest }
  let indices = group.indices.map { Double($0 + 1) }
  try notebook.plot(
    Figure(
      "group",
      title:
        "32 weights, \(Set(coarse).count) values: in 4 bits every weight moves to the nearest rung",
      subtitle: "One group of \(specimenMatrix.name); the rungs are its grid",
      x: Axis("weight of the group", range: 0...33), y: Axis("value"),
      marks: rungs.map {
        Mark.line(x: [0, 33], y: [$0, $0], color: .gray, width: 0.6)
      } + [
        .points("float32", x: indices, y: group.map { Double($0) }, color: .blue),
        .points("int4 (Q4_0)", x: indices, y: coarse.map { Double($0) }, color: .vermilion),
      ]))
  //: By hand and by library: the same numbers, over all matrices of the model.
  for format in [NumberFormat.int8, .int4] {
    let same = matrices.allSatisfy { specification in
      let original = weights(specification)
      var mine: [Float] = []
      for row in 0..<specification.rows {
        let line = original[row * specification.columns..<(row + 1) * specification.columns]
        for first in stride(from: line.startIndex, to: line.endIndex, by: 32) {
          mine += roundedGroup(Array(line[first..<min(first + 32, line.endIndex)]), format: format)
        }
      }
      let packed = QuantizedMatrix(
        original, rows: specification.rows, columns: specification.columns, format: format)
      return packed.dequantized() == mine
    }
    notebook.claim("\(format.rawValue): every weight as the library packs and unpacks it", same)
  }

  //: ## Six decibels a bit
  //:
  //: How large is the error? A weight lands anywhere between two rungs, so its error is spread evenly
  //: over one step $\Delta$, with variance $\Delta^2/12$. One bit more halves $\Delta$ and quarters the
  //: variance. Engineers count such ratios in decibels, $10 \log_{10}$ of signal over noise, and
  //: $10 \log_{10} 4 \approx 6.02$. That is the oldest rule of digital sound, and it knows nothing of
  //: language.
  //:
  //: To test it we need all numbers of bits, not only those that GGUF has a name for. This is the same
  //: group rounding, with $b$ bits and a symmetric grid:
  func roundedToGrid(_ original: [Float], bits: Int) -> [Float] {
    let highest = Float((1 << (bits - 1)) - 1)
    var result = original
    for first in stride(from: 0, to: original.count, by: 32) {
      let range = first..<min(first + 32, original.count)
      let scale = (original[range].map { abs($0) }.max() ?? 0) / highest
      guard scale > 0 else { continue }
      for index in range { result[index] = (original[index] / scale).rounded() * scale }
    }
    return result
  }

  //: **Predict.** From 4 bits to 8: how many decibels? And float16 has 5 bits for the exponent and 10
  //: for the fraction: where will it lie on the same line?
  func signalToNoise(_ transform: ([Float]) -> [Float]) -> Double {
    let all = matrices.flatMap { weights($0) }
    let after = matrices.flatMap { transform(weights($0)) }
    return QuantizationError(all, after).signalToNoise
  }
  let gridBits = [2, 3, 4, 5, 6, 7, 8, 10, 12]
  let ratios = gridBits.map { bits in signalToNoise { roundedToGrid($0, bits: bits) } }
  let floatRatios = [10, 7].map { bits in
    signalToNoise { $0.map { rounded($0, fractionBits: bits) } }
  }
  let (low, high) = (gridBits.firstIndex(of: 4) ?? 0, gridBits.count - 1)
  let perBit = (ratios[high] - ratios[low]) / Double(gridBits[high] - gridBits[low])
  let oneDecimal = NumberStyle.decimals(1)
  try notebook.plot(
    Figure(
      "decibels",
      title: "Each further bit is worth \(oneDecimal.text(perBit)) decibels",
      subtitle: "Signal-to-noise ratio of all matrices, groups of 32; theory: 6.02 a bit",
      x: Axis("bits of a weight, without its share of the scale", range: 1...18),
      y: Axis("signal-to-noise ratio", unit: "dB", from: 0),
      marks: [
        .line(
          "whole numbers and a scale", x: gridBits.map { Double($0) }, y: ratios, color: .blue,
          showsPoints: true),
        .points("16-bit floats", x: [16, 16], y: floatRatios, color: .vermilion),
        .note("float16", at: (16.3, floatRatios[0]), color: .vermilion),
        .note("bfloat16", at: (16.3, floatRatios[1]), color: .vermilion),
      ]))
  notebook.claim("decibels a bit, from 4 bits on", perBit, in: 5.7...6.3)
  notebook.claim(
    "decibels between float16 and bfloat16, for 3 more bits of fraction",
    floatRatios[0] - floatRatios[1], in: 17...19.5)

  //: A little more than 6.02, because a symmetric grid leaves one code unused: of 16 it wastes one, of
  //: 4,096 one as well. The floats lie below the line: they spend bits on a range that weights do not need. Weights are
  //: tame. What flows between them, the activations, is not: further down we look at how much wilder it is,
  //: and at what is done so that it can be rounded too.
  //:
  //: ## What the text says
  //:
  //: Decibels are not a loss. The model may shrug at noise in one place and stumble over it in another.
  //: So we round every matrix, put the model together again and ask it about held-out text.
  let clippedHeldOut = text.heldOut.prefix(
    byteCount: notebook.pick(smoke: 8_000, lesson: 60_000, overnight: 120_000))
  // Half of each part: the prefix of the joined text would hold the first alone.
  let documents = text.parts.flatMap { part in
    part.heldOut.prefix(byteCount: clippedHeldOut.byteCount / text.parts.count).texts
  }
  func bitsPerByte(_ store: ParameterStore<Float>) throws -> Double {
    try Evaluator(store).evaluate(documents: documents, tokenizer: model.tokenizer).bitsPerByte
  }
  /// The model with some of its matrices changed.
  func changed(
    where isChosen: (ParameterSpecification) -> Bool = { _ in true },
    _ transform: ([Float]) -> [Float]
  ) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(parameters.configuration)
    store.values.copy(from: parameters.values.array)
    for specification in matrices where isChosen(specification) {
      store.values.part(specification.offset, specification.count)
        .copy(from: transform(weights(specification)))
    }
    return store
  }

  //: **Predict.** Order these by loss: float32, float16, bfloat16, int8, int4. Which of them can you
  //: tell apart with the naked eye?
  var formatTable = Table([
    .text("format"), .number("bits a parameter", style: .decimals(2)),
    .number("size", style: .bytes), .number("signal to noise", unit: "dB", style: .decimals(1)),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
  ])
  var losses: [NumberFormat: Double] = [:]
  var formatBits: [NumberFormat: Double] = [:]
  for format in NumberFormat.allCases {
    let small = try QuantizedModel(parameters, format: format)
    let loss = try bitsPerByte(small.parameters)
    losses[format] = loss
    formatBits[format] = small.bitsPerParameter
    formatTable.append(
      format.rawValue, small.bitsPerParameter, small.byteCount, small.totalError.signalToNoise,
      loss, loss - (losses[.float32] ?? loss))
  }
  notebook.show(formatTable)
  let full = losses[.float32] ?? 0
  func added(_ format: NumberFormat) -> Double { (losses[format] ?? 0) / full - 1 }
  notebook.claim("loss added by bfloat16, relative", added(.bfloat16), in: -0.01...0.01)
  notebook.claim("loss added by int8, relative", added(.int8), in: -0.01...0.01)
  notebook.claim("loss added by int4, relative", added(.int4), in: 0...0.2, smoke: -0.02...0.2)
  notebook.claim(
    "times smaller in int4 than in float32",
    (formatBits[.float32] ?? 0) / (formatBits[.int4] ?? 1), in: 6...7.2)

  //: So far a free lunch. To find where it ends we go on down, with the plain grid of $b$ bits. The scale
  //: adds half a bit to each weight.
  let cliffBits = notebook.pick(smoke: [2, 3, 4, 8], lesson: [2, 3, 4, 5, 6, 8])
  var cliff: [Double] = []
  for bits in cliffBits {
    cliff.append(try bitsPerByte(try changed { roundedToGrid($0, bits: bits) }))
  }
  let shown: [NumberFormat] = [.int4, .int8, .bfloat16]
  let relative = NumberStyle.percent(1)
  try notebook.plot(
    Figure(
      "loss",
      title: "4 bits a weight cost \(relative.text(cliff[2] / full - 1)) of loss, 2 bits "
        + relative.text(cliff[0] / full - 1),
      subtitle: "Loss on held-out text of the same model, every matrix rounded",
      x: Axis("bits a weight, scales included", range: 2...18),
      y: Axis("loss", unit: "bits per byte"),
      marks: [
        .line(
          "grid of b bits", x: cliffBits.map { Double($0) + 0.5 }, y: cliff, color: .blue,
          showsPoints: true, placement: .key),
        .points(
          "formats", x: shown.map { $0.bitsPerWeight }, y: shown.map { losses[$0] ?? .nan },
          color: .vermilion),
        .horizontal(full, "float32"),
      ]
        + shown.map { format in
          .note(
            format.rawValue,
            at: (format.bitsPerWeight, (losses[format] ?? full) + 0.05 * (cliff[0] - full)),
            alignment: .center, color: .vermilion)
        }))
  notebook.claim(
    "loss at 2 bits over the loss of float32", cliff[0] / full, in: 1.05...20, smoke: 0.98...20)
  notebook.claim(
    "the loss falls with every further bit, up to 4",
    cliff[0] > cliff[1] && cliff[1] > cliff[2], scope: .builtInCorpus)

  //: Above some number of bits the rounding drowns in what the model does not know anyway. Below, it
  //: becomes the loudest voice in the room. The place of that cliff depends on the model: the better
  //: it is trained, the more its weights say, and the less can be rounded away.
  //:
  //: ## Which matrices mind?
  //:
  //: All matrices get about the same decibels; that is arithmetic. Do they also cost the same loss?
  //: We round one kind at a time, hard, to 3 bits. **Predict.** Which kind hurts most: the embedding,
  //: which is also the output head, or one of the four matrices of a block?
  let kinds: [(name: String, isChosen: (ParameterSpecification) -> Bool)] = [
    ("embedding and head", { $0.name.hasPrefix("tokenEmbedding") }),
    ("queries, keys, values", { $0.name.contains("queryKeyValue") }),
    ("attention output", { $0.name.contains("attention.output") }),
    ("feed-forward up", { $0.name.contains("feedForward.up") }),
    ("feed-forward down", { $0.name.contains("feedForward.down") }),
  ]
  var kindRatios: [Double] = []
  var kindLosses: [Double] = []
  for kind in kinds {
    let chosen = matrices.filter(kind.isChosen).flatMap { weights($0) }
    kindRatios.append(QuantizationError(chosen, roundedToGrid(chosen, bits: 3)).signalToNoise)
    let store = try changed(where: kind.isChosen) { roundedToGrid($0, bits: 3) }
    kindLosses.append(try bitsPerByte(store) / full - 1)
  }
  let worst = kindLosses.indices.max { kindLosses[$0] < kindLosses[$1] } ?? 0
  try notebook.plot(
    Figure(
      "kinds",
      title: "Equal noise, unequal harm: the loss minds “\(kinds[worst].name)” most",
      subtitle: "One kind of matrix at a time in 3 bits, the others in float32",
      columnCount: 2,
      panels: [
        Figure.Panel(
          "what arithmetic sees", x: Axis("signal-to-noise ratio", unit: "dB", from: 0),
          y: Axis(categories: kinds.map(\.name)),
          marks: [.bars("", kindRatios, valueStyle: .decimals(1))]),
        Figure.Panel(
          "what the text sees", x: Axis("loss added", style: .percent(1)),
          y: Axis(categories: kinds.map(\.name)),
          marks: [.bars("", kindLosses, color: .vermilion, valueStyle: .percent(1))]),
      ]))
  notebook.claim(
    "decibels between the noisiest and the cleanest kind",
    (kindRatios.max() ?? 0) - (kindRatios.min() ?? 0), in: 0...4)
  notebook.claim(
    "loss added by the touchiest kind over that of the most robust",
    (kindLosses.max() ?? 0) / max(kindLosses.min() ?? 0, 1e-4), in: 1.5...10_000, smoke: 0...10_000)

  //: This is why practice mixes formats, more bits where it hurts, and why methods such as GPTQ round a
  //: matrix with its inputs in mind instead of weight by weight. The GPTQ authors report for
  //: LLaMA-7B on WikiText-2 a perplexity of 5.68 in 16 bits, 6.29 rounded plainly to 4 bits, 6.09 with
  //: their method; at 3 bits 25.54 and 8.07 (Frantar et al. 2022, figures of their repository). There plain
  //: rounding falls off its cliff at 3 bits, where the chart above still stands: a model that has learned
  //: more bears less. The two are no strict comparison. Their groups are whole rows of a matrix, ours 32
  //: weights, and a smaller group is a finer grid.
  //:
  //: ## Three ways to round
  //:
  //: The largest weight sets the scale, and 31 others live with it. **Least squares** tries smaller
  //: scales, clips the giant and keeps what gives the smallest squared error of the whole group.
  //: **Stochastic** rounding goes up or down at random, with the nearer rung the likelier, so that the
  //: mean is right. **Predict.** Which is best in decibels, and which is worst?
  var schemes = Table([
    .text("int4, rounding"), .number("signal to noise", unit: "dB", style: .decimals(2)),
    .number("bits per byte", style: .decimals(4)),
  ])
  var schemeRatios: [Double] = []
  for (name, scheme) in [
    ("nearest", RoundingScheme.nearest), ("least squares", .leastSquares),
    ("stochastic", .stochastic(seed: notebook.seed)),
  ] {
    let small = try QuantizedModel(parameters, format: .int4, rounding: scheme)
    schemeRatios.append(small.totalError.signalToNoise)
    schemes.append(name, small.totalError.signalToNoise, try bitsPerByte(small.parameters))
  }
  notebook.show(schemes)
  notebook.claim(
    "decibels gained by least squares over nearest", schemeRatios[1] - schemeRatios[0],
    in: 0.1...3)
  notebook.claim(
    "decibels lost by stochastic rounding", schemeRatios[0] - schemeRatios[2], in: 1.5...4.5)

  //: Least squares wins in decibels by construction. Whether it also wins in bits per byte is another
  //: matter, and the table may say no: a squared error knows nothing of which weights the text needs, and
  //: gains this small are within the luck of the draw. GPTQ's answer is to weigh the errors.
  //:
  //: Stochastic rounding looks foolish: its error has twice the variance, 3 decibels. It has another
  //: trade. Training adds small steps to weights. In bfloat16 there are only 7 bits of fraction: at 1.0
  //: the rungs are $2^{-7}$ apart, and a step of less than half of that, rounded to nearest, is no step
  //: at all. **Predict.** Add 0.001 to 1, a thousand times, in bfloat16. What comes out?
  var stream = RandomStream(seed: notebook.seed).fork("stochastic")
  var nearest: Float = 1
  var stochastic: Float = 1
  for _ in 0..<1_000 {
    nearest = rounded(nearest + 0.001, fractionBits: 7)
    // Adding a random part of the step that will be cut off, then cutting, rounds up with the right
    // probability.
    let noise = UInt32(stream.index(below: 1 << 16))
    stochastic = Float(bitPattern: ((stochastic + 0.001).bitPattern + noise) & 0xFFFF_0000)
  }
  notebook.claim(
    "1 + 1000 · 0.001, rounded to the nearest bfloat16 each time", Double(nearest), in: 1...1)
  notebook.claim(
    "the same with stochastic rounding", Double(stochastic), in: 1.6...2.4)

  //: The first number learned nothing from a thousand lessons. That is the reason why mixed-precision
  //: training keeps a float32 copy of the weights.
  //:
  //: ## A model that somebody else trained
  //:
  //: The course model is small and has read little. SmolLM2-135M has 134,515,008 parameters and has read
  //: two trillion tokens (Ben Allal et al. 2025). `./workbook data get smollm2-135m` brings it, as a GGUF
  //: file of 4-bit weights; unpacked to float32, these are the weights that we start from. Where it is not
  //: here, the course model takes its place.
  let existing = notebook.existingModelPath("smollm2-135m")
  let stored = try StoredModels.open(existing ?? model.folder)
  let original = try stored.readParameters()
  let itsTokenizer = try stored.readTokenizer() ?? model.tokenizer
  let window = min(128, original.configuration.contextLength)
  //: It needs a text that it has not read. This book will do: chapters 7 to 9 are held out, and chapters 1
  //: to 4 show what texts are like.
  let itsText =
    existing == nil
    ? documents
    : try notebook.bookProse(ofChapters: ["07", "08", "09"])
      .map { Array($0.prefix(notebook.pick(smoke: 1_000, lesson: 2_000, overnight: 20_000))) }
  let calibration = try CalibrationText(
    documents: existing == nil
      ? text.training.prefix(byteCount: 100_000).texts
      : try notebook.bookProse(ofChapters: ["01", "02", "03", "04"]),
    tokenizer: itsTokenizer, count: notebook.pick(smoke: 4, lesson: 8, overnight: 32), time: window)
  notebook.show(
    "\(existing == nil ? "The course model" : "SmolLM2-135M"): "
      + "\(original.configuration.parameterCount.all) parameters, measured on "
      + "\(itsText.reduce(0) { $0 + $1.count }) bytes of text.")
  func itsBitsPerByte(
    _ weights: any WeightSource, cache: CachePrecision? = nil
  ) throws -> Double {
    try Evaluator(weights, contextLength: window, cachePrecision: cache)
      .evaluate(documents: itsText, tokenizer: itsTokenizer).bitsPerByte
  }

  //: **GPTQ** rounds with the inputs in mind. A matrix is used to multiply; what matters is not how far a
  //: weight moves, but how far the product does. So GPTQ looks at what the matrix multiplies on a
  //: calibration text, $H = \frac{2}{n} \sum x x^\top$. It rounds one column after the other, and moves the
  //: columns that are still to come so that they make good the error just made, as far as inputs that go
  //: together allow (Frantar et al. 2022). Nothing is trained; the grid stays what it was.
  //:
  //: **Predict.** Three ways to the same 4 bits: nearest, least squares weighted by the inputs, GPTQ. How
  //: much of the loss that nearest adds will the best one save? And which format writes fastest?
  var realTable = Table([
    .text("weights"), .number("bits a weight", style: .decimals(2)),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
    .number("tokens a second", style: .significant(2)),
  ])
  let unrounded = try itsBitsPerByte(original)
  var realLosses: [Double] = []
  var realSpeeds: [Double] = []
  let ways: [(name: String, format: GGUFElement, rounding: ModelRounding)] = [
    ("f16", .float16, .nearest), ("q8_0", .q80, .nearest), ("q4_0, nearest", .q40, .nearest),
    ("q4_0, least squares", .q40, .leastSquares),
    ("q4_0, GPTQ", .q40, .gptq(isOrdered: true)),
  ]
  for way in ways {
    let copy = try ParameterStore<Float>(original.configuration)
    copy.values.copy(from: original.values.array)
    let plan = try QuantizationPlan(original.configuration, format: way.format)
    let small = try Quantizer(plan, way.rounding).quantize(
      copy, calibration: way.rounding == .nearest ? nil : calibration)
    let loss = try itsBitsPerByte(small.parameters)
    // Written as others read it, and decoded from the packed weights.
    let path = notebook.runDirectory.path + "/rounded.gguf"
    _ = try ModelExport(of: stored).write(small, format: way.format, to: path)
    let speed = try DecodingBenchmark.run(
      try StoredModels.open(path).readWeights(), promptLength: 16,
      tokens: notebook.pick(smoke: 8, lesson: 24), threads: MachineProbe.processorCount
    ).tokensPerSecond
    realLosses.append(loss)
    realSpeeds.append(speed)
    realTable.append(way.name, small.bitsPerWeight, loss, loss - unrounded, speed)
  }
  notebook.show(realTable)
  let (nearestAdded, leastAdded, gptqAdded) = (
    realLosses[2] - unrounded, realLosses[3] - unrounded, realLosses[4] - unrounded
  )
  let lift = 0.05 * ((realLosses.max() ?? 0) - unrounded)
  try notebook.plot(
    Figure(
      "formats",
      title: existing == nil
        ? "The same 4 bits three ways, beside 8 and 16: what they cost and how fast they write"
        : "In the same 4 bits GPTQ costs \(NumberStyle.percent(0).text(gptqAdded / nearestAdded)) "
          + "of what nearest costs",
      subtitle: existing == nil
        ? "The course model"
        : "SmolLM2-135M on chapters 7 to 9 of this book; speeds of this machine",
      x: Axis(
        "tokens written a second", range: 0...(1.15 * (realSpeeds.max() ?? 1))),
      y: Axis("loss", unit: "bits per byte"),
      marks: [
        .points("", x: realSpeeds, y: realLosses, color: .blue),
        .horizontal(unrounded, "float32"),
      ]
        + ways.indices.map { index in
          .note(
            ways[index].name, at: (realSpeeds[index], realLosses[index] + lift), alignment: .center,
            color: .blue)
        }))
  notebook.claim(
    "loss added by q8_0, relative", realLosses[1] / unrounded - 1, in: -0.01...0.01)
  notebook.claim(
    "loss added by GPTQ less that of nearest, bits per byte", gptqAdded - nearestAdded,
    in: -0.5...0.003)
  notebook.claim(
    "loss added by least squares less that of nearest, bits per byte", leastAdded - nearestAdded,
    in: -0.5...0.01)

  //: The fewer bytes a weight has, the fewer must be read for a token, and the faster the model writes; how
  //: much faster depends on the machine and on what else it does. The three 4-bit models read the same number
  //: of bytes: where their speeds differ, that is chance. Their losses are no chance: they differ in where the
  //: rounding errors went.
  //:
  //: ## Why activations are harder
  //:
  //: Weights are rounded once, at leisure. If the inputs of a product are whole numbers as well, the
  //: processor can multiply 8-bit numbers, which it does several times as fast as floats. That is standard
  //: practice today, in serving and more and more in training. But inputs are made anew for every token, and
  //: a few of their columns are far larger than the rest: **outliers**.
  //:
  //: To see them we stand between a model and its matrices. This matrix hands every row of inputs to a
  //: function before it multiplies:
  typealias Row = UnsafeMutableBufferPointer<Float>
  typealias Filter = @Sendable (_ matrix: String, _ row: Row) -> Void
  nonisolated struct FilteredMatrix: WeightMatrix {
    let name: String
    let base: any WeightMatrix
    let filter: Filter
    var rows: Int { base.rows }
    var columns: Int { base.columns }
    var byteCount: Int { base.byteCount }
    func preparedByteCount(count: Int) -> Int { 4 * count * columns }
    func prepare(
      _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>
    ) {
      let floats = UnsafeMutableRawPointer(prepared.pointer).assumingMemoryBound(to: Float.self)
      for row in rows {
        let own = floats + row * columns
        own.update(from: x.pointer + row * columns, count: columns)
        filter(name, Row(start: own, count: columns))
      }
    }
    func multiply(
      _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>,
      accumulating: Bool
    ) {
      let floats = UnsafeMutableRawPointer(x.prepared.pointer).assumingMemoryBound(to: Float.self)
      let values = BufferSlice(pointer: floats, count: x.count * columns)
      base.multiply(
        InputRows(values: values, count: x.count, prepared: x.prepared), into: out,
        outputs: outputs, accumulating: accumulating)
    }
    func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
      base.copyRow(row, into: out)
    }
  }
  /// The model with a filter before every matrix of its layers.
  nonisolated struct FilteredModel: WeightSource {
    let base: ParameterStore<Float>
    let filter: Filter
    var configuration: ModelConfiguration { base.configuration }
    func matrix(_ name: String) -> (any WeightMatrix)? {
      guard let matrix = base.matrix(name), name != ParameterNames.tokenEmbedding else {
        return base.matrix(name)
      }
      return FilteredMatrix(name: name, base: matrix, filter: filter)
    }
    func vector(_ name: String) -> BufferSlice<Float>? { base.vector(name) }
  }
  //: **Predict.** In the matrix whose inputs are the wildest: by how much is the largest column larger than
  //: the median one, for the inputs, and for the weights?
  let seen = Mutex<[String: [Float]]>([:])
  _ = try itsBitsPerByte(
    FilteredModel(base: original) { name, row in
      seen.withLock { largest in
        var columns = largest[name] ?? [Float](repeating: 0, count: row.count)
        for (column, x) in row.enumerated() { columns[column] = max(columns[column], abs(x)) }
        largest[name] = columns
      }
    })
  func overMedian(_ values: [Float]) -> [Double] {
    let sorted = values.sorted(by: >).map { Double($0) }
    return sorted.map { $0 / max(sorted[sorted.count / 2], 1e-12) }
  }
  let inputs = seen.withLock { $0 }.mapValues(overMedian)
  let wildest = inputs.max { ($0.value[0], $0.key) < ($1.value[0], $1.key) }?.key ?? ""
  let inputColumns = inputs[wildest] ?? []
  let specification =
    original.layout.specifications.first { $0.name == wildest } ?? specimenMatrix
  let itsWeights = original.values.part(specification.offset, specification.count).array
  let weightColumns = overMedian(
    (0..<specification.columns).map { column in
      (0..<specification.rows).map { abs(itsWeights[$0 * specification.columns + column]) }.max()
        ?? 0
    })
  let ranks = weightColumns.indices.map { Double($0 + 1) }
  let twoDigits = NumberStyle.significant(2)
  try notebook.plot(
    Figure(
      "outliers",
      title: "Outliers: the largest input column is \(twoDigits.text(inputColumns[0])) times the "
        + "median, of the weights \(twoDigits.text(weightColumns[0]))",
      subtitle: "\(wildest): the largest magnitude of each column, over the median column's",
      x: Axis("columns, from the largest down", scale: .log),
      y: Axis("times the median", scale: .log),
      marks: [
        .line("inputs", x: ranks, y: inputColumns, color: .vermilion),
        .line("weights", x: ranks, y: weightColumns, color: .blue),
      ]))
  notebook.claim(
    "largest column over the median one: inputs over weights", inputColumns[0] / weightColumns[0],
    in: 1.2...100_000)

  //: With one scale for a row of inputs, the outlier takes the whole range and the others share the few
  //: rungs that are left. Three answers:
  //:
  //: - **smaller groups**: a scale for each 32 inputs, so that an outlier spoils 31 neighbours and no more.
  //:   That is what this workbook and llama.cpp do with packed weights;
  //: - **set outliers apart**: LLM.int8 multiplies the columns with inputs beyond 6 in 16-bit floats and
  //:   everything else in 8 bits (Dettmers et al. 2022);
  //: - **move the difficulty**: SmoothQuant divides large input columns by a factor and multiplies the
  //:   weights' columns with it, which have room to spare (Xiao et al. 2022). Training in 8-bit floats (FP8)
  //:   likewise keeps scales for small blocks.
  //:
  //: **Predict.** Which of the first two costs less, and what does the one scale a row cost?
  @Sendable nonisolated func roundTogether(_ values: Row, _ isRounded: (Float) -> Bool) {
    var largest: Float = 0
    for x in values where isRounded(x) { largest = max(largest, abs(x)) }
    guard largest > 0 else { return }
    let scale = largest / 127
    for i in values.indices where isRounded(values[i]) {
      values[i] = (values[i] / scale).rounded() * scale
    }
  }
  let inputWays: [(name: String, filter: Filter)] = [
    ("8 bits, one scale a row", { roundTogether($1) { _ in true } }),
    ("8 bits, inputs beyond 6 apart", { roundTogether($1) { abs($0) < 6 } }),
    (
      "8 bits, a scale for each 32",
      { _, row in
        for start in stride(from: 0, to: row.count, by: 32) {
          roundTogether(Row(rebasing: row[start..<min(start + 32, row.count)])) { _ in true }
        }
      }
    ),
  ]
  var inputTable = Table([
    .text("inputs of every layer's matrices"), .number("bits per byte", style: .decimals(4)),
    .number("added", style: .decimals(4)),
  ])
  inputTable.append("float32", unrounded, 0)
  var inputAdded: [Double] = []
  for way in inputWays {
    let loss = try itsBitsPerByte(FilteredModel(base: original, filter: way.filter))
    inputAdded.append(loss / unrounded - 1)
    inputTable.append(way.name, loss, loss - unrounded)
  }
  notebook.show(inputTable)
  notebook.claim(
    "loss added by 8-bit inputs with a scale for each 32, relative", inputAdded[2],
    in: -0.005...0.01)
  notebook.claim(
    "loss added by one scale a row less that of a scale for each 32, relative",
    inputAdded[0] - inputAdded[2], in: -0.002...1)

  //: ## The cache in fewer bits
  //:
  //: Chapter 4 kept the keys and values of all tokens, and saw that they soon weigh more than one would
  //: think. They are read whole for every new token, so they too are better small. **Predict.** Keys and
  //: values in 16 and in 8 bits: what does the text say?
  var cacheTable = Table([
    .text("keys and values"), .number("a token", style: .bytes),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
  ])
  var cacheAdded: [Double] = []
  for precision in CachePrecision.allCases {
    let loss = try itsBitsPerByte(original, cache: precision)
    let c = original.configuration
    cacheAdded.append(loss / unrounded - 1)
    cacheTable.append(
      precision.rawValue,
      2 * c.layerCount * c.keyValueHeadCount * precision.byteCount(headWidth: c.headWidth), loss,
      loss - unrounded)
  }
  notebook.show(cacheTable)
  notebook.claim(
    "loss added by keys and values in 16 bits, relative", cacheAdded[1], in: -0.002...0.002)
  notebook.claim(
    "loss added by keys and values in 8 bits, relative", cacheAdded[2], in: -0.005...0.02)

  //: Sixteen bits are the rule in practice, and eight are common where contexts are long.
  //:
  //: ## Fifty billion weights
  //:
  //: BloombergGPT has 50,558,868,480 parameters and was trained on A100 cards of 40 GB (Wu et al. 2023,
  //: appendix A.5). We need not download it to know what it weighs: the library knows its layout, and the
  //: formats know their groups. **Predict.** Which is the first format that fits on one such card?
  let bloomberg = ParameterLayout(.bloombergGPT)
  func byteCount(_ format: NumberFormat) -> Double {
    bloomberg.specifications.reduce(0) { sum, specification in
      sum
        + Double(
          specification.isVector
            ? 4 * specification.count
            : specification.rows * format.bytes(forRowOf: specification.columns))
    }
  }
  let card = 40e9
  var bill = Table([
    .text("format"), .number("bits a weight"), .number("weights", unit: "GB", style: .decimals(1)),
    .number("cards of 40 GB"),
  ])
  for format in NumberFormat.allCases {
    bill.append(
      format.rawValue, format.bitsPerWeight, byteCount(format) / 1e9,
      (byteCount(format) / card).rounded(.up))
  }
  let training = 18 * Double(ModelConfiguration.bloombergGPT.parameterCount.all)
  bill.append(
    "training it (AdamW, mixed precision)", 144, training / 1e9, (training / card).rounded(.up))
  notebook.show(bill)
  notebook.claim(
    "int4 alone fits on one card of 40 GB",
    NumberFormat.allCases.filter { byteCount($0) < card } == [.int4])
  notebook.claim("cards that the state of training fills, at least", training / card, in: 22...23)

  //: The last row counts 18 bytes a parameter: weights in 32 and 16 bits, gradients, and AdamW's two
  //: moments, with not one activation among them. Owning a model and training it are different trades.
  //: And the weights are not all: chapter 4's KV cache wants its place on the same card.
  //:
  //: ## What to take away
  //:
  //: - Exponent bits are range, fraction bits precision. Weights need little of the first.
  //: - Each bit is worth six decibels. What decibels are worth, only held-out text can say.
  //: - 8 bits with a scale for each 32 weights are as good as free. 4 bits cost something, and how much
  //:   depends on the method: rounding with the inputs in mind costs no bit more.
  //: - Inputs have outliers. Small groups, or setting them apart, let them be rounded too.
  //: - Weights that a step of training must move are kept in more bits, or rounded at random. Training that
  //:   knows of the rounding to come (quantization-aware training: rounded weights forward, full ones for
  //:   the update) is how models for 4 bits and fewer are made today.
  //:
  //: Try: change the group from 32 to 128 weights in `roundedToGrid`: how many decibels does the cheaper
  //: scale cost? Train longer (`--tier overnight`) and see the cliff move to the right. Multiply one
  //: weight of each group by 20 first, and watch least squares earn its keep.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 6.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 6))
}
