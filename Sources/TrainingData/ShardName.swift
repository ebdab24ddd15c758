import Foundation

/// A token shard as a user names it: a path, and perhaps a weight.
public struct ShardName: Hashable, Sendable {
  /// A file, or a folder that `ShardedCorpus` wrote.
  public let path: String
  public let weight: Double?

  /// A path as it is, without a weight.
  init(path: String) { (self.path, weight) = (path, nil) }

  /// - Parameter text: `path` or `path=weight`; a file whose name looks like the latter is taken as
  ///   it is.
  public init(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, let weight = Double(last),
      !FileManager.default.fileExists(atPath: text)
    {
      path = parts.dropLast().joined(separator: "=")
      self.weight = weight
    } else {
      path = text
      weight = nil
    }
  }

  var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The file with a part's tokens: in the folder, or the path itself.
  func file(_ part: String) -> String { isFolder ? ShardedCorpus.path(part, in: path) : path }

  /// What sources are called in metrics: the last part of the path, or all of it where two share that.
  static func columns(_ names: [ShardName]) -> [String] {
    let short = names.map {
      let last = ($0.path as NSString).lastPathComponent
      return (last.hasSuffix(".tokens") ? String(last.dropLast(7)) : last)
        .replacingOccurrences(of: ",", with: " ")
    }
    guard Set(short).count < short.count else { return short }
    return names.map { $0.path.replacingOccurrences(of: ",", with: " ") }
  }
}
