/// Files that the tests read, in `Tests/Fixtures`.
public enum Fixtures {
  /// The path of a fixture, wherever the package lies.
  public static func path(_ name: String, file: String = #filePath) -> String {
    let tests = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return tests.joined(separator: "/") + "/Fixtures/" + name
  }
}
