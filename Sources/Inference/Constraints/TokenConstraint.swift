import Tokenizers

/// Lets a sampler see only the tokens that continue a text within a pattern.
///
///     let constraint = try TokenConstraint(pattern, tokenizer: tokenizer)
///     let result = try generator.generate(
///       prompt, maximumNewTokens: 60, sampler: &sampler, constraint: constraint)
///
/// The text of the new tokens is followed through a `ByteMachine`; for each of its states the allowed
/// tokens are found once (Willard and Louf 2023, arXiv 2307.09702). Scores of the others become −∞, so that
/// what is left is drawn in the model's own proportions. That is not the model's distribution over whole
/// texts that fit: a token is not asked how likely the model finds what must follow it (Park et al. 2024,
/// arXiv 2405.21047).
public final class TokenConstraint {
  private let machine: ByteMachine
  /// The vocabulary in the order of its bytes, and how many first bytes each shares with the one before it.
  private let sorted: [(id: Int32, bytes: [UInt8], shared: Int)]
  private var allowedInState: [Int: [Int32]] = [:]
  private let bytes: [Int32: [UInt8]]
  private var state: Int

  /// - Throws: `InferenceError.unsupported` for a pattern that no text fits or that is too large.
  public init(_ pattern: BytePattern, tokenizer: any Tokenizer) throws(InferenceError) {
    machine = try ByteMachine(pattern)
    state = machine.start
    let special = Set(tokenizer.specialTokens.map(\.id))
    var bytes: [Int32: [UInt8]] = [:]
    for id in 0..<Int32(tokenizer.vocabularySize) where !special.contains(id) {
      // What stands for nothing would be a step that leads nowhere.
      if let own = tokenizer.bytes(of: id), !own.isEmpty { bytes[id] = own }
    }
    self.bytes = bytes
    var previous: [UInt8] = []
    sorted = bytes.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value.lexicographicallyPrecedes($1.value)
    }.map { id, bytes in
      defer { previous = bytes }
      return (id, bytes, zip(previous, bytes).prefix { $0 == $1 }.count)
    }
  }

  /// Whether the text so far fits, and no longer one does.
  public var isComplete: Bool { machine.fits(state) && !machine.goesOn(state) }

  /// Whether the text so far fits.
  public var fits: Bool { machine.fits(state) }

  /// Begins a new text.
  public func restart() { state = machine.start }

  /// The ids that may come next, in order, without those that end a text.
  ///
  /// - Complexity: O(bytes of the vocabulary) at a state's first time, then O(1).
  public func allowedIDs() -> [Int32] {
    if let known = allowedInState[state] { return known }
    // states[n]: the state after the first n bytes of the token at hand; shorter where it leads nowhere.
    var states = [state]
    var allowed: [Int32] = []
    for (id, bytes, shared) in sorted {
      guard states.count > shared else { continue }
      states.removeLast(states.count - shared - 1)
      for byte in bytes[shared...] {
        guard let next = machine.state(after: states[states.count - 1], byte) else { break }
        states.append(next)
      }
      if states.count == bytes.count + 1 { allowed.append(id) }
    }
    allowed.sort()
    allowedInState[state] = allowed
    return allowed
  }

  /// Gives −∞ to the scores of all tokens but those that may come next; those that end a text may where
  /// it fits.
  ///
  /// - Throws: `InferenceError.unsupported` where nothing may come.
  public func restrict(
    _ scores: inout [Float], endings: Set<Int32> = []
  ) throws(InferenceError) {
    var kept = [Float](repeating: -.infinity, count: scores.count)
    var isOpen = false
    for id in allowedIDs() + (fits ? endings.sorted() : []) where scores.indices.contains(Int(id)) {
      kept[Int(id)] = scores[Int(id)]
      isOpen = isOpen || scores[Int(id)] > -.infinity
    }
    guard isOpen else {
      throw .unsupported("no token of the vocabulary continues the text within the pattern")
    }
    scores = kept
  }

  /// Follows a token; one that may not come changes nothing.
  public func accept(_ id: Int32) {
    var next = state
    for byte in bytes[id] ?? [] {
      guard let following = machine.state(after: next, byte) else { return }
      next = following
    }
    state = next
  }
}
