import Foundation
import WorkbookCore

func copyText(_ notebook: Notebook) throws {
  //: ## What copying is worth on running text
  //:
  //: Let the two hand-made heads read running text, with the library's attention: two built-in worlds,
  //: general and finance, or text of yours. They know no English. They only know what stood where in
  //: this window. How often do they guess the next word?
  //:
  //: As a control they read the same words in random order. What they get right there comes from
  //: frequent words alone. **Predict.** Does a longer window help? In both?
  let text = notebook.courseText()
  let windows = try readWindows(
    text, count: notebook.pick(smoke: 40, lesson: 60),
    length: notebook.pick(smoke: 128, lesson: 384), seed: notebook.seed)
  var draws = RandomStream(seed: notebook.seed).fork("disorder")
  let (seen, ordered) = stretches(shareRight(windows))
  let disordered = stretches(shareRight(windows.map { $0.shuffled(using: &draws) })).y
  let late = ordered.last ?? 0
  try notebook.plot(copyingFigure(seen, ordered, disordered, windows: windows.count, of: text))
  notebook.claim(
    "right guesses at the window's end, for each one on shuffled words",
    late / max(disordered.last ?? 0, 0.002), in: 2...200, scope: .builtInCorpus)
  notebook.claim(
    "gain of the last stretch of the window over the first", late / max(ordered[0], 0.002),
    in: 1.2...100, scope: .builtInCorpus)

  //: No parameter was trained, and yet the heads are right far more often than on the same words in
  //: random order. How often depends on the text: the built-in worlds repeat whole phrases. So a
  //: model can use the name of a company that it has never seen in training: it was on the page.
  //: That is the first argument *against* training your own model. Chapter 9 comes back to it.
  //: Such heads may also be why examples in a prompt help (for large models Olsson et al. 2022 show only
  //: that heads and skill appear together).
}

/// Windows of the training text's words.
private func readWindows(
  _ text: CourseText, count: Int, length: Int, seed: UInt64
) throws -> [[Substring]] {
  let words = text.training.prefix(byteCount: 600_000).texts.flatMap { bytes in
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
  }
  guard words.count > 2 * length else {
    throw TrainingDataError.corpusTooShort(
      name: "attention over words", tokens: words.count, needed: 2 * length)
  }
  var draws = RandomStream(seed: seed).fork("windows")
  return (0..<count).map { _ in
    let start = draws.index(below: words.count - length)
    return Array(words[start..<(start + length)])
  }
}

/// The share of right guesses at each distance from the windows' beginning, (length − 1).
private func shareRight(_ windows: [[Substring]]) -> [Double] {
  var right = [Double](repeating: 0, count: (windows.first?.count ?? 1) - 1)
  for window in windows {
    for (t, isRight) in guesses(window).enumerated() where isRight {
      right[t] += 1 / Double(windows.count)
    }
  }
  return right
}

/// For each position of a window: whether the heads' guess is the word that follows.
private func guesses(_ window: [Substring]) -> [Bool] {
  let (ids, kinds) = numbered(window)
  let width = max(kinds + 1, ids.count)
  let shape = AttentionShape(batch: 1, time: ids.count, headCount: 1, headWidth: width)
  func run(_ parts: (Matrix, Matrix, Matrix)) -> Matrix {
    let flat = library(ids.indices.map { parts.0[$0] + parts.1[$0] + parts.2[$0] }, shape).output
    return ids.indices.map { Array(flat[($0 * width)..<(($0 + 1) * width)]) }
  }
  let before = run(previousWordHead(ids, kinds: kinds))
  let output = run(inductionHead(ids, kinds: kinds, previous: before))
  return (1..<(ids.count - 1)).map { t in
    // Place 0 is the start: a head that rests there guesses nothing.
    let votes = output[t].prefix(kinds)
    return ids[t + 1] == votes.firstIndex(of: votes.max() ?? 0)
  }
}

/// Words as numbers in the order of their first appearance, behind a start mark, 0.
private func numbered(_ window: [Substring]) -> (ids: [Int], kinds: Int) {
  var numbers: [Substring: Int] = [:]
  var ids = [0]
  for word in window {
    let number = numbers[word] ?? numbers.count + 1
    numbers[word] = number
    ids.append(number)
  }
  return (ids, numbers.count + 1)
}

/// Means over stretches of the window, each twice as long as the one before.
private func stretches(_ values: [Double]) -> (x: [Double], y: [Double]) {
  var (x, y): ([Double], [Double]) = ([], [])
  var start = 16
  while start < values.count {
    let end = min(2 * start, values.count)
    x.append(Double(start + end) / 2)
    y.append(values[start..<end].mean)
    start = end
  }
  return (x, y)
}

/// Right guesses by the words read so far.
private func copyingFigure(
  _ seen: [Double], _ ordered: [Double], _ disordered: [Double], windows: Int,
  of text: CourseText
) -> Figure {
  let late = NumberStyle.percent(0).text(ordered.last ?? 0)
  return Figure(
    "copying",
    title: "Two hand-made heads guess \(late) of the words at the window's end",
    subtitle: "Right guesses by words read so far; \(windows) windows of "
      + text.parts.map(\.name).joined(separator: " and "),
    x: Axis("words read so far", scale: .log2),
    y: Axis("next word guessed", from: 0, style: .percent(0)),
    marks: [
      .line("text in order", x: seen, y: ordered, showsPoints: true),
      .line("same words, shuffled", x: seen, y: disordered, showsPoints: true),
    ])
}
