import CProcesses
import Foundation

/// A file's bytes, mapped read-only for as long as this object lives.
///
/// A file that somebody cuts short meanwhile has pages without bytes: whoever reads there ends the
/// process with status 1 and one line that names the file. Within its last page it would read zeros, and
/// in one that is written anew other bytes: `requireUnchanged` finds that out.
public final class MappedFile: Sendable {
  public let path: String
  /// Read-only: writing to it ends the process.
  public let bytes: BufferSlice<UInt8>
  private let descriptor: Int32
  private let state: State
  private let watch: Int32

  /// What changes when somebody writes to a file.
  private struct State: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    init(_ status: stat) {
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

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
    do throws(FileError) {
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
      self.path = path
      self.descriptor = descriptor
      state = State(status)
      bytes = BufferSlice(
        pointer: address.bindMemory(to: UInt8.self, capacity: count), count: count)
      watch = workbook_watch_mapping(address, count, path)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    workbook_forget_mapping(watch)
    munmap(bytes.pointer, bytes.count)
    close(descriptor)
  }

  /// Whether nobody has written to the file since it was mapped.
  ///
  /// - Complexity: one call of the system, a fraction of a microsecond.
  public var isUnchanged: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && State(status) == state
  }

  private static let changed = "was written to, or cut short, while it was being read"

  /// What was read of the file so far is what it held.
  ///
  /// - Throws: `FileError` where the file has been written to since it was mapped.
  public func requireUnchanged() throws(FileError) {
    guard isUnchanged else { throw FileError(path: path, problem: Self.changed) }
  }

  /// The same where nothing can be thrown: the process ends with status 1 and one line.
  public func endUnlessUnchanged() {
    if !isUnchanged { SuddenEnd.end(path, Self.changed) }
  }

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
