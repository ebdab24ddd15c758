import Groundwork
import Tensors
import TrainingData

/// How a model is trained; everything here decides the result, bit for bit.
public struct TrainingConfiguration: Codable, Hashable, Sendable {
  /// Sequences a step.
  public var batch: Int
  /// Tokens a sequence.
  public var contextLength: Int
  /// Optimizer steps in all; the schedule ends there.
  public var steps: Int
  public var schedule: LearningRateSchedule
  public var beta1 = 0.9
  public var beta2 = 0.95
  public var epsilon = 1e-8
  /// The pull towards zero, on matrices and embeddings alone.
  public var weightDecay = 0.1
  /// Gradients longer than this (the norm of all of them together) are scaled down to it.
  public var clippingNorm = 1.0
  /// A step's batch is worked off in this many parts, whose gradients add up.
  public var accumulation = 1
  /// The coefficient of the z-loss (see `CrossEntropyKernel`): 0 for none, 1e-4 in PaLM.
  public var zLoss = 0.0
  /// Keep only each layer's input and compute the layer again in the backward pass: far less memory
  /// for about a third more time, and the same bits.
  public var recomputation = false
  public var packing = SequencePacking.windows
  /// Attention and labels keep within documents.
  public var separatesDocuments = false
  public var order = SequenceOrder.draws
  /// Threads that each take a share of the batch. Another count rounds differently.
  public var replicas: Int
  public var seed: UInt64 = 1
  /// How matrices are multiplied; nil for float32 by OpenBLAS, of which nothing is written, so that the
  /// digests of runs stay that knew nothing else.
  private(set) var products: ProductPlan?
  /// Steps between rows of the metrics file.
  public var logEvery = 10
  /// Steps between looks at the validation text; it is also looked at after the last step.
  public var evaluateEvery: Int
  /// Steps between checkpoints; one is also written at the end.
  public var checkpointEvery: Int

  public init(
    batch: Int, contextLength: Int, steps: Int, learningRate: Double = 1e-3,
    warmupSteps: Int? = nil, replicas: Int? = nil
  ) {
    self.batch = batch
    self.contextLength = contextLength
    self.steps = steps
    schedule = .cosine(
      peak: learningRate, warmupSteps: warmupSteps ?? Self.defaultWarmupSteps(of: steps),
      finalFraction: 0.1)
    self.replicas = replicas ?? Self.defaultReplicaCount(batch: batch)
    evaluateEvery = max(1, steps / 10)
    checkpointEvery = max(1, steps / 4)
  }

  /// How matrices are multiplied.
  public var productPlan: ProductPlan {
    get { products ?? .exact }
    set { products = newValue == .exact ? nil : newValue }
  }

  /// Tokens that one step trains on.
  public var tokensPerStep: Int { batch * contextLength }

  /// Throws what makes this training impossible, in one line.
  public func validate() throws(TrainingError) {
    let counts = [
      ("batch", batch), ("context length", contextLength), ("steps", steps),
      ("accumulation", accumulation), ("replicas", replicas), ("log-every", logEvery),
      ("evaluate-every", evaluateEvery), ("checkpoint-every", checkpointEvery),
    ]
    for (name, value) in counts where value < 1 {
      throw .impossible("\(name) is \(value); it must be at least 1")
    }
    guard Double(batch) * Double(contextLength) <= 0x1p40 else {
      throw .impossible("\(batch) × \(contextLength) tokens a step are more than 2⁴⁰")
    }
    guard batch % accumulation == 0 else {
      throw .impossible("a batch of \(batch) is not \(accumulation) equal parts")
    }
    guard batch / accumulation >= replicas else {
      throw .impossible(
        "\(replicas) replicas have only \(batch / accumulation) sequences at a time to share")
    }
    guard replicas <= 1_024 else { throw .impossible("\(replicas) replicas are too many") }
    guard schedule.isUsable else {
      throw .impossible(
        "the learning rate must be a positive number below 100, and no step count of the schedule "
          + "negative, its last rate no more than its highest")
    }
    guard (0..<1).contains(zLoss) else {
      throw .impossible("the z-loss coefficient is \(zLoss); it must lie from 0 to below 1")
    }
    guard productPlan.precision.isAvailable else {
      throw .impossible("\(ProductPrecision.unavailability); float32 works everywhere")
    }
    guard clippingNorm > 0, weightDecay >= 0, (0..<1).contains(beta1), (0..<1).contains(beta2),
      epsilon > 0
    else { throw .impossible("clipping, decay, betas or epsilon lie outside their ranges") }
  }
}

/// What can go wrong in training.
public enum TrainingError: UserFacingError, Equatable {
  case impossible(String)
  /// A held-out text that has nothing to predict.
  case heldOutTooShort(name: String, tokens: Int)
  case diverged(step: Int)
  /// Asked to stop; a checkpoint holds the step.
  case interrupted(step: Int)
  case badCheckpoint(path: String, problem: String)
  case mismatchedRun(path: String, problem: String)
  /// A new run was asked for where another one lies.
  case folderTaken(path: String)
  /// An adapter was to be written to a model's folder, or a model to an adapter's.
  case otherKind(path: String, isAdapter: Bool)

  public var description: String {
    switch self {
    case .impossible(let problem): "this training is impossible: \(problem)"
    case .heldOutTooShort(let name, let tokens):
      "\(name): \(Plural.count(tokens, "token")) \(Plural.of(tokens, "is", "are")) too few to measure a loss on; it takes 2"
    case .diverged(let step):
      "the loss is no number any more at step \(step); a lower learning rate may help"
    case .interrupted(let step): "interrupted at step \(step) (a checkpoint was written)"
    case .badCheckpoint(let path, let problem):
      "\(path): \(problem), and no checkpoint before it is whole"
    case .mismatchedRun(let path, let problem):
      "\(path): \(problem); resume with the same options, or choose another output folder"
    case .folderTaken(let path): "\(path): this folder holds a run already"
    case .otherKind(let path, let isAdapter):
      isAdapter
        ? "\(path): this folder holds a model; an adapter needs a folder of its own"
        : "\(path): this folder holds an adapter; a model needs a folder of its own"
    }
  }

  public var isResumable: Bool {
    if case .interrupted = self { true } else { false }
  }
}
