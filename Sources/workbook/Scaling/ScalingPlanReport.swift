import WorkbookCore

/// A plan in words and tables, as a colleague would put it.
struct ScalingPlanReport {
  let plan: ScalingPlan

  var text: String {
    ([cautions, answer, shape, memory, bill, data, serving, warnings].compactMap { $0 })
      .joined(separator: "\n\n")
  }

  /// What must be known before the answer is read.
  private var cautions: String? {
    plan.cautions.isEmpty
      ? nil : plan.cautions.map { lines("! " + $0) }.joined(separator: "\n")
  }

  private var answer: String {
    let sized = plan.sized
    var table = Table([
      .text(""), .text("best"), .text(percent(sized.level, 0) + " interval"),
    ])
    table.append("parameters", count(sized.parameters), range(sized.parameterRange, count))
    table.append("tokens", count(sized.tokens), range(sized.tokenRange, count))
    if let loss = sized.loss {
      table.append("loss, nats a token", digits(loss), range(sized.lossRange, digits))
    }
    let ratio = NumberStyle.significant(2).text(sized.tokens / sized.parameters)
    return lines(
      "\(flops(sized.compute)) buy about \(count(sized.parameters)) parameters, trained on "
        + "\(count(sized.tokens)) tokens: \(ratio) tokens a parameter.",
      table.plainText,
      "Law: \(plan.request.law.name), \(plan.request.law.source).",
      "Interval: \(plan.request.law.intervalBasis). Budget: \(plan.request.budget.origin).")
  }

  private var shape: String {
    let c = plan.shape.configuration
    let share = plan.countedCompute / plan.sized.compute
    return lines(
      "SHAPE. \(c.layerCount) layers of width \(c.width), \(c.headCount) heads of \(c.headWidth), "
        + "feed-forward \(c.feedForwardWidth), vocabulary \(c.vocabularySize), context "
        + "\(c.contextLength) (\(c.family.rawValue)).",
      plan.shape.steps.joined(separator: " ")
        + " All its products, attention's too, take \(NumberStyle.decimals(2).text(share)) times "
        + "6·N·D.", pretraining)
  }

  /// Models that this machine can train.
  private var pretraining: String {
    let c = plan.shape.configuration
    guard plan.shape.counted <= 50_000_000 else { return "" }
    // A small model wants many short steps rather than a few long ones.
    let context = Double(c.contextLength)
    let batch = min(12, max(1, (plan.sized.tokens / context / 1_000).rounded(.down)))
    let steps = Int(min(1e12, max(1, (plan.sized.tokens / context / batch).rounded())))
    return "To train it here: ./workbook pretrain --family \(c.family.rawValue) --layers "
      + "\(c.layerCount) --heads \(c.headCount) --width \(c.width) --feed-forward "
      + "\(c.feedForwardWidth) --vocabulary-size \(c.vocabularySize) --context \(c.contextLength) "
      + "--batch \(Int(batch)) --steps \(steps) --corpus TEXT --out MODEL."
  }

  private var memory: String? {
    guard let memory = plan.memory else { return nil }
    var table = Table([
      .text("layout"), .text("recomputes"), .number("at least", unit: "GPUs"),
      .text("shards × tensor"), .number("a GPU", unit: "GB"), .text("fits"),
    ])
    for row in memory.rows {
      let shown = row.own ?? row.least
      table.append(
        row.stage.name, row.isRecomputing ? "yes" : "no",
        row.least.map { Double($0.devices) } ?? .nan,
        shown.map { "\($0.shards) × \($0.tensor)" } ?? "–",
        row.memory.map { $0.total / 1e9 }.map { ($0 * 10).rounded() / 10 } ?? .nan,
        row.fits ? "yes" : "no")
    }
    let place = memory.devices.map { "on your \($0) GPUs" } ?? "on the fewest GPUs that do"
    let advice =
      memory.advised.map {
        "Begin with \($0.stage.name)\($0.isRecomputing ? " and recomputation" : ""): of the layouts "
          + "that fit, it computes least again, splits products least and shards least."
      } ?? "No layout fits."
    return lines(
      "MEMORY. \(memory.bytesPerParameter) bytes a parameter, micro-batch \(memory.batch), \(place) "
        + "with \(percent(MemoryPlan.plannedShare, 0)) of \(gigabytes(memory.deviceMemory)) GB in use.",
      table.plainText, advice)
  }

  private var bill: String? {
    guard let cost = plan.cost else { return nil }
    var text =
      "TIME. \(whole(cost.acceleratorHours)) GPU hours at \(percent(cost.utilization, 1)) of the peak"
      + (cost.isRecomputing ? ", recomputation's third included" : "")
    if let gpus = plan.request.machine?.count {
      text += "; on \(gpus) of them \(digits(cost.days(accelerators: gpus))) days"
    }
    if let price = plan.request.machine?.hourlyPrice {
      text +=
        ". COST. \(whole(cost.dollars(hourlyPrice: price))) dollars at \(NumberStyle.automatic.text(price)) an hour"
    }
    return lines(text + ".")
  }

  private var data: String? {
    guard let data = plan.data else { return nil }
    guard data.isLimited else {
      return lines(
        "DATA. Your \(count(data.unique)) tokens are enough: \(percent(data.asPlanned.epochs, 0)) of "
          + "them are read once.")
    }
    var table = Table([
      .text("with your text"), .text("parameters"), .text("tokens"), .text("epochs"),
      .text("worth, fresh"), .text("loss"),
    ])
    func add(_ name: String, _ reading: DataPlan.Reading) {
      table.append(
        name, count(reading.parameters), count(reading.tokens), digits(reading.epochs),
        count(reading.effectiveTokens), digits(reading.loss))
    }
    add("as planned", data.asPlanned)
    add("best for the budget", data.best)
    if let one = data.onePass { add("one pass, then stop", one) }
    let price = data.asPlanned.loss - data.freshLoss
    let left = data.onePassCompute.map {
      " One pass would leave \(percent(1 - $0 / data.compute, 0)) of the budget unspent."
    }
    return lines(
      "DATA. You have \(count(data.unique)) different tokens and would read each "
        + "\(digits(data.asPlanned.epochs)) times. Repeating costs "
        + "\(NumberStyle.significant(2).text(price)) nats a token against fresh text.",
      table.plainText,
      "The best size goes from \(range(data.bestParameterRange, count)), its epochs from "
        + "\(range(data.bestEpochRange, digits)): the worth of repeats is known only roughly."
        + (left ?? "") + " By \(data.basis).")
  }

  private var serving: String? {
    guard let serving = plan.serving else { return nil }
    var table = Table([
      .text("at equal loss"), .text("parameters"), .text("tokens"), .text("training FLOPs"),
      .text("lifetime FLOPs"),
    ])
    func add(_ name: String, _ choice: ServingPlan.Choice) {
      table.append(
        name, count(choice.parameters), count(choice.tokens), flops(choice.trainingCompute),
        flops(choice.lifetimeCompute))
    }
    add("best to train", serving.reference)
    add("best for life", serving.best)
    if let half = serving.half { add("half the size", half) }
    let advice =
      serving.saving < 0.01
      ? "The size hardly matters for its life: stay with the training's optimum."
      : "A smaller model, trained longer, saves \(percent(serving.saving, 0)) over its life."
    return lines(
      "USE. For \(count(serving.tokens)) tokens of use, at a loss of \(digits(serving.loss)):",
      table.plainText,
      advice
        + (serving.halfBreakEven.map { " Half the size pays from \(count($0)) tokens on." } ?? "")
        + " The best size goes from \(range(serving.bestParameterRange, count)), by "
        + "\(serving.rangeBasis); the rest by \(serving.basis).")
  }

  private var warnings: String? {
    let list = plan.warnings + Remedies.advice(on: plan)
    return list.isEmpty ? nil : lines("MIND.") + list.map { "\n" + lines("- " + $0) }.joined()
  }

  /// Sentences broken into lines; tables stay as they are.
  private func lines(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.map { $0.contains("\n") ? $0 : Console.wrapped($0) }
      .joined(separator: "\n")
  }

  private func count(_ value: Double) -> String { NumberStyle.suffix.text(value) }
  private func digits(_ value: Double) -> String { NumberStyle.significant(4).text(value) }
  private func whole(_ value: Double) -> String { NumberStyle.significant(3).text(value) }
  private func gigabytes(_ value: Double) -> String { NumberStyle.automatic.text(value / 1e9) }
  private func percent(_ value: Double, _ decimals: Int) -> String {
    NumberStyle.percent(decimals).text(value)
  }
  private func flops(_ value: Double) -> String { NumberStyle.powers.text(value) + " FLOPs" }

  private func range(_ range: ClosedRange<Double>?, _ style: (Double) -> String) -> String {
    range.map { "\(style($0.lowerBound)) to \(style($0.upperBound))" } ?? "not known"
  }
}
