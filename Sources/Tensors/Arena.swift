/// Owner of planned memory: slices are taken from it before the work starts and live as long as it.
///
/// A training step takes nothing from an arena: everything was planned when the network was built.
public final class Arena {
  @usableFromInline var blocks: [UnsafeMutableRawPointer] = []

  @usableFromInline var allocatedByteCount = 0

  /// The bytes handed out so far.
  public var byteCount: Int { allocatedByteCount }

  public init() {}

  /// A slice filled with one value, aligned to 64 bytes (a cache line).
  @inlinable
  public func allocate<Element: BitwiseCopyable>(
    _ count: Int, of value: Element
  ) -> BufferSlice<Element> {
    let size = max(count, 1) * MemoryLayout<Element>.stride
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    blocks.append(block)
    allocatedByteCount += size
    let pointer = block.bindMemory(to: Element.self, capacity: max(count, 1))
    pointer.initialize(repeating: value, count: max(count, 1))
    return BufferSlice(pointer: pointer, count: count)
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}
