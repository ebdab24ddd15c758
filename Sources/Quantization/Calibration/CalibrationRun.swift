import Groundwork
import Models
import Tensors

/// Windows of a text on their way through a model, layer by layer: what each matrix's inputs are like.
///
///     let run = try CalibrationRun(parameters, text, sums: .products, threads: 2)
///     try run.forEachInput { parameters, moments in … round these matrices in `parameters` … }
///
/// The weights may be changed on the way: a matrix's inputs are computed by all matrices before it as they stand
/// by then, those of its own layer among them. So GPTQ's calibration sees the errors that earlier layers make
/// (the authors' code with `--true-sequential`).
///
/// The sums do not depend on the number of threads: every window is computed by one, and each sum is taken in the
/// order of the windows.
public final class CalibrationRun {
  /// What is summed over the inputs.
  public enum Sums: Sendable { case squares, products }

  private let store: ParameterStore<Float>
  private let sums: Sums
  private let time: Int
  private let group: ReplicaGroup
  private let arena = Arena()
  /// The streams of all windows, (windows, time, width).
  private let streams: BufferSlice<Float>
  private let windows: [[Int32]]

  /// Columns of the products that one thread sums at a time.
  private static let tile = 64

  /// - Throws: `ModelError` for windows that the model cannot see at once; `RoundingError.noCalibration` without
  ///   any.
  public init(
    _ store: ParameterStore<Float>, _ text: CalibrationText, sums: Sums, threads: Int
  ) throws {
    guard let first = text.windows.first else { throw RoundingError.noCalibration }
    let vocabulary = store.configuration.vocabularySize
    if let id = text.windows.joined().first(where: { $0 < 0 || Int($0) >= vocabulary }) {
      throw ModelError.badInput(
        "the calibration text has the id \(id), which lies outside the model's vocabulary of "
          + "\(vocabulary) tokens")
    }
    (self.store, self.sums, windows) = (store, sums, text.windows)
    time = first.count
    streams = arena.allocate(text.windows.count * time * store.configuration.width, of: 0)
    group = ReplicaGroup(count: max(1, min(threads, text.windows.count)))
    LinearAlgebra.setThreadCount(1)
  }

  /// Goes through the model once.
  ///
  /// - Parameters:
  ///   - progress: is told what share of the parts is done.
  ///   - body: is given matrices that multiply the same inputs, by their names, and what these are like;
  ///     in the order of the pass, the head last.
  public func forEachInput(
    progress: (Double) -> Void = { _ in },
    _ body: (_ parameters: [String], _ moments: InputMoments) throws -> Void
  ) throws {
    let layers = (0..<store.configuration.layerCount).map { DecoderPart.Kind.layer($0) }
    let kinds = [.embedding] + layers + [.finalNormalization]
    for (index, kind) in kinds.enumerated() {
      // Each rank has a part of its own.
      let parts = try group.ranks.map { _ in try DecoderPart(store, kind, time: time) }
      for products in parts[0].products.indices {
        try body(parts[0].products[products].parameters, sum(products, parts))
      }
      if kind != .finalNormalization {
        run(parts) { part, stream in
          part.run()
          stream.pointer.update(from: part.result.pointer, count: stream.count)
        }
      }
      progress(Double(index + 1) / Double(kinds.count))
    }
  }

  /// Runs a part on all windows, a round of as many windows as there are threads at a time.
  ///
  /// - Parameters:
  ///   - body: runs the part; the stream is the window's own.
  ///   - afterRound: is called by every thread after each round, with the number of windows in it.
  private func run(
    _ parts: [DecoderPart], _ body: @escaping @Sendable (DecoderPart, BufferSlice<Float>) -> Void,
    afterRound: @escaping @Sendable (_ rank: Int, _ windows: Int) -> Void = { _, _ in }
  ) {
    let width = store.configuration.width
    let (group, streams, windows, time) = (group, streams, windows, time)
    parts.withUnsafeBufferPointer { parts in
      guard let base = parts.baseAddress else { return }
      let shared = BufferSlice(
        pointer: UnsafeMutablePointer(mutating: base), count: parts.count)
      group.run { rank in
        let part = shared[rank]
        for start in stride(from: 0, to: windows.count, by: group.count) {
          let window = start + rank
          if window < windows.count {
            let stream = streams.part(window * time * width, time * width)
            part.tokens.copy(from: windows[window])
            part.stream.pointer.update(from: stream.pointer, count: stream.count)
            body(part, stream)
          }
          group.barrier()
          afterRound(rank, min(group.count, windows.count - start))
          group.barrier()
        }
      }
    }
  }

  /// The moments of some products' inputs.
  private func sum(_ index: Int, _ parts: [DecoderPart]) -> InputMoments {
    let n = parts[0].products[index].columns
    let sums = Arena()
    let isWhole = self.sums == .products
    let total: BufferSlice<Double> = sums.allocate(isWhole ? n * n : n, of: 0)
    let tile = Self.tile
    let scratch: BufferSlice<Float> = sums.allocate(group.count * tile * n, of: 0)
    let inputs = parts.map { $0.products[index].input }
    let (time, threads) = (time, group.count)
    run(parts) { part, _ in
      part.run(upTo: part.products[index])
    } afterRound: { rank, count in
      if !isWhole {
        guard rank == 0 else { return }
        for input in inputs[..<count] { Self.addSquares(input, time, n, to: total) }
        return
      }
      let own = scratch.part(rank * tile * n, tile * n)
      for start in stride(from: rank * tile, to: n, by: threads * tile) {
        for input in inputs[..<count] {
          Self.addProducts(input, time, n, start..<min(start + tile, n), own, to: total)
        }
      }
    }
    return withExtendedLifetime(sums) {
      guard isWhole else { return InputMoments(count: windows.count * time, squares: total.array) }
      var products = total.array
      for row in 0..<n {
        for column in 0..<row { products[row * n + column] = products[column * n + row] }
      }
      return InputMoments(columns: n, count: windows.count * time, products: products)
    }
  }

  private static func addSquares(
    _ x: BufferSlice<Float>, _ time: Int, _ n: Int, to total: BufferSlice<Double>
  ) {
    for row in 0..<time {
      for column in 0..<n {
        let value = Double(x[row * n + column])
        total[column] += value * value
      }
    }
  }

  /// Adds some rows of xᵀ·x, from the diagonal on.
  private static func addProducts(
    _ x: BufferSlice<Float>, _ time: Int, _ n: Int, _ rows: Range<Int>,
    _ scratch: BufferSlice<Float>, to total: BufferSlice<Double>
  ) {
    let first = rows.lowerBound
    Float.matrixProduct(
      x.pointer + first, stride: n, transposed: true, x.pointer + first, stride: n,
      transposed: false, into: scratch.pointer, stride: n, rows: rows.count, columns: n - first,
      inner: time, alpha: 1, beta: 0)
    for row in rows {
      let (sums, target) = (scratch.pointer + (row - first) * n, total.pointer + row * n + first)
      for column in 0..<(n - first) { target[column] += Double(sums[column]) }
    }
  }
}
