import Foundation
import WorkbookCore

/// What `quantize` made of a model, and what that costs.
struct QuantizeReport {
  let weights: QuantizedWeights
  let written: ModelExport.Report
  let quantizer: Quantizer
  let rounding: QuantizeCommand.Rounding
  let calibration: CalibrationText?
  let texts: [EvaluatedText]
  /// The losses of the texts, none where there are none.
  let before: [TextLoss]
  let after: [TextLoss]

  /// The noisiest matrices are shown, so many of them.
  private static let shownCount = 8

  private var fallbacks: [QuantizedWeights.Tensor] { weights.tensors.filter(\.isFallback) }

  /// Says which matrices got another form than they were to have.
  func noteFallbacks() {
    guard let first = fallbacks.first else { return }
    let kinds = Set(fallbacks.map { "\($0.plan.wanted.name) became \($0.element.name)" })
    Console.note(
      "\(Plural.count(fallbacks.count, "matrix", "matrices")) with rows that are no whole blocks: "
        + kinds.sorted().joined(separator: ", ") + "; \(first.name)"
        + (fallbacks.count > 1 ? " and others" : ""))
  }

  var text: String {
    let size = ByteCount.text(written.byteCount)
    let bits = "\(Measure.ratio(weights.bitsPerWeight)) bits a weight"
    var parts = [
      "\(written.path): "
        + (written.isFile ? "\(size), \(bits)" : "\(size) of plain numbers, rounded as \(bits)")
        + (written.hasTokenizer ? ", tokenizer included" : ", without a tokenizer"),
      forms.plainText, "The noisiest matrices:\n" + noisiest.plainText,
    ]
    if !texts.isEmpty { parts.append("Bits per byte of held-out text:\n" + losses.plainText) }
    return parts.joined(separator: "\n\n")
  }

  private var forms: Table {
    var table = Table([
      .text("form"), .number("matrices", style: .decimals(0)),
      .number("weights", style: .decimals(0)), .number("bits a weight", style: .decimals(2)),
      .number("signal to noise", unit: "dB", style: .decimals(1)),
    ])
    let groups = Dictionary(grouping: weights.tensors, by: \.element)
    for (element, tensors) in groups.sorted(by: { $0.key.bitsPerWeight < $1.key.bitsPerWeight }) {
      let count = tensors.reduce(0) { $0 + $1.plan.shape.reduce(1, *) }
      table.append(
        element.name, tensors.count, count, element.bitsPerWeight,
        QuantizationError.together(tensors.map(\.error)).signalToNoise)
    }
    return table
  }

  private var noisiest: Table {
    var table = Table([
      .text("matrix"), .text("form"),
      .number("signal to noise", unit: "dB", style: .decimals(1)),
      .number("largest error", style: .significant(3)),
    ])
    for tensor in weights.byNoise.prefix(Self.shownCount) {
      table.append(
        tensor.name, tensor.element.name, tensor.error.signalToNoise, tensor.error.largest)
    }
    return table
  }

  /// The texts, and all together where there are several.
  private var rows: [(name: String, before: TextLoss, after: TextLoss)] {
    let names = ShortNames.of(texts.map(\.path))
    let each = zip(names, zip(before, after)).map { ($0, $1.0, $1.1) }
    return texts.count > 1
      ? each + [("together", before.reduce(.none, +), after.reduce(.none, +))] : each
  }

  private var losses: Table {
    var table = Table([
      .text("text"), .number("before", style: .decimals(4)),
      .number("after", style: .decimals(4)), .number("added", style: .decimals(4)),
    ])
    for row in rows {
      table.append(
        row.name, row.before.bitsPerByte, row.after.bitsPerByte,
        row.after.bitsPerByte - row.before.bitsPerByte)
    }
    return table
  }

  var json: JSONValue {
    var members: [JSONObject.Member] = [
      .init("path", .text(written.path)), .init("bytes", .integer(written.byteCount)),
      .init("bitsPerWeight", .number(weights.bitsPerWeight)),
      .init("storedBitsPerWeight", .number(written.bitsPerWeight)),
      .init("format", .text(quantizer.plan.format.name)),
      .init("rounding", .text(rounding.rawValue)),
      .init("hasTokenizer", .bool(written.hasTokenizer)),
    ]
    if let size = quantizer.groupSize { members.append(.init("groupSize", .integer(size))) }
    if case .gptq(let isOrdered) = quantizer.rounding {
      members.append(.init("actOrder", .bool(isOrdered)))
      if let damping = weights.largestDamping { members.append(.init("damping", .number(damping))) }
    }
    if let calibration {
      let tokens = calibration.windows.reduce(0) { $0 + $1.count }
      members.append(
        .init(
          "calibration",
          ["windows": .integer(calibration.windows.count), "tokens": .integer(tokens)]))
    }
    members.append(.init("signalToNoise", Self.decibels(weights.totalError)))
    members.append(.init("worstTensor", weights.byNoise.first.map { .text($0.name) } ?? .null))
    members.append(.init("tensors", .array(weights.byNoise.map(Self.json))))
    members.append(.init("fallbacks", .array(fallbacks.map { .text($0.name) })))
    if !texts.isEmpty {
      let together = (before.reduce(.none, +), after.reduce(.none, +))
      members += Self.losses(together.0, together.1)
      members.append(
        .init(
          "texts",
          .array(
            zip(texts, zip(before, after)).map { text, losses in
              .object(
                JSONObject(
                  members: [.init("text", .text(text.path))] + Self.losses(losses.0, losses.1)))
            })))
    }
    return .object(JSONObject(members: members))
  }

  private static func json(_ tensor: QuantizedWeights.Tensor) -> JSONValue {
    [
      "name": .text(tensor.name),
      "huggingFaceName": tensor.plan.huggingFaceName.map { .text($0) } ?? .null,
      "shape": .array(tensor.plan.shape.map { .integer($0) }),
      "format": .text(tensor.element.name), "bytes": .integer(tensor.byteCount),
      "bitsPerWeight": .number(tensor.bitsPerWeight),
      "signalToNoise": decibels(tensor.error),
      "relativeError": .number(tensor.error.relative),
      "largestError": .number(tensor.error.largest),
    ]
  }

  /// Null where nothing was lost at all.
  private static func decibels(_ error: QuantizationError) -> JSONValue {
    error.signalToNoise.isFinite ? .number(error.signalToNoise) : .null
  }

  private static func losses(_ before: TextLoss, _ after: TextLoss) -> [JSONObject.Member] {
    [
      .init("bitsPerByteBefore", .number(before.bitsPerByte)),
      .init("bitsPerByteAfter", .number(after.bitsPerByte)),
      .init("bitsPerByteAdded", .number(after.bitsPerByte - before.bitsPerByte)),
      .init("tokens", .integer(after.tokenCount)), .init("textBytes", .integer(after.byteCount)),
    ]
  }
}
