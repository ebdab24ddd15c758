/// Scripts whose words stand without spaces between them, where a character takes a word's place.
enum UnspacedScript {
  /// What a scalar is to a list of words.
  enum Role {
    /// A letter, or a mark that is taken for one.
    case letter
    /// A word by itself: an ideograph, a kana, a letter of Thai, Lao, Khmer, Burmese or Tibetan and of
    /// their neighbours.
    case word
    /// Punctuation of these scripts, and the space of their width.
    case separator
  }

  static func role(_ code: UInt32) -> Role {
    switch code {
    // Tibetan marks between syllables; Ethiopic marks between words; Khmer and Burmese full stops.
    case 0x0F0B...0x0F14, 0x1361...0x1368, 0x17D4...0x17DA, 0x104A...0x104F,
      // Spaces and punctuation of East Asian width.
      0x3000...0x3004, 0x3008...0x3020, 0x3030, 0x303D, 0x30FB, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF40, 0xFF5B...0xFF65:
      .separator
    // Thai, Lao, Tibetan; Burmese; Khmer; Tai Le, New Tai Lue, Tai Tham, Balinese; Javanese; more
    // Burmese and Tai Viet.
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF,
      0x1B00...0x1B7F, 0xA980...0xA9DF, 0xAA60...0xAADF,
      // Radicals, kana, bopomofo, ideographs and their other planes; Hangul has spaces.
      0x2E80...0x2FFF, 0x3005...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF:
      .word
    default: .letter
    }
  }
}
