/// The documents of a source, laid into sequences so that few are cut and little room is lost.
///
/// A document longer than a sequence is cut into pieces of a sequence each. Then best-fit decreasing,
/// from the longest piece to the shortest: each goes to the sequence whose remaining room it fills
/// best, or begins a new one (Ding et al. 2024, arXiv 2404.10830). Every piece is in exactly one
/// sequence, so that drawing sequences evenly draws tokens evenly.
struct PackedDocuments: Sendable {
  /// A stretch of one document.
  struct Piece: Sendable, Equatable {
    let start: Int
    let count: Int
    /// Whether the token after it is its last one's label.
    let continues: Bool
  }

  /// Every sequence's pieces, one sequence after the other.
  private(set) var pieces: [Piece] = []
  /// Where in `pieces` each sequence begins, and the end.
  private(set) var bounds: [Int] = [0]

  var sequenceCount: Int { bounds.count - 1 }

  init(_ source: WindowSampler.Source, _ settings: SequenceSettings) {
    let contextLength = settings.contextLength
    let sorted = Self.cut(source, contextLength, settings.separatesDocuments)
    var sequences: [[Piece]] = []
    // The sequences by their remaining room, the one opened last on top.
    var withRoom = [[Int]](repeating: [], count: contextLength + 1)
    for piece in sorted {
      let room = (piece.count...contextLength).first { !withRoom[$0].isEmpty }
      let index: Int
      if let room, let last = withRoom[room].popLast() {
        index = last
        withRoom[room - piece.count].append(index)
      } else {
        index = sequences.count
        sequences.append([])
        withRoom[contextLength - piece.count].append(index)
      }
      sequences[index].append(piece)
    }
    for sequence in sequences {
      pieces += sequence
      bounds.append(pieces.count)
    }
  }

  /// The pieces, the longest first and in the order of the text where they are equally long.
  ///
  /// - Parameter separatesDocuments: whether a model sees each document by itself.
  private static func cut(
    _ source: WindowSampler.Source, _ contextLength: Int, _ separatesDocuments: Bool
  ) -> [Piece] {
    var byLength = [[Piece]](repeating: [], count: contextLength + 1)
    for number in 0..<source.documentCount {
      let (range, isFollowed) =
        separatesDocuments
        ? source.separated(number) : (source.range(ofDocument: number), false)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: contextLength) {
        let count = min(contextLength, range.upperBound - start)
        let piece = Piece(
          start: start, count: count, continues: isFollowed || start + count < range.upperBound)
        // A last token alone has nothing to predict.
        if piece.count > 1 || piece.continues { byLength[count].append(piece) }
      }
    }
    return byLength.reversed().flatMap { $0 }
  }
}
