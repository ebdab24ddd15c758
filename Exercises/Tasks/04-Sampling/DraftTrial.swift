import Groundwork

extension Chapter04 {
  /// The sentences for what goes wrong with drafts.
  enum DraftFault {
    static let tooLong = "you let the last round write past the end"
    static let draftsOnly = "your texts are the draft's own: nobody judges them"
    static let fromModel =
      "where a draft is refused you draw from the large model's odds: what the draft gave too much "
      + "of comes too often"
    static let fromDraft = "where a draft is refused you draw from the draft again"
    static let threshold =
      "you keep a draft whenever the large model finds it likelier, and never else: it is kept with "
      + "probability p/q"
    static let likeliest = "you keep only drafts that are the large model's likeliest token"
    static let leftovers =
      "the first token is right, later ones are not: drafts behind a refused one followed a text that "
      + "was not written"
    static let unused =
      "you ask the large model for every token: it can judge all drafts in one call"
    static let noFreeToken =
      "where all drafts are kept, the large model's last answer is a token more, for nothing"
  }
}

/// Two models over 3 tokens whose texts of 4 are all known; what capstone 4.6 runs.
struct DraftTrial {
  static let tokenCount = 3
  static let length = 4
  private let prompt = [1, 2]
  private let seed: UInt64
  private let draftQuality: Double

  /// - Parameter draftQuality: from 0, a draft that knows nothing of the model, to 1, the model itself.
  init(draftQuality: Double, seed: UInt64) {
    self.draftQuality = draftQuality
    self.seed = seed
  }

  private static func odds(_ context: [Int], seed: UInt64) -> [Double] {
    // Any function of the whole context does.
    let name = context.map(String.init).joined(separator: " ")
    var stream = RandomStream(seed: seed).fork(name)
    let weights = (0..<tokenCount).map { _ in 0.1 + stream.uniform() * stream.uniform() }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  private func model(_ context: [Int]) -> [Double] { Self.odds(context, seed: seed) }

  private func draft(_ context: [Int]) -> [Double] {
    zip(model(context), Self.odds(context, seed: seed + 1_000)).map {
      draftQuality * $0 + (1 - draftQuality) * $1
    }
  }

  func writer(ahead: Int, coins: UInt64 = 11) -> Chapter04.DraftedWriter {
    Chapter04.DraftedWriter(
      model: Chapter04.CountedModel(odds: model), draft: Chapter04.CountedModel(odds: draft),
      ahead: ahead, coins: Chapter04.Coins(seed: coins))
  }

  /// What came of many texts.
  struct Run {
    /// By the text's number in base 3.
    var counts = [Double](repeating: 0, count: 81)
    var tokensPerCall = 0.0

    /// χ² against the odds of all texts.
    func distance(to odds: [Double]) -> Double { Run.distance(counts, odds) }

    /// χ² of the first token alone.
    func firstToken(_ odds: [Double]) -> Double {
      let firsts = (0..<tokenCount).map { token in
        counts.enumerated().filter { $0.offset / 27 == token }.reduce(0) { $0 + $1.element }
      }
      return Run.distance(firsts, odds)
    }

    private static func distance(_ counts: [Double], _ odds: [Double]) -> Double {
      let drawn = counts.reduce(0, +)
      return zip(counts, odds).reduce(0) { sum, pair in
        let expected = drawn * pair.1
        // A text that cannot be, and is there, is infinitely far.
        guard expected > 0 else { return pair.0 > 0 ? .infinity : sum }
        return sum + (pair.0 - expected) * (pair.0 - expected) / expected
      }
    }
  }

  /// Has texts written: the models remember their answers, so that 20,000 take no time.
  func run(texts: Int, _ write: Chapter04.FaithfulDrafts) throws -> Run {
    var known: [[Int]: [Double]] = [:]
    var drafted: [[Int]: [Double]] = [:]
    let model = Chapter04.CountedModel { context in
      if let odds = known[context] { return odds }
      known[context] = self.model(context)
      return self.model(context)
    }
    let draft = Chapter04.CountedModel { context in
      if let odds = drafted[context] { return odds }
      drafted[context] = self.draft(context)
      return self.draft(context)
    }
    let writer = Chapter04.DraftedWriter(
      model: model, draft: draft, ahead: 3, coins: Chapter04.Coins(seed: seed + 77))
    var run = Run()
    for _ in 0..<texts {
      let text = try write(writer, prompt, Self.length)
      let number = text.reduce(0) { $0 * Self.tokenCount + $1 }
      guard run.counts.indices.contains(number) else { continue }
      run.counts[number] += 1
    }
    run.tokensPerCall = Double(texts * Self.length) / Double(max(1, model.calls))
    return run
  }

  /// The odds of all texts, were each token drawn from `odds`.
  private func texts(_ odds: ([Int]) -> [Double]) -> [Double] {
    (0..<81).map { number in
      var (probability, context) = (1.0, prompt)
      for place in [27, 9, 3, 1] {
        let token = number / place % Self.tokenCount
        probability *= odds(context)[token]
        context.append(token)
      }
      return probability
    }
  }

  /// The odds of all texts under the large model.
  var expected: [Double] { texts(model) }

  /// What texts are distributed like, where they are not like the model's; nil where nothing known.
  func fault(_ run: Run) -> String? {
    // Each wrong rule gives the first token its own odds.
    func first(
      kept: (_ p: [Double], _ q: [Double]) -> [Double],
      refused: (_ p: [Double], _ q: [Double]) -> [Double]
    ) -> [Double] {
      let (p, q) = (model(prompt), draft(prompt))
      let (kept, rest) = (kept(p, q), refused(p, q))
      let left = 1 - kept.reduce(0, +)
      let sum = rest.reduce(0, +)
      return zip(kept, rest).map { $0 + left * (sum > 0 ? $1 / sum : 0) }
    }
    func smaller(_ p: [Double], _ q: [Double]) -> [Double] { zip(p, q).map { min($0, $1) } }
    func residual(_ p: [Double], _ q: [Double]) -> [Double] { zip(p, q).map { max(0, $0 - $1) } }
    func likelier(_ p: [Double], _ q: [Double]) -> [Double] { zip(p, q).map { $0 >= $1 ? $1 : 0 } }
    func best(_ p: [Double], _ q: [Double]) -> [Double] {
      zip(p, q).map { $0 == p.max() ? $1 : 0 }
    }
    let rules: [(odds: [Double], sentence: String)] = [
      (model(prompt), Chapter04.DraftFault.leftovers),
      (draft(prompt), Chapter04.DraftFault.draftsOnly),
      (first(kept: smaller) { p, _ in p }, Chapter04.DraftFault.fromModel),
      (first(kept: smaller) { _, q in q }, Chapter04.DraftFault.fromDraft),
      (first(kept: likelier, refused: residual), Chapter04.DraftFault.threshold),
      (first(kept: likelier) { p, _ in p }, Chapter04.DraftFault.threshold),
      (first(kept: best, refused: residual), Chapter04.DraftFault.likeliest),
      (first(kept: best) { p, _ in p }, Chapter04.DraftFault.likeliest),
    ]
    // Two degrees of freedom: 18 is passed once in eight thousand times.
    let close = rules.map { (distance: run.firstToken($0.odds), sentence: $0.sentence) }
      .filter { $0.distance < 18 }
    return close.min { $0.distance < $1.distance }?.sentence
  }
}
