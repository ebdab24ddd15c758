/// A stretch of memory that some arena owns: a pointer and a count, nothing more.
///
/// This is the one type whose values cross into other threads unchecked. Whoever hands slices to
/// several threads sees to it that no two of them write to the same elements.
@frozen
public struct BufferSlice<Element>: @unchecked Sendable {
  public let pointer: UnsafeMutablePointer<Element>
  public let count: Int

  @inlinable
  public init(pointer: UnsafeMutablePointer<Element>, count: Int) {
    self.pointer = pointer
    self.count = count
  }

  @inlinable
  public subscript(index: Int) -> Element {
    get { pointer[index] }
    nonmutating set { pointer[index] = newValue }
  }

  /// The part from `offset` on, `count` elements long.
  @inlinable
  public func part(_ offset: Int, _ count: Int) -> BufferSlice {
    assert(offset >= 0 && count >= 0 && offset + count <= self.count)
    return BufferSlice(pointer: pointer + offset, count: count)
  }

  /// The slice as a buffer pointer, for code that wants a collection.
  @inlinable
  public var buffer: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }

  /// The elements' memory.
  @inlinable
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer) }

  /// The elements' memory, to be written to.
  @inlinable
  public var mutableBytes: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(buffer) }

  /// A copy of the elements.
  @inlinable
  public var array: [Element] { Array(buffer) }

  /// Sets every element.
  @inlinable
  public func fill(_ value: Element) {
    buffer.update(repeating: value)
  }

  /// Copies an array of the same length into the slice.
  @inlinable
  public func copy(from array: [Element]) {
    precondition(array.count == count, "\(array.count) elements for a slice of \(count)")
    array.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      pointer.update(from: base, count: count)
    }
  }
}
