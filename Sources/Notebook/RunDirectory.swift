import Corpora
import Foundation
import Groundwork

/// Where the results of a run lie: `.workbook/<tier>-<hash>/`, the hash being that of the text, the
/// seed and the code that computes. The text is all that chapters read: the user's own and the general
/// one beside it, the course's where that is here, or the worlds.
///
/// Models are found again only under the same hash, so that no chapter reads what other code, other
/// text or another seed has made. What else a model depends on is in its artifact's own hash.
public struct RunDirectory: Equatable, Sendable {
  public let root: String
  public let path: String
  /// What is shown on a reader's own assumptions lies apart; models and numbers do not hang on them.
  private let shown: String

  /// - Parameters:
  ///   - corpusFingerprint: of all text that is read; nil for the built-in worlds.
  ///   - assumptions: of the reader, in place of the chapter's own.
  public init(
    root: String, tier: Tier, corpusFingerprint: String?, seed: UInt64,
    assumptions: [Assumption: Double] = [:]
  ) {
    let key = "\(corpusFingerprint ?? "built-in")|\(seed)|\(CodeVersion.current(root: root))"
    self.root = root
    path = "\(root)/.workbook/\(tier.rawValue)-\(Checksum.sha256(key).prefix(12))"
    let said = assumptions.map { "\($0.key.rawValue)-\($0.value)" }.sorted()
    shown = ([path] + (said.isEmpty ? [] : [said.joined(separator: "-")])).joined(separator: "/")
  }

  public var charts: String { shown + "/charts" }
  public var artifacts: String { path + "/artifacts" }
  public var results: String { path + "/results.csv" }

  /// What a chapter displayed, for weaving.
  public func outputs(ofChapter folder: String) -> String { "\(shown)/outputs/\(folder).json" }

  /// The run that pages and published charts are made from: lesson tier, seed 1, nobody's own text. Where
  /// the course's real text is here, it is that run; elsewhere, the one on the worlds.
  public static func published(root: String, library: CourseLibrary = .init()) -> RunDirectory {
    RunDirectory(
      root: root, tier: .lesson,
      corpusFingerprint: Notebook.fingerprint(own: [], general: nil, library: library), seed: 1)
  }

  /// The folder of the package: `WORKBOOK_ROOT`, or, where that is not set or empty, where this
  /// file was compiled.
  public static func packageRoot() throws(NotebookError) -> String {
    let compiled = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let named = ProcessInfo.processInfo.environment["WORKBOOK_ROOT"] ?? ""
    let root = named.isEmpty ? compiled : named
    guard FileManager.default.fileExists(atPath: root + "/Package.swift") else {
      throw .rootMissing(path: root)
    }
    return root
  }
}

/// A digest of the library's code that decides what a model becomes.
enum CodeVersion {
  /// Modules whose code shows in numbers; charts, chapters, exercises and the command line do not.
  /// Where the manifest cannot be read, all that there is: rather a model trained again than a stale
  /// one.
  private static func modules(root: String) -> [String] {
    guard let all = try? PackageModule.all(root: root) else {
      return ((try? FileManager.default.contentsOfDirectory(atPath: root + "/Sources")) ?? [])
        .sorted()
    }
    return all.filter { $0.floor < 9 && $0.name != "Figures" }.map(\.name)
  }

  static func current(root: String) -> String {
    var text = ""
    for module in modules(root: root) {
      let folder = "\(root)/Sources/\(module)"
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for name in names.filter({ $0.hasSuffix(".swift") }).sorted() {
        let bytes = (try? AtomicFile.read("\(folder)/\(name)")) ?? []
        text += "\(module)/\(name) \(Checksum.sha256(bytes))\n"
      }
    }
    return Checksum.sha256(text)
  }
}
