import ExerciseKit

/// The known mistakes of exercise 2.6.
public var inductionHeadsMistakes: [KnownMistake<Chapter02.InductionHeads>] {
  typealias Fault = Chapter02.InductionFault
  typealias Model = Chapter02.WrittenModel
  typealias Head = Chapter02.WrittenHead
  func scaled(_ matrix: [[Double]], _ factor: Double) -> [[Double]] {
    matrix.map { $0.map { factor * $0 } }
  }
  /// The solution with other heads.
  func wrong(
    _ sentence: String,
    _ change: @escaping (_ right: Model, _ kinds: Int) -> (first: Head, second: Head)
  ) -> KnownMistake<Chapter02.InductionHeads> {
    KnownMistake(sentence) { kinds, contextLength in
      let right = try inductionHeads(kinds: kinds, contextLength: contextLength)
      let (first, second) = change(right, kinds)
      return Model(
        words: right.words, positions: right.positions, first: first, second: second,
        scores: right.scores)
    }
  }
  return [
    // The second head's keys are the words, not the words before.
    wrong(Fault.itself) { right, kinds in
      let key = right.second.value.map { $0 + [0] }
      let second = right.second
      return (
        right.first,
        Head(query: second.query, key: key, value: second.value, output: second.output)
      )
    },
    // The second head finds the earlier copy, and takes the word before it from there.
    wrong(Fault.before) { right, kinds in
      let second = right.second
      let before = second.key.map { Array($0.prefix(kinds).map { max(0, $0) }) }
      return (
        right.first,
        Head(
          query: second.query, key: second.value.map { $0 + [0] }, value: before,
          output: second.output)
      )
    },
    wrong(Fault.flat) { right, _ in
      let first = right.first
      return (
        Head(
          query: scaled(first.query, 1 / 40), key: first.key, value: first.value,
          output: first.output), right.second
      )
    },
    wrong(Fault.start) { right, kinds in
      let second = right.second
      return (
        right.first,
        Head(
          query: second.query, key: second.key.map { $0.prefix(kinds) + [0] }, value: second.value,
          output: second.output)
      )
    },
    KnownMistake(Fault.fixed) { _, _ in try inductionHeads(kinds: 6, contextLength: 12) },
    KnownMistake(Fault.timid) { kinds, contextLength in
      let right = try inductionHeads(kinds: kinds, contextLength: contextLength)
      return Model(
        words: right.words, positions: right.positions, first: right.first, second: right.second,
        scores: scaled(right.scores, 1 / 20))
    },
  ]
}
