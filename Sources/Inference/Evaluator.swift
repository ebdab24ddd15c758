import Foundation
import Groundwork
import Models
import Tensors
import Tokenizers

/// Measures what probability a model gives to text.
///
///     let evaluator = try Evaluator(parameters)
///     let result = try evaluator.evaluate(documents: corpus, tokenizer: tokenizer)
///     result.bitsPerByte
///     try evaluator.logProbabilities([5, 8, 13])      // [nil, −2.1, −0.4]
///
/// It is `Decoder.losses(of:)` for a model that only runs: windows are worked off in batches by
/// several threads. The numbers do not depend on how many:
/// every window is computed alike and the sum is taken in the order of the text. Weights that are packed
/// are worked with as they are: `CachedDecoder` reads the windows one after the other, the threads sharing
/// each product.
public final class Evaluator {
  let configuration: ModelConfiguration
  private let engine: Engine
  /// The tokens of a window.
  public let contextLength: Int
  /// The threads that share the windows.
  public let replicaCount: Int

  /// Is told while a text is worked off: windows that are done, of how many.
  public var progress: ((_ done: Int, _ total: Int) -> Void)?

  /// A model that sees more tokens at once is measured in windows of so many, where nobody asks for more:
  /// logits and attention would take gigabytes.
  public static let longestDefaultWindow = 1_024

  private static let batchesPerRound = 8
  private let group: ReplicaGroup
  private var planned: Planned?

  /// What turns windows into losses.
  private enum Engine {
    case batches(ParameterStore<Float>, ProductPlan)
    case cached(CachedDecoder)
  }

  /// The decoders of one shape; kept for the next call, which most often has the same.
  private struct Planned {
    let batch: Int
    let time: Int
    let decoders: [Decoder<Float>]
  }

  /// - Parameters:
  ///   - contextLength: the window; at most, for learned positions, the model's own. By default that, or
  ///     `longestDefaultWindow` where it is longer.
  ///   - replicas: threads; by default one a core. Sets OpenBLAS to one thread of its own.
  ///   - cachePrecision: reads windows with a cache of keys and values kept so, as generation does; nil
  ///     keeps none where the weights are plain numbers, and Float32 where they are not.
  ///   - products: how matrices of plain numbers are multiplied where no cache is kept.
  public init(
    _ weights: any WeightSource, contextLength: Int? = nil, replicas: Int? = nil,
    cachePrecision: CachePrecision? = nil, products: ProductPlan = .exact
  ) throws {
    configuration = weights.configuration
    let time = contextLength ?? min(configuration.contextLength, Self.longestDefaultWindow)
    guard time > 0 else { throw InferenceError.tooFewIDs(count: time, needed: 1) }
    if let limit = configuration.positionLimit, time > limit {
      throw InferenceError.tooManyIDs(count: time, limit: limit)
    }
    self.contextLength = time
    replicaCount = max(1, min(replicas ?? ProcessInfo.processInfo.activeProcessorCount, 64))
    if cachePrecision == nil, let parameters = weights as? ParameterStore<Float> {
      engine = .batches(parameters, products)
    } else {
      let decoder = try CachedDecoder(weights, rowLimit: 128, threads: replicaCount)
      decoder.windowPrecision = cachePrecision ?? .float32
      engine = .cached(decoder)
    }
    group = ReplicaGroup(count: replicaCount)
    LinearAlgebra.setThreadCount(1)
  }

  // MARK: - Text

  /// How well documents are predicted, each from its first token to its end-of-text mark.
  ///
  /// They are read as one stream, as in training: the end-of-text id (if the tokenizer has one),
  /// the first document, the id again, the second, …, the id. Without such an id the very first
  /// token has nothing to be predicted from and is left out, with its bytes. Where the tokenizer puts
  /// tokens before a text (`textFrame`), each document begins with them, and they are not counted.
  public func evaluate(
    documents: [[UInt8]], tokenizer: any Tokenizer, windowing: Windowing = .nonOverlapping
  ) throws -> TextLoss {
    try InferenceError.check(tokenizer, configuration)
    let before = tokenizer.textFrame.before
    var ids = before.isEmpty ? tokenizer.textStart : []
    let encoder = tokenizer.makeEncoder()
    var unscored: [Range<Int>] = []
    var added = 0
    for document in documents {
      unscored.append(ids.count..<ids.count + before.count)
      ids += before
      let start = ids.count
      _ = try document.withUnsafeBufferPointer {
        try encoder.encode($0, offset: 0, isWhole: true, into: &ids)
      }
      added += addedSpaces(tokenizer, ids[start...], document)
      ids += tokenizer.documentEnd
    }
    return try evaluate(
      ids, unscored: unscored, addedBytes: added, tokenizer: tokenizer, windowing: windowing)
  }

  /// How well a piece of text is predicted that begins a document but need not end it.
  public func evaluate(
    text: [UInt8], tokenizer: any Tokenizer, windowing: Windowing = .nonOverlapping
  ) throws -> TextLoss {
    try InferenceError.check(tokenizer, configuration)
    let start = tokenizer.textStart
    let ids = try tokenizer.encode(text)
    return try evaluate(
      start + ids, unscored: [0..<start.count],
      addedBytes: addedSpaces(tokenizer, ids[...], text), tokenizer: tokenizer,
      windowing: windowing)
  }

  /// The space that a tokenizer put in front of a text: it is no byte of it.
  private func addedSpaces(
    _ tokenizer: any Tokenizer, _ ids: ArraySlice<Int32>, _ text: [UInt8]
  ) -> Int {
    guard tokenizer.stripsLeadingSpace, text.first != 0x20, let first = ids.first else { return 0 }
    return tokenizer.bytes(of: first)?.first == 0x20 ? 1 : 0
  }

  /// - Parameter unscored: places in `ids` that only begin a text; the first has nothing to be
  ///   predicted from in any case.
  private func evaluate(
    _ ids: [Int32], unscored: [Range<Int>], addedBytes: Int, tokenizer: any Tokenizer,
    windowing: Windowing
  ) throws -> TextLoss {
    let losses = try losses(ids, windowing: windowing)
    var isScored = [Bool](repeating: true, count: ids.count)
    for place in unscored.joined() { isScored[place] = false }
    let scored = (1..<ids.count).filter { isScored[$0] }
    return TextLoss(
      nats: scored.reduce(0) { $0 + losses[$1 - 1] }, tokenCount: scored.count,
      byteCount: scored.reduce(0) { $0 + (tokenizer.bytes(of: ids[$1])?.count ?? 0) } - addedBytes)
  }

  // MARK: - Ids

  /// −log p in nats of every id but the first, each given those before it in its window.
  ///
  /// - Throws: for fewer than two ids, one outside the vocabulary, or an impossible stride.
  public func losses(
    _ ids: [Int32], windowing: Windowing = .nonOverlapping
  ) throws -> [Double] {
    guard ids.count > 1 else { throw InferenceError.tooFewIDs(count: ids.count, needed: 2) }
    try InferenceError.check(ids, vocabularySize: configuration.vocabularySize)
    var stride = contextLength
    if case .sliding(let wanted) = windowing {
      guard wanted > 0, wanted <= contextLength else {
        throw InferenceError.unsupported(
          "a stride of \(wanted) is not between 1 and the window of \(contextLength)")
      }
      stride = wanted
    }
    let time = min(contextLength, ids.count - 1)
    let windows = LossWindow.over(ids, time: time, stride: stride)
    return try run(windows, time: time).flatMap { $0 }
  }

  /// The natural-log probability of each id given those before it; nil for the first.
  ///
  /// - Throws: for no ids, one outside the vocabulary, or more than the model sees at once.
  public func logProbabilities(_ ids: [Int32]) throws -> [Double?] {
    guard !ids.isEmpty else { throw InferenceError.tooFewIDs(count: 0, needed: 1) }
    try InferenceError.check(ids, vocabularySize: configuration.vocabularySize)
    if let limit = configuration.positionLimit, ids.count > limit {
      throw InferenceError.tooManyIDs(count: ids.count, limit: limit)
    }
    guard ids.count > 1 else { return [nil] }
    let window = LossWindow(ids: ids[...], firstScored: 1)
    return [nil] + (try run([window], time: ids.count - 1)[0].map { -$0 })
  }

  /// −log p in nats of the ids that each window scores, in their order.
  ///
  /// - Throws: for a window of more than `contextLength` + 1 ids, and for ids outside the vocabulary.
  public func losses(of windows: [LossWindow]) throws -> [[Double]] {
    for window in windows {
      guard window.ids.count <= contextLength + 1 else {
        throw InferenceError.tooManyIDs(count: window.ids.count, limit: contextLength + 1)
      }
      try InferenceError.check(Array(window.ids), vocabularySize: configuration.vocabularySize)
    }
    guard let longest = windows.map(\.ids.count).max() else { return [] }
    return try run(windows, time: longest - 1)
  }

  // MARK: - Windows

  /// The losses of each window's scored ids.
  func run(_ windows: [LossWindow], time: Int) throws -> [[Double]] {
    switch engine {
    case .batches(let parameters, let products):
      try run(windows, time: time, parameters, products)
    case .cached(let decoder):
      try windows.enumerated().map { index, window in
        let losses = try decoder.losses(of: window)
        progress?(index + 1, windows.count)
        return try zip(losses, window.scored).map { try Self.finite($0, id: $1) }
      }
    }
  }

  private static func finite(_ loss: Double, id: Int32) throws(InferenceError) -> Double {
    guard loss.isFinite else { throw .notANumber(id: Int(id)) }
    return loss
  }

  private func run(
    _ windows: [LossWindow], time: Int, _ parameters: ParameterStore<Float>, _ products: ProductPlan
  ) throws -> [[Double]] {
    let plan = try plan(windows: windows.count, time: time, parameters, products)
    let (batch, count) = (plan.batch, replicaCount)
    let arena = Arena()
    let losses: BufferSlice<Double> = arena.allocate(windows.count * time, of: 0)
    plan.decoders.withUnsafeBufferPointer { decoders in
      guard let base = decoders.baseAddress else { return }
      let shared = BufferSlice(
        pointer: UnsafeMutablePointer(mutating: base), count: decoders.count)
      // In rounds, so that somebody can be told between them; a few batches each, so that no thread
      // waits long for the others.
      let round = Self.batchesPerRound * count * batch
      for start in stride(from: 0, to: windows.count, by: round) {
        let end = min(start + round, windows.count)
        group.run { rank in
          for first in stride(from: start + rank * batch, to: end, by: count * batch) {
            let part = windows[first..<min(first + batch, end)]
            shared[rank].losses(of: part) { window, values in
              (losses.pointer + window * time).update(from: values.pointer, count: values.count)
            }
          }
        }
        progress?(end, windows.count)
      }
    }
    return try withExtendedLifetime(arena) {
      try windows.enumerated().map { index, window in
        try window.scored.enumerated().map { offset, id in
          try Self.finite(losses[index * time + offset], id: id)
        }
      }
    }
  }

  private func plan(
    windows: Int, time: Int, _ parameters: ParameterStore<Float>, _ products: ProductPlan
  ) throws -> Planned {
    // Logits and attention probabilities are the largest buffers: some 32 MiB of each for every
    // thread, or one window's. The batch must not depend on the threads: another batch rounds
    // differently.
    let largest = time * max(configuration.vocabularySize, configuration.headCount * time)
    let batch = max(1, min(8, (1 << 23) / largest, (windows + 1) / 2))
    if let planned, planned.batch == batch, planned.time == time { return planned }
    planned = nil
    let decoders = try (0..<replicaCount).map { _ in
      try Decoder(
        parameters, batch: batch, time: time,
        options: DecoderOptions(
          scoreByteLimit: DecoderOptions.usualScoreByteLimit, products: products))
    }
    let result = Planned(batch: batch, time: time, decoders: decoders)
    planned = result
    return result
  }
}
