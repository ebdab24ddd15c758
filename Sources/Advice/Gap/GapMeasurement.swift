import Corpora
import Groundwork
import Models
import RealModule
import Tokenizers

/// Measures the gap between a field and general text.
struct GapMeasurement {
  let material: AdviceMaterial
  /// Asked before each part: what there is no time for is left out.
  private let mayGoOn: () -> Bool

  private static let termCount = 10
  private static let termPlaces = 2
  private static let senseCount = 8
  private static let sensePlaces = 3
  /// The documents of each side whose beginnings are read.
  private let positionDocuments: Int
  static let positionBorders = [0, 64, 256, 512, 1_024]

  /// Tokens that a model is asked with, about.
  ///
  /// - Parameters:
  ///   - seconds: of the whole report.
  ///   - token: seconds that the model takes to read one.
  static func tokensAsked(seconds: Double, token: Double) -> Double {
    Double(
      2 * positionDocuments(seconds, token) * (positionBorders.last ?? 0)
        + 110 * (termPlaces * termCount + 2 * sensePlaces * senseCount))
  }

  /// Half as many where minutes are few, and as many as take a twelfth of the time where a model reads slowly.
  private static func positionDocuments(_ seconds: Double, _ token: Double) -> Int {
    let most = seconds < 300 ? 3.0 : 6
    let read = Double(2 * (positionBorders.last ?? 0)) * token
    return Int(max(1, min(most, seconds / 12 / max(read, 1e-9))))
  }

  /// - Parameters:
  ///   - seconds: of the whole report.
  ///   - token: seconds that the model takes to read one.
  init(
    _ material: AdviceMaterial, seconds: Double, token: Double,
    mayGoOn: @escaping () -> Bool = { true }
  ) {
    (self.material, self.mayGoOn) = (material, mayGoOn)
    positionDocuments = Self.positionDocuments(seconds, token)
  }

  /// What vocabularies and counts say without any model.
  func withoutModel() throws -> GapFindings {
    var findings = GapFindings()
    findings.vocabularies = try ownVocabularies()
    findings.senses = mayGoOn() ? senses { _, _ in nil } : []
    findings.terms = material.terms.terms.prefix(Self.termCount).map {
      .init(word: $0.word, count: $0.count, tokens: 0, bits: nil, asked: 0)
    }
    return findings
  }

  /// The same with what a given model thinks.
  func findings(_ base: AdviceBase, _ trials: ContextTrials) throws -> GapFindings {
    var findings = GapFindings()
    findings.base = base.name
    findings.vocabularies = [try vocabulary(base.name, base.tokenizer)] + (try ownVocabularies())
    findings.positions = try mayGoOn() ? positions(base, trials) : []
    findings.terms = try worstTerms(base, trials)
    guard mayGoOn() else { return findings }
    findings.senses = senses { word, text in
      guard mayGoOn() else { return nil }
      return try? bits(of: word, in: text, count: Self.sensePlaces, base, trials)?.bits
    }
    return findings
  }

  private func ownVocabularies() throws -> [GapFindings.Vocabulary] {
    [
      try vocabulary(Self.ownVocabulary, try material.vocabulary(isMixed: false)),
      try vocabulary("learned of both", try material.vocabulary(isMixed: true)),
    ]
  }

  static let ownVocabulary = "learned of the field"

  private func vocabulary(
    _ name: String, _ tokenizer: any Tokenizer
  ) throws -> GapFindings.Vocabulary {
    func bytesPerToken(_ text: AdviceText) throws -> Double {
      let pieces = text.segments.map(\.scored)
      let tokens = try pieces.reduce(0) { $0 + (try tokenizer.encode($1).count) }
      return Double(pieces.reduce(0) { $0 + $1.count }) / Double(max(1, tokens))
    }
    return .init(
      name: name, size: tokenizer.vocabularySize,
      fieldBytesPerToken: try bytesPerToken(material.field),
      generalBytesPerToken: try bytesPerToken(material.general))
  }

  /// Of the most frequent terms, those that the vocabulary cuts into most tokens.
  private func worstTerms(
    _ base: AdviceBase, _ trials: ContextTrials
  ) throws -> [GapFindings.Term] {
    let cut = try material.terms.terms.prefix(400).map { term in
      (term: term, tokens: try base.tokenizer.encode(Array(" \(term.word)".utf8)).count)
    }
    let worst = cut.sorted {
      ($1.tokens, $1.term.count, $0.term.word) < ($0.tokens, $0.term.count, $1.term.word)
    }
    return try worst.prefix(Self.termCount).map { entry in
      let found =
        try mayGoOn()
        ? bits(
          of: entry.term.word, in: material.field.training, count: Self.termPlaces, base, trials)
        : nil
      return .init(
        word: entry.term.word, count: entry.term.count, tokens: entry.tokens, bits: found?.bits,
        asked: found?.asked ?? 0)
    }
  }

  /// How unlikely a model finds a word where a text has it: bits for the whole word, the mean over places.
  ///
  /// The model has never been trained on the text, so that its training side may be asked.
  private func bits(
    of word: String, in corpus: Corpus, count: Int, _ base: AdviceBase, _ trials: ContextTrials
  ) throws -> (bits: Double, asked: Int)? {
    let needle = Array(" \(word)".utf8)
    var places: [Segment] = []
    for document in corpus.documents where places.count < count {
      // One place a document: others there are much like it.
      let bytes = document.bytes
      guard let place = Self.place(of: needle, in: bytes) else { continue }
      let start = max(0, place - 400)
      places.append(
        Segment(
          document: places.count, before: Array(bytes[start..<place]),
          scored: Array(bytes[place..<place + needle.count])))
    }
    guard !places.isEmpty else { return nil }
    let scores = try trials.scores(places)
    let nats = scores.pieces.reduce(0) { $0 + $1.nats }
    return (nats / Double(places.count) / .log(2), places.count)
  }

  /// Where a word stands with some text before it, and no letter after it.
  private static func place(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count > needle.count + 201 else { return nil }
    var place = 200
    while place + needle.count < bytes.count {
      if bytes[place] == 0x20, bytes[place + 1] == needle[1],
        bytes[place..<place + needle.count].elementsEqual(needle)
      {
        let after = bytes[place + needle.count] | 0x20
        if !(0x61...0x7A).contains(after) { return place }
      }
      place += 1
    }
    return nil
  }

  private func senses(
    _ bits: (_ word: String, _ text: Corpus) -> Double?
  ) -> [GapFindings.Sense] {
    SenseScanner.candidates(
      field: material.field, general: material.general, counts: material.terms,
      limit: Self.senseCount
    ).map {
      .init(
        word: $0.word, likeness: $0.likeness, fieldNeighbours: $0.fieldNeighbours,
        generalNeighbours: $0.generalNeighbours,
        fieldBits: bits($0.word, material.field.training),
        generalBits: bits($0.word, material.general.training))
    }
  }

  /// Bits per byte by how much stands before: does context close the gap?
  private func positions(
    _ base: AdviceBase, _ trials: ContextTrials
  ) throws -> [GapFindings.Position] {
    let longest = min(Self.positionBorders.last ?? 0, base.window)
    let field = try trials.bitsByPosition(
      material.field.heldOut, count: positionDocuments, longest: longest)
    let general = try trials.bitsByPosition(
      material.general.heldOut, count: positionDocuments, longest: longest)
    return zip(Self.positionBorders, Self.positionBorders.dropFirst()).enumerated().compactMap {
      index, border in
      guard let own = field[index], let other = general[index] else { return nil }
      return .init(from: border.0, to: min(border.1, longest), field: own, general: other)
    }
  }

  /// The share of pieces with a stretch of tokens each of which the model holds likelier than all others
  /// together: greedy decoding would write it word by word.
  static func recitedShare(_ losses: [[Double]]) -> Double {
    Double(losses.count { longestCertainStretch($0) >= recitedLength })
      / Double(max(1, losses.count))
  }

  /// Tokens in a row that no text gives away by itself; boilerplate may.
  static let recitedLength = 100

  static func longestCertainStretch(_ losses: [Double]) -> Int {
    var (longest, now) = (0, 0)
    for loss in losses {
      now = loss < 0.693 ? now + 1 : 0
      longest = max(longest, now)
    }
    return longest
  }
}
