import ExerciseKit

/// The likeliest pieces that spell a word; nil where none do.
///
/// - Parameter logProbabilities: of the pieces, which are keyed by their bytes.
public func bestSegmentation(
  _ word: [UInt8], _ logProbabilities: [[UInt8]: Double]
) throws -> [[UInt8]]? {
  // exercise begin 1.4: find the best sum for every prefix, then walk back
  var best = [Double](repeating: -.infinity, count: word.count + 1)
  var from = [Int](repeating: 0, count: word.count + 1)
  best[0] = 0
  for end in word.indices.map({ $0 + 1 }) {
    for start in 0..<end where best[start] > -.infinity {
      guard let score = logProbabilities[Array(word[start..<end])] else { continue }
      if best[start] + score > best[end] {
        best[end] = best[start] + score
        from[end] = start
      }
    }
  }
  guard best[word.count] > -.infinity else { return nil }
  var pieces: [[UInt8]] = []
  var end = word.count
  while end > 0 {
    pieces.append(Array(word[from[end]..<end]))
    end = from[end]
  }
  return pieces.reversed()
  // exercise end
}
