import WorkbookCore

func fitUnigram(_ notebook: Notebook, sampleBytes: [UInt8]) throws {
  //: ## The other way round: a unigram model
  //:
  //: BPE builds up. The **unigram language model** (Kudo 2018) boils down: begin with far too many
  //: pieces, find out which ones the text can do without, and throw those away.
  //:
  //: Its picture of text is almost silly. A text is a bag of pieces, drawn one after the other, each
  //: with a fixed probability and no memory. The same word can be cut in many ways, and every way has
  //: its probability: the product of its pieces'. The word's own probability is the **sum** over all
  //: ways; the tokenizer uses the **best** one.
  //:
  //: How many ways? A word of $n$ bytes has $n-1$ places to cut or not to cut, so up to $2^{n-1}$. For
  //: short words we can simply write them all down.

  /// All ways to cut a word into pieces of a vocabulary.
  func segmentations(_ word: ArraySlice<UInt8>, _ chance: [[UInt8]: Double]) -> [[[UInt8]]] {
    if word.isEmpty { return [[]] }
    return (1...word.count).flatMap { length in
      let piece = Array(word.prefix(length))
      guard chance[piece] != nil else { return [[[UInt8]]]() }
      return segmentations(word.dropFirst(length), chance).map { [piece] + $0 }
    }
  }
  func probability(_ pieces: [[UInt8]], _ chance: [[UInt8]: Double]) -> Double {
    pieces.reduce(1) { $0 * (chance[$1] ?? 0) }
  }

  //: Where do the probabilities come from? From counting, if we knew the cuts. And the cuts would come
  //: from the probabilities. A circle, and the way out is **expectation maximization** (Dempster,
  //: Laird and Rubin 1977): guess the probabilities. Cut every word in all ways at once, and count
  //: each piece with the probability of the way that it stands in. Take the counts for new
  //: probabilities. Repeat.

  /// One step of EM over words and how often each occurs.
  func improve(
    _ chance: [[UInt8]: Double], on words: [([UInt8], count: Double)]
  ) -> (logLikelihood: Double, counts: [[UInt8]: Double], chance: [[UInt8]: Double]) {
    var (logLikelihood, total) = (0.0, 0.0)
    var counts = chance.mapValues { _ in 0.0 }
    for (word, count) in words {
      let ways = segmentations(word[...], chance)
      let chances = ways.map { probability($0, chance) }
      let whole = chances.reduce(0, +)
      logLikelihood += count * Double.log(whole)
      for (way, p) in zip(ways, chances) {
        for piece in way {
          counts[piece, default: 0] += count * p / whole
          total += count * p / whole
        }
      }
    }
    return (logLikelihood, counts, counts.mapValues { $0 / total })
  }

  //: The words are the first short ones of the sample above. The seed vocabulary is all 256 bytes, so
  //: that nothing is ever unknown, and every substring that occurs at least twice.
  var occurrences: [[UInt8]: Double] = [:]
  var order: [[UInt8]] = []
  for range in PreTokenPattern.gpt2.split(sampleBytes) {
    let word = Array(sampleBytes[range].prefix(10))
    // A longer word is left out, unless there are no others.
    if range.count > 10, !order.isEmpty { continue }
    if occurrences[word] == nil, order.count < 150 { order.append(word) }
    occurrences[word, default: 0] += 1
  }
  let words = order.map { ($0, count: occurrences[$0] ?? 0) }
  var found: [[UInt8]: Double] = [:]
  for (word, count) in words {
    for start in word.indices {
      for end in start..<word.count { found[Array(word[start...end]), default: 0] += count }
    }
  }
  var seedCounts = found.filter { $0.value >= 2 }
  for byte in UInt8.min...UInt8.max { seedCounts[[byte], default: 0] += 1 }
  let seedTotal = seedCounts.values.sorted().reduce(0, +)
  let seed = seedCounts.mapValues { $0 / seedTotal }

  //: **Predict.** EM promises that the text's likelihood never falls from one step to the next. Where
  //: does most of the gain come: early or late?
  //:
  //: The library does the same without writing all ways down. Its numbers must agree with ours: the
  //: likelihood and the expected count of every piece, after every step.
  var trainer = try UnigramTrainer(
    documents: words.flatMap { word, count in
      [[UInt8]](repeating: word, count: Int(count))
    },
    startingFrom: try UnigramTokenizer(
      pieces: seed.map { UnigramPiece(bytes: $0.key, score: Double.log($0.value)) },
      pattern: .none))
  let wordBytes = words.reduce(0) { $0 + Double($1.0.count) * $1.count }
  var stepTable = Table([
    .number("steps of EM"), .number("bits per byte", style: .decimals(3)),
    .number("pieces of several bytes that still count", style: .decimals(0)),
  ])
  var (chance, lastCounts) = (seed, seedCounts)
  func counting(_ counts: [[UInt8]: Double]) -> Int {
    counts.count { $0.key.count > 1 && $0.value >= 0.5 }
  }
  var likelihoods: [Double] = []
  var difference = 0.0
  for step in 0...6 {
    let (logLikelihood, counts, next) = improve(chance, on: words)
    let library = trainer.expectedCounts()
    difference = max(difference, abs(library.logLikelihood / logLikelihood - 1))
    for (piece, count) in zip(trainer.pieces, library.counts) {
      difference = max(difference, abs((counts[piece.bytes] ?? 0) - count))
    }
    likelihoods.append(logLikelihood)
    stepTable.append(
      step, -logLikelihood / Double.log(2) / wordBytes, counting(lastCounts))
    (chance, lastCounts) = (next, counts)
    _ = trainer.improve()
  }
  notebook.show(stepTable)
  notebook.claim(
    "largest difference between the plain EM and the library's, in any expected count", difference,
    in: 0...1e-6)
  notebook.claim(
    "the likelihood never falls",
    zip(likelihoods, likelihoods.dropFirst()).allSatisfy { $1 - $0 >= 1e-12 * $0 })

  notebook.claim(
    "share of the gain that the first step makes",
    (likelihoods[1] - likelihoods[0]) / (likelihoods[6] - likelihoods[0]), in: 0.6...1,
    scope: .builtInCorpus)
  notebook.claim(
    "pieces of the seed that still count at the end, as a share",
    Double(counting(lastCounts)) / Double(max(1, counting(seedCounts))), in: 0...0.6,
    scope: .builtInCorpus)

  //: Early. And look at the last column: nobody threw a piece away, yet most of them have stopped
  //: counting. The likelihood itself prefers few and long pieces. **Pruning** is what comes after:
  //: it removes from the vocabulary the pieces that the likelihood would miss least.
  //:
  //: Here is the word that EM is least sure of, in its four likeliest ways, with their shares of the
  //: word's probability.
  func ranked(_ word: [UInt8], by chance: [[UInt8]: Double]) -> [(way: [[UInt8]], share: Double)] {
    let ways = segmentations(word[...], chance).map { (way: $0, share: probability($0, chance)) }
    let total = ways.reduce(0) { $0 + $1.share }
    return ways.map { ($0.way, $0.share / total) }.sorted { $0.share > $1.share }
  }
  let doubts = words.map { (word: $0.0, ways: ranked($0.0, by: chance)) }
  if let (word, ways) = doubts.min(by: { ($0.ways[0].share) < ($1.ways[0].share) }) {
    let before = ranked(word, by: seed)
    var wayTable = Table([
      .text("way to cut it, of \(ways.count)"), .number("seed", style: .percent(1)),
      .number("after EM", style: .percent(1)),
    ])
    for (way, share) in ways.prefix(4) {
      let text = way.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "·")
      wayTable.append(
        text.replacing(" ", with: "␣"), before.first { $0.way == way }?.share ?? 0, share)
    }
    notebook.show(wayTable)
  }

  //: Two short-cuts make it fast, and both walk the word from left to right, once. Let $\alpha_i$ be
  //: the probability of the first $i$ bytes, summed over all ways. The last piece of such a way is any
  //: piece that ends at $i$, so
  //:
  //: $$\alpha_0 = 1, \qquad \alpha_i = \sum_{j<i} \alpha_j\, p(\text{bytes } j\dots i).$$
  //:
  //: That is the **forward sum**. Put a maximum in the place of the sum, remember who won, and it is
  //: **Viterbi's algorithm**: the likeliest way, in $n^2$ steps where we had $2^{n-1}$.
  func forward(
    _ word: [UInt8], _ chance: [[UInt8]: Double], _ join: (Double, Double) -> Double
  ) -> Double {
    var alpha = [1.0] + [Double](repeating: 0, count: word.count)
    for end in 1...word.count {
      for start in 0..<end {
        alpha[end] = join(alpha[end], alpha[start] * (chance[Array(word[start..<end])] ?? 0))
      }
    }
    return alpha[word.count]
  }
  let fitted = trainer.tokenizer()
  let kept = Dictionary(
    uniqueKeysWithValues: fitted.pieces.map { ($0.bytes, Double.exp($0.score)) })
  var (sumError, bestError) = (0.0, 0.0)
  for (word, _) in words {
    let chances = segmentations(word[...], kept).map { probability($0, kept) }
    sumError = max(sumError, abs(forward(word, kept, +) / chances.reduce(0, +) - 1))
    let best = Double.log(chances.max() ?? 0)
    let library = try fitted.score(of: fitted.encode(word))
    bestError = max(
      bestError, abs(Double.log(forward(word, kept, max)) - best), abs(library - best))
  }
  notebook.claim(
    "the forward sum against writing all ways down, relative difference", sumError, in: 0...1e-9)
  notebook.claim(
    "Viterbi's way and the library's against the best of all ways, in nats", bestError, in: 0...1e-9
  )

  //: The rest of the recipe is routine, and the library's: thousands of seeds, a step or two of EM,
  //: out with the quarter of the pieces that the likelihood would miss least, and again, until the
  //: vocabulary has its size.
}
