import Foundation
import Tensors

/// Processes that are threads of this one: what a group of processes does, without MPI.
///
///     try SharedMemoryProcesses.run(3) { processes in train(processes) }
public final class SharedMemoryProcesses: ProcessGroup {
  public let rank: Int
  public let count: Int
  private let exchangeHall: ExchangeHall

  private init(rank: Int, hall: ExchangeHall) {
    self.rank = rank
    count = hall.count
    exchangeHall = hall
  }

  /// Runs a body as each of several processes at the same time; returns what each one gave.
  public static func run<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (any ProcessGroup) throws -> Result
  ) -> [Swift.Result<Result, any Error>] {
    let hall = ExchangeHall(count: count)
    let results = Results<Swift.Result<Result, any Error>>(count: count)
    let ended = DispatchGroup()
    for rank in 0..<count {
      ended.enter()
      let thread = Thread {
        let member = SharedMemoryProcesses(rank: rank, hall: hall)
        results.set(rank, Swift.Result { try body(member) })
        ended.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    ended.wait()
    return results.all
  }

  public func exchange(
    sending sent: UnsafeRawBufferPointer, to receiver: Int?,
    receiving received: UnsafeMutableRawBufferPointer, from sender: Int?
  ) {
    if let receiver { exchangeHall.offer(sent, from: rank, to: receiver) }
    if let sender { exchangeHall.take(received, from: sender, to: rank) }
    if let receiver { exchangeHall.awaitTaken(from: rank, to: receiver) }
  }

  public func allGather(_ buffer: UnsafeMutableRawPointer, _ parts: WordPartition) {
    exchangeHall.show(UnsafeRawPointer(buffer), rank)
    for other in 0..<count where other != rank {
      let (offset, size) = (4 * Int(parts.offsets[other]), 4 * Int(parts.counts[other]))
      guard size > 0 else { continue }
      (buffer + offset).copyMemory(from: exchangeHall.shown(other) + offset, byteCount: size)
    }
    exchangeHall.meet()
  }
}

/// Where the threads meet and lay out what they have for each other.
private final class ExchangeHall: @unchecked Sendable {
  // Safe: every field is read and written under `condition` alone, and what is laid out stays where
  // it is until the receivers have been there.
  let count: Int
  private let condition = NSCondition()
  private var offers: [Int: UnsafeRawBufferPointer] = [:]
  private var buffers: [UnsafeRawPointer?]
  private var arrived = 0
  private var generation = 0

  init(count: Int) {
    self.count = count
    buffers = Array(repeating: nil, count: count)
  }

  func offer(_ bytes: UnsafeRawBufferPointer, from sender: Int, to receiver: Int) {
    condition.lock()
    offers[sender * count + receiver] = bytes
    condition.broadcast()
    condition.unlock()
  }

  func take(_ target: UnsafeMutableRawBufferPointer, from sender: Int, to receiver: Int) {
    condition.lock()
    let place = sender * count + receiver
    while offers[place] == nil { condition.wait() }
    if let bytes = offers[place] {
      precondition(
        bytes.count == target.count, "\(bytes.count) bytes sent, \(target.count) awaited")
      target.copyMemory(from: bytes)
    }
    offers[place] = nil
    condition.broadcast()
    condition.unlock()
  }

  func awaitTaken(from sender: Int, to receiver: Int) {
    condition.lock()
    while offers[sender * count + receiver] != nil { condition.wait() }
    condition.unlock()
  }

  func show(_ buffer: UnsafeRawPointer, _ rank: Int) {
    condition.lock()
    buffers[rank] = buffer
    condition.unlock()
    meet()
  }

  func shown(_ rank: Int) -> UnsafeRawPointer {
    condition.lock()
    defer { condition.unlock() }
    guard let buffer = buffers[rank] else { preconditionFailure("process \(rank) shows nothing") }
    return buffer
  }

  func meet() {
    condition.lock()
    defer { condition.unlock() }
    arrived += 1
    if arrived == count {
      arrived = 0
      generation += 1
      condition.broadcast()
      return
    }
    let mine = generation
    while generation == mine { condition.wait() }
  }
}

/// A place for each thread's result.
private final class Results<Element>: @unchecked Sendable {
  // Safe: under the lock alone.
  private let lock = NSLock()
  private var values: [Element?]

  init(count: Int) { values = Array(repeating: nil, count: count) }

  func set(_ index: Int, _ value: Element) {
    lock.lock()
    values[index] = value
    lock.unlock()
  }

  var all: [Element] {
    lock.lock()
    defer { lock.unlock() }
    return values.compactMap { $0 }
  }
}
