import Foundation

/// A Markdown file that becomes a page.
struct BookSource {
  let name: String
  let path: String
  let kind: BookPage.Kind
  var language = "en"
  /// Whether the chapter goes on on another page.
  var goesOn = false

  var number: Int? {
    if case .chapter(let number, _) = kind { number } else { nil }
  }

  /// The exercises whose tasks the page ends with: the chapter's, at the chapter's end.
  func exercises(among all: [BookExercise]) -> [BookExercise] {
    goesOn ? [] : all.filter { $0.chapter == number }
  }

  /// `07-ScalingLaws` is `07-scaling-laws`.
  static func slug(_ folder: String) -> String {
    var slug = ""
    for character in folder {
      if character.isUppercase, slug.last?.isLetter == true { slug += "-" }
      slug += character.lowercased()
    }
    return slug
  }

  /// The pages of a workbook: its front, its chapters, and what lies beside them.
  static func all(root: String) -> [BookSource] {
    func exists(_ path: String) -> Bool {
      FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }
    let folder = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Chapters")) ?? []
    var sources = [BookSource(name: "index", path: "README.md", kind: .front)]
    for name in folder.sorted() {
      guard let number = Int(name.prefix(2)), name.dropFirst(2).first == "-" else { continue }
      let pages = WovenPage.names(in: "\(root)/Chapters/\(name)")
      for (index, page) in pages.enumerated() {
        sources.append(
          BookSource(
            name: slug(name) + (index > 0 ? "-\(index + 1)" : ""), path: "Chapters/\(name)/\(page)",
            kind: .chapter(number, part: index + 1), goesOn: index + 1 < pages.count))
      }
    }
    sources.append(BookSource(name: "exercises", path: "Exercises/README.md", kind: .appendix))
    for name in folder.sorted() where name.hasSuffix(".md") && name != "README.md" {
      let stem = name.dropLast(".md".count).lowercased()
      sources.append(BookSource(name: stem, path: "Chapters/\(name)", kind: .appendix))
    }
    sources.append(
      BookSource(name: "index-zh", path: "README.zh.md", kind: .appendix, language: "zh"))
    return sources.filter { exists($0.path) }
  }
}
