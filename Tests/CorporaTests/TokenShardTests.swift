import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// Token shards: what is written comes back, and nothing damaged is believed.
final class TokenShardTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "shard-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private var path: String { folder + "/a.tokens" }

  private func write(_ documents: [[Int32]], vocabularySize: Int) throws {
    try TokenShardWriter.write(to: path, vocabularySize: vocabularySize) { shard in
      for document in documents { try shard.add(document) }
    }
  }

  func testWhatIsWrittenComesBack() throws {
    var stream = RandomStream(seed: 1)
    for vocabularySize in [1, 2, 65_536, 65_537, 1 << 31] {
      for count in [0, 1, 2, 7] {
        let documents =
          (0..<count).map { _ in
            (0..<stream.index(below: 9)).map { _ in
              Int32(truncatingIfNeeded: stream.index(below: vocabularySize))
            } + [Int32(truncatingIfNeeded: vocabularySize - 1)]
          } + [[]]
        try write(documents, vocabularySize: vocabularySize)
        let shard = try TokenShard(path: path)
        XCTAssertEqual(shard.documentCount, count + 1)
        XCTAssertEqual((0..<shard.documentCount).map(shard.document), documents)
        XCTAssertEqual(shard.tokens(0..<shard.tokenCount), documents.flatMap { $0 })
        XCTAssertEqual(shard.vocabularySize, vocabularySize)
        let width = vocabularySize > 65_536 ? 4 : 2
        let size = try AtomicFile.read(path).count
        XCTAssertEqual(size, 96 + (shard.tokenCount * width + 7) / 8 * 8 + (count + 2) * 8)
      }
    }
  }

  func testIDsOutsideTheVocabularyAreNotWritten() throws {
    for id: Int32 in [-1, 10, .max] {
      XCTAssertThrowsError(try write([[1], [2, id]], vocabularySize: 10)) {
        XCTAssertEqual(
          $0 as? TokenShardError,
          .token(path: path, id: Int(id), place: 2, vocabularySize: 10))
      }
    }
    for size in [0, -1, 1 << 31 + 1] {
      assertThrows(
        try write([], vocabularySize: size), TokenShardError.self,
        "a vocabulary of \(size) does not fit")
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), [])
  }

  /// Every single byte, turned: no shard with it is believed.
  func testEveryDamagedByteIsFound() throws {
    for vocabularySize in [300, 70_000] {
      try write([[1, 2, 299], [], [4]], vocabularySize: vocabularySize)
      let bytes = try AtomicFile.read(path)
      for place in bytes.indices {
        for bit in [UInt8(1), 0x80] {
          var damaged = bytes
          damaged[place] ^= bit
          try AtomicFile.write(damaged, to: path)
          XCTAssertThrowsError(try TokenShard(path: path), "byte \(place)") {
            XCTAssertTrue($0 is TokenShardError, "\($0)")
          }
        }
      }
      try AtomicFile.write([], to: path)
      assertThrows(try TokenShard(path: path), FileError.self, "is empty")
      for count in bytes.indices.dropFirst() {
        try AtomicFile.write(Array(bytes[..<count]), to: path)
        assertThrows(
          try TokenShard(path: path), TokenShardError.self,
          count < 96
            ? "\(Plural.count(count, "byte")) \(Plural.of(count, "is", "are")) too few"
            : "has \(count) bytes where")
      }
      try AtomicFile.write(bytes + [0], to: path)
      assertThrows(
        try TokenShard(path: path), TokenShardError.self, "has \(bytes.count + 1) bytes where")
    }
    assertThrows(try TokenShard(path: folder), FileError.self, "is not a regular file")
    assertThrows(try TokenShard(path: path + "x"), FileError.self, "no such file")
  }

  /// Ids beyond the vocabulary under a digest that is right: another program may have written them.
  func testIDsOutsideTheVocabularyAreNotRead() throws {
    for (vocabularySize, smaller, width) in [(300, 299, 2), (70_000, 69_999, 4)] {
      try write([[1, 2], [Int32(vocabularySize - 1), 4]], vocabularySize: vocabularySize)
      var bytes = try AtomicFile.read(path)
      for place in 0..<8 { bytes[32 + place] = UInt8(truncatingIfNeeded: smaller >> (8 * place)) }
      let digits = Array(Checksum.sha256(Array(bytes[96...] + bytes[..<64])))
      for place in 0..<32 {
        bytes[64 + place] = try XCTUnwrap(
          UInt8(String(digits[(2 * place)...(2 * place + 1)]), radix: 16))
      }
      try AtomicFile.write(bytes, to: path)
      XCTAssertThrowsError(try TokenShard(path: path), "\(width) bytes a token") {
        XCTAssertEqual(
          $0 as? TokenShardError,
          .token(path: path, id: vocabularySize - 1, place: 2, vocabularySize: smaller))
      }
      XCTAssertNoThrow(try TokenShard(path: path, checksIDs: false))
    }
  }

  /// Malformed headers and offsets, each found before anything is read, also without the digest.
  func testMalformedShardsSayWhatIsWrong() throws {
    try write([[1, 2, 3], [4]], vocabularySize: 300)
    let bytes = try AtomicFile.read(path)
    func number(_ value: UInt64, _ count: Int = 8) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
    // Four tokens of two bytes: the offsets begin at 104.
    let cases: [(at: Int, bytes: [UInt8], words: String)] = [
      (0, Array("PWTOKENT".utf8), "does not begin with PWTOKENS"),
      (8, number(2, 4), "version 2"), (12, number(3, 4), "3 bytes a token"),
      (12, number(4, 4), "bytes where"), (16, number(5), "bytes where"),
      (16, number(.max), "names 18446744073709551615 tokens"),
      (24, number(1 << 60), "documents"), (24, number(1), "bytes where"),
      (32, number(0), "0 ids in the vocabulary"), (32, number(65_537), "65537 ids"),
      (56, number(1), "empty bytes"), (104, number(1), "begins at token 1, not at 0"),
      (112, number(5), "document 1 begins at token 5"), (112, number(.max), "document 1 begins"),
      (120, number(3), "end at token 3 of 4"), (120, number(2), "document 2 begins at token 2"),
    ]
    XCTAssertGreaterThanOrEqual(cases.count, 10)
    for (place, replacement, words) in cases {
      var malformed = bytes
      malformed.replaceSubrange(place..<(place + replacement.count), with: replacement)
      try AtomicFile.write(malformed, to: path)
      XCTAssertThrowsError(try TokenShard(path: path, checksIDs: false), words) {
        XCTAssertTrue("\($0)".contains(words), "\($0): \(words)")
        XCTAssertTrue("\($0)".hasPrefix(path))
      }
    }
    var wrong = bytes
    wrong[96] ^= 1
    try AtomicFile.write(wrong, to: path)
    XCTAssertThrowsError(try TokenShard(path: path)) {
      XCTAssertTrue("\($0)".contains("SHA-256"), "\($0)")
    }
    XCTAssertNoThrow(try TokenShard(path: path, checksIDs: false))
  }
}
