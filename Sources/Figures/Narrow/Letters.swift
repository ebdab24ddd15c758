/// What stands for names that have no room beside their lines: a letter there, and the name in the key.
struct Letters {
  struct Entry: Equatable {
    let letter: String
    let label: String
    let color: String
    /// Nil for what is no line, point or bar: a note.
    let sample: Key.Entry.Sample?
  }

  private(set) var entries: [Entry] = []

  /// The letter of a name, the same wherever the name is met.
  mutating func letter(
    for label: String, color: String, sample: Key.Entry.Sample?
  ) -> String {
    if let known = entries.first(where: { $0.label == label }) { return known.letter }
    let letter = Self.name(entries.count)
    entries.append(Entry(letter: letter, label: label, color: color, sample: sample))
    return letter
  }

  /// A, B, … Z, A1, B1, …
  private static func name(_ index: Int) -> String {
    let letter = String(Character(Unicode.Scalar(UInt8(65 + index % 26))))
    return index < 26 ? letter : letter + "\(index / 26)"
  }
}
