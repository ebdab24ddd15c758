import WorkbookCore

// The charts of chapter 6: how they are drawn is no part of what they show.

private let oneDecimal = NumberStyle.decimals(1)
private let twoDigits = NumberStyle.significant(2)

/// A group before and after, on the rungs of its grid.
func groupFigure(_ group: [Float], _ coarse: [Float], name: String) -> Figure {
  let step = Double(group.max { abs($0) < abs($1) } ?? 0) / -8
  let places = group.indices.map { Double($0 + 1) }
  return Figure(
    "group",
    title:
      "32 weights, \(Set(coarse).count) values: in 4 bits every weight moves to the nearest rung",
    subtitle: "One group of \(name); the rungs are its grid",
    x: Axis("weight of the group", range: 0...33), y: Axis("value"),
    marks: (-8...7).map { rung -> Mark in
      .line(x: [0, 33], y: [Double(rung) * step, Double(rung) * step], color: .gray, width: 0.6)
    } + [
      .points("float32", x: places, y: group.map { Double($0) }, color: .blue),
      .points("int4 (Q4_0)", x: places, y: coarse.map { Double($0) }, color: .vermilion),
    ])
}

/// - Parameter floats: float16's and bfloat16's ratio.
func decibelFigure(
  _ bits: [Int], _ ratios: [Double], floats: [Double], perBit: Double
) -> Figure {
  Figure(
    "decibels",
    title: "Each further bit is worth \(oneDecimal.text(perBit)) decibels",
    subtitle: "Signal-to-noise ratio of all matrices, groups of 32; theory: 6.02 a bit",
    x: Axis("bits of a weight, without its share of the scale", range: 1...18),
    y: Axis("signal-to-noise ratio", unit: "dB", from: 0),
    marks: [
      .line(
        "whole numbers and a scale", x: bits.map { Double($0) }, y: ratios, color: .blue,
        showsPoints: true, placement: .key),
      .points("16-bit floats", x: [16, 16], y: floats, color: .vermilion),
      .note("float16", at: (16.3, floats[0]), color: .vermilion),
      .note("bfloat16", at: (16.3, floats[1]), color: .vermilion),
    ])
}

/// What fewer bits add, each step of the axis a multiple; less than a ten-thousandth is drawn as that.
func cliffFigure(_ bits: [Int], _ added: [Double]) -> Figure {
  let relative = NumberStyle.percent(1)
  let shown = added.map { max($0, 1e-4) }
  return Figure(
    "loss",
    title: "4 bits a weight cost \(relative.text(added[2])) of loss, 2 bits "
      + relative.text(added[0]),
    subtitle: "Loss added on held-out text, every matrix rounded in groups of 32",
    x: Axis("bits a weight, scales included", range: 2...7),
    y: Axis("loss added", scale: .log, style: .percent(2)),
    marks: [
      .line(
        x: bits.map { Double($0) + 0.5 }, y: shown, color: .blue, showsPoints: true)
    ]
      + zip(bits, shown).map { bits, value in
        .note("\(bits) bits", at: (Double(bits) + 0.62, value * 1.15), color: .blue)
      })
}

func kindsFigure(_ names: [String], ratios: [Double], added: [Double]) -> Figure {
  let worst = added.indices.max { added[$0] < added[$1] } ?? 0
  return Figure(
    "kinds",
    title: "Equal noise, unequal harm: the loss minds “\(names[worst])” most",
    subtitle: "One kind of matrix at a time in 3 bits, the others in float32",
    columnCount: 2,
    panels: [
      Figure.Panel(
        "what arithmetic sees", x: Axis("signal-to-noise ratio", unit: "dB", from: 0),
        y: Axis(categories: names), marks: [.bars("", ratios, valueStyle: .decimals(1))]),
      Figure.Panel(
        "what the text sees", x: Axis("loss added", style: .percent(1)),
        y: Axis(categories: names),
        marks: [.bars("", added, color: .vermilion, valueStyle: .percent(1))]),
    ])
}

func roundedFigure(_ rows: [RoundedModel], _ existing: ExistingModel) -> Figure {
  let bits = NumberStyle.decimals(3)
  func added(_ index: Int) -> String { bits.text(rows[index].loss - existing.unrounded) }
  let lift = 0.05 * ((rows.map(\.loss).max() ?? 0) - existing.unrounded)
  return Figure(
    "formats",
    title: "In the same 4 bits nearest adds \(added(2)) bits per byte, least squares \(added(3)), "
      + "GPTQ \(added(4))",
    subtitle: "\(existing.name), \(existing.texts.count) held-out texts",
    x: Axis("bits a weight, vectors and scales included", from: 0, to: 18),
    y: Axis("loss", unit: "bits per byte"),
    marks: [
      .points("", x: rows.map(\.bits), y: rows.map(\.loss), color: .blue),
      .horizontal(existing.unrounded, "float32"),
    ]
      + rows.map { row in
        .note(row.name, at: (row.bits + 0.3, row.loss + lift), color: .blue)
      })
}

func outlierFigure(_ name: String, inputs: [Double], weights: [Double]) -> Figure {
  Figure(
    "outliers",
    title: "Outliers: the largest input column is \(twoDigits.text(inputs[0])) times the median, "
      + "of the weights \(twoDigits.text(weights[0]))",
    subtitle: "\(name): the largest magnitude of each column, over the median column's",
    x: Axis("columns, from the largest down", scale: .log),
    y: Axis("times the median", scale: .log),
    marks: [("inputs", inputs, Hue.vermilion), ("weights", weights, .blue)].map { name, y, hue in
      .line(name, x: y.indices.map { Double($0 + 1) }, y: y, color: hue)
    })
}
