import Corpora
import Groundwork

/// A piece of a held-out document that every option is asked to predict, and the text before it.
///
/// It is cut by bytes, between words, so that models with whatever tokenizer are asked the same.
public struct Segment: Hashable, Sendable {
  /// The number of the document among the held-out ones.
  public let document: Int
  /// What stands before it in the document; empty at its beginning.
  public let before: [UInt8]
  /// What is to be predicted.
  public let scored: [UInt8]

  public init(document: Int, before: [UInt8], scored: [UInt8]) {
    (self.document, self.before, self.scored) = (document, before, scored)
  }

  /// The bytes of a piece, and of the text before it.
  public static let length = 1_024

  /// Pieces of as many documents as there are, then second pieces of each, until there are enough.
  ///
  /// - Parameter seed: decides the order of documents, and which pieces of each.
  public static func chosen(from documents: [Document], count: Int, seed: UInt64) -> [Segment] {
    var stream = RandomStream(seed: seed).fork("segments")
    var order = Array(documents.indices)
    order.shuffle(using: &stream)
    var queues = order.map { index -> (index: Int, starts: [Int]) in
      var starts = Self.starts(in: documents[index].bytes)
      starts.shuffle(using: &stream)
      return (index, starts)
    }
    var result: [Segment] = []
    while result.count < count, queues.contains(where: { !$0.starts.isEmpty }) {
      for place in queues.indices where result.count < count {
        guard let start = queues[place].starts.popLast() else { continue }
        if let piece = Segment(documents[queues[place].index].bytes, at: start, queues[place].index)
        {
          result.append(piece)
        }
      }
    }
    return result
  }

  /// Where pieces may begin: one after the other, the first with some text before it.
  private static func starts(in bytes: [UInt8]) -> [Int] {
    guard bytes.count >= shortest else { return [] }
    let first = min(length, bytes.count / 2)
    let starts = stride(from: first, to: max(first + 1, bytes.count - shortest), by: length)
    return starts.map { wordBorder(near: $0, in: bytes) }
  }

  private static let shortest = 64

  private init?(_ bytes: [UInt8], at start: Int, _ document: Int) {
    let end = Self.wordBorder(near: min(start + Self.length, bytes.count), in: bytes)
    guard end - start >= Self.shortest / 2 else { return nil }
    let beginning = Self.wordBorder(near: max(0, start - Self.length), in: bytes)
    self.init(
      document: document, before: Array(bytes[min(beginning, start)..<start]),
      scored: Array(bytes[start..<end]))
  }

  /// The last blank at or before a place, if one is near: blanks begin tokens. Else the beginning of a
  /// character.
  private static func wordBorder(near place: Int, in bytes: [UInt8]) -> Int {
    guard place > 0, place < bytes.count else { return min(max(place, 0), bytes.count) }
    var border = place
    while border > max(0, place - 64) {
      if bytes[border] == 0x20 || bytes[border] == 0x0A { return border }
      border -= 1
    }
    border = place
    while border > 0, bytes[border] & 0xC0 == 0x80 { border -= 1 }
    return border
  }
}
