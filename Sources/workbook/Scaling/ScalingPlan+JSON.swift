import WorkbookCore

extension ScalingPlan {
  /// One object: the answer at the top, everything that follows from it under `plan`.
  var json: JSONValue {
    [
      "objections": .array(objections.map { .text($0.description) }),
      "cautions": .array(cautions.map { .text($0) }),
      "parameters": .number(sized.parameters), "tokens": .number(sized.tokens),
      "intervals": intervals, "law": .text(request.law.name),
      "source": .text(request.law.source), "flops": .number(sized.compute),
      "loss": .optional(sized.loss),
      "plan": [
        "budget": .text(request.budget.origin), "shape": shapeJSON, "memory": memoryJSON,
        "time": timeJSON, "cost": costJSON, "data": dataJSON, "inference": servingJSON,
      ],
      "extrapolationOrders": .number(extrapolation),
      "warnings": .array((warnings + Remedies.advice(on: self)).map { .text($0) }),
    ]
  }

  private var intervals: JSONValue {
    [
      "level": .number(sized.level), "parameters": .pair(sized.parameterRange),
      "tokens": .pair(sized.tokenRange), "loss": .pair(sized.lossRange),
      "basis": .text(request.law.intervalBasis),
      "byLine": .pairs(sized.lineRanges), "byExponents": .pairs(sized.exponentRanges),
    ]
  }

  private var shapeJSON: JSONValue {
    let c = shape.configuration
    return [
      "family": .text(c.family.rawValue), "layers": .integer(c.layerCount),
      "width": .integer(c.width), "heads": .integer(c.headCount),
      "headWidth": .integer(c.headWidth), "feedForward": .integer(c.feedForwardWidth),
      "vocabulary": .integer(c.vocabularySize), "context": .integer(c.contextLength),
      "parameters": .integer(c.parameterCount.all),
      "nonEmbeddingParameters": .integer(c.parameterCount.nonEmbedding),
      "counting": .text(request.law.counting.rawValue),
      "relativeError": .number(shape.relativeError), "rule": .text(shape.rule.formula),
      "ruleWidth": .number(shape.ruleWidth), "countedFlops": .number(countedCompute),
      "steps": .array(shape.steps.map { .text($0) }),
    ]
  }

  private var memoryJSON: JSONValue {
    guard let memory else { return .null }
    return [
      "deviceBytes": .number(memory.deviceMemory),
      "plannedShare": .number(MemoryPlan.plannedShare),
      "bytesPerParameter": .integer(memory.bytesPerParameter),
      "microBatch": .integer(memory.batch), "gpus": .optional(memory.devices),
      "fewestGPUs": .optional(memory.fewestDevices),
      "advised": memory.advised?.json ?? .null, "layouts": .array(memory.rows.map(\.json)),
    ]
  }

  private var timeJSON: JSONValue {
    guard let cost else { return .null }
    let count = request.machine?.count
    return [
      "gpuHours": .number(cost.acceleratorHours), "gpus": .optional(count),
      "days": .optional(count.map { cost.days(accelerators: $0) }),
      "utilization": .number(cost.utilization), "peakFlops": .number(cost.peakRate),
      "recomputes": .bool(cost.isRecomputing),
    ]
  }

  private var costJSON: JSONValue {
    guard let cost, let price = request.machine?.hourlyPrice else { return .null }
    return [
      "dollars": .number(cost.dollars(hourlyPrice: price)), "hourlyPrice": .number(price),
    ]
  }

  private var dataJSON: JSONValue {
    guard let data else { return .null }
    return [
      "uniqueTokens": .number(data.unique), "law": .text(data.basis),
      "epochs": .number(data.asPlanned.epochs),
      "effectiveTokens": .number(data.asPlanned.effectiveTokens),
      "loss": .number(data.asPlanned.loss), "freshLoss": .number(data.freshLoss),
      "best": data.best.json, "bestParameters": .pair(data.bestParameterRange),
      "bestEpochs": .pair(data.bestEpochRange), "onePass": data.onePass?.json ?? .null,
      "onePassFlops": .optional(data.onePassCompute),
    ]
  }

  private var servingJSON: JSONValue {
    guard let serving else { return .null }
    return [
      "inferenceTokens": .number(serving.tokens), "law": .text(serving.basis),
      "loss": .number(serving.loss), "trainingOptimum": serving.reference.json,
      "best": serving.best.json, "bestParameters": .pair(serving.bestParameterRange),
      "bestBasis": .text(serving.rangeBasis),
      "saving": .number(serving.saving), "half": serving.half?.json ?? .null,
      "halfBreakEvenTokens": .optional(serving.halfBreakEven),
    ]
  }
}

extension MemoryPlan.Row {
  fileprivate var json: JSONValue {
    let shown = own ?? least
    return [
      "stage": .text(stage.name), "recomputes": .bool(isRecomputing), "fits": .bool(fits),
      "leastGPUs": .optional(least?.devices), "shards": .optional(shown?.shards),
      "tensor": .optional(shown?.tensor),
      "bytes": memory?.json ?? .null,
    ]
  }
}

extension DeviceMemory {
  fileprivate var json: JSONValue {
    [
      "parameters": .number(parameters), "gradients": .number(gradients),
      "optimizerState": .number(optimizerState), "gathered": .number(gathered),
      "activations": .number(activations), "logits": .number(logits), "total": .number(total),
    ]
  }
}

extension DataPlan.Reading {
  fileprivate var json: JSONValue {
    [
      "parameters": .number(parameters), "tokens": .number(tokens), "epochs": .number(epochs),
      "effectiveTokens": .number(effectiveTokens), "loss": .number(loss),
    ]
  }
}

extension ServingPlan.Choice {
  fileprivate var json: JSONValue {
    [
      "parameters": .number(parameters), "tokens": .number(tokens),
      "trainingFlops": .number(trainingCompute), "lifetimeFlops": .number(lifetimeCompute),
    ]
  }
}

extension JSONValue {
  fileprivate static func pairs(
    _ ranges: (parameters: ClosedRange<Double>, tokens: ClosedRange<Double>)?
  ) -> JSONValue {
    guard let ranges else { return .null }
    return ["parameters": .pair(ranges.parameters), "tokens": .pair(ranges.tokens)]
  }
}
