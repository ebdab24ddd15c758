import Foundation
import Synchronization

/// The names of files that are being written: beside the target, not to be foretold, and telling who
/// writes, so that what a killed process left is known and taken away.
///
///     model.safetensors.partial-9f3c02d1-4711-5be0c1a29f77d340
///                               machine  process random
enum PartialName {
  private static let mark = ".partial-"

  /// A new name beside a path.
  static func beside(_ path: String) -> String {
    let suffix = "\(mark)\(machine)-\(getpid())-\(hexadecimal(.random(in: .min ... .max), 16))"
    let folder = (path as NSString).deletingLastPathComponent
    var name = (path as NSString).lastPathComponent
    // A name has at most 255 bytes.
    while name.utf8.count + suffix.utf8.count > 255 { name.removeLast() }
    return (folder as NSString).appendingPathComponent(name + suffix)
  }

  /// Takes away what dead processes of this machine and this user left in a folder.
  ///
  /// A process looks once into each folder.
  static func removeStale(in folder: String) {
    guard seen.withLock({ $0.insert(folder).inserted }) else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard let process = process(of: name), process != getpid(), kill(process, 0) == -1,
        errno == ESRCH
      else { continue }
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid()
      else { continue }
      unlink(path)
    }
  }

  private static let seen = Mutex<Set<String>>([])

  /// The process of this machine that a name tells of; nil where it is no such name.
  static func process(of name: String) -> pid_t? {
    guard let place = name.range(of: mark, options: .backwards) else { return nil }
    let parts = name[place.upperBound...].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == machine, let process = pid_t(parts[1]), process > 1,
      "\(process)" == parts[1], parts[2].utf8.count == 16,
      parts[2].allSatisfy({ $0.isHexDigit && !$0.isUppercase })
    else { return nil }
    return process
  }

  /// Tells machines, and containers with process numbers of their own, apart: on a shared disk the
  /// same number may be another's.
  private static let machine: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    var space = [CChar](repeating: 0, count: 256)
    readlink("/proc/self/ns/pid", &space, space.count - 1)
    var hash = FNV1a()
    hash.add((name + space).map { UInt8(bitPattern: $0) })
    return hexadecimal(hash.value & 0xFFFF_FFFF, 8)
  }()

  private static func hexadecimal(_ value: UInt64, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
