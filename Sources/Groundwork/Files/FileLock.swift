import Foundation

/// A lock that processes on one machine, or on several with one file system, take in turn, for as long
/// as a file takes to be written anew. What is worked on for long has an `OwnerLock`.
public enum FileLock {
  /// Runs a body that no other holder of the same path's lock runs at the same time.
  ///
  /// The folder itself is locked, which leaves no file behind. Some network file systems lock only
  /// what is open for writing: there it is a hidden file beside the path.
  public static func hold<Result>(
    besides path: String, _ body: () throws -> Result
  ) throws -> Result {
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    try AtomicFile.createFolder(folder)
    let hidden = "\(folder)/.\((path as NSString).lastPathComponent).lock"
    let candidates = [
      (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
      (hidden, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW),
    ]
    for (target, flags) in candidates {
      let descriptor = open(target, flags, 0o644)
      guard descriptor >= 0 else { continue }
      // Closing the descriptor gives the lock back.
      defer { close(descriptor) }
      var isLocked = flock(descriptor, LOCK_EX) == 0
      while !isLocked && errno == EINTR { isLocked = flock(descriptor, LOCK_EX) == 0 }
      if isLocked { return try body() }
    }
    throw FileError(
      path: folder,
      problem: "the folder cannot be locked; check its permissions, or use another disk")
  }
}
