/// A woven page as cells: prose, code, and what the code displayed.
struct JupyterCells {
  /// A cell of a notebook.
  struct Cell: Equatable {
    var source: String
    var isCode: Bool
    /// Each of Markdown, in the order of the page.
    var outputs: [String] = []
    /// What stands on the fold over the cell; nil where it is open.
    var fold: String?
    /// Whether the outputs answer a prediction, and wait to be looked at.
    var hidesOutputs = false
  }

  private(set) var cells: [Cell] = []
  private var prose: [String] = []
  private var code: [String]?
  private var output: [String]?
  private var isOutputCode = false
  private var isPredicted = false
  private var fold: String?

  /// - Parameter page: the page's Markdown, with the marks around its outputs.
  static func cells(of page: String) -> [Cell] {
    var reader = JupyterCells()
    for line in BookMarkdown.withoutNavigation(page) { reader.read(line) }
    reader.endProse()
    return reader.cells
  }

  private mutating func read(_ line: String) {
    if let lines = code {
      if line.hasPrefix("```") {
        cells.append(Cell(source: lines.joined(separator: "\n"), isCode: true, fold: fold))
        code = nil
      } else {
        code = lines + [line]
      }
    } else if output != nil {
      readOutput(line)
    } else if line == Weaver.outputBegin {
      endProse()
      output = []
    } else if line == "```swift" {
      endProse()
      code = []
    } else if line.hasPrefix("<details") || line.hasPrefix("</details") {
      // A notebook folds cells by their metadata.
      endProse()
      fold = line.hasPrefix("</") ? nil : line.replacing(#/<[^>]*>/#, with: "")
    } else if fold != nil, line.hasPrefix("<summary") {
      fold = line.replacing(#/<[^>]*>/#, with: "")
    } else if !line.hasPrefix("<!--") || !line.hasSuffix("-->") {
      // A section is a cell of its own.
      if line.hasPrefix("## ") {
        endProse()
        isPredicted = false
      }
      isPredicted = isPredicted || line.contains("**Predict")
      prose.append(line)
    }
  }

  private mutating func readOutput(_ line: String) {
    guard line == Weaver.outputEnd, let lines = output else {
      if line.hasPrefix("```") { isOutputCode.toggle() }
      let isFold = line.hasPrefix("<details") || line.hasPrefix("</details")
      guard isOutputCode || !(isFold || line.hasPrefix("<summary")) else {
        isPredicted = true
        return
      }
      output?.append(line)
      return
    }
    output = nil
    let shown = Self.parts(of: lines)
    // Outputs stand below the code that made them.
    guard let place = cells.lastIndex(where: \.isCode), !shown.isEmpty else { return }
    cells[place].outputs += shown
    cells[place].hidesOutputs = isPredicted || fold != nil
    isPredicted = false
  }

  private mutating func endProse() {
    while prose.first?.isEmpty == true { prose.removeFirst() }
    while prose.last?.isEmpty == true { prose.removeLast() }
    if !prose.isEmpty { cells.append(Cell(source: prose.joined(separator: "\n"), isCode: false)) }
    prose = []
  }

  /// An output's pictures and what stands between them.
  private static func parts(of lines: [String]) -> [String] {
    var parts: [[String]] = [[]]
    for line in lines {
      if line.hasPrefix("![") {
        parts += [[line], []]
      } else {
        parts[parts.count - 1].append(line)
      }
    }
    return parts.map { part in
      var part = part[...]
      while part.first?.isEmpty == true { part.removeFirst() }
      while part.last?.isEmpty == true { part.removeLast() }
      return part.joined(separator: "\n")
    }.filter { !$0.isEmpty }
  }
}
