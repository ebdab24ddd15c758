extension Grammar {
  /// Why a text of this grammar might have two derivations; empty if none has.
  ///
  /// Each entry names the place of the choice and the two ways to go on of which one begins the
  /// other: a word listed twice, "interest" beside "interest rate" where a space follows, a fact
  /// that a subject lacks, a list that is never used.
  public func ambiguities() -> [String] {
    var found: Set<String> = []
    found.formUnion(
      Self.prefixes(titles.joined().map { $0 + Self.headingMiddle }).map { "titles: \($0)" })
    found.formUnion(
      Self.prefixes(facts.map { $0[0] + Self.headingEnd }).map { "subjects: \($0)" })
    for (fact, name) in factNames.enumerated() {
      for subject in subjects.indices where facts[subject][fact].isEmpty {
        found.insert("\(subjects[subject].name) has no \(name)")
      }
    }
    for category in rules.indices {
      for pieces in rules[category] where pieces.isEmpty {
        found.insert("\(categoryNames[category]): an empty entry")
      }
    }
    var speaking: Set<Int> = []
    for category in order {
      let isSpeaking = rules[category].joined().contains {
        switch $0 {
        case .literal: false
        case .fact: true
        case .slot(let inner): speaking.contains(inner)
        }
      }
      if isSpeaking { speaking.insert(category) }
    }
    var seen: Set<Context> = []
    for subject in subjects.indices {
      check(Context(category: sentence, following: []), subject, speaking, &seen, &found)
    }
    let used = Set(seen.map(\.category))
    for category in rules.indices where !used.contains(category) {
      found.insert("\(categoryNames[category]): no sentence has such a slot")
    }
    return found.sorted()
  }

  /// A slot, and the fixed bytes that follow it.
  private struct Context: Hashable {
    let category: Int
    let following: [UInt8]
  }

  /// Checks a slot and those within its fillers; again for each subject where their facts are
  /// spoken of.
  private func check(
    _ context: Context, _ subject: Int, _ speaking: Set<Int>, _ seen: inout Set<Context>,
    _ found: inout Set<String>
  ) {
    guard seen.insert(context).inserted || speaking.contains(context.category) else { return }
    let name = categoryNames[context.category]
    let fillers = rules[context.category]
    let all = fillers.flatMap { beginnings(of: $0[...], context.following, subject) }
    found.formUnion(Self.prefixes(all).map { "\(name): \($0)" })
    for pieces in fillers {
      for (index, piece) in pieces.enumerated() {
        guard case .slot(let inner) = piece else { continue }
        let next = following(pieces[(index + 1)...], context.following, subject)
        check(Context(category: inner, following: next), subject, speaking, &seen, &found)
      }
    }
  }

  /// How a text may go on where these pieces stand: their fixed beginnings, or those of the slot that
  /// they begin with.
  private func beginnings(
    of pieces: ArraySlice<Piece>, _ after: [UInt8], _ subject: Int
  ) -> [[UInt8]] {
    let fixed = following(pieces, after, subject)
    guard case .slot(let inner)? = pieces.first else { return [fixed] }
    let next = following(pieces.dropFirst(), after, subject)
    return rules[inner].flatMap { beginnings(of: $0[...], next, subject) }
  }

  /// Which entries begin others.
  private static func prefixes(_ beginnings: [[UInt8]]) -> [String] {
    let sorted = beginnings.sorted { $0.lexicographicallyPrecedes($1) }
    // In sorted order a prefix stands right before something that begins with it.
    return zip(sorted, sorted.dropFirst()).filter { $1.starts(with: $0) }.map { first, second in
      let name = String(decoding: first, as: UTF8.self)
      return first == second
        ? "\"\(name)\" stands twice"
        : "\"\(name)\" begins \"\(String(decoding: second, as: UTF8.self))\""
    }
  }
}
