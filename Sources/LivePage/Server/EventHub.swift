import Groundwork
import Synchronization

/// Events as they happen, for all pages that are open (server-sent events, as the HTML standard has them).
///
/// The events of a run are kept until the next one begins: a page that is opened later, or was cut off,
/// asks for what it has not seen.
final class EventHub: Sendable {
  private struct State {
    var kept: [(id: Int, bytes: [UInt8])] = []
    var nextID = 1
    var readers: [(number: Int, continuation: AsyncStream<[UInt8]>.Continuation)] = []
    var nextReader = 1
  }

  /// Of a run's events; the first ones go first.
  private static let keptCount = 5_000

  private let state = Mutex(State())
  private let streamCount: Int

  /// - Parameters:
  ///   - streamCount: readers at once; a further one ends the oldest, with an event `closed`.
  ///   - secondsBetweenBeats: after which a reader is told that the server is still there.
  init(streamCount: Int, secondsBetweenBeats: Double) {
    self.streamCount = streamCount
    Task { [weak self] in
      while true {
        try? await Task.sleep(for: .seconds(secondsBetweenBeats))
        guard let self else { return }
        beat()
      }
    }
  }

  /// Tells all readers.
  func send(_ name: String, _ value: JSONValue) {
    state.withLock { state in
      let bytes = Array(
        "id: \(state.nextID)\nevent: \(name)\ndata: \(value.encodedText)\n\n".utf8)
      state.kept.append((state.nextID, bytes))
      state.nextID += 1
      if state.kept.count > Self.keptCount {
        state.kept.removeFirst(state.kept.count - Self.keptCount)
      }
      for reader in state.readers { reader.continuation.yield(bytes) }
    }
  }

  /// Forgets what was kept: another run begins.
  func forget() { state.withLock { $0.kept = [] } }

  /// What was kept behind an event, and then what happens.
  func events(after id: Int) -> EventBytes {
    let (stream, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(2 * Self.keptCount))
    state.withLock { state in
      let number = state.nextReader
      state.nextReader += 1
      continuation.yield(Array("retry: 1000\n\n".utf8))
      for event in state.kept where event.id > id { continuation.yield(event.bytes) }
      state.readers.append((number, continuation))
      if state.readers.count > streamCount {
        // Told so, it does not come back; by itself it would, and end the next one.
        let oldest = state.readers.removeFirst().continuation
        oldest.yield(Array("event: closed\ndata: {}\n\n".utf8))
        oldest.finish()
      }
      continuation.onTermination = { [weak self] _ in self?.leave(number) }
    }
    return EventBytes(stream: stream)
  }

  /// Ends all streams.
  func close() {
    let readers = state.withLock { state in
      let readers = state.readers
      state.readers = []
      return readers
    }
    for reader in readers { reader.continuation.finish() }
  }

  private func leave(_ number: Int) {
    // Ending a stream under the lock would come back here.
    Task { state.withLock { $0.readers.removeAll { $0.number == number } } }
  }

  private func beat() {
    state.withLock { state in
      for reader in state.readers { reader.continuation.yield(Array(": beat\n\n".utf8)) }
    }
  }
}
