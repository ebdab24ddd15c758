import Corpora
import Foundation
import Groundwork

/// Things that take long to make, kept in folders of their own: `artifacts/<name>-<hash>/`, the hash
/// being that of their configuration.
public struct ArtifactStore: Sendable {
  let folder: String
  private static let marker = "complete.json"

  public init(folder: String) { self.folder = folder }

  /// Where the artifact of a configuration lies, made or not.
  public func path(_ name: String, configuration: some Encodable) throws -> String {
    "\(folder)/\(name)-\(Checksum.sha256(try Self.encode(configuration)).prefix(10))"
  }

  /// Whether the artifact has been made whole.
  public func isComplete(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(Self.marker)")
  }

  /// The folder of an artifact, which `make` fills where it is missing.
  ///
  /// A maker that was interrupted finds what it left there, and may go on from it.
  public func artifact(
    _ name: String, configuration: some Encodable, make: (_ folder: String) throws -> Void
  ) throws -> String {
    let path = try path(name, configuration: configuration)
    if isComplete(path) { return path }
    try AtomicFile.createFolder(path)
    try make(path)
    try AtomicFile.write(try Self.encode(configuration), to: "\(path)/\(Self.marker)")
    return path
  }

  private static func encode(_ configuration: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return [UInt8](try encoder.encode(configuration))
  }
}
