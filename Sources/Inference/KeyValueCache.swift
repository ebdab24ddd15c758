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
  /// The most tokens it can hold.
  public let capacity: Int
  /// The tokens it holds.
  public private(set) var count = 0
  private let arena = Arena()
  private let keys: BufferSlice<Float>
  private let values: BufferSlice<Float>

  /// - Precondition: `capacity` is positive.
  init(_ configuration: ModelConfiguration, capacity: Int) {
    self.configuration = configuration
    self.capacity = capacity
    let size =
      configuration.layerCount * configuration.keyValueHeadCount * capacity
      * configuration.headWidth
    keys = arena.allocate(size, of: 0)
    values = arena.allocate(size, of: 0)
  }

  /// The bytes of all keys and values: 2 · layers · key-value heads · head width · 4 a token.
  public var byteCount: Int { arena.byteCount }

  /// Forgets all tokens but the first so many.
  public func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count, "a cache cannot be truncated to more")
    self.count = count
  }

  /// Takes over all tokens of a cache of the same model.
  ///
  /// - Precondition: there is room for them.
  func copy(from other: KeyValueCache) {
    precondition(other.count <= capacity, "a cache of \(capacity) cannot hold \(other.count)")
    let width = configuration.headWidth
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
    let size = configuration.keyValueHeadCount * capacity * configuration.headWidth
    return CachedLayer(
      keys: keys.part(index * size, size), values: values.part(index * size, size), count: count,
      capacity: capacity, headWidth: configuration.headWidth)
  }
}

/// One layer of a cache, as its threads share it.
///
/// - Shape: keys and values (key-value heads, capacity, headWidth), of which `count` rows a head
///   are there.
struct CachedLayer: Sendable {
  let keys: BufferSlice<Float>
  let values: BufferSlice<Float>
  let count: Int
  let capacity: Int
  let headWidth: Int

  /// A head's keys, (capacity, headWidth).
  func keys(_ head: Int) -> UnsafeMutablePointer<Float> {
    keys.pointer + head * capacity * headWidth
  }

  /// A head's values, (capacity, headWidth).
  func values(_ head: Int) -> UnsafeMutablePointer<Float> {
    values.pointer + head * capacity * headWidth
  }
}
