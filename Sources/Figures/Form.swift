extension Figure {
  /// The page that a figure is drawn for.
  public enum Form: Sendable, CaseIterable {
    /// As the figure says: a desk's screen, paper.
    case wide
    /// A phone held upright: 400 pixels across, with letters as large as on a wide page.
    case narrow

    /// What stands between a file's name and its ending: `05-loss.narrow.svg`.
    public var suffix: String { self == .narrow ? ".narrow" : "" }
  }

  /// A drawing's file name in its narrow form: of `05-loss.svg`, `05-loss.narrow.svg`.
  public static func narrowName(of path: String) -> String? {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    return path[..<dot] + Form.narrow.suffix + path[dot...]
  }
}
