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
  /// Byte counts of the field's own text, and of as much of both.
  let tables: (own: ByteCounts, mixed: ByteCounts)
  let heldOut: [UInt8]

  /// What chapters recorded, or else the stand-ins that are given.
  init(
    _ notebook: Notebook, gap: Double, home: Double, mixed: Double, exchange: Double,
    penalty: Double, tables: (ByteCounts, ByteCounts), heldOut: [UInt8]
  ) {
    func finding(_ key: String, _ name: String, or standIn: Double) -> Finding {
      let chapter = "chapter \(Int(key.prefix(2)) ?? 0)"
      guard let value = notebook.recorded(key), value.isFinite else {
        return Finding(name: name, value: standIn, source: "stand-in: run \(chapter)")
      }
      return Finding(name: name, value: value, source: chapter)
    }
    self.gap = finding("08.general", "general only: bits per byte on the field", or: gap)
    self.home = finding("08.domain", "domain only: bits per byte on the field", or: home)
    self.mixed = finding("08.mixture", "half and half: bits per byte on the field", or: mixed)
    self.exchange = finding(
      "08.exchange", "a general token's worth in tokens of the field", or: exchange)
    self.penalty = finding(
      "01.tokenPenalty", "tokens that a general vocabulary needs, by an own one", or: penalty)
    self.tables = tables
    self.heldOut = heldOut
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

func requireText(_ part: CourseText.Part) throws {
  guard part.training.byteCount >= 2_000, part.heldOut.byteCount >= 100 else {
    throw TrainingError.impossible(
      "the text has \(part.training.byteCount) bytes to learn from; give at least 2,000")
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
func words(_ ladder: DecisionLadder, _ assumptions: DecisionAssumptions) -> String {
  let found = ladder.recommendation
  let share =
    found.choice == .mixture ? ", \(percent.text(found.expectation.ownShare)) own text" : ""
  func line(_ what: String, _ turn: DecisionRecommendation.Turn?) -> String {
    turn.map { "\(what), factor \(NumberStyle.automatic.text($0.factor)): \($0.choice.title)" }
      ?? "\(what), even by a factor of 1,000: no change"
  }
  let test = ladder.rungs.first { $0.option == found.choice }?.exitTest ?? ""
  return """
    \(suffix.text(found.question.ownTokens)) tokens, \(dollars(found.question.dollars)), given \
    \(found.question.given.name)
    → \(found.family.title): best in \(percent.text(found.odds[found.family])) of the draws\
    \(found.isFamilyDecided ? "" : ", not enough evidence")
      rung: \(found.choice.title) in \(percent.text(found.odds[found.choice]))\
    \(found.isDecided ? "" : ", not enough evidence"); \
    \(suffix.text(found.expectation.parameters)) parameters\(share)
      \(reach(found, assumptions))
      \(line("more text", found.moreText))
      \(line("more money", found.moreMoney))
      \(line("a smaller budget", found.lessMoney))
      exit test: \(test)
    """
}

/// How far the share of draws moves when one assumption is held at an end of its range.
func reach(_ found: DecisionRecommendation, _ assumptions: DecisionAssumptions) -> String {
  let all = assumptions.sensitivities(found.question, count: min(assumptions.draws, 60))
  let sorted = all.sorted { $0.odds[found.family] < $1.odds[found.family] }
  guard let low = sorted.first, let high = sorted.last else { return "" }
  let turning = all.filter { $0.odds.family != found.family }
  let turns = turning.map { "\($0.what) → \($0.odds.favourite.title)" }
  return
    "one assumption at an end of its range: \(percent.text(low.odds[found.family])) (\(low.what)) to "
    + "\(percent.text(high.odds[found.family])) (\(high.what));\n  "
    + (turns.isEmpty ? "none of \(all.count) turns the answer" : turns.joined(separator: "; "))
}

/// What chapter 7's fit is worth here, in a sentence.
func remark(onLawOf notebook: Notebook, isLeft: Bool, isSound: Bool) -> String {
  if isSound, let miss = notebook.recorded("07.predictionError") {
    return "Chapter 7's fit missed its hidden run by \(NumberStyle.percent(1).text(miss))."
  }
  return isLeft
    ? "Chapter 7 has left a law for this text, and says itself why nobody should plan with it."
    : "Chapter 7 has left no law for this text: run it, and then this chapter again."
}
