import Foundation

/// Paths as short as they can be and still be told apart: their last parts.
enum ShortNames {
  static func of(_ paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: "/").map(String.init) }
    return paths.indices.map { index in
      for count in 1..<max(2, parts[index].count) {
        let name = parts[index].suffix(count)
        let others = paths.indices.filter { $0 != index && paths[$0] != paths[index] }
        if !name.isEmpty, !others.contains(where: { parts[$0].suffix(count) == name }) {
          return name.joined(separator: "/")
        }
      }
      return paths[index]
    }
  }
}
