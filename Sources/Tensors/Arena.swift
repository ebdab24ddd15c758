import Foundation
import Groundwork

/// Owner of planned memory: slices are taken from it before the work starts and live as long as it.
///
/// A training step takes nothing from an arena: everything was planned when the network was built.
public final class Arena {
  @usableFromInline var blocks: [UnsafeMutableRawPointer] = []

  @usableFromInline var allocatedByteCount = 0

  /// The bytes handed out so far.
  public var byteCount: Int { allocatedByteCount }

  /// Whether slices are counted and never to be filled.
  public let isDryRun: Bool
  private var reservations: [UnsafeMutableRawBufferPointer] = []

  /// - Parameter isDryRun: reserves addresses but no memory, to learn what a plan would take.
  ///   Slices of a dry run are counted and never filled.
  public init(isDryRun: Bool = false) { self.isDryRun = isDryRun }

  /// A slice filled with one value, aligned to 64 bytes (a cache line).
  ///
  /// - Complexity: O(count), a pass over fresh memory: for planning, not for a step.
  @inlinable
  public func allocate<Element: BitwiseCopyable>(
    _ count: Int, of value: Element
  ) -> BufferSlice<Element> {
    let size = max(count, 1) * MemoryLayout<Element>.stride
    if isDryRun {
      allocatedByteCount += size
      let pointer = reserve(size).bindMemory(to: Element.self, capacity: max(count, 1))
      return BufferSlice(pointer: pointer, count: count)
    }
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    blocks.append(block)
    allocatedByteCount += size
    let pointer = block.bindMemory(to: Element.self, capacity: max(count, 1))
    pointer.initialize(repeating: value, count: max(count, 1))
    return BufferSlice(pointer: pointer, count: count)
  }

  @usableFromInline
  func reserve(_ size: Int) -> UnsafeMutableRawPointer {
    let address = mmap(
      nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    if let address, address != MAP_FAILED {
      reservations.append(UnsafeMutableRawBufferPointer(start: address, count: size))
      return address
    }
    // A system that refuses large reservations: any address will do, for nobody writes to it.
    let block = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 64)
    blocks.append(block)
    return block
  }

  deinit {
    for block in blocks { block.deallocate() }
    for reservation in reservations { munmap(reservation.baseAddress, reservation.count) }
  }
}
