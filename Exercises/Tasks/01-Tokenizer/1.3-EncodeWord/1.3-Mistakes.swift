import ExerciseKit

/// The known mistakes of exercise 1.3.
public var encodeWordMistakes: [KnownMistake<Chapter01.EncodeWord>] {
  [
    KnownMistake(
      "you still merge the leftmost pair that fits, not the one that was learned first",
      mergeLeftmost),
    KnownMistake("you merge the pair that was learned last, not first") { word, merges in
      try encodeWord(word, Array(merges.reversed()))
    },
    KnownMistake("you stop after one merge: what it made can often be merged again") {
      word, merges in
      var ids = word
      for (rank, merge) in merges.enumerated() {
        if let place = ids.indices.dropLast().first(where: {
          ids[$0] == merge.left && ids[$0 + 1] == merge.right
        }) {
          ids.replaceSubrange(place...(place + 1), with: [merges[rank].made])
          break
        }
      }
      return ids
    },
  ]
}

/// The encoder as the learner found it.
private func mergeLeftmost(
  _ word: [Int], _ merges: [(left: Int, right: Int, made: Int)]
) throws -> [Int] {
  var ids = word
  var place = 0
  while place + 1 < ids.count {
    if let merge = merges.first(where: { $0.left == ids[place] && $0.right == ids[place + 1] }) {
      ids.replaceSubrange(place...(place + 1), with: [merge.made])
      place = 0
    } else {
      place += 1
    }
  }
  return ids
}
