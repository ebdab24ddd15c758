import ExerciseKit

/// Writes two heads that look up what followed a word.
///
///     let model = try inductionHeads(kinds: 3, contextLength: 6)
///     Chapter02.run(model, [2, 0, 1, 2]).scores[3]     // the largest is that of word 0
///
/// - Parameters:
///   - kinds: how many different words there are.
///   - contextLength: the most words in a text.
public func inductionHeads(kinds: Int, contextLength: Int) throws -> Chapter02.WrittenModel {
  // exercise begin 2.6: the embedding, two heads, and the scores
  let fields = Fields(kinds: kinds, contextLength: contextLength)
  let certainty = 40.0
  return Chapter02.WrittenModel(
    words: (0..<kinds).map { fields.row([(fields.word + $0, 1)]) },
    positions: (0..<contextLength).map { fields.row([(fields.position + $0, 1)]) },
    // The position before asks for its own; what is taken is the word.
    first: Chapter02.WrittenHead(
      query: fields.matrix(
        columns: contextLength,
        (1..<contextLength).map { (fields.position + $0, $0 - 1, certainty) }),
      key: fields.matrix(
        columns: contextLength, (0..<contextLength).map { (fields.position + $0, $0, 1) }),
      value: fields.matrix(columns: kinds, (0..<kinds).map { (fields.word + $0, $0, 1) }),
      output: fields.rows(kinds) { (fields.before + $0, 1) }),
    // The word asks for the words before. One more column: every word has it, and position 0 has a
    // large negative key there.
    second: Chapter02.WrittenHead(
      query: fields.matrix(
        columns: kinds + 1,
        (0..<kinds).flatMap {
          [(fields.word + $0, $0, certainty), (fields.word + $0, kinds, certainty)]
        }),
      key: fields.matrix(
        columns: kinds + 1,
        (0..<kinds).map { (fields.before + $0, $0, 1) } + [(fields.position, kinds, -2)]),
      value: fields.matrix(columns: kinds, (0..<kinds).map { (fields.word + $0, $0, 1) }),
      output: fields.rows(kinds) { (fields.guess + $0, 1) }),
    scores: fields.matrix(columns: kinds, (0..<kinds).map { (fields.guess + $0, $0, 20) }))
  // exercise end
}

// exercise help
/// The fields of the stream: the word, the position, the word before, the guess.
private struct Fields {
  let word = 0
  let position: Int
  let before: Int
  let guess: Int
  let width: Int

  init(kinds: Int, contextLength: Int) {
    position = kinds
    before = kinds + contextLength
    guess = before + kinds
    width = guess + kinds
  }

  /// A row of the stream with a few entries, the rest zeros.
  func row(_ entries: [(place: Int, value: Double)]) -> [Double] {
    entries.reduce(into: [Double](repeating: 0, count: width)) { $0[$1.place] = $1.value }
  }

  /// A matrix from the stream, (width, columns), with a few entries.
  func matrix(
    columns: Int, _ entries: [(row: Int, column: Int, value: Double)]
  ) -> [[Double]] {
    let zeros = [[Double]](repeating: [Double](repeating: 0, count: columns), count: width)
    return entries.reduce(into: zeros) { $0[$1.row][$1.column] = $1.value }
  }

  /// A matrix back to the stream, (count, width), with one entry a row.
  func rows(_ count: Int, _ entry: (Int) -> (place: Int, value: Double)) -> [[Double]] {
    (0..<count).map { row([entry($0)]) }
  }
}
// exercise end
