import Tensors

extension EncoderDecoder {
  /// What the model writes for each source, always the likeliest token next.
  ///
  /// The encoder runs once; the decoder runs over all of its places for every token, which keeps no keys
  /// and values and is simple and right: a target of T tokens costs T passes.
  ///
  /// - Parameters:
  ///   - sources: at most as many as the batch has sequences.
  ///   - limit: the most tokens written; nil for as many as were planned.
  /// - Returns: for each source the tokens, up to the end-of-text id and without it.
  public func write(_ sources: [[Int32]], limit: Int? = nil) -> [[Int32]] {
    precondition(sources.count <= batch, "more sources than the batch has sequences")
    for sequence in 0..<batch {
      fill(
        sequence: sequence, source: sequence < sources.count ? sources[sequence] : [], target: [])
    }
    runEncoder()
    var written = [[Int32]](repeating: [], count: sources.count)
    var isOpen = [Bool](repeating: true, count: sources.count)
    for place in 0..<min(limit ?? targetTime, targetTime) {
      runDecoder()
      for sequence in sources.indices where isOpen[sequence] {
        let index = sequence * targetTime + place
        let token = likeliest(at: index)
        isOpen[sequence] = configuration.endOfTextID.map { token != Int32($0) } ?? true
        guard isOpen[sequence] else { continue }
        written[sequence].append(token)
        if place + 1 < targetTime { tokens[index + 1] = token }
      }
      if !isOpen.contains(true) { break }
    }
    return written
  }

  /// The id with the highest score, the first one of several.
  private func likeliest(at index: Int) -> Int32 {
    let width = configuration.vocabularySize
    let row = logits.pointer + index * width
    var best = 0
    for id in 1..<max(width, 1) where row[id] > row[best] { best = id }
    return Int32(best)
  }
}
