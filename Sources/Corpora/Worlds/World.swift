import Groundwork

/// A built-in kind of text: a field with its own words, subjects and turns of phrase.
///
///     let text = World.finance.corpus(byteCount: 1_000_000, seed: 1)
///     World.finance.entropy(seed: 1).bitsPerByte      // what no model can beat
///
/// The four worlds share their function words and much of their syntax; they differ in vocabulary,
/// and some words mean another thing in each: "consideration", "discharge", "yield", "interest".
/// The seed fixes the facts (who sits where, what treats what) and the documents.
public struct World: Sendable {
  public let name: String
  /// Terms of the field.
  public var domainTerms: [String] { lexicon["term"] }
  /// All words and phrases that were written for this world, each once.
  public var phrases: [String] { lexicon.phrases }
  private let lexicon: Lexicon
  private let subjectName: String
  private let numbers: [Grammar.Category]

  /// - Parameters:
  ///   - subjectName: how a subject's name is made of its facts: "$FIRST $LAST".
  ///   - numbers: what is written in digits.
  init(
    name: String, subjectName: String, numbers: [Grammar.Category], lexicon: String
  ) {
    self.name = name
    self.subjectName = subjectName
    self.numbers = numbers
    self.lexicon = Lexicon(lexicon)
  }

  /// All worlds.
  public static let all: [World] = [general, finance, law, medicine]

  /// The world of a name.
  public static func named(_ name: String) -> World? { all.first { $0.name == name } }

  /// Words that all worlds use, each in its own sense and company.
  public static let sharedWords = [
    "interest", "consideration", "discharge", "yield", "culture", "margin", "party", "relief",
    "bond", "trial", "stroke", "instrument", "policy", "charge", "title", "operation", "security",
    "motion", "execution", "positive", "acute", "balance", "appeal", "issue", "volume", "exposure",
    "depression", "complaint", "stock", "cell",
  ]

  /// The grammar with the facts of a seed.
  public func grammar(seed: UInt64) -> Grammar {
    var stream = RandomStream(seed: seed).fork("\(name)/facts")
    return Grammar(
      name: name, topics: lexicon.topics, subjects: subjects(&stream),
      categories: lexicon.categories + numbers, templates: lexicon["sentence"],
      paragraphs: 2...4, sentences: 3...6)
  }

  /// Document number `index` of a seed: a function of the two alone.
  public func document(index: Int, seed: UInt64) -> Document {
    document(index, seed, grammar(seed: seed))
  }

  private func document(_ index: Int, _ seed: UInt64, _ grammar: Grammar) -> Document {
    var stream = RandomStream(seed: seed).fork("\(name)/\(index)")
    return Document(name: "\(name)/\(index)", bytes: grammar.text(grammar.sample(&stream)))
  }

  /// A number of documents, from number `firstIndex` on.
  public func corpus(documentCount: Int, seed: UInt64, firstIndex: Int = 0) -> Corpus {
    let grammar = grammar(seed: seed)
    return Corpus(
      name: name,
      documents: (0..<documentCount).map { document(firstIndex + $0, seed, grammar) })
  }

  /// Whole documents, until there are at least `byteCount` bytes.
  public func corpus(byteCount: Int, seed: UInt64, firstIndex: Int = 0) -> Corpus {
    let grammar = grammar(seed: seed)
    var documents: [Document] = []
    var bytes = 0
    while bytes < byteCount {
      documents.append(document(firstIndex + documents.count, seed, grammar))
      bytes += documents[documents.count - 1].bytes.count
    }
    return Corpus(name: name, documents: documents)
  }

  /// log p of a document in nats; nil if this world cannot have made it.
  public func logProbability(of bytes: [UInt8], seed: UInt64) -> Double? {
    let grammar = grammar(seed: seed)
    return grammar.parse(bytes).map { grammar.logProbability($0) }
  }

  /// The exact entropy of this world's documents.
  public func entropy(seed: UInt64) -> GrammarEntropy { grammar(seed: seed).entropy() }

  /// What no model gets below that sees windows of so many bytes.
  public func floor(contextBytes: Int, seed: UInt64) -> ContextFloor {
    grammar(seed: seed).floor(contextBytes: contextBytes)
  }

  /// How many subjects a world has. They are chosen by Zipf's law, so that the first dozen turn up
  /// again and again, and some only a few times in a million bytes.
  private static let subjectCount = 160

  /// Subjects with facts drawn from the lists, no name twice.
  private func subjects(_ stream: inout RandomStream) -> [Grammar.Subject] {
    let lists = lexicon.factNames.map { (name: $0, entries: lexicon[$0]) }
    var names: Set<String> = []
    var result: [Grammar.Subject] = []
    while result.count < Self.subjectCount {
      var facts: [String: String] = [:]
      for list in lists { facts[list.name] = list.entries[stream.index(below: list.entries.count)] }
      var name = subjectName
      for list in lists {
        name = name.replacing("$\(list.name)", with: facts[list.name] ?? "")
      }
      if names.insert(name).inserted { result.append(Grammar.Subject(name: name, facts: facts)) }
    }
    return result
  }
}
