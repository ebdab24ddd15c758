import Foundation
import Groundwork

/// What one of the paths that somebody gave comes to: files, each with the part that it belongs to.
struct TextSource {
  struct Entry {
    let file: TextFolder.File
    var part: DocumentSplit.Part?
  }

  let path: String
  /// Whether files that are no text are passed over.
  let isFolder: Bool
  var entries: [Entry]
  var strays: [(path: String, reason: TextFileReader.Note.Reason)] = []
  var recognized: [String] = []

  /// The sources of some paths, in their order; a cleaned folder that several of them lead to is taken
  /// once.
  static func sources(
    _ paths: [String], purpose: TextFileReader.Purpose
  ) throws -> [TextSource] {
    // A part by itself counts as one where its training part is divided too.
    var divided: Set<String> = []
    for path in paths {
      if let folder = try CleanedFolder(path) {
        divided.insert(folder.identity)
      } else if purpose == .division, let (folder, part) = try CleanedFolder.holding(path),
        part == .training
      {
        divided.insert(folder.identity)
      }
    }
    var taken: Set<String> = []
    var sources: [TextSource] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CorpusError.missing(path: path)
      }
      if isFolder.boolValue {
        if let folder = try CleanedFolder(path) {
          guard taken.insert(folder.identity).inserted else { continue }
          sources.append(cleaned(folder, path: path, purpose))
        } else {
          sources.append(try everything(in: path, purpose))
        }
        continue
      }
      if purpose == .division, let (folder, _) = try CleanedFolder.holding(path),
        divided.contains(folder.identity)
      {
        guard taken.insert(folder.identity).inserted else { continue }
        sources.append(cleaned(folder, path: path, purpose))
        continue
      }
      sources.append(
        TextSource(path: path, isFolder: false, entries: [Entry(file: TextFolder.File(path))]))
    }
    return sources
  }

  private static func cleaned(
    _ folder: CleanedFolder, path: String, _ purpose: TextFileReader.Purpose
  ) -> TextSource {
    TextSource(
      path: path, isFolder: false, entries: folder.entries(purpose),
      recognized: [folder.line(purpose)])
  }

  /// Everything in a folder; cleaned folders below it are recognized too.
  private static func everything(
    in folder: String, _ purpose: TextFileReader.Purpose
  ) throws(CorpusError) -> TextSource {
    try refuseShards(in: folder)
    let contents = try TextFolder.contents(of: folder)
    var cleaned: [String: CleanedFolder] = [:]
    for file in contents.files where file.name == CleanedFolder.reportName {
      cleaned[file.folder] = try CleanedFolder(file.folder)
    }
    var source = TextSource(
      path: folder, isFolder: true, entries: [], strays: contents.strays)
    var taken: Set<String> = []
    for file in contents.files {
      guard let found = cleaned[file.folder], found.owns(file.name) else {
        source.entries.append(Entry(file: file))
        continue
      }
      guard taken.insert(file.folder).inserted else { continue }
      source.entries += found.entries(purpose)
      source.recognized.append(found.line(purpose))
    }
    return source
  }

  /// A folder of token shards holds a tokenizer's file as well, which would pass for its text.
  private static func refuseShards(in folder: String) throws(CorpusError) {
    let path = "\(folder)/\(DocumentSplit.Part.training.rawValue).tokens"
    guard let shard = try? MappedFile(path: path) else { return }
    if shard.bytes.buffer.starts(with: TokenShardLayout.magic) { throw .shards(path: folder) }
  }
}
