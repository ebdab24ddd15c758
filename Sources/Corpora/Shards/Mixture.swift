import Groundwork

/// An endless order of examples from several sources, each source in its proportion.
///
/// Everything is a function of the seed and the position: the same position gives the same example in
/// every run, and a run goes on from a position without what came before.
///
///     let mixture = try Mixture(sources: [
///       .init(name: "law", count: 163, weight: 3), .init(name: "general", count: 11, weight: 1)],
///       seed: 7)
///     mixture.example(at: 1_000)      // source 0, epoch 4, index 98
///
/// Source s fires at the times (k + oₛ) / wₛ for k = 0, 1, …, with shares w that add up to 1 and
/// offsets o in [0, 1) drawn by the seed; position p is the p-th event of all. So among the first n
/// positions each source has its share of n within the number of sources: no luck of the draw. Within
/// a source, each epoch is a shuffle of its own.
public struct Mixture: Sendable {
  /// Documents, sequences or whatever can be counted.
  public struct Source: Sendable, Equatable {
    public var name: String
    /// How many examples it has.
    public var count: Int
    /// Its share of the positions, in proportion to the others'.
    public var weight: Double

    public init(name: String, count: Int, weight: Double) {
      self.name = name
      self.count = count
      self.weight = weight
    }
  }

  /// What stands at a position.
  public struct Example: Sendable, Equatable {
    /// The source's index.
    public let source: Int
    /// How often the source was gone through before.
    public let epoch: Int
    /// Which of the source's examples, from 0.
    public let index: Int
  }

  public let sources: [Source]
  public let seed: UInt64
  /// How many positions there are; nil for an endless mixture.
  public let length: Int?
  private let shares: [Double]
  private let offsets: [Double]
  private let epochKey: UInt64

  /// An endless mixture by weights.
  ///
  /// - Throws: `MixtureError` for a source without examples, or weights that are no proportions.
  public init(sources: [Source], seed: UInt64) throws(MixtureError) {
    try self.init(sources: sources, seed: seed, length: nil)
  }

  /// A mixture in which each source is gone through so many times, also 0.5 or 2.5.
  ///
  /// - Parameter epochs: one number a source; the sources' own weights do not count.
  /// - Throws: `MixtureError`.
  public init(sources: [Source], epochs: [Double], seed: UInt64) throws(MixtureError) {
    guard sources.count == epochs.count else { throw .epochCount(epochs.count, sources.count) }
    var weighted = sources
    var total = 0.0
    for (index, passes) in epochs.enumerated() {
      weighted[index].weight = passes * Double(sources[index].count)
      total += weighted[index].weight
    }
    guard total < 1e15 else { throw .weight(name: "all", total) }
    try self.init(sources: weighted, seed: seed, length: Int(total.rounded()))
  }

  private init(sources: [Source], seed: UInt64, length: Int?) throws(MixtureError) {
    guard !sources.isEmpty else { throw .noSources }
    for source in sources {
      guard source.count > 0 else { throw .empty(name: source.name) }
      guard source.weight >= 0, source.weight.isFinite else {
        throw .weight(name: source.name, source.weight)
      }
    }
    let total = sources.reduce(0) { $0 + $1.weight }
    guard total > 0, total.isFinite else { throw .noWeight }
    self.sources = sources
    self.seed = seed
    self.length = length
    shares = sources.map { $0.weight / total }
    let stream = RandomStream(seed: seed).fork("mixture")
    var epochs = stream.fork("epochs")
    epochKey = epochs.next()
    offsets = sources.indices.map { index in
      var own = stream.fork("offset \(index)")
      return own.uniform()
    }
  }

  /// The example at a position; nothing is allocated for up to a hundred sources.
  ///
  /// - Precondition: the position is not negative.
  /// - Complexity: O(sources²), wherever the position lies.
  public func example(at position: Int) -> Example {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: sources.count) { counts in
      fill(counts, before: position)
      let source = earliest(counts)
      return example(source, counts[source])
    }
  }

  /// Writes how often each source comes before a position.
  func fill(_ counts: UnsafeMutableBufferPointer<Int>, before position: Int) {
    precondition(position >= 0, "a position before the first")
    // Before this time at most `position` events lie, and at most twice the sources are missing.
    let time = Double(position - counts.count)
    var total = 0
    for source in counts.indices {
      let before = count(source, before: time)
      counts.initializeElement(at: source, to: before)
      total += before
    }
    while total < position {
      counts[earliest(counts)] += 1
      total += 1
    }
  }

  /// The source that fires next; of several at the same time, the first.
  func earliest(_ counts: UnsafeMutableBufferPointer<Int>) -> Int {
    var best = 0
    var least = Double.infinity
    for source in counts.indices {
      let time = time(source, counts[source])
      if time < least { (best, least) = (source, time) }
    }
    return best
  }

  /// How often each source will have been gone through after so many positions.
  public func epochs(after positions: Int) -> [Double] {
    let state = MixtureState(mixture: self, position: positions)
    return zip(state.counts, sources).map { Double($0) / Double($1.count) }
  }

  /// When a source fires for the k-th time.
  func time(_ source: Int, _ k: Int) -> Double {
    shares[source] > 0 ? (Double(k) + offsets[source]) / shares[source] : .infinity
  }

  /// How often a source fires before a time.
  func count(_ source: Int, before time: Double) -> Int {
    guard shares[source] > 0, time > 0 else { return 0 }
    // A guess to within rounding, then the exact comparison that `time` decides.
    var k = max(0, Int(time * shares[source] - offsets[source]))
    while k > 0 && self.time(source, k - 1) >= time { k -= 1 }
    while self.time(source, k) < time { k += 1 }
    return k
  }

  /// The k-th example of a source, in the shuffle of its epoch.
  func example(_ source: Int, _ k: Int) -> Example {
    let (epoch, place) = k.quotientAndRemainder(dividingBy: sources[source].count)
    let key = TextHash.combined(TextHash.combined(epochKey, UInt64(source)), UInt64(epoch))
    let permutation = IndexPermutation(count: sources[source].count, key: TextHash.mixed(key))
    return Example(source: source, epoch: epoch, index: permutation[place])
  }
}

/// A place in a mixture: what a checkpoint keeps.
///
/// It can be saved as it is, or made anew from the position alone.
public struct MixtureState: Sendable, Equatable, Codable {
  public private(set) var position: Int
  /// How many examples of each source came before.
  public private(set) var counts: [Int]

  /// The place before a position.
  ///
  /// - Precondition: the position is not negative.
  public init(mixture: Mixture, position: Int = 0) {
    self.position = position
    counts = [Int](unsafeUninitializedCapacity: mixture.sources.count) { buffer, count in
      let counts = UnsafeMutableBufferPointer(rebasing: buffer[..<mixture.sources.count])
      mixture.fill(counts, before: position)
      count = counts.count
    }
  }

  /// The example at the position; the position moves on by one.
  public mutating func next(_ mixture: Mixture) -> Mixture.Example {
    let source = counts.withUnsafeMutableBufferPointer { mixture.earliest($0) }
    let example = mixture.example(source, counts[source])
    counts[source] += 1
    position += 1
    return example
  }

  /// Whether the state may belong to a mixture: its counts add up and are what the position gives.
  public func fits(_ mixture: Mixture) -> Bool {
    position >= 0 && self == MixtureState(mixture: mixture, position: position)
  }
}

/// What can be wrong with a mixture.
public enum MixtureError: UserFacingError, Equatable {
  case noSources
  case empty(name: String)
  case weight(name: String, Double)
  case noWeight
  case epochCount(Int, Int)

  public var description: String {
    switch self {
    case .noSources: "a mixture of nothing; name at least one source"
    case .empty(let name): "source \(name) has no examples; leave it out"
    case .weight(let name, let weight):
      "source \(name) has weight \(weight); give a number from 0 on that is not endless"
    case .noWeight: "all weights of the mixture are 0; give one source a positive weight"
    case .epochCount(let epochs, let sources):
      "\(epochs) numbers of epochs for \(sources) sources; give one for each"
    }
  }
}
