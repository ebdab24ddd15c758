/// A deterministic machine that reads bytes and knows, after each, whether the text so far fits a pattern
/// and whether it still can.
///
/// Built as in Thompson 1968 (doi 10.1145/363347.363387): the pattern becomes a machine with guesses, whose
/// sets of states are the states of one without. States from which no text fits any more are left out.
public struct ByteMachine: Sendable {
  /// Of each state the next one for each byte, −1 where no text goes on so.
  private var next: [[Int32]] = []
  private var fits: [Bool] = []

  /// The most states of a machine: each takes a kilobyte.
  static let stateLimit = 20_000

  /// The state before the first byte.
  public let start: Int = 0

  /// - Throws: `InferenceError.unsupported` for a pattern that no text fits, with a negative or backward
  ///   count, or of more than 20,000 states.
  public init(_ pattern: BytePattern) throws(InferenceError) {
    var guesses = GuessingMachine()
    let (first, last) = try guesses.add(pattern)
    var places: [[Int]: Int] = [:]
    var sets: [[Int]] = []
    func place(of set: [Int]) -> Int {
      if let known = places[set] { return known }
      places[set] = sets.count
      sets.append(set)
      return sets.count - 1
    }
    _ = place(of: guesses.closure(of: [first]))
    while next.count < sets.count {
      guard sets.count <= Self.stateLimit else {
        throw .unsupported("the pattern needs more than \(Self.stateLimit) states")
      }
      let set = sets[next.count]
      fits.append(set.contains(last))
      var targets: [UInt8: [Int]] = [:]
      for state in set {
        for (bytes, target) in guesses.steps[state] {
          for byte in bytes { targets[byte, default: []].append(target) }
        }
      }
      var row = [Int32](repeating: -1, count: 256)
      for (byte, states) in targets {
        row[Int(byte)] = Int32(place(of: guesses.closure(of: states)))
      }
      next.append(row)
    }
    guard removeDeadEnds() else { throw .unsupported("no text fits the pattern") }
  }

  /// The state after one more byte; nil where no text that fits goes on so.
  public func state(after state: Int, _ byte: UInt8) -> Int? {
    let result = next[state][Int(byte)]
    return result < 0 ? nil : Int(result)
  }

  /// Whether the text so far fits as it is.
  public func fits(_ state: Int) -> Bool { fits[state] }

  /// Whether a longer text can fit, too.
  public func goesOn(_ state: Int) -> Bool { next[state].contains { $0 >= 0 } }

  /// Forbids the steps to states from which no text fits; false where the start is one of them.
  private mutating func removeDeadEnds() -> Bool {
    var sources = [[Int]](repeating: [], count: next.count)
    for (state, row) in next.enumerated() {
      for target in Set(row) where target >= 0 { sources[Int(target)].append(state) }
    }
    var isAlive = fits
    var open = fits.indices.filter { fits[$0] }
    while let state = open.popLast() {
      for source in sources[state] where !isAlive[source] {
        isAlive[source] = true
        open.append(source)
      }
    }
    for state in next.indices {
      for byte in 0..<256 where next[state][byte] >= 0 && !isAlive[Int(next[state][byte])] {
        next[state][byte] = -1
      }
    }
    return isAlive[start]
  }
}

/// A machine that may be in several states at once.
private struct GuessingMachine {
  /// Of each state the bytes that lead on, and where to.
  var steps: [[(bytes: Set<UInt8>, target: Int)]] = []
  /// Of each state those that it may become without a byte.
  private var jumps: [[Int]] = []

  private mutating func addState() -> Int {
    steps.append([])
    jumps.append([])
    return steps.count - 1
  }

  /// Adds a pattern; returns the states before and behind it.
  mutating func add(_ pattern: BytePattern) throws(InferenceError) -> (first: Int, last: Int) {
    guard steps.count <= 4 * ByteMachine.stateLimit else {
      throw .unsupported("the pattern needs more than \(ByteMachine.stateLimit) states")
    }
    let first = addState()
    switch pattern {
    case .byte(let bytes):
      let last = addState()
      steps[first].append((bytes, last))
      return (first, last)
    case .sequence(let patterns):
      var last = first
      for pattern in patterns { last = try append(pattern, to: last) }
      return (first, last)
    case .choice(let patterns):
      let last = addState()
      for pattern in patterns { jumps[try append(pattern, to: first)].append(last) }
      return (first, last)
    case .repeats(let pattern, let least, let most):
      guard least >= 0, least <= most ?? least else {
        throw .unsupported("a pattern cannot come \(least) to \(most ?? least) times")
      }
      var last = first
      for _ in 0..<least { last = try append(pattern, to: last) }
      guard let most else {
        let end = try append(pattern, to: last)
        jumps[end].append(last)
        return (first, last)
      }
      let end = addState()
      for _ in least..<most {
        jumps[last].append(end)
        last = try append(pattern, to: last)
      }
      jumps[last].append(end)
      return (first, end)
    }
  }

  /// Adds a pattern behind a state; returns the state behind both.
  private mutating func append(
    _ pattern: BytePattern, to state: Int
  ) throws(InferenceError) -> Int {
    let (first, last) = try add(pattern)
    jumps[state].append(first)
    return last
  }

  /// Some states and all that they may become without a byte, in order.
  func closure(of states: [Int]) -> [Int] {
    var found = Set(states)
    var open = states
    while let state = open.popLast() {
      for target in jumps[state] where found.insert(target).inserted { open.append(target) }
    }
    return found.sorted()
  }
}
