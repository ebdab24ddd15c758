import Corpora
import Foundation
import Groundwork

/// A kind of text that the course speaks of, with the data sets that stand for it.
public enum CourseField: String, CaseIterable, Sendable {
  case general, finance, law, medicine

  /// What `DataSet.named` knows its texts by.
  var dataSetNames: [String] {
    switch self {
    case .general: ["gutenberg"]
    case .finance: ["fomc", "tatqa"]
    case .law: ["contracts"]
    case .medicine: ["pubmedqa"]
    }
  }

  /// The data sets, in their order.
  public var dataSets: [DataSet] {
    dataSetNames.compactMap { name in DataSet.all.first { $0.name == name } }
  }

  /// The share of the bytes that is held out. Novels are few, and one alone would be one voice.
  var heldOutFraction: Double { self == .general ? 0.2 : 0.1 }

  /// What the text is, for a sentence.
  var contents: String {
    switch self {
    case .general: "novels"
    case .finance: "central bank minutes and annual reports"
    case .law: "contracts"
    case .medicine: "abstracts of medical papers"
    }
  }
}

extension DataSet {
  /// What the course's groups of data sets are called where data sets are named.
  public static let courseName = "course"

  /// The data sets of the course's real text, every field's.
  public static var course: [DataSet] { CourseField.allCases.flatMap(\.dataSets) }
}

/// Where the course's real text lies once it is here: in the cache, or in a mirror that is a folder.
///
///     let library = CourseLibrary()
///     library.isComplete                          // whether all of it is here
///     try library.corpus(of: .law).byteCount
public struct CourseLibrary: Sendable {
  private let caches: [DataSetCache]

  /// - Parameter environment: names the cache's folder and the mirror, see `DataSetCache`, `DataMirror`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    var caches = (try? DataSetCache.standard(environment: environment)).map { [$0] } ?? []
    if case .folder(let folder)? = try? DataMirror(environment: environment) {
      caches.append(DataSetCache(folder: folder))
    }
    self.caches = caches
  }

  private func cache(of set: DataSet) -> DataSetCache? {
    caches.first { $0.presentCount(set) == set.files.count }
  }

  /// Whether all data sets of a field are here. Sizes are compared, not digests.
  public func holds(_ field: CourseField) -> Bool {
    field.dataSets.allSatisfy { cache(of: $0) != nil }
  }

  /// Whether every field's text is here.
  public var isComplete: Bool { CourseField.allCases.allSatisfy(holds) }

  /// The fields whose text is not here.
  public var missing: [CourseField] { CourseField.allCases.filter { !holds($0) } }

  /// A field's documents, read from files whose size and SHA-256 were found right.
  ///
  /// - Throws: `DataSetError` where files are absent or damaged.
  public func corpus(of field: CourseField) throws -> Corpus {
    let corpora = try field.dataSets.map { set in
      guard let cache = cache(of: set) else {
        throw DataSetError.notCached(
          name: set.name, missing: set.files.count, files: set.files.count)
      }
      return try cache.corpus(of: set)
    }
    return Corpus.joined(corpora, name: field.rawValue)
  }

  /// A digest of what fields' files must be, known without reading them.
  static func fingerprint(of fields: [CourseField]) -> String {
    Checksum.sha256(
      fields.flatMap(\.dataSets).flatMap(\.files).map(\.sha256).joined(separator: " "))
  }
}
