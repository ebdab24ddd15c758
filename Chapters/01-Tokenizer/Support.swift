import WorkbookCore

/// The mean of ratios: of 2 and 1/2 it is 1.
func geometricMean(_ values: [Double]) -> Double {
  Double.exp(values.reduce(0) { $0 + Double.log($1) } / Double(max(1, values.count)))
}

/// The vocabulary of each field, and the one of all together.
struct FieldVocabularies {
  var domains: [CourseText.Part]
  /// The tokens of a vocabulary, and how many the merges would reach.
  var size: Int
  var largest: Int
  var ownMerges: [[BytePairMerge]]
  var mixedMerges: [BytePairMerge]
  var own: [BytePairTokenizer]
  var mixed: BytePairTokenizer
  /// What is drawn by chance, so far.
  var stream: RandomStream

  /// All of them, the mixed one last.
  var columns: [BytePairTokenizer] { own + [mixed] }
  var names: [String] { domains.map(\.name) }
  var columnNames: [String] { names + ["all together"] }
  var sizeText: String { NumberStyle.decimals(0).text(Double(size)) }
}

/// What the fields' held-out texts cost.
struct Costs {
  /// Tokens of each text (first index) under each vocabulary.
  var counts: [[Double]]
  /// The fields that stand for "special" in what later chapters read.
  var special: [Int]
}

/// A length of text, and the tokens that it takes under a vocabulary.
func tokenCount(_ tokenizer: any Tokenizer, _ corpus: Corpus) throws -> Double {
  Double(try EncodedSize.table(of: [tokenizer], on: corpus.texts)[0].tokenCount)
}

/// What is between white space.
func wordCount(_ corpus: Corpus) -> Double {
  corpus.texts.reduce(0) { sum, text in
    sum + Double(text.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.count)
  }
}

/// Of the tokens of one list, the share that the other one has, too: the same bytes at the same place.
func shareOfSamePlaces(
  _ ids: [Int32], _ others: [Int32], _ tokenizer: any Tokenizer
) -> Double {
  func places(_ ids: [Int32]) -> Set<Range<Int>> {
    var start = 0
    return Set(
      ids.map { id in
        defer { start += tokenizer.bytes(of: id)?.count ?? 0 }
        return start..<start + (tokenizer.bytes(of: id)?.count ?? 0)
      })
  }
  let mine = places(ids)
  return Double(mine.intersection(places(others)).count) / Double(max(1, mine.count))
}

/// A field's long words that are frequent in its text and absent from another's.
func fieldTerms(
  _ notebook: Notebook, _ domains: [CourseText.Part], _ index: Int
) -> [String] {
  let part = domains[index]
  if notebook.textOrigin == .worlds, let world = World.named(part.name) { return world.domainTerms }
  let other = domains[index == 0 ? 1 : 0]
  return part.training.distinctiveWords(against: other.training, count: 200)
}

/// The first short words of a text, and how often each occurs.
func shortWords(_ text: [UInt8]) -> [([UInt8], count: Double)] {
  var occurrences: [[UInt8]: Double] = [:]
  var order: [[UInt8]] = []
  for range in PreTokenPattern.gpt2.split(text) {
    let word = Array(text[range].prefix(10))
    // A longer word is left out, unless there are no others.
    if range.count > 10, !order.isEmpty { continue }
    if occurrences[word] == nil, order.count < 150 { order.append(word) }
    occurrences[word, default: 0] += 1
  }
  return order.map { ($0, count: occurrences[$0] ?? 0) }
}

/// Counts of all 256 bytes, and of every substring of the words that occurs at least twice.
func seedOccurrences(_ words: [([UInt8], count: Double)]) -> [[UInt8]: Double] {
  var found: [[UInt8]: Double] = [:]
  for (word, count) in words {
    for start in word.indices {
      for end in start..<word.count { found[Array(word[start...end]), default: 0] += count }
    }
  }
  var counts = found.filter { $0.value >= 2 }
  for byte in UInt8.min...UInt8.max { counts[[byte], default: 0] += 1 }
  return counts
}

/// What a vocabulary is like.
struct VocabularyProfile {
  /// Its pieces of several bytes.
  var pieces: Set<[UInt8]>
  /// Of these the share that its own training text never uses.
  var unusedShare: Double
  /// On held-out text.
  var bytesPerToken: Double
  var meanLength: Double

  init(_ tokenizer: any Tokenizer, trainedOn text: Corpus, heldOut: Corpus) throws {
    let long = (0..<Int32(tokenizer.vocabularySize)).compactMap { tokenizer.bytes(of: $0) }
      .filter { $0.count > 1 }
    let used = Set(try tokenizer.encode(documents: text.texts))
    let usedCount = used.count { (tokenizer.bytes(of: $0)?.count ?? 0) > 1 }
    pieces = Set(long)
    unusedShare = 1 - Double(usedCount) / Double(long.count)
    bytesPerToken = Double(heldOut.byteCount) / (try tokenCount(tokenizer, heldOut))
    meanLength = Double(long.reduce(0) { $0 + $1.count }) / Double(long.count)
  }
}

/// The tokens that a text's numbers are made of.
struct NumberCut {
  var tokensPerNumber: Double
  /// Different tokens that begin a number.
  var beginning: Int
  /// Different tokens with a digit.
  var holding: Int

  init(_ tokenizer: any Tokenizer, _ corpus: Corpus) throws {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    var (digitTokens, numbers) = (0, 0)
    var (beginning, holding) = (Set<Int32>(), Set<Int32>())
    for text in corpus.texts {
      var isInside = false
      for id in try tokenizer.encode(text) {
        let bytes = tokenizer.bytes(of: id) ?? []
        guard let first = bytes.firstIndex(where: isDigit) else {
          isInside = false
          continue
        }
        digitTokens += 1
        holding.insert(id)
        if first > 0 || !isInside {
          numbers += 1
          beginning.insert(id)
        }
        isInside = bytes.last.map(isDigit) ?? false
      }
    }
    tokensPerNumber = Double(digitTokens) / Double(max(1, numbers))
    (self.beginning, self.holding) = (beginning.count, holding.count)
  }
}

/// One step of EM: the text's log-likelihood, and how often each piece is expected in it.
struct EMStep {
  var logLikelihood: Double
  var counts: [[UInt8]: Double]

  /// Pieces of several bytes that still count.
  var countingPieces: Int { counts.count { $0.key.count > 1 && $0.value >= 0.5 } }

  /// The largest difference of an expected count, or of the likelihood as a share, from the library's.
  func difference(from trainer: UnigramTrainer) -> Double {
    let library = trainer.expectedCounts()
    return zip(trainer.pieces, library.counts).reduce(
      abs(library.logLikelihood / logLikelihood - 1)
    ) {
      max($0, abs((counts[$1.0.bytes] ?? 0) - $1.1))
    }
  }
}

/// The library's trainer on the same words and probabilities.
func unigramTrainer(
  _ words: [([UInt8], count: Double)], startingFrom seed: [[UInt8]: Double]
) throws -> UnigramTrainer {
  try UnigramTrainer(
    documents: words.flatMap { word, count in [[UInt8]](repeating: word, count: Int(count)) },
    startingFrom: try UnigramTokenizer(
      pieces: seed.map { UnigramPiece(bytes: $0.key, score: Double.log($0.value)) },
      pattern: .none))
}

/// Whether a token holds letters on both sides of a space.
func isManyWords(_ bytes: [UInt8]) -> Bool {
  bytes.split(separator: 0x20).count { word in
    word.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  } > 1
}
