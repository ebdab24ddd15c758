import WorkbookCore

// The charts of chapter 5: how they are drawn is no part of what they show.

/// Schedules on the left, the losses of their runs on the right.
func ratesFigure(
  _ shapes: [(name: String, schedule: LearningRateSchedule)],
  _ runs: [(losses: [Double], heldOut: Double)], steps: Int
) -> Figure {
  let ends = runs.map { NumberStyle.decimals(2).text($0.heldOut) }
  let places = Array(stride(from: 0, to: steps, by: max(1, steps / 100)))
  let window = max(1, steps / 20)
  return Figure(
    "rates",
    title: "On held-out text the constant rate ends at \(ends[0]) nats, cosine at \(ends[1]), "
      + "WSD at \(ends[2])",
    subtitle: "Three schedules of one peak, and the training loss, a mean of \(window) steps",
    panels: [
      Figure.Panel(
        "learning rate", x: Axis("step"), y: Axis("rate, 1,000ths", from: 0),
        marks: shapes.map { shape in
          .line(
            shape.name, x: places.map { Double($0) },
            y: places.map { 1_000 * shape.schedule.rate(at: $0, of: steps) })
        }),
      Figure.Panel(
        "training loss", x: Axis("step"), y: Axis("nats per token"),
        marks: zip(shapes, runs.map(\.losses)).map { shape, losses in
          let ends = Array(stride(from: window, through: losses.count, by: max(1, window / 2)))
          return .line(
            shape.name, x: ends.map { Double($0) },
            y: ends.map { losses[($0 - window)..<$0].reduce(0, +) / Double(window) })
        }),
    ])
}

func lossFigure(
  _ curve: HeldOutCurve, _ run: PlannedRun, _ rivals: Rivals, _ result: PretrainingResult
) -> Figure {
  let crossing = zip(curve.tokens, curve.bits).first { $0.1 < run.tokenBigram }?.0
  return Figure(
    "loss",
    title: crossing.map {
      "The model beats a table of token pairs after \(NumberStyle.suffix.text($0)) tokens"
    } ?? "So short a run does not beat a table of token pairs yet",
    subtitle: "\(NumberStyle.suffix.text(Double(result.parameterCount))) parameters on "
      + rivals.text.parts.map(\.name).joined(separator: " and ") + " text",
    caption: "Training batches in the mean bytes per token of the held-out texts.",
    x: Axis("tokens trained on"), y: Axis("loss", unit: "bits per byte"),
    marks: [
      .line(
        "training batches", x: result.metrics.map { Double($0.tokens) },
        y: result.metrics.map { $0.trainingLoss * curve.meanBitsPerNat }, color: .gray, width: 1),
      .line("held-out text", x: curve.tokens, y: curve.bits, showsPoints: true),
      .horizontal(rivals.byteBigram, "table of byte pairs"),
      .horizontal(run.tokenBigram, "table of token pairs"),
    ] + (run.floor.map { [.horizontal($0, "floor of the window")] } ?? []))
}

func memoryFigure(_ memory: TrainingMemory, _ plan: PretrainingPlan) -> Figure {
  let items = [
    ("parameters", memory.parameters), ("gradients", memory.gradients),
    ("optimizer state", memory.optimizerState), ("activations", memory.activations),
  ]
  let activationShare = Double(memory.activations) / Double(memory.total)
  return Figure(
    "memory",
    title: "Activations take \(NumberStyle.percent(0).text(activationShare)) of this run's memory",
    subtitle: "\(NumberStyle.bytes.text(Double(memory.total))) in Float32, "
      + "\(plan.training.replicas) replicas, \(plan.training.batch) windows of "
      + "\(plan.model.contextLength) tokens",
    x: Axis("memory", unit: "MiB"), y: Axis("", categories: items.map(\.0)),
    marks: [.bars("", items.map { Double($0.1) / 1_048_576 }, valueStyle: .decimals(1))])
}

func stepFigure(_ profile: StepProfile, productsAlone: Double) -> Figure {
  let timed = profile.parts.filter { $0.seconds > 0 }.sorted { $0.seconds > $1.seconds }
  let noBars = timed.map { _ in 0.0 }
  let ratio = NumberStyle.decimals(2).text(profile.seconds / productsAlone)
  return Figure(
    "step",
    title: "A training step takes \(ratio) times its matrix products alone",
    subtitle: "Where its time goes, on \(profile.replicas) threads; linear, attention and head "
      + "contain the products",
    x: Axis("time", unit: "ms"),
    y: Axis("", categories: timed.map(\.part.name) + ["whole step", "products alone"]),
    marks: [
      .bars(
        "parts", timed.map { 1_000 * $0.seconds } + [0, 0], isStacked: true, placement: .hidden),
      .bars(
        "whole", noBars + [1_000 * profile.seconds, 1_000 * productsAlone], isStacked: true,
        placement: .hidden),
    ])
}

/// The parts of a step under the roof of the machine.
func rooflineFigure(_ profile: StepProfile, _ roof: Roofline) -> Figure {
  func ofPeak(_ part: StepPart) -> Double { (profile[part].rate ?? 0) / roof.peak }
  func isProduct(_ part: StepPart) -> Bool { productParts.contains(part) }
  let placed = profile.computingParts.compactMap { part in
    part.intensity.flatMap { intensity in
      part.rate.map { (part: part.part, intensity: intensity, rate: $0 / 1e9) }
    }
  }
  let lowest = 0.5 * (placed.map(\.rate).min() ?? 1)
  let leftmost = 0.2 * (placed.map(\.intensity).min() ?? 0.1)
  let rightmost = max(4 * (placed.map(\.intensity).max() ?? 10), 4 * roof.ridge)
  let peak = roof.peak / 1e9
  let slopeEnd = 0.3 * roof.ridge
  let roofPlaces = [leftmost, roof.ridge, rightmost]
  var roofMarks: [Mark] = [
    .line(
      "", x: roofPlaces, y: roofPlaces.map { roof.bound(intensity: $0) / 1e9 }, color: .black),
    .note("peak of matrix products", at: (rightmost, 1.2 * peak), alignment: .right),
    .note("the memory's\nbandwidth", at: (slopeEnd, 0.5 * roof.bound(intensity: slopeEnd) / 1e9)),
  ]
  // The roof over products of 16-bit numbers, of which a later section speaks.
  if ProductPrecision.bfloat16.isAvailable {
    let rounded = MachineProbe.matrixProductRate(threads: profile.replicas, precision: .bfloat16)
    let start = rounded * 1e9 / roof.bandwidth
    roofMarks += [
      .line("", x: [start, rightmost], y: [rounded, rounded], color: .black, dash: .dashed),
      .note("of bfloat16's", at: (rightmost, 0.83 * rounded), alignment: .right),
    ]
  }
  for place in placed {
    let color: Hue = isProduct(place.part) ? .blue : .vermilion
    roofMarks.append(
      .line(
        place.part.name, x: [place.intensity, place.intensity], y: [lowest, place.rate],
        color: color, width: 7, placement: .hidden))
    // Names stand left of their bars, above the slope or under the flat roof.
    let isLast = place.part == .linear
    let above = max(place.rate, roof.bound(intensity: place.intensity) / 1e9)
    let height = isProduct(place.part) ? min(place.rate, 0.85 * peak) : 1.15 * above
    roofMarks.append(
      .note(
        place.part.name, at: (place.intensity * (isLast ? 1.08 : 0.92), height),
        pointingTo: height > 1.3 * place.rate
          ? (place.intensity, place.rate) : nil, alignment: isLast ? .left : .right, color: color))
  }
  let percent = NumberStyle.percent(0)
  return Figure(
    "roofline",
    title: "Linear layers reach \(percent.text(ofPeak(.linear))) of this machine's peak, the "
      + "optimizer \(percent.text(ofPeak(.optimizer)))",
    subtitle: "The parts of a training step under the roofline of \(profile.replicas) threads; "
      + "both axes logarithmic",
    caption: "Bytes: those that must move at least. A part whose data are in the cache still can "
      + "pass the slope.",
    size: Figure.Size(width: 960, height: 640),
    x: Axis("intensity", unit: "operations a byte", scale: .log, range: leftmost...rightmost),
    y: Axis("rate", unit: "GFLOP/s", scale: .log, from: lowest), marks: roofMarks)
}
