import FlyingSocks

/// A stream of events as a body that has no end.
struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let stream: AsyncStream<[UInt8]>

  func makeAsyncIterator() -> Iterator { Iterator(parts: stream.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var parts: AsyncStream<[UInt8]>.Iterator
    private var rest: ArraySlice<UInt8> = []

    init(parts: AsyncStream<[UInt8]>.Iterator) { self.parts = parts }

    mutating func next() async throws -> UInt8? {
      try await nextBuffer(suggested: 1)?.first
    }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      // A part of no bytes would be the end of the body.
      while rest.isEmpty {
        guard let part = await parts.next() else { return nil }
        rest = part[...]
      }
      let taken = Array(rest.prefix(count > 0 ? count : 1))
      rest = rest.dropFirst(taken.count)
      return taken
    }
  }
}
