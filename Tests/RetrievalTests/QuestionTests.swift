import Corpora
import Groundwork
import Retrieval
import XCTest

/// Questions are texts: whatever they look like, their words are searched for and nothing else
/// happens.
final class QuestionTests: XCTestCase {
  private let texts = [
    "alpha beta gamma", "beta or not and near", "column text passages rowid", "delta 42 e 2",
    "select drop table from where", "null quote star caret",
  ]

  private func index() throws -> PassageIndex {
    try PassageIndex(
      documents: texts.enumerated().map { Document(name: "\($0)", text: $1) },
      cutter: PassageCutter(byteCount: 1_000))
  }

  /// A question, and the words that it comes to.
  func testSyntaxIsNone() throws {
    let index = try index()
    let questions = [
      ("alpha AND NOT beta", "alpha and not beta"),
      ("alpha OR", "alpha or"),
      ("NEAR(alpha beta, 2)", "near alpha beta 2"),
      ("text : alpha", "text alpha"),
      ("{text rowid} : delta", "text rowid delta"),
      ("- text : delta", "text delta"),
      ("^alpha", "alpha"),
      ("alpha*", "alpha"),
      ("alph*", ""),
      ("alpha + beta", "alpha beta"),
      ("\"alpha", "alpha"),
      ("\"alpha\"\"beta\"", "alpha beta"),
      ("'; DROP TABLE passages; --", "drop table passages"),
      ("passages MATCH 'delta'", "passages delta"),
      ("(((((alpha", "alpha"),
      ("alpha\0beta", "alpha beta"),
      ("\0\0\0", ""),
      ("\u{FEFF}alpha\u{200B}beta", "alpha beta"),
      ("😀alpha🎓 👩‍👩‍👧beta", "alpha beta"),
      ("🦊🎓", ""),
      ("🦊 alpha 🥑", "alpha"),
      ("", ""),
      ("   \r\n\t", ""),
      ("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", ""),
      ("-42.0e2", "42 0e2"),
      ("?1 ?2 :name @name $name", "2"),
    ]
    for (question, words) in questions {
      let known = Set(words.split(separator: " ").map(String.init)).filter { word in
        texts.contains { $0.split(separator: " ").contains(Substring(word)) }
      }
      XCTAssertEqual(
        Set(try index.searchWords(of: Array(question.utf8)).map(\.text)), known, question)
      XCTAssertEqual(
        try index.best(for: Array(question.utf8), count: 9),
        try index.best(for: Array(words.utf8), count: 9), question)
    }
  }

  /// Operators are words like any other where the texts have them.
  func testOperatorsAreWords() throws {
    let index = try index()
    for word in ["OR", "AND", "NOT", "NEAR"] {
      XCTAssertEqual(try index.best(for: Array(word.utf8), count: 9).map(\.number), [1], word)
    }
  }

  func testAnyBytesAreAQuestion() throws {
    let index = try index()
    var stream = RandomStream(seed: 5)
    let pieces =
      texts.map { Array($0.utf8) }
      + ["\"", "*", "(", ")", ":", "^", "NEAR(", " OR ", " NOT ", "{", "}", "+", "\0", "'"]
      .map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
    for _ in 0..<500 {
      var question: [UInt8] = []
      for _ in 0..<stream.index(below: 12) { question += pieces[stream.index(below: pieces.count)] }
      XCTAssertNoThrow(try index.best(for: question, count: 9))
      let noise = (0..<stream.index(below: 60)).map { _ in UInt8(stream.index(below: 256)) }
      XCTAssertNoThrow(try index.best(for: noise, count: 9))
    }
  }

  func testBytesThatAreNoTextSeparateWords() throws {
    let index = try index()
    XCTAssertEqual(
      try index.searchWords(of: [0xFF] + Array("alpha".utf8) + [0xFE, 0xC3] + Array("beta".utf8))
        .map(\.text), ["alpha", "beta"])
  }

  /// The texts of an index may be as odd as questions.
  func testTextsMayHoldAnyBytes() throws {
    var stream = RandomStream(seed: 6)
    let noise = (0..<3_000).map { _ in UInt8(stream.index(below: 256)) }
    let text = Array("alpha\0beta ".utf8) + [0xFF, 0xC3] + Array("gamma \"delta".utf8)
    let index = try PassageIndex(
      documents: [Document(name: "noise", bytes: noise), Document(name: "text", bytes: text)],
      cutter: PassageCutter(byteCount: 200))
    XCTAssertEqual(
      index.passages.filter { $0.document == "noise" }.flatMap(\.bytes), noise)
    for word in ["alpha", "beta", "gamma", "delta"] {
      XCTAssertEqual(
        try index.best(for: Array(word.utf8), count: 1).map(\.passage.document), ["text"], word)
    }
  }

  func testAQuestionOfAMegabyte() throws {
    let index = try index()
    var question = ""
    var number = 0
    while question.utf8.count < 1 << 20 {
      question += "unknown\(number) \"NEAR( alpha "
      number += 1
    }
    XCTAssertEqual(
      try index.searchWords(of: Array(question.utf8)).map(\.text), ["alpha", "near"])
    let giant = Array(String(repeating: "x", count: 1 << 20).utf8)
    XCTAssertEqual(try index.best(for: giant, count: 9), [])
    XCTAssertEqual(
      try index.best(for: giant + Array(" alpha".utf8), count: 9).map(\.number), [0])
  }

  /// Many words joined by OR are one expression, however many.
  func testThousandsOfWordsMayBeSearchedFor() throws {
    let words = (0..<3_000).map { "w\($0)" }
    let index = try PassageIndex(
      documents: [Document(name: "all", text: words.joined(separator: " "))],
      cutter: PassageCutter(byteCount: 1_000))
    let question = Array(words.joined(separator: "* NOT ").utf8)
    XCTAssertEqual(
      try index.best(for: question, count: 100, wordLimit: 3_000).count, index.passages.count)
  }
}
