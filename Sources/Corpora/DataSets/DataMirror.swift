import Foundation

/// A copy of the hosts that data sets come from: a folder, or an http address, that has each file
/// under `host/path`.
public enum DataMirror: Sendable, Equatable {
  case folder(String)
  case address(String)

  /// What `WORKBOOK_DATA_MIRROR` names; nil where it is not set or empty.
  ///
  /// - Throws: `DataSetError.badMirror` for what is neither a folder nor an http address.
  public init?(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(DataSetError) {
    guard let value = environment["WORKBOOK_DATA_MIRROR"], !value.isEmpty else { return nil }
    var trimmed = value
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    if trimmed.hasPrefix("http://") || trimmed.hasPrefix("https://") {
      self = .address(trimmed)
      return
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: value, isDirectory: &isFolder), isFolder.boolValue
    else { throw .badMirror(value) }
    self = .folder(trimmed)
  }
}
