import Groundwork

extension CleaningReport {
  /// The report as text: one line a rule, and its examples below it.
  public var text: String {
    func documents(_ count: Int) -> String { Plural.count(count, "document") }
    var lines = [
      "in       \(documents(inputDocuments)), \(ByteCount.text(inputBytes))",
      "kept     \(documents(keptDocuments)), \(ByteCount.text(keptBytes))",
    ]
    for part in parts where part.documents > 0 {
      lines.append(
        "         \(part.name): \(documents(part.documents)), \(ByteCount.text(part.bytes))")
    }
    lines.append("dropped  \(documents(inputDocuments - keptDocuments))")
    for drop in drops {
      lines.append(
        "         \(drop.rule): \(documents(drop.documents)), \(ByteCount.text(drop.bytes))")
      for example in drop.examples {
        lines.append("           \(example.document) (\(example.detail)): \(example.excerpt)")
      }
    }
    let stand = Plural.of(removedLines, "stands", "stand")
    lines.append(
      "removed  \(Plural.count(removedLines, "line")) that \(stand) in "
        + "\(documents(boilerplateThreshold)) or more, \(ByteCount.text(removedLineBytes)) in "
        + documents(documentsWithBoilerplate))
    for line in removedLineExamples {
      lines.append("           in \(documents(line.documents)): \(line.text)")
    }
    lines.append(
      "changed  \(Plural.count(normalization.lineEnds, "line end")), "
        + "\(Plural.count(normalization.spaces, "space")), "
        + "\(Plural.count(normalization.removedCharacters, "character")) removed, "
        + "\(Plural.count(normalization.composedLines, "line")) composed, "
        + "\(Plural.count(normalization.emptyLines, "empty line")) removed")
    for file in files { lines.append("file     \(file.summary)") }
    lines.append(
      "together \(Plural.count(kinGroups, "group")) of similar documents, each within one part")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What to say of parts that are a single document.
  public var notices: [TextNotice] {
    parts.filter { $0.name != DocumentSplit.Part.training.rawValue }.compactMap {
      DocumentSplit.notice(part: $0.name, documents: $0.documents, of: keptDocuments)
    }
  }
}
