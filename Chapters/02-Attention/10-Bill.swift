import Foundation
import WorkbookCore

func addUpTheBill(_ notebook: Notebook) throws {
  //: ## The bill: T squared
  //:
  //: Let $T$ be the length of the text and $D$ the width. The projections (into queries, keys and
  //: values, and out again) take $8\,T D^2$ operations. The scores and the mixing take up to
  //: $4\,T^2 D$, half of it without the masked part. Twice the text: twice the projections, but
  //: four times the attention. By count the two meet at $T = 2D$, or $4D$ if the masked half is
  //: never computed.
  //:
  //: **Predict.** Operations are not time. The softmax has few operations and slow ones. Will the
  //: measured crossing lie before or behind the counted one?
  let lengths = [32, 64, 128, 256, 512, 1_024] + notebook.pick(smoke: [], lesson: [2_048])
  let (width, tries) = (256, notebook.pick(smoke: 5, lesson: 9))
  let times = layerTimes(lengths, width: width, tries: tries, seed: notebook.seed)
  let (crossing, counted) = (try crossing(lengths, times), Double(4 * width))
  try notebook.plot(costFigure(lengths, times, crossing: crossing, counted: counted, width: width))
  notebook.observe(
    "measured crossing over the counted one", (crossing ?? .nan) / counted, in: 0.02...2)

  //: Where attention passes its projections earlier than the count says, this is the cause: products
  //: are what processors are built for, and the softmax is not. For large models the crossing moves
  //: out. A full block also has a feed-forward layer (chapter 3), with $16\,T D^2$ operations more.
  //:
  //: ## The other bill: memory
  //:
  //: A model that writes adds one token at a time. Keys and values of old tokens never change, for
  //: the mask keeps them from seeing anything new. So they are computed once and kept: that is the
  //: **key–value cache**. It grows by $2LD$ numbers a token in a model of $L$ layers.
  try notebook.show(cacheSchematic(), "cache")

  //: **Predict.** BloombergGPT, in numbers of 16 bits: how many megabytes does one token of context
  //: take? And which share of its operations are the $T^2$ ones, at its context of 2,048?
  let (small, bloomberg) = (ModelConfiguration.gpt2Small, ModelConfiguration.bloombergGPT)
  let bill = billTable([
    ("GPT-2 small", small, 1), ("BloombergGPT", bloomberg, 1),
    ("BloombergGPT, 64 times the context", bloomberg, 64),
  ])
  notebook.show(bill)
  notebook.claim(
    "the T² part of BloombergGPT's layer", squareShare(bloomberg.width, bloomberg.contextLength),
    in: 0.04...0.05)
  notebook.claim(
    "megabytes of cache for one token",
    Double(2 * 2 * bloomberg.layerCount * bloomberg.width) / 1e6,
    in: 2...2.2)

  //: The table counts the full square, as is the custom; where the masked half is not computed, the
  //: 74 % of the last row become 59 %. Give BloombergGPT whole annual reports, and the square is most
  //: of the bill by either count, and the cache of one reader is larger than the model.
}

/// The share of the products without weights in a block's forward operations.
private func squareShare(_ width: Int, _ time: Int) -> Double {
  let (d, t) = (Double(width), Double(time))
  return 4 * t * d / (24 * d * d + 4 * t * d)
}

/// What so many times their context costs some models.
private func billTable(_ models: [(name: String, shape: ModelConfiguration, times: Int)]) -> Table {
  var bill = Table([
    .text("model"), .number("width"), .number("context", unit: "tokens"),
    .number("T² part of a layer's operations", style: .percent(1)),
    .number("cache of a full context", unit: "MB", style: .decimals(0)),
  ])
  for (name, model, times) in models {
    let context = times * model.contextLength
    bill.append(
      name, model.width, context, squareShare(model.width, context),
      Double(2 * model.layerCount * model.width * context * 2) / 1e6)
  }
  return bill
}

/// Where attention takes as long as its projections; between two lengths straight, on logarithmic
/// paper. Nil where that lies outside.
private func crossing(
  _ lengths: [Int], _ times: [(projections: Double, attention: Double)]
) throws -> Double? {
  try PiecewisePowerLaw(
    x: lengths.map { Double($0) }, y: times.map { $0.attention / $0.projections }
  ).place(reaching: 1)
}

/// Milliseconds of a layer's projections and of its attention, forward, for each length.
private func layerTimes(
  _ lengths: [Int], width: Int, tries: Int, seed: UInt64
) -> [(projections: Double, attention: Double)] {
  var draws = RandomStream(seed: seed).fork("bill")
  return lengths.map { layerTime($0, width: width, tries: tries, draws: &draws) }
}

private func layerTime(
  _ time: Int, width: Int, tries: Int, draws: inout RandomStream
) -> (projections: Double, attention: Double) {
  let arena = Arena()
  let tape = Tape<Float>(isTraining: false)
  let x = tape.variable(rows: time, columns: width)
  x.value.copy(from: draws.normals(x.value.count))
  for outputs in [3 * width, width] {
    let weight = Variable<Float>(
      rows: outputs, columns: width, value: arena.allocate(outputs * width, of: 0.01))
    _ = tape.linear(x, weight: weight)
  }
  let core = Tape<Float>(isTraining: false)
  let shape = AttentionShape(batch: 1, time: time, headCount: 4, headWidth: width / 4)
  let packed = core.variable(rows: time, columns: shape.rowWidth)
  packed.value.copy(from: draws.normals(packed.value.count))
  _ = core.attention(packed, shape: shape)
  tape.finishPlanning()
  core.finishPlanning()
  // Short texts are run many times over, so that the clock has something to measure.
  let repeats = max(1, 2_048 / time)
  return withExtendedLifetime((arena, tape, core)) {
    let projection = Stopwatch.shortest(of: tries) { for _ in 0..<repeats { tape.forward() } }
    let attention = Stopwatch.shortest(of: tries) { for _ in 0..<repeats { core.forward() } }
    return (1_000 * projection / Double(repeats), 1_000 * attention / Double(repeats))
  }
}

/// Time of projections and attention by the length of the text.
private func costFigure(
  _ lengths: [Int], _ times: [(projections: Double, attention: Double)], crossing: Double?,
  counted: Double, width: Int
) -> Figure {
  let x = lengths.map { Double($0) }
  return Figure(
    "cost",
    title: crossing.map {
      "Beyond \(NumberStyle.significant(2).text($0)) tokens attention takes more time than its "
        + "projections"
    } ?? "Where attention takes more time than its projections cannot be seen here",
    subtitle: "One layer of width \(width) with 4 heads, forward, one core",
    x: Axis("length of the text", unit: "tokens", scale: .log2),
    y: Axis("time", unit: "ms", scale: .log),
    marks: [
      .line("projections", x: x, y: times.map(\.projections), showsPoints: true),
      .line("attention", x: x, y: times.map(\.attention), showsPoints: true),
      .vertical(counted, "equal by count: T = 4D"),
    ])
}
