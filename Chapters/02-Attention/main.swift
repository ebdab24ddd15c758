import Foundation
import WorkbookCore

Notebook.chapter("02-Attention") { notebook in
  //: # 2. Attention: how one word asks the others
  //:
  //: *Yield* means one thing in "the bond's yield" and another in "the wheat's yield". Nothing in
  //: the word itself says which. It is the neighbours that decide. So every position of the text
  //: needs a way to ask the others: *who of you matters to me?* and to take something from those
  //: that do.
  //:
  //: That is attention: a soft look-up. This chapter builds it from a dot product to a layer with
  //: many heads, checks it against the library's fast version, and then measures what it costs. The
  //: cost has a square in it, and that square has shaped the whole field.
  LinearAlgebra.setThreadCount(1)
  typealias Matrix = [[Float]]

  //: ## Similarity is a dot product
  //:
  //: Give every word a list of numbers. Two words are similar if their numbers are large in the
  //: same places. Multiply place by place and add up: that is the **dot product**. Here are four
  //: words, described by hand in three places: money, plants, illness.
  func dot(_ a: [Float], _ b: [Float]) -> Float {
    var sum: Float = 0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }
  let words = ["bond", "coupon", "wheat", "fever"]
  let meanings: Matrix = [[3, 0, 0], [2, 1, 0], [1, 3, 0], [0, 0, 3]]

  //: The word *yield* puts a question, its **query**: "is there money here?" The other words hold
  //: up their **keys**. The dot product of the two is the score.
  //:
  //: ## Softmax: from scores to shares
  //:
  //: Scores can be anything. We want shares: positive, adding up to one. The **softmax** takes
  //: $e^{s_i} / \sum_j e^{s_j}$. The largest score is subtracted first. That changes nothing, for
  //: it cancels in the fraction, and it keeps $e^{1000}$ from ending the lesson early.
  func softmax(_ scores: [Float]) -> [Float] {
    let largest = scores.max() ?? 0
    let exponentials = scores.map { exp($0 - largest) }
    let total = exponentials.reduce(0, +)
    return exponentials.map { $0 / total }
  }
  let question: [Float] = [1, 0, 0]
  let scores = meanings.map { dot(question, $0) }
  let shares = softmax(scores)
  var lookUp = Table([
    .text("word"), .number("score", style: .decimals(1)), .number("share", style: .percent(0)),
  ])
  for (index, word) in words.enumerated() { lookUp.append(word, scores[index], shares[index]) }
  notebook.show(lookUp)
  let huge = softmax([1_000, 1_001, 999])
  notebook.claim(
    "the shares of scores around 1,000 add up to", Double(huge.reduce(0, +)), in: 0.999...1.001)

  //: The answer is the mean of what the words have to say, their **values**, weighted by the
  //: shares. A dictionary returns the one entry whose key fits. Attention returns a bit of every
  //: entry, most of it from the keys that fit best. That softness is the point: it has a
  //: derivative, so it can be learned.
  //:
  //: ## Why divide by √d
  //:
  //: Queries and keys have a width $d$. Let their entries be random with variance 1. Each product
  //: of two entries has variance 1 as well, and there are $d$ of them: the dot product has variance
  //: $d$. Wide heads have large scores, and softmax turns large scores into a vote of one.
  //:
  //: So the score is divided by $\sqrt d$ (Vaswani et al. 2017, section 3.2.1). **Predict.** A
  //: query meets 64 random keys. How many of them does it listen to at a width of 128, with and
  //: without the division? We count them by $e^H$, with $H$ the entropy of the shares: 64 if all
  //: have the same share, 1 if one has all.
  let keyCount = 64
  let trials = notebook.pick(smoke: 40, lesson: 200)
  let widths = [4, 8, 16, 32, 64, 128, 256]
  func heard(_ shares: [Float]) -> Double {
    exp(shares.reduce(0.0) { $1 > 0 ? $0 - Double($1) * log(Double($1)) : $0 })
  }
  var draws = RandomStream(seed: notebook.seed).fork("scores")
  func normal(_ count: Int) -> [Float] { (0..<count).map { _ in Float(draws.normal()) } }
  var heardRaw: [Double] = []
  var heardScaled: [Double] = []
  var variances: [Double] = []
  for width in widths {
    var (raw, scaled, squares) = (0.0, 0.0, 0.0)
    for _ in 0..<trials {
      let query = normal(width)
      let scores = (0..<keyCount).map { _ in dot(query, normal(width)) }
      raw += heard(softmax(scores)) / Double(trials)
      scaled += heard(softmax(scores.map { $0 / Float(width).squareRoot() })) / Double(trials)
      squares += scores.reduce(0.0) { $0 + Double($1 * $1) } / Double(trials * keyCount)
    }
    heardRaw.append(raw)
    heardScaled.append(scaled)
    variances.append(squares)
  }
  let place = widths.firstIndex(of: 128) ?? 0
  let one = NumberStyle.decimals(1)
  try notebook.plot(
    Figure(
      "scale",
      title:
        "Without √d, a head of width 128 hears \(one.text(heardRaw[place])) of \(keyCount) keys",
      subtitle: "Keys that a random query listens to, counted by the entropy of their shares",
      x: Axis("width of the head", scale: .log2),
      y: Axis("keys heard", range: 0...64),
      marks: [
        .line("scores / √d", x: widths.map { Double($0) }, y: heardScaled, showsPoints: true),
        .line("plain scores", x: widths.map { Double($0) }, y: heardRaw, showsPoints: true),
      ]))
  let variancePerWidth = zip(variances, widths).map { $0 / Double($1) }
  notebook.claim(
    "variance of a dot product over the width, mean of all widths",
    variancePerWidth.mean, in: 0.85...1.15, smoke: 0.75...1.25)
  notebook.claim("keys heard at width 128 without √d", heardRaw[place], in: 1...3)
  notebook.claim("keys heard at width 128 with √d", heardScaled[place], in: 30...48)

  //: A vote of one is not wrong in itself; a trained head may well want it. But at the start,
  //: before anything is learned, it is a vote for a random neighbour. Worse: where the softmax is
  //: saturated its derivative is nearly zero, and what has no derivative does not learn.
  //:
  //: ## One head, with a mask
  //:
  //: A language model guesses the next token, so no position may look to its right. Otherwise the
  //: exam hands out the solutions. Position $t$ asks the positions $0 \ldots t$ and no other. That
  //: is the **causal mask**, and in plain loops it is one word: `0...t`.
  //:
  //: (Ignore `slope` for now: at zero it does nothing.)

  /// One head: queries, keys and values, (T, d) each; returns the output, (T, d), and the weights.
  func attend(
    _ queries: Matrix, _ keys: Matrix, _ values: Matrix, slope: Float = 0
  ) -> (output: Matrix, weights: Matrix) {
    var output: Matrix = []
    var weights: Matrix = []
    let scale = 1 / Float(queries[0].count).squareRoot()
    for t in queries.indices {
      let scores = (0...t).map { s in
        dot(queries[t], keys[s]) * scale - slope * Float(t - s)
      }
      let shares = softmax(scores)
      var mixed = [Float](repeating: 0, count: values[0].count)
      for s in 0...t {
        for i in mixed.indices { mixed[i] += shares[s] * values[s][i] }
      }
      output.append(mixed)
      weights.append(shares + [Float](repeating: .nan, count: queries.count - t - 1))
    }
    return (output, weights)
  }

  //: ## Two heads, made by hand
  //:
  //: What can such a thing do? Let us build a small machine that **copies**. It reads a text, meets
  //: a word that it has seen before, and says what came after it the last time. Two heads are
  //: enough.
  //:
  //: 1. The first asks for the *position before mine*, and takes the word that stands there.
  //: 2. The second asks: *before whom stood the word that I am?* Its keys are the first one's
  //:    output. It takes the word that it finds, and that is the guess.
  //:
  //: The second is called an **induction head**; trained models grow them by themselves, and when
  //: they do, they begin to learn from their context (Olsson et al. 2022).
  //:
  //: Words are one-hot vectors: a one in the place of the word, zeros elsewhere. The first position
  //: is a start mark. A head that finds nothing needs somewhere to look, since shares must add up
  //: to one, so the start's key carries a small standing offer. Trained heads do the same with the
  //: first few tokens; Xiao et al. (2023) call them **attention sinks**.

  /// Vectors of zeros with a number in one place.
  func oneHot(_ index: Int, _ count: Int, _ value: Float = 1) -> [Float] {
    var vector = [Float](repeating: 0, count: count)
    if index >= 0 { vector[index] = value }
    return vector
  }

  /// A score of 12 for a fit: after the softmax that is as good as certain.
  func certainty(_ width: Int) -> Float { 12 * Float(width).squareRoot() }

  /// Queries, keys and values of the first head, for words given as numbers below `kinds`.
  func previousWordHead(_ ids: [Int], kinds: Int) -> (Matrix, Matrix, Matrix) {
    let width = max(kinds + 1, ids.count)
    return (
      ids.indices.map { oneHot($0 - 1, width, certainty(width)) },
      ids.indices.map { oneHot($0, width) }, ids.map { oneHot($0, width) }
    )
  }

  /// Queries, keys and values of the second head, which reads the first one's output.
  func inductionHead(_ ids: [Int], kinds: Int, previous: Matrix) -> (Matrix, Matrix, Matrix) {
    let width = max(kinds + 1, ids.count)
    let offer = kinds  // the place of the start's standing offer
    var queries = ids.map { oneHot($0, width, certainty(width)) }
    for t in queries.indices { queries[t][offer] = certainty(width) / 2 }
    var keys = previous
    keys[0] = oneHot(offer, width)
    return (queries, keys, ids.map { oneHot($0, width) })
  }

  //: **Predict.** The sentence below ends with *net income* for the second time. Where will the
  //: last word look, and what does the machine guess comes next?
  let sentence = [
    "⟨start⟩", "net", "income", "rose", ";", "gross", "margin", "fell", ";", "net", "income",
  ]
  var known: [String] = []
  for word in sentence where !known.contains(word) { known.append(word) }
  let ids = sentence.map { known.firstIndex(of: $0) ?? 0 }
  let first = previousWordHead(ids, kinds: known.count)
  let before = attend(first.0, first.1, first.2)
  let second = inductionHead(ids, kinds: known.count, previous: before.output)
  let copying = attend(second.0, second.1, second.2)
  let lastRow = copying.output[sentence.count - 1].prefix(known.count)
  let guess = known[lastRow.firstIndex(of: lastRow.max() ?? 0) ?? 0]
  func panel(_ title: String, _ weights: Matrix) -> Figure.Panel {
    Figure.Panel(
      title, x: Axis("looks at", categories: sentence), y: Axis("", categories: sentence),
      marks: [
        .heatMap(
          HeatMap(
            weights.map { $0.map { Double($0) } }, palette: .light, range: 0...1,
            scaleLabel: "weight"))
      ])
  }
  try notebook.plot(
    Figure(
      "heads", title: "After “net income” the second head looks at “\(guess)”",
      subtitle: "Attention weights of two hand-made heads; each row is a word and sums to one",
      size: Figure.Size(width: 1_000, height: 560),
      panels: [
        panel("first head: the word before me", before.weights),
        panel("second head: what followed me last time", copying.weights),
      ]))
  notebook.claim("the machine guesses what followed last time", guess == "rose")
  notebook.claim(
    "weight of the last word on its guess", Double(copying.weights[10][3]), in: 0.9...1)

  //: Read a row from the left: the word on the left looks at the dark cells. The upper triangle is
  //: empty: that is the mask. The second `;` looks at *gross*, because *gross* followed the first
  //: one. Words that are new look at the start. Nobody told the heads any grammar. They compare and
  //: copy.
  //:
  //: ## Many heads
  //:
  //: One head puts one question. A layer has many, each on a slice of the width: with a model's
  //: width $D$ and $h$ heads, each has $d = D/h$. The inputs of all come from one product, the
  //: outputs lie side by side, and another product mixes them. BloombergGPT has 40 heads of 192 in
  //: a width of 7,680 (Wu et al. 2023, table 4).
  //:
  //: The library keeps queries, keys and values of a position in one row: all queries, all keys,
  //: all values. Here is the plain version of that, head after head.
  func manyHeads(_ rows: Matrix, _ shape: AttentionShape, slopes: [Double]? = nil) -> [Float] {
    let (heads, d) = (shape.headCount, shape.headWidth)
    var output = Matrix(repeating: [], count: rows.count)
    for head in 0..<heads {
      func part(_ kind: Int) -> Matrix {
        let start = (kind * heads + head) * d
        return rows.map { Array($0[start..<(start + d)]) }
      }
      let slope = slopes.map { Float($0[head]) } ?? 0
      let mixed = attend(part(0), part(1), part(2), slope: slope).output
      for t in rows.indices { output[t] += mixed[t] }
    }
    return output.flatMap { $0 }
  }

  //: ## Faster: products, blocks, one pass
  //:
  //: The loops above are a good definition and a bad program. They do one multiplication at a time,
  //: on a machine that does sixteen and more in the same instant, and they fetch every key anew for
  //: every query. Three steps lead from here to the library's version.
  //:
  //: **First, products.** All scores of a head are one product of matrices, $QK^\top$; the mixing is
  //: another, $PV$. Products are what processors are built for, and OpenBLAS is what forty years of
  //: tuning made of them: it cuts small tiles that fit the registers, and uses each number many
  //: times before it lets go. The price is the mask. The product fills the whole square, and half of
  //: it goes to the bin.

  /// Two products a head over the whole square; the softmax is the plain one.
  func wholeSquare(_ rows: Matrix, _ shape: AttentionShape, slopes: [Double]? = nil) -> [Float] {
    let (heads, d, time) = (shape.headCount, shape.headWidth, shape.time)
    var output = [Float](repeating: 0, count: time * heads * d)
    var scores = [Float](repeating: 0, count: time * time)
    var mixed = [Float](repeating: 0, count: time * d)
    for head in 0..<heads {
      func part(_ kind: Int) -> [Float] {
        let start = (kind * heads + head) * d
        return rows.flatMap { $0[start..<(start + d)] }
      }
      let slope = slopes.map { Float($0[head]) } ?? 0
      Float.matrixProduct(
        part(0), stride: d, transposed: false, part(1), stride: d, transposed: true,
        into: &scores, stride: time, rows: time, columns: time, inner: d,
        alpha: 1 / Float(d).squareRoot(), beta: 0)
      for t in 0..<time {
        let shares = softmax((0...t).map { scores[t * time + $0] - slope * Float(t - $0) })
        for s in 0..<time { scores[t * time + s] = s <= t ? shares[s] : 0 }
      }
      Float.matrixProduct(
        scores, stride: time, transposed: false, part(2), stride: d, transposed: false,
        into: &mixed, stride: d, rows: time, columns: d, inner: time, alpha: 1, beta: 0)
      for t in 0..<time {
        let place = (t * heads + head) * d
        output.replaceSubrange(place..<(place + d), with: mixed[(t * d)..<((t + 1) * d)])
      }
    }
    return output
  }

  //: **Second, blocks.** Take the queries 64 rows at a time. A block that ends at position $r$ needs
  //: the keys up to $r$ and no more: most of the masked half is never computed. And the block's
  //: scores are still in the cache when the softmax comes for them.
  //:
  //: **Third, one pass.** The softmax takes its maximum, its
  //: exponentials and its sum while the row is at hand, sixteen numbers at a time; its exponential is
  //: a polynomial, for a call of `exp` takes one number at a time, like a cashier. That is called
  //: **fusing**: fewer trips to the memory for the same sums. FlashAttention goes a step further and
  //: never writes the square down at all (Dao et al. 2022); on a graphics card, where memory is the
  //: bottleneck, that was a revolution.
  func library(_ rows: Matrix, _ shape: AttentionShape, slopes: [Double]? = nil) -> (
    output: [Float], seconds: Double
  ) {
    let tape = Tape<Float>(isTraining: false)
    let input = tape.variable(rows: rows.count, columns: shape.rowWidth)
    let output = tape.attention(input, shape: shape, slopes: slopes)
    tape.finishPlanning()
    input.value.copy(from: rows.flatMap { $0 })
    return withExtendedLifetime(tape) {
      // The shortest of several timings: other programs only ever make one longer.
      let seconds = Stopwatch.shortest(of: 3) { tape.forward() }
      return (output.value.array, seconds)
    }
  }

  //: Speed is worth nothing if the numbers are others. So they are compared first.
  let time = notebook.pick(smoke: 128, lesson: 256)
  let shape = AttentionShape(batch: 1, time: time, headCount: 4, headWidth: 32)
  let rows = (0..<time).map { _ in normal(shape.rowWidth) }
  let slopes = AttentionShape.alibiSlopes(headCount: 4)
  let plain = manyHeads(rows, shape, slopes: slopes)
  func difference(_ output: [Float]) -> Double {
    Double(zip(plain, output).map { abs($0 - $1) }.max() ?? 1)
  }
  notebook.claim(
    "largest difference between loops and whole products, outputs being about 1",
    difference(wholeSquare(rows, shape, slopes: slopes)), in: 0...2e-5)
  notebook.claim(
    "between loops and the library's blocks",
    difference(library(rows, shape, slopes: slopes).output), in: 0...2e-5)

  //: **Predict.** Which of the steps gains more: from loops to products, or from products to blocks
  //: in one pass?
  let textLengths = notebook.pick(smoke: [64, 128, 256], lesson: [64, 128, 256, 512, 1_024])
  var versions: [(name: String, times: [Double])] = [
    ("plain loops", []), ("two products a head", []), ("blocks, in one pass", []),
  ]
  for time in textLengths {
    let shape = AttentionShape(batch: 1, time: time, headCount: 4, headWidth: 32)
    let rows = (0..<time).map { _ in normal(shape.rowWidth) }
    versions[0].times.append(
      Stopwatch.shortest(of: 2) { _ = manyHeads(rows, shape, slopes: slopes) })
    versions[1].times.append(
      Stopwatch.shortest(of: 2) { _ = wholeSquare(rows, shape, slopes: slopes) })
    versions[2].times.append(library(rows, shape, slopes: slopes).seconds)
  }
  let longest = versions.map { $0.times[textLengths.count - 1] }
  let longestLength = textLengths[textLengths.count - 1]
  try notebook.plot(
    Figure(
      "versions",
      title: "Blocks in one pass are \(NumberStyle.significant(2).text(longest[0] / longest[2])) "
        + "times as fast as plain loops on "
        + "\(NumberStyle.decimals(0).text(Double(longestLength))) tokens",
      subtitle: "Causal attention of 4 heads of 32, forward, one core; both axes logarithmic",
      x: Axis("length of the text", unit: "tokens", scale: .log2),
      y: Axis("time", unit: "ms", scale: .log),
      marks: versions.map { version in
        .line(
          version.name, x: textLengths.map { Double($0) }, y: version.times.map { 1_000 * $0 },
          showsPoints: true)
      }))
  notebook.observe(
    "times faster than the loops: two products", longest[0] / longest[1], in: 1.2...10_000)
  notebook.observe(
    "times faster than two products: blocks in one pass", longest[1] / longest[2],
    in: 1.2...1_000)

  //: Both gain, and for different reasons. The products had the loops' work done by better code. The
  //: blocks left work out, and the one pass took the softmax, which had become most of what was left.
  //: Speed up one part and the next one is the slow one: that is **Amdahl's law**, and it is why
  //: chapter 5 looks at all parts of a training step, not at the products alone.
  let row = normal(longestLength)
  let repeats = 20_000 / longestLength
  let loopTime = Stopwatch.shortest(of: 5) { for _ in 0..<repeats { _ = softmax(row) } }
  var inPlace = row
  let kernelTime = Stopwatch.shortest(of: 5) {
    for _ in 0..<repeats {
      inPlace = row
      inPlace.withUnsafeMutableBufferPointer { scores in
        guard let first = scores.baseAddress else { return }
        _ = SoftmaxKernel.forward(inPlace: first, count: scores.count)
      }
    }
  }
  let scoreShare =
    Double(
      AttentionKernel.scoreCount(
        AttentionShape(batch: 1, time: longestLength, headCount: 1, headWidth: 1)))
    / Double(longestLength * longestLength)
  notebook.claim("share of the square that blocks of 64 rows compute", scoreShare, in: 0.5...0.65)
  notebook.observe(
    "times faster: a softmax of sixteen numbers at a time", loopTime / kernelTime, in: 1.2...1_000)

  //: ## Where am I? ALiBi
  //:
  //: Something is missing. The scores compare words with words. Nothing in them says *where* a word
  //: stands. **Predict.** Shuffle all the words before the last one. What happens to the last one's
  //: output? Nothing at all: a sum does not care about the order of its terms.
  var shuffled = rows
  shuffled.shuffle(using: &draws)
  if let home = shuffled.firstIndex(of: rows[time - 1]) { shuffled.swapAt(home, time - 1) }
  func lastOutput(_ rows: Matrix, slopes: [Double]?) -> ArraySlice<Float> {
    library(rows, shape, slopes: slopes).output.suffix(shape.outputWidth)
  }
  func change(slopes: [Double]?) -> Double {
    let pairs = zip(lastOutput(rows, slopes: slopes), lastOutput(shuffled, slopes: slopes))
    return Double(pairs.map { abs($0 - $1) }.max() ?? 0)
  }
  notebook.claim(
    "without positions, shuffling changes the last output by", change(slopes: nil), in: 0...1e-5)
  notebook.claim("with ALiBi, by", change(slopes: slopes), in: 0.05...10)

  //: That is so for **one** layer. In a stack of layers the causal mask itself can give positions
  //: away, for the first position sees one word, the second two. Haviv et al. (2022) trained deep
  //: models without any positions, and found that their layers know them all the same. That the
  //: mask is the reason is their conjecture.
  //:
  //: GPT-2 learns a vector for each position and adds it to the word's; it has no vector for
  //: position 1,025. BloombergGPT uses **ALiBi** (Press, Smith and Lewis 2022): each score loses
  //: $\text{slope} \cdot \text{distance}$, so that what is far counts less. Each head has a slope
  //: of its own: some look around the corner, some across the page. Nothing is learned, and the
  //: bias has a value at every distance, also beyond the 2,048 tokens of the training. That a model
  //: is any good out there does not follow. Press et al. measured it for ALiBi. Chapter 3 meets a
  //: kind of positions that does badly there.
  //:
  //: The slopes are powers of $2^{-8/\tilde N}$. Forty heads are not a power of two, so
  //: BloombergGPT takes $\tilde N = 32$, and puts the other eight heads in between (Wu et al. 2023,
  //: section 3):
  func bloombergSlope(_ n: Int, of heads: Int) -> Double {
    let power = pow(2, floor(log2(Double(heads))))
    let index = Double(n - 1)
    let place = 1 + index.truncatingRemainder(dividingBy: power) - 0.5 * floor(index / power)
    return pow(2, -8 * place / power)
  }
  let headCount = ModelConfiguration.bloombergGPT.headCount
  let paper = (1...headCount).map { bloombergSlope($0, of: headCount) }
  let kernel = AttentionShape.alibiSlopes(headCount: headCount)
  notebook.claim(
    "largest difference between the paper's slopes and the library's",
    zip(paper, kernel).map { abs($0 - $1) }.max() ?? 1, in: 0...1e-12)
  let halving = paper.map { log(2) / $0 }
  let farthest = NumberStyle.decimals(0).text(halving.max() ?? 0)
  let nearest = NumberStyle.decimals(1).text(halving.min() ?? 0)
  try notebook.plot(
    Figure(
      "alibi",
      title: "BloombergGPT's heads halve a word's weight after \(nearest) to \(farthest) tokens",
      subtitle: "Distance at which ALiBi alone halves the weight, for each of \(headCount) heads",
      x: Axis("head", range: 0...41), y: Axis("distance", unit: "tokens", scale: .log),
      marks: [
        .points(
          "slopes of a power of two", x: (1...32).map { Double($0) }, y: Array(halving.prefix(32))),
        .points(
          "the heads in between", x: (33...headCount).map { Double($0) },
          y: Array(halving.dropFirst(32))),
      ]))

  //: No head is blind beyond its distance: a score can always outvote the bias. It is a habit, not
  //: a wall.
  //:
  //: ## What copying is worth on running text
  //:
  //: Now that attention is fast, let the two hand-made heads read the course's text. They know no
  //: English. They only know what stood where in this window. How often do they guess the next
  //: word?
  //:
  //: As a control they read the same words in random order. What they get right there comes from
  //: frequent words alone. **Predict.** Does a longer window help? In both?
  let text = notebook.courseText()
  let length = notebook.pick(smoke: 128, lesson: 384)
  let windows = notebook.pick(smoke: 40, lesson: 60)
  let allWords = text.training.prefix(byteCount: 600_000).texts.flatMap { bytes in
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
  }
  guard allWords.count > 2 * length else {
    throw TrainingDataError.corpusTooShort(
      name: "attention over words", tokens: allWords.count, needed: 2 * length)
  }

  /// For each position of a window: whether the heads' guess is the word that follows.
  func guesses(_ window: [Substring]) -> [Bool] {
    var numbers: [Substring: Int] = [:]
    let ids =
      [0]
      + window.map { word in
        numbers[word]
          ?? {
            numbers[word] = numbers.count + 1
            return numbers.count
          }()
      }
    let kinds = numbers.count + 1
    let width = max(kinds + 1, ids.count)
    let shape = AttentionShape(batch: 1, time: ids.count, headCount: 1, headWidth: width)
    func run(_ parts: (Matrix, Matrix, Matrix)) -> Matrix {
      let flat = library(ids.indices.map { parts.0[$0] + parts.1[$0] + parts.2[$0] }, shape).output
      return ids.indices.map { Array(flat[($0 * width)..<(($0 + 1) * width)]) }
    }
    let before = run(previousWordHead(ids, kinds: kinds))
    let output = run(inductionHead(ids, kinds: kinds, previous: before))
    return (1..<(ids.count - 1)).map { t in
      // Place 0 is the start: a head that rests there guesses nothing.
      let votes = output[t].prefix(kinds)
      return ids[t + 1] == votes.firstIndex(of: votes.max() ?? 0)
    }
  }

  let windowDraws = RandomStream(seed: notebook.seed).fork("windows")

  /// The share of right guesses at each distance from the window's beginning, (length − 1).
  func accuracy(_ prepare: (ArraySlice<Substring>) -> [Substring]) -> [Double] {
    var right = [Double](repeating: 0, count: length - 1)
    var places = windowDraws
    for _ in 0..<windows {
      let start = places.index(below: allWords.count - length)
      for (t, isRight) in guesses(prepare(allWords[start..<(start + length)])).enumerated() {
        right[t] += isRight ? 1 / Double(windows) : 0
      }
    }
    return right
  }
  let inOrder = accuracy { Array($0) }
  let inDisorder = accuracy { $0.shuffled(using: &draws) }

  /// Means over stretches of the window, each twice as long as the one before.
  func stretches(_ values: [Double]) -> (x: [Double], y: [Double]) {
    var (x, y): ([Double], [Double]) = ([], [])
    var start = 16
    while start < values.count {
      let end = min(2 * start, values.count)
      x.append(Double(start + end) / 2)
      y.append(values[start..<end].mean)
      start = end
    }
    return (x, y)
  }
  let (seen, ordered) = stretches(inOrder)
  let disordered = stretches(inDisorder).y
  let percent = NumberStyle.percent(0)
  let late = ordered.last ?? 0
  try notebook.plot(
    Figure(
      "copying",
      title: "Two hand-made heads guess \(percent.text(late)) of the words at the window's end",
      subtitle: "Right guesses by words read so far; \(windows) windows of "
        + text.parts.map(\.name).joined(separator: " and "),
      x: Axis("words read so far", scale: .log2),
      y: Axis("next word guessed", from: 0, style: .percent(0)),
      marks: [
        .line("text in order", x: seen, y: ordered, showsPoints: true),
        .line("same words, shuffled", x: seen, y: disordered, showsPoints: true),
      ]))
  notebook.claim(
    "right guesses at the window's end, for each one on shuffled words",
    late / max(disordered.last ?? 0, 0.002), in: 2...200, scope: .builtInCorpus)
  notebook.claim(
    "gain of the last stretch of the window over the first", late / max(ordered[0], 0.002),
    in: 1.2...100, scope: .builtInCorpus)

  //: No parameter was trained, and yet the heads are right far more often than on the same words in
  //: random order. How often depends on the text: the built-in worlds repeat whole phrases. So a
  //: model can use the name of a company that it has never seen: it was on the page.
  //:
  //: Such heads may also be why examples in a prompt help. For small models of attention alone,
  //: Olsson et al. (2022) show it by taking heads out. For large ones they show that the heads and
  //: the skill appear together, which is less than a proof.
  //:
  //: It is also the first argument *against* training your own model. What the context can supply
  //: need not be in the weights. Chapter 9 comes back to that.
  //:
  //: ## The bill: T squared
  //:
  //: Let $T$ be the length of the text and $D$ the width. The projections (into queries, keys and
  //: values, and out again) take $8\,T D^2$ operations. The scores and the mixing take up to
  //: $4\,T^2 D$, half of it without the masked part. Twice the text: twice the projections, but
  //: four times the attention. By count the two meet at $T = 2D$, or $4D$ if the masked half is
  //: never computed.
  //:
  //: **Predict.** Operations are not time. The softmax has few operations and slow ones. Will the
  //: measured crossing lie before or behind the counted one?
  let width = 256
  let lengths = notebook.pick(
    smoke: [32, 64, 128, 256, 512, 1_024], lesson: [32, 64, 128, 256, 512, 1_024, 2_048])
  var (projectionTimes, attentionTimes): ([Double], [Double]) = ([], [])
  for time in lengths {
    let arena = Arena()
    let tape = Tape<Float>(isTraining: false)
    let x = tape.variable(rows: time, columns: width)
    x.value.copy(from: normal(x.value.count))
    for outputs in [3 * width, width] {
      let weight = Variable<Float>(
        rows: outputs, columns: width, value: arena.allocate(outputs * width, of: 0.01))
      _ = tape.linear(x, weight: weight)
    }
    let core = Tape<Float>(isTraining: false)
    let shape = AttentionShape(batch: 1, time: time, headCount: 4, headWidth: width / 4)
    let packed = core.variable(rows: time, columns: shape.rowWidth)
    packed.value.copy(from: normal(packed.value.count))
    _ = core.attention(packed, shape: shape)
    tape.finishPlanning()
    core.finishPlanning()
    // Short texts are run many times over, so that the clock has something to measure.
    let repeats = max(1, 2_048 / time)
    let tries = notebook.pick(smoke: 5, lesson: 9)
    withExtendedLifetime((arena, tape, core)) {
      let projection = Stopwatch.shortest(of: tries) { for _ in 0..<repeats { tape.forward() } }
      let attention = Stopwatch.shortest(of: tries) { for _ in 0..<repeats { core.forward() } }
      projectionTimes.append(1_000 * projection / Double(repeats))
      attentionTimes.append(1_000 * attention / Double(repeats))
    }
  }

  //: Where do the two lines cross? Between two lengths we go straight, on logarithmic paper.
  let axis = lengths.map { Double($0) }
  let ratios = zip(attentionTimes, projectionTimes).map { $0 / $1 }
  let crossing = try PiecewisePowerLaw(x: axis, y: ratios).place(reaching: 1)
  let counted = Double(4 * width)
  let tokens = NumberStyle.significant(2)
  try notebook.plot(
    Figure(
      "cost",
      title: crossing.map {
        "Beyond \(tokens.text($0)) tokens attention takes more time than its projections"
      } ?? "Where attention takes more time than its projections cannot be seen here",
      subtitle: "One layer of width \(width) with 4 heads, forward, one core",
      x: Axis("length of the text", unit: "tokens", scale: .log2),
      y: Axis("time", unit: "ms", scale: .log),
      marks: [
        .line("projections", x: axis, y: projectionTimes, showsPoints: true),
        .line("attention", x: axis, y: attentionTimes, showsPoints: true),
        .vertical(counted, "equal by count: T = 4D"),
      ]))

  /// The power of the length that a time grows with, over the last two doublings.
  func growth(_ times: [Double]) -> Double {
    log2(times[times.count - 1] / times[times.count - 3]) / 2
  }
  notebook.observe(
    "attention's time grows with this power of T", growth(attentionTimes), in: 1.4...2.6)
  notebook.observe("the projections' time, with this one", growth(projectionTimes), in: 0.6...1.5)
  notebook.observe(
    "measured crossing over the counted one", (crossing ?? .nan) / counted, in: 0.02...2)

  //: On most machines attention passes its projections earlier than the count says: the products
  //: are what processors are built for, and the softmax is not. Counting operations is a good
  //: habit. Measuring is a better one.
  //:
  //: For large models the crossing moves out, for it grows with the width. In a full block there
  //: are also the $16\,T D^2$ operations of the feed-forward layer (chapter 3). The share of the
  //: $T^2$ part:
  var bill = Table([
    .text("model"), .number("width"), .number("context", unit: "tokens"),
    .number("T² part of a layer's operations", style: .percent(1)),
  ])
  func squareShare(_ width: Int, _ time: Int) -> Double {
    let (d, t) = (Double(width), Double(time))
    return 4 * t * d / (24 * d * d + 4 * t * d)
  }
  let (small, bloomberg) = (ModelConfiguration.gpt2Small, ModelConfiguration.bloombergGPT)
  for (name, width, time) in [
    ("this chapter's layer", width, 2_048), ("GPT-2 small", small.width, small.contextLength),
    ("BloombergGPT", bloomberg.width, bloomberg.contextLength),
    ("BloombergGPT, 64 times the context", bloomberg.width, 64 * bloomberg.contextLength),
  ] {
    bill.append(name, width, time, squareShare(width, time))
  }
  notebook.show(bill)
  notebook.claim(
    "the T² part of BloombergGPT's layer", squareShare(bloomberg.width, bloomberg.contextLength),
    in: 0.04...0.05)

  //: The table counts the full square, as is the custom. Where the masked half is not computed, the
  //: 74 % of the last row become 59 %.
  //:
  //: At 2,048 tokens the square hardly shows in a model as wide as BloombergGPT. Give it whole
  //: annual reports, and the square is most of the bill by either count. There is a second bill, in
  //: memory: the weights of one head are a $T \times T$ table, and twice the text needs four times
  //: the memory wherever the table is written down.
  //:
  //: ## What to take away
  //:
  //: - Attention is a soft look-up: queries meet keys, softmax makes shares, values are mixed.
  //: - $\sqrt d$ keeps scores at variance 1, so that learning can begin.
  //: - The mask keeps the exam honest. Positions must be told: ALiBi tells them by distance.
  //: - Copying from the context takes two heads. What stands on the page need not be in the
  //:   weights.
  //: - The same sums run fast as products, in blocks, in one pass: use what you have fetched, and
  //:   compute nothing that the mask throws away.
  //: - Projections grow with $T$, attention with $T^2$. Where they meet depends on the width.
  //:
  //: Try: another sentence in `sentence`. A certainty of 3 in place of 12: the heads become vague,
  //: and the guesses worse. `width = 1_024` in the last section: predict the new crossing first.
  //: Your own text with `--corpus`: does it copy more than the worlds do, or less?
  //:
  //: ## Exercises
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 2))
}
