extension Grammar {
  /// The derivation of a text; nil if the grammar cannot make it.
  ///
  /// - Complexity: O(bytes · fillers) at worst; nothing that was read is read again.
  public func parse(_ text: [UInt8]) -> Derivation? {
    var position = 0
    guard let (topic, title, subject) = parseHeading(text, &position) else { return nil }
    var body: [[Derivation.Sentence]] = [[]]
    while true {
      var choices: [Int] = []
      guard parse(sentence, followedBy: [], text, &position, subject, &choices) else { return nil }
      body[body.count - 1].append(Derivation.Sentence(choices: choices))
      if text.matches([0x20], at: position) {
        position += 1
      } else if text.matches(Self.headingEnd, at: position) {
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
    return Derivation(topic: topic, title: title, subject: subject, paragraphs: body)
  }

  func parseHeading(
    _ text: [UInt8], _ position: inout Int
  ) -> (topic: Int, title: Int, subject: Int)? {
    for topic in titles.indices {
      for (title, bytes) in titles[topic].enumerated() {
        guard text.matches(bytes, at: 0), text.matches(Self.headingMiddle, at: bytes.count)
        else { continue }
        position = bytes.count + Self.headingMiddle.count
        for subject in subjects.indices {
          let name = facts[subject][0]
          let end = position + name.count
          if text.matches(name, at: position), text.matches(Self.headingEnd, at: end) {
            position = end + Self.headingEnd.count
            return (topic, title, subject)
          }
        }
        return nil
      }
    }
    return nil
  }

  /// Reads a filler of a category. The first one that may stand here is the right one, for no other
  /// begins like it.
  private func parse(
    _ category: Int, followedBy following: [UInt8], _ text: [UInt8], _ position: inout Int,
    _ subject: Int, _ choices: inout [Int]
  ) -> Bool {
    let fillers = rules[category]
    guard
      let filler = fillers.firstIndex(where: {
        begins($0[...], followedBy: following, text, position, subject)
      })
    else { return false }
    choices.append(filler)
    let pieces = fillers[filler]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .literal(let bytes):
        guard text.matches(bytes, at: position) else { return false }
        position += bytes.count
      case .fact(let fact):
        let bytes = facts[subject][fact]
        guard text.matches(bytes, at: position) else { return false }
        position += bytes.count
      case .slot(let inner):
        let next = self.following(pieces[(index + 1)...], following, subject)
        guard parse(inner, followedBy: next, text, &position, subject, &choices)
        else { return false }
      }
    }
    return true
  }

  /// Whether a text goes on at a place as these pieces begin: up to the end of their first slot.
  private func begins(
    _ pieces: ArraySlice<Piece>, followedBy following: [UInt8], _ text: [UInt8], _ position: Int,
    _ subject: Int
  ) -> Bool {
    var place = position
    for (index, piece) in zip(pieces.indices, pieces) {
      switch piece {
      case .literal(let bytes):
        guard text.matches(bytes, at: place) else { return false }
        place += bytes.count
      case .fact(let fact):
        guard text.matches(facts[subject][fact], at: place) else { return false }
        place += facts[subject][fact].count
      case .slot(let inner):
        // With a fixed beginning no other filler begins like this one: what follows must fit.
        if place > position { return true }
        let next = self.following(pieces[(index + 1)...], following, subject)
        return rules[inner].contains { begins($0[...], followedBy: next, text, place, subject) }
      }
    }
    return text.matches(following, at: place)
  }

  /// The fixed bytes from here to the next slot, with those that follow where there is none.
  func following(_ pieces: ArraySlice<Piece>, _ after: [UInt8], _ subject: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let literal): bytes += literal
      case .fact(let fact): bytes += facts[subject][fact]
      case .slot: return bytes
      }
    }
    return bytes + after
  }
}

extension [UInt8] {
  func matches(_ other: [UInt8], at position: Int) -> Bool {
    guard position + other.count <= count else { return false }
    for i in other.indices where self[position + i] != other[i] { return false }
    return true
  }
}
