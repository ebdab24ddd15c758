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
  /// subject and the number of paragraphs, and for each paragraph its number of sentences and what
  /// those sentences choose.
  public func entropy() -> GrammarEntropy {
    var nats = Self.entropy(topicWeights) + Self.entropy(subjectWeights)
    nats += .log(Double(paragraphs.count))
    let meanParagraphs = Self.mean(paragraphs)
    let meanSentences = Self.mean(sentences)
    nats += meanParagraphs * .log(Double(sentences.count))
    var bytes = 0.0
    for topic in topics.indices {
      let share = Self.probability(topicWeights, topic)
      let (sentenceNats, sentenceBytes) = meanSentence(topic: topic)
      nats += share * meanParagraphs * meanSentences * sentenceNats
      // Between sentences a space, between paragraphs a blank line, a line feed at the end.
      bytes +=
        share
        * (Double(topics[topic].count)
          + meanParagraphs * (meanSentences * sentenceBytes + meanSentences - 1)
          + 2 * (meanParagraphs - 1) + 1)
    }
    bytes += 4 + meanFact("NAME")
    return GrammarEntropy(natsPerDocument: nats, bytesPerDocument: bytes)
  }

  private func meanSentence(topic: Int) -> (nats: Double, bytes: Double) {
    let sums = templateWeights[topic]
    var nats = Self.entropy(sums)
    var bytes = 0.0
    for template in templates.indices {
      let share = Self.probability(sums, template)
      for piece in templates[template] {
        switch piece {
        case .literal(let literal): bytes += share * Double(literal.count)
        case .fact(let name): bytes += share * meanFact(name)
        case .slot(let category):
          let weights = fillerWeights[topic][category]
          nats += share * Self.entropy(weights)
          for (index, filler) in categories[category].fillers.enumerated() {
            bytes += share * Self.probability(weights, index) * Double(filler.count)
          }
        }
      }
    }
    return (nats, bytes)
  }

  private func meanFact(_ name: String) -> Double {
    subjects.indices.reduce(0) {
      $0 + Self.probability(subjectWeights, $1) * Double(fact(name, of: $1).count)
    }
  }

  private static func mean(_ range: ClosedRange<Int>) -> Double {
    Double(range.lowerBound + range.upperBound) / 2
  }

  /// Every text of the grammar with its probability: for grammars with a handful of words.
  public func enumerated() -> [(text: [UInt8], probability: Double)] {
    var result: [(text: [UInt8], probability: Double)] = []
    for topic in topics.indices {
      let sentenceList = templates.indices.flatMap { template in
        var partial: [[Int]] = [[]]
        for case .slot(let category) in templates[template] {
          partial = partial.flatMap { chosen in
            categories[category].fillers.indices.map { chosen + [$0] }
          }
        }
        return partial.map { Derivation.Sentence(template: template, fillers: $0) }
      }
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
      for subject in subjects.indices {
        for body in bodies {
          let derivation = Derivation(topic: topic, subject: subject, paragraphs: body)
          result.append((text(derivation), .exp(logProbability(derivation))))
        }
      }
    }
    return result
  }
}
