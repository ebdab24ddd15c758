/// The processes that train one model together, each with its share of the replicas.
///
/// Two operations are all that training needs: to pass data along from one process to the next, and
/// to share what each process has with all of them. Every process calls the same operations in the
/// same order, from its main thread, as with MPI.
///
///     let processes: any ProcessGroup = SingleProcess()
///     try processes.together { try Corpus.read(paths: paths) }     // fails on all, or on none
///
/// Whoever loses the others, because the network or a machine fails, ends the whole group: there is
/// no result to be had any more, and the last checkpoint is there to resume from.
public protocol ProcessGroup: AnyObject, Sendable {
  /// This process's number, from 0.
  var rank: Int { get }
  /// How many processes there are.
  var count: Int { get }

  /// Sends a buffer to one process while it receives another's; nil leaves that half out.
  ///
  /// Returns when the sent buffer may be changed and the received one is filled. Both ends name the
  /// same number of bytes, a multiple of four.
  func exchange(
    sending sent: UnsafeRawBufferPointer, to receiver: Int?,
    receiving received: UnsafeMutableRawBufferPointer, from sender: Int?)

  /// Fills a buffer that every process has, each with a part of it, with all the parts.
  func allGather(_ buffer: UnsafeMutableRawPointer, _ parts: WordPartition)
}

/// Which part of a buffer each process holds, in words of four bytes.
public struct WordPartition: Sendable {
  public let offsets: [Int32]
  public let counts: [Int32]

  /// - Parameters:
  ///   - ranges: elements, one range a process, in order and without gaps.
  ///   - wordsPerElement: 1 for Float32, 2 for Float64.
  /// - Precondition: all ranges together hold fewer than 2³¹ words (`limit`).
  public init(_ ranges: [Range<Int>], wordsPerElement: Int = 1) {
    offsets = ranges.map { Int32($0.lowerBound * wordsPerElement) }
    counts = ranges.map { Int32($0.count * wordsPerElement) }
  }

  /// The most words that a buffer may have, 8 GiB: MPI counts in 32 bits.
  public static let limit = Int(Int32.max)
}

/// One process alone: nothing to send, nobody to wait for.
public final class SingleProcess: ProcessGroup {
  public let rank = 0
  public let count = 1

  public init() {}

  public func exchange(
    sending sent: UnsafeRawBufferPointer, to receiver: Int?,
    receiving received: UnsafeMutableRawBufferPointer, from sender: Int?
  ) {}

  public func allGather(_ buffer: UnsafeMutableRawPointer, _ parts: WordPartition) {}
}
