import Groundwork

/// The Markdown of a page as the book takes it: without what only a code-hosting site needs.
struct BookMarkdown {
  /// What stands on the fold over an output that the reader is to predict first.
  static let answer = "Say your guess, then look at what came out"

  /// - Parameter page: a woven page, or any Markdown.
  /// - Returns: Markdown in which every output stands in a `div` of the class `output`. One that
  ///   answers a prediction is folded, unless the page itself has folded it.
  static func prepared(_ page: String) -> String {
    var result: [String] = []
    var (isCode, isPredicted, isAnswer, depth) = (false, false, false, 0)
    let lines = withoutNavigation(page)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode {
        result.append(line)
        continue
      }
      switch line {
      case Weaver.outputBegin:
        let first = lines[(index + 1)...].first { !$0.isEmpty }
        isAnswer = isPredicted && depth == 0 && first?.hasPrefix("<details") != true
        if isAnswer {
          result += ["<details class=\"answer\">", "<summary>\(answer)</summary>", ""]
        }
        result += ["<div class=\"output\">"]
      case Weaver.outputEnd:
        result += ["</div>"] + (isAnswer ? ["", "</details>"] : [])
        isPredicted = false
      default:
        guard !line.hasPrefix("<!--") || !line.hasSuffix("-->") else { continue }
        depth += line.ranges(of: "<details").count - line.ranges(of: "</details").count
        if line.hasPrefix("#") { isPredicted = false }
        if line.contains("**Predict") { isPredicted = true }
        result.append(line)
      }
    }
    return result.joined(separator: "\n") + "\n"
  }

  /// The lines of a page up to the links to other chapters, which a page of the book has of its own.
  static func withoutNavigation(_ page: String) -> [String] {
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard let last = lines.last, last.contains("[All chapters](") else { return lines }
    lines.removeLast()
    while let line = lines.last, line.isEmpty || line == "---" { lines.removeLast() }
    return lines
  }
}

extension BookMarkdown {
  /// The tasks of a chapter's exercises, in its last section; nothing where it has none.
  ///
  /// - Parameter page: the chapter. Where its last section is about the exercises, they join it.
  static func tasks(of exercises: [BookExercise], after page: String) -> String {
    guard !exercises.isEmpty else { return "" }
    let last = page.split(separator: "\n").last { $0.hasPrefix("## ") }
    let heading = last?.hasPrefix("## Exercises") == true ? "" : "## Exercises\n\n"
    let tasks = exercises.map { exercise in
      """
      <details class="exercise" id="\(exercise.anchor)">
      <summary><b>\(exercise.id)</b> \(MarkupText.escaped(exercise.title)) <small>\(exercise.note)</small></summary>

      \(exercise.task)

          \(exercise.command)

      </details>
      """
    }
    return "\n" + heading + tasks.joined(separator: "\n\n") + "\n"
  }
}
