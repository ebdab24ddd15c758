import Foundation

/// A folder or a file that one process works on for long, and that others are to leave alone.
///
///     let lock = try OwnerLock(folder: "model")     // throws InUseError where another has it
///     defer { lock.release() }
///
/// It is a lock of the system on a hidden file that says whose it is. The system gives it back with the
/// process, however that ends: a file that a killed process left behind stops nobody.
public final class OwnerLock {
  /// Whether the lock is held; not on a file system that locks nothing.
  public var isHeld: Bool { descriptor >= 0 }

  private let path: String
  private var descriptor: Int32
  /// A folder that was created for the lock, and goes with it where nothing else came into it.
  private var createdFolder: String?

  /// How the system locks: `flock`, but for tests.
  public typealias Locking = (_ descriptor: Int32, _ operation: Int32) -> Int32

  /// Locks a folder, which is created where it is missing.
  ///
  /// - Parameter warn: is told in one line where the file system locks nothing; the work goes on.
  /// - Throws: `InUseError`, `FileError`.
  public convenience init(
    folder: String, warning warn: (String) -> Void = StandardStreams.note,
    locking: Locking = flock
  ) throws {
    let isNew = access(folder, F_OK) != 0
    try AtomicFile.createFolder(folder)
    try self.init(path: Self.path(folder: folder), of: folder, warn, locking)
    createdFolder = isNew ? folder : nil
  }

  /// Locks a file, or what is named after it, without touching it.
  ///
  /// - Parameter part: what of the file is meant, where several may work on it.
  /// - Throws: `InUseError`, `FileError`.
  public convenience init(
    file: String, part: String = "", warning warn: (String) -> Void = StandardStreams.note,
    locking: Locking = flock
  ) throws {
    let parent = (file as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    try AtomicFile.createFolder(folder)
    let name = (file as NSString).lastPathComponent + (part.isEmpty ? "" : "." + part)
    try self.init(path: "\(folder)/.\(name).in-use", of: file, warn, locking)
  }

  private init(
    path: String, of subject: String, _ warn: (String) -> Void, _ locking: Locking
  ) throws {
    self.path = path
    var tries = 0
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else {
        let reason = String(cString: strerror(errno)).lowercased()
        throw FileError(path: subject, problem: "cannot be locked (\(reason))")
      }
      let error = Self.lock(descriptor, LOCK_EX, locking)
      if error == 0 {
        // Whoever had it before may have removed the file between its opening and its locking.
        guard Self.isSame(descriptor, path) else {
          close(descriptor)
          continue
        }
        self.descriptor = descriptor
        LockOwner.current.write(to: descriptor)
        return
      }
      guard error == EWOULDBLOCK else {
        close(descriptor)
        unlink(path)
        self.descriptor = -1
        let reason = String(cString: strerror(error)).lowercased()
        warn(
          "\(subject): cannot be locked here (\(reason)); see to it that nothing else works on it")
        return
      }
      // Somebody may only be looking whether it is free.
      tries += 1
      if tries > 5 {
        let owner = LockOwner(descriptor: descriptor)
        close(descriptor)
        throw InUseError(path: subject, owner: owner)
      }
      close(descriptor)
      usleep(10_000)
    }
  }

  /// Gives the lock back, and leaves nothing behind.
  public func release() {
    guard descriptor >= 0 else { return }
    unlink(path)
    close(descriptor)
    descriptor = -1
    if let createdFolder { rmdir(createdFolder) }
  }

  deinit { release() }

  /// Who works in a folder; nil where nobody does. Nothing is created.
  public static func user(ofFolder folder: String) -> InUseError? {
    let descriptor = open(path(folder: folder), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard lock(descriptor, LOCK_SH, flock) == EWOULDBLOCK else { return nil }
    return InUseError(path: folder, owner: LockOwner(descriptor: descriptor))
  }

  private static func path(folder: String) -> String { "\(folder)/.in-use" }

  /// The error of trying a lock, or 0.
  private static func lock(_ descriptor: Int32, _ kind: Int32, _ locking: Locking) -> Int32 {
    var status = locking(descriptor, kind | LOCK_NB)
    while status != 0 && errno == EINTR { status = locking(descriptor, kind | LOCK_NB) }
    return status == 0 ? 0 : errno
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

/// Something that another process is working on.
public struct InUseError: UserFacingError, Equatable {
  public let path: String
  /// Nil where the lock does not say.
  public let owner: LockOwner?

  public var description: String {
    "\(path): is in use by \(owner.map { "\($0)" } ?? "another process")"
  }
}
