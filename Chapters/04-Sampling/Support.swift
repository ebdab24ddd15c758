import Foundation
import WorkbookCore

/// Counts what chapter 4 judges texts by.
nonisolated struct TextQuality {
  var sentences = 0
  var grammatical = 0
  var words = 0
  var known = 0
  var grams = 0
  var distinct: Set<[Int32]> = []
  private func share(_ part: Int, _ whole: Int) -> Double {
    Double(part) / Double(max(1, whole))
  }
  var grammaticalShare: Double { share(grammatical, sentences) }
  var knownShare: Double { share(known, words) }
  var repeatedShare: Double { 1 - share(distinct.count, grams) }
}

/// Judges one continuation of each opening.
nonisolated struct TextJudge {
  private let openings: [Opening]
  private let tokenizer: any Tokenizer
  private let knownWords: Set<[UInt8]>

  init(_ openings: [Opening], _ training: Corpus, _ tokenizer: any Tokenizer) {
    self.openings = openings
    self.tokenizer = tokenizer
    knownWords = Set(training.texts.flatMap { Self.words($0) })
  }

  private static func words(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split { byte in
      !(byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte))
    }.map { Array($0) }
  }

  func callAsFunction(_ continuations: [[Int32]]) throws -> TextQuality {
    var quality = TextQuality()
    for (opening, ids) in zip(openings, continuations) {
      let (before, new) = (try tokenizer.decode(opening.prompt), try tokenizer.decode(ids))
      if let old = opening.grammar?.tally(before), let all = opening.grammar?.tally(before + new) {
        quality.sentences += all.sentences - old.sentences
        quality.grammatical += all.grammatical - old.grammatical
      }
      // The first and the last word may be cut.
      let newWords = Self.words(new).dropFirst().dropLast()
      quality.words += newWords.count
      quality.known += newWords.count { knownWords.contains($0) }
      for first in 0..<max(0, ids.count - 3) {
        quality.grams += 1
        quality.distinct.insert(Array(ids[first..<first + 4]))
      }
    }
    return quality
  }
}

extension Opening {
  /// The beginning's share of a context.
  fileprivate static func promptLength(_ course: SamplingCourse) -> Int { course.contextLength / 3 }
}

/// Beginnings of held-out documents, of both built-in worlds by turns, or of stretches of the user's text.
func openings(_ count: Int, _ course: SamplingCourse, isBuiltIn: Bool) throws -> [Opening] {
  let length = Opening.promptLength(course)
  guard isBuiltIn else {
    return course.places(count, length: course.contextLength).map { first in
      let ids = course.heldOut[first..<first + course.contextLength]
      return Opening(
        prompt: Array(ids.prefix(length)), truth: Array(ids.dropFirst(length)), grammar: nil)
    }
  }
  let grammars = [World.general, .finance].map { $0.grammar(seed: course.plan.training.seed) }
  return try (0..<count).map { index in
    let documents = course.text.parts[index % 2].heldOut.documents
    let document = documents[index / 2 % documents.count]
    let ids =
      [course.tokenizer.endOfText ?? 0] + (try course.tokenizer.encode(document.bytes))
    return Opening(
      prompt: Array(ids.prefix(length)),
      truth: Array(ids.dropFirst(length).prefix(course.contextLength - length)),
      grammar: grammars[index % 2])
  }
}

/// The time of one more token at several lengths, by a whole pass and with the cache.
///
/// Round after round over all lengths, and the fastest counts: a busy moment of the machine then spoils a
/// round, not a length.
func timesOfOneMore(
  _ notebook: Notebook, _ course: SamplingCourse, _ sequence: [Int32], _ cache: KeyValueCache
) throws -> (plain: [TokenTime], cached: [TokenTime]) {
  let lengths = [8, 16, 32, 48, 64, 96, 128].filter { $0 <= course.contextLength }
  let decoders = try lengths.map { try Decoder(course.parameters, batch: 1, time: $0) }
  var plain = lengths.map { (tokens: Double($0), milliseconds: Double.infinity) }
  var cached = plain
  for _ in 0..<notebook.pick(smoke: 10, lesson: 25) {
    for (index, length) in lengths.enumerated() {
      decoders[index].tokens.copy(from: Array(sequence.prefix(length)))
      let whole = Stopwatch.seconds { decoders[index].run() }
      cache.truncate(to: 0)
      _ = try course.generator.decoder.append(Array(sequence.prefix(length - 1)), to: cache)
      let one = try Stopwatch.seconds {
        _ = try course.generator.decoder.append([sequence[length - 1]], to: cache)
      }
      plain[index].milliseconds = min(plain[index].milliseconds, 1_000 * whole)
      cached[index].milliseconds = min(cached[index].milliseconds, 1_000 * one)
    }
  }
  return (plain, cached)
}

/// The scores at every fourth place of some stretches of text, at even distances.
func situations(
  in text: [Int32], _ reader: Decoder<Float>, stretches count: Int
) throws -> [Situation] {
  let (time, vocabulary) = (reader.time, reader.configuration.vocabularySize)
  guard text.count > 4 * time else {
    throw InferenceError.unsupported(
      "\(text.count) tokens of held-out text are too few for this chapter; give a text ten times "
        + "as long as \(4 * time) tokens, of which a tenth is held out")
  }
  return (0..<count).flatMap { index in
    let start = index * (text.count - time - 1) / (count - 1)
    reader.tokens.copy(from: Array(text[start..<start + time]))
    reader.run()
    // (time, vocabulary): row t scores the token after tokens 0…t.
    return stride(from: 7, to: time, by: 4).map { row in
      Situation(
        prefix: Array(text[start...start + row]),
        logits: reader.logits.part(row * vocabulary, vocabulary).array.map { Double($0) },
        next: text[start + row + 1])
    }
  }
}

/// The largest difference of a probability between the plain sampler and the library's, for settings drawn
/// at random.
func largestDifference(_ situations: [Situation], seed: UInt64) throws -> Double {
  var stream = RandomStream(seed: seed).fork("settings")
  func maybe<Value>(_ value: Value) -> Value? { stream.uniform() < 0.5 ? nil : value }
  var largest = 0.0
  for situation in situations {
    let temperature = stream.uniform() < 0.1 ? 0 : 0.2 + 1.8 * stream.uniform()
    let (topK, topP) = (maybe(1 + stream.index(below: 100)), maybe(0.05 + 0.9 * stream.uniform()))
    let (minP, repetition) = (maybe(0.2 * stream.uniform()), maybe(1 + stream.uniform()))
    let (presence, frequency) = (stream.uniform(), 0.5 * stream.uniform())
    let mine = distribution(
      penalized(
        situation.logits, previous: situation.prefix, repetition: repetition ?? 1,
        presence: presence, frequency: frequency),
      temperature: temperature, topK: topK, topP: topP ?? 1, minP: minP ?? 0)
    let library = try Sampler(
      temperature: temperature, topK: topK, topP: topP, minP: minP,
      repetitionPenalty: repetition ?? 1, presencePenalty: presence, frequencyPenalty: frequency
    ).distribution(situation.logits.map { Float($0) }, previous: situation.prefix)
    for (a, b) in zip(mine, library) { largest = max(largest, abs(a - b)) }
  }
  return largest
}

/// The tokens that may come next within a pattern: every one is tried.
func plainlyAllowed(
  _ pattern: BytePattern, after text: String, _ judge: WritingModel
) throws -> [Int32] {
  let machine = try ByteMachine(pattern)
  let special = Set(judge.tokenizer.specialTokens.map(\.id))
  return (0..<Int32(judge.tokenizer.vocabularySize)).filter { id in
    guard !special.contains(id), let bytes = judge.tokenizer.bytes(of: id), !bytes.isEmpty else {
      return false
    }
    let start: Int? = machine.start
    return (Array(text.utf8) + bytes).reduce(start) { state, byte in
      state.flatMap { machine.state(after: $0, byte) }
    } != nil
  }
}

/// How often the library's speculation begins with each token after some tokens.
func firstTokens(
  _ course: SamplingCourse, _ context: [Int32], _ draft: any DraftModel, count: Int, seed: UInt64
) throws -> [Double] {
  let generator = try SpeculativeGenerator(course.parameters, draft: draft, lookahead: 4)
  var sampler = try Sampler(seed: seed)
  var drawn = [Double](repeating: 0, count: course.plan.model.vocabularySize)
  for _ in 0..<count {
    let text = try generator.generate(context, maximumNewTokens: 2, sampler: &sampler)
    drawn[Int(text.ids[0])] += 1
  }
  return drawn
}

/// What a sampler makes of the course model after each opening, to the end of its context.
func continuations(
  of openings: [Opening], _ course: SamplingCourse, _ sampler: Sampler
) throws -> [[Int32]] {
  var sampler = sampler
  return try openings.map { opening in
    try course.generator.generate(
      opening.prompt, maximumNewTokens: course.contextLength - opening.prompt.count,
      sampler: &sampler
    ).ids
  }
}
