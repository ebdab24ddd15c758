import WorkbookCore

// The charts of chapter 1: how they are drawn is no part of what they show.

private let whole = NumberStyle.decimals(0)
private let percent = NumberStyle.percent(0)
private let decimal = NumberStyle.decimals(1)

/// What a field pays for each vocabulary that is neither its own nor the mixture's.
func foreignSurcharges(_ surcharge: [[Double]]) -> [Double] {
  surcharge.enumerated().flatMap { index, row in
    row.dropLast().enumerated().filter { $0.offset != index }.map(\.element)
  }
}

func matrixFigure(
  _ fields: FieldVocabularies, perDocument: [[Double]], surcharge: [[Double]]
) -> Figure {
  func panel(_ title: String, _ map: HeatMap) -> Figure.Panel {
    .init(
      title, x: Axis("vocabulary of", categories: fields.columnNames),
      y: Axis("text of", categories: fields.names), marks: [.heatMap(map)])
  }
  return Figure(
    "matrix",
    title: "Another field's vocabulary costs a text "
      + "\(percent.text(spanning: foreignSurcharges(surcharge))) more tokens than its own",
    subtitle: "Held-out text of each field (rows) under vocabularies of \(fields.sizeText) tokens "
      + "learned from each field (columns)",
    size: .init(width: 1_000, height: 130 + 62 * fields.domains.count),
    panels: [
      panel(
        "Tokens for a document of 10,000 bytes",
        HeatMap(perDocument, annotation: .decimals(0), palette: .light, scaleLabel: "tokens")),
      panel(
        "More tokens than under its own vocabulary",
        HeatMap(surcharge, annotation: .percent(0), palette: .light, scaleLabel: "surcharge")),
    ])
}

func fertilityFigure(
  _ fields: FieldVocabularies, _ fertility: [[Double]], _ ratios: [Double]
) -> Figure {
  Figure(
    "fertility",
    title: "A field's terms take \(decimal.text(spanning: ratios)) times as many tokens under "
      + "the general vocabulary",
    subtitle:
      "Tokens per word, for the terms of each field, vocabularies of \(fields.sizeText) tokens",
    x: Axis("terms of", categories: fields.names), y: Axis("tokens per word"),
    marks: [
      .bars("general vocabulary", fertility.map { $0[0] }, valueStyle: .decimals(1)),
      .bars("all together", fertility.map { $0.last ?? 0 }, valueStyle: .decimals(1)),
      .bars(
        "the field's own", fertility.indices.map { fertility[$0][$0] }, valueStyle: .decimals(1)),
    ])
}

func windowFigure(
  _ fields: FieldVocabularies, lostPages: [Double], pages: (Int, Int) -> Double
) -> Figure {
  let (all, mixed) = (fields.domains.indices, fields.columns.count - 1)
  return Figure(
    "window",
    title: "Under the general vocabulary a window holds \(percent.text(spanning: lostPages)) less "
      + "of a field's text",
    subtitle:
      "Pages of 500 words in a window of 2,048 tokens, vocabularies of \(fields.sizeText) tokens",
    x: Axis("held-out text of", categories: fields.names), y: Axis("pages", from: 0),
    marks: [
      .bars("general vocabulary", all.map { pages($0, 0) }, valueStyle: .decimals(1)),
      .bars("all together", all.map { pages($0, mixed) }, valueStyle: .decimals(1)),
      .bars("the field's own", all.map { pages($0, $0) }, valueStyle: .decimals(1)),
    ])
}

func numbersFigure(
  _ cuts: [(name: String, cut: NumberCut)], field: String, size: Int
) -> Figure {
  let beginnings = cuts.map { Double($0.cut.beginning) }
  let ratio = cuts[2].cut.tokensPerNumber / cuts[0].cut.tokensPerNumber
  func panel(_ title: String, _ values: [Double], _ style: NumberStyle) -> Figure.Panel {
    .init(
      title, x: Axis("tokens", from: 0), y: Axis(categories: cuts.map(\.name)),
      marks: [.bars("", values, valueStyle: style)])
  }
  return Figure(
    "numbers",
    title: "Each digit alone: \(decimal.text(ratio)) times the tokens per number, "
      + "\(whole.text(beginnings[2])) beginnings to learn instead of \(whole.text(beginnings[0]))",
    subtitle: "Numbers in held-out text of \(field), BPE vocabularies of "
      + "\(whole.text(Double(size))) tokens",
    size: .init(width: 1_000, height: 300),
    panels: [
      panel("Tokens per number", cuts.map(\.cut.tokensPerNumber), .decimals(2)),
      panel("Different tokens that begin a number", beginnings, .decimals(0)),
    ])
}

extension EncodedSize {
  var bytesPerToken: Double { Double(byteCount) / Double(tokenCount) }
}

private func x(_ table: [EncodedSize]) -> [Double] { table.map { Double($0.vocabularySize) } }

func sizeFigure(
  _ field: String, matching: Int?, general: [EncodedSize],
  lines: [(name: String, curve: [EncodedSize])]
) -> Figure {
  let end = whole.text(Double(general.last?.vocabularySize ?? 0))
  return Figure(
    "vocabulary-size",
    title: matching.map {
      "On text of \(field), \(whole.text(Double($0))) own tokens do the work of \(end) in the "
        + "general vocabulary"
    } ?? "On text of \(field), no vocabulary of its own does the work of the general one",
    subtitle: "Bytes of held-out text of \(field) per token, by the size of the vocabulary",
    x: Axis("vocabulary size", unit: "tokens", scale: .log2), y: Axis("bytes per token"),
    marks: lines.map { line in
      .line(
        line.name, x: x(line.curve), y: line.curve.map(\.bytesPerToken), showsPoints: true,
        placement: .key)
    })
}

/// The best of each curve.
func smallest(_ curves: [[EncodedSize]]) -> [EncodedSize] {
  curves.compactMap { EncodedSize.best(of: $0) }
}

/// Curves of all fields, and the largest size that training aimed at.
typealias SizeCurves = (curves: [[EncodedSize]], limit: Int)

func bestSizeFigure(
  _ fields: FieldVocabularies, words: SizeCurves, phrases: SizeCurves
) -> Figure {
  func span(_ set: SizeCurves) -> String {
    let sizes = smallest(set.curves).map(\.vocabularySize)
    // Where training ended before the curve turned, nobody knows how far it would fall.
    return whole.text(spanning: sizes.map { Double($0) }, joiner: "–")
      + (sizes.max() == set.limit ? " or more" : "")
  }
  func panel(_ title: String, _ curves: [[EncodedSize]]) -> Figure.Panel {
    let best = smallest(curves)
    return .init(
      title, x: Axis("vocabulary size V", unit: "tokens", scale: .log2),
      y: Axis("tokens × log₂ V", unit: "bits per byte"),
      marks: zip(fields.names, curves).map {
        .line($0, x: x($1), y: $1.map(\.bitsPerByte), placement: .key)
      } + [
        .points(
          "smallest", x: x(best), y: best.map(\.bitsPerByte), color: .black, placement: .hidden)
      ])
  }
  return Figure(
    "best-size",
    title:
      "Fewest bits: \(span(words)) tokens, cut as GPT-2 does; \(span(phrases)) as BloombergGPT",
    subtitle: "Bits to name the tokens of held-out text, each field under its own vocabulary; "
      + "black points are the smallest",
    caption: "BPE vocabularies learned from "
      + "\(NumberStyle.bytes.text(Double(fields.domains[0].training.byteCount))) of text each.",
    sharing: .both,
    panels: [
      panel("GPT-2's cut: words", words.curves),
      panel("BloombergGPT's cut: phrases", phrases.curves),
    ])
}
