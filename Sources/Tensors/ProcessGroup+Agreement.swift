import Groundwork

extension ProcessGroup {
  /// Whether this is the process that writes files and speaks to the user.
  public var isFirst: Bool { rank == 0 }

  /// Runs a body on every process; when it fails on one, it fails on all.
  ///
  /// - Throws: with one process, what the body throws; with several, a `SharedFailure`.
  public func together<Result>(_ body: () throws -> Result) throws -> Result {
    guard count > 1 else { return try body() }
    let outcome = Swift.Result(catching: body)
    var hasFailed: Int32 = 0
    if case .failure = outcome { hasFailed = 1 }
    guard let first = gather(hasFailed).firstIndex(of: 1) else { return try outcome.get() }
    guard first == rank, case .failure(let error) = outcome else {
      throw SharedFailure(process: first, underlying: nil)
    }
    throw SharedFailure(process: first, underlying: error)
  }

  /// The error to throw for one that happens on every process alike: the first one speaks.
  public func alike(_ error: any Error) -> any Error {
    count > 1 ? SharedFailure(process: 0, underlying: isFirst ? error : nil) : error
  }

  /// Throws where the processes do not all bring the same digest of what they are about to do: other
  /// texts or options on one of them would end in nonsense, or not at all.
  ///
  /// - Parameter error: makes the error of a problem said in words.
  /// - Throws: a `SharedFailure` around that error.
  public func requireAgreement(
    on digest: Int32, orThrow error: (_ problem: String) -> any Error
  ) throws {
    guard count > 1 else { return }
    let digests = gather(digest)
    guard let other = digests.firstIndex(where: { $0 != digests[0] }) else { return }
    throw alike(
      error(
        "process \(other) has another text or other options than process 0; give every machine the "
          + "same files and every process the same command"))
  }

  /// The least of the numbers that the processes bring.
  public func minimum(_ value: Int32) -> Int32 { gather(value).min() ?? value }

  /// Every process's number, in order.
  public func gather(_ value: Int32) -> [Int32] {
    var values = [Int32](repeating: 0, count: count)
    values[rank] = value
    guard count > 1 else { return values }
    let parts = WordPartition((0..<count).map { $0..<($0 + 1) })
    values.withUnsafeMutableBytes { buffer in
      if let base = buffer.baseAddress { allGather(base, parts) }
    }
    return values
  }

  /// Sends elements to one process.
  public func send<Element>(_ elements: BufferSlice<Element>, to receiver: Int) {
    exchange(
      sending: elements.bytes, to: receiver, receiving: elements.part(0, 0).mutableBytes, from: nil)
  }

  /// Fills elements with what one process sends.
  public func receive<Element>(_ elements: BufferSlice<Element>, from sender: Int) {
    exchange(
      sending: elements.part(0, 0).bytes, to: nil, receiving: elements.mutableBytes, from: sender)
  }

  /// Gives all processes what process 0 has in a buffer.
  public func broadcast(_ values: BufferSlice<Float>) {
    guard count > 1 else { return }
    let end = values.count
    allGather(values.pointer, WordPartition((0..<count).map { $0 == 0 ? 0..<end : end..<end }))
  }
}
