import Corpora
import Groundwork
import Inference
import Models
import TestSupport
import Tokenizers
import XCTest

final class ConstraintTests: XCTestCase {
  // MARK: The slow version: what is left of a pattern behind a byte (Brzozowski 1964)

  private func fitsNothing(_ pattern: BytePattern) -> Bool {
    switch pattern {
    case .byte(let bytes): bytes.isEmpty
    case .sequence(let parts): parts.contains(where: fitsNothing)
    case .choice(let parts): parts.allSatisfy(fitsNothing)
    case .repeats(let part, let least, _): least > 0 && fitsNothing(part)
    }
  }

  private func fitsEmpty(_ pattern: BytePattern) -> Bool {
    switch pattern {
    case .byte: false
    case .sequence(let parts): parts.allSatisfy(fitsEmpty)
    case .choice(let parts): parts.contains(where: fitsEmpty)
    case .repeats(let part, let least, _): least == 0 || fitsEmpty(part)
    }
  }

  private func rest(_ pattern: BytePattern, _ byte: UInt8) -> BytePattern {
    switch pattern {
    case .byte(let bytes): return bytes.contains(byte) ? .sequence([]) : .choice([])
    case .choice(let parts): return .choice(parts.map { rest($0, byte) })
    case .sequence(let parts):
      guard let first = parts.first else { return .choice([]) }
      let others = Array(parts.dropFirst())
      let own = BytePattern.sequence([rest(first, byte)] + others)
      return fitsEmpty(first) ? .choice([own, rest(.sequence(others), byte)]) : own
    case .repeats(let part, let least, let most):
      if most == 0 { return .choice([]) }
      let others = BytePattern.repeats(part, least: max(0, least - 1), most: most.map { $0 - 1 })
      return .sequence([rest(part, byte), others])
    }
  }

  private let patterns: [BytePattern] = [
    "ab", .sequence([]), .choice(["a", "ab", "abc"]), .repeats("ab", least: 0, most: nil),
    .repeats(.choice(["a", "bc"]), least: 2, most: 3),
    .sequence([.repeats(.byte([0x61, 0x62]), least: 1, most: nil), "c", .repeated("b", 0...2)]),
    .choice(["ac", .sequence(["a", .choice([])]), .sequence(["b", .byte([])])]),
    .repeats(.repeats("a", least: 0, most: nil), least: 0, most: nil),
    .sequence([.repeats("c", least: 0, most: 0), .repeats(.sequence([]), least: 3, most: 5), "a"]),
  ]

  /// Every text of up to five letters out of three.
  func testTheMachineFitsWhatThePatternSays() throws {
    for pattern in patterns {
      let machine = try ByteMachine(pattern)
      var open: [(text: [UInt8], state: Int?, rest: BytePattern)] = [([], machine.start, pattern)]
      while let (text, state, left) = open.popLast() {
        let name = "\(pattern) \(String(decoding: text, as: UTF8.self))"
        XCTAssertEqual(state != nil, !fitsNothing(left), name)
        XCTAssertEqual(state.map { machine.fits($0) } ?? false, fitsEmpty(left), name)
        if let state {
          let isLonger = (0x61...0x63).contains { !fitsNothing(rest(left, $0)) }
          XCTAssertEqual(machine.goesOn(state), isLonger, name)
        }
        guard text.count < 5 else { continue }
        for byte in UInt8(0x61)...0x63 {
          open.append(
            (text + [byte], state.flatMap { machine.state(after: $0, byte) }, rest(left, byte)))
        }
      }
    }
  }

  func testPatternsThatCannotBe() {
    for pattern: BytePattern in [
      .choice([]), .byte([]), .sequence(["a", .byte([])]), .repeats("a", least: 3, most: 2),
      .repeats("a", least: -1, most: nil),
      .repeats(.repeats("a", least: 500, most: 500), least: 500, most: 500),
    ] {
      XCTAssertThrowsError(try ByteMachine(pattern)) {
        guard case .unsupported? = $0 as? InferenceError else { return XCTFail("\($0)") }
      }
    }
  }

  // MARK: Tokens

  private func tokenizer() throws -> any Tokenizer {
    try BytePairTokenizer.train(
      on: World.finance.corpus(byteCount: 40_000, seed: 2).texts, vocabularySize: 400)
  }

  func testTheAllowedTokensAreThoseWhoseBytesGoOn() throws {
    let tokenizer = try tokenizer()
    let word = BytePattern.repeats(.letter, least: 1, most: 12)
    let pattern = BytePattern.sequence([
      "The ", word, .repeated(.sequence([" ", word]), 1...3), ".", .repeated("\n", 0...1),
    ])
    let constraint = try TokenConstraint(pattern, tokenizer: tokenizer)
    var stream = RandomStream(seed: 4)
    for _ in 0..<2 {
      constraint.restart()
      var left = pattern
      while !constraint.isComplete {
        let allowed = constraint.allowedIDs()
        let expected = (0..<Int32(tokenizer.vocabularySize)).filter { id in
          guard let bytes = tokenizer.bytes(of: id), !bytes.isEmpty,
            !tokenizer.specialTokens.contains(where: { $0.id == id })
          else { return false }
          return !fitsNothing(bytes.reduce(left) { rest($0, $1) })
        }
        XCTAssertEqual(allowed, expected)
        XCTAssertEqual(constraint.fits, fitsEmpty(left))
        XCTAssertFalse(allowed.isEmpty)
        let id = allowed[stream.index(below: allowed.count)]
        left = (tokenizer.bytes(of: id) ?? []).reduce(left) { rest($0, $1) }
        constraint.accept(id)
      }
      XCTAssertTrue(fitsEmpty(left))
    }
  }

  func testWhatIsWrittenFits() throws {
    let tokenizer = try tokenizer()
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: tokenizer.vocabularySize, contextLength: 96, width: 24, layerCount: 1,
        headCount: 2, endOfTextID: tokenizer.endOfText.map { Int($0) }))
    store.initialize(seed: 3, standardDeviation: 0.3)
    let generator = try Generator(store, threads: 1)
    let amount: BytePattern = .sequence([
      "{\"amount\": ", .repeated(.digit, 1...9), ", \"unit\": \"",
      .choice(["EUR", "USD", "million dollars"]), "\"}",
    ])
    let form = try Regex("\\{\"amount\": [0-9]{1,9}, \"unit\": \"(EUR|USD|million dollars)\"\\}")
    let constraint = try TokenConstraint(amount, tokenizer: tokenizer)
    for seed in 1...10 {
      constraint.restart()
      var sampler = try Sampler(temperature: 1.5, topP: 0.9, seed: UInt64(seed))
      let result = try generator.generate(
        [1], maximumNewTokens: 90, sampler: &sampler, constraint: constraint)
      XCTAssertEqual(result.ending, .patternComplete)
      let text = try tokenizer.decodeText(result.ids)
      XCTAssertNotNil(text.wholeMatch(of: form), text)
    }
  }

  /// What is left keeps the model's proportions; where the text fits, it may end.
  func testScoresOfOthersAreMinusInfinity() throws {
    let tokenizer = try tokenizer()
    let constraint = try TokenConstraint(.choice(["a", "ab"]), tokenizer: tokenizer)
    let a = try XCTUnwrap(tokenizer.encode("a").first)
    let b = try XCTUnwrap(tokenizer.encode("b").first)
    var scores = (0..<400).map { Float($0) }
    try constraint.restrict(&scores, endings: [0])
    XCTAssertEqual(scores[Int(a)], Float(a))
    XCTAssertEqual(scores[0], -.infinity, "an empty text does not fit")
    XCTAssertEqual(scores.count { $0 > -.infinity }, constraint.allowedIDs().count)
    constraint.accept(a)
    scores = (0..<400).map { Float($0) }
    try constraint.restrict(&scores, endings: [0])
    XCTAssertEqual(scores.indices.filter { scores[$0] > -.infinity }, [0, Int(b)])
    constraint.accept(b)
    XCTAssertTrue(constraint.isComplete)
    assertThrows(
      try constraint.restrict(&scores), InferenceError.self, "continues the text within the pattern"
    )
  }
}
