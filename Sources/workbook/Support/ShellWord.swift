/// Words of commands that are printed to be typed.
enum ShellWord {
  /// A word as a shell takes it for one: in quotation marks where it holds more than letters, digits and
  /// the marks of paths.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "/._-+=:@%,".unicodeScalars.contains($0)
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
