extension Grammar {
  /// A document as its reader meets it: its bytes, and at which of them something is learned.
  struct Trace {
    enum Event {
      case title(topic: Int, title: Int)
      case subject(Int)
      case choice(category: Int, filler: Int)
      case fact(Int, subject: Int)
      /// What stands behind a sentence: another one, another paragraph, or the end.
      case sentenceFollows, paragraphFollows, end
    }

    /// Where each event begins; in order.
    var events: [(start: Int, event: Event)] = []
    /// Where each sentence begins, as an index of `events`; the heading is the first.
    var sentenceStarts: [Int] = []
    var bytes: [UInt8] = []
  }

  func trace(_ derivation: Derivation) -> Trace {
    var trace = Trace()
    func note(_ event: Trace.Event) { trace.events.append((trace.bytes.count, event)) }
    func write(_ category: Int, _ choices: inout ArraySlice<Int>) {
      guard let filler = choices.popFirst() else { return }
      note(.choice(category: category, filler: filler))
      for piece in rules[category][filler] {
        switch piece {
        case .literal(let bytes): trace.bytes += bytes
        case .fact(let fact):
          note(.fact(fact, subject: derivation.subject))
          trace.bytes += facts[derivation.subject][fact]
        case .slot(let inner): write(inner, &choices)
        }
      }
    }
    trace.sentenceStarts.append(0)
    note(.title(topic: derivation.topic, title: derivation.title))
    trace.bytes += titles[derivation.topic][derivation.title] + Self.headingMiddle
    note(.subject(derivation.subject))
    trace.bytes += facts[derivation.subject][0] + Self.headingEnd
    for (number, paragraph) in derivation.paragraphs.enumerated() {
      for (place, sentence) in paragraph.enumerated() {
        trace.sentenceStarts.append(trace.events.count)
        var choices = sentence.choices[...]
        write(self.sentence, &choices)
        let isLast = place == paragraph.count - 1
        if !isLast {
          note(.sentenceFollows)
          trace.bytes.append(0x20)
        } else if number < derivation.paragraphs.count - 1 {
          note(.paragraphFollows)
          trace.bytes += Self.headingEnd
        } else {
          note(.end)
          trace.bytes.append(0x0A)
        }
      }
    }
    return trace
  }
}
