import Groundwork
import Models
import Tensors

/// How likely a text is, read with the weights as they are kept.
extension CachedDecoder {
  /// −log p in nats of the ids that a window scores, each given those before it.
  ///
  /// - Precondition: all ids lie in the vocabulary.
  /// - Throws: for more ids than there are learned positions.
  func losses(of window: LossWindow) throws(InferenceError) -> [Double] {
    let ids = window.ids.dropLast()
    let cache = try windowCache(capacity: ids.count)
    var losses: [Double] = []
    for start in stride(from: ids.startIndex, to: ids.endIndex, by: rowLimit) {
      let block = ids[start..<min(start + rowLimit, ids.endIndex)]
      run(block, cache)
      // The id at index i is predicted by the row of the one before it.
      let first = max(start, window.ids.startIndex + window.firstScored - 1)
      guard first < block.endIndex else { continue }
      losses += self.losses(
        rows: (first - start)..<block.count, targets: window.ids[(first + 1)...block.endIndex])
    }
    return losses
  }

  /// The cache of the window before, emptied, where it is large enough.
  private func windowCache(capacity: Int) throws(InferenceError) -> KeyValueCache {
    if let ownCache, ownCache.capacity >= capacity, ownCache.precision == windowPrecision {
      ownCache.truncate(to: 0)
      return ownCache
    }
    let cache = try makeCache(capacity: capacity, precision: windowPrecision)
    ownCache = cache
    return cache
  }

  /// −log p of one target for each of some rows of the pass that was run last.
  private func losses(rows: Range<Int>, targets: ArraySlice<Int32>) -> [Double] {
    let vocabulary = configuration.vocabularySize
    score(rows: rows)
    return [Double](unsafeUninitializedCapacity: rows.count) { buffer, count in
      count = rows.count
      guard let out = buffer.baseAddress else { return }
      Array(targets).withUnsafeBufferPointer { targets in
        guard let targets = targets.baseAddress else { return }
        CrossEntropyKernel.losses(
          consuming: blockLogits.pointer, targets: targets, into: out, rows: rows.count,
          vocabulary: vocabulary)
      }
    }
  }

  /// Leaves in `blockLogits` the scores of what follows some rows of the pass that was run last.
  private func score(rows: Range<Int>) {
    let (width, vocabulary) = (configuration.width, configuration.vocabularySize)
    normalize(
      weights.finalNorm, stream.pointer + rows.lowerBound * width, into: normalized.pointer,
      rows: rows.count)
    if blockLogits.count < rows.count * vocabulary {
      blockLogits = arena.allocate(rowLimit * vocabulary, of: 0)
    }
    team.multiply(
      weights.head, normalized, count: rows.count, into: blockLogits, accumulating: false)
    cap(blockLogits, count: rows.count * vocabulary)
  }

  /// Reads further tokens of a sequence in one pass; returns the scores of what follows each of them.
  ///
  /// The result stays valid until the decoder is used again.
  ///
  /// - Shape: (ids, vocabulary).
  /// - Throws: for no ids or more than `rowLimit`, an id outside the vocabulary, or more ids than the
  ///   cache has room for.
  public func appendScoringEach(
    _ ids: [Int32], to cache: KeyValueCache
  ) throws(InferenceError) -> BufferSlice<Float> {
    guard !ids.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    guard ids.count <= rowLimit else { throw .tooManyIDs(count: ids.count, limit: rowLimit) }
    try check(ids.count, cache)
    try InferenceError.check(ids, vocabularySize: configuration.vocabularySize)
    run(ids[...], cache)
    score(rows: 0..<ids.count)
    return blockLogits.part(0, ids.count * configuration.vocabularySize)
  }
}
