/// Passages in a full-text table of SQLite (FTS5), ranked by BM25. For one thread at a time.
///
/// The table has the words of the passages and where they stand, not the texts.
///
/// Source: https://www.sqlite.org/fts5.html
final class SearchTable {
  private let breaker: WordBreaker
  private let search: SearchStatement
  /// For each word of the index, the number of passages that have it.
  private let passageCounts: [[UInt8]: Int]

  /// Makes a table whose rows have the passages' places as numbers.
  ///
  /// - Throws: `RetrievalError.noFullTextSearch` and `.database`.
  init(_ passages: [Passage]) throws(RetrievalError) {
    let database = try SearchDatabase()
    breaker = try WordBreaker(database)
    try database.run(
      "CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='\(WordBreaker.name)')")
    try database.run("BEGIN")
    let insertion = try SearchStatement(
      "INSERT INTO passages(rowid, text) VALUES (?1, ?2)", in: database)
    for (number, passage) in passages.enumerated() {
      try insertion.bind(number, at: 1)
      try insertion.bind(SearchText.of(passage.bytes), at: 2)
      while try insertion.step() {}
      insertion.reset()
    }
    try database.run("COMMIT")
    // One tree in place of many: a search is faster, and its way no longer that of the insertions.
    try database.run("INSERT INTO passages(passages) VALUES ('optimize')")
    passageCounts = try Self.passageCounts(in: database)
    // Equal scores are ordered by the passages' places.
    search = try SearchStatement(
      "SELECT rowid, -bm25(passages) AS score FROM passages WHERE passages MATCH ?1 "
        + "ORDER BY score DESC, rowid", in: database)
  }

  private static func passageCounts(
    in database: SearchDatabase
  ) throws(RetrievalError) -> [[UInt8]: Int] {
    try database.run("CREATE VIRTUAL TABLE words USING fts5vocab(passages, row)")
    let reading = try SearchStatement("SELECT term, doc FROM words", in: database)
    var counts: [[UInt8]: Int] = [:]
    while try reading.step() { counts[reading.text(0)] = reading.number(1) }
    return counts
  }

  /// The words of a text that the index has, the rarest first; of equally rare ones, the first by
  /// their bytes.
  func words(of text: [UInt8], limit: Int) throws(RetrievalError) -> [SearchWord] {
    let known = try breaker.words(of: SearchText.of(text)).compactMap { word in
      passageCounts[word].map { (word: word, count: $0) }
    }
    return known.sorted {
      $0.count == $1.count
        ? $0.word.lexicographicallyPrecedes($1.word) : $0.count < $1.count
    }.prefix(max(0, limit)).map {
      SearchWord(text: String(decoding: $0.word, as: UTF8.self), passageCount: $0.count)
    }
  }

  /// All passages that have any of some words, the best first.
  func matches(
    _ words: [SearchWord]
  ) throws(RetrievalError) -> [(number: Int, score: Double)] {
    guard !words.isEmpty else { return [] }
    // In quotes a word is a word, also where FTS5 has a meaning of its own for it.
    let expression = words.map { "\"" + $0.text + "\"" }.joined(separator: " OR ")
    try search.bind(expression.utf8, at: 1)
    defer { search.reset() }
    var matches: [(number: Int, score: Double)] = []
    while try search.step() { matches.append((search.number(0), search.real(1))) }
    return matches
  }
}
