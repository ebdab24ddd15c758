import RealModule
import Tensors

/// A small stochastic grammar whose every text has exactly one derivation.
///
/// A document is a heading, which names its topic and its subject, and paragraphs of sentences. A
/// sentence is a template whose slots are filled from word lists; how often a template or a word is
/// chosen follows Zipf's law, in an order that depends on the topic. What is said of a subject is
/// fixed: it is drawn once, with the seed, and costs nothing to know.
///
/// Uniqueness is by construction, and `ambiguities()` checks it: the fixed beginnings of two
/// templates are never prefixes of one another, and no word followed by what must follow it is the
/// beginning of another word. Then log p(text) = log p(derivation), and the entropy of the texts is
/// that of the derivations, which is a finite sum.
public struct Grammar: Sendable {
  /// A word list.
  public struct Category: Sendable {
    public let name: String
    public let fillers: [[UInt8]]
    /// Numbers are drawn evenly; words by Zipf's law.
    public let isUniform: Bool

    public init(_ name: String, _ fillers: [String], isUniform: Bool = false) {
      self.name = name
      self.fillers = fillers.map { Array($0.utf8) }
      self.isUniform = isUniform
    }
  }

  /// What documents are about: a name, and facts that templates refer to.
  public struct Subject: Sendable {
    public let name: String
    public let facts: [String: String]

    public init(name: String, facts: [String: String] = [:]) {
      self.name = name
      self.facts = facts
    }
  }

  enum Piece: Sendable {
    case literal([UInt8])
    /// The subject's name ("NAME") or one of its facts.
    case fact(String)
    case slot(Int)
  }

  let name: String
  let topics: [[UInt8]]
  let subjects: [Subject]
  let templates: [[Piece]]
  let categories: [Category]
  let paragraphs: ClosedRange<Int>
  let sentences: ClosedRange<Int>
  /// Cumulative weights: of topics, of subjects, and by topic of templates and of each category.
  let topicWeights: [Double]
  let subjectWeights: [Double]
  let templateWeights: [[Double]]
  let fillerWeights: [[[Double]]]

  /// A grammar.
  ///
  /// - Parameters:
  ///   - templates: sentences with `{category}` for slots and `$FACT` for the subject's facts.
  ///   - paragraphs: how many paragraphs a document may have, each number as likely.
  ///   - sentences: the same of the sentences of a paragraph.
  /// - Precondition: templates speak only of categories and facts that exist.
  public init(
    name: String, topics: [String], subjects: [Subject], categories: [Category],
    templates: [String], paragraphs: ClosedRange<Int>, sentences: ClosedRange<Int>
  ) {
    self.name = name
    self.topics = topics.map { Array($0.utf8) }
    self.subjects = subjects
    self.categories = categories
    self.paragraphs = paragraphs
    self.sentences = sentences
    let indices = Dictionary(
      categories.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.templates = templates.map { Self.parse($0, categories: indices) }
    topicWeights = Self.cumulative(Self.zipf(topics.count))
    subjectWeights = Self.cumulative(Self.zipf(subjects.count))
    let templateCount = templates.count
    templateWeights = topics.map { topic in
      Self.cumulative(Self.shuffledZipf(templateCount, "\(name)/\(topic)/templates"))
    }
    fillerWeights = topics.map { topic in
      categories.map { category in
        category.isUniform
          ? Self.cumulative(Array(repeating: 1, count: category.fillers.count))
          : Self.cumulative(
            Self.shuffledZipf(category.fillers.count, "\(name)/\(topic)/\(category.name)"))
      }
    }
  }

  /// Weights 1/(r + 1.7) for ranks r = 1, 2, …: Zipf's law as Mandelbrot corrected it.
  private static func zipf(_ count: Int) -> [Double] {
    (0..<count).map { 1 / (Double($0) + 2.7) }
  }

  /// Zipf weights handed out in an order that the label fixes.
  private static func shuffledZipf(_ count: Int, _ label: String) -> [Double] {
    var stream = RandomStream(seed: 0x5EED).fork(label)
    return zipf(count).shuffled(using: &stream)
  }

  private static func cumulative(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    return weights.map {
      sum += $0
      return sum
    }
  }

  private static func parse(_ template: String, categories: [String: Int]) -> [Piece] {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    func flush() {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
    }
    var rest = Substring(template)
    while let first = rest.first {
      if first == "{", let end = rest.firstIndex(of: "}") {
        flush()
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard let index = categories[name] else {
          preconditionFailure("the template \"\(template)\" names no category: \(name)")
        }
        pieces.append(.slot(index))
        rest = rest[rest.index(after: end)...]
      } else if first == "$" {
        flush()
        let fact = rest.dropFirst().prefix { $0.isUppercase }
        pieces.append(.fact(String(fact)))
        rest = rest.dropFirst(1 + fact.count)
      } else {
        literal += Array(String(first).utf8)
        rest.removeFirst()
      }
    }
    flush()
    return pieces
  }

  /// The bytes of a fact of a subject.
  ///
  /// - Precondition: the subject has it; `ambiguities()` says so where it has not.
  func fact(_ name: String, of subject: Int) -> [UInt8] {
    if name == "NAME" { return Array(subjects[subject].name.utf8) }
    return Array((subjects[subject].facts[name] ?? "").utf8)
  }

  /// The probability of index `index` under cumulative weights.
  static func probability(_ sums: [Double], _ index: Int) -> Double {
    let below = index == 0 ? 0 : sums[index - 1]
    return (sums[index] - below) / sums[sums.count - 1]
  }

  /// −Σ p ln p under cumulative weights.
  static func entropy(_ sums: [Double]) -> Double {
    sums.indices.reduce(0) {
      let p = probability(sums, $1)
      return p > 0 ? $0 - p * .log(p) : $0
    }
  }
}
