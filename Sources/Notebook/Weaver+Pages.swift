/// What stands on the pages of a chapter.
extension Weaver {
  /// The pages of a chapter: one, or one for each of its parts.
  ///
  /// - Throws: where another chapter's source cannot be read: the pages lead to its.
  public func pages(
    of source: ChapterSource, chapter: String, outputs: ChapterOutputs?
  ) throws -> [WovenPage] {
    var sources = try chapters().map { ($0, $0 == chapter ? source : try self.source($0)) }
    if !sources.contains(where: { $0.0 == chapter }) { sources.append((chapter, source)) }
    return pages(of: source, chapter: chapter, outputs: outputs, among: ChapterPages(sources))
  }

  func pages(
    of source: ChapterSource, chapter: String, outputs: ChapterOutputs?, among all: ChapterPages
  ) -> [WovenPage] {
    var rest = outputs?.outputs ?? []
    let lastFile = source.files.last { $0.cells.contains(where: \.isCode) }?.name
    let own = all.pages(of: chapter)
    return source.parts.enumerated().map { index, part in
      var blocks = [
        source.isOfSections
          ? "<!-- Woven from the Swift files beside it by ./workbook weave; edit those, not this one. -->"
          : "<!-- Woven from main.swift by ./workbook weave; edit that file, not this one. -->"
      ]
      if let title = part.title {
        blocks.append("# " + ChapterPages.title(title, part: index + 1, of: source))
        blocks.append(PartContents.list(of: own, on: index))
      }
      var cells = Self.blocks(of: part.files, outputs: &rest, lastFile: lastFile)
      if index == 0, own.count > 1, let first = cells.first {
        // Below the title, which the first cell begins with.
        let end = first.firstIndex(of: "\n") ?? first.endIndex
        cells[0] = first[..<end] + "\n\n" + PartContents.list(of: own, on: index) + first[end...]
      }
      blocks += cells + [navigation(chapter, own[index], among: all)]
      let text = blocks.joined(separator: "\n\n") + "\n"
      let name = own[index].name
      return WovenPage(name: name, text: all.relinked(text, at: "Chapters/\(chapter)/\(name)"))
    }
  }

  /// Prose, code and outputs of some files.
  ///
  /// - Parameters:
  ///   - rest: the outputs that stand nowhere yet.
  ///   - lastFile: the last file of the chapter that has code, to which everything belongs that is left.
  private static func blocks(
    of files: [ChapterSource.File], outputs rest: inout [ChapterOutputs.Output], lastFile: String?
  ) -> [String] {
    var blocks: [String] = []
    // A reader who has been asked to predict does not see the answer before asking for it.
    var isPredicting = false
    for file in files {
      let lastCell = file.cells.lastIndex(where: \.isCode)
      for (index, cell) in file.cells.enumerated() {
        switch cell {
        case .prose(let text, _):
          blocks.append(text)
          isPredicting = asksForPrediction(text, isAsked: isPredicting)
        case .code(let text, let lines, let fold):
          let code = "```swift\n\(text)\n```"
          blocks.append(fold.map { folded(code, under: $0) } ?? code)
          // An output of a line belongs to the cell that holds the line; the file's last cell takes
          // the rest of the file, and the chapter's what is left.
          let own = rest.filter { output in
            (output.file == file.name && (index == lastCell || output.line <= lines.upperBound))
              || (index == lastCell && file.name == lastFile)
          }
          rest.removeAll { own.contains($0) }
          if !own.isEmpty {
            let joined = joined(own.map(\.markdown))
            let shown = isPredicting ? folded(joined, under: answer) : joined
            blocks.append("\(outputBegin)\n\n\(shown)\n\n\(outputEnd)")
            isPredicting = false
          }
        }
      }
    }
    return blocks
  }

  /// What a prediction's paragraph is called, and what its output is folded under.
  private static let prediction = "**Predict.**"
  private static let answer = "Your prediction first; then open what came out."

  /// A question holds until its answer has come, or until another section begins.
  private static func asksForPrediction(_ prose: String, isAsked: Bool) -> Bool {
    let lines = prose.split(separator: "\n")
    let heading = lines.lastIndex { $0.hasPrefix("#") }
    return lines[(heading ?? 0)...].contains { $0.contains(prediction) }
      || isAsked && heading == nil
  }

  /// Markdown that opens on a click.
  private static func folded(_ markdown: String, under title: String) -> String {
    "<details>\n<summary>\(title)</summary>\n\n\(markdown)\n\n</details>"
  }

  /// Claims that follow each other are one quotation.
  private static func joined(_ outputs: [String]) -> String {
    var text = ""
    var previous = ""
    for output in outputs {
      let isRun = previous.hasPrefix("> ") && output.hasPrefix("> ")
      text += previous.isEmpty ? output : (isRun ? "\n>\n" : "\n\n") + output
      previous = output
    }
    return text
  }

  private func navigation(
    _ chapter: String, _ page: ChapterPages.Page, among all: ChapterPages
  ) -> String {
    let turns = all.chapters.flatMap { folder, pages in
      pages.enumerated().map { index, page in
        (
          folder: folder, name: page.name,
          label: pages.count > 1 ? "\(folder), part \(index + 1)" : folder
        )
      }
    }
    guard let place = turns.firstIndex(where: { $0.folder == chapter && $0.name == page.name })
    else { return "" }
    func link(to index: Int, _ mark: (String) -> String) -> String {
      let turn = turns[index]
      let way = turn.folder == chapter ? "" : "../\(turn.folder)/"
      return "[\(mark(turn.label))](\(way)\(turn.name))"
    }
    var links = ["[All chapters](../../README.md)"]
    if place > 0 { links.insert(link(to: place - 1) { "← \($0)" }, at: 0) }
    if place + 1 < turns.count { links.append(link(to: place + 1) { "\($0) →" }) }
    return "---\n\n" + links.joined(separator: " · ")
  }
}
