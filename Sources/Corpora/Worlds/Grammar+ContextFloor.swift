import Groundwork
import RealModule

/// What no model gets below that sees no more than a window of the text.
public struct ContextFloor: Hashable, Sendable {
  public let bitsPerByte: Double
  /// Of the mean over the windows that were drawn.
  public let standardError: Double
}

extension Grammar {
  /// The least loss for windows of a length, over windows that begin anywhere in a long text.
  ///
  /// A window mostly begins in the middle of a document. Topic and subject must then be guessed from
  /// what is said, as must how far the document has come; only a window that is long enough comes
  /// near the exact entropy. The ideal predictor does this by Bayes' rule: it holds a probability for
  /// every topic, subject and place, and changes it with each choice that it reads. It is told what
  /// was chosen before the window began of the sentence that it begins in, so that its loss is a
  /// floor, and below the least possible one by what that knowledge is worth: a few bits a window,
  /// which matter where a window is hardly longer than a sentence.
  ///
  /// The mean is taken over windows that are drawn: hence the standard error.
  public func floor(contextBytes: Int, windows: Int = 1_000, seed: UInt64 = 1) -> ContextFloor {
    precondition(contextBytes > 0 && windows > 1, "a floor needs a window, and more than one")
    var stream = RandomStream(seed: seed).fork("\(name)/floor")
    // Windows so far apart that two hardly ever see the same document.
    let stride = contextBytes + 2 * Int(entropy().bytesPerDocument)
    var trace = trace(sample(&stream))
    var origin = 0
    var costs: [Double] = []
    for window in 0..<windows {
      let start = window * stride + stride / 2
      while origin + trace.bytes.count <= start {
        origin += trace.bytes.count
        trace = self.trace(sample(&stream))
      }
      var reader = WindowReader(self)
      reader.begin(trace, at: start - origin)
      var nats = reader.read(trace, from: start - origin, to: start + contextBytes - origin)
      while origin + trace.bytes.count < start + contextBytes {
        origin += trace.bytes.count
        trace = self.trace(sample(&stream))
        nats += reader.read(trace, from: 0, to: start + contextBytes - origin)
      }
      costs.append(nats / (Double(contextBytes) * .log(2)))
    }
    let mean = costs.reduce(0, +) / Double(windows)
    let variance =
      costs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(windows - 1)
    return ContextFloor(
      bitsPerByte: mean, standardError: (variance / Double(windows)).squareRoot())
  }
}

/// The ideal reader of a window: what it holds possible of what it has not been told.
private struct WindowReader {
  private let grammar: Grammar
  private var topics: [Double] = []
  private var subjects: [Double] = []
  /// How likely it is that so many paragraphs, or sentences of this paragraph, are left, with the
  /// present one; index 0 is never used.
  private var paragraphsLeft: [Double] = []
  private var sentencesLeft: [Double] = []

  init(_ grammar: Grammar) {
    self.grammar = grammar
    beginDocument()
  }

  private mutating func beginDocument() {
    topics = Self.probabilities(grammar.topicWeights)
    subjects = Self.probabilities(grammar.subjectWeights)
    paragraphsLeft = Self.uniform(grammar.paragraphs)
    sentencesLeft = Self.uniform(grammar.sentences)
  }

  /// Takes in what the window's first sentence has chosen before the window begins.
  mutating func begin(_ trace: Grammar.Trace, at start: Int) {
    guard start > 0 else { return }
    let events = trace.events
    let first = trace.sentenceStarts.last { events[$0].start < start } ?? 0
    if first > 0 {
      paragraphsLeft = Self.remaining(grammar.paragraphs)
      sentencesLeft = Self.remaining(grammar.sentences)
    }
    for index in first..<events.count where events[index].start < start {
      _ = learn(events[index].event)
    }
  }

  /// The nats that a document's events cost which begin at `start` or later and before `end`.
  mutating func read(_ trace: Grammar.Trace, from start: Int, to end: Int) -> Double {
    var nats = 0.0
    for (index, (place, event)) in trace.events.enumerated() where place >= start {
      guard place < end else { break }
      let next =
        index + 1 < trace.events.count ? trace.events[index + 1].start : trace.bytes.count
      if next < end || (next == end && next == trace.bytes.count) {
        nats -= .log(learn(event))
      } else if case .choice(let category, let filler) = event {
        nats -= .log(cut(category, filler, seen: trace.bytes[place..<end]))
      }
    }
    return nats
  }

  /// How likely an event was; what it teaches is taken in.
  private mutating func learn(_ event: Grammar.Trace.Event) -> Double {
    switch event {
    case .title(let topic, let title):
      let odds = topics[topic] * Grammar.probability(grammar.titleWeights[topic], title)
      topics = topics.indices.map { $0 == topic ? 1 : 0 }
      return odds
    case .subject(let subject):
      let odds = subjects[subject]
      subjects = subjects.indices.map { $0 == subject ? 1 : 0 }
      return odds
    case .choice(let category, let filler):
      for topic in topics.indices {
        topics[topic] *= Grammar.probability(grammar.fillerWeights[topic][category], filler)
      }
      return Self.normalize(&topics)
    case .fact(let fact, let subject):
      for other in subjects.indices
      where grammar.facts[other][fact] != grammar.facts[subject][fact] {
        subjects[other] = 0
      }
      return Self.normalize(&subjects)
    case .sentenceFollows:
      return Self.countDown(&sentencesLeft)
    case .paragraphFollows:
      let odds = sentencesLeft[1]
      sentencesLeft = Self.uniform(grammar.sentences)
      return odds * Self.countDown(&paragraphsLeft)
    case .end:
      let odds = sentencesLeft[1] * paragraphsLeft[1]
      beginDocument()
      return odds
    }
  }

  /// How likely the beginning of a choice was of which the window shows no more: whatever begins so.
  private func cut(_ category: Int, _ filler: Int, seen: ArraySlice<UInt8>) -> Double {
    let rules = grammar.rules[category]
    let alternatives = rules.indices.filter { other in
      guard case .literal(let bytes)? = rules[other].first, other != filler else { return true }
      return zip(bytes, seen).allSatisfy { $0 == $1 }
    }
    return topics.indices.reduce(0) { sum, topic in
      alternatives.reduce(sum) {
        $0 + topics[topic] * Grammar.probability(grammar.fillerWeights[topic][category], $1)
      }
    }
  }

  /// One less is left; the probability that not all was done.
  private static func countDown(_ left: inout [Double]) -> Double {
    left.remove(at: 1)
    left.append(0)
    return normalize(&left)
  }

  /// Scales to a sum of one, and returns what the sum was.
  private static func normalize(_ values: inout [Double]) -> Double {
    let sum = values.reduce(0, +)
    for index in values.indices { values[index] /= sum }
    return sum
  }

  private static func probabilities(_ sums: [Double]) -> [Double] {
    sums.indices.map { Grammar.probability(sums, $0) }
  }

  private static func uniform(_ range: ClosedRange<Int>) -> [Double] {
    (0...range.upperBound).map { range.contains($0) ? 1 / Double(range.count) : 0 }
  }

  /// How many are left of a number drawn evenly, at a place drawn evenly.
  private static func remaining(_ range: ClosedRange<Int>) -> [Double] {
    var left = (0...range.upperBound).map { place in
      place > 0 ? Double(range.count { $0 >= place }) : 0
    }
    _ = normalize(&left)
    return left
  }
}
