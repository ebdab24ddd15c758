import WorkbookCore

// The charts of chapter 4: how they are drawn is no part of what they show.

private let decimals = NumberStyle.decimals(2)
private let percent = NumberStyle.percent(0)

func oneChoiceFigure(
  _ settings: [(name: String, odds: [Double])], leaders: [Int], _ course: SamplingCourse
) -> Figure {
  let hotTail = 1 - leaders.reduce(0) { $0 + settings[3].odds[$1] }
  return Figure(
    "one-choice",
    title:
      "At T = 1.5 the tokens outside the first seven get \(percent.text(hotTail)) of the draws",
    subtitle: "Probability of the seven likeliest next tokens, and of all others together",
    size: .init(width: 1100, height: 620), columnCount: 4, sharing: .x,
    panels: settings.map { setting in
      let shown = leaders.map { setting.odds[$0] }
      return Figure.Panel(
        setting.name,
        x: Axis("probability", range: 0...1.15, ticks: [.init(0, "0"), .init(1, "1")]),
        y: Axis(categories: leaders.map { course.label($0) } + ["others"]),
        marks: [.bars("", shown + [max(0, 1 - shown.reduce(0, +))], valueStyle: .decimals(2))])
    })
}

func entropyFigure(
  _ temperatures: [Double], _ curves: [(entropy: Double, cost: Double)],
  atOne trained: (entropy: Double, cost: Double), count: Int
) -> Figure {
  let (entropy, cost) = (curves.map(\.entropy), curves.map(\.cost))
  let cheapest = zip(temperatures, cost).min { $0.1 < $1.1 } ?? (1, 0)
  return Figure(
    "entropy",
    title: "At temperature 1 the model expects \(decimals.text(trained.entropy)) bits a token and "
      + "pays \(decimals.text(trained.cost))",
    subtitle: "Mean over \(count) places in held-out text; the cost is lowest at "
      + "T = \(decimals.text(cheapest.0))",
    x: Axis("temperature", range: 0.2...2.05),
    y: Axis("bits per token", from: 0, to: 1.25 * (entropy.last ?? 1)),
    marks: [
      .line("entropy", x: temperatures, y: entropy),
      .line("cost", x: Array(temperatures.dropFirst(2)), y: Array(cost.dropFirst(2))),
      .vertical(1, "as trained"),
    ])
}

func temperatureFigure(
  _ dial: [Double], _ texts: [TextQuality], _ truth: TextQuality, isBuiltIn: Bool, count: Int
) -> Figure {
  let (repeated, known) = (texts.map(\.repeatedShare), texts.map(\.knownShare))
  let hot = dial.count - 1
  return Figure(
    "temperature",
    title: "Heat cuts repetition from \(percent.text(repeated[0])) to "
      + "\(percent.text(repeated[hot])), known words from \(percent.text(known[0])) to "
      + percent.text(known[hot]),
    subtitle: "\(count) continuations of held-out text",
    x: Axis("temperature"), y: Axis("share", range: 0...1, style: .percent(0)),
    marks: [
      .line("known words", x: dial, y: known, showsPoints: true),
      .line("repeated 4-grams", x: dial, y: repeated, showsPoints: true),
      .horizontal(truth.repeatedShare, "repeated in the text itself"),
    ]
      + (isBuiltIn
        ? [.line("grammatical", x: dial, y: texts.map(\.grammaticalShare), showsPoints: true)]
        : []))
}

func qualityTable(_ rows: [(name: String, quality: TextQuality)], isBuiltIn: Bool) -> Table {
  var table = Table([
    .text("sampler"), .number("known words", style: .percent(1)),
    .number("grammatical", style: .percent(1)), .number("repeated", style: .percent(1)),
  ])
  for (name, quality) in rows {
    table.append(
      name, quality.knownShare, isBuiltIn ? quality.grammaticalShare : .nan, quality.repeatedShare)
  }
  return table
}

/// How often tokens come back, and how odd a text is to its model, in bits per token.
typealias WritingMeasure = (repetition: Double, surprise: Double)

/// A repetition that every family of samplers has settings around, or nearly.
func commonRepetition(_ families: [[WritingMeasure]]) -> Double {
  let least = families.compactMap { $0.map(\.repetition).min() }.max() ?? 0
  let most = families.compactMap { $0.map(\.repetition).max() }.min() ?? 1
  return (least + most) / 2
}

/// What a family of samplers costs at some repetition, by a straight line through its settings.
func surprise(_ points: [WritingMeasure], atRepetition repetition: Double) -> Double {
  let (x, y) = (points.map(\.repetition), points.map(\.surprise))
  let spread = x.reduce(0) { $0 + ($1 - x.mean) * ($1 - x.mean) }
  let slope = zip(x, y).reduce(0) { $0 + ($1.0 - x.mean) * ($1.1 - y.mean) } / max(spread, 1e-12)
  return y.mean + slope * (repetition - x.mean)
}

func repetitionFigure(
  _ results: [(family: String, points: [WritingMeasure])], people: WritingMeasure,
  greedy: WritingMeasure, _ judge: WritingModel
) -> Figure {
  let bits = NumberStyle.decimals(1)
  let common = commonRepetition(results.map(\.points))
  let ends = results.map { surprise($0.points, atRepetition: common) }
  let lines = results.map { result -> Mark in
    let points = result.points.sorted { $0.repetition < $1.repetition }
    return .line(
      result.family, x: points.map(\.repetition), y: points.map(\.surprise), showsPoints: true,
      placement: .key)
  }
  // Room for the names of points at the ends.
  let x = results.flatMap { $0.points.map(\.repetition) } + [people.repetition, greedy.repetition]
  let (low, high) = (x.min() ?? 0, x.max() ?? 1)
  let margin = 0.1 * (high - low)
  let places = [("greedy", greedy, Hue.gray), ("text itself", people, Hue.black)].flatMap {
    name, place, hue -> [Mark] in
    [
      .points("", x: [place.repetition], y: [place.surprise], color: hue),
      .note(name, at: (place.repetition, place.surprise + 0.25), alignment: .center),
    ]
  }
  return Figure(
    "equal-repetition",
    title: "Where all repeat \(percent.text(common)), the samplers surprise by "
      + "\(bits.text(ends.min() ?? 0)) to \(bits.text(ends.max() ?? 0)) bits; the text repeats "
      + "\(percent.text(people.repetition)) at \(bits.text(people.surprise))",
    subtitle: "\(judge.name); each point is a setting, \(judge.stretches.count) continuations",
    x: Axis(
      "tokens that occurred among the 64 before",
      range: max(0, low - margin)...(high + margin), style: .percent(0)),
    y: Axis("surprise to the model", unit: "bits per token", from: 0), marks: lines + places)
}

/// The time of one more token at some length.
typealias TokenTime = (tokens: Double, milliseconds: Double)

func cacheFigure(_ plain: [TokenTime], _ cached: [TokenTime]) -> Figure {
  let last = (plain.last ?? (0, 0), cached.last ?? (0, 1))
  let speedUp = NumberStyle.significant(2).text(last.0.milliseconds / last.1.milliseconds)
  return Figure(
    "kv-cache",
    title: "At token \(Int(last.0.tokens)) the cache makes the next token \(speedUp) times cheaper",
    subtitle: "Time for one more token, the fastest of several rounds",
    x: Axis("tokens so far", from: 0), y: Axis("milliseconds", from: 0),
    marks: [("read everything again", plain), ("with KV cache", cached)].map { name, times in
      .line(name, x: times.map(\.tokens), y: times.map(\.milliseconds), showsPoints: true)
    })
}

/// The bytes of a cache: a key and a value of a layer's width in every layer.
func cacheTable(_ own: ModelConfiguration) -> Table {
  var table = Table([
    .text("model"), .number("a token", style: .bytes),
    .number("a full context", style: .bytes), .number("context", unit: "tokens"),
  ])
  for (name, shape, bytes) in [
    ("this chapter's model, 32-bit", own, 4),
    ("GPT-2 small, 16-bit", ModelConfiguration.gpt2Small, 2),
    ("BloombergGPT, 16-bit", .bloombergGPT, 2),
  ] {
    let token = 2 * shape.layerCount * shape.width * bytes
    table.append(name, token, token * shape.contextLength, shape.contextLength)
  }
  return table
}

func allowedTable(_ rows: some Sequence<(String, Int)>) -> Table {
  var table = Table([.text("after"), .number("allowed tokens")])
  for (text, count) in rows { table.append(text.isEmpty ? "(nothing)" : "`\(text)`", count) }
  return table
}
