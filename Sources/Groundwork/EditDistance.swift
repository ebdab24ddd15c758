/// How far two words lie apart.
public enum EditDistance {
  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into another
  /// (Damerau 1964, restricted to one edit a place), counted in bytes of UTF-8.
  ///
  ///     EditDistance.between("pretrian", "pretrain")     // 1
  ///
  /// - Complexity: O(first · second).
  public static func between(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first.utf8), Array(second.utf8))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
