import Foundation
import WorkbookCore

/// One or several models on one or several texts, side by side.
struct EvaluationReport {
  let texts: [EvaluatedText]
  let models: [EvaluatedModel]

  /// One model: its object. Several: `models`, each with its path.
  var json: JSONValue {
    guard models.count > 1 else { return models.first?.json(texts) ?? .null }
    return [
      "models": .array(
        models.map { model in
          let members = model.json(texts).object?.members ?? []
          return .object(JSONObject(members: [.init("model", .text(model.path))] + members))
        })
    ]
  }

  var text: String {
    if let model = models.first, models.count == 1 {
      return texts.count == 1 ? Self.text(model.together) : table(of: model).plainText
    }
    return """
      Bits per byte, comparable across tokenizers:
      \(bitsPerByte.plainText)

      Bytes a token:
      \(bytesPerToken.plainText)
      """
  }

  /// A single model on a single text.
  private static func text(_ loss: TextLoss) -> String {
    String(
      format: "loss           %.4f nats a token\nperplexity     %.2f\nbits per byte  %.4f\n",
      loss.mean, loss.perplexity, loss.bitsPerByte)
      + "text           \(Plural.count(loss.tokenCount, "token")), \(ByteCount.text(loss.byteCount))"
  }

  private var textNames: [String] { ShortNames.of(texts.map(\.path)) }

  /// The rows of a table: the texts, and all together where there are several.
  private var rows: [(name: String, index: Int?)] {
    textNames.enumerated().map { ($1, $0) } + (texts.count > 1 ? [("together", nil)] : [])
  }

  private func loss(_ model: EvaluatedModel, _ index: Int?) -> TextLoss {
    index.map { model.losses[$0] } ?? model.together
  }

  private func table(of model: EvaluatedModel) -> Table {
    var table = Table([
      .text("text"), .number("tokens", style: .decimals(0)),
      .number("bytes a token", style: .decimals(2)), .number("nats a token", style: .decimals(4)),
      .number("perplexity", style: .decimals(2)), .number("bits per byte", style: .decimals(4)),
    ])
    for row in rows {
      let loss = loss(model, row.index)
      table.append(
        row.name, loss.tokenCount, loss.bytesPerToken, loss.mean,
        loss.perplexity, loss.bitsPerByte)
    }
    return table
  }

  private var bitsPerByte: Table {
    sideBySide(decimals: 4, naming: "lowest") { $0.bitsPerByte }
  }

  private var bytesPerToken: Table {
    sideBySide(decimals: 2) { $0.bytesPerToken }
  }

  /// A row a text and a column a model; a row a model where the names of many would be too wide.
  ///
  /// - Parameter naming: the title of a column with the name of the model that has the least.
  private func sideBySide(
    decimals: Int, naming title: String? = nil, _ measure: (TextLoss) -> Double
  ) -> Table {
    let names = ShortNames.of(models.map(\.path))
    let values = rows.map { row in models.map { measure(loss($0, row.index)) } }
    func column(_ name: String) -> Table.Column {
      .number(name, style: .decimals(decimals))
    }
    guard names.reduce(30, { $0 + max($1.count, 7) + 3 }) <= 80 else {
      var table = Table([.text("model")] + rows.map { column($0.name) })
      for (index, name) in names.enumerated() {
        table.append(row: [name] + values.map { $0[index] })
      }
      return table
    }
    var table = Table([.text("text")] + names.map(column) + (title.map { [.text($0)] } ?? []))
    for (row, values) in zip(rows, values) {
      let least = values.indices.min { values[$0] < values[$1] } ?? 0
      table.append(row: [row.name] + values + [names[least]])
    }
    return table
  }
}
