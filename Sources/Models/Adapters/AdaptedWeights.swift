import Groundwork
import Tensors

/// A model that runs with an adapter beside it: the products of its matrices, as they are kept, plus what
/// the adapter adds to them.
public final class AdaptedWeights: WeightSource {
  private let base: any WeightSource
  private let adapter: Adapter<Float>
  private let sites: [String: [AdapterSite]]

  /// - Precondition: the adapter is for the source's configuration.
  public init(_ base: any WeightSource, _ adapter: Adapter<Float>) {
    precondition(base.configuration == adapter.configuration, "an adapter of another model")
    (self.base, self.adapter) = (base, adapter)
    sites = Dictionary(grouping: adapter.sites, by: \.parameter)
  }

  public var configuration: ModelConfiguration { base.configuration }

  public func vector(_ name: String) -> BufferSlice<Float>? { base.vector(name) }

  public func matrix(_ name: String) -> (any WeightMatrix)? {
    guard let matrix = base.matrix(name) else { return nil }
    guard let sites = sites[name] else { return matrix }
    let updates = sites.compactMap { site -> AdaptedMatrix.Update? in
      guard let down = adapter.parameters[site.downName],
        let up = adapter.parameters[site.upName]
      else { return nil }
      return AdaptedMatrix.Update(
        down: down, up: up, outputs: site.firstRow..<(site.firstRow + site.outputs))
    }
    return AdaptedMatrix(
      base: matrix, updates: updates, rank: adapter.settings.rank,
      scale: Float(adapter.settings.scale))
  }
}

/// W + scale · B·A, multiplied without being made: x·Aᵀ is part of what is prepared for a product, once for
/// all threads that share it.
struct AdaptedMatrix: WeightMatrix {
  struct Update: Sendable {
    /// A, (rank, columns).
    let down: BufferSlice<Float>
    /// B, (outputs, rank).
    let up: BufferSlice<Float>
    /// The outputs that it adds to.
    let outputs: Range<Int>
  }

  let base: any WeightMatrix
  let updates: [Update]
  let rank: Int
  let scale: Float

  var rows: Int { base.rows }
  var columns: Int { base.columns }
  var partAlignment: Int { base.partAlignment }

  var byteCount: Int {
    base.byteCount
      + updates.reduce(0) { $0 + ($1.down.count + $1.up.count) * MemoryLayout<Float>.stride }
  }

  /// The base's own part, to a whole cache line; the updates' projections follow.
  private func ownByteCount(count: Int) -> Int {
    (base.preparedByteCount(count: count) + 63) / 64 * 64
  }

  func preparedByteCount(count: Int) -> Int {
    ownByteCount(count: count) + updates.count * count * rank * MemoryLayout<Float>.stride
  }

  /// x·Aᵀ of an update, (count, rank).
  private func projection(
    _ index: Int, count: Int, _ prepared: BufferSlice<UInt8>
  ) -> UnsafeMutablePointer<Float> {
    let offset = ownByteCount(count: count) + index * count * rank * MemoryLayout<Float>.stride
    return UnsafeMutableRawPointer(prepared.pointer + offset).assumingMemoryBound(to: Float.self)
  }

  func prepare(
    _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>
  ) {
    base.prepare(
      x, rows: rows, count: count,
      into: prepared.part(0, base.preparedByteCount(count: count)))
    guard !rows.isEmpty else { return }
    for (index, update) in updates.enumerated() {
      Float.matrixProduct(
        x.pointer + rows.lowerBound * columns, stride: columns, transposed: false,
        update.down.pointer, stride: columns, transposed: true,
        into: projection(index, count: count, prepared) + rows.lowerBound * rank, stride: rank,
        rows: rows.count, columns: rank, inner: columns, alpha: 1, beta: 0)
    }
  }

  func multiply(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>, accumulating: Bool
  ) {
    let own = InputRows(
      values: x.values, count: x.count,
      prepared: x.prepared.part(0, base.preparedByteCount(count: x.count)))
    base.multiply(own, into: out, outputs: outputs, accumulating: accumulating)
    for (index, update) in updates.enumerated() {
      let wanted = update.outputs.clamped(to: outputs)
      guard !wanted.isEmpty else { continue }
      Float.matrixProduct(
        projection(index, count: x.count, x.prepared), stride: rank, transposed: false,
        update.up.pointer + (wanted.lowerBound - update.outputs.lowerBound) * rank, stride: rank,
        transposed: true, into: out + wanted.lowerBound, stride: rows, rows: x.count,
        columns: wanted.count, inner: rank, alpha: scale, beta: 1)
    }
  }

  func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
    base.copyRow(row, into: out)
    for update in updates where update.outputs.contains(row) {
      let factors = update.up.pointer + (row - update.outputs.lowerBound) * rank
      for k in 0..<rank {
        let (factor, source) = (scale * factors[k], update.down.pointer + k * columns)
        for column in 0..<columns { out[column] += factor * source[column] }
      }
    }
  }
}
