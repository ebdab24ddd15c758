import Groundwork

/// Stretches of a tape that keep nothing but their result, and compute the rest again when the
/// backward pass comes to them (Chen et al. 2016, arXiv 1604.06174).
///
/// The values inside a segment lie in buffers that all segments share: those of a deep network take
/// little more memory than one layer's.
struct TapeSegments<Scalar: TensorScalar> {
  /// The operations of each segment, in order.
  private(set) var ranges: [Range<Int>] = []
  /// The segment whose values stand in the shared buffers.
  var standing = -1

  private var start: Int?
  private var values = BufferPool<Scalar>()
  private var rounded = BufferPool<UInt16>()

  var isOpen: Bool { start != nil }
  /// The index of the segment that is being recorded.
  var current: Int? { isOpen ? ranges.count : nil }

  /// Opens a segment before the operation with this index.
  mutating func begin(at index: Int) {
    precondition(start == nil, "segments do not nest")
    start = index
  }

  /// A buffer that the next segment may use again.
  mutating func take(_ count: Int, from arena: Arena) -> BufferSlice<Scalar> {
    values.take(count, from: arena, of: 0)
  }

  /// The same for rounded values.
  mutating func takeRounded(_ count: Int, from arena: Arena) -> BufferSlice<UInt16> {
    rounded.take(count, from: arena, of: 0)
  }

  /// Closes a segment after its last operation, whose result stays.
  mutating func end(at index: Int, keeping kept: BufferSlice<Scalar>) {
    guard let begin = start else { preconditionFailure("no segment is open") }
    ranges.append(begin..<index)
    values.giveBack(but: kept)
    rounded.giveBack(but: nil)
    start = nil
  }
}

/// Buffers that one segment after the other takes.
private struct BufferPool<Element: BitwiseCopyable> {
  private var taken: [BufferSlice<Element>] = []
  private var free: [Int: [BufferSlice<Element>]] = [:]

  mutating func take(_ count: Int, from arena: Arena, of value: Element) -> BufferSlice<Element> {
    let slice = free[count]?.popLast() ?? arena.allocate(count, of: value)
    taken.append(slice)
    return slice
  }

  /// Frees all that was taken, but for one buffer that stays.
  mutating func giveBack(but kept: BufferSlice<Element>?) {
    // In reverse: the next segment takes them in the same order.
    for slice in taken.reversed() where slice.pointer != kept?.pointer {
      free[slice.count, default: []].append(slice)
    }
    taken = []
  }
}

extension Tape {
  /// From here to `endSegment`, values are not kept for the backward pass, but computed again there.
  public func beginSegment() {
    if isTraining { segments.begin(at: operations.count) }
  }

  /// Ends a segment with the one variable that is read outside it.
  ///
  /// - Precondition: `result` is what the segment's last operation made; what else that operation keeps
  ///   for its backward pass it brings back by `restoreKept`, for it is not run again. What a segment reads from
  ///   outside is overwritten by nobody.
  public func endSegment(keeping result: Variable<Scalar>) {
    guard isTraining else { return }
    precondition(operations.last?.output === result, "a segment ends with its result")
    segments.end(at: operations.count, keeping: result.value)
  }

  /// Memory for what an operation keeps between its forward and its backward pass.
  func kept(_ count: Int) -> BufferSlice<Scalar> {
    segments.isOpen ? segments.take(count, from: arena) : arena.allocate(count, of: 0)
  }

  /// Memory for a value's rounded copy, which lasts as long as the value does.
  func keptRounded(of variable: Variable<Scalar>) -> BufferSlice<UInt16> {
    // What was made before this segment is not computed again with it.
    segments.isOpen && variable.segment == segments.current
      ? segments.takeRounded(variable.count, from: arena) : arena.allocate(variable.count, of: 0)
  }

  /// Brings the values of a segment back, unless they stand there still.
  func replay(segment: Int) {
    guard segments.standing != segment else { return }
    segments.standing = segment
    let range = segments.ranges[segment]
    var index = range.lowerBound
    while index < range.upperBound - 1 {
      operations[index].forward()
      stopwatch?.lap(.recomputation, operations[index].forwardCost)
      index += 1
    }
    operations[index].restoreKept()
  }
}
