import Groundwork

/// Documents from the JSON of question-answering collections.
public enum DataSetJSON {
  /// TAT-QA: a document for each table, of the paragraphs around it in their order.
  ///
  /// - Throws: `DataSetError.malformed`, which names the element.
  public static func reportParagraphs(_ bytes: [UInt8], name: String) throws -> [Document] {
    guard let reports = try parse(bytes, name).array else {
      throw malformed(name, "a list of reports is expected")
    }
    return try reports.enumerated().map { index, report in
      guard let paragraphs = report.object?["paragraphs"]?.array else {
        throw malformed(name, "report \(index) has no list 'paragraphs'")
      }
      let ordered = try paragraphs.map { paragraph -> (order: Int, text: String) in
        guard let text = paragraph.object?["text"]?.text,
          let order = paragraph.object?["order"]?.integer
        else { throw malformed(name, "report \(index) has a paragraph without 'text' and 'order'") }
        return (order, text)
      }
      let texts = ordered.enumerated()
        .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
      return Document(
        name: "\(name)#\(index + 1)",
        text: texts.map(\.element.text).joined(separator: "\n\n") + "\n")
    }
  }

  /// PubMedQA: a document for each abstract, of its sections and its conclusion.
  ///
  /// - Throws: `DataSetError.malformed`, which names the member.
  public static func abstracts(_ bytes: [UInt8], name: String) throws -> [Document] {
    guard let papers = try parse(bytes, name).object else {
      throw malformed(name, "an object with a member for each paper is expected")
    }
    return try papers.members.map { member in
      guard let sections = member.value.object?["CONTEXTS"]?.array?.map(\.text),
        let conclusion = member.value.object?["LONG_ANSWER"]?.text
      else { throw malformed(name, "paper \(member.name) has no 'CONTEXTS' and 'LONG_ANSWER'") }
      let texts = sections.compactMap(\.self) + [conclusion]
      return Document(
        name: "\(name)#\(member.name)", text: texts.joined(separator: "\n\n") + "\n")
    }
  }

  private static func parse(_ bytes: [UInt8], _ name: String) throws -> JSONValue {
    do {
      return try StrictJSON.parse(bytes)
    } catch {
      throw malformed(name, "byte \(error.byte): \(error.problem)")
    }
  }

  private static func malformed(_ name: String, _ problem: String) -> DataSetError {
    DataSetError.malformed(path: name, problem: problem)
  }
}
