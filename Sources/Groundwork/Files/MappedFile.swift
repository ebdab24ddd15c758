import Foundation

/// A file's bytes, mapped read-only for as long as this object lives.
public final class MappedFile: Sendable {
  /// Read-only: writing to it ends the process.
  public let bytes: BufferSlice<UInt8>

  /// Maps a file of at least one byte.
  public init(path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw FileError(
        path: path,
        problem: isMissing
          ? "no such file; check the path" : "cannot be read; check its permissions")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, problem: "is not a regular file; give the path of one")
    }
    let count = Int(status.st_size)
    guard count > 0 else { throw FileError(path: path, problem: "is empty; write it anew") }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw FileError(path: path, problem: "cannot be mapped into memory; free some memory")
    }
    bytes = BufferSlice(
      pointer: address.bindMemory(to: UInt8.self, capacity: count), count: count)
  }

  deinit { munmap(bytes.pointer, bytes.count) }

  /// Lets go of some pages that were read: they come back from the file when they are asked for.
  ///
  /// Whoever reads a large file once from end to end calls this behind itself, so that it never lies in
  /// this process's memory as a whole.
  public func release(_ range: Range<Int>) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = range.lowerBound / page * page
    guard range.upperBound > start else { return }
    madvise(bytes.pointer + start, range.upperBound - start, MADV_DONTNEED)
  }
}
