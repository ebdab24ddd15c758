/// One of several parts of a sweep, each made by another machine or process.
///
///     let part = try SweepPart("2/8")
///     part.select(runs)                 // every machine draws the same borders
///
/// The borders depend on the whole list of runs alone, never on what is finished: parts that are
/// started at different times neither overlap nor leave anything out.
public struct SweepPart: Hashable, Sendable {
  /// From 1.
  public let index: Int
  public let count: Int

  public static let whole = SweepPart(validIndex: 1, count: 1)

  private init(validIndex: Int, count: Int) {
    index = validIndex
    self.count = count
  }

  /// - Throws: `SweepError` unless 1 ≤ index ≤ count.
  public init(index: Int, count: Int) throws(SweepError) {
    guard count >= 1, count <= 1 << 20, (1...count).contains(index) else {
      throw .impossible("part \(index) of \(count): parts count from 1, as in 2/8")
    }
    self.init(validIndex: index, count: count)
  }

  /// A part written as `2/8`.
  public init(_ text: String) throws(SweepError) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1] else {
      throw .impossible("\"\(text)\" is no part; write the second of eight as 2/8")
    }
    try self.init(index: index, count: count)
  }

  /// The part that a batch scheduler gives this process: Slurm's array jobs, whose ids may begin
  /// anywhere and have gaps of equal width; nil outside of one.
  ///
  /// - Throws: `SweepError` for an environment that contradicts itself.
  public init?(scheduler environment: [String: String]) throws(SweepError) {
    func number(_ name: String) -> Int? {
      environment["SLURM_ARRAY_TASK_" + name].flatMap { Int($0) }
    }
    guard let id = number("ID") else { return nil }
    guard let count = number("COUNT") else {
      throw .impossible("SLURM_ARRAY_TASK_ID is \(id), but there is no SLURM_ARRAY_TASK_COUNT")
    }
    let first = number("MIN") ?? 0
    let step = max(1, number("STEP") ?? 1)
    guard (id - first).isMultiple(of: step) else {
      throw .impossible("SLURM_ARRAY_TASK_ID is \(id), not \(first) and some steps of \(step)")
    }
    try self.init(index: (id - first) / step + 1, count: count)
  }

  /// This part divided further, between processes that work on it together.
  public func divided(_ rank: Int, of processes: Int) -> SweepPart {
    SweepPart(validIndex: (index - 1) * processes + rank + 1, count: count * processes)
  }

  /// The runs of this part, in the order given. Parts come out nearly alike in compute: the most expensive
  /// runs are dealt out first, each to the part that has least (Graham 1969).
  public func select(_ runs: [SweepRun]) -> [SweepRun] {
    guard count > 1 else { return runs }
    var loads = [Double](repeating: 0, count: count)
    var mine: Set<Int> = []
    let order = runs.indices.sorted {
      SweepRun.isMoreExpensive(runs[$0], runs[$1])
    }
    for place in order {
      var least = 0
      for part in loads.indices where loads[part] < loads[least] { least = part }
      loads[least] += runs[place].compute
      if least == index - 1 { mine.insert(place) }
    }
    return runs.indices.filter(mine.contains).map { runs[$0] }
  }
}
