import CSQLite

/// FTS5's own division of a text into words (`unicode61`): runs of letters, numbers and private
/// characters, in lower case and without diacritics.
///
/// Signs younger than Unicode 6.1 count as letters, and a script without spaces has long words.
///
/// A question is divided by the very code that divided the passages, so that what is a word in one
/// is a word in the other, and none of FTS5's query language is left of it.
///
/// Source: https://www.sqlite.org/fts5.html#unicode61_tokenizer
final class WordBreaker {
  /// The name of the tokenizer, as the table names it too.
  static let name = "unicode61"

  /// Keeps the connection open that the tokenizer belongs to.
  private let database: SearchDatabase
  private let functions: fts5_tokenizer
  private let instance: OpaquePointer

  init(_ database: SearchDatabase) throws(RetrievalError) {
    let interface = try database.fullTextInterface()
    var context: UnsafeMutableRawPointer?
    var functions = fts5_tokenizer()
    var instance: OpaquePointer?
    guard let find = interface.pointee.xFindTokenizer,
      find(interface, Self.name, &context, &functions) == SQLITE_OK,
      functions.xCreate?(context, nil, 0, &instance) == SQLITE_OK, let instance
    else { throw .database("no such tokenizer: \(Self.name)") }
    self.database = database
    self.functions = functions
    self.instance = instance
  }

  deinit { functions.xDelete?(instance) }

  /// The different words of a text.
  ///
  /// - Parameter text: as `SearchText` gives it.
  func words(of text: [UInt8]) throws(RetrievalError) -> Set<[UInt8]> {
    guard let count = Int32(exactly: text.count) else { throw .database("string or blob too big") }
    var words: Set<[UInt8]> = []
    let status = withUnsafeMutablePointer(to: &words) { words in
      text.withUnsafeBytes { text in
        functions.xTokenize?(
          instance, words, FTS5_TOKENIZE_QUERY,
          text.baseAddress?.assumingMemoryBound(to: CChar.self), count
        ) { words, _, word, count, _, _ in
          guard let words, let word else { return SQLITE_OK }
          let bytes = UnsafeRawBufferPointer(start: word, count: Int(count))
          words.assumingMemoryBound(to: Set<[UInt8]>.self).pointee.insert(Array(bytes))
          return SQLITE_OK
        }
      }
    }
    guard status == SQLITE_OK else { throw .database("the words of a text cannot be told apart") }
    return words
  }
}

/// Texts as SQLite takes them: UTF-8 without NUL bytes, which end a text in places.
enum SearchText {
  /// A text in which a NUL is a space and what is no UTF-8 is U+FFFD; no word is changed by either.
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    var text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    for place in text.indices where text[place] == 0 { text[place] = 0x20 }
    return text
  }
}
