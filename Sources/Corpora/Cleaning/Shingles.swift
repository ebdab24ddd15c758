/// The set of a text's word 5-grams, as hashes: what "nearly the same text" is measured on.
///
/// A word here is a run of ASCII letters, digits and bytes above 0x7F, in lower case: other
/// punctuation, line breaks and capitals make no difference. In scripts that put no spaces between words
/// each character is one (`UnspacedScript`). A text of fewer than five words has one
/// shingle, all of it; a text without words has none.
public enum Shingles {
  /// Words in a shingle.
  public static let wordCount = 5

  /// The distinct shingles of a text, in ascending order.
  public static func of(_ text: [UInt8]) -> [UInt64] {
    var all = inOrder(text)
    all.sort()
    var kept = 0
    for value in all where kept == 0 || all[kept - 1] != value {
      all[kept] = value
      kept += 1
    }
    all.removeLast(all.count - kept)
    return all
  }

  /// The shingles in the order of the text, repeated ones too.
  public static func inOrder(_ text: [UInt8]) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(text.count / 5)
    text.withUnsafeBufferPointer { text in
      var hash: UInt64 = 0
      var length: UInt64 = 0
      func endWord() {
        guard length > 0 else { return }
        words.append(TextHash.mixed(hash ^ length))
        (hash, length) = (0, 0)
      }
      var i = 0
      while i < text.count {
        let byte = text[i]
        i &+= 1
        let lower = byte | 0x20
        if byte >= 0xE0, let (code, count) = scalar(text, i &- 1) {
          let role = UnspacedScript.role(code)
          if role != .letter { endWord() }
          if role != .separator {
            for k in 0..<count {
              hash = (hash ^ UInt64(text[i &- 1 &+ k])) &* 0x9FB2_1C65_1E98_DF25
              hash ^= hash >> 29
              length &+= 1
            }
          }
          if role == .word { endWord() }
          i &+= count &- 1
        } else if lower >= 0x61 && lower <= 0x7A {
          hash = (hash ^ UInt64(lower)) &* 0x9FB2_1C65_1E98_DF25
          hash ^= hash >> 29
          length &+= 1
        } else if byte >= 0x80 || byte >= 0x30 && byte <= 0x39 {
          hash = (hash ^ UInt64(byte)) &* 0x9FB2_1C65_1E98_DF25
          hash ^= hash >> 29
          length &+= 1
        } else {
          endWord()
        }
      }
      endWord()
    }
    guard words.count >= wordCount else {
      return words.isEmpty
        ? [] : [words.reduce(UInt64(words.count), TextHash.combined)]
    }
    for i in 0...(words.count - wordCount) {
      var hash: UInt64 = 0
      for k in 0..<wordCount { hash = TextHash.combined(hash, words[i + k]) }
      words[i] = hash
    }
    words.removeLast(wordCount - 1)
    return words
  }

  /// The scalar of three or four bytes at a place; nil where there is none.
  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ i: Int
  ) -> (code: UInt32, count: Int)? {
    let count = UTF8Validation.sequenceLength(text, i)
    guard count >= 3 else { return nil }
    var code = UInt32(text[i]) & (0x7F >> UInt32(count))
    for k in 1..<count { code = code << 6 | UInt32(text[i &+ k] & 0x3F) }
    return (code, count)
  }

  /// |A ∩ B| / |A ∪ B| of two ascending lists without repetitions; 0 for two empty ones (Jaccard
  /// 1901).
  public static func jaccard(_ a: [UInt64], _ b: [UInt64]) -> Double {
    var (i, j, common) = (0, 0, 0)
    while i < a.count && j < b.count {
      if a[i] == b[j] {
        common += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    let union = a.count + b.count - common
    return union == 0 ? 0 : Double(common) / Double(union)
  }
}
