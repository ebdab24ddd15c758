import WorkbookCore

/// What `runs` says of the runs that it has found.
struct RunsReport {
  private let compared: RunComparison
  private var runs: [RunRecord] { compared.runs }

  init(_ runs: [RunRecord]) { compared = RunComparison(runs) }

  /// A few lines a run.
  var list: String {
    runs.map { run in
      var lines = ["\(run.folder)  \(run.state)"]
      if case .inUse(_, let owner?) = run.state { lines[0] += ", by \(owner)" }
      func add(_ parts: [String?]) {
        let known = parts.compactMap { $0 }
        if !known.isEmpty { lines.append("  " + known.joined(separator: "; ")) }
      }
      add([
        run["corpus"], run["shape"], run["parameters"].map { "\($0) parameters" },
        run["tokens"].map { "\($0) tokens" }, run["learning rate"].map { "rate \($0)" },
      ])
      add([
        run["held-out loss"].map { "held-out loss \($0)" },
        run["bits a byte"].map { "\($0) bits a byte" },
        run["training loss"].map { "training loss \($0)" }, run["time"],
      ])
      add([run["command"]])
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// A column a run: what differs first, then the results, then what is the same.
  var comparison: String {
    let header = RunComparison.Row(name: "", values: compared.names)
    let table = columns([header] + compared.differing + compared.results)
    guard !compared.common.isEmpty else { return table }
    let same = compared.common.map { "\($0.name) \($0.value)" }.joined(separator: "; ")
    return table + "\n\n" + Console.wrapped("the same in all: " + same)
      + (compared.hasOneTokenizer
        ? "" : "\nthe tokenizers differ: compare bits a byte, not losses a token")
  }

  /// The longest cell; beyond it, its end is left out.
  private static let widest = 32

  private func columns(_ rows: [RunComparison.Row]) -> String {
    let cells = rows.map { row in
      ([row.name] + row.values).map {
        $0.count > Self.widest ? $0.prefix(Self.widest - 1) + "…" : $0
      }
    }
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  func json(_ files: [String]) -> JSONValue {
    func object(_ entries: [RunRecord.Entry]) -> JSONValue {
      .object(
        JSONObject(members: entries.map { .init($0.name, $0.json) }))
    }
    return [
      "runs": .array(
        runs.map { run in
          [
            "folder": .text(run.folder), "state": .text("\(run.state)"),
            "settings": object(run.settings), "results": object(run.results),
          ]
        }),
      "differing": .array(
        runs.count > 1 ? compared.differing.map { .text($0.name) } : []),
      "files": .array(files.map { .text($0) }),
    ]
  }

  /// What one may want to do now.
  func next(isComparison: Bool, isDrawn: Bool) -> String? {
    let words = runs.prefix(3).map { ShellWord.quoted($0.folder) }.joined(separator: " ")
    if isComparison {
      return isDrawn ? nil : "./workbook runs \(words) --out DIR draws their losses"
    }
    if runs.count > 1 { return "./workbook runs \(words) compares some of them" }
    guard let run = runs.first else { return nil }
    let model = ShellWord.quoted(run.folder)
    return switch run.state {
    case .finished: "./workbook evaluate --model \(model) --corpus TEXT"
    case .unfinished, .diverged: "the same ./workbook pretrain with --resume goes on from there"
    default: nil
    }
  }
}
