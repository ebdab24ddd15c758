import Foundation
import Groundwork

/// Folders of text files.
enum TextFolder {
  /// A file as the system knows it and as people read it.
  struct File: Sendable {
    /// The path's bytes: names need not be UTF-8.
    let bytes: [UInt8]

    /// The path, bytes that are no UTF-8 as `\xE9`.
    var path: String {
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      return TextFolder.readable(bytes)
    }

    var name: String { (path as NSString).lastPathComponent }
    var folder: String { (path as NSString).deletingLastPathComponent }

    init(bytes: [UInt8]) { self.bytes = bytes }
    init(_ path: String) { bytes = Array(path.utf8) }
  }

  /// What a folder holds that may be text, and what it holds that cannot be opened.
  struct Contents {
    var files: [File] = []
    var strays: [(path: String, reason: TextFileReader.Note.Reason)] = []
  }

  /// What the texts of some paths are called together: their last parts.
  static func name(of paths: [String]) -> String {
    paths.map { ($0 as NSString).lastPathComponent }.joined(separator: " + ")
  }

  /// The files in a folder and below it, in the order of the paths' bytes, without hidden ones.
  ///
  /// Links are followed. A folder or file that is there by itself as well is taken once, under its
  /// own name, and so a ring of links ends.
  static func contents(of folder: String) throws(CorpusError) -> Contents {
    var walk = Walk()
    var root = Array(folder.utf8)
    while root.count > 1, root.last == UInt8(ascii: "/") { root.removeLast() }
    guard walk.enter(root) else {
      throw .unreadable(path: folder, reason: String(cString: strerror(errno)).lowercased())
    }
    // What links lead to comes after what stands here by itself.
    while !walk.links.isEmpty {
      let links = walk.links.sorted { $0.lexicographicallyPrecedes($1) }
      walk.links = []
      for link in links { walk.follow(link) }
    }
    var contents = walk.contents
    contents.files.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    return contents
  }

  /// Bytes as text: those that are in no valid sequence as `\xE9`.
  static func readable(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      var text = ""
      var i = 0
      while i < bytes.count {
        let length = bytes[i] < 0x80 ? 1 : UTF8Validation.sequenceLength(bytes, i)
        if length == 0 {
          text += String(format: "\\x%02X", Int(bytes[i]))
        } else {
          text += String(decoding: bytes[i..<i + length], as: UTF8.self)
        }
        i += max(length, 1)
      }
      return text
    }
  }

  /// One walk through a folder.
  private struct Walk {
    /// What a file or a folder is, whatever it is called.
    struct Identity: Hashable {
      let device: UInt64
      let number: UInt64

      init(_ status: stat) {
        (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
      }
    }

    var contents = Contents()
    var links: [[UInt8]] = []
    private var seen: Set<Identity> = []

    /// Takes everything in a folder and below it but links; false where the folder cannot be read.
    ///
    /// - Parameter isLinked: whether a link led here: then what is known is not taken again.
    mutating func enter(_ root: [UInt8], isLinked: Bool = false) -> Bool {
      var folders = [root]
      var isFirst = true
      while let folder = folders.popLast() {
        var status = stat()
        guard TextFolder.status(folder, &status), let names = TextFolder.names(in: folder) else {
          if isFirst { return false }
          contents.strays.append((TextFolder.readable(folder), .unreadable))
          continue
        }
        isFirst = false
        guard seen.insert(Identity(status)).inserted else { continue }
        for name in names {
          let path = (folder == [UInt8(ascii: "/")] ? [] : folder) + [UInt8(ascii: "/")] + name
          guard TextFolder.status(path, &status, followsLinks: false) else { continue }
          switch status.st_mode & S_IFMT {
          case S_IFLNK: links.append(path)
          case S_IFDIR: folders.append(path)
          case S_IFREG:
            let isNew = seen.insert(Identity(status)).inserted
            if isNew || !isLinked { contents.files.append(File(bytes: path)) }
          default: contents.strays.append((TextFolder.readable(path), .special))
          }
        }
      }
      return true
    }

    mutating func follow(_ link: [UInt8]) {
      var status = stat()
      guard TextFolder.status(link, &status) else {
        contents.strays.append((TextFolder.readable(link), .brokenLink))
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        if !enter(link, isLinked: true) {
          contents.strays.append((TextFolder.readable(link), .unreadable))
        }
      case S_IFREG:
        if seen.insert(Identity(status)).inserted { contents.files.append(File(bytes: link)) }
      default: contents.strays.append((TextFolder.readable(link), .special))
      }
    }
  }

  private static func status(
    _ path: [UInt8], _ status: inout stat, followsLinks: Bool = true
  ) -> Bool {
    (path + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { name in
        guard let name = name.baseAddress else { return false }
        return (followsLinks ? stat(name, &status) : lstat(name, &status)) == 0
      }
    }
  }

  /// The names in a folder that are not hidden; nil where it cannot be read.
  private static func names(in folder: [UInt8]) -> [[UInt8]]? {
    let stream = (folder + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.flatMap { opendir($0) } }
    }
    guard let stream else { return nil }
    defer { closedir(stream) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      // An entry ends with its name: the rest of the structure need not be there.
      let name = UnsafeRawPointer(entry) + offset
      let length = strlen(name.assumingMemoryBound(to: CChar.self))
      let bytes = [UInt8](UnsafeRawBufferPointer(start: name, count: length))
      if bytes.first != UInt8(ascii: ".") { names.append(bytes) }
    }
    return names
  }
}
