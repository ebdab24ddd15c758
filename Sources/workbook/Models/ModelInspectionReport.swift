import Foundation
import WorkbookCore

extension ModelInspection {
  private func line(_ name: String, _ value: String) -> String {
    name.padding(toLength: 14, withPad: " ", startingAt: 0) + value
  }

  var text: String {
    var lines = [line("model", TerminalText.oneLine(name ?? path)), line("kept as", kind.rawValue)]
    lines.append(
      line(
        "family",
        TerminalText.oneLine(family ?? "not said")
          + (configuration == nil && encoding == nil ? " (not supported)" : "")))
    if let shape = configuration {
      let heads =
        shape.keyValueHeadCount == shape.headCount
        ? "\(shape.headCount) heads"
        : "\(shape.headCount) heads (\(shape.keyValueHeadCount) of keys and values)"
      lines.append(
        line(
          "shape",
          "\(Plural.count(shape.layerCount, "layer")), width \(shape.width), \(heads) of "
            + "\(shape.headWidth), feed-forward \(shape.feedForwardWidth)"))
      lines.append(
        line(
          "parameters",
          "\(shape.parameterCount.all), \(shape.isHeadTied ? "head tied" : "head of its own")"))
      lines.append(line("context", "\(shape.contextLength) tokens"))
    } else if let encoding {
      lines += text(of: encoding)
    } else {
      lines.append(line("numbers", "\(count)"))
    }
    if let adapter { lines.append(line("adapter", Self.text(adapter))) }
    lines.append(line("tokenizer", tokenizerText))
    if hasChatTemplate { lines.append(line("chat", "brings a template")) }
    lines.append(
      line(
        "weights",
        "\(ByteCount.text(byteCount)), " + String(format: "%.2f bits a weight", bitsPerWeight)))
    for form in forms {
      lines.append(
        "  " + form.name.padding(toLength: 12, withPad: " ", startingAt: 0)
          + "\(Plural.count(form.tensorCount, "tensor")), \(form.count) numbers, "
          + ByteCount.text(form.byteCount))
    }
    return (lines + problems.map { "not supported: \($0)" }).joined(separator: "\n")
  }

  private func text(of shape: EncodingShape) -> [String] {
    let (stack, writing) = (shape.stack, shape.writingLayerCount)
    let layers = Plural.count(stack.layerCount, "layer")
    return [
      line("is", family.flatMap { EncodingShape.kind(ofFamily: $0) } ?? ""),
      line(
        "shape",
        (writing.map { "\(layers) that read, \($0) that write" } ?? layers)
          + ", width \(stack.width), \(stack.headCount) heads of \(stack.headWidth), feed-forward "
          + "\(stack.feedForwardWidth)"),
      line("parameters", "\(shape.parameterCount)"),
      line("context", shape.positionLimit.map { "\($0) tokens" } ?? "relative positions, no limit"),
      line(
        "here",
        "computed and trained by the library (\(writing == nil ? "Encoder" : "EncoderDecoder"), "
          + "chapter 3); generate and evaluate take decoders alone"),
    ]
  }

  private static func text(_ adapter: AdapterConfiguration) -> String {
    "rank \(adapter.rank), alpha " + String(format: "%g", adapter.alpha)
      + (adapter.isRankStabilized ? " by the rank's root" : "") + ", for the model "
      + TerminalText.oneLine(adapter.baseModel ?? "that it does not name")
  }

  private var tokenizerText: String {
    guard let tokenizer else { return "none that is supported" }
    let cut = tokenizer.cutting.map { ", cut as \($0.rawValue)" } ?? ""
    return "\(tokenizer.kindName), \(tokenizer.vocabularySize) tokens\(cut)"
  }

  /// Which way it reads; nil where that is not known.
  private var networkName: String? {
    switch encoding {
    case .encoder: "encoder"
    case .encoderDecoder: "encoder–decoder"
    case nil: configuration == nil ? nil : "decoder"
    }
  }

  var json: JSONValue {
    func whole(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
    func word(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }
    let (shape, stack) = (configuration, encoding?.stack)
    let limit = shape?.contextLength ?? encoding?.positionLimit
    let tokenizerFacts: JSONValue? = tokenizer.map { tokenizer in
      [
        "kind": .text(tokenizer.kindName), "vocabularySize": .integer(tokenizer.vocabularySize),
        "pattern": word(tokenizer.cutting?.rawValue),
        "endOfText": whole(tokenizer.endOfText.map { Int($0) }),
        "before": TokenIDs.json(tokenizer.textFrame.before),
        "after": TokenIDs.json(tokenizer.textFrame.after),
      ]
    }
    return [
      "path": .text(path), "kind": .text(kind.rawValue), "name": word(name),
      "family": word(family), "network": word(networkName), "isSupported": .bool(isSupported),
      "problems": .array(problems.map { .text($0) }),
      "parameters": whole(
        shape?.parameterCount.all ?? encoding?.parameterCount ?? (tensors.isEmpty ? nil : count)),
      "layers": whole(shape?.layerCount ?? stack?.layerCount),
      "writingLayers": whole(encoding?.writingLayerCount),
      "width": whole(shape?.width ?? stack?.width),
      "heads": whole(shape?.headCount ?? stack?.headCount),
      "keyValueHeads": whole(shape?.keyValueHeadCount ?? stack?.headCount),
      "headWidth": whole(shape?.headWidth ?? stack?.headWidth),
      "feedForwardWidth": whole(shape?.feedForwardWidth ?? stack?.feedForwardWidth),
      "contextLength": whole(limit),
      "vocabularySize": whole(shape?.vocabularySize ?? encoding?.vocabularySize),
      "hasTiedHead": shape.map { .bool($0.isHeadTied) } ?? .null,
      "endOfText": .array((shape?.endOfTextIDs ?? []).map { .integer($0) }),
      "tokenizer": tokenizerFacts ?? .null, "hasChatTemplate": .bool(hasChatTemplate),
      "adapter": adapter.map {
        [
          "rank": .integer($0.rank), "alpha": .number($0.alpha),
          "isRankStabilized": .bool($0.isRankStabilized), "model": word($0.baseModel),
          "targets": .array(($0.targets ?? []).map { .text($0) }),
        ]
      } ?? .null,
      "bytes": .integer(byteCount), "bitsPerWeight": .number(bitsPerWeight),
      "forms": .array(
        forms.map {
          [
            "form": .text($0.name), "tensors": .integer($0.tensorCount),
            "numbers": .integer($0.count), "bytes": .integer($0.byteCount),
            "bitsPerWeight": .number($0.bitsPerWeight),
          ]
        }),
    ]
  }
}
