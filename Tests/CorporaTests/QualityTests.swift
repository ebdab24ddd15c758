import Corpora
import Groundwork
import XCTest

/// The quality measures against a slow version on strings.
final class QualityTests: XCTestCase {
  private func slow(_ text: String) -> QualityMeasures {
    var measures = QualityMeasures()
    let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
    func length(_ word: String) -> Int { word.unicodeScalars.count }
    let total = words.reduce(0) { $0 + length($1) }
    let count = Double(max(words.count, 1))
    measures.wordCount = words.count
    measures.meanWordLength = Double(total) / count
    func occurrences(_ part: String) -> Double {
      Double(words.reduce(0) { $0 + $1.components(separatedBy: part).count - 1 })
    }
    measures.hashSigns = occurrences("#") / count
    measures.ellipses = (occurrences("...") + occurrences("…")) / count
    measures.alphabeticWords =
      Double(words.count { $0.unicodeScalars.contains { $0.properties.isAlphabetic } }) / count
    measures.writtenWords =
      Double(
        words.count {
          $0.unicodeScalars.contains { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        }) / count
    measures.stopWords =
      Set(["the", "be", "to", "of", "and", "that", "have", "with"])
      .intersection(words.map { $0.lowercased() }).count

    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let full = lines.filter { !$0.isEmpty }
    let lineCount = Double(max(full.count, 1))
    measures.bulletLines =
      Double(full.count { line in ["• ", "- ", "* "].contains { line.hasPrefix($0) } }) / lineCount
    measures.ellipsisLines =
      Double(full.count { $0.hasSuffix("...") || $0.hasSuffix("…") }) / lineCount
    func copies(_ parts: [[String]]) -> (Double, Double) {
      var seen: Set<[String]> = []
      var (copied, bytes, all) = (0, 0, 0)
      for part in parts {
        let size = part.reduce(0) { $0 + $1.utf8.count }
        all += size
        if !seen.insert(part).inserted {
          copied += 1
          bytes += size
        }
      }
      return (Double(copied) / Double(max(parts.count, 1)), Double(bytes) / Double(max(all, 1)))
    }
    (measures.duplicateLines, measures.duplicateLineBytes) = copies(full.map { [$0] })
    let paragraphs = lines.split(separator: "").map(Array.init)
    (measures.duplicateParagraphs, measures.duplicateParagraphBytes) = copies(paragraphs)

    for n in 2...10 where words.count >= n {
      let grams = (0...(words.count - n)).map { Array(words[$0..<($0 + n)]) }
      var counts: [[String]: Int] = [:]
      var copied = Set<Int>()
      for (start, gram) in grams.enumerated() {
        counts[gram, default: 0] += 1
        if counts[gram, default: 0] > 1 { copied.formUnion(start..<(start + n)) }
      }
      func size(_ gram: [String]) -> Int { gram.reduce(0) { $0 + length($1) } }
      if n <= 4, let best = counts.map({ ($0.value, size($0.key)) }).max(by: <), best.0 > 1 {
        measures.topGrams[n - 2] = min(1, Double(best.0) * Double(best.1) / Double(total))
      }
      if n >= 5 {
        let characters = copied.reduce(0) { $0 + length(words[$1]) }
        measures.duplicateGrams[n - 5] = Double(characters) / Double(max(total, 1))
      }
    }
    return measures
  }

  func testAgainstTheSlowVersion() {
    let meter = QualityMeter()
    var stream = RandomStream(seed: 33)
    let words = [
      "the", "The", "of", "a", "b", "c", "étude", "…", "...", "....", "......", "#", "##x", "12",
      "—", "- ", "• ", "* ", "\n", "\n", "\n\n", "  ", "\t", "with", "long-word", "x…", "Ω", "日本",
    ]
    for round in 0..<600 {
      let vocabulary = 3 + stream.index(below: words.count - 3)
      let count = stream.index(below: round % 10 == 0 ? 300 : 40)
      let text = (0..<count).map { _ in
        words[stream.index(below: vocabulary)] + (stream.index(below: 5) == 0 ? "\n" : " ")
      }.joined()
      let (fast, slow) = (meter.measure(Array(text.utf8)), slow(text))
      XCTAssertEqual(fast, slow, text)
      if fast != slow { return }
    }
  }

  /// A text that keeps every limit, and one change for each rule that breaks it.
  func testEachRuleCanBreak() {
    var measures = QualityMeasures()
    measures.wordCount = 500
    measures.meanWordLength = 5
    measures.alphabeticWords = 1
    measures.writtenWords = 1
    measures.stopWords = 8
    XCTAssertNil(QualityRules.gopher.violation(of: measures))
    var changes: [(inout QualityMeasures) -> Void] = [
      { $0.wordCount = 49 }, { $0.wordCount = 100_001 }, { $0.meanWordLength = 2.9 },
      { $0.meanWordLength = 10.1 }, { $0.hashSigns = 0.11 }, { $0.ellipses = 0.11 },
      { $0.bulletLines = 0.91 }, { $0.ellipsisLines = 0.31 }, { $0.alphabeticWords = 0.79 },
      { $0.stopWords = 1 }, { $0.duplicateLines = 0.31 }, { $0.duplicateParagraphs = 0.31 },
      { $0.duplicateLineBytes = 0.21 }, { $0.duplicateParagraphBytes = 0.21 },
    ]
    for (index, limit) in [0.21, 0.19, 0.17].enumerated() {
      changes.append { $0.topGrams[index] = limit }
    }
    for (index, limit) in [0.16, 0.15, 0.14, 0.13, 0.12, 0.11].enumerated() {
      changes.append { $0.duplicateGrams[index] = limit }
    }
    var rules: Set<String> = []
    for change in changes {
      var broken = measures
      change(&broken)
      let violation = QualityRules.gopher.violation(of: broken)
      XCTAssertNotNil(violation)
      XCTAssertTrue(rules.insert(violation?.rule ?? "").inserted, violation?.rule ?? "")
    }
    XCTAssertEqual(rules.count, 23)
    // What long documents may do.
    measures.wordCount = 500_000
    measures.duplicateGrams = Array(repeating: 0.3, count: 6)
    XCTAssertNil(QualityRules.documents.violation(of: measures))
  }

  func testOrdinaryProsePassesAndSpamDoesNot() {
    let meter = QualityMeter()
    var stream = RandomStream(seed: 3)
    let small = ["the", "of", "and", "to"]
    let prose = (0..<12).map { _ in
      (0..<5).map { _ in
        "word\(stream.index(below: 500)) word\(stream.index(below: 500)) \(small[stream.index(below: 4)])"
      }.joined(separator: " ") + ".\n"
    }.joined()
    XCTAssertNil(QualityRules.documents.violation(of: meter.measure(Array(prose.utf8))))
    let spam = String(repeating: "buy the best shoes and have fun with us\n", count: 20)
    XCTAssertEqual(
      QualityRules.documents.violation(of: meter.measure(Array(spam.utf8)))?.rule,
      "repeated lines")
  }
}
