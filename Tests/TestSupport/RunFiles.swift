import Groundwork

/// Files that a training run leaves, without what depends on the clock and on the machine: what the same
/// run gives every time, to the byte.
public enum RunFiles {
  struct Unexpected: Error { let path: String }

  /// The bytes of a file: of `metrics.csv` without its last column, the times; of `run.json` without
  /// `made` and the digest that covers it; of others all.
  public static func timeless(_ path: String) throws -> [UInt8] {
    let bytes = try AtomicFile.read(path)
    if path.hasSuffix("/metrics.csv") {
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      guard lines.first?.hasSuffix(",seconds") == true else { throw Unexpected(path: path) }
      return Array(
        lines.map { $0[..<($0.lastIndex(of: ",") ?? $0.startIndex)] }.joined(separator: "\n").utf8)
    }
    if path.hasSuffix("/run.json") {
      let object = try StrictJSON.parse(bytes).object
      guard let object, object["made"] != nil, SealedJSON.read(bytes)?.isSealed == true else {
        throw Unexpected(path: path)
      }
      let members = object.members.filter { !["made", "checksum"].contains($0.name) }
      return JSONValue.object(JSONObject(members: members)).encoded(isPretty: true)
    }
    return bytes
  }
}
