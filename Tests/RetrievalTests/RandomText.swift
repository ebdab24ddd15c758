import Corpora
import Groundwork

/// Texts of random words, of which no two share a run by chance.
struct RandomText {
  private(set) var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed) }

  mutating func word() -> String { "w\(stream.index(below: 4_000))" }

  mutating func words(_ count: Int) -> [String] { (0..<count).map { _ in word() } }

  mutating func document(_ name: String, words count: Int) -> Document {
    Self.document(name, words(count))
  }

  /// The words with a share of them exchanged for others.
  mutating func changed(_ words: [String], share: Double) -> [String] {
    words.map { stream.uniform() < share ? word() : $0 }
  }

  /// Sentences of twelve words.
  static func document(_ name: String, _ words: [String]) -> Document {
    var text = ""
    for (place, word) in words.enumerated() {
      text += place % 12 == 0 ? word.uppercased() : word
      text += place % 12 == 11 ? ". " : " "
    }
    return Document(name: name, text: text)
  }

  /// The words of a text that such documents are made of.
  static func words(of text: [UInt8]) -> [String] {
    String(decoding: text, as: UTF8.self).lowercased().split { !$0.isLetter && !$0.isNumber }
      .map(String.init)
  }
}
