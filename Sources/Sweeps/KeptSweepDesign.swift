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

  private struct File: Codable {
    let request: KeptSweepDesign
    let design: SweepDesign
  }

  /// The design that was kept for this very request, or a new one.
  func design(besides table: String, _ find: () throws -> SweepDesign) throws -> SweepDesign {
    let path = table + ".design.json"
    if let bytes = try? AtomicFile.read(path),
      let kept = try? JSONDecoder().decode(File.self, from: Data(bytes)), kept.request == self
    {
      return kept.design
    }
    let design = try find()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let bytes = [UInt8](try encoder.encode(File(request: self, design: design)))
    try AtomicFile.write(bytes + [0x0A], to: path)
    return design
  }
}
