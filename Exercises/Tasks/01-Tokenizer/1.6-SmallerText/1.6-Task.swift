//: # A tokenizer of your own
//: capstone, 75 minutes
//:
//: The chapter trained BPE on words and cut text by its merges. Beat it. From a text and a size,
//: make a vocabulary and a function that cuts any bytes into its tokens. The check trains it on a
//: text that you do not see, then on one of another field, and cuts unseen text of each. It counts
//: the bytes that a token stands for. A BPE with GPT-2's habit of ending tokens at words is trained
//: beside it, with the same size on the same text: yours has to make at least 1.1 times its bytes
//: per token.
//:
//: What counts besides: the vocabulary has at most `size` tokens, single bytes included, and none
//: twice; and every text, even one that is no UTF-8, is spelled exactly by its tokens, one after
//: the other. Time does not count, but each text has to be done within a minute. The texts have
//: some 60,000 bytes, `size` is 768.
//:
//: Why: a model pays for each token that it reads and writes, and its window is counted in tokens
//: (see the bill of a foreign vocabulary). Whoever saves a tenth of the tokens saves a tenth of
//: the operations before the model is even chosen. What a longer token does to learning is another
//: matter: chapter 5 counts in bits per byte for that reason.
//:
//: ## Hints
//:
//: 1. First make it right, then small. Which 256 tokens does every vocabulary need, so that no text
//:    is lost? With those alone each byte is a token; check that, and read the number.
//: 2. Plain BPE over the bytes needs no words: count the neighbouring pairs of the whole text, join
//:    the most frequent one everywhere, and repeat until the vocabulary is full. Without the cut at
//:    words, a token may hold several, or a word's end and the next one's beginning. Keep it from
//:    crossing a line's end.
//: 3. The merges are one way to cut. But only the number of tokens counts: the fewest tokens that
//:    spell a text are found as in exercise 1.4, with best[i] = the smallest best[j] + 1 over all
//:    tokens that end at i.
//: 4. BPE leaves tokens behind that were only steps on the way to longer ones. Train more merges
//:    than there is room for, cut the training text with the fewest tokens, and drop those that are
//:    used least; a few rounds of it.

import Corpora
import ExerciseKit

extension Chapter01 {
  /// A vocabulary, and how it cuts a text.
  public struct OwnTokenizer: Sendable {
    /// The tokens' bytes; a token's number is its place.
    public let vocabulary: [[UInt8]]
    /// From any bytes to the numbers of the tokens that spell them, in order.
    public let cut: @Sendable ([UInt8]) throws -> [Int]

    public init(vocabulary: [[UInt8]], cut: @escaping @Sendable ([UInt8]) throws -> [Int]) {
      self.vocabulary = vocabulary
      self.cut = cut
    }
  }

  /// From a text's bytes and the vocabulary's size, single bytes included, to a tokenizer.
  public typealias OwnTokenizerTraining = (
    _ text: [UInt8], _ size: Int
  ) throws -> OwnTokenizer

  /// The sentences for what goes wrong with tokenizers.
  enum TokenizerFault {
    static let tooMany = "you counted the merges alone: the 256 single bytes are tokens, too"
    static let noBytes =
      "your vocabulary lacks the bytes that its text did not have: any text may come"
    static let textual =
      "you went through a String, which repairs what is no UTF-8: cut the bytes themselves"
    static let spaces = "you cut at spaces and dropped some: the tokens have to spell every byte"
    static let endsAtWords =
      "no token of yours reaches across a space: pairs of words are frequent, too"
    static let wastefulCut =
      "your vocabulary would do, but your cut takes more tokens than it needs"
    static let steps =
      "many of your tokens are hardly used: they were steps to longer ones, and take up their room"
    static let twice = "you kept a token twice: its second place is lost"
  }

  public static let ownTokenizer = Exercise<OwnTokenizerTraining>(capstone: { train, bench in
    let size = 768
    for (world, seed) in [(World.general, UInt64(20_411)), (World.finance, 977)] {
      let text = joined(world.corpus(byteCount: 60_000, seed: seed))
      let unseen = joined(world.corpus(byteCount: 20_000, seed: seed, firstIndex: 5_000))
      bench.underWay("training on \(text.count) bytes of \(world.name) text")
      let tokenizer = try train(text, size)
      try expectVocabulary(tokenizer, size, bench)
      bench.underWay("cutting what no training text has")
      try expectExact(tokenizer)
      bench.underWay("cutting \(unseen.count) bytes of unseen \(world.name) text")
      let pieces = try pieces(unseen, by: tokenizer)
      try Expect.that(pieces.flatMap { $0 } == unseen, "unseen text comes back as another one")
      let plain = WordBPE(text, size: size).count(unseen)
      let bound = 1.1 * Double(unseen.count) / Double(plain)
      let reached = Double(unseen.count) / Double(pieces.count)
      try bench.expect(
        "bytes a token of unseen \(world.name) text", reached, .atLeast, bound,
        otherwise: reached < bound ? shortfall(tokenizer, unseen, bound) : nil)
    }
  })

  private static func joined(_ corpus: Corpus) -> [UInt8] {
    Array(corpus.texts.joined(separator: [0x0A]))
  }

  private static func expectVocabulary(
    _ tokenizer: OwnTokenizer, _ size: Int, _ bench: Workbench
  ) throws {
    try bench.expect(
      "tokens in the vocabulary", Double(tokenizer.vocabulary.count), .atMost, Double(size),
      otherwise: tokenizer.vocabulary.count == size + 256 ? TokenizerFault.tooMany : nil)
    try Expect.that(
      !tokenizer.vocabulary.contains([]), "a token of no bytes says nothing, and there is one")
    let distinct = Set(tokenizer.vocabulary).count
    try Expect.that(
      distinct == tokenizer.vocabulary.count,
      "\(tokenizer.vocabulary.count) tokens, of which \(distinct) are different ones",
      otherwise: TokenizerFault.twice)
    let single = Set(tokenizer.vocabulary.filter { $0.count == 1 }).count
    try Expect.that(
      single == 256, "\(single) of the 256 single bytes are tokens",
      otherwise: TokenizerFault.noBytes)
  }

  /// Texts that a cut may stumble over, each with a sentence for what it shows.
  private static func expectExact(_ tokenizer: OwnTokenizer) throws {
    let hostile: [(name: String, bytes: [UInt8], fault: String?)] = [
      ("an empty text", [], nil),
      ("two spaces between words", Array("a  b ".utf8), TokenizerFault.spaces),
      ("lines and tabs", Array("\n\n\ta\r\n".utf8), TokenizerFault.spaces),
      ("letters of many scripts", Array("naïve 汉字 🙂 e\u{301}".utf8), nil),
      ("all 256 bytes, which are no UTF-8", Array(0...255), TokenizerFault.textual),
      ("half a letter of UTF-8", [0xE6, 0xB1], TokenizerFault.textual),
      ("a run of one letter", Array(repeating: 0x61, count: 3_001), nil),
    ]
    for (name, bytes, fault) in hostile {
      let pieces = try pieces(bytes, by: tokenizer).flatMap { $0 }
      try Expect.that(
        pieces == bytes,
        "\(name), \(bytes.count) bytes, comes back as \(pieces.count) bytes that are not the same",
        otherwise: fault)
    }
  }

  /// A text's tokens as bytes.
  private static func pieces(_ text: [UInt8], by tokenizer: OwnTokenizer) throws -> [[UInt8]] {
    try tokenizer.cut(text).map { id in
      try Expect.that(
        tokenizer.vocabulary.indices.contains(id),
        "the cut gives the number \(id), the vocabulary has \(tokenizer.vocabulary.count) tokens")
      return tokenizer.vocabulary[id]
    }
  }

  /// What keeps a tokenizer from its bound, where that shows.
  private static func shortfall(
    _ tokenizer: OwnTokenizer, _ text: [UInt8], _ bound: Double
  ) throws -> String? {
    let fewest = fewestTokens(text, Set(tokenizer.vocabulary))
    if Double(text.count) / Double(fewest) >= bound { return TokenizerFault.wastefulCut }
    let crosses = tokenizer.vocabulary.contains { token in
      token.dropFirst().dropLast().contains(0x20) && token.contains { $0 != 0x20 }
    }
    if !crosses { return TokenizerFault.endsAtWords }
    let used = Set(try pieces(text, by: tokenizer))
    let idle = tokenizer.vocabulary.count { $0.count > 1 && !used.contains($0) }
    return idle > tokenizer.vocabulary.count / 20 ? TokenizerFault.steps : nil
  }

  /// The number of tokens that a text needs at least, under a vocabulary with all bytes in it.
  static func fewestTokens(_ text: [UInt8], _ vocabulary: Set<[UInt8]>) -> Int {
    let longest = vocabulary.map(\.count).max() ?? 1
    var fewest = [0]
    for end in 1..<(text.count + 1) {
      var best = Int.max
      for start in max(0, end - longest)..<end
      where fewest[start] < best - 1 && vocabulary.contains(Array(text[start..<end])) {
        best = fewest[start] + 1
      }
      fewest.append(best)
    }
    return fewest[text.count]
  }
}
