import Foundation
import Groundwork

extension DataSet {
  /// A data set or model of one's own, described by a file: a line for each of its files,
  /// `SHA-256 bytes address`. Empty lines and those that begin with `#` say nothing.
  ///
  ///     # a model's repository at a pinned revision
  ///     <64 digits> 704 https://host/organization/model/resolve/<revision>/config.json
  ///     <64 digits> 538090408 https://host/organization/model/resolve/<revision>/model.safetensors
  ///
  /// Where a file is called `config.json`, or ends in `.gguf`, the set is a model; else it is plain text.
  ///
  /// - Throws: `DataSetError.malformed`, with the line; `FileError` for a file that cannot be read.
  public init(manifest path: String) throws {
    let bytes = try AtomicFile.read(path, limit: .settings)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DataSetError.malformed(path: path, problem: "is no UTF-8")
    }
    var files: [File] = []
    var places: Set<String> = []
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = fields.first, !first.hasPrefix("#") else { continue }
      do throws(ManifestProblem) {
        let file = try Self.file(fields)
        guard places.insert(file.path).inserted else { throw .init("its address stands twice") }
        files.append(file)
      } catch {
        throw DataSetError.malformed(path: path, problem: "line \(index + 1): \(error.text)")
      }
    }
    guard !files.isEmpty else {
      throw DataSetError.malformed(path: path, problem: "names no files")
    }
    let isModel = files.contains { $0.name == "config.json" || $0.name.hasSuffix(".gguf") }
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    self.init(
      name: name, title: name, domain: isModel ? "model" : "own", licence: "not said", origin: path,
      contents: isModel ? .model : .plainText, files: files)
    // Neither could be written beside the other.
    guard !places.contains(where: { path in places.contains { $0.hasPrefix(path + "/") } }) else {
      throw DataSetError.malformed(
        path: path, problem: "one file's address is the folder of another's")
    }
  }

  /// What is wrong with a line.
  private struct ManifestProblem: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private static func file(_ fields: [String]) throws(ManifestProblem) -> File {
    guard fields.count == 3 else {
      throw .init("has \(fields.count) words where it needs SHA-256, bytes and address")
    }
    let digest = fields[0].lowercased()
    guard digest.utf8.count == 64, digest.utf8.allSatisfy(Self.isHexadecimal) else {
      throw .init("the SHA-256 is not 64 hexadecimal digits")
    }
    guard let byteCount = Int(fields[1]), byteCount > 0 else {
      throw .init("\"\(TerminalText.oneLine(fields[1]))\" is no number of bytes")
    }
    return File(path: try place(fields[2]), sha256: digest, byteCount: byteCount)
  }

  private static func isHexadecimal(_ digit: UInt8) -> Bool {
    (0x30...0x39).contains(digit) || (0x61...0x66).contains(digit)
  }

  /// Host and path of an address, which are its place in a cache: never one outside.
  private static func place(_ address: String) throws(ManifestProblem) -> String {
    let start = "https://"
    guard address.hasPrefix(start) else { throw .init("the address does not begin with \(start)") }
    guard !address.contains(where: { "?#".contains($0) }) else {
      throw .init("the address has a query or a fragment; a file's own address has none")
    }
    guard let place = String(address.dropFirst(start.count)).removingPercentEncoding else {
      throw .init("the address has an escape that is none")
    }
    let parts = place.split(separator: "/", omittingEmptySubsequences: false)
    let isOrdinary = parts.allSatisfy { part in
      !["", ".", ".."].contains(part) && !part.utf8.contains { $0 < 0x20 || $0 == 0x7F }
        && part.utf8.count <= 255
    }
    guard parts.count > 1, isOrdinary else {
      throw .init("the address is not that of a file: https://host/path")
    }
    return place
  }
}
