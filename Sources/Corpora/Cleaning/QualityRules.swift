/// Limits on what a text must be like to be worth reading.
///
/// `gopher` has the numbers of the Gopher paper (Rae et al. 2021, arXiv 2112.11446, appendix A.1.1
/// and table A1), which were set for pages of the web. `documents` lifts the limits that good long
/// documents and their sections break: 100,000 words, as most novels have; repeated n-grams, of which
/// legal and financial prose is full: by the paper's limits 48 of 163 contracts and 58 of 366 financial
/// documents would go; four fifths of words with letters, and three letters a word, for tables of
/// numbers and lists of sections ("§ 12 (3)") belong to regulations: of 2,332 sections of contracts 10
/// have fewer words with letters, down to 0.59, and of a schedule of rates hardly more than its heading
/// has any. Half of a text in repeated 5-grams, or in words
/// of neither letters nor digits, is too much there too.
public struct QualityRules: Sendable, Equatable {
  public var wordCount = 50...100_000
  public var meanWordLength = 3.0...10.0
  public var hashSigns = 0.1
  public var ellipses = 0.1
  public var bulletLines = 0.9
  public var ellipsisLines = 0.3
  public var alphabeticWords = 0.8
  public var writtenWords = 0.0
  public var stopWords = 2
  public var duplicateLines = 0.3
  public var duplicateParagraphs = 0.3
  public var duplicateLineBytes = 0.2
  public var duplicateParagraphBytes = 0.2
  public var topGrams = [0.20, 0.18, 0.16]
  public var duplicateGrams = [0.15, 0.14, 0.13, 0.12, 0.11, 0.10]

  /// The paper's limits.
  public static let gopher = QualityRules()

  /// For books, contracts, reports.
  public static let documents: QualityRules = {
    var rules = gopher
    rules.wordCount = 50...Int.max
    rules.meanWordLength = 1.5...10
    rules.alphabeticWords = 0.05
    rules.writtenWords = 0.5
    rules.duplicateGrams = Array(repeating: 0.5, count: 6)
    return rules
  }()

  /// A limit that a text breaks.
  public struct Violation: Sendable, Equatable {
    /// The rule's name, the same for every text that breaks it.
    public let rule: String
    public let value: Double
    public let limit: Double
  }

  /// The first limit that a text breaks, in the order of the properties.
  public func violation(of measures: QualityMeasures) -> Violation? {
    var found: Violation?
    func atMost(_ limit: Double, _ value: Double, _ rule: String) {
      if found == nil && value > limit {
        found = Violation(rule: rule, value: value, limit: limit)
      }
    }
    func atLeast(_ limit: Double, _ value: Double, _ rule: String) {
      if found == nil && value < limit {
        found = Violation(rule: rule, value: value, limit: limit)
      }
    }
    atLeast(Double(wordCount.lowerBound), Double(measures.wordCount), "too few words")
    atMost(Double(wordCount.upperBound), Double(measures.wordCount), "too many words")
    atLeast(meanWordLength.lowerBound, measures.meanWordLength, "words too short")
    atMost(meanWordLength.upperBound, measures.meanWordLength, "words too long")
    atMost(hashSigns, measures.hashSigns, "number signs")
    atMost(ellipses, measures.ellipses, "ellipses")
    atMost(bulletLines, measures.bulletLines, "lines with bullets")
    atMost(ellipsisLines, measures.ellipsisLines, "lines with ellipses")
    atLeast(alphabeticWords, measures.alphabeticWords, "words without letters")
    atLeast(writtenWords, measures.writtenWords, "words of signs alone")
    atLeast(Double(stopWords), Double(measures.stopWords), "no stop words")
    atMost(duplicateLines, measures.duplicateLines, "repeated lines")
    atMost(duplicateParagraphs, measures.duplicateParagraphs, "repeated paragraphs")
    atMost(duplicateLineBytes, measures.duplicateLineBytes, "bytes in repeated lines")
    atMost(
      duplicateParagraphBytes, measures.duplicateParagraphBytes, "bytes in repeated paragraphs")
    for (index, limit) in topGrams.enumerated() {
      atMost(limit, measures.topGrams[index], "one \(index + 2)-gram everywhere")
    }
    for (index, limit) in duplicateGrams.enumerated() {
      atMost(limit, measures.duplicateGrams[index], "repeated \(index + 5)-grams")
    }
    return found
  }
}
