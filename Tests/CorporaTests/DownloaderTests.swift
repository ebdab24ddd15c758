import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// Downloads over a transfer that fails as the test says, and the catalogue of data sets.
final class DownloaderTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "download-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private let content = Array("some bytes that are worth keeping".utf8)

  private var file: DataSet.File {
    DataSet.File(
      path: "host/a b/c.txt", sha256: Checksum.sha256(content), byteCount: content.count)
  }

  private var place: String { "\(folder)/host/a b/c.txt" }

  /// Serves `content`, breaking off each time after some bytes.
  private final class Transfer: ByteTransfer {
    var content: [UInt8]
    var parts: [Int]
    var starts: [Int] = []
    var urls: [String] = []
    /// What a body that breaks off is told by; nil for nothing.
    var failure: (any Error)? = TransferFailure.interrupted(reason: "")
    /// What is answered to the first question for a range, in place of it.
    var answer: TransferResponse?

    init(_ content: [UInt8], parts: [Int]) {
      self.content = content
      self.parts = parts
    }

    func fetch(
      _ url: String, from offset: Int, stallSeconds: Double, into receiver: TransferReceiver
    ) throws {
      starts.append(offset)
      urls.append(url)
      if offset > 0, let answer {
        self.answer = nil
        try receiver.begin(answer)
        try Array(content[(answer.rangeStart ?? 0)...]).withUnsafeBytes { try receiver.receive($0) }
        return
      }
      try receiver.begin(
        TransferResponse(
          status: offset > 0 ? 206 : 200, rangeStart: offset > 0 ? offset : nil))
      let count = parts.isEmpty ? Int.max : parts.removeFirst()
      try Array(content[min(offset, content.count)...].prefix(count)).withUnsafeBytes {
        try receiver.receive($0)
      }
      if offset + min(count, content.count - offset) < content.count, let failure { throw failure }
    }
  }

  private func downloader(_ transfer: Transfer, mirror: DataMirror? = nil) -> DataSetDownloader {
    var downloader = DataSetDownloader(
      cache: DataSetCache(folder: folder), mirror: mirror, transfer: transfer)
    downloader.backoffSeconds = 0
    return downloader
  }

  /// However a download is cut into attempts and runs, the file is right or not there.
  func testEveryWayToBreakOffEndsWithTheFileOrWithout() throws {
    var stream = RandomStream(seed: 11)
    for _ in 0..<200 {
      let transfer = Transfer(content, parts: (0..<8).map { _ in stream.index(below: 9) })
      var downloader = downloader(transfer)
      var isThere = false
      for _ in 0..<20 where !isThere {
        downloader.attempts = 1 + stream.index(below: 3)
        isThere = (try? downloader.get(file)) == .brought
        XCTAssertEqual(FileManager.default.fileExists(atPath: place), isThere)
      }
      XCTAssertTrue(isThere)
      XCTAssertEqual(try AtomicFile.read(place), content)
      XCTAssertEqual(transfer.starts, transfer.starts.sorted())
      XCTAssertEqual(try downloader.get(file), .wasThere)
      let left = try FileManager.default.subpathsOfDirectory(atPath: folder)
      XCTAssertEqual(Set(left), ["host", "host/a b", "host/a b/c.txt"])
      try FileManager.default.removeItem(atPath: place)
    }
  }

  func testBytesOfAnEarlierRunThatAreWrongAreBroughtAgain() throws {
    try AtomicFile.write([UInt8](repeating: 1, count: 20), to: place + ".partial")
    let transfer = Transfer(content, parts: [])
    XCTAssertEqual(try downloader(transfer).get(file), .brought)
    XCTAssertEqual(transfer.starts, [20, 0])
    // As large as the whole, but wrong.
    try AtomicFile.write([UInt8](repeating: 1, count: content.count), to: place + ".partial")
    try AtomicFile.write("damaged", to: place)
    XCTAssertEqual(try downloader(transfer).get(file), .brought)
    XCTAssertEqual(try AtomicFile.read(place), content)
  }

  /// A body that ends early without a word is gone on with, not taken for the whole.
  func testABodyThatIsSimplyTooShort() throws {
    let transfer = Transfer(content, parts: [10, 4])
    transfer.failure = nil
    XCTAssertEqual(try downloader(transfer).get(file), .brought)
    XCTAssertEqual(transfer.starts, [0, 10, 14])
    XCTAssertEqual(try AtomicFile.read(place), content)
  }

  /// A server that knows no ranges sends the whole, and one that sends another range than was asked
  /// for is asked again from the beginning: neither is put behind what is there.
  func testAnswersToAnotherQuestion() throws {
    for answer in [
      TransferResponse(status: 200, rangeStart: nil), TransferResponse(status: 206, rangeStart: 3),
      TransferResponse(status: 206, rangeStart: nil),
    ] {
      try AtomicFile.write(Array(content.prefix(10)), to: place + ".partial")
      let transfer = Transfer(content, parts: [])
      transfer.answer = answer
      if answer.status == 206 {
        var downloader = downloader(transfer)
        downloader.attempts = 1
        XCTAssertThrowsError(try downloader.get(file)) {
          guard case .wrongRange? = $0 as? DataSetError else { return XCTFail("\($0)") }
        }
        XCTAssertEqual(transfer.starts, [10])
        transfer.starts = []
        transfer.answer = answer
        try AtomicFile.write(Array(content.prefix(10)), to: place + ".partial")
      }
      XCTAssertEqual(try downloader(transfer).get(file), .brought)
      XCTAssertEqual(transfer.starts, answer.status == 200 ? [10] : [10, 0])
      XCTAssertEqual(try AtomicFile.read(place), content)
      try FileManager.default.removeItem(atPath: place)
    }
  }

  func testWhatIsWrongFromTheBeginningIsNotAskedForAgain() throws {
    let transfer = Transfer([UInt8](repeating: 1, count: content.count), parts: [])
    XCTAssertThrowsError(try downloader(transfer).get(file)) {
      guard case .wrongDigest? = $0 as? DataSetError else { return XCTFail("\($0)") }
    }
    transfer.content.append(1)
    XCTAssertThrowsError(try downloader(transfer).get(file)) {
      guard case .wrongSize? = $0 as? DataSetError else { return XCTFail("\($0)") }
    }
    XCTAssertEqual(transfer.starts.count, 2)
    XCTAssertFalse(FileManager.default.fileExists(atPath: place + ".partial"))
  }

  func testTwoProcessesDoNotWriteTheSameFile() throws {
    try AtomicFile.write([], to: place + ".partial")
    let other = open(place + ".partial", O_RDWR)
    defer { close(other) }
    XCTAssertEqual(flock(other, LOCK_EX | LOCK_NB), 0)
    XCTAssertThrowsError(try downloader(Transfer(content, parts: [])).get(file)) {
      XCTAssertEqual($0 as? DataSetError, .underway(path: place + ".partial"))
    }
  }

  /// What a link leads to belongs to somebody else: it stays as it is.
  func testALinkInPlaceOfThePartialFileIsNotFollowed() throws {
    let target = folder + "/somebody's"
    try AtomicFile.write([7, 7], to: target)
    try AtomicFile.createFolder((place as NSString).deletingLastPathComponent)
    for destination in [target, folder + "/nowhere"] {
      unlink(place + ".partial")
      try FileManager.default.createSymbolicLink(
        atPath: place + ".partial", withDestinationPath: destination)
      XCTAssertThrowsError(try downloader(Transfer(content, parts: [])).get(file)) {
        XCTAssertEqual(
          $0 as? DataSetError,
          .notWritable(path: place + ".partial", reason: "it is a symbolic link; remove it"))
      }
    }
    XCTAssertEqual(try AtomicFile.read(target), [7, 7])
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/nowhere"))
  }

  func testAnAddressAsMirrorTakesHostAndPath() throws {
    let transfer = Transfer(content, parts: [])
    _ = try downloader(transfer, mirror: .address("http://m/x")).get(file)
    XCTAssertEqual(transfer.urls, ["http://m/x/host/a%20b/c.txt"])
    XCTAssertEqual(file.url, "https://host/a%20b/c.txt")
  }

  // MARK: The catalogue

  func testTheCatalogueIsComplete() throws {
    XCTAssertEqual(
      DataSet.all.map { "\($0.name) \($0.files.count)" },
      [
        "gutenberg 11", "tinyshakespeare 1", "contracts 163", "tatqa 2", "fomc 115", "pubmedqa 1",
        "gpt2-vocabulary 2", "chinchilla 1",
      ])
    var paths: Set<String> = []
    for set in DataSet.all {
      XCTAssertFalse(set.licence.isEmpty)
      for file in set.files {
        XCTAssertTrue(paths.insert(file.path).inserted, file.path)
        XCTAssertEqual(file.sha256.count, 64)
        XCTAssertTrue(file.sha256.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        XCTAssertGreaterThan(file.byteCount, 0)
        XCTAssertNotNil(URL(string: file.url))
        let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
        XCTAssertTrue(parts.allSatisfy { !["", ".", ".."].contains($0) }, file.path)
      }
    }
  }

  func testTheCacheIsWhereTheVariablesSay() throws {
    XCTAssertEqual(
      try DataSetCache.standard(environment: ["XDG_CACHE_HOME": "/x", "HOME": "/h"]).folder,
      "/x/pretraining-workbook")
    for environment in [["HOME": "/h"], ["XDG_CACHE_HOME": "relative", "HOME": "/h"]] {
      XCTAssertEqual(
        try DataSetCache.standard(environment: environment).folder,
        "/h/.cache/pretraining-workbook")
    }
    assertThrows(
      try DataSetCache.standard(environment: [:]), DataSetError.self,
      "neither XDG_CACHE_HOME nor HOME")
  }
}
