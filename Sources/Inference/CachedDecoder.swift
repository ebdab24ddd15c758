import Groundwork
import Models
import Tensors

/// A decoder that reads a sequence piece by piece and remembers keys and values in between.
///
///     let decoder = try CachedDecoder(parameters)
///     let cache = try decoder.makeCache()
///     var logits = try decoder.append(prompt, to: cache)     // in blocks
///     logits = try decoder.append([next], to: cache)         // then token by token
///
/// It computes what `Decoder` computes, but a product with one row rounds differently from the same
/// row of a larger one: with Float32 in the cache the two agree within 1e-4, never bitwise.
public final class CachedDecoder {
  public let configuration: ModelConfiguration
  /// The rows that one pass works on, at most.
  public let rowLimit: Int

  // The weights' slices point into the source's memory: it lives as long as the decoder.
  private let source: any WeightSource
  let weights: DecoderWeights
  private let features: DecoderFeatures
  let slopes: [Float]?
  /// The sizes of each layer's attention.
  private let shapes: [AttentionShape]
  private let queryKeyGroups: QueryKeyGroups?
  let team: MatrixTeam

  let arena = Arena()
  let stream: BufferSlice<Float>
  let normalized: BufferSlice<Float>
  private let projected: BufferSlice<Float>
  private let attended: BufferSlice<Float>
  private let gates: BufferSlice<Float>
  private let hidden: BufferSlice<Float>
  /// What a part adds to the stream, where that is normalized first.
  private let added: BufferSlice<Float>
  private let activated: BufferSlice<Float>
  private let statistics: BufferSlice<Float>
  private let logits: BufferSlice<Float>
  /// The scores of all rows of a pass, once somebody has asked for losses.
  var blockLogits: BufferSlice<Float>
  var ownCache: KeyValueCache?
  /// Sees each layer's queries, keys and values as attention is about to read them: the layer, the
  /// rows (tokens, `rowWidth`), and the layer's sizes.
  var onAttention: ((Int, BufferSlice<Float>, AttentionShape) -> Void)?
  /// How the cache that reads windows keeps its numbers.
  var windowPrecision = CachePrecision.float32

  /// What grows with the longest cache: attention's scratch and the rotary table.
  private var longest = 0
  private var lengthArena = Arena()
  private var scratch: BufferSlice<Float>
  private var rotary: RotaryTables<Float>?

  /// Finds the weights and plans every buffer but the caches.
  ///
  /// - Parameters:
  ///   - rowLimit: prompts are read in blocks of so many tokens.
  ///   - threads: share the products. One row's scores do not depend on their number.
  public init(
    _ source: any WeightSource, rowLimit: Int = 64, threads: Int = 1
  ) throws {
    let c = source.configuration
    try c.validate()
    guard rowLimit > 0 else {
      throw InferenceError.unsupported("a pass of \(rowLimit) rows reads nothing; give at least 1")
    }
    guard (1...1_024).contains(threads) else {
      throw InferenceError.unsupported("\(threads) threads are not between 1 and 1024")
    }
    LinearAlgebra.setThreadCount(1)
    team = MatrixTeam(threads: threads)
    self.source = source
    self.rowLimit = rowLimit
    configuration = c
    features = c.features
    weights = try DecoderWeights(source)
    slopes = c.attentionSlopes?.map { Float($0) }
    shapes = (0..<c.layerCount).map { c.attentionShape(batch: 1, time: 1, layer: $0) }
    queryKeyGroups = c.queryKeyGroups

    let shape = c.attentionShape(batch: 1, time: 1)
    stream = arena.allocate(rowLimit * c.width, of: 0)
    normalized = arena.allocate(rowLimit * c.width, of: 0)
    projected = arena.allocate(rowLimit * shape.rowWidth, of: 0)
    attended = arena.allocate(rowLimit * shape.outputWidth, of: 0)
    gates = arena.allocate(c.features.isGated ? rowLimit * c.feedForwardWidth : 0, of: 0)
    added = arena.allocate(c.features.normalizesAfter ? rowLimit * c.width : 0, of: 0)
    hidden = arena.allocate(rowLimit * c.feedForwardWidth, of: 0)
    activated = arena.allocate(rowLimit * c.feedForwardWidth, of: 0)
    statistics = arena.allocate(rowLimit * max(2, queryKeyGroups?.count ?? 0), of: 0)
    logits = arena.allocate(c.vocabularySize, of: 0)
    blockLogits = arena.allocate(0, of: 0)
    scratch = lengthArena.allocate(0, of: 0)
  }

  /// An empty cache.
  ///
  /// - Parameters:
  ///   - capacity: the tokens it can hold; learned positions bound it by the context length, which is
  ///     also the default.
  ///   - precision: how it keeps them.
  public func makeCache(
    capacity: Int? = nil, precision: CachePrecision = .float32
  ) throws(InferenceError) -> KeyValueCache {
    let capacity = capacity ?? configuration.contextLength
    guard capacity > 0 else { throw .tooFewIDs(count: capacity, needed: 1) }
    if let limit = configuration.positionLimit, capacity > limit {
      throw .tooManyIDs(count: capacity, limit: limit)
    }
    plan(length: capacity, precision: precision)
    return KeyValueCache(configuration, capacity: capacity, precision: precision)
  }

  /// A cache with more room that holds what another one holds.
  public func grow(
    _ cache: KeyValueCache, to capacity: Int
  ) throws(InferenceError) -> KeyValueCache {
    try check(0, cache)
    guard capacity >= cache.count else {
      throw .tooManyIDs(count: cache.count, limit: capacity)
    }
    let larger = try makeCache(capacity: capacity, precision: cache.precision)
    larger.copy(from: cache)
    return larger
  }

  private func plan(length: Int, precision: CachePrecision) {
    let size =
      team.threadCount
      * CachedAttention.scratchCount(
        count: rowLimit, length: max(length, longest), headWidth: configuration.headWidth,
        precision: precision)
    guard length > longest || size > scratch.count else { return }
    longest = max(length, longest)
    lengthArena = Arena()
    scratch = lengthArena.allocate(max(size, scratch.count), of: 0)
    rotary = RotaryTables(configuration, arena: lengthArena, positionCount: longest)
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
      run(ids[start..<end], cache)
      if end == ids.count { score(row: end - start - 1) }
      start = end
    }
    return logits
  }

  func check(_ added: Int, _ cache: KeyValueCache) throws(InferenceError) {
    guard cache.configuration == configuration, cache.capacity <= longest else {
      throw .unsupported("the cache was made by another decoder; ask this one for a cache")
    }
    guard added <= cache.capacity - cache.count else {
      throw .tooManyIDs(count: cache.count + added, limit: cache.capacity)
    }
  }

  /// One pass over new tokens, already checked; leaves the stream of each of them.
  func run(_ ids: ArraySlice<Int32>, _ cache: KeyValueCache) {
    embed(ids, firstPosition: cache.count)
    for (index, layer) in weights.layers.enumerated() {
      let input = read(layer.attentionNorm, rows: ids.count)
      attend(input, layer, cache, index, rows: ids.count)
      // Side by side, the feed-forward part reads the stream before anything is added to it.
      let same = features.isParallel ? read(layer.feedForwardNorm, rows: ids.count) : nil
      add(layer.output, attended, layer.attentionOutputNorm, rows: ids.count)
      feedForward(same ?? read(layer.feedForwardNorm, rows: ids.count), layer, rows: ids.count)
      add(layer.down, activated, layer.feedForwardOutputNorm, rows: ids.count)
    }
    cache.advance(by: ids.count)
  }

  private func embed(_ ids: ArraySlice<Int32>, firstPosition: Int) {
    let width = configuration.width
    for (row, id) in ids.enumerated() {
      weights.embedding.copyRow(Int(id), into: stream.pointer + row * width)
      if features.scalesEmbedding {
        let scale = Float(configuration.embeddingScale)
        for index in (row * width)..<((row + 1) * width) { stream[index] *= scale }
      }
      guard let positions = weights.positions else { continue }
      positions.copyRow(firstPosition + row, into: normalized.pointer)
      VectorKernels.add(normalized.pointer, to: stream.pointer + row * width, count: width)
    }
    if let embeddingNorm = weights.embeddingNorm {
      normalize(embeddingNorm, stream.pointer, into: stream.pointer, rows: ids.count)
    }
  }

  /// What a part of a layer reads: the stream, normalized where it is to be.
  private func read(
    _ normalization: DecoderWeights.Normalization?, rows: Int
  ) -> BufferSlice<Float> {
    guard let normalization else { return stream }
    normalize(normalization, stream.pointer, into: normalized.pointer, rows: rows)
    return normalized
  }

  /// Adds to the stream what a part's last product makes of x, normalized where it is to be.
  private func add(
    _ linear: DecoderWeights.Linear, _ x: BufferSlice<Float>,
    _ normalization: DecoderWeights.Normalization?, rows: Int
  ) {
    guard let normalization else {
      team.apply(linear, x, rows: rows, into: stream, addingToResidual: true)
      return
    }
    team.apply(linear, x, rows: rows, into: added)
    normalize(normalization, added.pointer, into: added.pointer, rows: rows)
    VectorKernels.add(added.pointer, to: stream.pointer, count: rows * configuration.width)
  }

  /// Leaves in `attended` what the heads of a layer's attention make of x.
  private func attend(
    _ x: BufferSlice<Float>, _ layer: DecoderWeights.Layer, _ cache: KeyValueCache, _ index: Int,
    rows: Int
  ) {
    let shape = shapes[index]
    team.apply(layer.queryKeyValue, x, rows: rows, into: projected)
    if let gains = layer.queryKeyGains, let groups = queryKeyGroups {
      QueryKeyNormalizationKernel.forward(
        projected.pointer, queryGain: gains.query.pointer, keyGain: gains.key.pointer,
        into: projected.pointer, scales: statistics.pointer, rows: rows, shape: shape,
        groups: groups, epsilon: Float(configuration.normalizationEpsilon),
        gainOffset: Float(features.gainOffset))
    }
    if let rotary {
      // Keys are cached as they are turned here: a position never changes.
      RotaryKernel.rotate(
        projected.pointer, rotary.table(ofLayer: index), rows: rows, stride: shape.rowWidth,
        headCount: shape.headCount + shape.keyValueHeadCount, firstPosition: cache.count)
    }
    onAttention?(index, projected, shape)
    team.attend(
      projected, count: rows, layer: cache.layer(index), into: attended, scratch: scratch,
      shape: shape, slopes: slopes)
  }

  /// Leaves in `activated` what the hidden layer of a feed-forward part makes of x.
  private func feedForward(_ x: BufferSlice<Float>, _ layer: DecoderWeights.Layer, rows: Int) {
    let count = rows * configuration.feedForwardWidth
    team.apply(layer.up, x, rows: rows, into: hidden)
    if let gate = layer.gate { team.apply(gate, x, rows: rows, into: gates) }
    let (up, out) = (hidden.pointer, activated.pointer)
    switch features.feedForward {
    case .swiGLU: SwiGLUKernel.forward(gates.pointer, up, into: out, count: count)
    case .geGLU: GeGLUKernel.forward(gates.pointer, up, into: out, count: count)
    case .gelu: GELUKernel.forward(up, into: out, count: count)
    case .exactGELU: ExactGELUKernel.forward(up, into: out, count: count)
    }
  }

  /// The scores after the last token of a pass: only there is asked what comes next.
  private func score(row: Int) {
    normalize(
      weights.finalNorm, stream.pointer + row * configuration.width, into: normalized.pointer,
      rows: 1)
    team.multiply(weights.head, normalized, count: 1, into: logits, accumulating: false)
    cap(logits, count: logits.count)
  }

  func cap(_ logits: BufferSlice<Float>, count: Int) {
    guard let cap = features.headSoftCap else { return }
    SoftCapKernel.forward(inPlace: logits.pointer, count: count, cap: Float(cap))
  }

  func normalize(
    _ normalization: DecoderWeights.Normalization, _ x: UnsafePointer<Float>,
    into out: UnsafeMutablePointer<Float>, rows: Int
  ) {
    normalization.apply(
      x, into: out, statistics: statistics.pointer, rows: rows, width: configuration.width,
      epsilon: Float(configuration.normalizationEpsilon), gainOffset: Float(features.gainOffset))
  }
}
