import ExerciseKit

/// The tokens of a word: merges are applied until none fits any more.
///
/// - Parameter merges: in the order in which training learned them.
public func encodeWord(
  _ word: [Int], _ merges: [(left: Int, right: Int, made: Int)]
) throws -> [Int] {
  var ids = word
  // exercise begin 1.3: this loop has one bug; delete the next line, check, and find it
  while true {
    var best: (rank: Int, place: Int)?
    for place in ids.indices.dropLast() {
      let rank = merges.firstIndex { $0.left == ids[place] && $0.right == ids[place + 1] }
      if let rank, rank < best?.rank ?? .max { best = (rank, place) }
    }
    guard let best else { return ids }
    ids.replaceSubrange(best.place...(best.place + 1), with: [merges[best.rank].made])
  }
  // exercise broken
  // | while true {
  // |   var best: (rank: Int, place: Int)?
  // |   for place in ids.indices.dropLast() where best == nil {
  // |     let rank = merges.firstIndex { $0.left == ids[place] && $0.right == ids[place + 1] }
  // |     if let rank { best = (rank, place) }
  // |   }
  // |   guard let best else { return ids }
  // |   ids.replaceSubrange(best.place...(best.place + 1), with: [merges[best.rank].made])
  // | }
  // exercise end
}
