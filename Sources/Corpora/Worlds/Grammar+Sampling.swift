import Tensors

extension Grammar {
  /// How a document came about: every choice that was made, in order.
  public struct Derivation: Equatable, Sendable {
    public struct Sentence: Equatable, Sendable {
      public var template: Int
      public var fillers: [Int]
    }

    public var topic: Int
    public var subject: Int
    public var paragraphs: [[Sentence]]
  }

  /// Draws a derivation.
  public func sample(_ stream: inout RandomStream) -> Derivation {
    let topic = stream.index(cumulative: topicWeights)
    let subject = stream.index(cumulative: subjectWeights)
    let count = paragraphs.lowerBound + stream.index(below: paragraphs.count)
    let body = (0..<count).map { _ in
      let length = sentences.lowerBound + stream.index(below: sentences.count)
      return (0..<length).map { _ in
        let template = stream.index(cumulative: templateWeights[topic])
        var fillers: [Int] = []
        for case .slot(let category) in templates[template] {
          fillers.append(stream.index(cumulative: fillerWeights[topic][category]))
        }
        return Derivation.Sentence(template: template, fillers: fillers)
      }
    }
    return Derivation(topic: topic, subject: subject, paragraphs: body)
  }

  /// The text of a derivation.
  public func text(_ derivation: Derivation) -> [UInt8] {
    var out = heading(derivation.topic, derivation.subject)
    for (number, paragraph) in derivation.paragraphs.enumerated() {
      if number > 0 { out += [0x0A, 0x0A] }
      for (place, sentence) in paragraph.enumerated() {
        if place > 0 { out.append(0x20) }
        var fillers = sentence.fillers.makeIterator()
        for piece in templates[sentence.template] {
          switch piece {
          case .literal(let bytes): out += bytes
          case .fact(let name): out += fact(name, of: derivation.subject)
          case .slot(let category):
            if let filler = fillers.next() { out += categories[category].fillers[filler] }
          }
        }
      }
    }
    out.append(0x0A)
    return out
  }

  func heading(_ topic: Int, _ subject: Int) -> [UInt8] {
    topics[topic] + Array(": ".utf8) + Array(subjects[subject].name.utf8) + [0x0A, 0x0A]
  }
}
