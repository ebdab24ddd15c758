import Foundation
import WorkbookCore

Notebook.chapter("03-Transformer") { notebook in
  //: # 3. Transformer: a stack of small corrections
  //:
  //: Attention moves information between positions. It cannot do much with it: its output is a mean
  //: of what was there. A transformer alternates it with a layer that *thinks* about each position
  //: by itself, and repeats the pair a dozen times, or seventy.
  //:
  //: In this chapter you build the whole network in plain loops, hold it against the library's on
  //: the same weights, count what it costs, check its gradients against nothing but arithmetic, and
  //: make it learn one page by heart. After that there is no magic left. Only size.
  typealias Vector = [Double]
  typealias Matrix = [[Double]]

  //: ## The residual stream
  //:
  //: Picture a conveyor belt. Each token rides on it as a vector of width $D$. A layer reads the
  //: belt, computes something, and **adds** it. Nothing is ever replaced:
  //:
  //: $$x \leftarrow x + \text{attention}(\text{norm}(x)), \qquad
  //: x \leftarrow x + \text{feedForward}(\text{norm}(x)).$$
  //:
  //: A sum has a gift for training: its derivative is 1 along every path. The gradient travels from
  //: the loss down to the first layer without having to pass through anything.
  //:
  //: ## Layer normalization
  //:
  //: Each layer reads a *normalized* copy of the belt: mean 0, variance 1, then a learned gain and
  //: bias per place (Ba, Kiros and Hinton 2016). However large the sum has become, the layers see
  //: numbers of the same size.
  func normalized(_ x: Vector, gain: Vector, bias: Vector) -> Vector {
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let scale = 1 / (variance + 1e-5).squareRoot()
    return x.indices.map { (x[$0] - mean) * scale * gain[$0] + bias[$0] }
  }
  let calm = normalized([100, 101, 102, 103], gain: [1, 1, 1, 1], bias: [0, 0, 0, 0])
  notebook.claim("the mean after normalization", calm.reduce(0, +) / 4, in: -1e-9...1e-9)
  notebook.claim("the variance", calm.reduce(0) { $0 + $1 * $1 } / 4, in: 0.999...1.001)

  //: ## The feed-forward layer
  //:
  //: Widen to $4D$, bend, narrow again. The bend is **GELU**: nearly 0 for negative numbers, nearly
  //: $x$ for positive ones, smooth in between (Hendrycks and Gimpel 2016). Without a bend the two
  //: products would be one product, and a stack of seventy layers a very expensive straight line.
  func gelu(_ x: Double) -> Double {
    0.5 * x * (1 + tanh(0.797_884_56 * (x + 0.044_715 * x * x * x)))
  }

  /// x·Wᵀ + bias for one position; a weight has a row for each output.
  func linear(_ x: Vector, _ weight: Matrix, _ bias: Vector) -> Vector {
    weight.indices.map { row in
      var sum = bias[row]
      for column in x.indices { sum += weight[row][column] * x[column] }
      return sum
    }
  }

  //: ## One block
  //:
  //: Attention comes from chapter 2, here with the heads in a row. All of a block's parameters:
  struct Block {
    var attentionNorm: (gain: Vector, bias: Vector)
    var queryKeyValue: (weight: Matrix, bias: Vector)  // (3D, D)
    var output: (weight: Matrix, bias: Vector)  // (D, D)
    var feedForwardNorm: (gain: Vector, bias: Vector)
    var up: (weight: Matrix, bias: Vector)  // (4D, D)
    var down: (weight: Matrix, bias: Vector)  // (D, 4D)
  }

  /// Causal attention of all heads over the positions' queries, keys and values.
  func attention(_ rows: Matrix, heads: Int) -> Matrix {
    let width = rows[0].count / 3
    let d = width / heads
    return rows.indices.map { t in
      var mixed = Vector(repeating: 0, count: width)
      for head in 0..<heads {
        let place = head * d
        let scores = (0...t).map { s in
          var sum = 0.0
          for i in 0..<d { sum += rows[t][place + i] * rows[s][width + place + i] }
          return sum / Double(d).squareRoot()
        }
        let largest = scores.max() ?? 0
        let exponentials = scores.map { exp($0 - largest) }
        let total = exponentials.reduce(0, +)
        for s in 0...t {
          let share = exponentials[s] / total
          for i in 0..<d { mixed[place + i] += share * rows[s][2 * width + place + i] }
        }
      }
      return mixed
    }
  }

  /// One block: what it adds to the belt, twice.
  func run(_ block: Block, on belt: Matrix, heads: Int) -> Matrix {
    func plus(_ a: Vector, _ b: Vector) -> Vector { zip(a, b).map { $0 + $1 } }
    let read = belt.map {
      linear(
        normalized($0, gain: block.attentionNorm.gain, bias: block.attentionNorm.bias),
        block.queryKeyValue.weight, block.queryKeyValue.bias)
    }
    let mixed = attention(read, heads: heads)
    let after = belt.indices.map {
      plus(belt[$0], linear(mixed[$0], block.output.weight, block.output.bias))
    }
    return after.map { x in
      let wide = linear(
        normalized(x, gain: block.feedForwardNorm.gain, bias: block.feedForwardNorm.bias),
        block.up.weight, block.up.bias)
      return plus(x, linear(wide.map(gelu), block.down.weight, block.down.bias))
    }
  }

  //: ## The whole network
  //:
  //: Around the blocks: a table of vectors for tokens and one for positions at the bottom, a last
  //: normalization and the scores at the top. The scores, or **logits**, are dot products of the
  //: belt with the token table itself: the table is used twice (Press and Wolf 2017).
  struct Network {
    var tokens: Matrix  // (V, D)
    var positions: Matrix  // (T, D)
    var blocks: [Block]
    var finalNorm: (gain: Vector, bias: Vector)
  }

  /// The belt at every depth, and the logits.
  func run(_ network: Network, on ids: [Int32], heads: Int) -> (belts: [Matrix], logits: Matrix) {
    var belts: [Matrix] = [
      ids.indices.map { t in
        zip(network.tokens[Int(ids[t])], network.positions[t]).map { $0 + $1 }
      }
    ]
    for block in network.blocks {
      belts.append(run(block, on: belts[belts.count - 1], heads: heads))
    }
    let (gain, bias) = network.finalNorm
    let none = Vector(repeating: 0, count: network.tokens.count)
    let logits = belts[belts.count - 1].map {
      linear(normalized($0, gain: gain, bias: bias), network.tokens, none)
    }
    return (belts, logits)
  }

  //: That was a complete GPT-2. It is slow, but it is all there.
  //:
  //: ## The same numbers from the library
  //:
  //: The library keeps all parameters in one flat buffer, with names. We hand the same weights to
  //: both, in double precision, so that rounding is no excuse. **Predict.** How many digits will
  //: agree?
  func network(_ store: ParameterStore<Double>) throws -> Network {
    func matrix(_ name: String) throws -> Matrix {
      guard let slice = store[name], let shape = store.layout[name] else {
        throw ModelError.badInput("the model has no parameter \(name)")
      }
      let columns = shape.columns
      return (0..<shape.rows).map { Array(slice.array[($0 * columns)..<(($0 + 1) * columns)]) }
    }
    func norm(_ name: String) throws -> (gain: Vector, bias: Vector) {
      (try matrix(name + ".gain")[0], try matrix(name + ".bias")[0])
    }
    func layer(_ name: String) throws -> (weight: Matrix, bias: Vector) {
      (try matrix(name + ".weight"), try matrix(name + ".bias")[0])
    }
    return Network(
      tokens: try matrix("tokenEmbedding.weight"),
      positions: try matrix("positionEmbedding.weight"),
      blocks: try (0..<store.configuration.layerCount).map { index in
        let place = "layers.\(index)"
        return Block(
          attentionNorm: try norm("\(place).attentionNorm"),
          queryKeyValue: try layer("\(place).attention.queryKeyValue"),
          output: try layer("\(place).attention.output"),
          feedForwardNorm: try norm("\(place).feedForwardNorm"),
          up: try layer("\(place).feedForward.up"), down: try layer("\(place).feedForward.down"))
      }, finalNorm: try norm("finalNorm"))
  }
  let time = 32
  let tiny = ModelConfiguration(
    vocabularySize: 96, contextLength: time, width: 48, layerCount: 3, headCount: 4)
  let store = try ParameterStore<Double>(tiny)
  // Larger first values than in training, biases too: a mistake should show.
  store.initialize(seed: notebook.seed, standardDeviation: 0.2)
  var noise = RandomStream(seed: notebook.seed).fork("biases")
  for parameter in store.layout.specifications where parameter.isVector {
    for i in 0..<parameter.count { store.values[parameter.offset + i] += 0.1 * noise.normal() }
  }
  var draws = RandomStream(seed: notebook.seed).fork("tokens")
  let ids = (0..<time).map { _ in Int32(draws.index(below: tiny.vocabularySize)) }
  let plainNetwork = try network(store)
  let (plain, plainTime) = Stopwatch.timed {
    run(plainNetwork, on: ids, heads: tiny.headCount).logits
  }
  let decoder = try Decoder(store, batch: 1, time: time)
  decoder.tokens.copy(from: ids)
  LinearAlgebra.setThreadCount(1)
  let fastTime = Stopwatch.shortest(of: 5) { decoder.run() }
  let fast = decoder.logits.array
  let gap = zip(plain.joined(), fast).map { abs($0 - $1) }.max() ?? 1
  let size = plain.joined().map { abs($0) }.max() ?? 0
  notebook.claim(
    "largest difference of any logit, for a largest logit of \(NumberStyle.decimals(0).text(size))",
    gap, in: 0...1e-7)
  notebook.observe("times faster than the plain loops", plainTime / fastTime, in: 2...10_000)

  //: The library runs the same sums as a **tape** of operations: recorded once, with every buffer
  //: planned, then played forward, and backward for the gradients.
  //:
  //: ## From loops to kernels
  //:
  //: Where does the gap come from? The products go to OpenBLAS (chapter 2). The rest goes to
  //: **kernels**: one pass over a row while it is in the cache, sixteen numbers at a time, and no call
  //: for each number: GELU's `tanh` becomes an exponential, and that a polynomial. In training the
  //: same pass of GELU leaves its derivative behind for the way back. We set the plain functions
  //: beside the kernels. (The kernels compute in single precision, as training does, and the
  //: functions in double: a factor of two at most is owed to that.)
  //:
  //: **Predict.** Which gains more: normalization, which only adds and multiplies, or GELU?
  let (kernelRows, kernelWidth) = (512, 256)
  let plainRows = (0..<kernelRows).map { _ in (0..<kernelWidth).map { _ in noise.normal() } }
  let (ones, zeros) = (
    Vector(repeating: 1, count: kernelWidth), Vector(repeating: 0, count: kernelWidth)
  )
  let bench = Arena()
  func slice(_ count: Int, _ value: Float = 0) -> BufferSlice<Float> {
    bench.allocate(count, of: value)
  }
  let (input, output) = (slice(kernelRows * kernelWidth), slice(kernelRows * kernelWidth))
  let (means, scales) = (slice(kernelRows), slice(kernelRows))
  let (gain, bias) = (slice(kernelWidth, 1), slice(kernelWidth))
  input.copy(from: plainRows.joined().map { Float($0) })
  var expected: Matrix = []
  func difference() -> Double {
    zip(expected.joined(), output.array).map { abs($0 - Double($1)) }.max() ?? 1
  }
  let normTimes = (
    Stopwatch.shortest(of: 7) {
      expected = plainRows.map { normalized($0, gain: ones, bias: zeros) }
    },
    Stopwatch.shortest(of: 7) {
      LayerNormalizationKernel.forward(
        input.pointer, gain: gain.pointer, bias: bias.pointer, into: output.pointer,
        means: means.pointer, scales: scales.pointer, rows: kernelRows, width: kernelWidth,
        epsilon: 1e-5)
    }
  )
  let normDifference = difference()
  let bendTimes = (
    Stopwatch.shortest(of: 7) { expected = plainRows.map { $0.map(gelu) } },
    Stopwatch.shortest(of: 7) {
      GELUKernel.forward(input.pointer, into: output.pointer, count: input.count)
    }
  )
  notebook.claim(
    "largest difference of both kernels, in single precision", max(normDifference, difference()),
    in: 0...2e-5)
  notebook.observe("times faster: normalization", normTimes.0 / normTimes.1, in: 1.5...1_000)
  notebook.observe("times faster: GELU", bendTimes.0 / bendTimes.1, in: 1.5...1_000)

  //: ## Nobody peeks
  //:
  //: One more check, and it is the most valuable one in the chapter. A model that peeks at the next
  //: token has a wonderful loss and is worthless. So change the last token, and look at all logits
  //: before it.
  var changed = ids
  changed[time - 1] = (ids[time - 1] + 1) % Int32(tiny.vocabularySize)
  decoder.tokens.copy(from: changed)
  decoder.run()
  let before = (time - 1) * tiny.vocabularySize
  let leak = zip(fast.prefix(before), decoder.logits.array).map { abs($0 - $1) }.max() ?? 1
  let own = zip(fast.dropFirst(before), decoder.logits.array.dropFirst(before))
  notebook.claim("change of the earlier logits when the last token changes", leak, in: 0...1e-12)
  notebook.claim("change of its own", own.map { abs($0 - $1) }.max() ?? 0, in: 0.01...1_000)

  //: ## Counting parameters
  //:
  //: With width $D$, a block has $4D^2$ weights in attention and $8D^2$ in the feed-forward layer,
  //: $9D$ biases and $4D$ for the normalizations: $12D^2 + 13D$. The token table has $VD$. GPT-2
  //: adds a table of $TD$ positions, and a last normalization of $2D$. BloombergGPT has no position
  //: table (ALiBi, chapter 2), but one more normalization behind the embedding.
  func countParameters(_ c: ModelConfiguration) -> Int {
    let d = c.width
    let bottom = c.vocabularySize * d + (c.family == .gpt2 ? c.contextLength * d : 2 * d)
    return bottom + c.layerCount * (12 * d * d + 13 * d) + 2 * d
  }
  let (gpt2, bloomberg) = (ModelConfiguration.gpt2Small, ModelConfiguration.bloombergGPT)
  notebook.claim("GPT-2 small has 124,439,808 parameters", countParameters(gpt2) == 124_439_808)
  notebook.claim(
    "BloombergGPT has 50,558,868,480, as its appendix A says",
    countParameters(bloomberg) == 50_558_868_480)
  notebook.claim(
    "the library counts the same from its layout",
    [tiny, gpt2, bloomberg].allSatisfy { $0.parameterCount.all == countParameters($0) })

  //: **Predict.** Which part of a model is the largest? For chapter 5's model, for GPT-2 small, for
  //: BloombergGPT?
  let course = ModelConfiguration(
    vocabularySize: 1_024, contextLength: 128, width: 128, layerCount: 4, headCount: 4)
  let models = [("chapter 5's model", course), ("GPT-2 small", gpt2), ("BloombergGPT", bloomberg)]
  func share(_ c: ModelConfiguration, _ belongs: (ParameterSpecification) -> Bool) -> Double {
    let count = ParameterLayout(c).specifications.filter(belongs).reduce(0) { $0 + $1.count }
    return 100 * Double(count) / Double(c.parameterCount.all)
  }
  func shares(_ belongs: (ParameterSpecification) -> Bool) -> [Double] {
    models.map { share($0.1, belongs) }
  }
  let embedding = shares { $0.role == .embedding }
  let attentionShare = shares { !$0.isVector && $0.name.contains(".attention.") }
  let feedForward = shares { !$0.isVector && $0.name.contains(".feedForward.") }
  let vectors = shares { $0.isVector }
  let whole = NumberStyle.decimals(0)
  try notebook.plot(
    Figure(
      "parameters",
      title: "Embeddings: \(whole.text(embedding[1]))% of GPT-2 small, "
        + "\(whole.text(embedding[2]))% of BloombergGPT",
      subtitle: "Where the parameters sit", caption: "Gains and biases: under one per cent.",
      size: Figure.Size(width: 800, height: 360),
      x: Axis("share of all parameters", unit: "%", range: 0...100),
      y: Axis("", categories: models.map(\.0)),
      marks: [
        .bars("embeddings", embedding, isStacked: true, valueStyle: .decimals(0)),
        .bars("attention", attentionShare, isStacked: true, valueStyle: .decimals(0)),
        .bars("feed-forward", feedForward, isStacked: true, valueStyle: .decimals(0)),
        .bars("gains and biases", vectors, isStacked: true),
      ]))
  notebook.claim("per cent of GPT-2 small in its embeddings", embedding[1], in: 30...33)
  notebook.claim("per cent of BloombergGPT", embedding[2], in: 1.9...2.1)
  notebook.claim(
    "feed-forward weights for each weight of attention", feedForward[2] / attentionShare[2],
    in: 1.99...2.01)

  //: ## Counting operations
  //:
  //: Every weight of a product is used once for each token: one multiplication, one addition. So a
  //: forward pass costs about $2N$ operations per token, and the backward pass twice that, for it
  //: needs a product for the inputs' gradients and one for the weights'. Together: the famous $6N$
  //: (Kaplan et al. 2020). The library counts product by product, attention's $T^2$ included.
  var costs = Table([
    .text("model"), .number("parameters", style: .suffix),
    .number("operations a token, training", style: .suffix),
    .number("over 6N", style: .decimals(3)),
  ])
  for (name, model) in models {
    let cost = ComputeCost(model)
    costs.append(
      name, model.parameterCount.all, cost.trainingPerToken, cost.trainingPerToken / cost.sixN)
  }
  notebook.show(costs)
  let tokensRead = 569e9
  let ruleOfThumb = 6 * Double(bloomberg.parameterCount.all) * tokensRead
  notebook.claim(
    "operations over 6N for BloombergGPT",
    ComputeCost(bloomberg).trainingPerToken / ComputeCost(bloomberg).sixN, in: 1.0...1.1)
  notebook.claim(
    "BloombergGPT's published operations over 6ND", 2.36e23 / ruleOfThumb, in: 1.3...1.45)

  //: Why did BloombergGPT spend a third more than the rule says? Its 512 cards had no room for the
  //: activations, so each layer's were computed a second time on the way back (Wu et al. 2023,
  //: section 3): one more forward pass, $8N$ in place of $6N$, and attention on top. Memory was
  //: bought with time. That is the most common trade in the field.
  //:
  //: ## Deep or wide?
  //:
  //: The count $12LD^2$ does not care whether a model is deep or wide. Training does, a little.
  //: Levine et al. (2020) found that each depth has a width beyond which more depth would help: $D
  //: = e^{5.039} \cdot e^{0.0555 L}$. BloombergGPT took 70 layers, asked the rule, and rounded to
  //: what 40 heads of 192 make (Wu et al. 2023, section 3).
  func ruleWidth(_ layers: Double) -> Double { exp(5.039) * exp(0.0555 * layers) }
  let depths = stride(from: 2.0, through: 80, by: 1).map { $0 }
  let asked = ruleWidth(Double(bloomberg.layerCount))
  try notebook.plot(
    Figure(
      "shape",
      title:
        "For \(bloomberg.layerCount) layers the rule asks for a width of \(whole.text(asked)); "
        + "BloombergGPT took \(whole.text(Double(bloomberg.width)))",
      subtitle: "Width by depth after Levine et al. (2020), and three models",
      x: Axis("layers", range: 0...80), y: Axis("width", scale: .log),
      marks: [
        .line("rule", x: depths, y: depths.map(ruleWidth)),
        .points(
          "", x: models.map { Double($0.1.layerCount) }, y: models.map { Double($0.1.width) },
          color: .vermilion),
        .note("chapter 5's model", at: (6, 122)),
        .note("GPT-2 small", at: (14, 768)),
        .note("BloombergGPT", at: (68, 7_900), alignment: .right),
      ]))
  notebook.claim(
    "BloombergGPT's width over the rule's", Double(bloomberg.width) / asked, in: 1...1.05)
  notebook.claim(
    "GPT-2 small's width over the rule's", Double(gpt2.width) / ruleWidth(12), in: 2...3)

  //: GPT-2 small is wider than the rule would have it. That need not have cost it much: within wide
  //: limits the loss depends very little on depth against width (Kaplan et al. 2020, section 3).
  //: What costs is the wrong *size* (chapter 7).
  //:
  //: ## Are the gradients right?
  //:
  //: Training stands on derivatives. A sign error in one of them does not crash anything. The model
  //: just learns badly, and you blame the data. So hold them against the definition: move one
  //: parameter by $\pm h$, and look at the loss,
  //: $$\frac{\partial L}{\partial w} \approx \frac{L(w+h) - L(w-h)}{2h}.$$
  //:
  //: **Predict.** The smaller $h$, the better the formula. So which $h$ is best? $10^{-5}$?
  //: $10^{-12}$?
  let gradients = Arena()
  let slots: BufferSlice<Double> = gradients.allocate(store.layout.count, of: 0)
  let trainable = try Decoder(store, batch: 1, time: time, gradients: slots)
  trainable.tokens.copy(from: ids)
  trainable.targets.copy(from: Array(ids.dropFirst()) + [CrossEntropyKernel.ignoredTarget])
  let labelled = Double(time - 1)
  func loss() -> Double { trainable.forward(scale: 1 / labelled) / labelled }
  _ = loss()
  trainable.backward(startingAnew: true)
  let analytic = slots.array
  // Some parameters of every kind, drawn at random.
  let perKind = notebook.pick(smoke: 2, lesson: 5)
  let places = store.layout.specifications.flatMap { parameter in
    (0..<perKind).map { _ in parameter.offset + draws.index(below: parameter.count) }
  }
  let steps = (1...12).map { pow(10, -Double($0)) }
  let norm = places.map { analytic[$0] * analytic[$0] }.reduce(0, +).squareRoot()
  let errors = steps.map { h in
    let squares = places.map { place in
      let kept = store.values[place]
      store.values[place] = kept + h
      let above = loss()
      store.values[place] = kept - h
      let below = loss()
      store.values[place] = kept
      let difference = (above - below) / (2 * h) - analytic[place]
      return difference * difference
    }
    return squares.reduce(0, +).squareRoot() / norm
  }
  let smallest = errors.min() ?? 1
  let best = errors.firstIndex(of: smallest) ?? 0
  try notebook.plot(
    Figure(
      "gradients",
      title: "Finite differences agree best at a step of \(NumberStyle.powers.text(steps[best])), "
        + "not at the smallest",
      subtitle: "Relative difference of tape and definition over \(places.count) parameters, "
        + "in double precision",
      x: Axis("step h", scale: .log), y: Axis("relative difference", scale: .log),
      marks: [
        .line("", x: steps, y: errors, showsPoints: true),
        .note("the formula is crude", at: (5e-4, 1e-3), alignment: .right),
        .note("the loss has only 16 digits", at: (3e-12, 1e-8), alignment: .left),
      ]))
  notebook.claim("relative difference at the best step", smallest, in: 0...1e-6)
  notebook.claim("how much worse the smallest step is", errors[11] / smallest, in: 10...1e12)

  //: On the right the formula itself is wrong, by about $h^2$. On the left two nearly equal numbers
  //: are subtracted, and the digits that are left are rounding. In single precision, which trains,
  //: there would be no good step at all. The library's kernels are written once for both
  //: precisions: `Double` for this check, `Float` for work.
  //:
  //: ## How the stream grows
  //:
  //: At the start all weights are random. Every block adds a random vector to the belt. Random
  //: vectors add like the steps of a drunkard: after $2L$ steps of length 1 he is $\sqrt{2L}$ away.
  //: In a deep model the last layers shout over the embedding. GPT-2's remedy: whatever writes to
  //: the belt starts smaller by $\sqrt{2L}$ (Radford et al. 2019). BloombergGPT draws from $N(0,
  //: 1/3D)$, and divides the same two matrices of each block by $\sqrt{2L}$ (Wu et al. 2023,
  //: appendix A).
  //:
  //: **Predict.** With BloombergGPT's numbers, how large is the belt at the end, next to the
  //: beginning, with and without the division?
  let deep = ModelConfiguration(
    vocabularySize: 96, contextLength: 16, width: 48,
    layerCount: notebook.pick(smoke: 16, lesson: 48), headCount: 4)
  let deepStore = try ParameterStore<Double>(deep)
  deepStore.initialize(
    seed: notebook.seed, standardDeviation: (1 / (3 * Double(deep.width))).squareRoot())
  func sizes(_ network: Network) -> [Double] {
    let belts = run(network, on: Array(ids.prefix(16)), heads: deep.headCount).belts
    return belts.map { belt in
      let squares = belt.joined().reduce(0) { $0 + $1 * $1 }
      return (squares / Double(belt.count * deep.width)).squareRoot()
    }
  }
  let scaled = sizes(try network(deepStore))
  let undo = (2 * Double(deep.layerCount)).squareRoot()
  for parameter in deepStore.layout.specifications where parameter.role == .residualMatrix {
    for i in 0..<parameter.count { deepStore.values[parameter.offset + i] *= undo }
  }
  let unscaled = sizes(try network(deepStore))
  let layers = scaled.indices.map { Double($0) }
  func growth(_ sizes: [Double]) -> [Double] { sizes.map { $0 / sizes[0] } }
  let (grown, kept) = (growth(unscaled), growth(scaled))
  let one = NumberStyle.decimals(1)
  try notebook.plot(
    Figure(
      "stream",
      title: "Undivided, the stream grows \(one.text(grown.last ?? 0))-fold over "
        + "\(deep.layerCount) layers; divided, \(one.text(kept.last ?? 0))-fold",
      subtitle: "Root mean square of the residual stream in an untrained model of width "
        + "\(deep.width)",
      x: Axis("after layer"), y: Axis("size, embedding = 1", from: 0),
      marks: [
        .line("as drawn", x: layers, y: grown),
        .line("divided by √(2L)", x: layers, y: kept),
      ]))
  notebook.claim(
    "growth of the divided stream", kept.last ?? 0, in: 1...6)
  notebook.claim(
    "growth of the undivided one, for each of it", (grown.last ?? 0) / (kept.last ?? 1),
    in: 2...30, smoke: 1.3...30)

  //: ## Learning one page by heart
  //:
  //: The last test before real training: take **one batch**, and train on nothing else. A network
  //: with more parameters than the batch has tokens must learn it by heart. If it cannot, something
  //: is broken. Do this with every new model; it takes a minute and saves a week.
  //:
  //: The loop below is the whole of training. Forward, backward, and AdamW's update of each
  //: parameter.
  let text = notebook.courseText()
  let tokenizer = try notebook.vocabulary(
    "course", of: text.training, size: notebook.pick(smoke: 512, lesson: 1_024))
  let (batch, window) = (4, 32)
  let page = try tokenizer.encode(documents: text.training.prefix(byteCount: 8_000).texts)
  guard page.count > batch * window else {
    throw TrainingDataError.corpusTooShort(
      name: text.training.name, tokens: page.count, needed: batch * window + 1)
  }
  let pupil = ModelConfiguration(
    vocabularySize: tokenizer.vocabularySize, contextLength: window, width: 64, layerCount: 2,
    headCount: 4)

  /// The loss of each step, in nats a token, when nothing is trained on but one batch.
  func learnByHeart(targets: [Int32], steps: Int, seed: UInt64) throws -> [Double] {
    let weights = try ParameterStore<Float>(pupil)
    weights.initialize(seed: seed)
    let arena = Arena()
    let count = weights.layout.count
    let gradients: BufferSlice<Float> = arena.allocate(count, of: 0)
    let (first, second): (BufferSlice<Float>, BufferSlice<Float>) = (
      arena.allocate(count, of: 0), arena.allocate(count, of: 0)
    )
    let decoder = try Decoder(weights, batch: batch, time: window, gradients: gradients)
    decoder.tokens.copy(from: Array(page.prefix(batch * window)))
    decoder.targets.copy(from: targets)
    let tokens = Double(batch * window)
    return withExtendedLifetime(arena) {
      (1...steps).map { step in
        let loss = decoder.forward(scale: 1 / tokens) / tokens
        decoder.backward(startingAnew: true)
        AdamWKernel.update(
          parameters: weights.values.pointer, gradients: gradients.pointer,
          firstMoments: first.pointer, secondMoments: second.pointer, count: count,
          step: AdamWKernel.Step<Float>(
            learningRate: 3e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, gradientScale: 1,
            step: step), weightDecay: 0)
        return loss
      }
    }
  }

  //: **Predict.** Where does the loss start? It starts near $\ln V$, if all is well: the untrained
  //: model gives every token the same chance. And what if the page is **nonsense**: the same
  //: inputs, but each to be answered by a random token?
  let sense = Array(page[1...(batch * window)])
  let nonsense = sense.map { _ in Int32(draws.index(below: pupil.vocabularySize)) }
  let stepCount = notebook.pick(smoke: 100, lesson: 150)
  let learned = try learnByHeart(targets: sense, steps: stepCount, seed: notebook.seed)
  let parroted = try learnByHeart(targets: nonsense, steps: stepCount, seed: notebook.seed)
  let uniform = log(Double(pupil.vocabularySize))
  let line = (1...stepCount).map { Double($0) }
  let tenth = learned.firstIndex { $0 < 0.1 }.map { "after \($0 + 1) steps" } ?? "not yet"
  try notebook.plot(
    Figure(
      "overfit", title: "One batch is known by heart \(tenth); nonsense is learned as well",
      subtitle: "Loss on \(batch) windows of \(window) tokens, the only ones ever shown; by heart: "
        + "below 0.1 nats",
      x: Axis("step"), y: Axis("loss", unit: "nats per token", scale: .log),
      marks: [
        .line("text", x: line, y: learned.map { max($0, 1e-5) }),
        .line("random answers", x: line, y: parroted.map { max($0, 1e-5) }),
        .horizontal(uniform, "ln V"),
      ]))
  notebook.claim("first loss over ln V", learned[0] / uniform, in: 0.95...1.08)
  notebook.claim("last loss on the text, nats per token", learned[stepCount - 1], in: 0...0.1)
  notebook.claim("last loss on nonsense", parroted[stepCount - 1], in: 0...0.5)

  //: It learns nonsense just as well, and hardly slower: where there is no rule to find, it
  //: remembers. So a low loss on the training text proves that the machine works. It proves nothing
  //: about language. For that, chapter 5 asks about text that the model has not seen.
  //:
  //: ## Three families, one frame
  //:
  //: The frame has not changed since GPT-2. Its parts have. Three families show how; the library's
  //: model of each is the same as the Hugging Face model of that name, number for number. What you
  //: built above is GPT-2. **BLOOM**, and BloombergGPT with it, takes ALiBi in place of the table
  //: of positions, and normalizes once more behind the embedding. **Llama** exchanged three parts
  //: (Touvron et al. 2023), and with Llama 2 a fourth. It also gave the head a table of its own;
  //: ours uses the embedding's twice, as the small Llama 3.2 does.
  //:
  //: *RMSNorm* (Zhang and Sennrich 2019) divides a vector by the root of its mean square, and
  //: multiplies it by a gain. No mean is subtracted, and no bias added.
  func rootMeanSquareNormalized(_ x: Vector) -> Vector {
    let square = x.reduce(0) { $0 + $1 * $1 } / Double(x.count)
    return x.map { $0 / (square + 1e-5).squareRoot() }
  }

  //: *SwiGLU* (Shazeer 2020): one product opens a gate for another. That is three matrices in place of
  //: two, so they are made narrower: three of $\frac{8}{3}D$ weigh as much as two of $4D$. Why does
  //: the gate help? The paper explains it by "divine benevolence".
  func swiGLU(gate: Vector, up: Vector) -> Vector {
    zip(gate, up).map { gate, up in gate / (1 + exp(-gate)) * up }
  }

  //: *Rotary positions* (Su et al. 2021): nothing is added to the stream. Instead queries and keys are
  //: turned, pair of places by pair of places, by angles that grow with the position. A dot product
  //: only sees the angle between the two. **Predict.** So if query and key both move on by a hundred
  //: positions, their score …?
  func turned(_ x: Vector, to position: Int) -> Vector {
    let half = x.count / 2
    var result = x
    for i in 0..<half {
      let angle = Double(position) * pow(10_000, -Double(i) / Double(half))
      result[i] = x[i] * cos(angle) - x[i + half] * sin(angle)
      result[i + half] = x[i + half] * cos(angle) + x[i] * sin(angle)
    }
    return result
  }
  func score(_ query: Int, _ key: Int) -> Double {
    zip(turned(plainRows[0], to: query), turned(plainRows[1], to: key)).reduce(0) {
      $0 + $1.0 * $1.1
    }
  }
  notebook.claim(
    "change of a score when both move on by 100 positions", abs(score(9, 5) - score(109, 105)),
    in: 0...1e-9)
  notebook.claim(
    "change when one of them does", abs(score(9, 5) - score(109, 5)), in: 0.1...1_000)

  //: *Grouped heads* (Ainslie et al. 2023): several heads of queries share one head of keys and
  //: values. A generating model keeps keys and values of all that it has read (chapter 4); with a
  //: quarter of the heads it keeps a quarter. The extreme case, one head of keys for all, is
  //: **multi-query attention** (Shazeer 2019). Llama 2 was the first Llama with grouped heads, in
  //: its largest models.
  //:
  //: Does the library compute the same?
  let exact = Arena()
  func exactSlice(_ values: Vector) -> BufferSlice<Double> {
    let slice: BufferSlice<Double> = exact.allocate(values.count, of: 0)
    slice.copy(from: values)
    return slice
  }
  let (left, right) = (exactSlice(plainRows[0]), exactSlice(plainRows[1]))
  let (result, unit, scale) = (exactSlice(zeros), exactSlice(ones), exactSlice([0]))
  func deviation(_ plain: Vector) -> Double {
    zip(plain, result.array).map { abs($0 - $1) }.max() ?? 1
  }
  RMSNormalizationKernel.forward(
    left.pointer, gain: unit.pointer, into: result.pointer, scales: scale.pointer, rows: 1,
    width: kernelWidth, epsilon: 1e-5)
  var deviations = [deviation(rootMeanSquareNormalized(plainRows[0]))]
  SwiGLUKernel.forward(left.pointer, right.pointer, into: result.pointer, count: kernelWidth)
  deviations.append(deviation(swiGLU(gate: plainRows[0], up: plainRows[1])))
  result.copy(from: plainRows[0])
  let table = Tape<Double>(arena: exact).rotaryTable(
    positionCount: 8, headWidth: kernelWidth, base: 10_000)
  RotaryKernel.rotate(
    result.pointer, table, rows: 1, stride: kernelWidth, headCount: 1, firstPosition: 7)
  deviations.append(deviation(turned(plainRows[0], to: 7)))
  notebook.claim(
    "largest difference of RMSNorm and SwiGLU", max(deviations[0], deviations[1]), in: 0...1e-12)
  notebook.claim(
    "of the rotation, whose angles everybody rounds to single precision", deviations[2],
    in: 0...1e-5)

  //: Now four models of one width and depth. **Predict.** Which has the fewest parameters? And which
  //: learns best, on the same text, in the same order?
  func relative(_ family: ModelConfiguration.Family, keyHeads: Int = 4) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: tokenizer.vocabularySize, contextLength: 64, width: 64,
      layerCount: 2, headCount: 4, keyValueHeadCount: keyHeads,
      feedForwardWidth: family == .llama ? 176 : 256)
  }
  let families = [
    ("GPT-2", relative(.gpt2)), ("BLOOM", relative(.bloom)), ("Llama", relative(.llama)),
    ("Llama, one key head", relative(.llama, keyHeads: 1)),
  ]
  var parts = Table([
    .text("family"), .number("embeddings"), .number("attention"), .number("feed-forward"),
    .number("gains and biases"), .number("all"),
  ])
  for (name, model) in families {
    func count(_ belongs: (ParameterSpecification) -> Bool) -> Int {
      ParameterLayout(model).specifications.filter(belongs).reduce(0) { $0 + $1.count }
    }
    parts.append(
      name, count { $0.role == .embedding },
      count { !$0.isVector && $0.name.contains(".attention.") },
      count { !$0.isVector && $0.name.contains(".feedForward.") }, count(\.isVector),
      model.parameterCount.all)
  }
  notebook.show(parts)
  func countLlama(_ c: ModelConfiguration) -> Int {
    let (d, keys) = (c.width, c.keyValueHeadCount * c.headWidth)
    let block = d * (d + 2 * keys) + d * d + 3 * d * c.feedForwardWidth + 2 * d
    return c.vocabularySize * d + c.layerCount * block + d
  }
  notebook.claim(
    "the library counts Llama's parameters as this formula does",
    families.suffix(2).allSatisfy { countLlama($0.1) == $0.1.parameterCount.all })
  notebook.claim(
    "and the other two as the one above",
    families.prefix(2).allSatisfy { countParameters($0.1) == $0.1.parameterCount.all })

  let lessons = try tokenizer.encode(documents: text.training.prefix(byteCount: 600_000).texts)
  let unseen = try tokenizer.encode(documents: text.heldOut.prefix(byteCount: 20_000).texts)
  let schoolDays = notebook.pick(smoke: 90, lesson: 400)
  let seed = notebook.seed

  /// The loss on held-out text along the way, in nats per token, at nine places.
  func school(_ model: ModelConfiguration) throws -> (tokens: [Double], losses: [Double]) {
    let weights = try ParameterStore<Float>(model)
    weights.initialize(seed: seed)
    let training = TrainingConfiguration(
      batch: 8, contextLength: model.contextLength, steps: schoolDays, learningRate: 4e-3,
      replicas: 2)
    let trainer = try Trainer(
      weights, training,
      data: try WindowSampler(
        sources: [.init(name: text.training.name, tokens: lessons)],
        contextLength: model.contextLength, seed: seed))
    var (tokens, losses): ([Double], [Double]) = ([], [])
    for step in 1...schoolDays {
      _ = try trainer.trainStep()
      if step % (schoolDays / 9) == 0 {
        tokens.append(Double(step * training.tokensPerStep))
        losses.append(try trainer.loss(of: unseen, name: text.heldOut.name).mean)
      }
    }
    return (tokens, losses)
  }
  let graduates = try families.map { (name: $0.0, curve: try school($0.1)) }
  let marksAtEnd = graduates.map { $0.curve.losses.last ?? .nan }
  let (gpt2End, llamaEnd) = (marksAtEnd[0], marksAtEnd[2])
  try notebook.plot(
    Figure(
      "families",
      title: "After \(schoolDays) steps Llama's loss is "
        + "\(NumberStyle.percent(0).text(llamaEnd / gpt2End)) of GPT-2's",
      subtitle: "Held-out loss of four models of width 64 with 2 layers, on the same text in the "
        + "same order",
      x: Axis("tokens trained on"), y: Axis("loss", unit: "nats per token", from: 0),
      marks: graduates.map {
        .line($0.name, x: $0.curve.tokens, y: $0.curve.losses, showsPoints: true)
      }))
  notebook.claim(
    "the largest final loss over ln V", (marksAtEnd.max() ?? .nan) / uniform, in: 0.1...0.95,
    scope: .builtInCorpus)
  let betterLlama = min(llamaEnd, marksAtEnd[3])
  notebook.claim(
    "GPT-2's final loss over the better Llama's", gpt2End / betterLlama, in: 1.05...3,
    smoke: 0.95...3,
    scope: .builtInCorpus)
  notebook.claim(
    "Llama's final loss with one key head, over that with four", marksAtEnd[3] / llamaEnd,
    in: 0.7...1.4, scope: .builtInCorpus)

  //: Look at BLOOM before you praise Llama. It has GPT-2's bend and GPT-2's kind of normalization,
  //: and on this page it ends below Llama with four key heads. So Llama's lead over GPT-2 does not
  //: show that its parts are the better ones. What BLOOM and Llama share, and GPT-2 lacks, are
  //: distances that need not be learned: GPT-2 has to find out for each position which one stands
  //: next to it. That may be what so short a run cannot afford. It is a guess, for no run here
  //: changes the positions alone. And the two Llamas differ by three key heads; their order may be
  //: luck. One seed and one learning rate are a hint, not a verdict. Chapter 7 shows what a verdict
  //: takes.
  //:
  //: What is certain is the saving: one key head needs a quarter of the cache. And what has no
  //: table of positions can compute any position. It need not be any good there: beyond the length
  //: of its training a rotary model meets angles that it has never seen, and its attention can
  //: break down, unless the positions are scaled back into the known range (Chen et al. 2023).
  //:
  //: Most models since are Llama's relatives. Why, this chart cannot say.
  //:
  //: `./workbook pretrain --family llama --kv-heads 1` trains such a model on your own text.
  //:
  //: ## What to take away
  //:
  //: - A transformer is a sum: each layer reads a normalized copy of the stream and adds to it.
  //: - $12D^2$ weights a block, a third in attention; $VD$ for the tokens. Small models are mostly
  //:   vocabulary, large ones hardly.
  //: - $6N$ operations a token, a third more when activations are computed twice.
  //: - Four checks for every new model: no leak from the future, gradients against differences,
  //:   first loss $\ln V$, one batch by heart.
  //: - Families exchange parts, not the frame: normalization, bend, positions, heads.
  //:
  //: Try: take `normalized` out of `run` and look at the stream. Break the residual: return only
  //: what the layer computes. Set `learningRate` to `1e-1`, or to `1e-5`. Twice the `batch`: does
  //: it still learn it in as many steps?
  //:
  //: ## Exercises
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 3))
}
