import ExerciseKit

/// The known mistakes of exercise 1.6.
public var ownTokenizerMistakes: [KnownMistake<Chapter01.OwnTokenizerTraining>] {
  typealias Fault = Chapter01.TokenizerFault
  typealias Tokenizer = Chapter01.OwnTokenizer
  let remembered = Remembered()
  /// The solution with another cut, given the tokens by their bytes.
  func cutting(
    _ sentence: String,
    _ cut: @escaping @Sendable (_ text: [UInt8], _ tokenizer: Tokenizer) throws -> [Int]
  ) -> KnownMistake<Chapter01.OwnTokenizerTraining> {
    KnownMistake(sentence) { text, size in
      let right = try remembered.tokenizer(text, size)
      return Tokenizer(vocabulary: right.vocabulary) { try cut($0, right) }
    }
  }
  return [
    KnownMistake(Fault.tooMany) { text, size in
      let right = try remembered.tokenizer(text, size)
      let more = (0..<256).map { [0xFF, 0xFE, UInt8($0)] }
      return Tokenizer(vocabulary: right.vocabulary + more, cut: right.cut)
    },
    KnownMistake(Fault.noBytes) { text, size in
      let right = try remembered.tokenizer(text, size)
      let seen = Set(text)
      let vocabulary = right.vocabulary.filter { $0.count > 1 || seen.contains($0[0]) }
      return Tokenizer(vocabulary: vocabulary) { try right.cut($0.filter(seen.contains)) }
    },
    KnownMistake(Fault.twice) { text, size in
      let right = try remembered.tokenizer(text, size)
      return Tokenizer(vocabulary: right.vocabulary.dropLast() + [[0x65]], cut: right.cut)
    },
    cutting(Fault.textual) { text, right in
      try right.cut(Array(String(decoding: text, as: UTF8.self).utf8))
    },
    cutting(Fault.spaces) { text, right in
      try right.cut(Array(text.split(separator: 0x20).joined(separator: [0x20])))
    },
    KnownMistake(Fault.endsAtWords) { text, size in
      let plain = WordBPE(text, size: size)
      return Tokenizer(vocabulary: plain.vocabulary) { plain.cut($0) }
    },
    KnownMistake(Fault.steps) { text, size in
      let merged = mergedTokens(text, size: size)
      let cutter = FewestTokens(merged)
      return Tokenizer(vocabulary: merged) { cutter.cut($0) }
    },
    cutting(Fault.wastefulCut) { text, right in
      // Single letters between the words.
      var ids = try text.split(separator: 0x20, omittingEmptySubsequences: false).map {
        try right.cut(Array($0))
      }
      let space = right.vocabulary.firstIndex(of: [0x20]) ?? 0
      for place in ids.indices.dropLast() { ids[place].append(space) }
      return ids.flatMap { $0 }
    },
  ]
}

/// The solution's tokenizers, each trained once for all mistakes.
private final class Remembered {
  private var known: [(text: [UInt8], size: Int, tokenizer: Chapter01.OwnTokenizer)] = []

  func tokenizer(_ text: [UInt8], _ size: Int) throws -> Chapter01.OwnTokenizer {
    if let one = known.first(where: { $0.size == size && $0.text == text }) {
      return one.tokenizer
    }
    let tokenizer = try ownTokenizer(text, size: size)
    known.append((text, size, tokenizer))
    return tokenizer
  }
}
