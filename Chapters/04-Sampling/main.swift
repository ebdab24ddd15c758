import Foundation
import WorkbookCore

Notebook.chapter("04-Sampling") { notebook in
  //: # 4. Sampling: from scores to words
  //:
  //: A language model does not write. It reads some tokens and gives every token of the vocabulary a
  //: score, a **logit**, for coming next. Then it waits. Somebody else must choose one, append it and
  //: ask again. That somebody is the **sampler**, a page of code with a surprising say in whether the
  //: model sounds like a clerk, a parrot or a fever.
  //:
  //: In this chapter you write the sampler, check it, and measure what its knobs do. At the end you
  //: make the loop fast: nobody should read the whole text again for each new word.
  //:
  //: First, a model. It is the small GPT-2 that chapter 5 trains and explains; if chapter 5 has not
  //: run yet, it is trained now.
  let text = notebook.courseText()
  let plan = try notebook.coursePlan(text)
  let model = try notebook.pretrain("course model", plan)
  let parameters = try ModelDirectory.read(model.folder)
  let tokenizer = model.tokenizer
  let contextLength = parameters.configuration.contextLength

  //: We need situations to choose in. We let the model read stretches of text it has never seen and
  //: keep, at every place, its scores and the token that really came next.
  struct Situation {
    let prefix: [Int32]
    let logits: [Float]
    let next: Int32
  }
  let heldOut = plan.validation.flatMap(\.ids)
  guard heldOut.count > 4 * contextLength else {
    throw InferenceError.unsupported(
      "\(heldOut.count) tokens of held-out text are too few for this chapter; give a text ten times "
        + "as long as \(4 * contextLength) tokens, of which a tenth is held out")
  }

  /// The beginnings of `count` stretches of held-out tokens, at even distances.
  func places(_ count: Int, length: Int) -> [Int] {
    (0..<count).map { $0 * (heldOut.count - length - 1) / max(1, count - 1) }
  }

  var situations: [Situation] = []
  let reader = try Decoder(parameters, batch: 1, time: contextLength)
  for start in places(notebook.pick(smoke: 4, lesson: 12), length: contextLength) {
    reader.tokens.copy(from: Array(heldOut[start..<start + contextLength]))
    reader.run()
    // (time, vocabulary): row t scores the token after tokens 0…t.
    for row in stride(from: 7, to: contextLength, by: 4) {
      let vocabulary = parameters.configuration.vocabularySize
      situations.append(
        Situation(
          prefix: Array(heldOut[start...start + row]),
          logits: reader.logits.part(row * vocabulary, vocabulary).array,
          next: heldOut[start + row + 1]))
    }
  }

  //: ## The whole sampler, plainly
  //:
  //: A softmax turns scores $z_i$ into probabilities. The **temperature** $T$ divides the scores
  //: first:
  //:
  //: $$p_i = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}$$
  //:
  //: At $T=1$ these are the probabilities that training aimed at. As $T \to 0$ all the mass goes to
  //: the highest score: **greedy** choice. As $T \to \infty$ every token is as likely as any other.
  //:
  //: Three more knobs are in use everywhere:
  //:
  //: - **top-k** keeps the $k$ likeliest tokens (Fan, Lewis and Dauphin 2018). A vocabulary has a long
  //:   tail of silly tokens; each is unlikely, together they are not.
  //: - **top-p** keeps the fewest tokens whose probabilities reach $p$ (Holtzman et al. 2020). Where
  //:   the model is sure, that is one token; where it is not, it is many.
  //: - the **repetition penalty** divides the positive scores of tokens that have occurred, and
  //:   multiplies the negative ones (Keskar et al. 2019). Why two cases? Dividing a negative score
  //:   would raise it.
  //:
  //: Order matters, and so do ties. Here it is penalty, temperature, top-k, top-p; ties go to the
  //: lower id.
  func distribution(
    _ logits: [Float], temperature: Double, topK: Int? = nil, topP: Double? = nil,
    penalty: Double = 1, previous: [Int32] = []
  ) -> [Double] {
    var scores = logits.map { Double($0) }
    for id in Set(previous).map({ Int($0) }) {
      scores[id] = scores[id] > 0 ? scores[id] / penalty : scores[id] * penalty
    }
    // The largest score is subtracted so that no exponential overflows; the ratio stays the same.
    let largest = scores.max() ?? 0
    var p = scores.map { score in
      temperature > 0 ? exp((score - largest) / temperature) : score == largest ? 1 : 0
    }
    // Likeliest first, the lower id among equals.
    let order = p.indices.sorted { p[$0] != p[$1] ? p[$0] > p[$1] : $0 < $1 }
    var kept = order.prefix(temperature > 0 ? topK ?? p.count : 1)
    if let topP {
      let mass = topP * kept.reduce(0) { $0 + p[$1] }
      var sum = 0.0
      kept = kept.prefix { id in
        defer { sum += p[id] }
        return sum < mass
      }
    }
    for id in order[kept.count...] { p[id] = 0 }
    let total = p.reduce(0, +)
    return p.map { $0 / total }
  }

  //: The library's `Sampler` does the same with fewer sorts. Same means same: we try many settings,
  //: drawn at random, on many situations, and compare every probability.
  var stream = RandomStream(seed: notebook.seed).fork("settings")
  var largestGap = 0.0
  for situation in situations.prefix(60) {
    let temperature = stream.uniform() < 0.1 ? 0 : 0.2 + 1.8 * stream.uniform()
    let topK = stream.uniform() < 0.5 ? nil : 1 + stream.index(below: 100)
    let topP = stream.uniform() < 0.5 ? nil : 0.05 + 0.9 * stream.uniform()
    let penalty = stream.uniform() < 0.5 ? 1 : 1 + stream.uniform()
    let mine = distribution(
      situation.logits, temperature: temperature, topK: topK, topP: topP, penalty: penalty,
      previous: situation.prefix)
    let library = try Sampler(
      temperature: temperature, topK: topK, topP: topP, repetitionPenalty: penalty
    ).distribution(situation.logits, previous: situation.prefix)
    for (a, b) in zip(mine, library) { largestGap = max(largestGap, abs(a - b)) }
  }
  notebook.claim(
    "largest difference between the plain sampler's probabilities and the library's", largestGap,
    in: 0...1e-9)

  //: ## One choice, six samplers
  //:
  //: Let us watch one choice. We pick a place where the model hesitates between a handful of tokens:
  //: the first leads without being sure, and little is left outside the first seven. **Predict.**
  //: Which settings below leave more than one token in the race, and which of them lets in the most?
  func dullness(_ situation: Situation) -> Double {
    let odds = distribution(situation.logits, temperature: 1).sorted(by: >)
    // A line's beginning makes a dull question, too.
    let isLineStart = situation.prefix.last.map { tokenizer.label(of: $0).contains("\n") } ?? true
    return abs(odds[0] - 0.35) + odds.dropFirst(7).reduce(0, +) + (isLineStart ? 10 : 0)
  }
  guard let place = situations.min(by: { dullness($0) < dullness($1) }) else { return }
  notebook.show("… " + (try tokenizer.decodeText(place.prefix.suffix(24))) + " ▁")

  func label(_ id: Int) -> String {
    tokenizer.label(of: Int32(id)).replacing("\n", with: "⏎").replacing(" ", with: "␣")
  }
  let plainOdds = distribution(place.logits, temperature: 1)
  let leaders = plainOdds.indices.sorted { plainOdds[$0] > plainOdds[$1] }.prefix(7)
  let settings: [(name: String, odds: [Double])] = [
    ("greedy (T = 0)", distribution(place.logits, temperature: 0)),
    ("T = 0.5", distribution(place.logits, temperature: 0.5)),
    ("T = 1: as trained", plainOdds),
    ("T = 1.5", distribution(place.logits, temperature: 1.5)),
    ("top-k, k = 3", distribution(place.logits, temperature: 1, topK: 3)),
    ("top-p, p = 0.8", distribution(place.logits, temperature: 1, topP: 0.8)),
  ]
  let hotTail = 1 - leaders.reduce(0) { $0 + settings[3].odds[$1] }
  let percent = NumberStyle.percent(0)
  try notebook.plot(
    Figure(
      "one-choice",
      title:
        "At T = 1.5 the tokens outside the first seven get \(percent.text(hotTail)) of the draws",
      subtitle: "Probability of the seven likeliest next tokens, and of all others together",
      size: .init(width: 1000, height: 620), columnCount: 3, sharing: .x,
      panels: settings.map { setting in
        let shown = leaders.map { setting.odds[$0] }
        return Figure.Panel(
          setting.name,
          x: Axis("probability", range: 0...1.15, ticks: [.init(0, "0"), .init(1, "1")]),
          y: Axis(categories: leaders.map { label($0) } + ["others"]),
          marks: [.bars("", shown + [1 - shown.reduce(0, +)], valueStyle: .decimals(2))])
      }))
  notebook.claim(
    "top-p 0.8 keeps at least 80 % of the mass, and top-k 3 three tokens",
    settings[5].odds.indices.reduce(0) { $0 + (settings[5].odds[$1] > 0 ? plainOdds[$1] : 0) }
      >= 0.8 - 1e-9 && settings[4].odds.count { $0 > 0 } == 3)

  //: Where the last two panels look alike, it is by luck. Top-k cuts at a rank, whatever the model
  //: thinks. Top-p cuts at a mass: it takes more tokens where the model is in doubt, fewer where it is
  //: sure.
  //:
  //: ## Does it draw what it says?
  //:
  //: A distribution is a promise; the draws must keep it. We draw many tokens at this one place and
  //: count. If the sampler is right, Pearson's
  //: $\chi^2 = \sum_i (\text{drawn}_i - \text{expected}_i)^2 / \text{expected}_i$ is about the number
  //: $f$ of classes less one, give or take $\sqrt{2f}$. We show by how many of those standard
  //: deviations it is off.
  let drawCount = notebook.pick(smoke: 4_000, lesson: 20_000)
  var sampler = try Sampler(seed: notebook.seed)
  var drawn = [Double](repeating: 0, count: plainOdds.count)
  for _ in 0..<drawCount { drawn[Int(try sampler.sample(place.logits))] += 1 }
  var statistic = 0.0
  var classes = 0.0
  var rest = (drawn: 0.0, expected: 0.0)
  for (id, probability) in plainOdds.enumerated() {
    let expected = probability * Double(drawCount)
    // χ² wants some draws in each class: the rare tokens are counted together.
    guard expected >= 8 else {
      rest = (rest.drawn + drawn[id], rest.expected + expected)
      continue
    }
    statistic += (drawn[id] - expected) * (drawn[id] - expected) / expected
    classes += 1
  }
  if rest.expected >= 8 {
    statistic += (rest.drawn - rest.expected) * (rest.drawn - rest.expected) / rest.expected
    classes += 1
  }
  let freedom = max(1, classes - 1)
  notebook.claim(
    "standard deviations between χ² of \(drawCount) draws and its mean",
    (statistic - freedom) / (2 * freedom).squareRoot(), in: -4...5)

  //: ## Temperature is a dial for entropy
  //:
  //: How undecided is a distribution? Its **entropy** $H = -\sum_i p_i \log_2 p_i$ says, in bits: one
  //: bit is a fair coin. Temperature can only turn it one way. Differentiate, and out comes a variance,
  //: which is never negative:
  //:
  //: $$\frac{dH}{dT} = \frac{\operatorname{Var}_{p_T}(z)}{T^3 \ln 2} \ge 0$$
  //:
  //: Next to it we draw what the same temperature **costs** on text: the mean $-\log_2$ of the
  //: probability that it gives to the token that really came next. Entropy is what the model expects
  //: to pay, the cost is what it pays.
  //:
  //: **Predict.** At which temperature is the cost lowest? And where do the two curves cross?
  let temperatures = [0.25, 0.35] + stride(from: 0.45, through: 2, by: 0.05)
  var entropy: [Double] = []
  var cost: [Double] = []
  for temperature in temperatures {
    var sums = (entropy: 0.0, cost: 0.0)
    for situation in situations {
      let logits = situation.logits
      let largest = logits.max() ?? 0
      let scores = logits.map { Double($0 - largest) / temperature }
      let weights = scores.map { exp($0) }
      let total = weights.reduce(0, +)
      let meanScore = zip(weights, scores).reduce(0) { $0 + $1.0 * $1.1 } / total
      // H = ln Z − mean of z/T, and −ln p = ln Z − z/T.
      sums.entropy += (log(total) - meanScore) / log(2)
      sums.cost += (log(total) - scores[Int(situation.next)]) / log(2)
    }
    entropy.append(sums.entropy / Double(situations.count))
    cost.append(sums.cost / Double(situations.count))
  }
  let cheapest = zip(temperatures, cost).min { $0.1 < $1.1 } ?? (1, 0)
  let one = temperatures.firstIndex { abs($0 - 1) < 1e-9 } ?? 0
  let decimals = NumberStyle.decimals(2)
  try notebook.plot(
    Figure(
      "entropy",
      title:
        "At temperature 1 the model expects \(decimals.text(entropy[one])) bits a token and pays "
        + decimals.text(cost[one]),
      subtitle: "Mean over \(situations.count) places in held-out text; the cost is lowest at "
        + "T = \(decimals.text(cheapest.0))",
      x: Axis("temperature", range: 0.2...2.05),
      y: Axis("bits per token", from: 0, to: 1.25 * (entropy.last ?? 1)),
      marks: [
        .line("entropy", x: temperatures, y: entropy),
        .line("cost", x: Array(temperatures.dropFirst(2)), y: Array(cost.dropFirst(2))),
        .vertical(1, "as trained"),
      ]))
  let slope =
    (entropy[one + 1] - entropy[one - 1]) / (temperatures[one + 1] - temperatures[one - 1])
  let variance =
    situations.reduce(0) { sum, situation in
      let p = distribution(situation.logits, temperature: 1)
      let mean = zip(p, situation.logits).reduce(0) { $0 + $1.0 * Double($1.1) }
      return sum
        + zip(p, situation.logits).reduce(0) { $0 + $1.0 * pow(Double($1.1) - mean, 2) }
    } / Double(situations.count)
  notebook.claim(
    "entropy rises with every step of the temperature",
    zip(entropy, entropy.dropFirst()).allSatisfy { $0 < $1 })
  notebook.claim(
    "the curve's slope at T = 1 over the formula's", slope / (variance / log(2)), in: 0.98...1.02)
  notebook.claim(
    "temperature with the lowest cost on held-out text", cheapest.0, in: 0.65...1.4,
    smoke: 0.5...2, scope: .builtInCorpus)

  //: Training made $T=1$ the honest setting: nothing in it asked for another. Honest is not the same as
  //: right. Where the curve of entropy lies above the cost at 1, the model is **underconfident**: it
  //: expects to pay more than it does, and a temperature a little below 1 predicts better. A model that
  //: has been trained for minutes is often so. Where it lies below, the model is **overconfident**, as
  //: models become that have seen the same text too often.
  //:
  //: ## What a hotter sampler writes
  //:
  //: Entropy is not quality. For that we need a judge, and the built-in worlds have one. Their text
  //: comes from a grammar, so every sentence either can be made by it or cannot; no taste is involved.
  //: We give the model the beginnings of held-out documents, let it go on, and count:
  //:
  //: - **grammatical**: the share of new sentences that the world's grammar can make to the last
  //:   letter (built-in worlds only): one wrong word in twenty spoils a sentence;
  //: - **known words**: the share of new words that occur in the training text, for any text;
  //: - **repeated**: the share of new 4-grams of tokens that were written before, in this or another
  //:   of the texts.
  let isBuiltIn = notebook.userCorpus == nil
  let grammars = [World.general, .finance].map { $0.grammar(seed: notebook.seed) }
  let promptLength = contextLength / 3
  let newLength = contextLength - promptLength
  let start = [tokenizer.endOfText ?? 0]
  var openings: [(prompt: [Int32], truth: [Int32], grammar: Grammar?)] = []
  let writingCount = notebook.pick(smoke: 8, lesson: 60)
  if isBuiltIn {
    for index in 0..<writingCount {
      let documents = text.parts[index % 2].heldOut.documents
      let document = documents[index / 2 % documents.count]
      let ids = start + (try tokenizer.encode(document.bytes))
      openings.append(
        (
          Array(ids.prefix(promptLength)), Array(ids.dropFirst(promptLength).prefix(newLength)),
          grammars[index % 2]
        ))
    }
  } else {
    for first in places(writingCount, length: contextLength) {
      let ids = heldOut[first..<first + contextLength]
      openings.append(
        (Array(ids.prefix(promptLength)), Array(ids.dropFirst(promptLength)), nil))
    }
  }

  func words(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split { byte in
      !(byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte))
    }.map { Array($0) }
  }
  let knownWords = Set(text.training.texts.flatMap { words($0) })

  struct Quality {
    var sentences = 0
    var grammatical = 0
    var words = 0
    var known = 0
    var grams = 0
    var distinct: Set<[Int32]> = []
    func share(_ part: Int, _ whole: Int) -> Double { Double(part) / Double(max(1, whole)) }
    var grammaticalShare: Double { share(grammatical, sentences) }
    var knownShare: Double { share(known, words) }
    var repeatedShare: Double { 1 - share(distinct.count, grams) }
  }

  /// Judges one continuation of each opening.
  func judge(_ continuations: [[Int32]]) throws -> Quality {
    var quality = Quality()
    for (opening, ids) in zip(openings, continuations) {
      let (before, new) = (try tokenizer.decode(opening.prompt), try tokenizer.decode(ids))
      if let old = opening.grammar?.tally(before), let all = opening.grammar?.tally(before + new) {
        quality.sentences += all.sentences - old.sentences
        quality.grammatical += all.grammatical - old.grammatical
      }
      // The first and the last word may be cut.
      let newWords = words(new).dropFirst().dropLast()
      quality.words += newWords.count
      quality.known += newWords.count { knownWords.contains($0) }
      for first in 0..<max(0, ids.count - 3) {
        quality.grams += 1
        quality.distinct.insert(Array(ids[first..<first + 4]))
      }
    }
    return quality
  }

  let generator = try Generator(parameters)
  func write(_ sampler: Sampler) throws -> [[Int32]] {
    var sampler = sampler
    return try openings.map { opening in
      try generator.generate(opening.prompt, maximumNewTokens: newLength, sampler: &sampler).ids
    }
  }

  //: Before we trust a judge, we let it judge what must pass: the documents' own continuations.
  let truth = try judge(openings.map(\.truth))
  notebook.claim(
    "share of the worlds' own sentences that the judge finds grammatical",
    isBuiltIn ? truth.grammaticalShare : 1, in: 1...1, scope: .builtInCorpus)

  //: **Predict.** Which of the three shares rise with the temperature, and which fall? Where should a
  //: model that has learned its text well meet the repetition of the text itself?
  let dial = notebook.pick(
    smoke: [0, 0.5, 1, 1.5], lesson: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5])
  var byTemperature: [Quality] = []
  for temperature in dial {
    let continuations = try write(try Sampler(temperature: temperature, seed: notebook.seed))
    byTemperature.append(try judge(continuations))
    if [0, 0.5, 1.5].contains(temperature), let first = openings.indices.last {
      let written = try tokenizer.decodeText(continuations[first]).replacing("\n", with: " ")
      notebook.show("T = \(temperature): …" + written.prefix(180))
    }
  }
  let repeated = byTemperature.map(\.repeatedShare)
  let known = byTemperature.map(\.knownShare)
  let grammatical = byTemperature.map(\.grammaticalShare)
  var marks: [Mark] = [
    .line("known words", x: dial, y: known, showsPoints: true),
    .line("repeated 4-grams", x: dial, y: repeated, showsPoints: true),
  ]
  if isBuiltIn {
    marks.append(.line("grammatical", x: dial, y: grammatical, showsPoints: true))
  }
  marks.append(.horizontal(truth.repeatedShare, "repeated in the text itself"))
  let (cold, hot) = (0, dial.count - 1)
  try notebook.plot(
    Figure(
      "temperature",
      title: "Heat cuts repetition from \(percent.text(repeated[cold])) to "
        + "\(percent.text(repeated[hot])), known words from \(percent.text(known[cold])) to "
        + percent.text(known[hot]),
      subtitle: "\(writingCount) continuations of held-out text, up to \(newLength) tokens each",
      x: Axis("temperature"), y: Axis("share", range: 0...1, style: .percent(0)), marks: marks))
  notebook.claim(
    "repetition, greedy less hottest", repeated[cold] - repeated[hot], in: 0.1...1,
    smoke: 0.02...1)
  notebook.claim(
    "known words, greedy less hottest", known[cold] - known[hot], in: 0.05...0.8,
    smoke: -0.2...1, scope: .builtInCorpus)
  // Whole sentences are few: several temperatures together say more than one.
  func grammaticalShare(_ isMeant: (Double) -> Bool) -> Double {
    let meant = zip(dial, grammatical).filter { isMeant($0.0) }.map(\.1)
    return meant.reduce(0, +) / Double(max(1, meant.count))
  }
  notebook.claim(
    "grammatical sentences, at temperatures up to 0.5 less those from 1.25 on",
    grammaticalShare { $0 <= 0.5 } - grammaticalShare { $0 >= 1.25 },
    in: 0.02...1, smoke: -0.2...1, scope: .builtInCorpus)

  //: There is the trade: a cold sampler is right more often and says less that is new. The text
  //: itself repeats far less than the greedy sampler does. People do not write the likeliest word
  //: each time, or there would be no point in reading on (Holtzman et al. 2020 make this their
  //: argument for top-p).
  //:
  //: The other knobs cut elsewhere. They drop the tail and keep the choice among good tokens.
  //: **Predict.** Which row is best in known words among those that repeat less than greedy?
  var table = Table([
    .text("sampler"), .number("known words", style: .percent(1)),
    .number("grammatical", style: .percent(1)), .number("repeated", style: .percent(1)),
  ])
  func row(_ name: String, _ quality: Quality) {
    table.append(
      name, quality.knownShare, isBuiltIn ? quality.grammaticalShare : .nan, quality.repeatedShare)
  }
  row("greedy", byTemperature[cold])
  row("T = 1", byTemperature[dial.firstIndex(of: 1) ?? cold])
  var cut: [Quality] = []
  for (name, sampler) in [
    ("T = 1, top-k 10", try Sampler(topK: 10, seed: notebook.seed)),
    ("T = 1, top-p 0.8", try Sampler(topP: 0.8, seed: notebook.seed)),
    ("greedy, penalty 1.3", try Sampler(temperature: 0, repetitionPenalty: 1.3)),
  ] {
    cut.append(try judge(try write(sampler)))
    row(name, cut[cut.count - 1])
  }
  row("the text itself", truth)
  notebook.show(table)
  notebook.claim(
    "known words, top-p 0.8 less plain T = 1",
    cut[1].knownShare - byTemperature[dial.firstIndex(of: 1) ?? cold].knownShare, in: 0.005...0.5,
    smoke: -0.2...1, scope: .builtInCorpus)
  notebook.claim(
    "repetition, greedy less greedy with a penalty",
    repeated[cold] - cut[2].repeatedShare, in: 0.05...1, smoke: -0.1...1)

  //: The penalty cures the loop by brute force: it forbids what was said, also where saying it again
  //: is right. A filing that may not repeat the company's name is no filing.
  //:
  //: ## The KV cache: do not read the text again
  //:
  //: The loop so far hides a waste. To choose token 100, the plain forward pass reads tokens 1 to 99.
  //: To choose token 101 it reads them again. But attention only looks back: nothing about token 1
  //: changes because token 101 came. Its keys and values can be kept. Then a new token costs one row
  //: of work and a look at the kept rows. That store is the **KV cache**.
  //:
  //: First: is it the same model? We feed a stretch of text token by token and compare every score
  //: with the full forward pass. They will not agree to the last bit: sums of one row are added up in
  //: another order.
  let sequence = Array(heldOut.prefix(contextLength))
  reader.tokens.copy(from: sequence)
  reader.run()
  let cache = try generator.decoder.makeCache()
  var scoreGap: Float = 0
  for (row, id) in sequence.enumerated() {
    let cached = try generator.decoder.append([id], to: cache)
    for column in 0..<cached.count {
      scoreGap = max(scoreGap, abs(cached[column] - reader.logits[row * cached.count + column]))
    }
  }
  notebook.claim(
    "largest difference between cached and uncached scores", Double(scoreGap), in: 0...1e-3)

  //: **Predict.** Over a text of $n$ tokens, how does the work of all steps together grow with $n$,
  //: with the cache and without?
  let lengths = [8, 16, 32, 48, 64, 96, 128].filter { $0 <= contextLength }
  let decoders = try lengths.map { try Decoder(parameters, batch: 1, time: $0) }
  var uncached = lengths.map { _ in Double.infinity }
  var withCache = uncached
  // Round after round over all lengths, and the fastest counts: a busy moment of the machine then
  // spoils a round, not a length.
  for _ in 0..<notebook.pick(smoke: 10, lesson: 25) {
    for (index, length) in lengths.enumerated() {
      decoders[index].tokens.copy(from: Array(sequence.prefix(length)))
      let full = Stopwatch.seconds { decoders[index].run() }
      cache.truncate(to: 0)
      _ = try generator.decoder.append(Array(sequence.prefix(length - 1)), to: cache)
      let one = try Stopwatch.seconds {
        _ = try generator.decoder.append([sequence[length - 1]], to: cache)
      }
      uncached[index] = min(uncached[index], 1_000 * full)
      withCache[index] = min(withCache[index], 1_000 * one)
    }
  }
  let speedUp = (uncached.last ?? 0) / (withCache.last ?? 1)
  let positions = lengths.map { Double($0) }
  let whole = NumberStyle.significant(2)
  try notebook.plot(
    Figure(
      "kv-cache",
      title:
        "At token \(lengths.last ?? 0) the cache makes the next token \(whole.text(speedUp)) times cheaper",
      subtitle: "Time for one more token, the fastest of several rounds",
      x: Axis("tokens so far", from: 0), y: Axis("milliseconds", from: 0),
      marks: [
        .line("read everything again", x: positions, y: uncached, showsPoints: true),
        .line("with KV cache", x: positions, y: withCache, showsPoints: true),
      ]))
  notebook.observe(
    "times cheaper with the cache at the end of the context", speedUp, in: 3...1_000,
    smoke: 1.5...1_000)

  //: Without the cache a step costs about as much as all tokens before it: $n$ steps cost of the order
  //: of $n^2$. With it a step costs nearly the same at every place, and $n$ steps cost of the order of
  //: $n$, until the look at the kept rows begins to count.
  //:
  //: Nothing is free: the cache pays in memory. Each token keeps a key and a value in every layer,
  //: $2 \cdot L \cdot d$ numbers. For a model as large as BloombergGPT (70 layers of width 7,680, Wu et
  //: al. 2023) the bill is real:
  var memory = Table([
    .text("model"), .number("a token", style: .bytes),
    .number("a full context", style: .bytes), .number("context", unit: "tokens"),
  ])
  for (name, shape, bytes) in [
    ("this chapter's model, 32-bit", parameters.configuration, 4),
    ("GPT-2 small, 16-bit", ModelConfiguration.gpt2Small, 2),
    ("BloombergGPT, 16-bit", .bloombergGPT, 2),
  ] {
    let token = 2 * shape.layerCount * shape.width * bytes
    memory.append(name, token, token * shape.contextLength, shape.contextLength)
  }
  notebook.show(memory)
  let formula = 2 * parameters.configuration.layerCount * parameters.configuration.width * 4
  notebook.claim(
    "the cache of our model takes just what the formula says",
    cache.byteCount == formula * contextLength)

  //: ## What to take away
  //:
  //: - The model gives probabilities; the sampler gives text. Judge them apart: a bad text at $T=1$
  //:   is the model's fault. A loop at $T=0$ has two causes: a sampler that always takes the
  //:   likeliest token, and an objective that leaves repeats too likely (Welleck et al. 2020).
  //: - Temperature trades variety against correctness. There is no best value, only a purpose: extract
  //:   a figure from a filing greedily, brainstorm names hot.
  //: - Truncation (top-k, top-p) removes the tail that temperature alone would feed.
  //: - The KV cache turns a quadratic loop into a linear one and asks for memory in return.
  //:
  //: Try: set `dial` to end at 3 and find the temperature at which no sentence survives. Swap the order
  //: of temperature and top-p in `distribution`: which claim fails, and why? Give the chapter your own
  //: text: `./workbook run 4 --corpus notes/`.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 4.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 4))
}
