import RealModule

/// A stochastic grammar whose every text has exactly one derivation.
///
/// A document is a title, the name of its subject, and paragraphs of sentences. A sentence is a
/// template; its slots are filled from categories, whose entries may have slots of their own. What is
/// said of a subject is fixed: it is drawn once, with the seed, and costs nothing to know.
///
/// The title tells the topic, which is never named itself. How often a template or a word is chosen
/// follows Zipf's law in the order of its list, and the topic moves its favourites up that order.
///
/// Uniqueness is by construction, and `ambiguities()` checks it: wherever there is a choice, no way
/// to go on begins with another. Then log p(text) = log p(derivation), and the entropy of the texts
/// is that of the derivations, which is a finite sum.
public struct Grammar: Sendable {
  /// A list of words and phrases that may stand in a slot, the frequent ones first.
  public struct Category: Sendable {
    public let name: String
    /// Phrases, with `{category}` for slots and `$FACT` for the subject's facts.
    public let fillers: [String]
    /// Numbers are drawn evenly; words by Zipf's law.
    public let isUniform: Bool

    public init(_ name: String, _ fillers: [String], isUniform: Bool = false) {
      self.name = name
      self.fillers = fillers
      self.isUniform = isUniform
    }

    /// The name without the article: "a cat" is as frequent among animals as "cat" is.
    var stem: String {
      name.hasPrefix(Lexicon.article) ? String(name.dropFirst(Lexicon.article.count)) : name
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
    /// A fact of the subject, by its place in `factNames`.
    case fact(Int)
    case slot(Int)
  }

  let name: String
  /// The titles of each topic.
  let titles: [[[UInt8]]]
  let subjects: [Subject]
  /// "NAME" and the names of the facts that are spoken of.
  let factNames: [String]
  /// By subject and fact; empty where a subject has no such fact.
  let facts: [[[UInt8]]]
  /// By fact: what it may be, each once.
  let factValues: [[[UInt8]]]
  /// The categories' names; the last one is that of whole sentences.
  let categoryNames: [String]
  /// The pieces of every filler of every category.
  let rules: [[[Piece]]]
  /// Categories such that each one speaks only of those before it.
  let order: [Int]
  let paragraphs: ClosedRange<Int>
  let sentences: ClosedRange<Int>
  /// Cumulative weights: of topics, of each topic's titles, of subjects, and by topic of each
  /// category's fillers.
  let topicWeights: [Double]
  let titleWeights: [[Double]]
  let subjectWeights: [Double]
  let fillerWeights: [[[Double]]]

  /// The category of whole sentences.
  var sentence: Int { rules.count - 1 }

  /// A grammar.
  ///
  /// - Parameters:
  ///   - topics: the titles of each topic.
  ///   - templates: sentences with `{category}` for slots and `$FACT` for the subject's facts.
  ///   - paragraphs: how many paragraphs a document may have, each number as likely.
  ///   - sentences: the same of the sentences of a paragraph.
  /// - Precondition: slots speak of categories that exist, and no category is a part of itself.
  public init(
    name: String, topics: [[String]], subjects: [Subject], categories: [Category],
    templates: [String], paragraphs: ClosedRange<Int>, sentences: ClosedRange<Int>
  ) {
    let all = categories + [Category("sentence", templates)]
    var parser = PhraseParser(categories: all)
    rules = all.map { category in category.fillers.map { parser.pieces(of: $0) } }
    order = Self.order(of: rules, names: all.map(\.name))
    factNames = parser.factNames
    let facts = subjects.map { subject in
      parser.factNames.map { Array(($0 == "NAME" ? subject.name : subject.facts[$0] ?? "").utf8) }
    }
    self.facts = facts
    factValues = parser.factNames.indices.map { fact in
      Set(facts.map { $0[fact] }).sorted { $0.lexicographicallyPrecedes($1) }
    }
    self.name = name
    self.subjects = subjects
    self.paragraphs = paragraphs
    self.sentences = sentences
    titles = topics.map { $0.map { Array($0.utf8) } }
    categoryNames = all.map(\.name)
    topicWeights = Self.cumulative(Self.zipf(topics.count))
    titleWeights = topics.map { Self.cumulative(Self.zipf($0.count)) }
    subjectWeights = Self.cumulative(Self.zipf(subjects.count))
    fillerWeights = topics.indices.map { topic in
      all.map { category in
        let count = category.fillers.count
        guard !category.isUniform else { return Self.cumulative(Array(repeating: 1, count: count)) }
        // A document of a dozen sentences should not say the same one thrice.
        let shift = category.name == "sentence" ? 12 : 2.7
        return Self.cumulative(
          Self.weights(count, shift: shift, label: "\(name)/\(topic)/\(category.stem)"))
      }
    }
  }

  /// Each category behind those that it speaks of.
  private static func order(of rules: [[[Piece]]], names: [String]) -> [Int] {
    var order: [Int] = []
    var open: Set<Int> = []
    func visit(_ category: Int) {
      guard !order.contains(category) else { return }
      precondition(
        open.insert(category).inserted, "the category \(names[category]) is a part of itself")
      for pieces in rules[category] {
        for case .slot(let inner) in pieces { visit(inner) }
      }
      order.append(category)
    }
    for category in rules.indices { visit(category) }
    return order
  }
}
