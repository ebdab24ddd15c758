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
    KnownMistake("you merge the rightmost of equals: training went from left to right") {
      word, merges in
      let turned = merges.map { (left: $0.right, right: $0.left, made: $0.made) }
      return try encodeWord(word.reversed(), turned).reversed()
    },
    KnownMistake("you apply each merge once: it is made wherever it fits, again and again") {
      word, merges in
      var ids = word
      for merge in merges { ids = try once(ids, merge) }
      return ids
    },
    KnownMistake("you compare the ids that are made: the order of `merges` counts") {
      word, merges in
      try encodeWord(word, merges.sorted { $0.made < $1.made })
    },
    KnownMistake("you merge nothing") { word, _ in word },
    KnownMistake("you prefer the highest number that is made: the order of `merges` counts") {
      word, merges in
      try encodeWord(word, merges.sorted { $0.made > $1.made })
    },
    KnownMistake("you apply the first merge alone") { word, merges in
      try encodeWord(word, Array(merges.prefix(1)))
    },
    KnownMistake("you left out the merge that was learned last") { word, merges in
      try encodeWord(word, merges.dropLast())
    },
    KnownMistake("you stop once a merge has been made everywhere: what it made can be merged again")
    {
      word, merges in
      let first = merges.first { merge in
        word.indices.dropLast().contains { word[$0] == merge.left && word[$0 + 1] == merge.right }
      }
      guard let first else { return word }
      return try encodeWord(word, [first])
    },
    KnownMistake("you exchanged left and right: a merge's left stands first") { word, merges in
      try encodeWord(word, merges.map { (left: $0.right, right: $0.left, made: $0.made) })
    },
    KnownMistake("you take the last pair that can be merged: the first learned comes first") {
      word, merges in
      var ids = word
      while let place = ids.indices.dropLast().last(where: { place in
        merges.contains { $0.left == ids[place] && $0.right == ids[place + 1] }
      }),
        let merge = merges.first(where: { $0.left == ids[place] && $0.right == ids[place + 1] })
      {
        ids.replaceSubrange(place...(place + 1), with: [merge.made])
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

/// Makes a merge in the first place where it fits.
private func once(
  _ ids: [Int], _ merge: (left: Int, right: Int, made: Int)
) throws -> [Int] {
  var ids = ids
  let place = ids.indices.dropLast().first { ids[$0] == merge.left && ids[$0 + 1] == merge.right }
  if let place { ids.replaceSubrange(place...(place + 1), with: [merge.made]) }
  return ids
}
