import WorkbookCore

// The tables of chapter 6.

/// The bits of a number, in groups.
private func binary(_ bits: UInt32, _ width: Int, groups: [Int]) -> String {
  let text = String(bits, radix: 2)
  var digits = Substring(String(repeating: "0", count: max(0, width - text.count)) + text)
  return groups.map { count in
    defer { digits = digits.dropFirst(count) }
    return String(digits.prefix(count))
  }.joined(separator: " ")
}

/// A weight in three formats.
func bitTable(_ weight: Float, float16: Float, bfloat16: Float) -> Table {
  var table = Table([
    .text("format"), .text("sign, exponent, fraction"), .number("value", style: .significant(7)),
    .number("off by", style: .powers),
  ])
  table.append("float32", binary(weight.bitPattern, 32, groups: [1, 8, 23]), weight, 0)
  table.append(
    "float16", binary(UInt32(HalfPrecision.float16Bits(weight)), 16, groups: [1, 5, 10]), float16,
    abs(float16 - weight))
  table.append(
    "bfloat16", binary(UInt32(HalfPrecision.bfloat16Bits(weight)), 16, groups: [1, 8, 7]), bfloat16,
    abs(bfloat16 - weight))
  return table
}

func formatTable(_ results: [FormatResult], full: Double) -> Table {
  var table = Table([
    .text("format"), .number("bits a parameter", style: .decimals(2)),
    .number("size", style: .bytes), .number("signal to noise", unit: "dB", style: .decimals(1)),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
  ])
  for row in results {
    table.append(
      row.format.rawValue, row.bits, row.byteCount, row.signalToNoise, row.loss, row.loss - full)
  }
  return table
}

func scaleTable(_ rows: [(name: String, loss: Double)], full: Double) -> Table {
  var table = Table([
    .text("4 bits and"), .number("bits per byte", style: .decimals(4)),
    .number("loss added", style: .percent(1)),
  ])
  for row in rows { table.append(row.name, row.loss, row.loss / full - 1) }
  return table
}

func schemeTable(_ rows: [(name: String, decibels: Double, loss: Double)]) -> Table {
  var table = Table([
    .text("int4, rounding"), .number("signal to noise", unit: "dB", style: .decimals(2)),
    .number("bits per byte", style: .decimals(4)),
  ])
  for row in rows { table.append(row.name, row.decibels, row.loss) }
  return table
}

func roundedTable(_ rows: [RoundedModel], unrounded: Double) -> Table {
  var table = Table([
    .text("weights"), .number("bits a weight", style: .decimals(2)),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
    .number("tokens a second", style: .significant(2)),
  ])
  for row in rows {
    table.append(row.name, row.bits, row.loss, row.loss - unrounded, row.tokensPerSecond)
  }
  return table
}

func inputTable(_ rows: [(name: String, loss: Double)], unrounded: Double) -> Table {
  var table = Table([
    .text("inputs of every layer's matrices"), .number("bits per byte", style: .decimals(4)),
    .number("added", style: .decimals(4)),
  ])
  for row in [("float32", unrounded)] + rows { table.append(row.0, row.1, row.1 - unrounded) }
  return table
}

func trainedTable(_ rows: [(name: String, loss: Double)], full: Double, steps: Int) -> Table {
  var table = Table([
    .text("2 bits; trained: \(steps) steps"), .number("bits per byte", style: .decimals(3)),
    .number("added", style: .decimals(3)),
  ])
  for row in [("float32, as it is", full)] + rows { table.append(row.0, row.1, row.1 - full) }
  return table
}

func cacheTable(
  _ rows: [(precision: CachePrecision, loss: Double)], _ existing: ExistingModel
) -> Table {
  let shape = existing.original.configuration
  var table = Table([
    .text("keys and values"), .number("a token", style: .bytes),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
  ])
  for (precision, loss) in rows {
    let head = precision.byteCount(headWidth: shape.headWidth)
    table.append(
      precision.rawValue, 2 * shape.layerCount * shape.keyValueHeadCount * head, loss,
      loss - existing.unrounded)
  }
  return table
}

/// - Parameter rows: what is held, bits a weight, bytes.
func cardTable(_ rows: [(name: String, bits: Double, bytes: Double)], card: Double) -> Table {
  var table = Table([
    .text("format"), .number("bits a weight"), .number("weights", unit: "GB", style: .decimals(1)),
    .number("cards of 40 GB"),
  ])
  for row in rows {
    table.append(row.name, row.bits, row.bytes / 1e9, (row.bytes / card).rounded(.up))
  }
  return table
}
