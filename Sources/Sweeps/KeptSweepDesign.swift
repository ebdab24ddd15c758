import Foundation
import Groundwork

/// The design that a sweep by the clock has found, kept beside its table: the same request measures the
/// machine anew, a little differently each time, and must go on with the runs that it began.
struct KeptSweepDesign: Codable, Equatable {
  let minutes: Double
  let sizes: [Int]?
  let seeds: Int
  /// 0 for none.
  let holdOutFactor: Double
  let threads: Int
  let dial: SweepDial
  /// The text's fingerprint.
  let text: String

  fileprivate struct File: Codable {
    let request: KeptSweepDesign
    let design: SweepDesign
    /// Of both; files of earlier versions have none.
    var digest: String?

    /// Of the two by themselves: it sees a digit that was changed.
    var ownDigest: String {
      get throws {
        Checksum.sha256(
          [UInt8](try KeptSweepDesign.encoder.encode(File(request: request, design: design))))
      }
    }
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return encoder
  }

  /// More than this is no design.
  private static let largestFile = 1 << 20

  /// The design that was kept for this very request, or a new one.
  ///
  /// - Throws: `SweepError.damagedDesign` for a file that is there and says nothing: a new design would
  ///   add runs for other budgets to the table.
  func design(besides table: String, _ find: () throws -> SweepDesign) throws -> SweepDesign {
    let path = table + ".design.json"
    if FileManager.default.fileExists(atPath: path) {
      let kept = try Self.read(path)
      if kept.request == self { return kept.design }
    }
    let design = try find()
    var file = File(request: self, design: design)
    file.digest = try file.ownDigest
    try AtomicFile.write([UInt8](try Self.encoder.encode(file)) + [0x0A], to: path)
    return design
  }

  fileprivate static func read(_ path: String) throws -> File {
    let bytes = try AtomicFile.read(path)
    guard bytes.count <= largestFile,
      let kept = try? JSONDecoder().decode(File.self, from: Data(bytes))
    else { throw SweepError.damagedDesign(path: path, problem: "not the design of a sweep") }
    if let digest = kept.digest, try digest != kept.ownDigest {
      throw SweepError.damagedDesign(path: path, problem: "changed since it was written")
    }
    guard kept.design.isSensible else {
      throw SweepError.damagedDesign(
        path: path, problem: "a design with impossible budgets or sizes")
    }
    return kept
  }
}

extension SweepDesign {
  /// The design that a sweep by the clock has kept beside its table; nil where it has kept none.
  ///
  /// - Throws: `FileError`, `SweepError.damagedDesign`.
  public static func kept(besides table: String) throws -> SweepDesign? {
    let path = table + ".design.json"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try KeptSweepDesign.read(path).design
  }

  /// Whether a sweep can have had it.
  fileprivate var isSensible: Bool {
    !rungs.isEmpty
      && (rungs + (heldOut.map { [$0] } ?? [])).allSatisfy { rung in
        rung.compute > 0 && rung.compute <= 1e30 && !rung.sizes.isEmpty
          && rung.sizes.allSatisfy(SweepDial.notches.contains) && (1...1_024).contains(rung.seeds)
      }
  }
}
