import Foundation
import Groundwork

/// A response that is neither 200 nor 206.
struct UnexpectedStatus: Error {
  let status: Int
}

/// A file under way: what came so far, kept across attempts and across runs.
///
/// The lock on it keeps a second process from writing the same file.
final class PartialFile: TransferReceiver {
  let path: String
  /// Bytes that are there.
  private(set) var count: Int
  private let descriptor: Int32
  private let expected: Int
  private let progress: (Int) -> Void
  private var url = ""
  private var offset = 0

  /// Opens what an earlier attempt left, or begins anew. A link is not followed: nothing of the
  /// workbook's put it there, and what it leads to would be written over.
  ///
  /// - Throws: `DataSetError.underway` where another process has it, or `notWritable`.
  init(path: String, expected: Int, progress: @escaping (Int) -> Void) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let reason =
        errno == ELOOP
        ? "it is a symbolic link; remove it" : String(cString: strerror(errno)).lowercased()
      throw DataSetError.notWritable(path: path, reason: reason)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw DataSetError.underway(path: path)
    }
    self.path = path
    self.expected = expected
    self.progress = progress
    count = max(0, Int(lseek(descriptor, 0, SEEK_END)))
  }

  deinit { close(descriptor) }

  /// Says what is asked for next.
  func expect(url: String, offset: Int) {
    self.url = url
    self.offset = offset
  }

  func begin(_ response: TransferResponse) throws {
    switch response.status {
    case 206:
      guard response.rangeStart == offset else {
        let got = response.rangeStart.map { "those from \($0) on" } ?? "a part without its place"
        try truncate()
        throw DataSetError.wrongRange(url: url, wanted: offset, got: got)
      }
    // The whole file, whatever was asked for.
    case 200: if count > 0 { try truncate() }
    // The server's file is shorter than what lies here.
    case 416:
      try truncate()
      throw UnexpectedStatus(status: 416)
    default: throw UnexpectedStatus(status: response.status)
    }
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    guard count + bytes.count <= expected else {
      let found = count + bytes.count
      try truncate()
      throw DataSetError.wrongSize(source: url, expected: expected, found: found)
    }
    // What a full disk took of this part counts too: the next attempt goes on behind it.
    defer { count = max(0, Int(lseek(descriptor, 0, SEEK_CUR))) }
    try AtomicFile.writeAll(bytes, to: descriptor, path: path)
    progress(count + bytes.count)
  }

  /// Begins again with nothing.
  func truncate() throws {
    guard count > 0 else { return }
    guard ftruncate(descriptor, 0) == 0 else {
      throw FileError(path: path, problem: "cannot be emptied; remove it")
    }
    lseek(descriptor, 0, SEEK_SET)
    count = 0
  }

  /// An attempt that brought nothing leaves nothing.
  func removeIfEmpty() {
    if count == 0 { unlink(path) }
  }

  func digest() throws -> String { try Checksum.sha256(file: path) }

  /// Syncs the file and gives it its name.
  func commit(to place: String) throws {
    guard fsync(descriptor) == 0, rename(path, place) == 0 else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw FileError(path: place, problem: "cannot be put in place (\(reason)); is it a folder?")
    }
  }
}
