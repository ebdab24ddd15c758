import Foundation

/// A chapter as the package lays it out.
struct Chapter: Equatable {
  let number: Int
  /// `02-Attention`.
  let folder: String

  /// `chapter-02-attention`, `chapter-07-scaling-laws`.
  var product: String {
    var slug = ""
    for character in folder.dropFirst(3) {
      if character.isUppercase && !slug.isEmpty { slug += "-" }
      slug += character.lowercased()
    }
    return String(format: "chapter-%02d-%@", number, slug)
  }

  /// The chapters in reading order, from the folders `Chapters/NN-Name`.
  static func all(root: String) throws -> [Chapter] {
    let folder = root + "/Chapters"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw InputError("\(folder): cannot be read; is this the whole workbook?")
    }
    return names.sorted().compactMap { name in
      guard name.count > 3, let number = Int(name.prefix(2)), name.dropFirst(2).first == "-",
        FileManager.default.fileExists(atPath: "\(folder)/\(name)/main.swift")
      else { return nil }
      return Chapter(number: number, folder: name)
    }
  }

  /// The chapters of some numbers, or all of them.
  static func chosen(_ numbers: [Int], root: String) throws -> [Chapter] {
    let all = try all(root: root)
    guard !numbers.isEmpty else { return all }
    return try numbers.map { number in
      guard let chapter = all.first(where: { $0.number == number }) else {
        let known = all.map { String($0.number) }.joined(separator: " ")
        throw InputError("there is no chapter \(number); the chapters are \(known)")
      }
      return chapter
    }
  }
}
