import Foundation
import Groundwork
import TestSupport
import Training
import XCTest

/// Runs as TensorBoard and tables have them.
final class RunExportTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "run-export-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// RFC 3720, appendix B.4.
  func testChecksumsAreThoseOfTheStandard() {
    XCTAssertEqual(CRC32C.of(Array("123456789".utf8)), 0xE306_9283)
    XCTAssertEqual(CRC32C.of([UInt8](repeating: 0, count: 32)), 0x8A91_36AA)
    XCTAssertEqual(CRC32C.of([UInt8](repeating: 0xFF, count: 32)), 0x62A8_AB43)
    XCTAssertEqual(CRC32C.of(0..<32 as Range<UInt8>), 0x46DD_794E)
    XCTAssertEqual(CRC32C.of([UInt8]()), 0)
  }

  /// The folder of a run that was not made: two rows, one of them with a look at held-out text.
  private func write(_ run: String, loss: Double = 4.1) throws -> String {
    let path = "\(folder)/\(run)"
    try AtomicFile.write(
      """
      step,tokens,learning_rate,training_loss,gradient_norm,validation_loss_lawnotes,seconds
      1,16,0.001,5.5625,0.0,,0.25
      300,4800,0.0001,\(loss),0.75,4.25,12.5

      """, to: path + "/metrics.csv")
    let members = try XCTUnwrap(
      StrictJSON.parse(
        Array(
          """
          {"identity": "1f", "steps": 300, "batch": 2, "contextLength": 8, "seed": "1",
           "sources": [{"name": "law, and notes", "digest": "ab"}],
           "validation": [{"name": "law & notes", "tokens": 10, "bytes": 40}],
           "made": {"started": "2025-11-29T15:10:11Z"}}
          """.utf8)
      ).object
    ).members
    try AtomicFile.write(SealedJSON.encoded(members), to: path + "/run.json")
    return path
  }

  /// Byte for byte what TensorBoard's own writer makes of the same numbers.
  func testEventFilesAreThoseOfTensorBoard() throws {
    let run = RunRecord(folder: try write("run"))
    XCTAssertEqual(run.started?.timeIntervalSince1970, 1_764_429_011)
    let files = try RunExport([run]).write(.tensorboard, to: folder + "/events")
    XCTAssertEqual(
      files, [folder + "/events/run/events.out.tfevents.1764429011.workbook"])
    XCTAssertEqual(
      try AtomicFile.read(files[0]), try AtomicFile.read(Fixtures.path("training/events.tfevents")))
  }

  func testTablesHaveARowARunAndARowAStep() throws {
    let runs = [
      RunRecord(folder: try write("models/a")), RunRecord(folder: try write("models/b", loss: 4)),
    ]
    let files = try RunExport(runs).write(.csv, to: folder + "/tables")
    XCTAssertEqual(files.map { ($0 as NSString).lastPathComponent }, ["runs.csv", "metrics.csv"])
    let table = try CSVTable(path: files[0], bytes: try AtomicFile.read(files[0]))
    let places = try table.places(of: [
      ["run"], ["state"], ["corpus"], ["steps"], ["held-out loss"],
    ])
    XCTAssertEqual(
      table.rows.map { row in places.map { row.fields[$0] } },
      ["a", "b"].map { [$0, "unfinished at step 0", "law, and notes", "300", "4.25"] })
    let metrics = try CSVTable(path: files[1], bytes: try AtomicFile.read(files[1]))
    XCTAssertEqual(
      metrics.rows.map(\.fields),
      [
        ["a", "1", "16", "0.25", "0.001", "5.5625", "0.0", ""],
        ["a", "300", "4800", "12.5", "0.0001", "4.1", "0.75", "4.25"],
        ["b", "1", "16", "0.25", "0.001", "5.5625", "0.0", ""],
        ["b", "300", "4800", "12.5", "0.0001", "4.0", "0.75", "4.25"],
      ])
    XCTAssertEqual(metrics.names.last, "held_out_loss law & notes")
  }

  /// Runs of one name from different places, and from above: each a folder of its own, none outside.
  func testEveryRunHasAFolderOfItsOwn() throws {
    let path = try write("deep/down/model")
    _ = try write("deep/model")
    let runs = [path, "\(folder)/deep/down/../model", "\(folder)/deep/down/../model"]
      .map(RunRecord.init)
    let files = try RunExport(runs).write(.tensorboard, to: folder + "/events")
    XCTAssertEqual(Set(files).count, 3)
    for file in files {
      XCTAssertTrue(file.hasPrefix(folder + "/events/"), file)
      XCTAssertFalse(file.contains(".."), file)
    }
  }
}
