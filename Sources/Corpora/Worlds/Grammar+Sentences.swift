extension Grammar {
  /// How many sentences of a text the grammar can make, and how many of those are true.
  ///
  /// `parse` asks for a whole document without a fault; this asks sentence by sentence, so that a
  /// model's writing can be judged that gets most of them right.
  public struct SentenceTally: Equatable, Sendable {
    /// Complete sentences of the text: those that end with `.`, `!` or `?` and are followed by a
    /// space or a line feed.
    public var sentences = 0
    /// Sentences that fit a template, whoever the facts in it belong to.
    public var grammatical = 0
    /// Sentences that state one of the subject's facts, and fit a template.
    public var factual = 0
    /// Those of them whose facts are all those of the document's own subject.
    public var factuallyTrue = 0

    public init() {}

    public static func += (left: inout SentenceTally, right: SentenceTally) {
      left.sentences += right.sentences
      left.grammatical += right.grammatical
      left.factual += right.factual
      left.factuallyTrue += right.factuallyTrue
    }
  }

  /// Judges a text sentence by sentence; nil where its heading is none of this grammar's.
  ///
  /// What follows the last complete sentence is left out: a text that was cut off is not at fault
  /// for it.
  public func tally(_ text: [UInt8]) -> SentenceTally? {
    var position = 0
    guard let (_, _, subject) = parseHeading(text, &position) else { return nil }
    var tally = SentenceTally()
    while let end = Self.sentenceEnd(text, from: position) {
      tally.sentences += 1
      var next = end
      for pieces in rules[sentence] {
        guard let fitting = self.end(of: pieces[...], in: text, at: position, subject: nil)
        else { continue }
        tally.grammatical += 1
        next = fitting
        if speaksOfFacts(pieces) {
          tally.factual += 1
          if self.end(of: pieces[...], in: text, at: position, subject: subject) != nil {
            tally.factuallyTrue += 1
          }
        }
        break
      }
      position = next
      while position < text.count, text[position] == 0x20 || text[position] == 0x0A {
        position += 1
      }
    }
    return tally
  }

  /// Whether a sentence may end before a place: at a space or a line feed. The end of the text is
  /// none: "by 2." may have been cut off before "5 percent".
  private static func isBoundary(_ text: [UInt8], _ place: Int) -> Bool {
    place < text.count && (text[place] == 0x20 || text[place] == 0x0A)
  }

  /// The place behind the next `.`, `!` or `?` that a boundary follows.
  private static func sentenceEnd(_ text: [UInt8], from start: Int) -> Int? {
    let marks = Array(".!?".utf8)
    return (start..<text.count).first { marks.contains(text[$0]) && isBoundary(text, $0 + 1) }
      .map { $0 + 1 }
  }

  private func speaksOfFacts(_ pieces: [Piece]) -> Bool {
    pieces.contains { if case .fact = $0 { true } else { false } }
  }

  /// Where a sentence of these pieces ends that begins at a place, with the facts of one subject or
  /// of any; nil where none does.
  private func end(
    of pieces: ArraySlice<Piece>, in text: [UInt8], at place: Int, subject: Int?
  ) -> Int? {
    end(of: pieces, in: text, at: place, subject: subject) {
      Self.isBoundary(text, $0) ? $0 : nil
    }
  }

  /// The same, where something else must follow the pieces.
  private func end(
    of pieces: ArraySlice<Piece>, in text: [UInt8], at place: Int, subject: Int?,
    then goOn: (Int) -> Int?
  ) -> Int? {
    guard let piece = pieces.first else { return goOn(place) }
    let rest = pieces.dropFirst()
    func read(_ bytes: [UInt8]) -> Int? {
      guard text.matches(bytes, at: place) else { return nil }
      return end(of: rest, in: text, at: place + bytes.count, subject: subject, then: goOn)
    }
    switch piece {
    case .literal(let bytes): return read(bytes)
    case .slot(let category):
      for filler in rules[category] {
        let found = end(of: filler[...], in: text, at: place, subject: subject) {
          end(of: rest, in: text, at: $0, subject: subject, then: goOn)
        }
        if let found { return found }
      }
    case .fact(let fact):
      if let subject { return read(facts[subject][fact]) }
      for value in factValues[fact] {
        if let found = read(value) { return found }
      }
    }
    return nil
  }
}
