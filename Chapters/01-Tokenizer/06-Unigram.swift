import WorkbookCore

//:part The other way round, and how large

func fitUnigram(_ notebook: Notebook, sampleBytes: [UInt8]) throws {
  //: ## The other way round: a unigram model
  //:
  //: BPE starts with bytes and adds pieces. The **unigram language model** (Kudo 2018) starts with
  //: far too many pieces, finds out which ones the text can do without, and throws those away.
  //:
  //: Its picture of text is simple. Pieces are drawn one after the other, each with a fixed
  //: probability and without memory of the ones before. The same word can be cut in many ways, and
  //: every way has its probability: the product of its pieces'. The word's own probability is the
  //: **sum** over all ways; the tokenizer uses the **best** one.
  //:
  //: How many ways? A word of $n$ bytes has $n-1$ places to cut or not to cut, so up to $2^{n-1}$.
  //: For short words we can simply write them all down.

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

  //: Where do the probabilities come from? From counting, if we knew the cuts. And the cuts would
  //: come from the probabilities. The way out of the circle is **expectation maximization**, EM for
  //: short (Dempster, Laird and Rubin 1977). Guess the probabilities. Cut every word in all ways at
  //: once, and count each piece with the probability of the way that it stands in. Take these
  //: **expected counts** for new probabilities. Repeat. The **likelihood**, the probability of the
  //: whole text, says how far one has come.

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

  //: The words are the first short ones of the first section's sample. The seed vocabulary is all
  //: 256 bytes, so that nothing is ever unknown, and every substring that occurs at least twice.
  //: The library does the same without writing all ways down. Its numbers must agree with ours: the
  //: likelihood and the expected count of every piece, after every step.
  //:
  //: **Predict.** EM promises that the text's likelihood never falls from one step to the next.
  //: Where does most of the gain come: early or late? And nobody throws a piece away; will all of
  //: them still count at the end?
  let words = shortWords(sampleBytes)
  let seedCounts = seedOccurrences(words)
  let seedTotal = seedCounts.values.sorted().reduce(0, +)
  let seed = seedCounts.mapValues { $0 / seedTotal }
  var trainer = try unigramTrainer(words, startingFrom: seed)
  var (chance, steps) = (seed, [EMStep(logLikelihood: .nan, counts: seedCounts)])
  var difference = 0.0
  for _ in 0...6 {
    let (logLikelihood, counts, next) = improve(chance, on: words)
    let step = EMStep(logLikelihood: logLikelihood, counts: counts)
    difference = max(difference, step.difference(from: trainer))
    steps.append(step)
    chance = next
    _ = trainer.improve()
  }
  notebook.show(stepTable(steps, words))
  checkSteps(notebook, steps, difference: difference)

  //: The first step makes most of the gain. In the last column most pieces have stopped counting:
  //: the likelihood itself prefers few and long pieces. **Pruning** is what comes after: it removes
  //: from the vocabulary the pieces that the likelihood would miss least.
  //:
  //: Here is the word that EM is least sure of, in its four likeliest ways, with their shares of
  //: the word's probability.
  func ranked(_ word: [UInt8], by chance: [[UInt8]: Double]) -> [(way: [[UInt8]], share: Double)] {
    let ways = segmentations(word[...], chance).map { (way: $0, share: probability($0, chance)) }
    let total = ways.reduce(0) { $0 + $1.share }
    return ways.map { ($0.way, $0.share / total) }.sorted { $0.share > $1.share }
  }
  let doubts = words.map { (word: $0.0, ways: ranked($0.0, by: chance)) }
  if let (word, ways) = doubts.min(by: { ($0.ways[0].share) < ($1.ways[0].share) }) {
    notebook.show(wayTable(ways, before: ranked(word, by: seed)))
  }

  //: Two short-cuts make it fast. Both walk the word from left to right, once. Let $\alpha_i$ be
  //: the probability of the first $i$ bytes, summed over all ways. The last piece of such a way is
  //: any piece that ends at $i$, so
  //:
  //: $$\alpha_0 = 1, \qquad \alpha_i = \sum_{j<i} \alpha_j\, p(\text{bytes } j\dots i).$$
  //:
  //: That is the **forward sum**. Put a maximum in the place of the sum, remember who won, and it
  //: is **Viterbi's algorithm**: the likeliest way, in $n^2$ steps where we had $2^{n-1}$.
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

  //: On every word both must agree with writing all ways down. So must the way that the library's
  //: tokenizer takes. (A **nat** is a bit's larger sister: $-\ln p$ counts in nats, $-\log_2 p$ in
  //: bits, and one nat is 1.44 bits.)
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
