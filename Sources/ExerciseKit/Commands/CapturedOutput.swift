/// What a child says, in bounded memory however much that is.
///
/// Lines that matter are kept as they are; of what stands between two of them, the beginning and the
/// end.
struct CapturedOutput {
  /// Bytes of the beginning, and of the end, that are kept between two lines that matter.
  private let room: Int
  /// All that is kept at most.
  private let limit: Int
  private let matters: ([UInt8]) -> Bool

  private var kept: [UInt8] = []
  private var line: [UInt8] = []
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var leftOut = 0

  /// - Parameter matters: whether a line, without its end, is one to keep.
  init(room: Int = 1 << 13, limit: Int = 1 << 24, matters: @escaping ([UInt8]) -> Bool) {
    self.room = room
    self.limit = limit
    self.matters = matters
  }

  /// All that is said, up to a limit that no text comes near.
  static var whole: CapturedOutput {
    CapturedOutput(room: 1 << 26, limit: 1 << 27) { _ in false }
  }

  /// Takes in what was said next, and tells whether a line that matters came to its end in it.
  mutating func add(_ bytes: ArraySlice<UInt8>) -> Bool {
    var didMatter = false
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      line += rest[..<end]
      rest = rest[(end + 1)...]
      if matters(line) {
        settle()
        keep(line + [0x0A])
        didMatter = true
      } else {
        drop(line + [0x0A])
      }
      line.removeAll(keepingCapacity: true)
    }
    line += rest
    // A line without an end is no reason to remember all of it.
    if line.count > 1 << 16 {
      drop(line)
      line.removeAll(keepingCapacity: true)
    }
    return didMatter
  }

  /// The text, when nothing more is to come.
  mutating func finish() -> String {
    if matters(line) {
      settle()
      keep(line)
    } else {
      drop(line)
      settle()
    }
    line = []
    return String(decoding: kept, as: UTF8.self)
  }

  private mutating func drop(_ bytes: [UInt8]) {
    let first = min(bytes.count, room - head.count)
    head += bytes[..<first]
    tail += bytes[first...]
    if tail.count > 2 * room {
      leftOut += tail.count - room
      tail.removeFirst(tail.count - room)
    }
  }

  /// Puts down what stands between two lines that matter.
  private mutating func settle() {
    if tail.count > room {
      leftOut += tail.count - room
      tail.removeFirst(tail.count - room)
    }
    keep(head)
    if leftOut > 0 {
      // Whole lines on both sides.
      if let end = tail.firstIndex(of: 0x0A), end + 1 < tail.count {
        leftOut += end + 1
        tail.removeFirst(end + 1)
      }
      keep(Array("\n… \(leftOut) bytes left out …\n".utf8))
    }
    keep(tail)
    (head, tail, leftOut) = ([], [], 0)
  }

  private mutating func keep(_ bytes: [UInt8]) {
    kept += bytes.prefix(limit - kept.count)
  }
}
