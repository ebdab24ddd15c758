/// How the workbook asks for a build.
public enum SwiftBuild {
  /// The arguments of `swift` that build a product of a package.
  ///
  /// Compiler flags are part of what a build is kept under, and at a terminal `swift build` adds one
  /// for colours. Without this option a build from a terminal and one from a pipe undo each other.
  public static func arguments(product: String, root: String) -> [String] {
    [
      "build", "-c", "release", "--no-color-diagnostics", "--package-path", root, "--product",
      product,
    ]
  }
}
