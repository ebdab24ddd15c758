import Foundation
import Groundwork

/// The folder where data sets lie once they are here.
///
/// A file lies under the host and path of its address, as in a mirror: the cache of one machine is
/// a `WORKBOOK_DATA_MIRROR` for another.
public struct DataSetCache: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// `$XDG_CACHE_HOME/pretraining-workbook`, else `~/.cache/pretraining-workbook`.
  ///
  /// - Throws: `DataSetError.noHome` where neither variable names a folder.
  public static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(DataSetError) -> DataSetCache {
    guard let folder = CacheFolder.path(environment: environment) else { throw .noHome }
    return DataSetCache(folder: folder)
  }

  /// Where a file lies, or will.
  public func path(of file: DataSet.File) -> String { "\(folder)/\(file.path)" }

  /// Where the part of a file lies that is here already.
  func partialPath(of file: DataSet.File) -> String { path(of: file) + ".partial" }

  /// The folder that holds all of a data set's files; of a model in a single file, the file.
  public func path(of dataSet: DataSet) -> String {
    if dataSet.contents == .model, dataSet.files.count == 1 { return path(of: dataSet.files[0]) }
    return "\(folder)/\(dataSet.commonPath)"
  }

  /// Where all files of a data set lie: here, or in a mirror that is a folder; nil where they do not. Their
  /// sizes are compared, not their digests.
  public func place(of dataSet: DataSet, mirror: DataMirror? = nil) -> String? {
    var caches = [self]
    if case .folder(let folder) = mirror { caches.append(DataSetCache(folder: folder)) }
    return caches.first { $0.presentCount(dataSet) == dataSet.files.count }?.path(of: dataSet)
  }

  /// How a file stands.
  public enum State: Equatable, Sendable {
    case absent
    /// A download that was interrupted, with this many bytes.
    case partial(byteCount: Int)
    case wrongSize(byteCount: Int)
    case wrongDigest(String)
    /// The right size; the digest too, where it was computed.
    case present
  }

  /// Looks at a file.
  ///
  /// - Parameter digesting: also reads it all and compares the SHA-256.
  public func state(of file: DataSet.File, digesting: Bool) throws -> State {
    guard let size = Self.size(path(of: file)) else {
      return Self.size(partialPath(of: file)).map { .partial(byteCount: $0) } ?? .absent
    }
    guard size == file.byteCount else { return .wrongSize(byteCount: size) }
    guard digesting else { return .present }
    let digest = try Checksum.sha256(file: path(of: file))
    return digest == file.sha256 ? .present : .wrongDigest(digest)
  }

  /// How many of a data set's files are here with the right size.
  public func presentCount(_ dataSet: DataSet) -> Int {
    dataSet.files.count { Self.size(path(of: $0)) == $0.byteCount }
  }

  /// The bytes of a file, after its size and SHA-256 were found right.
  ///
  /// - Throws: `DataSetError` where the file is absent or not what it should be.
  public func bytes(of file: DataSet.File) throws -> [UInt8] {
    let bytes = try AtomicFile.read(
      path(of: file), limit: SizeLimit("this data set's file", byteCount: file.byteCount))
    guard bytes.count == file.byteCount else {
      throw DataSetError.damaged(
        path: path(of: file), problem: "\(bytes.count) bytes where \(file.byteCount) are expected")
    }
    guard Checksum.sha256(bytes) == file.sha256 else {
      throw DataSetError.damaged(
        path: path(of: file), problem: "its SHA-256 is not the expected one")
    }
    return bytes
  }

  /// The size of a regular file; nil where there is none.
  static func size(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}
