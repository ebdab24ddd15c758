import Groundwork
import Tensors
import TestSupport
import TrainingData
import XCTest

/// Sequences of packed documents, and the labels of separated ones.
final class PackingTests: XCTestCase {
  private let end: Int32 = 1_000_000

  /// Documents of many lengths, some longer than a sequence; every token is another one, and each
  /// document ends with an end-of-text id of its own (so that tokens tell where they come from).
  private func documents(_ count: Int, upTo length: Int) -> [[Int32]] {
    var stream = RandomStream(seed: 8)
    var next: Int32 = 0
    return (0..<count).map { number in
      (0..<stream.index(below: length)).map { _ in
        next += 1
        return next
      } + [end + Int32(number)]
    }
  }

  private func sampler(
    _ documents: [[Int32]], _ packing: SequencePacking, separated: Bool, context: Int = 16
  ) throws -> WindowSampler {
    try WindowSampler(
      sources: [.init(name: "text", documents: documents)], contextLength: context, seed: 3,
      packing: packing, separatesDocuments: separated)
  }

  /// What follows each token in its own document.
  private func successors(_ documents: [[Int32]]) -> [Int32: Int32] {
    documents.reduce(into: [:]) { all, document in
      for (a, b) in zip(document, document.dropFirst()) { all[a] = b }
    }
  }

  /// The first tokens of documents, and of the pieces of those longer than 16 tokens.
  private func beginnings(_ documents: [[Int32]]) -> Set<Int32> {
    Set(
      documents.flatMap { document in
        stride(from: 0, to: document.count, by: 16).map { document[$0] }
      })
  }

  func testSeparatedDocuments() throws {
    let documents = documents(60, upTo: 50)
    let beginnings = beginnings(documents)
    let successors = successors(documents)
    let first = Dictionary(
      uniqueKeysWithValues: documents.flatMap { document in document.map { ($0, document[0]) } })
    for packing in SequencePacking.allCases {
      let sampler = try sampler(documents, packing, separated: true)
      for step in 0..<200 {
        let sequence = DrawnSequence(sampler, step: step, step % 3)
        for t in 0..<16 {
          let (token, start) = (sequence.tokens[t], Int(sequence.starts[t]))
          if token == 0 {
            XCTAssertEqual(sequence.targets[t], CrossEntropyKernel.ignoredTarget)
            XCTAssertEqual(start, t)
            continue
          }
          XCTAssertEqual(
            sequence.targets[t], successors[token] ?? CrossEntropyKernel.ignoredTarget)
          // It sees its own document as far back as the sequence shows it, and nothing before.
          XCTAssertEqual(first[sequence.tokens[start]], first[token])
          if start > 0 { XCTAssertNotEqual(first[sequence.tokens[start - 1]], first[token]) }
          if packing == .documents { XCTAssertTrue(beginnings.contains(sequence.tokens[start])) }
        }
        let labels = sequence.targets.filter { $0 >= 0 }.count
        let others = (0..<step % 3).reduce(0) { sum, number in
          sum + DrawnSequence(sampler, step: step, number).targets.filter { $0 >= 0 }.count
        }
        XCTAssertEqual(sampler.labelCount(step: step, batch: step % 3 + 1), labels + others)
      }
    }
  }

  /// Where documents are not separated, each position but the last is asked what follows it.
  func testJoinedDocuments() throws {
    let documents = documents(60, upTo: 50)
    for packing in SequencePacking.allCases {
      let sampler = try sampler(documents, packing, separated: false)
      for step in 0..<200 {
        let sequence = DrawnSequence(sampler, step: step, 0)
        XCTAssertEqual(sequence.starts, [Int32](repeating: 0, count: 16))
        for t in 0..<15 where sequence.tokens[t] != 0 {
          let next = sequence.tokens[t + 1]
          XCTAssertEqual(
            sequence.targets[t], next == 0 ? CrossEntropyKernel.ignoredTarget : next)
        }
        let labels = sequence.targets.filter { $0 >= 0 }.count
        XCTAssertEqual(sampler.labelCount(step: step, batch: 1), labels)
        if packing == .windows { XCTAssertEqual(labels, 16) }
      }
    }
  }

  /// Every token that follows another one is a target, as often as others; little room is lost, and
  /// sequences begin at the beginning of a document, or of a piece of one longer than a sequence.
  func testEveryDocumentIsReadWholeAndEvenly() throws {
    let documents = documents(60, upTo: 50)
    let sampler = try sampler(documents, .documents, separated: true)
    let beginnings = beginnings(documents)
    var counts: [Int32: Int] = [:]
    var lost = 0
    let draws = 20_000
    for step in 0..<draws {
      let sequence = DrawnSequence(sampler, step: step, 0)
      XCTAssertTrue(beginnings.contains(sequence.tokens[0]))
      for target in sequence.targets where target >= 0 { counts[target, default: 0] += 1 }
      lost += sequence.tokens.filter { $0 == 0 }.count
    }
    let expected = Set(documents.flatMap { $0.dropFirst() })
    XCTAssertEqual(Set(counts.keys), expected)
    XCTAssertLessThan(Double(lost) / Double(16 * draws), 0.05)
    let mean = Double(counts.values.reduce(0, +)) / Double(counts.count)
    for (token, count) in counts {
      XCTAssertEqual(Double(count), mean, accuracy: 6 * mean.squareRoot(), "token \(token)")
    }
  }

  /// Best fit, by hand: 7 + 3 and 6 + 4 fill sequences of 10, where taking what comes would not.
  func testBestFit() throws {
    let lengths = [3, 6, 4, 7]
    var next: Int32 = 0
    let documents = lengths.map { length in
      (0..<length).map { _ in
        next += 1
        return next
      }
    }
    let sampler = try sampler(documents, .documents, separated: true, context: 10)
    var seen: Set<Set<Int32>> = []
    for step in 0..<50 { seen.insert(Set(DrawnSequence(sampler, step: step, 0).tokens)) }
    let (a, b, c, d) = (documents[0], documents[1], documents[2], documents[3])
    XCTAssertEqual(seen, [Set(d + a), Set(b + c)])
  }

  func testTheSameSequencesWhoeverAsksAndWhen() throws {
    let documents = documents(40, upTo: 30)
    let samplers = try (0..<2).map { _ in try sampler(documents, .documents, separated: true) }
    let forwards = (0..<50).map { DrawnSequence(samplers[0], step: $0, 1) }
    let backwards = (0..<50).reversed().map { DrawnSequence(samplers[1], step: $0, 1) }
    XCTAssertEqual(forwards, backwards.reversed())
    XCTAssertNotEqual(forwards[0], forwards[1])
  }

  func testTheEndOfTextDividesAStream() {
    let source = WindowSampler.Source(name: "s", tokens: [5, 9, 1, 2, 9, 9, 3, 9], endOfText: 9)
    XCTAssertEqual(source.documentStarts, [0, 2, 5, 6])
    XCTAssertEqual(WindowSampler.Source(name: "s", tokens: [5, 9, 1]).documentStarts, [0])
  }

  func testTextsThatCannotBePacked() throws {
    assertThrows(
      try sampler([[1], [2], [3]], .documents, separated: true), TrainingDataError.self,
      "no document of two tokens")
    assertThrows(
      try sampler([[1]], .documents, separated: true), TrainingDataError.self,
      "1 token is too few")
    var source = WindowSampler.Source(name: "s", documents: [[1, 2], [3, 4, 5]])
    source.tokens = [1, 2]
    XCTAssertThrowsError(try WindowSampler(sources: [source], contextLength: 1, seed: 1)) {
      XCTAssertTrue("\($0)".contains("s"), "\($0)")
    }
    // A document shorter than a sequence is enough.
    XCTAssertNoThrow(try sampler([[1, 2]], .documents, separated: true))
  }
}
