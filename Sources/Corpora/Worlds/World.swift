import Tensors

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
  /// Words and phrases of the field.
  public let domainTerms: [String]
  private let makeGrammar: @Sendable (_ facts: inout RandomStream) -> Grammar

  init(
    name: String, domainTerms: [String],
    makeGrammar: @escaping @Sendable (_ facts: inout RandomStream) -> Grammar
  ) {
    self.name = name
    self.domainTerms = domainTerms
    self.makeGrammar = makeGrammar
  }

  /// All worlds.
  public static let all: [World] = [general, finance, law, medicine]

  /// The world of a name.
  public static func named(_ name: String) -> World? { all.first { $0.name == name } }

  /// Words that several worlds use, each in its own sense.
  public static let sharedWords = [
    "consideration", "discharge", "yield", "culture", "interest", "margin", "party", "relief",
    "bond", "trial", "stroke", "instrument", "policy", "charge", "title", "operation",
  ]

  /// The grammar with the facts of a seed.
  public func grammar(seed: UInt64) -> Grammar {
    var facts = RandomStream(seed: seed).fork("\(name)/facts")
    return makeGrammar(&facts)
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

  /// Subjects from first and last parts, each with facts drawn from lists.
  static func subjects(
    _ names: [String], facts lists: KeyValuePairs<String, [String]>, _ stream: inout RandomStream
  ) -> [Grammar.Subject] {
    var result: [Grammar.Subject] = []
    for name in names {
      var facts: [String: String] = [:]
      for (fact, list) in lists { facts[fact] = list[stream.index(below: list.count)] }
      result.append(Grammar.Subject(name: name, facts: facts))
    }
    return result
  }
}
