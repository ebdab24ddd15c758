import Groundwork

/// A gradient tape that is recorded once and then played as often as one likes.
///
/// Building a network records its operations and plans every buffer. `forward()` plays the tape
/// from the first operation to the last, `backward()` from the last to the first; neither takes
/// memory. Compare autograd systems that record anew at every step: they can branch on data, which
/// a decoder never does.
///
///     let tape = Tape<Float>()
///     let x = tape.variable(rows: 2, columns: 3)
///     let y = tape.gelu(tape.linear(x, weight: w, bias: b))
///     tape.finishPlanning()
///     tape.forward()
public final class Tape<Scalar: TensorScalar> {
  let arena: Arena
  let isTraining: Bool
  /// How linear layers are multiplied.
  public let productPlan: ProductPlan
  private(set) var operations: [any TapeOperation<Scalar>] = []
  var segments = TapeSegments<Scalar>()
  private var variables: [Variable<Scalar>] = []
  private var scratch: BufferSlice<Scalar>?
  private var roundedScratch: [RoundedPurpose: BufferSlice<UInt16>] = [:]
  private var productScratch: BufferSlice<UInt8>?
  private var plannedProducts: [ProductKey: PlannedProduct<Scalar>] = [:]

  /// Takes the time of every operation that is played; nil for no timing, and no clock is read.
  public var stopwatch: PartStopwatch?

  /// A tape that takes its buffers from an arena.
  ///
  /// - Parameters:
  ///   - isTraining: without training, no gradients are planned and `backward()` is not to be called.
  ///   - products: how linear layers are multiplied. Float64 is multiplied as it is.
  /// - Precondition: the precision is available.
  public init(arena: Arena = Arena(), isTraining: Bool = true, products: ProductPlan = .exact) {
    self.arena = arena
    self.isTraining = isTraining
    precondition(products.precision.isAvailable, "no bfloat16 products on this machine")
    self.productPlan = Scalar.self == Float.self ? products : .exact
  }

  /// Whether products read rounded copies of values.
  var isRounding: Bool { productPlan.precision == .bfloat16 }

  /// The bytes of every buffer that the tape has planned.
  public var byteCount: Int { arena.byteCount }

  /// Whether attention's products over so many positions read rounded copies too.
  public func roundsAttention(time: Int) -> Bool {
    isRounding && time >= AttentionProducts<Scalar>.leastRoundedTime
  }

  /// A new variable on this tape, (rows, columns), filled with zeros.
  public func variable(rows: Int, columns: Int) -> Variable<Scalar> {
    let variable = Variable<Scalar>(
      rows: rows, columns: columns, value: kept(rows * columns))
    variable.segment = segments.current
    variables.append(variable)
    return variable
  }

  /// The same for an operation that makes its value by `Variable.produce`.
  func roundedVariable(rows: Int, columns: Int) -> Variable<Scalar> {
    let variable = variable(rows: rows, columns: columns)
    variable.isRoundedByProducer = isRounding
    return variable
  }

  /// Scratch space that operations use one after the other; nothing in it outlives an operation.
  func sharedScratch(_ count: Int) -> BufferSlice<Scalar> {
    if let scratch, scratch.count >= count { return scratch }
    let slice: BufferSlice<Scalar> = arena.allocate(count, of: 0)
    scratch = slice
    return slice
  }

  /// The same for rounded values, with a place for each purpose.
  func sharedRounded(_ count: Int, for purpose: RoundedPurpose) -> BufferSlice<UInt16> {
    if let slice = roundedScratch[purpose], slice.count >= count { return slice }
    let slice: BufferSlice<UInt16> = arena.allocate(count, of: 0)
    roundedScratch[purpose] = slice
    return slice
  }

  /// A product of `Scalar`s by the library that is chosen for its shape, or of bfloat16 numbers.
  public func product(_ shape: ProductShape, isRounded: Bool) -> PlannedProduct<Scalar> {
    product(
      shape, isRounded: isRounded,
      by: isRounded ? .oneDNN : productPlan.choices.library(for: shape))
  }

  /// A product, made once for a shape: operations of one tape take turns with it.
  ///
  /// - Parameter library: OpenBLAS takes its place where oneDNN has none.
  func product(
    _ shape: ProductShape, isRounded: Bool = false, by library: ProductLibrary
  ) -> PlannedProduct<Scalar> {
    let key = ProductKey(shape: shape, isRounded: isRounded)
    if let known = plannedProducts[key] { return known }
    let planned =
      library == .oneDNN ? PlannedProduct<Scalar>(oneDNN: shape, isRounded: isRounded) : nil
    precondition(planned != nil || !isRounded, "no bfloat16 product of this shape")
    let product = planned ?? PlannedProduct(shape)
    if (productScratch?.count ?? 0) < product.scratchByteCount {
      productScratch = arena.allocate(product.scratchByteCount, of: 0)
    }
    if let productScratch { product.use(productScratch) }
    plannedProducts[key] = product
    return product
  }

  func record(_ operation: some TapeOperation<Scalar>) -> Variable<Scalar> {
    operations.append(operation)
    return operation.output
  }

  /// Lets the gradient of the last variable stand where its value stands, as the fused softmax and
  /// cross-entropy leave it. To be called before `finishPlanning`.
  public func replaceValueByGradient(of variable: Variable<Scalar>) {
    variable.gradient = variable.value
  }

  /// Gives every variable the buffer of its gradient.
  ///
  /// A gradient is needed from the first operation (in reverse) that writes it to the one that made
  /// the variable. Buffers whose turn is over are used again, so that the gradients of a deep
  /// network take little more memory than those of one layer, and stay in the cache.
  ///
  /// - Complexity: O(operations); called once, before the first `forward()`.
  public func finishPlanning() {
    guard isTraining else { return }
    var free: [Int: [BufferSlice<Scalar>]] = [:]
    for operation in operations.reversed() {
      let output = operation.output
      // The last operation's output has no reader: its gradient is set from outside.
      let slice = output.gradient ?? arena.allocate(output.count, of: 0)
      output.gradient = slice
      var isAliased = false
      if let alias = operation.gradientAlias, alias.gradient == nil, alias.count == output.count {
        alias.gradient = slice
        isAliased = true
      }
      for input in operation.inputs where input.gradient == nil {
        input.gradient = free[input.count]?.popLast() ?? arena.allocate(input.count, of: 0)
      }
      if !isAliased { free[output.count, default: []].append(slice) }
    }
  }

  /// Plays the tape forward.
  public func forward() {
    for operation in operations {
      operation.forward()
      stopwatch?.lap(operation.part, operation.forwardCost)
    }
    segments.standing = segments.ranges.count - 1
  }

  /// Lets the next gradients of parameters overwrite what stands there.
  public func startGradients(of parameters: [Variable<Scalar>]) {
    for parameter in parameters { parameter.hasGradient = false }
  }

  /// Plays the tape backward. The gradient of the last operation's output must stand there.
  ///
  /// Gradients of activations are overwritten; those of parameters are added to, unless
  /// `startingAnew`.
  public func backward(parameters: [Variable<Scalar>], startingAnew: Bool) {
    for variable in variables { variable.hasGradient = false }
    if startingAnew { startGradients(of: parameters) }
    var index = operations.count - 1
    var segment = segments.ranges.count - 1
    while index >= 0 {
      if segment >= 0, index == segments.ranges[segment].upperBound - 1 {
        replay(segment: segment)
        segment -= 1
      }
      operations[index].backward()
      stopwatch?.lap(operations[index].part, operations[index].backwardCost)
      index -= 1
    }
    // A parameter that no operation touched has no gradient of this step: it is zero.
    for parameter in parameters where !parameter.hasGradient {
      parameter.gradient?.fill(0)
      parameter.hasGradient = true
    }
  }
}

/// One step of a tape: a kernel with the variables that it reads and writes.
protocol TapeOperation<Scalar> {
  associatedtype Scalar: TensorScalar
  /// The variables (not parameters) whose gradients `backward` writes.
  var inputs: [Variable<Scalar>] { get }
  var output: Variable<Scalar> { get }
  /// The input whose gradient is aliased with the output's: both stand in one buffer.
  var gradientAlias: Variable<Scalar>? { get }
  func forward()
  func backward()
  /// Brings back what the operation kept in buffers that segments share, as far as `forward` does more
  /// than that: for a segment's last operation, whose result stands.
  func restoreKept()
  /// What the operation is for, and what each pass of it has to do.
  var part: StepPart { get }
  var forwardCost: KernelCost { get }
  var backwardCost: KernelCost { get }
}

extension TapeOperation {
  var gradientAlias: Variable<Scalar>? { nil }
  func restoreKept() {}
}

/// What rounded values are needed for within one operation.
enum RoundedPurpose: Hashable {
  case outGradient, packedRows, attentionInput, attentionGradient, attentionBlock
}

private struct ProductKey: Hashable {
  let shape: ProductShape
  let isRounded: Bool
}
