import Models
import RealModule

/// The whole answer to "how large a model, on how many tokens, for this budget?".
///
///     let plan = try ScalingPlan(
///       .init(law: PlanningLaw(.chinchilla1), budget: .operations(3.51e23)))
///     plan.sized.parameters                // 52.993e9
///     plan.shape.configuration.layerCount
public struct ScalingPlan: Sendable {
  /// What is asked, and what one knows.
  public struct Request: Sendable {
    public var law: PlanningLaw
    public var budget: ComputeBudget
    /// The share of intervals of this kind that hold the truth.
    public var level = 0.9
    public var machine: TrainingMachine?
    public var shapeRule = ShapeRule.levine
    public var family = ModelConfiguration.Family.gpt2
    public var vocabulary = VocabularyRule.tao
    public var contextLength = 2_048
    public var headWidth: Int?
    /// Sequences that a device computes at a time.
    public var batch = 1
    /// Of a parameter's gradient: 4, or 2 in 16 bits.
    public var gradientByteCount = 4
    /// Different tokens at hand.
    public var uniqueTokens: Double?
    /// Tokens that the model will read and write in its life.
    public var inferenceTokens: Double?
    /// Plans all the same where there are objections.
    public var ignoresObjections = false

    public init(law: PlanningLaw, budget: ComputeBudget) {
      self.law = law
      self.budget = budget
      // A law counts losses a token: it holds for the vocabulary of its runs.
      if let size = law.domain?.vocabularySize { vocabulary = .given(Int(min(size, 0x1p24))) }
      if let length = law.domain?.contextLength { contextLength = Int(min(length, 0x1p24)) }
    }
  }

  public let request: Request
  public let sized: SizedBudget
  public let shape: ShapePlan
  /// All products of the shape, attention's too, over the planned tokens: what 6·N·D stands for.
  public let countedCompute: Double
  /// Nil where no device's memory is known.
  public let memory: MemoryPlan?
  /// Nil where no device's speed or its utilization is known.
  public let cost: TrainingCost?
  public let data: DataPlan?
  public let serving: ServingPlan?

  /// Why nobody should act on it; none unless the request ignores them.
  public let objections: [LawObjection]

  /// - Throws: `ScalingError.unfit` where there are objections to the law at this budget, `ScalingError`
  ///   where it makes no model of the budget, or no shape has its size.
  public init(_ request: Request) throws(ScalingError) {
    self.request = request
    sized = request.law.size(compute: request.budget.compute, level: request.level)
    objections = request.law.objections(to: sized)
    guard objections.isEmpty || request.ignoresObjections else {
      throw .unfit(law: request.law.name, objections: objections)
    }
    guard sized.parameters >= 1, sized.parameters <= 9e13, sized.tokens >= 1, sized.tokens <= 1e30
    else {
      throw .impossible(
        "the law \(request.law.name) makes \(SignificantDigits.text(sized.parameters, 3)) parameters and "
          + "\(SignificantDigits.text(sized.tokens, 3)) tokens of this budget; it does not reach so far"
      )
    }
    shape = try ShapePlan(
      parameters: sized.parameters, rule: request.shapeRule, family: request.family,
      vocabulary: request.vocabulary, contextLength: request.contextLength,
      headWidth: request.headWidth, counting: request.law.counting)
    guard abs(Double.log(1 + shape.relativeError)) <= Self.farthestShape else {
      throw .impossible(
        "the law \(request.law.name) makes \(SignificantDigits.text(sized.parameters, 3)) parameters of this "
          + "budget; the nearest \(request.family.rawValue) shape has \(shape.counted), for its vocabulary "
          + "of \(shape.configuration.vocabularySize) tokens alone is a large part of that; a smaller vocabulary would help"
      )
    }
    countedCompute = ComputeCost(shape.configuration).trainingPerToken * sized.tokens
    let machine = request.machine
    let configuration = shape.configuration
    memory = machine?.accelerator.memory.map {
      MemoryPlan(
        configuration, memory: $0, batch: request.batch, time: request.contextLength,
        devices: machine?.count, gradientByteCount: request.gradientByteCount)
    }
    if let machine, let peakRate = machine.accelerator.peakRate,
      let utilization = machine.utilization
    {
      cost = TrainingCost(
        compute: sized.compute, peakRate: peakRate, utilization: utilization,
        isRecomputing: machine.isRecomputing)
    } else {
      cost = nil
    }
    let (law, sized) = (request.law, sized)
    data = request.uniqueTokens.map { DataPlan(unique: $0, sized: sized, law: law) }
    serving = request.inferenceTokens.map { ServingPlan(tokens: $0, sized: sized, law: law) }
  }

  /// Orders of magnitude between the budget and the runs behind the law.
  public var extrapolation: Double {
    request.law.extrapolation(compute: sized.compute)
  }

  /// Whether the advised layout computes activations again and the plan's time leaves that out.
  public var isRecomputationUnplanned: Bool {
    guard let machine = request.machine, let advised = memory?.advised else { return false }
    return advised.isRecomputing && !machine.isRecomputing
  }

  /// Of ln of the shape's parameters over those wanted: beyond a factor of two it is another model.
  private static let farthestShape = Double.log(2)

  /// How far the answer goes beyond the runs behind the law, a sentence; nil within them.
  public var reach: String? {
    func tenths(_ value: Double) -> String { SignificantDigits.tenths(abs(value)) }
    guard abs(extrapolation) >= 0.05 else { return nil }
    var parts: [String] = []
    if let domain = request.law.domain {
      for (name, value, range) in [
        ("parameters", sized.parameters, domain.parameters),
        ("tokens", sized.tokens, domain.tokens),
      ] {
        let orders = RunDomain.decades(value, beyond: range)
        guard abs(orders) >= 0.05 else { continue }
        parts.append("\(tenths(orders)) \(orders > 0 ? "above" : "below") them in \(name)")
      }
    }
    return "The budget lies \(tenths(extrapolation)) orders of magnitude "
      + (extrapolation > 0 ? "above the largest" : "below the smallest")
      + " of the runs behind this law"
      + (parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")")
      + "; the interval knows their noise, not whether the law's form holds out here."
  }

  /// What must be known before anything else is read, a sentence each: objections that were ignored, and
  /// for a law of one's own what its test said and how far the budget lies beyond its runs.
  public var cautions: [String] {
    var result = objections.map { "Objection: \($0)." }
    guard request.law.isOwn else { return result }
    if abs(extrapolation) >= 1, !objections.contains(where: \.isOfReach), let reach {
      result.append(reach)
    }
    return result + request.law.remarks.filter { $0.contains("a misfit") }
  }

  /// What speaks against acting on this plan without a second thought, a sentence each.
  public var warnings: [String] {
    var result = objections.map { "Objection: \($0)." }
    if let reach { result.append(reach) }
    result += request.law.remarks
    if abs(shape.relativeError) > ShapePlan.tolerance {
      result.append(
        "The nearest round shape has \(SignificantDigits.tenths(100 * abs(shape.relativeError))) % "
          + (shape.relativeError > 0
            ? "more parameters than wanted; a smaller vocabulary would help."
            : "fewer parameters than wanted."))
    }
    let ratio = countedCompute / sized.compute
    if abs(ratio - 1) > 0.2 {
      result.append(
        "All products of this shape, attention's too, come to \(SignificantDigits.tenths(ratio)) times the budget of "
          + "6·N·D: the rule of thumb does not fit models of this kind, so plan time by the products."
      )
    }
    if let memory, memory.advised == nil {
      result.append(
        memory.devices == nil
          ? "It fits on no number of these devices: one layer alone is too large."
          : "It does not fit on these devices; the table says how many would do.")
    }
    if isRecomputationUnplanned {
      result.append(
        "It fits only where activations are computed again, which takes a third more time: with that "
          + "planned for, the same hardware pays for three quarters of the operations.")
    }
    if let data, data.asPlanned.epochs > 1, data.best.epochs > 16 {
      result.append(
        "Past 16 readings of the same text, nearly everything that it teaches is learnt: more text "
          + "is worth more than more compute.")
    }
    return result
  }
}
