import Corpora
import Synchronization

/// The passages of documents, found by the words of a question and ranked by BM25.
///
///     let index = try PassageIndex(documents: field.documents, cutter: cutter)
///     let leakGuard = index.leakGuard(for: heldOut)
///     try index.best(for: question, count: 4, behind: leakGuard).first?.passage.text
///
/// SQLite's full-text search (FTS5) finds and ranks, in memory: BM25 with k₁ = 1.2 and b = 0.75
/// over words in lower case and without diacritics (Robertson and Zaragoza 2009,
/// doi:10.1561/1500000019). Nothing decides a result but the documents in their order and the
/// question.
///
/// May be used by several threads: searches wait for one another.
public final class PassageIndex: Sendable {
  /// The words of a question that are searched for, unless told otherwise.
  public static let wordLimit = 32

  /// The passages, in the order of the documents; a passage's number is its place here.
  public let passages: [Passage]
  let documents: [IndexedDocument]
  let postings: ShinglePostings
  private let table: Mutex<SearchTable>

  /// Cuts documents into passages and indexes them.
  ///
  /// - Throws: `RetrievalError.noFullTextSearch` where the system's SQLite has no FTS5, `.database`
  ///   with SQLite's own words, and what the cutter throws.
  /// - Complexity: nearly linear in the bytes.
  public init(documents: [Document], cutter: PassageCutter) throws {
    var passages: [Passage] = []
    var indexed: [IndexedDocument] = []
    for document in documents {
      let first = passages.count
      passages += try cutter.cut(document)
      indexed.append(IndexedDocument(document, passages: first..<passages.count))
    }
    table = Mutex(try SearchTable(passages))
    self.passages = passages
    self.documents = indexed
    postings = ShinglePostings(passages)
  }

  /// The words of a question that are searched for: those that the index has, the rarest first.
  ///
  /// A question may be any bytes. It is divided into words as the passages were: nothing in it is
  /// read as a query language, and signs, quotes and bytes that are no UTF-8 separate words.
  ///
  /// - Parameter limit: at most so many words.
  /// - Throws: `RetrievalError.database` for a question of more than 2³¹ bytes.
  public func searchWords(
    of query: [UInt8], limit: Int = PassageIndex.wordLimit
  ) throws -> [SearchWord] {
    try table.withLock { try $0.words(of: query, limit: limit) }
  }

  /// The best passages for a question, the best first; of equally good ones, the first.
  ///
  /// - Parameters:
  ///   - query: the question's text: what is known when it is asked, and nothing that comes after
  ///     it.
  ///   - count: at most so many; fewer where fewer have any of the words.
  ///   - names: of documents whose passages are left out.
  ///   - wordLimit: at most so many of the question's words are searched for, joined by OR, the
  ///     rarest first.
  /// - Returns: no passage where the question has no word that the index has.
  /// - Throws: `RetrievalError.database`.
  public func best(
    for query: [UInt8], count: Int, excluding names: Set<String> = [],
    wordLimit: Int = PassageIndex.wordLimit
  ) throws -> [RankedPassage] {
    try best(for: query, count: count, wordLimit: wordLimit) {
      !names.contains(passages[$0].document)
    }
  }

  /// The best passages for a question about a held-out document, none of which gives it away.
  ///
  /// - Parameter leakGuard: made by this index, for that document.
  /// - Throws: `RetrievalError.database`.
  public func best(
    for query: [UInt8], count: Int, behind leakGuard: LeakGuard,
    wordLimit: Int = PassageIndex.wordLimit
  ) throws -> [RankedPassage] {
    checkOwner(leakGuard)
    return try best(for: query, count: count, wordLimit: wordLimit) { leakGuard.allows($0) }
  }

  private func best(
    for query: [UInt8], count: Int, wordLimit: Int, where isAllowed: (Int) -> Bool
  ) throws -> [RankedPassage] {
    guard count > 0 else { return [] }
    let matches = try table.withLock { try $0.matches($0.words(of: query, limit: wordLimit)) }
    return matches.filter { isAllowed($0.number) }.prefix(count).map {
      RankedPassage(number: $0.number, passage: passages[$0.number], score: $0.score)
    }
  }

  func checkOwner(_ leakGuard: LeakGuard) {
    precondition(leakGuard.index === self, "a guard serves the index that made it")
  }
}
