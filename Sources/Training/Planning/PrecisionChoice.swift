import Foundation
import Groundwork
import Models
import Tensors

/// In which numbers somebody wants matrices multiplied.
public enum PrecisionChoice: String, CaseIterable, Sendable {
  /// Float32 by OpenBLAS: the same on every machine, as far as its loops are.
  case float32
  /// Bfloat16 where the processor has such products, else float32.
  case bfloat16
  /// What takes least time on this machine: bfloat16, or float32 by the faster library for each shape.
  case auto

  /// How the products of a model's training steps are to be computed.
  ///
  /// - Parameters:
  ///   - batch: sequences at a time over all replicas.
  ///   - note: is told, each in a line, what cannot be had, and what is measured.
  public func plan(
    for model: ModelConfiguration, batch: Int, time: Int, replicas: Int,
    noting note: (String) -> Void = { _ in }
  ) -> ProductPlan {
    switch self {
    case .float32: return .exact
    case .bfloat16:
      guard ProductPrecision.bfloat16.isAvailable else {
        note("\(ProductPrecision.unavailability): computing in float32")
        return .exact
      }
      return ProductPlan(
        precision: .bfloat16, choices: ProductRates.ofThisMachine(noting: note).choices)
    case .auto:
      let rates = ProductRates.ofThisMachine(noting: note)
      let products = StepProduct.all(of: model, batch: max(1, batch / max(1, replicas)), time: time)
        .filter { $0.role != .attention }
      let precision = rates.fasterPrecision(for: products.map { ($0.shape, $0.count) })
      return ProductPlan(precision: precision, choices: rates.choices)
    }
  }
}

extension ProductPlan {
  /// How a run that lies in a folder was computed; nil where the folder does not say.
  init?(ofRun folder: String) {
    struct Kept: Decodable { let products: ProductPlan? }
    guard let run = PresentRun(folder: folder), let bytes = run.object["training"]?.encoded(),
      let kept = try? JSONDecoder().decode(Kept.self, from: Data(bytes))
    else { return nil }
    self = kept.products ?? .exact
  }
}
