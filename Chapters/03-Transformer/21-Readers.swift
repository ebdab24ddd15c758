import WorkbookCore

/// Three networks that have read the same register, and the register.
struct Readers {
  let register: Register
  let masked: Encoder<Float>.Parameters
  let writer: EncoderDecoder<Float>.Parameters
  let causal: Encoder<Float>.Parameters
}

func trainReaders(_ notebook: Notebook) throws -> Readers {
  //: ## One text, three readers
  //:
  //: What is each of them good for? We train three networks: an encoder on masks, an
  //: encoder–decoder on spans, a decoder on the next token. All read one text, for the same number
  //: of operations, and are then asked for the same four things. The text is a register of a
  //: made-up town. Its entries are drawn from a few rules, so that we know which answers are right.
  //: It shows what the methods can do, and nothing about language.
  let register = Register()
  var stream = RandomStream(seed: notebook.seed).fork("register")
  let entries = (0..<20_000).map { _ in register.entry(using: &stream) }
  notebook.show(entries.prefix(3).map { register.text($0.words) }.joined(separator: "\n"))

  //: Each of the twelve things has one verb of its own: writs are signed, wounds are stitched. Each
  //: of the twelve people may do any of it. So the verb says which thing comes, and the thing says
  //: which verb it was.
  //:
  //: The first network is called *masked* below, the second *spans*, the third *causal*. Masked and
  //: causal have the same layers and, to begin with, the same weights. Only the counts $n_i$
  //: differ, and what is asked. The encoder–decoder has such a stack twice, and cross-attention.
  var features = StackFeatures.t5
  features.positions = .relative(bucketCount: 16, maximumDistance: 20)
  features.attentionScale = nil
  let stack = StackShape(
    width: 64, layerCount: 2, headCount: 4, feedForwardWidth: 128, features: features)
  let oneStack = EncoderConfiguration(
    vocabularySize: register.words.count, contextLength: 24, stack: stack)
  let twoStacks = EncoderDecoderConfiguration(
    vocabularySize: register.words.count, encoder: stack, scalesHead: false,
    startID: Int(Register.start), paddingID: Int(Register.padding), endOfTextID: Int(Register.end))
  let masked = try Encoder<Float>.Parameters(oneStack)
  let causal = try Encoder<Float>.Parameters(oneStack)
  let writer = try EncoderDecoder<Float>.Parameters(twoStacks)
  for parameters in [masked, causal] {
    parameters.initialize(seed: notebook.seed, standardDeviation: 0.12)
  }
  writer.initialize(seed: notebook.seed, standardDeviation: 0.12)

  //: How many steps is "the same"? We count the operations of the products, forward and backward,
  //: of a step of 32 entries, and give all the same budget. **Predict.** The encoder–decoder has
  //: more than twice the parameters. Does it get half as many steps?
  let operations = try (
    trainingOperations(of: masked, time: 14),
    trainingOperations(of: writer, sourceTime: 14, targetTime: 5)
  )
  let steps = notebook.pick(smoke: 60, lesson: 1_200)
  let budget = Double(steps) * operations.0
  let writerSteps = Int(budget / operations.1)
  var bill = Table([
    .text("network"), .number("parameters"), .number("operations a step", style: .significant(2)),
    .number("steps"),
  ])
  bill.append("masked", masked.parameterCount, operations.0, steps)
  bill.append("spans", writer.parameterCount, operations.1, writerSteps)
  bill.append("causal", causal.parameterCount, operations.0, steps)
  notebook.show(bill)
  notebook.claim(
    "the encoder–decoder's parameters over the encoder's",
    Double(writer.parameterCount) / Double(masked.parameterCount), in: 2...3)
  notebook.claim(
    "its operations a step over the encoder's", operations.1 / operations.0, in: 1...2)

  //: More than twice the weights, and not twice the work: each token passes through one of the two
  //: stacks, and what is written is short.
  let masks = MaskedLanguageModeling(
    maskID: Register.mask, replacements: Register.firstWord..<Int32(register.words.count))
  let spans = SpanCorruption(sentinels: Register.sentinels)
  let texts = entries.map(\.words)
  try teach(masked, time: 14, steps: steps) { encoder, row, stream in
    let example = masks.example(texts[stream.index(below: texts.count)], using: &stream)
    return encoder.fill(sequence: row, tokens: example.tokens, targets: example.targets)
  }
  try teach(writer, sourceTime: 14, targetTime: 5, steps: writerSteps) { network, row, stream in
    let example = spans.example(texts[stream.index(below: texts.count)], using: &stream)
    return network.fill(sequence: row, source: example.source, target: example.target)
  }
  try teach(causal, time: 14, steps: steps) { encoder, row, stream in
    let text = [Register.start] + texts[stream.index(below: texts.count)]
    let example = PrefixObjective().example(text, prefixLength: 1)
    return encoder.fill(
      sequence: row, tokens: example.tokens, targets: example.targets, reach: .causal)
  }
  //: Their losses cannot be compared: each was asked something else. Tasks can.
  return Readers(register: register, masked: masked, writer: writer, causal: causal)
}

/// The operations of a step's products; nothing is computed for it.
private func trainingOperations(of parameters: Encoder<Float>.Parameters, time: Int) throws
  -> Double
{
  let arena = Arena(isDryRun: true)
  return try withExtendedLifetime(arena) {
    try Encoder(
      parameters, batch: batchOfEntries, time: time,
      gradients: arena.allocate(parameters.layout.count, of: 0)
    ).trainingOperationCount
  }
}

private func trainingOperations(
  of parameters: EncoderDecoder<Float>.Parameters, sourceTime: Int, targetTime: Int
) throws -> Double {
  let arena = Arena(isDryRun: true)
  return try withExtendedLifetime(arena) {
    try EncoderDecoder(
      parameters, batch: batchOfEntries, sourceTime: sourceTime, targetTime: targetTime,
      gradients: arena.allocate(parameters.layout.count, of: 0)
    ).trainingOperationCount
  }
}
