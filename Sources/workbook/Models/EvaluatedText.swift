import WorkbookCore

/// A text that models are evaluated on: what one path of `--corpus` holds.
struct EvaluatedText {
  let path: String
  let corpus: Corpus

  static func read(_ paths: [String]) throws -> [EvaluatedText] {
    // One by one, so that a wrong path is known before any work, and each has its own result.
    try paths.map { path in
      EvaluatedText(
        path: path,
        corpus: try Corpus.read(paths: [path], for: .measurement) { Console.note($0.summary) })
    }
  }
}

/// What one model made of every text, in the order of the texts.
struct EvaluatedModel {
  let path: String
  let losses: [TextLoss]

  /// All texts together, each token and byte weighing alike.
  var together: TextLoss { losses.reduce(.none, +) }

  func json(_ texts: [EvaluatedText]) -> JSONValue {
    let documents = texts.reduce(0) { $0 + $1.corpus.documents.count }
    var members = Self.members(together, documents: documents)
    if texts.count > 1 {
      let each = zip(texts, losses).map { text, loss -> JSONValue in
        .object(
          JSONObject(
            members: [.init("text", .text(text.path))]
              + Self.members(loss, documents: text.corpus.documents.count)))
      }
      members.append(.init("texts", .array(each)))
    }
    return .object(JSONObject(members: members))
  }

  private static func members(_ loss: TextLoss, documents: Int) -> [JSONObject.Member] {
    [
      .init("loss", .number(loss.mean)), .init("perplexity", .number(loss.perplexity)),
      .init("bitsPerByte", .number(loss.bitsPerByte)), .init("tokens", .integer(loss.tokenCount)),
      .init("bytes", .integer(loss.byteCount)), .init("documents", .integer(documents)),
    ]
  }
}
