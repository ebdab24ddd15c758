/// Reads phrases such as "the {quality} {asset} of $NAME" into pieces.
struct PhraseParser {
  /// The facts met so far; "NAME" is always the first.
  private(set) var factNames = ["NAME"]
  private var factIndices = ["NAME": 0]
  private let categoryIndices: [String: Int]

  init(categories: [Grammar.Category]) {
    categoryIndices = Dictionary(
      categories.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Precondition: every slot names a category.
  mutating func pieces(of phrase: String) -> [Grammar.Piece] {
    var pieces: [Grammar.Piece] = []
    var literal: [UInt8] = []
    func flush() {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
    }
    var rest = Substring(phrase).utf8
    while let first = rest.first {
      rest = rest.dropFirst()
      if first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
        flush()
        let name = String(Substring(rest[..<end]))
        guard let index = categoryIndices[name] else {
          preconditionFailure("\"\(phrase)\" names no category: \(name)")
        }
        pieces.append(.slot(index))
        rest = rest[rest.index(after: end)...]
      } else if first == UInt8(ascii: "$") {
        flush()
        let fact = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        pieces.append(.fact(index(ofFact: String(Substring(fact)))))
        rest = rest.dropFirst(fact.count)
      } else {
        literal.append(first)
      }
    }
    flush()
    return pieces
  }

  private mutating func index(ofFact name: String) -> Int {
    if let index = factIndices[name] { return index }
    factNames.append(name)
    factIndices[name] = factNames.count - 1
    return factNames.count - 1
  }
}
