import ExerciseKit

/// Writes tokens as the large model would, with fewer calls of it.
///
///     try faithfulDrafts(writer, prompt: [2, 0], count: 4)     // four tokens
///
/// - Parameters:
///   - writer: the models, how many tokens to draft in a row, and the coins.
///   - prompt: the context to begin with.
///   - count: how many tokens to write.
public func faithfulDrafts(
  _ writer: Chapter04.DraftedWriter, prompt: [Int], count: Int
) throws -> [Int] {
  // exercise begin 4.6: draft, judge, and draw what is missing
  var written: [Int] = []
  while written.count < count {
    let context = prompt + written
    // One token of a round is always the large model's own.
    let ahead = min(writer.ahead, count - written.count - 1)
    var drafted: [Int] = []
    var guesses: [[Double]] = []
    for _ in 0..<ahead {
      let odds = writer.draft.next(after: [context + drafted])[0]
      guesses.append(odds)
      drafted.append(writer.coins.draw(odds))
    }
    let judged = writer.model.next(after: (0...ahead).map { context + drafted.prefix($0) })
    var kept = 0
    while kept < ahead {
      let (token, p, q) = (drafted[kept], judged[kept], guesses[kept])
      guard writer.coins.uniform() * q[token] < p[token] else { break }
      kept += 1
    }
    written += drafted.prefix(kept)
    // Behind the last draft nothing was refused: the large model's own odds. Else what the draft has
    // given too little of.
    let missing =
      kept == ahead ? judged[kept] : zip(judged[kept], guesses[kept]).map { max(0, $0 - $1) }
    written.append(writer.coins.draw(missing))
  }
  return written
  // exercise end
}
