import Models
import Tensors

/// A decoder that reads a sequence piece by piece and remembers keys and values in between.
///
///     let decoder = try CachedDecoder(parameters)
///     let cache = try decoder.makeCache()
///     var logits = try decoder.append(prompt, to: cache)     // in blocks
///     logits = try decoder.append([next], to: cache)         // then token by token
///     logits = try decoder.step([a, b], [cacheA, cacheB])    // or several sequences at once
///
/// It computes what `Decoder` computes, but a product with one row rounds differently from the same
/// row of a larger one: the two agree within about 1e-5, never bitwise.
public final class CachedDecoder {
  public let configuration: ModelConfiguration
  /// The rows that one pass works on, at most.
  public let rowLimit: Int

  private struct Normalization {
    let gain: BufferSlice<Float>
    let bias: BufferSlice<Float>
  }

  private struct Linear {
    let matrix: any WeightMatrix
    let bias: BufferSlice<Float>?
  }

  private struct Layer {
    let attentionNorm: Normalization
    let queryKeyValue: Linear
    let output: Linear
    let feedForwardNorm: Normalization
    let up: Linear
    let down: Linear
  }

  /// New tokens of one sequence: rows `start..<start + count` of the pass.
  private struct Segment {
    let cache: KeyValueCache
    let start: Int
    let count: Int
  }

  // The slices above point into the source's memory: it lives as long as the decoder.
  private let source: any WeightSource
  private let embedding: any WeightMatrix
  private let positions: (any WeightMatrix)?
  private let embeddingNorm: Normalization?
  private let layers: [Layer]
  private let finalNorm: Normalization
  private let head: any WeightMatrix
  private let slopes: [Float]?

  private let arena = Arena()
  private let stream: BufferSlice<Float>
  private let normalized: BufferSlice<Float>
  private let projected: BufferSlice<Float>
  private let attended: BufferSlice<Float>
  private let hidden: BufferSlice<Float>
  private let activated: BufferSlice<Float>
  private let statistics: BufferSlice<Float>
  private let logits: BufferSlice<Float>
  private var scoreArena = Arena()
  private var scores: BufferSlice<Float>
  private var longest = 0

  /// Finds the weights and plans every buffer but the caches.
  ///
  /// - Parameters:
  ///   - rowLimit: prompts are read in blocks of so many tokens.
  ///   - sequenceLimit: the sequences that `step` advances at once, at most.
  public init(
    _ source: any WeightSource, rowLimit: Int = 64, sequenceLimit: Int = 1
  ) throws {
    let c = source.configuration
    try c.validate()
    guard c.family != .llama else {
      throw InferenceError.unsupported(
        "models of the llama family can be read and written here, but not run yet")
    }
    guard rowLimit > 0, sequenceLimit > 0, sequenceLimit <= rowLimit else {
      throw InferenceError.unsupported(
        "\(sequenceLimit) sequences at once in passes of \(rowLimit) rows; give as many rows")
    }
    let find = WeightFinder(source: source)
    func normalization(_ name: String) throws -> Normalization {
      Normalization(gain: try find.vector("\(name).gain"), bias: try find.vector("\(name).bias"))
    }
    func linear(_ name: String) throws -> Linear {
      Linear(matrix: try find.matrix("\(name).weight"), bias: source.vector("\(name).bias"))
    }
    self.source = source
    self.rowLimit = rowLimit
    configuration = c
    embedding = try find.matrix("tokenEmbedding.weight")
    positions = c.family == .gpt2 ? try find.matrix("positionEmbedding.weight") : nil
    embeddingNorm = c.family == .bloom ? try normalization("embeddingNorm") : nil
    layers = try (0..<c.layerCount).map { layer in
      Layer(
        attentionNorm: try normalization("layers.\(layer).attentionNorm"),
        queryKeyValue: try linear("layers.\(layer).attention.queryKeyValue"),
        output: try linear("layers.\(layer).attention.output"),
        feedForwardNorm: try normalization("layers.\(layer).feedForwardNorm"),
        up: try linear("layers.\(layer).feedForward.up"),
        down: try linear("layers.\(layer).feedForward.down"))
    }
    finalNorm = try normalization("finalNorm")
    head = c.isHeadTied ? embedding : try find.matrix("head.weight")
    slopes =
      c.family == .bloom
      ? AttentionShape.alibiSlopes(headCount: c.headCount).map { Float($0) } : nil

    let shape = c.attentionShape(batch: 1, time: 1)
    stream = arena.allocate(rowLimit * c.width, of: 0)
    normalized = arena.allocate(rowLimit * c.width, of: 0)
    projected = arena.allocate(rowLimit * shape.rowWidth, of: 0)
    attended = arena.allocate(rowLimit * shape.outputWidth, of: 0)
    hidden = arena.allocate(rowLimit * c.feedForwardWidth, of: 0)
    activated = arena.allocate(rowLimit * c.feedForwardWidth, of: 0)
    statistics = arena.allocate(2 * rowLimit, of: 0)
    logits = arena.allocate(sequenceLimit * c.vocabularySize, of: 0)
    scores = scoreArena.allocate(0, of: 0)
  }

  /// An empty cache.
  ///
  /// - Parameter capacity: the tokens it can hold; learned positions bound it by the context length,
  ///   which is also the default.
  public func makeCache(capacity: Int? = nil) throws(InferenceError) -> KeyValueCache {
    let capacity = capacity ?? configuration.contextLength
    guard capacity > 0 else { throw .tooFewIDs(count: capacity, needed: 1) }
    guard configuration.family != .gpt2 || capacity <= configuration.contextLength else {
      throw .tooManyIDs(count: capacity, limit: configuration.contextLength)
    }
    if capacity > longest {
      longest = capacity
      scoreArena = Arena()
      scores = scoreArena.allocate(rowLimit * capacity, of: 0)
    }
    return KeyValueCache(configuration, capacity: capacity)
  }

  /// Reads further tokens of a sequence; returns the scores of the token after them, (vocabulary).
  ///
  /// The result stays valid until the decoder is used again.
  ///
  /// - Throws: for no ids, an id outside the vocabulary, or more ids than the cache has room for.
  public func append(
    _ ids: [Int32], to cache: KeyValueCache
  ) throws(InferenceError) -> BufferSlice<Float> {
    guard !ids.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    try check(ids.count, cache)
    try InferenceError.check(ids, vocabularySize: configuration.vocabularySize)
    var start = 0
    while start < ids.count {
      let end = min(start + rowLimit, ids.count)
      let segment = Segment(cache: cache, start: 0, count: end - start)
      run(ids[start..<end], [segment], wantsLogits: end == ids.count)
      start = end
    }
    return logits.part(0, configuration.vocabularySize)
  }

  /// Advances several sequences by one token each; returns the scores of the tokens after these,
  /// (sequences, vocabulary).
  public func step(
    _ ids: [Int32], _ caches: [KeyValueCache]
  ) throws(InferenceError) -> BufferSlice<Float> {
    let limit = logits.count / configuration.vocabularySize
    guard ids.count == caches.count, !ids.isEmpty, ids.count <= limit else {
      throw .unsupported(
        "\(ids.count) ids for \(caches.count) sequences; give one each, to 1 to \(limit) of them")
    }
    for cache in caches { try check(1, cache) }
    guard Set(caches.map(ObjectIdentifier.init)).count == caches.count else {
      throw .unsupported("one cache stands for two sequences; give each its own")
    }
    try InferenceError.check(ids, vocabularySize: configuration.vocabularySize)
    let segments = caches.enumerated().map { Segment(cache: $1, start: $0, count: 1) }
    run(ids[...], segments, wantsLogits: true)
    return logits.part(0, ids.count * configuration.vocabularySize)
  }

  private func check(_ added: Int, _ cache: KeyValueCache) throws(InferenceError) {
    guard cache.configuration == configuration, cache.capacity <= longest else {
      throw .unsupported("the cache was made by another decoder; ask this one for a cache")
    }
    guard added <= cache.capacity - cache.count else {
      throw .tooManyIDs(count: cache.count + added, limit: cache.capacity)
    }
  }

  /// One pass over new tokens, already checked; leaves the scores after each segment's last.
  private func run(_ ids: ArraySlice<Int32>, _ segments: [Segment], wantsLogits: Bool) {
    let rows = ids.count
    let width = configuration.width
    embed(ids, segments)
    let shape = configuration.attentionShape(batch: 1, time: 1)
    for (index, layer) in layers.enumerated() {
      normalize(layer.attentionNorm, stream.pointer, into: normalized.pointer, rows: rows)
      apply(layer.queryKeyValue, normalized.pointer, rows, into: projected.pointer)
      for segment in segments {
        CachedAttention.run(
          projected.pointer + segment.start * shape.rowWidth, count: segment.count,
          cache: segment.cache, layer: index,
          into: attended.pointer + segment.start * shape.outputWidth, scores: scores.pointer,
          shape: shape, slopes: slopes)
      }
      apply(layer.output, attended.pointer, rows, into: stream.pointer, addingToResidual: true)
      normalize(layer.feedForwardNorm, stream.pointer, into: normalized.pointer, rows: rows)
      apply(layer.up, normalized.pointer, rows, into: hidden.pointer)
      GELUKernel.forward(
        hidden.pointer, into: activated.pointer, count: rows * configuration.feedForwardWidth)
      apply(layer.down, activated.pointer, rows, into: stream.pointer, addingToResidual: true)
    }
    for segment in segments { segment.cache.advance(by: segment.count) }
    guard wantsLogits else { return }
    // Only the last token of each sequence is asked for what comes next.
    for (index, segment) in segments.enumerated() {
      normalize(
        finalNorm, stream.pointer + (segment.start + segment.count - 1) * width,
        into: normalized.pointer + index * width, rows: 1)
    }
    head.multiply(
      normalized.pointer, count: segments.count, into: logits.pointer, accumulating: false)
  }

  private func embed(_ ids: ArraySlice<Int32>, _ segments: [Segment]) {
    let width = configuration.width
    for (row, id) in ids.enumerated() {
      embedding.copyRow(Int(id), into: stream.pointer + row * width)
    }
    if let positions {
      for segment in segments {
        for row in 0..<segment.count {
          positions.copyRow(segment.cache.count + row, into: normalized.pointer)
          VectorKernels.add(
            normalized.pointer, to: stream.pointer + (segment.start + row) * width, count: width)
        }
      }
    }
    if let embeddingNorm {
      normalize(embeddingNorm, stream.pointer, into: stream.pointer, rows: ids.count)
    }
  }

  private func normalize(
    _ normalization: Normalization, _ x: UnsafePointer<Float>,
    into out: UnsafeMutablePointer<Float>, rows: Int
  ) {
    LayerNormalizationKernel.forward(
      x, gain: normalization.gain.pointer, bias: normalization.bias.pointer, into: out,
      means: statistics.pointer, scales: statistics.pointer + rowLimit, rows: rows,
      width: configuration.width, epsilon: Float(configuration.normalizationEpsilon))
  }

  private func apply(
    _ linear: Linear, _ x: UnsafePointer<Float>, _ rows: Int,
    into out: UnsafeMutablePointer<Float>, addingToResidual: Bool = false
  ) {
    let columns = linear.matrix.rows
    if let bias = linear.bias {
      if addingToResidual {
        VectorKernels.addRowVector(out, bias.pointer, into: out, rows: rows, columns: columns)
      } else {
        VectorKernels.broadcast(bias.pointer, toRowsOf: out, rows: rows, columns: columns)
      }
    }
    linear.matrix.multiply(
      x, count: rows, into: out, accumulating: addingToResidual || linear.bias != nil)
  }
}

/// Looks weights up and says which is missing.
private struct WeightFinder {
  let source: any WeightSource

  func matrix(_ name: String) throws(InferenceError) -> any WeightMatrix {
    guard let matrix = source.matrix(name) else { throw missing(name) }
    return matrix
  }

  func vector(_ name: String) throws(InferenceError) -> BufferSlice<Float> {
    guard let vector = source.vector(name) else { throw missing(name) }
    return vector
  }

  private func missing(_ name: String) -> InferenceError {
    .unsupported("the model has no parameter \(name); save it again, whole")
  }
}
