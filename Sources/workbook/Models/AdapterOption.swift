import ArgumentParser
import WorkbookCore

/// An adapter beside a model, where the adapter's own settings do not lead to it.
struct AdapterOption: ParsableArguments {
  @Option(
    help: """
      An adapter's folder to run beside the model. (default: none; --model may name the folder itself, \
      which says where its model is)
      """)
  var adapter: String?

  func open(_ model: String) throws -> any StoredModel {
    guard let adapter else { return try ModelFolder.open(model) }
    return try StoredModels.open(adapter: adapter, base: model) { Console.note($0) }
  }
}
