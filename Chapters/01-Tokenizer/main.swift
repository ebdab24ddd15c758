import WorkbookCore

Notebook.chapter("01-Tokenizer") { notebook in
  //: # 1. Tokenizer: what a model sees instead of text
  //:
  //: A language model never sees a letter. It sees a list of whole numbers, the **tokens**, and
  //: guesses the next one. Somebody has to choose which pieces of text get a number of their own.
  //: That choice is made once, before training, and the model lives with it for ever.
  //:
  //: It is also the first place where a field's language costs money. A general vocabulary knows
  //: `the` and `garden`. It has never met `subordinated debentures`, and cuts it to bits. More bits
  //: mean more tokens for the same text: more compute, and less text in the model's window.
  //:
  //: This chapter answers two questions, on text of several fields:
  //:
  //: 1. How many tokens does a document of one field cost under the vocabulary of another?
  //: 2. How large should a vocabulary be?
  //:
  //: On the way you build the two kinds of tokenizer that matter, **byte pair encoding** and the
  //: **unigram language model**, each first in a version so plain that it cannot hide anything.
  //:
  //: ## Bytes: the vocabulary that can say everything
  //:
  //: The simplest tokenizer takes the bytes of UTF-8 as they are: 256 tokens, nothing is ever
  //: unknown, and every text comes back exactly. Its price is length.
  let phrase = "subordinated debentures, naïvely yielding 4.2 %"
  notebook.show(try TokenStrip(phrase, tokenizer: ByteTokenizer(), title: "bytes"))

  //: `ï` became two tokens: UTF-8 spends two bytes on it. Attention compares every token with every
  //: earlier one (chapter 2), so a text of twice as many tokens is more than twice as dear. We want
  //: longer pieces.
  //:
  //: ## Byte pair encoding, the plain way
  //:
  //: The idea is from data compression (Gage 1994), and came to language models through translation
  //: (Sennrich, Haddow and Birch 2016). Start with bytes. Count all pairs of neighbours. Give the
  //: most frequent pair a number of its own, replace it everywhere, and count again. Stop when the
  //: vocabulary is as large as you like.
  //:
  //: One rule is easy to forget: what happens in a tie? We take the pair whose left token is older,
  //: then the one whose right token is. Any rule will do, so long as it is one. A tokenizer that
  //: depends on the order of a hash table gives you another vocabulary on Thursdays.

  /// Learns merges by doing exactly what the paragraph above says, slowly.
  func learnMerges(_ text: [UInt8], count: Int) -> [BytePairMerge] {
    var ids = text.map { Int32($0) }
    var merges: [BytePairMerge] = []
    while merges.count < count {
      var counts: [[Int32]: Int] = [:]
      for (left, right) in zip(ids, ids.dropFirst()) { counts[[left, right], default: 0] += 1 }
      guard
        let best = counts.max(by: { a, b in
          a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
        })
      else { break }
      let made = Int32(256 + merges.count)
      merges.append(BytePairMerge(left: best.key[0], right: best.key[1], count: best.value))
      var merged: [Int32] = []
      var place = 0
      while place < ids.count {
        let fits =
          place + 1 < ids.count && ids[place] == best.key[0] && ids[place + 1] == best.key[1]
        merged.append(fits ? made : ids[place])
        place += fits ? 2 : 1
      }
      ids = merged
    }
    return merges
  }

  //: **Predict.** What are the first merges on `low lower lowest slow slower`? Five words share
  //: three letters. Write your guess down before you look.
  let toy = "low lower lowest slow slower"
  let toyMerges = learnMerges(Array(toy.utf8), count: 4)
  let toyTokenizer = BytePairTokenizer(merges: toyMerges, pattern: .none)
  notebook.show(try TokenStrip(toy, tokenizer: toyTokenizer, title: "after 4 merges"))

  //: Nobody told it about stems. Counting did.
  //:
  //: ## The same merges, but fast
  //:
  //: The plain version recounts the whole text for every merge. The library keeps, for every pair,
  //: its count and the list of words that hold it, and touches only what a merge changes. It must
  //: learn **the same merges**, one for one; being fast and different is easy.
  //:
  //: The text comes from the fields that this chapter compares: the four built-in worlds or, with
  //: `--corpus`, your own. One path of yours joins the worlds, right behind the general one. Several
  //: paths replace them, each a field of its own, and the first one plays the general part.
  let domains = notebook.domains(
    trainingBytes: notebook.pick(smoke: 200_000, lesson: 4_000_000),
    heldOutBytes: notebook.pick(smoke: 30_000, lesson: 200_000))
  let names = domains.map(\.name)
  let sample = domains[1].training.prefix(byteCount: notebook.pick(smoke: 6_000, lesson: 20_000))
  let sampleBytes = Array(sample.texts.joined())
  let mergeCount = notebook.pick(smoke: 40, lesson: 120)
  let clock = ContinuousClock()
  var plain: [BytePairMerge] = []
  let plainTime = clock.measure { plain = learnMerges(sampleBytes, count: mergeCount) }
  let begin = clock.now
  let fast = try BytePairTokenizer.train(
    on: [sampleBytes], vocabularySize: 257 + mergeCount, pattern: .none)
  let fastTime = clock.now - begin
  notebook.claim(
    "the library learns the same \(mergeCount) merges as the plain version, in the same order",
    plain == fast.merges)
  notebook.claim(
    "times faster than the plain version", plainTime / fastTime, in: 2...100_000,
    scope: .builtInCorpus)

  //: ## Words first, then pairs
  //:
  //: Real tokenizers do not merge across words. GPT-2 first cuts the text with a regular expression:
  //: a word with the space before it, a run of digits, a run of punctuation. Merges stay inside these
  //: pieces, so that `dog`, `dog.` and `dog!` do not become three entries.
  //:
  //: Where a model cuts is part of its character. Here are the cuts of three of them, before a single
  //: merge. `cl100k` is GPT-4's, and Llama 3 cuts alike.
  let sentence = "In 2023 New York's lenders held 1,234,567 floating-rate notes."
  func pieces(_ text: String, _ pattern: PreTokenPattern) -> [String] {
    let bytes = Array(text.utf8)
    return pattern.split(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }
  for (name, pattern) in [
    ("GPT-2", PreTokenPattern.gpt2), ("cl100k", .cl100k), ("BloombergGPT", .bloomberg),
  ] {
    notebook.show(TokenStrip(pieces: pieces(sentence, pattern), title: name))
  }

  //: BloombergGPT went its own way twice (Wu et al. 2023, section 2.3). Every digit stands alone. And
  //: a space is a letter like any other, so that a token may hold **several words**. Both come back
  //: below.
  //:
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
  //: counting. The likelihood itself prefers few and long pieces. Pruning only signs the certificate.
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
  //:
  //: ## One vocabulary a field
  //:
  //: Now in earnest. Every field gets a BPE vocabulary of its own, learned from its own text, all from
  //: equally many bytes and cut as GPT-2 does. One more is learned from an equal share of all fields
  //: together. Whatever is measured from here on is measured on **held-out** text that no vocabulary
  //: has seen.
  //:
  //: A smaller BPE vocabulary is a larger one's first merges. So we train large ones once, and cut them
  //: to whatever size we like.
  let largest = notebook.pick(smoke: 4_096, lesson: 32_768)
  let size = notebook.pick(smoke: 1_024, lesson: 4_096)
  let mixture = CourseText(parts: domains).mixed(
    "all together", trainingBytes: domains[0].training.byteCount, heldOutBytes: 0,
    seed: notebook.seed)
  let trained = try (domains + [mixture]).enumerated().map {
    try notebook.vocabulary("field-\($0)", of: $1.training, size: largest)
  }
  let allMerges = trained.map { ($0 as? BytePairTokenizer)?.merges ?? [] }
  let (ownMerges, mixedMerges) = (Array(allMerges.dropLast()), allMerges[domains.count])
  func vocabulary(_ merges: [BytePairMerge], size: Int) -> BytePairTokenizer {
    BytePairTokenizer(merges: Array(merges.prefix(size - 257)))
  }
  let own = ownMerges.map { vocabulary($0, size: size) }
  let mixed = vocabulary(mixedMerges, size: size)
  let columns = own + [mixed]
  let columnNames = names + ["all together"]

  let hasGeneralWorld = notebook.userCorpora.count < 2
  let userIndex = notebook.userCorpora.count == 1 ? 1 : nil
  let generalVocabulary =
    hasGeneralWorld ? "the general vocabulary" : "the vocabulary of \(names[0])"
  let generalKey = hasGeneralWorld ? "general vocabulary" : "vocabulary of \(names[0])"
  let sizeText = NumberStyle.decimals(0).text(Double(size))

  //: **Predict.** How many tokens does each vocabulary need for the same phrase of finance?
  let example = "The underwriter priced subordinated debentures and floating-rate notes."
  for (tokenizer, name) in [(own[0], names[0]), (own[1], names[1]), (mixed, "all together")] {
    notebook.show(try TokenStrip(example, tokenizer: tokenizer, title: "vocabulary: \(name)"))
  }

  //: Whatever the vocabulary, nothing may be lost: what is encoded must come back byte for byte, also
  //: text that no vocabulary has ever seen, and bytes that are no text at all.
  var stream = RandomStream(seed: notebook.seed).fork("round trip")
  let noise = (0..<20_000).map { _ in UInt8(stream.index(below: 256)) }
  let inputs = [noise, Array("Ünïcödé, 東京, 🧮".utf8)] + domains.flatMap(\.heldOut.texts)
  let roundTrips = try inputs.allSatisfy { bytes in
    try columns.allSatisfy { try $0.decode($0.encode(bytes)) == bytes }
  }
  notebook.claim("every text and 20,000 random bytes come back exactly", roundTrips)

  //: ## What a document costs under each vocabulary
  //:
  //: The first question. Each row is a text, each column a vocabulary. A cell says how many tokens ten
  //: thousand bytes of that text become, some three pages.
  //:
  //: **Predict.** Where is a row's smallest number? And which vocabulary is the best second choice?
  func tokenCount(_ tokenizer: any Tokenizer, _ corpus: Corpus) throws -> Double {
    Double(try EncodedSize.table(of: [tokenizer], on: corpus.texts)[0].tokenCount)
  }
  let counts = try domains.map { part in
    try columns.map { try tokenCount($0, part.heldOut) }
  }
  let perDocument = zip(domains, counts).map { part, row in
    row.map { $0 / Double(part.heldOut.byteCount) * 10_000 }
  }
  let surcharge = counts.enumerated().map { index, row in row.map { $0 / row[index] - 1 } }
  /// What a field pays for each vocabulary that is neither its own nor the mixture's.
  let foreign = surcharge.enumerated().map { index, row in
    row.dropLast().enumerated().filter { $0.offset != index }.map(\.element)
  }
  let percent = NumberStyle.percent(0)
  /// "12% to 50%", for titles.
  func range(_ values: some Sequence<Double>, _ style: NumberStyle) -> String {
    let values = values.filter(\.isFinite)
    let ends = [values.min() ?? 0, values.max() ?? 0].map { style.text($0) }
    return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
  }
  let allForeign = foreign.joined()
  try notebook.plot(
    Figure(
      "matrix",
      title: "Another field's vocabulary costs a text \(range(allForeign, percent)) more tokens "
        + "than its own",
      subtitle: "Held-out text of each field (rows) under vocabularies of \(sizeText) tokens "
        + "learned from each field (columns)",
      size: .init(width: 1_000, height: 130 + 62 * domains.count),
      panels: [
        .init(
          "Tokens for a document of 10,000 bytes",
          x: Axis("vocabulary of", categories: columnNames),
          y: Axis("text of", categories: names),
          marks: [
            .heatMap(
              HeatMap(
                perDocument, annotation: .decimals(0), palette: .light, scaleLabel: "tokens"))
          ]),
        .init(
          "More tokens than under its own vocabulary",
          x: Axis("vocabulary of", categories: columnNames),
          y: Axis("text of", categories: names),
          marks: [
            .heatMap(
              HeatMap(
                surcharge, annotation: .percent(0), palette: .light, scaleLabel: "surcharge"))
          ]),
      ]))
  notebook.claim(
    "each text is cheapest under its own field's vocabulary",
    allForeign.allSatisfy { $0 > 0 } && surcharge.allSatisfy { ($0.last ?? 0) > -0.02 },
    scope: .builtInCorpus)
  notebook.claim(
    "largest surcharge for a vocabulary of another field", allForeign.max() ?? 0, in: 0.3...3,
    smoke: 0.1...3, scope: .builtInCorpus)
  let mixedSurcharge = surcharge.map { $0.last ?? 0 }
  notebook.claim(
    "largest surcharge for the vocabulary of all fields together", mixedSurcharge.max() ?? 0,
    in: -0.02...0.5, scope: .builtInCorpus)
  notebook.claim(
    "of the foreign surcharge, the share that remains under the mixed vocabulary, on average",
    mixedSurcharge.reduce(0, +) / Double(mixedSurcharge.count)
      / (allForeign.reduce(0, +) / Double(allForeign.count)),
    in: -0.05...0.6, scope: .builtInCorpus)

  //: Read a row as a bill. The same budget of tokens buys that much less of the field's text, and the
  //: model's window holds that much less of a contract.
  //:
  //: Then read the last column. A vocabulary that has seen **some** of every field wins back most of
  //: what a foreign one loses, though it shares its places among all. That is BloombergGPT's choice
  //: too: its vocabulary was learned from The Pile, not from its own financial text, and still encoded
  //: that text (an earlier version of it) in 412 billion tokens where BLOOM's took 451, OPT's 456 and
  //: GPT-NeoX's 460 (Wu et al. 2023, table 3).
  // The fields that stand for "special" in what later chapters read.
  let special = notebook.userCorpora.count > 1 ? Array(1..<domains.count) : [1]
  func geometricMean(_ values: [Double]) -> Double {
    Double.exp(values.reduce(0) { $0 + Double.log($1) } / Double(max(1, values.count)))
  }
  let tokenPenalty = geometricMean(special.map { 1 + surcharge[$0][0] })
  try notebook.record("01.tokenPenalty", tokenPenalty)

  //: ## Fertility: tokens a word
  //:
  //: Terms are where it hurts most. The usual measure is **fertility**: tokens per word (Rust et al.
  //: 2021). One is ideal: every word has a token of its own. For a built-in world its terms are a list;
  //: for your own text they are the long words that are frequent in it and absent from the general
  //: text (for the general text: absent from the field behind it).
  func terms(_ index: Int) -> [String] {
    let part = domains[index]
    if hasGeneralWorld, index != userIndex, let world = World.named(part.name) {
      return world.domainTerms
    }
    let other = domains[index == 0 ? 1 : 0]
    return part.training.distinctiveWords(against: other.training, count: 200)
  }
  let allTerms = domains.indices.map { terms($0) }
  var termTable = Table([
    .text("field"), .text("term"), .number("general vocabulary", unit: "tokens"),
    .number("field's vocabulary", unit: "tokens"), .number("all together", unit: "tokens"),
  ])
  for index in domains.indices.dropFirst() {
    for term in allTerms[index].prefix(3) {
      let tokens = try [own[0], own[index], mixed].map { try $0.encode(" " + term).count }
      termTable.append(names[index], term, tokens[0], tokens[1], tokens[2])
    }
  }
  notebook.show(termTable)
  let fertility = try allTerms.map { terms in try columns.map { try $0.tokensPerWord(terms) } }
  let termRatios = fertility.indices.dropFirst().map { fertility[$0][0] / fertility[$0][$0] }
  let decimal = NumberStyle.decimals(1)
  if termRatios.contains(where: \.isFinite) {
    try notebook.plot(
      Figure(
        "fertility",
        title: "A field's terms take \(range(termRatios, decimal)) times as many tokens under "
          + generalVocabulary,
        subtitle:
          "Tokens per word, for the terms of each field, vocabularies of \(sizeText) tokens",
        x: Axis("terms of", categories: names), y: Axis("tokens per word"),
        marks: [
          .bars(generalKey, fertility.map { $0[0] }, valueStyle: .decimals(1)),
          .bars("all together", fertility.map { $0.last ?? 0 }, valueStyle: .decimals(1)),
          .bars(
            "the field's own", fertility.indices.map { fertility[$0][$0] },
            valueStyle: .decimals(1)),
        ]))
  } else {
    notebook.show("These fields have no long words of their own.")
  }
  let penalty = geometricMean(special.map { fertility[$0][0] / fertility[$0][$0] })
  notebook.claim(
    "tokens for a field's terms under the general vocabulary, for each one under its own",
    termRatios.min() ?? 0, in: 1.25...6, smoke: 1.1...6, scope: .builtInCorpus)
  if penalty.isFinite { try notebook.record("01.termPenalty", penalty) }

  //: Terms look dramatic, and they are the worst case. Do not choose a tokenizer by your favourite
  //: jargon: the matrix above, on running text, is the honest one.
  //:
  //: ## Two ways to the same size
  //:
  //: BPE and unigram on the same text, cut by the same pattern, at the same size: do they find the
  //: same vocabulary?
  //:
  //: **Predict.** BPE keeps every stepping stone: to make `debentures` it first made `ent` and
  //: `deben`, and they stay for ever. What does unigram do with such pieces?
  let compared = notebook.pick(smoke: 1_024, lesson: 2_048)
  let compareText = domains[1].training.prefix(
    byteCount: notebook.pick(smoke: 100_000, lesson: 1_000_000))
  let pair: [(name: String, tokenizer: any Tokenizer)] = [
    ("BPE", try BytePairTokenizer.train(on: compareText.texts, vocabularySize: compared)),
    (
      "unigram",
      try UnigramTokenizer.train(on: compareText.texts, vocabularySize: compared, pattern: .gpt2)
    ),
  ]
  var pairTable = Table([
    .text("vocabulary"), .number("pieces", style: .decimals(0)),
    .number("bytes per token, held-out text", style: .decimals(3)),
    .number("pieces that its own training text never uses", style: .percent(1)),
    .number("mean length of a piece", unit: "bytes", style: .decimals(1)),
  ])
  var pieceSets: [Set<[UInt8]>] = []
  var unusedShares: [Double] = []
  var compression: [Double] = []
  for (name, tokenizer) in pair {
    let long = (0..<Int32(tokenizer.vocabularySize)).compactMap { tokenizer.bytes(of: $0) }
      .filter { $0.count > 1 }
    let used = Set(try tokenizer.encode(documents: compareText.texts))
    let isUsed = used.count { (tokenizer.bytes(of: $0)?.count ?? 0) > 1 }
    unusedShares.append(1 - Double(isUsed) / Double(long.count))
    compression.append(
      Double(domains[1].heldOut.byteCount) / (try tokenCount(tokenizer, domains[1].heldOut)))
    pieceSets.append(Set(long))
    pairTable.append(
      name, long.count, compression.last ?? 0, unusedShares.last ?? 0,
      Double(long.reduce(0) { $0 + $1.count }) / Double(long.count))
  }
  notebook.show(pairTable)
  let overlap =
    Double(pieceSets[0].intersection(pieceSets[1]).count)
    / Double(min(pieceSets[0].count, pieceSets[1].count))
  notebook.claim(
    "share of the pieces that both have found", overlap, in: 0.2...0.9, scope: .builtInCorpus)
  notebook.claim(
    "bytes per token under the unigram vocabulary, for each one under BPE's",
    compression[1] / compression[0], in: 1.02...1.5, smoke: 0.85...1.5, scope: .builtInCorpus)
  notebook.claim(
    "BPE keeps more pieces that it never uses than unigram", unusedShares[0] > unusedShares[1],
    scope: .builtInCorpus)

  //: And what do they make of words that the field never says?
  let unusual = "Underwriters repriced unsubordinated debenturelike instruments' derivatives."
  for (name, tokenizer) in pair {
    notebook.show(try TokenStrip(unusual, tokenizer: tokenizer, title: name))
  }
  let brittle = try pair.map { Double(try $0.tokenizer.encode(unusual).count) }
  notebook.claim(
    "tokens for the unusual sentence under unigram, for each one under BPE",
    brittle[1] / brittle[0],
    in: 1.02...3, smoke: 0.8...3, scope: .builtInCorpus)

  //: Rather different vocabularies. BPE's stepping stones lie about unused, each with a row in the
  //: embedding table that hardly ever gets a gradient. Unigram threw them out: a piece that is always
  //: part of a longer one has no expected count.
  //:
  //: In the built-in worlds a few thousand words are all there is. There the freed places go to whole
  //: words, and unigram's tokens are longer. It pays elsewhere: a word that was never seen falls apart
  //: into letters, where a stepping stone would have helped. In real text, whose words never end, the
  //: two lie close together; run it on your own and see which is ahead.
  //:
  //: And unigram can do one more thing. It has a probability for **every** way to cut, so it can draw
  //: one by chance: a model that meets its words in several guises learns how they are built (Kudo
  //: 2018).
  if let unigram = pair[1].tokenizer as? UnigramTokenizer {
    for draw in 1...2 {
      let ids = try unigram.encode(Array(unusual.utf8), smoothing: 0.1, using: &stream)
      notebook.show(TokenStrip(ids, tokenizer: unigram, title: "drawn, \(draw)"))
    }
  }

  //: ## Tokens of several words
  //:
  //: Back to BloombergGPT's cut, in which a space is as good as a letter. We train BPE twice on the same
  //: text, and change the pattern alone. Which tokens of several words does the field's text use most?
  func isManyWords(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x20).count { $0.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } }
      > 1
  }
  let phrases = try BytePairTokenizer.train(
    on: compareText.texts, vocabularySize: compared, pattern: .bloomberg)
  var phraseUse: [Int32: Int] = [:]
  let phraseIDs = try phrases.encode(documents: domains[1].heldOut.texts)
  for id in phraseIDs where isManyWords(phrases.bytes(of: id) ?? []) {
    phraseUse[id, default: 0] += 1
  }
  let phraseShare =
    Double(phraseUse.values.reduce(0, +)) / Double(phraseIDs.count)
  let common = phraseUse.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(16).map(\.key)
  notebook.show(TokenStrip(common, tokenizer: phrases, title: "most used, of several words"))
  let phraseGain =
    Double(domains[1].heldOut.byteCount) / (try tokenCount(phrases, domains[1].heldOut))
    / compression[0] - 1
  var phraseTable = Table([
    .text("BloombergGPT's pattern"), .number("share", style: .percent(0)),
  ])
  phraseTable.append("tokens that hold several words", phraseShare)
  phraseTable.append("bytes per token, more than under GPT-2's pattern", phraseGain)
  notebook.show(phraseTable)
  notebook.claim(
    "tokens of several words, of all tokens of the text", phraseShare, in: 0.005...0.7,
    scope: .builtInCorpus)
  notebook.claim(
    "bytes per token gained by tokens of several words", phraseGain, in: 0.02...0.6,
    smoke: -0.1...0.6, scope: .builtInCorpus)

  //: A text that repeats whole phrases gains by it, as the built-in worlds do. Elsewhere, in so small
  //: a vocabulary, a place for `of the ` is a place taken from a word; BloombergGPT had 131,072 places
  //: to give away, and the last chart but one shows what that changes. There is a price, too: where
  //: `in the ` is one token, the model knows `the` in two disguises, and learns twice what follows it.
  //:
  //: ## Numbers
  //:
  //: Half the business of finance is numbers, and a tokenizer can make a mess of them. Under GPT-2's
  //: pattern a run of digits is one piece, and merges inside it follow frequency alone: one year is a
  //: token, its neighbour two, and the same year is another token behind a bracket than behind a
  //: space. cl100k takes three digits at a time, from the left, so that the places of a long number do
  //: not line up with its thousands. BloombergGPT's digits stand alone.
  let numberSize = notebook.pick(smoke: 2_048, lesson: 16_384)
  let whole = NumberStyle.decimals(0)
  let numbersShown = "(1999) 1999 2000 2001 2031 12345 12346 1234567"
  let styles: [(name: String, pattern: PreTokenPattern)] = [
    ("GPT-2: a run of digits", .gpt2), ("cl100k: up to three digits", .cl100k),
    ("BloombergGPT: each digit alone", .bloomberg),
  ]
  var numberTable = Table([
    .text("cut"), .number("tokens per number", style: .decimals(2)),
    .number("different tokens that begin a number", style: .decimals(0)),
    .number("different tokens with digits", style: .decimals(0)),
  ])
  func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  var perNumber: [Double] = []
  var beginners: [Double] = []
  for (name, pattern) in styles {
    let tokenizer = try BytePairTokenizer.train(
      on: domains[1].training.texts, vocabularySize: numberSize, pattern: pattern)
    notebook.show(try TokenStrip(numbersShown, tokenizer: tokenizer, title: name))
    var (digitTokens, numbers) = (0, 0)
    var (beginning, holding) = (Set<Int32>(), Set<Int32>())
    for text in domains[1].heldOut.texts {
      var isInside = false
      for id in try tokenizer.encode(text) {
        let bytes = tokenizer.bytes(of: id) ?? []
        guard let first = bytes.firstIndex(where: isDigit) else {
          isInside = false
          continue
        }
        digitTokens += 1
        holding.insert(id)
        if first > 0 || !isInside {
          numbers += 1
          beginning.insert(id)
        }
        isInside = bytes.last.map(isDigit) ?? false
      }
    }
    perNumber.append(Double(digitTokens) / Double(max(1, numbers)))
    beginners.append(Double(beginning.count))
    numberTable.append(name, perNumber.last ?? 0, beginning.count, holding.count)
  }
  notebook.show(numberTable)
  if let runs = perNumber.first, runs > 0 {
    try notebook.plot(
      Figure(
        "numbers",
        title:
          "Each digit alone: \(decimal.text(perNumber[2] / runs)) times the tokens per number, "
          + "\(whole.text(beginners[2])) beginnings to learn instead of \(whole.text(beginners[0]))",
        subtitle: "Numbers in held-out text of \(names[1]), BPE vocabularies of "
          + "\(whole.text(Double(numberSize))) tokens",
        size: .init(width: 1_000, height: 300),
        panels: [
          .init(
            "Tokens per number", x: Axis("tokens", from: 0),
            y: Axis(categories: styles.map(\.name)),
            marks: [.bars("", perNumber, valueStyle: .decimals(2))]),
          .init(
            "Different tokens that begin a number", x: Axis("tokens", from: 0),
            y: Axis(categories: styles.map(\.name)),
            marks: [.bars("", beginners, valueStyle: .decimals(0))]),
        ]))
    notebook.claim(
      "with each digit alone, a number begins with one of at most ten tokens", beginners[2] <= 10)
    notebook.claim(
      "tokens per number with each digit alone, for each one in runs", perNumber[2] / runs,
      in: 1...6, scope: .builtInCorpus)
    notebook.claim(
      "tokens that begin a number in runs, for each one with digits alone",
      beginners[0] / beginners[2], in: 3...1_000, smoke: 1.1...1_000, scope: .builtInCorpus)
  } else {
    notebook.show("This text has no numbers.")
  }

  //: The bill is longer. But `7` is always the same token, and a model has ten things to learn about
  //: digits, not a list that grows with the vocabulary. That is the bet.
  //:
  //: ## How large a vocabulary? Compression alone
  //:
  //: The second question. Each merge shortens the text, as long as there are pieces left that come
  //: often. **Predict.** All vocabularies grow from 384 tokens. Which one goes on shortening the
  //: field's text, and which one stops? When?
  let field = domains[1]
  let curveSizes = (8...17).flatMap { [3 << ($0 - 1), 2 << $0] }
  /// A text at every size that the merges reach, and where they end.
  func curve(
    _ merges: [BytePairMerge], _ corpus: Corpus, pattern: PreTokenPattern = .gpt2
  ) throws -> [EncodedSize] {
    let end = merges.count + 257
    let reached = curveSizes.filter { $0 < end } + [end]
    return try EncodedSize.table(
      of: reached.map {
        BytePairTokenizer(merges: Array(merges.prefix($0 - 257)), pattern: pattern)
      }, on: corpus.texts)
  }
  func x(_ table: [EncodedSize]) -> [Double] { table.map { Double($0.vocabularySize) } }
  func bytesPerToken(_ table: [EncodedSize]) -> [Double] {
    table.map { Double($0.byteCount) / Double($0.tokenCount) }
  }
  let ownCurves = try zip(ownMerges, domains).map { try curve($0, $1.heldOut) }
  let generalCurve = try curve(ownMerges[0], field.heldOut)
  let mixedCurve = try curve(mixedMerges, field.heldOut)
  let unigramSizes = notebook.pick(
    smoke: [512, 1_024], lesson: [512, 1_024, 2_048, 4_096, 8_192])
  let unigramCurve = try EncodedSize.table(
    of: try UnigramTokenizer.train(
      on: field.training.texts, vocabularySizes: unigramSizes, pattern: .gpt2),
    on: field.heldOut.texts)
  // The smallest own vocabulary that does as well as the largest general one.
  let generalBest = bytesPerToken(generalCurve).max() ?? 0
  let matching = ownCurves[1].first {
    Double($0.byteCount) / Double($0.tokenCount) >= generalBest
  }?.vocabularySize
  let generalSize = generalCurve.last?.vocabularySize ?? size
  try notebook.plot(
    Figure(
      "vocabulary-size",
      title: matching.map {
        "On text of \(field.name), \(whole.text(Double($0))) own tokens do the work of "
          + "\(whole.text(Double(generalSize))) in \(generalVocabulary)"
      }
        ?? "On text of \(field.name), no vocabulary of its own does the work of \(generalVocabulary)",
      subtitle: "Bytes of held-out text of \(field.name) per token, by the size of the vocabulary",
      x: Axis("vocabulary size", unit: "tokens", scale: .log2), y: Axis("bytes per token"),
      marks: [
        .line(
          "BPE, \(field.name)", x: x(ownCurves[1]), y: bytesPerToken(ownCurves[1]),
          showsPoints: true, placement: .key),
        .line(
          "unigram, \(field.name)", x: x(unigramCurve), y: bytesPerToken(unigramCurve),
          showsPoints: true, placement: .key),
        .line(
          "BPE, all together", x: x(mixedCurve), y: bytesPerToken(mixedCurve), showsPoints: true,
          placement: .key),
        .line(
          "BPE, \(names[0])", x: x(generalCurve), y: bytesPerToken(generalCurve),
          showsPoints: true, placement: .key),
      ]))
  notebook.claim(
    "size of the field's own vocabulary that matches the general one, as a share of it",
    Double(matching ?? 10 * generalSize) / Double(generalSize), in: 0.02...0.5, smoke: 0.05...1,
    scope: .builtInCorpus)
  let asGood = mixedCurve.first { Double($0.tokenCount) <= counts[1][1] }?.vocabularySize
  notebook.claim(
    "size at which the mixed vocabulary does as well as the field's own of \(sizeText), as a multiple",
    Double(asGood ?? 100 * size) / Double(size), in: 1.2...8, smoke: 1...100, scope: .builtInCorpus)

  //: The general vocabulary climbs slowly: what it learns from its thousandth merge on are general
  //: words, and the field has no use for them. The built-in worlds have two or three thousand words
  //: each, so their own curve ends where every word has a token. Real text has a long tail of rare
  //: words, and its curve bends, but never ends.
  //:
  //: By compression alone, then, larger is always better. That cannot be the whole answer.
  //:
  //: ## How large a vocabulary? Bloomberg's rule
  //:
  //: A token out of $V$ takes $\log_2 V$ bits to name. So count bits, not tokens: minimise
  //:
  //: $$\text{tokens}(V) \times \log_2 V.$$
  //:
  //: Doubling the vocabulary makes each token one bit dearer. From 4,096 to 8,192 that is the thirteenth
  //: bit on top of twelve: it pays if the number of tokens falls by more than one in thirteen. When only
  //: rare pieces are left to win, it does not. BloombergGPT's makers encoded
  //: C4 with vocabularies from 25,000 to 550,000 tokens, found the smallest product near 125,000, and
  //: took the next power of two, $2^{17} = 131{,}072$ (Wu et al. 2023, section 2.3).
  //:
  //: **Predict.** Theirs learned from The Pile. Ours learn from a few megabytes. On which side of
  //: 125,000 will our minimum lie?
  //:
  //: The rule is asked twice: with GPT-2's cut, where a token is a word at most, and with
  //: BloombergGPT's, where it may be a phrase.
  let mostPhrases = notebook.pick(smoke: 32_768, lesson: 131_072)
  let phraseMerges = try domains.map {
    try BytePairTokenizer.train(
      on: $0.training.texts, vocabularySize: mostPhrases, pattern: .bloomberg
    ).merges
  }
  let phraseCurves = try zip(phraseMerges, domains).map {
    try curve($0, $1.heldOut, pattern: .bloomberg)
  }
  func smallest(_ curves: [[EncodedSize]]) -> [EncodedSize] {
    curves.compactMap { EncodedSize.best(of: $0) }
  }
  func span(_ curves: [[EncodedSize]], limit: Int) -> String {
    let sizes = smallest(curves).map(\.vocabularySize)
    let ends = [sizes.min() ?? 0, sizes.max() ?? 0].map { whole.text(Double($0)) }
    // Where training ended before the curve turned, nobody knows how far it would fall.
    return (ends[0] == ends[1] ? ends[0] : "\(ends[0])–\(ends[1])")
      + (sizes.max() == limit ? " or more" : "")
  }
  try notebook.plot(
    Figure(
      "best-size",
      title: "Fewest bits: \(span(ownCurves, limit: largest)) tokens, cut as GPT-2 does; "
        + "\(span(phraseCurves, limit: mostPhrases)) as BloombergGPT",
      subtitle: "Bits to name the tokens of held-out text, each field under its own vocabulary; "
        + "black points are the smallest",
      caption: "BPE vocabularies learned from "
        + "\(NumberStyle.bytes.text(Double(domains[0].training.byteCount))) of text each.",
      sharing: .both,
      panels: [("GPT-2's cut: words", ownCurves), ("BloombergGPT's cut: phrases", phraseCurves)].map
      {
        title, curves in
        let best = smallest(curves)
        return .init(
          title, x: Axis("vocabulary size V", unit: "tokens", scale: .log2),
          y: Axis("tokens × log₂ V", unit: "bits per byte"),
          marks: zip(names, curves).map {
            .line($0, x: x($1), y: $1.map(\.bitsPerByte), placement: .key)
          } + [
            .points(
              "smallest", x: x(best), y: best.map(\.bitsPerByte), color: .black,
              placement: .hidden)
          ])
      }))
  notebook.claim(
    "with BloombergGPT's cut, the smallest product lies inside the range of sizes",
    phraseCurves.allSatisfy { curve in
      let best = EncodedSize.best(of: curve)?.vocabularySize ?? 0
      return best > curve[0].vocabularySize && best < curve[curve.count - 1].vocabularySize
    }, scope: .builtInCorpus)
  notebook.claim(
    "largest of the best sizes, a share of BloombergGPT's",
    (smallest(phraseCurves).map { Double($0.vocabularySize) }.max() ?? 0) / 131_072, in: 0...0.5,
    scope: .builtInCorpus)

  //: To the left of theirs, and with words far to the left. With words as tokens, a built-in world's
  //: curve ends where it turns: every word has its token, and nothing is left to merge. Phrases go
  //: on, until they are too rare to pay.
  //:
  //: The rule also depends on how much text the vocabulary learned from. A piece that was seen twice in
  //: training is a guess, not a find. The same field, with less text to learn from:
  var sizeTable = Table([
    .text("learned from"), .number("best size", unit: "tokens", style: .decimals(0)),
    .number("tokens × log₂ V there", unit: "bits per byte", style: .decimals(3)),
  ])
  var sizesByText: [Double] = []
  for share in [64, 16, 4, 1] {
    let part = field.training.sample(
      byteCount: field.training.byteCount / share, seed: notebook.seed)
    let learned =
      share == 1
      ? phraseMerges[1]
      : try BytePairTokenizer.train(
        on: part.texts, vocabularySize: mostPhrases, pattern: .bloomberg
      ).merges
    if let best = EncodedSize.best(of: try curve(learned, field.heldOut, pattern: .bloomberg)) {
      sizeTable.append(
        NumberStyle.bytes.text(Double(part.byteCount)), best.vocabularySize, best.bitsPerByte)
      sizesByText.append(Double(best.vocabularySize))
    }
  }
  notebook.show(sizeTable)
  notebook.claim(
    "best size with all the text, over that with a 64th of it",
    (sizesByText.last ?? 0) / (sizesByText.first ?? 1), in: 1.2...100, smoke: 1...100,
    scope: .builtInCorpus)
  let halved = phraseCurves.map { curve in
    let best = EncodedSize.best(of: curve)
    let half = curve.last { $0.vocabularySize * 2 <= (best?.vocabularySize ?? 0) }
    return (half?.bits ?? .infinity) / (best?.bits ?? 1)
  }
  notebook.claim(
    "bits with half the best size, over those with the best", halved.max() ?? 0, in: 1...1.15,
    smoke: 1...1.4, scope: .builtInCorpus)

  //: So the answer for your field is a number that **you measure**, on your text, and it grows with
  //: the text that you have. The valley is flat: half the best size costs little. Then the smaller one
  //: is the better choice, for the next bill comes by the row.
  //:
  //: ## The embedding's bill
  //:
  //: Every token has a row of its own in the embedding table, as wide as the model. BloombergGPT's
  //: table has $131{,}072 \times 7{,}680$ entries: about a billion parameters of fifty (Wu et al.
  //: 2023, appendix A). For a small model the table can be most of it.
  let chapterFive = ModelConfiguration(
    vocabularySize: 1_024, contextLength: 128, width: 128, layerCount: 4, headCount: 4)
  var largeVocabulary = chapterFive
  largeVocabulary.vocabularySize = 131_072
  var shareTable = Table([
    .text("model"), .number("vocabulary"), .number("width"),
    .number("parameters", style: .suffix), .number("in the embedding", style: .percent(1)),
  ])
  for (name, model) in [
    ("GPT-2 small", ModelConfiguration.gpt2Small), ("BloombergGPT", .bloombergGPT),
    ("chapter 5's model", chapterFive),
    ("the same with BloombergGPT's vocabulary", largeVocabulary),
  ] {
    shareTable.append(
      name, model.vocabularySize, model.width, model.parameterCount.all,
      Double(model.vocabularySize * model.width) / Double(model.parameterCount.all))
  }
  notebook.show(shareTable)

  //: Bloomberg's rule does not know your model. For fifty billion parameters it need not; chapter 5's
  //: model would be nothing but a dictionary.
  //:
  //: ## What a foreign vocabulary costs
  //:
  //: Now the bill in the units that people pay in. Put in what your provider charges; a page has 500
  //: words.
  let dollarsPerMillionTokens = 2.0
  let wordsPerPage = 500.0
  let window = 2_048.0
  func wordCount(_ corpus: Corpus) -> Double {
    corpus.texts.reduce(0) { sum, text in
      sum + Double(text.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.count)
    }
  }
  let heldOutWords = domains.map { wordCount($0.heldOut) }
  func tokensPerWord(_ index: Int, _ column: Int) -> Double {
    counts[index][column] / heldOutWords[index]
  }
  func pages(_ index: Int, _ column: Int) -> Double {
    window / tokensPerWord(index, column) / wordsPerPage
  }
  // Training takes BloombergGPT's shape, at its own window.
  let bloomberg = ComputeCost(.bloombergGPT)
  // The part of a forward pass over one long document that is spent comparing tokens with tokens.
  func attentionShare(_ tokens: Double) -> Double {
    1 - ComputeCost(.bloombergGPT, contextLength: 0).forwardPerToken
      / ComputeCost(.bloombergGPT, contextLength: Int(tokens)).forwardPerToken
  }
  let reportWords = 50_000.0
  var bill = Table([
    .text("text"), .text("vocabulary"), .number("tokens a word", style: .decimals(2)),
    .number("pages in 2,048 tokens", style: .decimals(1)),
    .number("dollars a million words", style: .decimals(2)),
    .number("training FLOPs a billion words", style: .powers),
  ])
  var attention = Table([
    .text("text"), .text("vocabulary"), .number("tokens of a 50,000-word report", style: .suffix),
    .number("attention's share of the work", style: .percent(0)),
    .number("attention's work, own vocabulary = 1", style: .decimals(2)),
  ])
  for index in domains.indices.dropFirst() {
    for (column, name) in [
      (0, names[0]), (columns.count - 1, "all together"), (index, "its own"),
    ] {
      let rate = tokensPerWord(index, column)
      let ratio = counts[index][column] / counts[index][index]
      bill.append(
        names[index], name, rate, pages(index, column), rate * dollarsPerMillionTokens,
        rate * 1e9 * bloomberg.trainingPerToken)
      attention.append(
        names[index], name, rate * reportWords, attentionShare(rate * reportWords), ratio * ratio)
    }
  }
  notebook.show(bill)
  notebook.show(attention)

  //: Everything that is paid by the token grows with the surcharge: the provider's invoice, the FLOPs of
  //: training. What is held in the window shrinks with it. And attention compares all with all, so for
  //: one and the same document its work grows with the **square**.
  let lostPages = domains.indices.dropFirst().map { 1 - pages($0, 0) / pages($0, $0) }
  try notebook.plot(
    Figure(
      "window",
      title: "Under \(generalVocabulary) a window holds \(range(lostPages, percent)) less of a "
        + "field's text",
      subtitle:
        "Pages of 500 words in a window of 2,048 tokens, vocabularies of \(sizeText) tokens",
      x: Axis("held-out text of", categories: names), y: Axis("pages", from: 0),
      marks: [
        .bars(
          generalKey, domains.indices.map { pages($0, 0) },
          valueStyle: .decimals(1)),
        .bars(
          "all together", domains.indices.map { pages($0, columns.count - 1) },
          valueStyle: .decimals(1)),
        .bars(
          "the field's own", domains.indices.map { pages($0, $0) }, valueStyle: .decimals(1)),
      ]))
  let squares = special.map { counts[$0][0] / counts[$0][$0] }.map { $0 * $0 }
  notebook.claim(
    "attention's work on the same document, general vocabulary over own", geometricMean(squares),
    in: 1.5...12, smoke: 1.1...12, scope: .builtInCorpus)

  //: ## What to take away
  //:
  //: - A tokenizer trained elsewhere works on your text. It is never wrong, only expensive.
  //: - Measure the expense in tokens for **running text**, not for your favourite jargon. Terms look
  //:   dramatic; text decides.
  //: - A vocabulary learned from general and special text together wins back most of the loss, and all
  //:   of it where it may be larger.
  //: - Its size is a measurement: tokens × $\log_2 V$ on text of your own, then a look at the
  //:   embedding's share of the model.
  //: - Losses per token cannot be compared between vocabularies: a longer token is harder to guess.
  //:   From chapter 5 on we count **bits per byte**.
  //:
  //: Try: change `size`, and see which column of the matrix moves most. Put your provider's price into
  //: `dollarsPerMillionTokens`. Replace `.gpt2` by `.bloomberg` in the unigram's training, as the
  //: paper has it. And give the chapter your own text, a path for each field: `./workbook run 1
  //: --corpus novels/ filings/ contracts/`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 1.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 1))
}
