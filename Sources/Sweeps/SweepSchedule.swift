/// Which run is begun next, by what the clock says: a value that knows no threads and no clock of its own.
///
/// Without an end the dearest run is begun first. With one, a run is begun only where it will be finished
/// in time at the pace of the runs so far; where there is no time for all, those that a law can best do
/// without are passed over. The first few are cheap ones that are needed in any case: they tell the pace
/// before a dear one is begun.
struct SweepSchedule {
  struct Item {
    let name: String
    /// Floating-point operations.
    let compute: Double
    /// What it is expected to take; 0 where nobody knows.
    var seconds = 0.0
    /// 0 for what is needed most.
    var rank = 0
  }

  private struct Running {
    let item: Item
    let start: Double
    var share = 0.0
    var now: Double
    /// The first one that a sweep begins: it is finished whatever the clock says, so that every call
    /// makes some headway.
    let isNeeded: Bool

    var elapsed: Double { now - start }
    var expected: Double { item.seconds * share }
  }

  /// The dearest first.
  private(set) var waiting: [Item]
  private(set) var givenUp: [String] = []
  private var running: [String: Running] = [:]
  /// Of the last runs: what they took, and what they were expected to.
  private var finished: [(seconds: Double, expected: Double)] = []
  private let end: Double?
  private let lastEnd: Double
  private let slots: Int
  private var hasBegun = false

  /// - Parameters:
  ///   - items: the dearest first.
  ///   - slots: runs that are made at the same time.
  ///   - end: of the time for all of them; nil for no end.
  ///   - lastEnd: when what still runs is given up.
  init(_ items: [Item], slots: Int, end: Double? = nil, lastEnd: Double = .infinity) {
    waiting = items
    self.slots = max(1, slots)
    self.end = end
    self.lastEnd = lastEnd
  }

  /// How often the expected time the runs take: of those that are being made and the last few, so that a
  /// machine that others begin to use is noticed.
  var pace: Double {
    let recent = finished.suffix(slots) + running.values.map { ($0.elapsed, $0.expected) }
    let expected = recent.reduce(0) { $0 + $1.1 }
    return expected > 0 ? max(0.05, recent.reduce(0) { $0 + $1.0 } / expected) : 1
  }

  /// The run to begin; nil for none, now or in time.
  mutating func next(at now: Double) -> String? {
    guard !waiting.isEmpty else { return nil }
    guard let place = end == nil ? 0 : place(at: now) else { return nil }
    let item = waiting.remove(at: place)
    running[item.name] = Running(item: item, start: now, now: now, isNeeded: !hasBegun)
    hasBegun = true
    return item.name
  }

  /// Among the runs that there is time for, taken by their worth, the dearest; at first the one of the
  /// greatest worth.
  private func place(at now: Double) -> Int? {
    let left = (end ?? .infinity) - now
    let pace = pace
    var capacity =
      max(0, left)
      + running.values.reduce(0) {
        $0 + max(0, left - pace * ($1.item.seconds - $1.expected))
      }
    // Threads that wait for nothing have all the time that is left.
    capacity += Double(max(0, slots - 1 - running.count)) * max(0, left)
    var taken: [Int] = []
    for place in waiting.indices.sorted(by: { waiting[$0].rank < waiting[$1].rank }) {
      let seconds = pace * waiting[place].seconds
      guard seconds <= left, seconds <= capacity else { continue }
      capacity -= seconds
      taken.append(place)
    }
    let isPaceKnown = finished.count >= 2 * slots
    if let place = isPaceKnown ? taken.min() : taken.first { return place }
    return hasBegun ? nil : waiting.indices.min { waiting[$0].seconds < waiting[$1].seconds }
  }

  /// Says how much of a run is done.
  ///
  /// - Returns: whether to go on with it; a run that can no longer be finished in time is given up at once.
  mutating func advance(_ name: String, to share: Double, at now: Double) -> Bool {
    guard var run = running[name] else { return true }
    (run.share, run.now) = (share, now)
    running[name] = run
    guard end != nil, !run.isNeeded, share < 1 else { return true }
    let projected = share >= 0.1 ? now + run.elapsed * (1 - share) / share : now
    // What the first tenth foretells may be a tenth wrong.
    guard now > lastEnd || projected > lastEnd + 0.1 * max(0, lastEnd - run.start) else {
      return true
    }
    givenUp.append(name)
    running[name] = nil
    return false
  }

  /// Says that a run is finished, or has failed.
  mutating func finish(_ name: String, at now: Double) {
    guard let run = running.removeValue(forKey: name), run.item.seconds > 0 else { return }
    finished.append((now - run.start, run.item.seconds))
  }
}
