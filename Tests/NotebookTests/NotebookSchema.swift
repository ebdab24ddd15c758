import Groundwork

/// What the schema of nbformat 4.5 demands of a notebook, written out by hand.
///
/// Source: `nbformat.v4.5.schema.json` of the Jupyter project.
struct NotebookSchema {
  private(set) var problems: [String] = []

  /// One line a problem; empty for a valid notebook.
  static func problems(of bytes: [UInt8]) -> [String] {
    do {
      var schema = NotebookSchema()
      schema.notebook(try StrictJSON.parse(bytes))
      return schema.problems
    } catch {
      return ["\(error)"]
    }
  }

  private mutating func fail(_ place: String, _ problem: String) {
    problems.append("\(place): \(problem)")
  }

  /// The members of an object that has all of these keys, and no others than the optional ones.
  private mutating func object(
    _ value: JSONValue?, _ place: String, needs keys: [String], may optional: [String]? = nil
  ) -> [String: JSONValue] {
    guard let object = value?.object else {
      fail(place, "is no object")
      return [:]
    }
    let members = Dictionary(object.members.map { ($0.name, $0.value) }) { first, _ in first }
    if members.count != object.members.count { fail(place, "has a key twice") }
    for key in keys where members[key] == nil { fail(place, "lacks \(key)") }
    if let optional {
      for key in members.keys where !(keys + optional).contains(key) { fail(place, "has \(key)") }
    }
    return members
  }

  private mutating func text(_ value: JSONValue?, _ place: String) {
    if value?.text == nil { fail(place, "is no string") }
  }

  /// A string, or a list of strings.
  private mutating func lines(_ value: JSONValue?, _ place: String) {
    let isText = value?.text != nil || value?.array?.allSatisfy { $0.text != nil } == true
    if !isText { fail(place, "is neither a string nor a list of strings") }
  }

  private mutating func notebook(_ value: JSONValue) {
    let top = object(
      value, "notebook", needs: ["metadata", "nbformat_minor", "nbformat", "cells"], may: [])
    if top["nbformat"]?.integer != 4 { fail("nbformat", "is not 4") }
    if (top["nbformat_minor"]?.integer ?? 0) < 5 { fail("nbformat_minor", "is below 5") }
    let metadata = object(top["metadata"], "metadata", needs: [])
    if let kernel = metadata["kernelspec"] {
      let kernel = object(kernel, "kernelspec", needs: ["name", "display_name"])
      for (key, value) in kernel { text(value, "kernelspec.\(key)") }
    }
    if let language = metadata["language_info"] {
      text(object(language, "language_info", needs: ["name"])["name"], "language_info.name")
    }
    if let title = metadata["title"] { text(title, "title") }
    guard let cells = top["cells"]?.array else { return fail("cells", "is no list") }
    var ids: Set<String> = []
    for (index, value) in cells.enumerated() { cell(value, "cells[\(index)]", ids: &ids) }
  }

  private mutating func cell(_ value: JSONValue, _ place: String, ids: inout Set<String>) {
    let base = ["id", "cell_type", "metadata", "source"]
    let cell: [String: JSONValue]
    switch value.object?["cell_type"]?.text {
    case "markdown", "raw":
      cell = object(value, place, needs: base, may: ["attachments"])
      if let attachments = cell["attachments"] {
        for (name, bundle) in object(attachments, place + ".attachments", needs: []) {
          mimeBundle(bundle, "\(place).attachments.\(name)")
        }
      }
    case "code":
      cell = object(value, place, needs: base + ["outputs", "execution_count"], may: [])
      let count = cell["execution_count"]
      if count != .null, (count?.integer ?? -1) < 0 { fail(place, "execution_count is no count") }
      guard let outputs = cell["outputs"]?.array else { return fail(place, "outputs is no list") }
      for (index, value) in outputs.enumerated() { output(value, "\(place).outputs[\(index)]") }
    default: return fail(place, "is of no kind that there is")
    }
    lines(cell["source"], place + ".source")
    let id = cell["id"]?.text ?? ""
    if id.wholeMatch(of: #/[a-zA-Z0-9_-]{1,64}/#) == nil { fail(place, "the id is \"\(id)\"") }
    if !ids.insert(id).inserted { fail(place, "the id \(id) is given twice") }
    let metadata = object(cell["metadata"], place + ".metadata", needs: [])
    guard let jupyter = metadata["jupyter"] else { return }
    for (key, value) in object(jupyter, place + ".jupyter", needs: [])
    where key.hasSuffix("_hidden") && value.bool == nil {
      fail(place, "\(key) is neither true nor false")
    }
  }

  private mutating func output(_ value: JSONValue, _ place: String) {
    switch value.object?["output_type"]?.text {
    case "display_data":
      let output = object(value, place, needs: ["output_type", "data", "metadata"], may: [])
      mimeBundle(output["data"], place + ".data")
      _ = object(output["metadata"], place + ".metadata", needs: [])
    case "stream":
      let output = object(value, place, needs: ["output_type", "name", "text"], may: [])
      text(output["name"], place + ".name")
      lines(output["text"], place + ".text")
    default: fail(place, "is an output of no kind that there is")
    }
  }

  private mutating func mimeBundle(_ value: JSONValue?, _ place: String) {
    for (kind, data) in object(value, place, needs: []) where !kind.hasSuffix("json") {
      lines(data, "\(place).\(kind)")
      if !kind.contains("/") { fail(place, "\(kind) is no kind of data") }
    }
  }
}
