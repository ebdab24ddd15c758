import ArgumentParser
import Foundation
import WorkbookCore

extension ReplayText: ExpressibleByArgument {
  public init?(argument: String) {
    guard let replay = try? ReplayText(argument) else { return nil }
    self = replay
  }
}

/// The options of `pretrain` that say how it goes on from a model.
struct ContinuationOptions: ParsableArguments {
  enum AdapterKind: String, ExpressibleByArgument, CaseIterable {
    case lora
  }

  @Option(help: "Train low-rank updates of the model's matrices, and leave the model as it is.")
  var adapter: AdapterKind?

  @Option(help: "The rank of the updates. (default: 16)")
  var rank: Int?

  @Option(help: "Updates are multiplied by alpha / rank. (default: twice the rank)")
  var alpha: Double?

  @Option(
    help: """
      The matrices that are updated, with commas between: all, of q, k, v, o, gate, up and down, or \
      their names in transformers. (default: all)
      """)
  var targets: String?

  @Option(
    help: """
      The probability that an input of an update is zero in a training step, against learning few \
      texts by heart; measuring drops nothing. (default: 0)
      """)
  var adapterDropout: Double?

  @Option(
    help: """
      Other text and its share of the tokens, as novels=0.25; give it once for each. A part of it is \
      held out and looked at by itself.
      """)
  var replay: [ReplayText] = []

  func validate(_ command: PretrainCommand) throws {
    if adapter != nil && command.from == nil {
      throw ValidationError("--adapter has a meaning with --from alone: it updates a model")
    }
    let options: [(String, Any?)] = [
      ("--rank", rank), ("--alpha", alpha), ("--targets", targets),
      ("--adapter-dropout", adapterDropout),
    ]
    for (name, value) in options where value != nil && adapter == nil {
      throw ValidationError("\(name) belongs to --adapter lora")
    }
    guard !replay.isEmpty else { return }
    if command.corpus.isEmpty {
      throw ValidationError("--replay belongs to --corpus; --shards have weights: law=3 general=1")
    }
    if !command.shardOptions.epochs.isEmpty {
      throw ValidationError("--replay and --epochs exclude each other: shares decide the epochs")
    }
  }

  /// What is asked of a request.
  func apply(to request: inout PretrainingRequest) {
    request.replay = replay
    guard adapter != nil else { return }
    var adapter = PretrainingRequest.Adapter(rank: rank ?? 16, alpha: alpha)
    adapter.dropout = adapterDropout ?? 0
    if let targets {
      adapter.targets = targets.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    request.adapter = adapter
  }
}
