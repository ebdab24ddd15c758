import Groundwork
import Tensors

/// A part of a decoder by itself, on one window of a text: what a layer makes of the stream, and what its
/// matrices multiply on the way.
///
///     let part = try DecoderPart(parameters, .layer(0), time: 512)
///     part.stream.copy(from: before)
///     part.run(upTo: part.products[1])
///     part.products[1].input              // (512, columns): what attention's output matrix reads
///     part.run()
///     part.result                         // (512, width): the stream after the layer
///
/// The parts one after the other are what `Decoder` runs at once, bit for bit. They read the store's values as
/// they stand at each run, so that a layer's weights can be changed before the next one is looked at.
public final class DecoderPart {
  public enum Kind: Hashable, Sendable {
    /// From tokens to the stream.
    case embedding
    /// A layer, counted from 0.
    case layer(Int)
    /// From the stream to what the head reads.
    case finalNormalization
  }

  /// Matrices that multiply the same input.
  public struct Products {
    /// The matrices' names, of `ParameterNames`.
    public let parameters: [String]
    /// (time, columns); stands there after `run(upTo:)`, until the next run.
    public let input: BufferSlice<Float>
    public let columns: Int
    let operation: Int
  }

  public let kind: Kind
  public let time: Int
  /// The ids that the embedding reads, (time); whoever fills them in has checked them.
  public let tokens: BufferSlice<Int32>
  /// The stream that other parts read, (time, width).
  public let stream: BufferSlice<Float>
  /// What the part makes, (time, width).
  public let result: BufferSlice<Float>
  /// In the order of the pass. Of the last normalization it is the head, which is not run itself; of the
  /// embedding there is none.
  public let products: [Products]

  private let tape: Tape<Float>
  // The slices point into the store's and the arena's memory.
  private let store: ParameterStore<Float>
  private let arena: Arena

  /// Plans the part.
  ///
  /// - Throws: for a window that the model cannot see at once, or an impossible shape.
  public init(
    _ store: ParameterStore<Float>, _ kind: Kind, time: Int
  ) throws(ModelError) {
    let c = store.configuration
    try c.validate()
    guard time > 0 else { throw .impossibleShape("a window of \(time) tokens; at least 1") }
    if let limit = c.positionLimit, time > limit {
      throw .impossibleShape("\(time) tokens are more than the \(limit) learned positions")
    }
    if case .layer(let index) = kind, !(0..<c.layerCount).contains(index) {
      throw .impossibleShape("there is no layer \(index) among \(c.layerCount)")
    }
    let arena = Arena()
    let tape = Tape<Float>(arena: arena, isTraining: false)
    let variables = store.variables(gradients: nil)
    let blocks = DecoderBlocks(
      tape: tape, arena: arena, configuration: c,
      parameters: DecoderParameters(variables: variables, trained: []), batch: 1, time: time,
      documentStarts: nil)
    tokens = arena.allocate(time, of: 0)
    let before = tape.variable(rows: time, columns: c.width)
    let after =
      switch kind {
      case .embedding: blocks.embedding(tokens)
      case .layer(let index): blocks.layer(before, index)
      case .finalNormalization: blocks.normalization(before, ParameterNames.finalNorm)
      }
    tape.finishPlanning()
    let names = Dictionary(uniqueKeysWithValues: variables.map { (ObjectIdentifier($1), $0) })
    var products: [(input: Variable<Float>, products: Products)] = []
    for product in tape.products {
      guard let name = names[ObjectIdentifier(product.weight)] else { continue }
      let last = products.last.flatMap { $0.input === product.input ? $0.products : nil }
      if last != nil { products.removeLast() }
      products.append(
        (
          product.input,
          Products(
            parameters: (last?.parameters ?? []) + [name], input: product.input.value,
            columns: product.input.columns, operation: last?.operation ?? product.operation)
        ))
    }
    self.products =
      kind == .finalNormalization
      ? [
        Products(
          parameters: [c.isHeadTied ? ParameterNames.tokenEmbedding : ParameterNames.head],
          input: after.value, columns: c.width, operation: tape.operationCount)
      ] : products.map(\.products)
    (self.kind, self.time, self.store, self.tape, self.arena) = (kind, time, store, tape, arena)
    (stream, result) = (before.value, after.value)
  }

  /// Runs the whole part.
  public func run() { tape.forward(0..<tape.operationCount) }

  /// Runs the part as far as the input of some of its products.
  public func run(upTo products: Products) { tape.forward(0..<products.operation) }
}
