import Foundation
import Groundwork
import Models
import Tensors

/// How the weights of a model get onto their grids.
public enum ModelRounding: Hashable, Sendable {
  /// Grids reach the largest weights; each weight goes to the nearest rung.
  case nearest
  /// Grids of the least squared error, weighted by how large the inputs of each column are; each weight goes to
  /// the nearest rung. Without calibration all columns count alike.
  case leastSquares
  /// Grids of the least squared error, weighted; each weight's error is made good by the others of its row
  /// (Frantar et al. 2022).
  ///
  /// - isOrdered: from the column with the largest inputs down.
  case gptq(isOrdered: Bool)
}

/// Rounds the matrices of a model.
///
///     let plan = try QuantizationPlan(parameters.configuration, format: .q40)
///     let quantizer = try Quantizer(plan, .gptq(isOrdered: true), groupSize: 128)
///     let small = try quantizer.quantize(parameters, calibration: text)
///     small.bitsPerWeight
public struct Quantizer {
  public let plan: QuantizationPlan
  public let rounding: ModelRounding
  /// The weights that share a scale, where the form leaves the choice; nil for the form's own number.
  public let groupSize: Int?
  /// What is added to the Hessian's diagonal, as a share of its mean.
  public let damping: Double
  private let threads: Int

  /// - Parameters:
  ///   - groupSize: a multiple of 32, for forms with blocks of 32: their neighbouring blocks then repeat one
  ///     scale. It holds for the matrices that have the plan's format.
  ///   - threads: by default one a core. The result does not depend on it.
  /// - Throws: `RoundingError` for a group that the format cannot have.
  public init(
    _ plan: QuantizationPlan, _ rounding: ModelRounding, groupSize: Int? = nil,
    damping: Double = 0.01, threads: Int? = nil
  ) throws(RoundingError) {
    (self.plan, self.rounding, self.groupSize) = (plan, rounding, groupSize)
    self.damping = damping
    self.threads = max(1, min(threads ?? ProcessInfo.processInfo.activeProcessorCount, 64))
    let form = plan.format
    if form.gridShape == nil, rounding != .nearest { throw .noScale(form: form.name) }
    try MatrixRounding.check(groupSize, form)
  }

  /// Rounds a model's matrices in place.
  ///
  /// - Parameters:
  ///   - store: becomes the rounded model.
  ///   - calibration: needed for GPTQ; used by least squares; of no use to `nearest`.
  ///   - progress: is told what share of the work is done, from 0 to 1.
  /// - Throws: `RoundingError` for weights that are no numbers, or a calibration that fails; `ModelError` for
  ///   one that the model cannot read.
  public func quantize(
    _ store: ParameterStore<Float>, calibration: CalibrationText? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws -> QuantizedWeights {
    let rounder = TensorRounder(
      store: store, group: ReplicaGroup(count: threads), groupSize: groupSize)
    for tensor in plan.tensors { try rounder.check(tensor) }
    var done: [String: QuantizedWeights.Tensor] = [:]
    var largestDamping: Double?
    switch rounding {
    case .nearest: break
    case .leastSquares:
      var importance: [String: [Float]] = [:]
      if let calibration {
        // All of it before any rounding: as llama.cpp's importance matrices are made.
        let run = try CalibrationRun(store, calibration, sums: .squares, threads: threads)
        try run.forEachInput(progress: progress) {
          for parameter in $0 { importance[parameter] = $1.importance }
        }
      }
      for tensor in plan.tensors {
        done[tensor.name] = try rounder.round(
          tensor, .leastSquares, importance: importance[tensor.mapping.parameter])
      }
    case .gptq(let isOrdered):
      guard let calibration else { throw RoundingError.noCalibration }
      let run = try CalibrationRun(store, calibration, sums: .products, threads: threads)
      try run.forEachInput(progress: progress) {
        parameters, moments in
        let tensors = plan.tensors.filter { parameters.contains($0.mapping.parameter) }
        guard tensors.contains(where: { $0.element.gridShape != nil }) else { return }
        // A head that is the embedding too: rows that are looked up have no products to make their
        // errors good.
        let isEmbedding = parameters.contains(ParameterNames.tokenEmbedding)
        LinearAlgebra.setThreadCount(threads)
        let hessian =
          isEmbedding
          ? nil : try GPTQHessian(moments, damping: damping, isOrdered: isOrdered)
        LinearAlgebra.setThreadCount(1)
        largestDamping = [largestDamping, hessian?.damping].compactMap { $0 }.max()
        for tensor in tensors {
          done[tensor.name] = try rounder.round(
            tensor, .leastSquares, importance: moments.importance, hessian: hessian)
        }
      }
    }
    // What multiplies nothing that calibration has seen.
    for (index, tensor) in plan.tensors.enumerated() where done[tensor.name] == nil {
      done[tensor.name] = try rounder.round(
        tensor, rounding == .nearest ? .extremes : .leastSquares, importance: nil)
      if rounding == .nearest { progress(Double(index + 1) / Double(plan.tensors.count)) }
    }
    return QuantizedWeights(
      tensors: plan.tensors.compactMap { done[$0.name] }, parameters: store,
      largestDamping: largestDamping)
  }
}
