import Groundwork

/// Playing a part of a tape, and looking at what its products multiply.
extension Tape {
  /// A product x·Wᵀ on the tape.
  public struct Product {
    /// Its place among the operations: those before it make what it multiplies.
    public let operation: Int
    /// x, (rows, in).
    public let input: Variable<Scalar>
    /// W, (out, in).
    public let weight: Variable<Scalar>
  }

  /// The operations recorded so far.
  public var operationCount: Int { operations.count }

  /// Every product of a linear layer whose matrix is a variable, in the order in which they are played.
  public var products: [Product] {
    operations.enumerated().compactMap { index, operation in
      guard let linear = operation as? LinearOperation<Scalar>,
        case .variable(let weight) = linear.weight
      else { return nil }
      return Product(operation: index, input: linear.x, weight: weight)
    }
  }

  /// Plays some of the operations forward; what they read must stand there.
  ///
  /// - Precondition: the operations are on the tape.
  public func forward(_ range: Range<Int>) {
    for operation in operations[range] { operation.forward() }
  }

  /// The floating-point operations of the products, in one pass forward and one backward.
  public var trainingOperationCount: Double {
    operations.filter { [.linear, .attention, .head].contains($0.part) }.reduce(0) {
      $0 + $1.forwardCost.operations + $1.backwardCost.operations
    }
  }
}
