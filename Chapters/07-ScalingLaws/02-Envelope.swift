import Foundation
import WorkbookCore

/// - Returns: the fits to the curves' envelope and to the budgets' valleys, where there is one.
func readEnvelope(
  _ notebook: Notebook, _ runs: SweptRuns
) throws -> (envelope: TrainingEnvelope?, isoflop: IsoFLOPFit?) {
  let (plans, curves, points) = (runs.plans, runs.curves, runs.points)
  let two = NumberStyle.decimals(2)

  //: ## Approach 1: the lower envelope of the curves
  //:
  //: The first way needs no theory at all. Draw how every run's loss fell while it was trained, over
  //: the operations spent so far. At each point of the x axis ask: whose curve is the lowest? That is
  //: the best size for this budget.
  let sizes = Set(points.map(\.parameters)).sorted()
  func hue(_ parameters: Double) -> Hue {
    let place = sizes.firstIndex(of: parameters) ?? 0
    return .ordered(Double(place) / Double(max(1, sizes.count - 1)))
  }
  // One curve for each model and budget: that of the first seed.
  let firstSeeds = Set(
    plans.flatMap { $0 }.filter { $0.training.seed == notebook.seed }.map(\.name))
  let shown = Dictionary(grouping: curves.filter { firstSeeds.contains($0.name) }, by: \.name)
    .values.map { $0.sorted { $0.compute < $1.compute } }
    .sorted { ($0[0].parameters, $0[0].name) < ($1[0].parameters, $1[0].name) }
  let envelope = try? TrainingEnvelope.fit(shown.flatMap { $0 })
  let isoflop = try? IsoFLOPFit.fit(points)
  let longest = sizes.compactMap { size in
    shown.filter { $0[0].parameters == size }.max {
      ($0.last?.compute ?? 0) < ($1.last?.compute ?? 0)
    }
  }
  try notebook.plot(
    Figure(
      "curves",
      title: envelope.map {
        "Read off the curves, the best size grows as C to the power \(two.text($0.size.exponent))"
      } ?? "On these curves no size but the smallest and the largest is ever the best",
      subtitle:
        "Held-out loss along each training; colours are sizes, black is the lowest loss so far",
      caption: "One seed of each run. Names stand at each size's longest run.",
      size: .tall,
      x: Axis("operations so far", unit: "6ND", scale: .log),
      y: Axis("held-out loss", unit: "nats a token", scale: .log),
      marks: shown.map { curve in
        .line(
          longest.contains { $0[0].name == curve[0].name }
            ? NumberStyle.suffix.text(curve[0].parameters) : "",
          x: curve.map(\.compute), y: curve.map(\.loss), color: hue(curve[0].parameters),
          width: 1.5,
          placement: longest.contains { $0[0].name == curve[0].name } ? .end : .hidden)
      }
        + (envelope.map { found in
          let some = found.points.enumerated().filter { $0.offset.isMultiple(of: 15) }.map(
            \.element)
          // What so many operations buy at most: where a budget's runs end, a shorter run stays best.
          var lowest: [Double] = []
          for point in some { lowest.append(min(point.loss, lowest.last ?? .infinity)) }
          return [
            Mark.line(
              "envelope", x: some.map(\.compute), y: lowest, color: .black, width: 2,
              placement: .hidden)
          ]
        } ?? [])))

  //: It is a fine picture, and it reads **too high** everywhere but at the ends of the curves. A
  //: loss halfway down a schedule is not the loss of a run that ends there: its learning rate is
  //: still high, and the weights still shake. Hoffmann et al. say so in appendix B, and blame part
  //: of the earlier, different law of Kaplan et al. on it. (Later work finds that other things
  //: weigh more. They come below.) Let us measure by how much a loss is too high. Take two runs of
  //: the same model, a short one and a longer one. What is the longer one's loss where the short
  //: one ends?
  func loss(_ curve: [TrainingRun], at compute: Double) -> Double? {
    guard let after = curve.firstIndex(where: { $0.compute >= compute }), after > 0 else {
      return nil
    }
    let (a, b) = (curve[after - 1], curve[after])
    let share = log(compute / a.compute) / log(b.compute / a.compute)
    return exp(log(a.loss) * (1 - share) + log(b.loss) * share)
  }
  let excess = shown.flatMap { short in
    shown.compactMap { long -> Double? in
      guard let end = short.last, let final = long.last, end.parameters == final.parameters,
        final.compute > 2 * end.compute
      else { return nil }
      return loss(long, at: end.compute).map { $0 / end.loss - 1 }
    }
  }.sorted()
  let percent = NumberStyle.percent(1)
  if !excess.isEmpty {
    let middle = excess[excess.count / 2]
    notebook.show(
      "passing the point where a shorter run ends, a longer run's loss is "
        + "\(percent.text(middle)) higher in the median of \(excess.count) pairs")
    notebook.claim(
      "how much higher a loss is halfway down a longer schedule, as a share", middle,
      in: 0.0...0.6, smoke: -0.2...2, scope: .builtInCorpus)
  }

  return (envelope, isoflop)
}
