import ExerciseKit

/// The known mistakes of exercise 4.6.
public var faithfulDraftsMistakes: [KnownMistake<Chapter04.FaithfulDrafts>] {
  typealias Fault = Chapter04.DraftFault
  return [
    KnownMistake(Fault.tooLong) { writer, prompt, count in
      count == 0 ? [] : try faithfulDrafts(writer, prompt: prompt, count: count + 1)
    },
    KnownMistake(Fault.draftsOnly, written(isKept: { _, _, _, _ in true })),
    KnownMistake(Fault.fromModel, written(missing: { p, _ in p })),
    KnownMistake(Fault.fromDraft, written(missing: { _, q in q })),
    KnownMistake(Fault.threshold, written(isKept: { token, p, q, _ in p[token] >= q[token] })),
    KnownMistake(Fault.likeliest, written(isKept: { token, p, _, _ in p[token] == p.max() })),
    KnownMistake(Fault.leftovers, written(keepsLater: true)),
    KnownMistake(Fault.unused) { writer, prompt, count in
      var text: [Int] = []
      while text.count < count {
        text.append(writer.coins.draw(writer.model.next(after: [prompt + text])[0]))
      }
      return text
    },
    KnownMistake(Fault.noFreeToken, written(hasFreeToken: false)),
  ]
}

/// The loop with another rule in it.
///
/// - Parameters:
///   - hasFreeToken: whether the token behind drafts that were all kept is written.
///   - keepsLater: whether drafts behind a refused one are judged, too.
///   - missing: what is drawn from where a draft was refused, of p and q.
///   - isKept: of a token, p, q and a number in [0, 1).
private func written(
  hasFreeToken: Bool = true, keepsLater: Bool = false,
  missing: @escaping (_ p: [Double], _ q: [Double]) -> [Double] = { p, q in
    zip(p, q).map { max(0, $0 - $1) }
  },
  isKept: @escaping (_ token: Int, _ p: [Double], _ q: [Double], _ coin: Double) -> Bool = {
    token, p, q, coin in coin * q[token] < p[token]
  }
) -> Chapter04.FaithfulDrafts {
  { writer, prompt, count in
    var text: [Int] = []
    while text.count < count {
      let context = prompt + text
      let room = count - text.count
      let ahead = min(writer.ahead, hasFreeToken ? room - 1 : room)
      var (drafted, guesses): ([Int], [[Double]]) = ([], [])
      for _ in 0..<ahead {
        let odds = writer.draft.next(after: [context + drafted])[0]
        guesses.append(odds)
        drafted.append(writer.coins.draw(odds))
      }
      let judged = writer.model.next(after: (0...ahead).map { context + drafted.prefix($0) })
      var isRefused = false
      for place in 0..<ahead {
        if isKept(drafted[place], judged[place], guesses[place], writer.coins.uniform()) {
          text.append(drafted[place])
        } else {
          text.append(writer.coins.draw(missing(judged[place], guesses[place])))
          isRefused = true
          if !keepsLater { break }
        }
      }
      if hasFreeToken, !isRefused { text.append(writer.coins.draw(judged[ahead])) }
    }
    return text
  }
}
