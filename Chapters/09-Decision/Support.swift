import WorkbookCore

/// What earlier chapters, or stand-ins, have measured on this text.
struct Findings {
  struct Finding {
    let name: String
    let value: Double
    let source: String
  }

  let gap: Finding
  let home: Finding
  let mixed: Finding
  let exchange: Finding
  let penalty: Finding
  /// Bits per byte of the field's held-out text by byte counts of general text, and of its own.
  let foreign: Double
  let homely: Double
  /// Byte counts of the field's own text, and of as much of both.
  let tables: (own: ByteCounts, mixed: ByteCounts)
  let heldOut: [UInt8]

  /// What chapters recorded, or else stand-ins by byte counts.
  init(_ notebook: Notebook, _ texts: ComparedText) throws {
    let (general, own) = (texts.general, texts.field)
    guard own.training.byteCount >= 2_000, own.heldOut.byteCount >= 100 else {
      throw TrainingError.impossible(
        "the text has \(own.training.byteCount) bytes to learn from; give at least 2,000")
    }
    let generalBytes = Array(general.training.texts.joined())
    let ownBytes = Array(own.training.texts.joined())
    heldOut = Array(own.heldOut.texts.joined())
    let asked = heldOut.prefix(12_000)
    let half = ownBytes.count / 2
    tables = (
      counted(ownBytes), counted(Array(generalBytes.prefix(half)) + ownBytes.prefix(half))
    )
    let foreign = bits(of: asked, by: counted(generalBytes))
    let homely = bits(of: asked, by: tables.own)
    (self.foreign, self.homely) = (foreign, homely)
    // How many bytes of its own make a table as good as all the general ones do?
    let ladder = (0...7).map { min(ownBytes.count, 125 << (2 * $0)) }
    let enough = ladder.first {
      bits(of: asked, by: counted(Array(ownBytes.prefix($0)))) <= foreign
    }
    func finding(_ key: String, _ name: String, or standIn: Double) -> Finding {
      let chapter = "chapter \(Int(key.prefix(2)) ?? 0)"
      guard let value = notebook.recorded(key), value.isFinite else {
        return Finding(name: name, value: standIn, source: "stand-in: run \(chapter)")
      }
      return Finding(name: name, value: value, source: chapter)
    }
    gap = finding("08.general", "general only: bits per byte on \(own.name)", or: foreign)
    home = finding("08.domain", "\(own.name) only: bits per byte on it", or: homely)
    mixed = finding(
      "08.mixture", "half and half: bits per byte on \(own.name)",
      or: bits(of: asked, by: tables.mixed))
    exchange = finding(
      "08.exchange", "a general token's worth in tokens of the field",
      or: Double(enough ?? ownBytes.count) / Double(max(1, generalBytes.count)))
    penalty = finding(
      "01.tokenPenalty", "tokens that a general vocabulary needs, by an own one",
      or: try tokenPenalty(general: general, own: own))
  }

  /// Bits per byte of each piece of the held-out text, by the field's own counts and by those of both.
  func pieces(of length: Int) -> (own: [Double], mixed: [Double]) {
    let all = stride(from: 0, through: heldOut.count - length, by: length).map {
      heldOut[$0..<($0 + length)]
    }
    return (all.map { bits(of: $0, by: tables.own) }, all.map { bits(of: $0, by: tables.mixed) })
  }

  var table: Table {
    var table = Table([
      .text("what"), .number("value", style: .significant(3)), .text("from"),
    ])
    for item in [gap, home, mixed, exchange, penalty] {
      table.append(item.name, item.value, item.source)
    }
    return table
  }
}

/// Tokens of a field's text by a vocabulary of general text, over those by one of its own.
func tokenPenalty(general: CourseText.Part, own: CourseText.Part) throws -> Double {
  let lengths = try [general, own].map { part in
    let vocabulary = try BytePairTokenizer.train(
      on: part.training.prefix(byteCount: 60_000).texts, vocabularySize: 512)
    return Double(try vocabulary.encode(documents: own.heldOut.texts).count)
  }
  return lengths[0] / lengths[1]
}

func dollars(_ value: Double) -> String { "$" + NumberStyle.suffix.text(value) }
let percent = NumberStyle.percent(0)
let suffix = NumberStyle.suffix

/// The recommendation in words, how far it moves, and the exit test of the rung.
///
/// - Parameter held: what comes of each assumption at an end of its range; nil to draw some for it.
func words(
  _ ladder: DecisionLadder, _ assumptions: DecisionAssumptions,
  _ held: [DecisionSensitivity]? = nil
) -> String {
  let found = ladder.recommendation
  let share =
    found.choice == .mixture ? ", \(percent.text(found.expectation.ownShare)) own text" : ""
  let turns = [
    ("more text", found.moreText), ("more money", found.moreMoney),
    ("less money", found.lessMoney),
  ].map { what, turn in
    turn.map { "\(what) (× or ÷ \(NumberStyle.automatic.text($0.factor))): \($0.choice.title)" }
      ?? "\(what): no change"
  }
  // Between an adapter and all weights a trial tells.
  let isTrial = found.family == .trainedFurther && !found.isDecided
  let next = isTrial ? .adapted : found.choice
  let test = ladder.rungs.first { $0.option == next }?.exitTest ?? ""
  let turned = turns.filter { !$0.hasSuffix(": no change") }
  return """
    \(suffix.text(found.question.ownTokens)) tokens, \(dollars(found.question.dollars)), given \
    \(found.question.given.name)
    → \(found.family.title): best in \(percent.text(found.odds[found.family])) of the draws\
    \(found.isFamilyDecided ? "" : ", not enough evidence")
      rung: \(found.choice.title) in \(percent.text(found.odds[found.choice]))\
    \(found.isDecided ? "" : ", not enough evidence"); \
    \(suffix.text(found.expectation.parameters)) parameters\(share); \(bill(ladder))
      \(reach(found, held ?? assumptions.sensitivities(found.question, count: min(assumptions.draws, 60))))
      \(turned.isEmpty ? "neither more text nor money turns it" : turned.joined(separator: "; "))
      next, “\(next.title)”: \(test)
    """
}

/// When a small model of one's own has paid.
func payback(_ known: DecisionAssumptions, _ asked: DecisionQuestion) -> String {
  guard let pays = known.breakEven(asked) else { return "No small model matches the gift here." }
  let years = pays.servedTokens / known.costs.tokensPerDay / 365
  return "\(suffix.text(pays.parameters)) parameters on \(suffix.text(pays.tokens)) tokens, "
    + "\(dollars(pays.trainingDollars)): paid after \(suffix.text(pays.servedTokens)) tokens, "
    + "\(NumberStyle.significant(2).text(years)) years at "
    + "\(suffix.text(known.costs.tokensPerDay)) a day"
}

/// Why a later gift changes an answer.
func why(
  _ later: PublishedModel, _ earlier: PublishedModel, _ asked: DecisionCase,
  _ known: DecisionAssumptions
) -> String {
  let two = NumberStyle.significant(2)
  return """
      \(later.name) has read \(two.text(later.tokens / earlier.tokens)) times the tokens of \
    \(earlier.name), with \(two.text(later.compute / earlier.compute)) times its operations: \
    \(dollars(later.compute * known.dollarsPerOperation)) at this price, and the budget is \
    \(dollars(asked.dollars))
    """
}

/// What the gift gives without training, beside what the earlier answer came to, nats a token on the field.
func sameFor(
  _ later: DecisionLadder, _ earlier: DecisionRecommendation, _ assumptions: DecisionAssumptions
) -> String {
  let three = NumberStyle.decimals(3)
  let central = assumptions.central(later.recommendation.question)
  let rungs = [AdviceOption.asIs, .retrieved, .continued].map {
    "  \($0.title): \(three.text(central.expected($0).fieldLoss))"
  }
  return """
      expected loss on the field, nats a token: “\(earlier.choice.title)” on \
    \(earlier.question.given.name) \(three.text(earlier.expectation.fieldLoss)); now
    \(rungs.joined(separator: "\n"))
    """
}

/// What the chosen rung costs, and how long it takes.
private func bill(_ ladder: DecisionLadder) -> String {
  guard let rung = ladder.rungs.first(where: { $0.option == ladder.recommendation.choice }) else {
    return ""
  }
  return
    "\(dollars(rung.bill.training)) for training, \(dollars(rung.bill.threeYears)) in three years, "
    + "\(NumberStyle.automatic.text(rung.weeks)) weeks of work"
}

/// How far the share of draws moves when one assumption is held at an end of its range.
func reach(_ found: DecisionRecommendation, _ all: [DecisionSensitivity]) -> String {
  let sorted = all.sorted { $0.odds[found.family] < $1.odds[found.family] }
  guard let low = sorted.first, let high = sorted.last else { return "" }
  let turning = all.filter { $0.odds.family != found.family }
  let turns = turning.map { "\($0.what) → \($0.odds.favourite.title)" }
  return
    "one assumption at an end of its range: \(percent.text(low.odds[found.family])) (\(low.what)) to "
    + "\(percent.text(high.odds[found.family])) (\(high.what));\n  "
    + (turns.isEmpty ? "none of \(all.count) turns the answer" : turns.joined(separator: "; "))
}

/// The user's own text on the ladder, and how far it lies from general text.
func ownCase(
  _ notebook: Notebook, _ known: DecisionAssumptions, _ measured: Findings, budget: Double,
  given: PublishedModel
) -> (tables: [Table], words: String) {
  guard let corpus = notebook.userCorpus else {
    return ([], "No text of your own yet: ./workbook run 9 --corpus PATH adds its recommendation.")
  }
  let asked = DecisionCase(
    name: "your text", story: "", ownTokens: Double(corpus.byteCount) / ExitTests.bytesPerToken,
    dollars: budget, given: [given], tokensPerDay: known.costs.tokensPerDay)
  guard let ladder = known.ladder(asked) else { return ([], "No model is given.") }
  let two = NumberStyle.decimals(2)
  let more = """
    Your text's distance from general text: \(two.text(measured.gap.value)) bits per byte against \
    \(two.text(measured.home.value)) at home (\(measured.gap.source)).
    Your tokens through a general vocabulary: \(percent.text(measured.penalty.value - 1)) more \
    (\(measured.penalty.source)). Every training token and every window buys that much less.
    """
  return ([table(ladder)], words(ladder, known) + "\n" + more)
}

/// What changes with the gift: `later` is the ladder of 2025, `unread` as if the gift had read none of it.
func checkGift(
  _ notebook: Notebook, _ later: DecisionLadder, unread: DecisionLadder?, line: Int = #line,
  file: String = #fileID
) {
  notebook.claim(
    "with the gap of 2022 the gift would be trained further",
    unread?.recommendation.family == .trainedFurther, scope: .ownAssumptions, file: file, line: line
  )
  notebook.claim(
    "the gift is left as it is", later.recommendation.family == .asGiven, scope: .ownAssumptions,
    file: file, line: line)
  notebook.claim(
    "share of the draws in which a model from scratch wins now",
    later.recommendation.odds.fromScratch, in: 0...0.05, scope: .ownAssumptions, file: file,
    line: line)
}
