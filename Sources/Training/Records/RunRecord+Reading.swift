import Figures
import Foundation
import Groundwork

extension RunRecord {
  /// Reads what a folder says of its run; nothing is thrown, for every part may be missing.
  public init(folder: String) {
    let hasSummary = FileManager.default.fileExists(
      atPath: "\(folder)/\(RunFolder.summaryFile)")
    let present = PresentRun(folder: folder)
    let isDamaged = hasSummary && present?.isDamaged ?? true
    let summary = RunRecordReader(isDamaged ? nil : present?.object)
    let file = (try? AtomicFile.read("\(folder)/\(RunFolder.metricsFile)", limit: .table)).flatMap(
      MetricsFile.init)
    let rows = file?.rows ?? []
    self.folder = folder
    metrics = rows
    heldOut = summary.heldOut(columns: file?.validationColumns ?? [])
    settings = summary.settings
    results = summary.results(rows, heldOut)
    started = summary.started
    if let user = OwnerLock.user(ofFolder: folder) {
      state = .inUse(step: rows.last?.step ?? 0, owner: user.owner)
    } else if isDamaged {
      state = .damaged
    } else if summary.isFinished {
      state = .finished
    } else if let step = present?.divergedAt {
      state = .diverged(step: step)
    } else {
      state = .unfinished(step: CheckpointFiles.steps(in: folder).last ?? 0)
    }
  }
}

/// The entries that a `run.json` gives.
struct RunRecordReader {
  private let object: JSONObject

  init(_ object: JSONObject?) { self.object = object ?? JSONObject(members: []) }

  var isFinished: Bool { object["weights"] != nil }

  private var made: JSONObject? { object["made"]?.object }
  private var model: JSONObject? { object["model"]?.object }
  private var training: JSONObject? { object["training"]?.object }
  private var validation: [JSONObject] {
    object["validation"]?.array?.compactMap(\.object) ?? []
  }

  var started: Date? {
    made?["started"]?.text.flatMap { try? Date($0, strategy: .iso8601) }
  }

  func heldOut(columns: [String]) -> HeldOutTexts {
    let names = validation.compactMap { $0["name"]?.text }
    return HeldOutTexts(
      names: names.count == columns.count
        ? names : columns.map { String($0.dropFirst(MetricsRow.validationPrefix.count)) },
      tokens: validation.compactMap { $0["tokens"]?.number },
      bytes: validation.compactMap { $0["bytes"]?.number })
  }

  var settings: [RunRecord.Entry] {
    var entries = Entries()
    let sources = object["sources"]?.array?.compactMap(\.object) ?? []
    entries.add("corpus", sources.compactMap { $0["name"]?.text }.joined(separator: " + "))
    entries.add("shape", shape)
    entries.add("parameters", object["parameters"]?.number, .suffix)
    entries.add("tokens", object["tokens"]?.number ?? plannedTokens, .suffix)
    entries.add("learning rate", schedule?.peak, .automatic)
    entries.add("schedule", schedule?.text)
    entries.add("batch", object["batch"]?.number, .automatic)
    entries.add("context", object["contextLength"]?.number, .automatic)
    entries.add("steps", object["steps"]?.number, .automatic)
    entries.add("tokenizer", tokenizer)
    for (name, key) in [
      ("weight decay", "weightDecay"), ("clipping norm", "clippingNorm"), ("z-loss", "zLoss"),
    ] {
      entries.add(name, training?[key]?.number, .automatic)
    }
    entries.add("packing", training?["packing"]?.text)
    entries.add("seed", object["seed"]?.text)
    entries.add("replicas", object["replicas"]?.number, .automatic)
    entries.add("precision", object["precision"]?.text)
    entries.add("begun from", object["startingModel"]?.text)
    entries.add("adapter", adapter)
    entries.add(
      "corpus digest",
      sources.compactMap { ($0["digest"]?.text).map { String($0.prefix(12)) } }
        .joined(separator: " + "))
    entries.add(
      "command",
      made?["command"]?.array?.compactMap(\.text).enumerated().map { place, word in
        place == 0 ? (word as NSString).lastPathComponent : word
      }.joined(separator: " "))
    return entries.list
  }

  private var adapter: String? {
    guard let adapter = object["adapter"]?.object, let rank = adapter["rank"]?.integer,
      let alpha = adapter["alpha"]?.number
    else { return nil }
    let targets = (adapter["targets"]?.array ?? []).compactMap(\.text).joined(separator: ", ")
    return "rank \(rank), alpha " + String(format: "%g", alpha) + ", of \(targets)"
  }

  private var plannedTokens: Double? {
    guard let steps = object["steps"]?.number, let batch = object["batch"]?.number,
      let context = object["contextLength"]?.number
    else { return nil }
    return steps * batch * context
  }

  private var shape: String? {
    guard let model, let family = model["family"]?.text, let layers = model["layerCount"]?.integer,
      let width = model["width"]?.integer, let heads = model["headCount"]?.integer
    else { return nil }
    return "\(family), \(layers) \(layers == 1 ? "layer" : "layers"), \(width) wide, "
      + "\(heads) \(heads == 1 ? "head" : "heads")"
  }

  private var tokenizer: String? {
    guard let entry = object["tokenizer"]?.object, let kind = entry["kind"]?.text,
      let size = entry["vocabularySize"]?.integer
    else { return nil }
    return "\(kind), \(size) tokens"
  }

  private var schedule: (peak: Double, text: String)? {
    guard let member = training?["schedule"]?.object?.members.first,
      let entries = member.value.object, let peak = entries["peak"]?.number
    else { return nil }
    let warmup =
      entries["warmupSteps"]?.integer.map {
        ", \($0) \($0 == 1 ? "step" : "steps") of warm-up"
      } ?? ""
    return (peak, member.name + warmup)
  }

  func results(_ rows: [MetricsRow], _ heldOut: HeldOutTexts) -> [RunRecord.Entry] {
    var entries = Entries()
    let logged = rows.suffix(10).map(\.trainingLoss)
    let training = object["trainingLoss"]?.number ?? (logged.isEmpty ? nil : logged.mean)
    let look = rows.lazy.reversed().compactMap { heldOut.loss(of: $0) }.first
    let loss = object["validationLoss"]?.number ?? measured ?? look
    entries.add("training loss", training, .decimals(3))
    entries.add("held-out loss", loss, .decimals(3))
    entries.add(
      "bits a byte", object["bitsPerByte"]?.number ?? loss.flatMap(heldOut.bitsPerByte),
      .decimals(3))
    entries.add("tokens seen", rows.last.map { Double($0.tokens) }, .suffix)
    if let seconds = made?["seconds"]?.number ?? rows.last?.seconds {
      entries.list.append(RunRecord.Entry(name: "time", value: .seconds(seconds)))
    }
    return entries.list
  }

  /// Of a finished run of an older version.
  private var measured: Double? {
    let nats = validation.compactMap { $0["nats"]?.number }
    let tokens = validation.compactMap { $0["tokens"]?.number }
    guard !nats.isEmpty, nats.count == tokens.count else { return nil }
    return nats.reduce(0, +) / tokens.reduce(0, +)
  }

  /// Entries of what is known.
  private struct Entries {
    var list: [RunRecord.Entry] = []

    mutating func add(_ name: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      list.append(RunRecord.Entry(name: name, value: .text(text)))
    }

    mutating func add(_ name: String, _ number: Double?, _ style: NumberStyle) {
      guard let number, number.isFinite else { return }
      list.append(RunRecord.Entry(name: name, value: .number(number, style)))
    }
  }
}
