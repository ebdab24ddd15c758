import Foundation

/// The process that holds a lock, as the lock's file tells it.
public struct LockOwner: Hashable, Sendable, CustomStringConvertible {
  public let process: Int
  public let host: String
  /// When it took the lock: ISO 8601, of the world's time.
  public let since: String
  /// The program and its arguments.
  public let command: [String]

  /// This process, now.
  public static var current: LockOwner {
    LockOwner(
      process: Int(getpid()), host: thisHost, since: Date.now.formatted(.iso8601),
      command: CommandLine.arguments)
  }

  /// Foundation would ask the network.
  private static var thisHost: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The program and its verb: the words in front of the first option, two at most.
  public var program: String {
    let name = command.first.map { ($0 as NSString).lastPathComponent } ?? "a program"
    let verbs = command.dropFirst().prefix(2).prefix { word in
      word.first != "-" && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
    }
    return ([name] + verbs).joined(separator: " ")
  }

  public var description: String {
    let place = host == Self.thisHost ? "" : " on \(host)"
    return "\(program), process \(process)\(place), since \(since)"
  }
}

extension LockOwner {
  /// What a locked file says; nil where it says nothing sensible.
  init?(descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0, let object = (try? StrictJSON.parse(Array(bytes[..<count])))?.object,
      let process = object["process"]?.integer, let host = object["host"]?.text,
      let since = object["since"]?.text,
      let command = object["command"]?.array?.compactMap(\.text)
    else { return nil }
    self.init(process: process, host: host, since: since, command: command)
  }

  /// Says in a locked file whose it is; a full disk keeps nobody from working.
  func write(to descriptor: Int32) {
    let value: JSONValue = [
      "process": .integer(process), "host": .text(host), "since": .text(since),
      "command": .array(command.map { .text($0) }),
    ]
    _ = ftruncate(descriptor, 0)
    _ = value.encoded().withUnsafeBytes { DescriptorWriting.writeAll($0, to: descriptor) }
  }
}
