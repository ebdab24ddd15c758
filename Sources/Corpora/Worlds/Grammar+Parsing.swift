import RealModule

extension Grammar {
  /// The derivation of a text; nil if the grammar cannot make it.
  ///
  /// - Complexity: O(bytes · templates) at worst; nothing is tried twice.
  public func parse(_ text: [UInt8]) -> Derivation? {
    var position = 0
    guard let (topic, subject) = parseHeading(text, &position) else { return nil }
    var body: [[Derivation.Sentence]] = [[]]
    while true {
      guard let sentence = parseSentence(text, &position, subject) else { return nil }
      body[body.count - 1].append(sentence)
      if text.matches([0x20], at: position) {
        position += 1
      } else if text.matches([0x0A, 0x0A], at: position) {
        position += 2
        body.append([])
      } else if position == text.count - 1, text[position] == 0x0A {
        break
      } else {
        return nil
      }
    }
    guard paragraphs.contains(body.count),
      body.allSatisfy({ sentences.contains($0.count) })
    else { return nil }
    return Derivation(topic: topic, subject: subject, paragraphs: body)
  }

  func parseHeading(_ text: [UInt8], _ position: inout Int) -> (Int, Int)? {
    let colon = Array(": ".utf8)
    guard let topic = topics.firstIndex(where: { text.matches($0 + colon, at: 0) }) else {
      return nil
    }
    position = topics[topic].count + colon.count
    for subject in subjects.indices {
      let name = Array(subjects[subject].name.utf8) + [0x0A, 0x0A]
      if text.matches(name, at: position) {
        position += name.count
        return (topic, subject)
      }
    }
    return nil
  }

  private func parseSentence(
    _ text: [UInt8], _ position: inout Int, _ subject: Int
  ) -> Derivation.Sentence? {
    for template in templates.indices {
      let opening = opening(of: template, subject: subject)
      guard text.matches(opening.bytes, at: position) else { continue }
      // No other template begins like this: what follows must fit.
      var place = position + opening.bytes.count
      var fillers: [Int] = []
      let pieces = templates[template]
      for index in opening.pieceCount..<max(pieces.count, opening.pieceCount) {
        switch pieces[index] {
        case .literal(let bytes):
          guard text.matches(bytes, at: place) else { return nil }
          place += bytes.count
        case .fact(let name):
          let bytes = fact(name, of: subject)
          guard text.matches(bytes, at: place) else { return nil }
          place += bytes.count
        case .slot(let category):
          let following = following(template, after: index, subject: subject)
          let words = categories[category].fillers
          guard let filler = words.firstIndex(where: { text.matches($0 + following, at: place) })
          else { return nil }
          fillers.append(filler)
          place += words[filler].count
        }
      }
      position = place
      return Derivation.Sentence(template: template, fillers: fillers)
    }
    return nil
  }

  /// The fixed bytes with which a template begins, and how many pieces they are.
  func opening(of template: Int, subject: Int) -> (bytes: [UInt8], pieceCount: Int) {
    var bytes: [UInt8] = []
    var count = 0
    for piece in templates[template] {
      switch piece {
      case .literal(let literal): bytes += literal
      case .fact(let name): bytes += fact(name, of: subject)
      case .slot: return (bytes, count)
      }
      count += 1
    }
    return (bytes, count)
  }

  /// The fixed bytes between a slot and the next one.
  func following(_ template: Int, after index: Int, subject: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in templates[template][(index + 1)...] {
      switch piece {
      case .literal(let literal): bytes += literal
      case .fact(let name): bytes += fact(name, of: subject)
      case .slot: return bytes
      }
    }
    return bytes
  }

  /// log p of a derivation, in nats.
  public func logProbability(_ derivation: Derivation) -> Double {
    let topic = derivation.topic
    var sum =
      Double.log(Self.probability(topicWeights, topic))
      + .log(Self.probability(subjectWeights, derivation.subject))
      - .log(Double(paragraphs.count))
    for paragraph in derivation.paragraphs {
      sum -= .log(Double(sentences.count))
      for sentence in paragraph {
        sum += .log(Self.probability(templateWeights[topic], sentence.template))
        var fillers = sentence.fillers.makeIterator()
        for case .slot(let category) in templates[sentence.template] {
          guard let filler = fillers.next() else { continue }
          sum += .log(Self.probability(fillerWeights[topic][category], filler))
        }
      }
    }
    return sum
  }

  /// Why a text of this grammar might have two derivations; empty if none has.
  public func ambiguities() -> [String] {
    var found: [String] = []
    func name(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    func check(_ beginnings: [[UInt8]], _ what: String) {
      let sorted = beginnings.sorted { $0.lexicographicallyPrecedes($1) }
      // In sorted order a prefix stands right before something that begins with it.
      for (a, b) in zip(sorted, sorted.dropFirst()) where b.starts(with: a) {
        found.append("\(what): \"\(name(a))\" begins \"\(name(b))\"")
      }
    }
    check(topics.map { $0 + Array(": ".utf8) }, "topics")
    check(subjects.map { Array($0.name.utf8) + [0x0A] }, "subjects")
    for subject in subjects.indices {
      check(templates.indices.map { opening(of: $0, subject: subject).bytes }, "templates")
    }
    for (number, pieces) in templates.enumerated() {
      for case .fact(let fact) in pieces where fact != "NAME" {
        for subject in subjects where subject.facts[fact] == nil {
          found.append("template \(number): \(subject.name) has no \(fact)")
        }
      }
      for (index, piece) in pieces.enumerated() {
        guard case .slot(let category) = piece else { continue }
        let following = following(number, after: index, subject: 0)
        if following.isEmpty { found.append("template \(number): two slots touch") }
        check(categories[category].fillers.map { $0 + following }, categories[category].name)
      }
    }
    return Array(Set(found)).sorted()
  }
}

extension [UInt8] {
  fileprivate func matches(_ other: [UInt8], at position: Int) -> Bool {
    guard position + other.count <= count else { return false }
    for i in other.indices where self[position + i] != other[i] { return false }
    return true
  }
}
