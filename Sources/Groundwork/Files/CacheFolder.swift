import Foundation

/// The folder for what can be had again: data sets, and measurements of this machine.
public enum CacheFolder {
  /// `$XDG_CACHE_HOME/pretraining-workbook`, else `~/.cache/pretraining-workbook`; nil where neither variable
  /// names a folder.
  public static func path(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    // A path that is not absolute is to be ignored (XDG Base Directory Specification).
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return folder + "/pretraining-workbook"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.cache/pretraining-workbook"
  }
}
