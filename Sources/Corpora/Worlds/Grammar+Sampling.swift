import Groundwork
import RealModule

extension Grammar {
  /// How a document came about: every choice that was made, in order.
  public struct Derivation: Equatable, Sendable {
    /// The template, and then what fills its slots, each filler before the fillers within it.
    public struct Sentence: Equatable, Sendable {
      public var choices: [Int]
    }

    public var topic: Int
    public var title: Int
    public var subject: Int
    public var paragraphs: [[Sentence]]
  }

  /// Draws a derivation.
  public func sample(_ stream: inout RandomStream) -> Derivation {
    let topic = stream.index(cumulative: topicWeights)
    let title = stream.index(cumulative: titleWeights[topic])
    let subject = stream.index(cumulative: subjectWeights)
    let count = paragraphs.lowerBound + stream.index(below: paragraphs.count)
    let body = (0..<count).map { _ in
      let length = sentences.lowerBound + stream.index(below: sentences.count)
      return (0..<length).map { _ in
        var choices: [Int] = []
        choose(sentence, topic, &stream, &choices)
        return Derivation.Sentence(choices: choices)
      }
    }
    return Derivation(topic: topic, title: title, subject: subject, paragraphs: body)
  }

  private func choose(
    _ category: Int, _ topic: Int, _ stream: inout RandomStream, _ choices: inout [Int]
  ) {
    let filler = stream.index(cumulative: fillerWeights[topic][category])
    choices.append(filler)
    for case .slot(let inner) in rules[category][filler] {
      choose(inner, topic, &stream, &choices)
    }
  }

  /// The text of a derivation.
  public func text(_ derivation: Derivation) -> [UInt8] {
    var out = titles[derivation.topic][derivation.title] + Self.headingMiddle
    out.reserveCapacity(4_096)
    out += subjects[derivation.subject].name.utf8
    out += Self.headingEnd
    for (number, paragraph) in derivation.paragraphs.enumerated() {
      if number > 0 { out += Self.headingEnd }
      for (place, sentence) in paragraph.enumerated() {
        if place > 0 { out.append(0x20) }
        var choices = sentence.choices[...]
        write(self.sentence, derivation.subject, &choices, to: &out)
      }
    }
    out.append(0x0A)
    return out
  }

  private func write(
    _ category: Int, _ subject: Int, _ choices: inout ArraySlice<Int>, to out: inout [UInt8]
  ) {
    guard let filler = choices.popFirst() else { return }
    for piece in rules[category][filler] {
      switch piece {
      case .literal(let bytes): out += bytes
      case .fact(let fact): out += facts[subject][fact]
      case .slot(let inner): write(inner, subject, &choices, to: &out)
      }
    }
  }

  /// What stands between title and name, and between heading and text, as between paragraphs.
  static let headingMiddle = Array(": ".utf8)
  static let headingEnd: [UInt8] = [0x0A, 0x0A]

  /// log p of a derivation, in nats.
  public func logProbability(_ derivation: Derivation) -> Double {
    let topic = derivation.topic
    var sum =
      Double.log(Self.probability(topicWeights, topic))
      + .log(Self.probability(titleWeights[topic], derivation.title))
      + .log(Self.probability(subjectWeights, derivation.subject))
      - .log(Double(paragraphs.count))
    for paragraph in derivation.paragraphs {
      sum -= .log(Double(sentences.count))
      for sentence in paragraph {
        var choices = sentence.choices[...]
        sum += logProbability(of: self.sentence, topic, &choices)
      }
    }
    return sum
  }

  private func logProbability(
    of category: Int, _ topic: Int, _ choices: inout ArraySlice<Int>
  ) -> Double {
    guard let filler = choices.popFirst() else { return 0 }
    var sum = Double.log(Self.probability(fillerWeights[topic][category], filler))
    for case .slot(let inner) in rules[category][filler] {
      sum += logProbability(of: inner, topic, &choices)
    }
    return sum
  }
}
