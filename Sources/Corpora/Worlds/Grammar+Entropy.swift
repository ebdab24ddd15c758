import RealModule

/// How many nats and bytes a document of a grammar has on average: exact, not estimated.
public struct GrammarEntropy: Hashable, Sendable {
  /// The entropy of a document, in nats.
  public let natsPerDocument: Double
  /// The mean length of a document, in bytes.
  public let bytesPerDocument: Double
  /// The floor of bits per byte: no model, however large, gets below it on average.
  public var bitsPerByte: Double {
    natsPerDocument / (bytesPerDocument * 0.693_147_180_559_945_3)
  }
}

extension Grammar {
  /// The exact entropy of a document and its exact mean length.
  ///
  /// The choices are independent given the topic, so that the entropy is a sum: of the topic, the
  /// title, the subject and the number of paragraphs, and for each paragraph its number of sentences
  /// and what those sentences choose.
  public func entropy() -> GrammarEntropy {
    var nats = Self.entropy(topicWeights) + Self.entropy(subjectWeights)
    nats += .log(Double(paragraphs.count))
    let meanParagraphs = Self.mean(paragraphs)
    let meanSentences = Self.mean(sentences)
    nats += meanParagraphs * .log(Double(sentences.count))
    // Between sentences a space, between paragraphs a blank line, a line feed at the end.
    var bytes =
      Double(Self.headingMiddle.count + Self.headingEnd.count) + meanFact(0)
      + meanParagraphs * (meanSentences - 1)
      + Double(Self.headingEnd.count) * (meanParagraphs - 1) + 1
    for topic in titles.indices {
      let share = Self.probability(topicWeights, topic)
      let sums = titleWeights[topic]
      nats += share * Self.entropy(sums)
      for (index, title) in titles[topic].enumerated() {
        bytes += share * Self.probability(sums, index) * Double(title.count)
      }
      let mean = meanSentence(topic: topic)
      nats += share * meanParagraphs * meanSentences * mean.nats
      bytes += share * meanParagraphs * meanSentences * mean.bytes
    }
    return GrammarEntropy(natsPerDocument: nats, bytesPerDocument: bytes)
  }

  /// The entropy and the mean length of a sentence, from those of the categories that it is made of.
  private func meanSentence(topic: Int) -> (nats: Double, bytes: Double) {
    var means = Array(repeating: (nats: 0.0, bytes: 0.0), count: rules.count)
    let meanFacts = factNames.indices.map { meanFact($0) }
    for category in order {
      let sums = fillerWeights[topic][category]
      var (nats, bytes) = (Self.entropy(sums), 0.0)
      for (filler, pieces) in rules[category].enumerated() {
        let share = Self.probability(sums, filler)
        for piece in pieces {
          switch piece {
          case .literal(let literal): bytes += share * Double(literal.count)
          case .fact(let fact): bytes += share * meanFacts[fact]
          case .slot(let inner):
            nats += share * means[inner].nats
            bytes += share * means[inner].bytes
          }
        }
      }
      means[category] = (nats, bytes)
    }
    return means[sentence]
  }

  private func meanFact(_ fact: Int) -> Double {
    subjects.indices.reduce(0) {
      $0 + Self.probability(subjectWeights, $1) * Double(facts[$1][fact].count)
    }
  }

  private static func mean(_ range: ClosedRange<Int>) -> Double {
    Double(range.lowerBound + range.upperBound) / 2
  }

  /// Every text of the grammar with its probability: for grammars with a handful of words.
  public func enumerated() -> [(text: [UInt8], probability: Double)] {
    let sentenceList = choices(of: sentence).map { Derivation.Sentence(choices: $0) }
    func sequences<Element>(_ elements: [Element], _ lengths: ClosedRange<Int>) -> [[Element]] {
      var all: [[Element]] = []
      var current: [[Element]] = [[]]
      for length in 1...lengths.upperBound {
        current = current.flatMap { head in elements.map { head + [$0] } }
        if lengths.contains(length) { all += current }
      }
      return all
    }
    let bodies = sequences(sequences(sentenceList, sentences), paragraphs)
    var result: [(text: [UInt8], probability: Double)] = []
    for topic in titles.indices {
      for title in titles[topic].indices {
        for subject in subjects.indices {
          for body in bodies {
            let derivation = Derivation(
              topic: topic, title: title, subject: subject, paragraphs: body)
            result.append((text(derivation), .exp(logProbability(derivation))))
          }
        }
      }
    }
    return result
  }

  /// All ways to fill a slot.
  private func choices(of category: Int) -> [[Int]] {
    rules[category].indices.flatMap { filler in
      var partial = [[filler]]
      for case .slot(let inner) in rules[category][filler] {
        let inside = choices(of: inner)
        partial = partial.flatMap { head in inside.map { head + $0 } }
      }
      return partial
    }
  }
}
