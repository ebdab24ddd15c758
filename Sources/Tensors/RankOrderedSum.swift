import Groundwork

/// The sum of one vector a rank, over all ranks of all processes, element by element in the order of
/// the ranks: ((g₀ + g₁) + g₂) + …, and so the same bits however the ranks fall on processes.
///
/// Floating-point sums depend on their order, so that a process may not add up its own ranks first.
/// A running sum is therefore passed along the processes, a chunk at a time: each adds its ranks'
/// vectors, all its threads at once, and passes the chunk on while it takes the next one. The last
/// process then sends each process the part that it owns. Over every link goes about one vector,
/// however many ranks a process has. (Sending each rank's vector to the owner of each part would save
/// the way along the processes, but take as many vectors over the network, and as much memory again,
/// as a process has ranks; `MPI_Allreduce` promises no order at all.)
public struct RankOrderedSum: Sendable {
  /// Elements in a chunk: small enough that the processes work at the same time, large enough that
  /// a message's overhead is small beside it.
  public static let chunkCount = 1 << 16

  private let vectors: [BufferSlice<Float>]
  private let incoming: BufferSlice<Float>
  private let parts: [Range<Int>]
  private let group: ReplicaGroup

  /// - Parameters:
  ///   - vectors: one for each rank of this process; the first one receives the sums.
  ///   - parts: the elements whose sums each process wants.
  public init(
    _ vectors: [BufferSlice<Float>], parts: [Range<Int>], group: ReplicaGroup, arena: Arena
  ) {
    self.vectors = vectors
    self.parts = parts
    self.group = group
    incoming = arena.allocate(group.processes.rank > 0 ? Self.chunkCount : 0, of: 0)
  }

  /// Leaves the sums of this process's part in its first vector, and nothing of use in the rest.
  ///
  /// Every rank calls it, inside a body, when all vectors of its process stand.
  ///
  /// - Complexity: O(elements · ranks of this process), shared by its threads; one vector goes over
  ///   each link.
  public func run(rank: Int) {
    let processes = group.processes
    let speaks = rank == group.ranks.lowerBound
    let previous = processes.rank > 0 ? processes.rank - 1 : nil
    let next = processes.rank + 1 < processes.count ? processes.rank + 1 : nil
    let total = vectors[0].count
    var done = 0..<0
    var chunk = 0..<min(Self.chunkCount, total)
    while true {
      if speaks {
        processes.exchange(
          sending: vectors[0].part(done.lowerBound, done.count).bytes,
          to: done.isEmpty ? nil : next,
          receiving: incoming.part(0, previous == nil ? 0 : chunk.count).mutableBytes,
          from: chunk.isEmpty ? nil : previous)
      }
      if chunk.isEmpty { break }
      group.barrier()
      add(chunk, rank: rank, isFirstProcess: previous == nil)
      group.barrier()
      done = chunk
      chunk = chunk.upperBound..<min(chunk.upperBound + Self.chunkCount, total)
    }
    if speaks { distribute() }
    group.barrier()
  }

  /// Adds this thread's share of a chunk.
  private func add(_ chunk: Range<Int>, rank: Int, isFirstProcess: Bool) {
    let share = ReplicaGroup.share(
      of: chunk.count, rank: rank - group.ranks.lowerBound, count: group.ranks.count, alignment: 16)
    var start = share.lowerBound
    // In blocks whose sum stays in the cache from one vector to the next.
    while start < share.upperBound {
      let count = min(4_096, share.upperBound - start)
      let sum = vectors[0].pointer + chunk.lowerBound + start
      if !isFirstProcess { VectorKernels.add(incoming.pointer + start, to: sum, count: count) }
      for other in 1..<max(vectors.count, 1) {
        VectorKernels.add(
          vectors[other].pointer + chunk.lowerBound + start, to: sum, count: count)
      }
      start += count
    }
  }

  /// The last process has all sums; every other one gets its own.
  private func distribute() {
    let processes = group.processes
    let last = processes.count - 1
    guard processes.rank == last else {
      let own = parts[processes.rank]
      return processes.receive(vectors[0].part(own.lowerBound, own.count), from: last)
    }
    for (owner, part) in parts.dropLast().enumerated() {
      processes.send(vectors[0].part(part.lowerBound, part.count), to: owner)
    }
  }
}
