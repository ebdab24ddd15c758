import Groundwork
import Models
import Tensors

/// The keys and values of every token that a sequence has had so far.
///
/// What a token's keys and values are does not depend on the tokens after it: kept here, they are
/// computed once, and a new token costs one row of work instead of the whole sequence again.
///
/// - Shape: for each layer and each key-value head, keys and values (capacity, headWidth), so that
///   a head's keys lie one after the other.
public final class KeyValueCache {
  public let configuration: ModelConfiguration
  public let precision: CachePrecision
  /// The most tokens it can hold.
  public let capacity: Int
  /// The tokens it holds.
  public private(set) var count = 0
  private let arena = Arena()
  private let keys: BufferSlice<UInt8>
  private let values: BufferSlice<UInt8>
  /// The bytes of one head's keys of a token.
  private var rowByteCount: Int { precision.byteCount(headWidth: configuration.headWidth) }

  /// - Precondition: `capacity` is positive.
  init(_ configuration: ModelConfiguration, capacity: Int, precision: CachePrecision) {
    self.configuration = configuration
    self.capacity = capacity
    self.precision = precision
    let size =
      configuration.layerCount * configuration.keyValueHeadCount * capacity
      * precision.byteCount(headWidth: configuration.headWidth)
    keys = arena.allocate(size, of: 0)
    values = arena.allocate(size, of: 0)
  }

  /// The bytes of all keys and values: 2 · layers · key-value heads · head width a token, times the bytes
  /// of a number.
  public var byteCount: Int { arena.byteCount }

  /// Forgets all tokens but the first so many.
  public func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count, "a cache cannot be truncated to more")
    self.count = count
  }

  /// Takes over all tokens of a cache of the same model and precision.
  ///
  /// - Precondition: there is room for them.
  func copy(from other: KeyValueCache) {
    precondition(
      other.count <= capacity && other.precision == precision,
      "a cache of \(capacity) cannot hold \(other.count)")
    let width = rowByteCount
    for head in 0..<(configuration.layerCount * configuration.keyValueHeadCount) {
      let (start, source) = (head * capacity * width, head * other.capacity * width)
      (keys.pointer + start).update(from: other.keys.pointer + source, count: other.count * width)
      (values.pointer + start).update(
        from: other.values.pointer + source, count: other.count * width)
    }
    count = other.count
  }

  /// Counts tokens whose keys and values now stand in every layer.
  func advance(by added: Int) { count += added }

  /// The part of one layer.
  func layer(_ index: Int) -> CachedLayer {
    let size = configuration.keyValueHeadCount * capacity * rowByteCount
    return CachedLayer(
      keys: keys.part(index * size, size), values: values.part(index * size, size), count: count,
      capacity: capacity, headWidth: configuration.headWidth, precision: precision)
  }
}

/// One layer of a cache, as its threads share it.
///
/// - Shape: keys and values (key-value heads, capacity, headWidth), of which `count` rows a head
///   are there.
struct CachedLayer: Sendable {
  let keys: BufferSlice<UInt8>
  let values: BufferSlice<UInt8>
  let count: Int
  let capacity: Int
  let headWidth: Int
  let precision: CachePrecision

  /// The bytes of one head's keys of a token.
  var rowByteCount: Int { precision.byteCount(headWidth: headWidth) }

  /// A head's keys, (capacity, headWidth).
  func keys(_ head: Int) -> UnsafeMutablePointer<UInt8> {
    keys.pointer + head * capacity * rowByteCount
  }

  /// A head's values, (capacity, headWidth).
  func values(_ head: Int) -> UnsafeMutablePointer<UInt8> {
    values.pointer + head * capacity * rowByteCount
  }
}
