import CDotProducts
import Groundwork
import Models
import Tensors

/// The model of a GGUF file that runs as it is stored: matrices stay packed in the mapped file, vectors
/// are unpacked.
///
///     let weights = try GGUFWeights(GGUFFile(path: "SmolLM2-135M-Instruct.Q4_1.gguf"))
///     let decoder = try CachedDecoder(weights, threads: 2)    // of Inference
public final class GGUFWeights: WeightSource {
  public let configuration: ModelConfiguration
  private let matrices: [String: any WeightMatrix]
  private let vectors: [String: BufferSlice<Float>]
  // The vectors' memory.
  private let arena: Arena

  /// - Throws: as `GGUFModel.readConfiguration` does.
  public convenience init(_ file: GGUFFile) throws {
    try self.init(file, path: workbook_best_path())
  }

  init(_ file: GGUFFile, path: workbook_path) throws {
    configuration = try GGUFModel.readConfiguration(file)
    let arena = Arena()
    let layout = ParameterLayout(configuration)
    var parts: [String: [StackedMatrix.Part]] = [:]
    var vectors: [String: BufferSlice<Float>] = [:]
    for mapping in configuration.ggufMappings {
      if mapping.shape.count == 2 {
        parts[mapping.parameter, default: []].append(
          StackedMatrix.Part(
            matrix: try PackedMatrix(file, tensor: mapping.tensor, path: path),
            firstRow: mapping.firstRow, pairedHeadWidth: mapping.pairedHeadWidth))
        continue
      }
      // A vector may consist of several tensors, too.
      let count = layout[mapping.parameter]?.count ?? 0
      let vector = vectors[mapping.parameter] ?? arena.allocate(count, of: 0)
      try mapping.readVector(from: file, into: vector)
      vectors[mapping.parameter] = vector
    }
    self.vectors = vectors
    self.arena = arena
    matrices = parts.mapValues { parts in
      if parts.count == 1, parts[0].pairedHeadWidth == nil { return parts[0].matrix }
      return StackedMatrix(parts.sorted { $0.firstRow < $1.firstRow })
    }
  }

  public func matrix(_ name: String) -> (any WeightMatrix)? { matrices[name] }

  public func vector(_ name: String) -> BufferSlice<Float>? { vectors[name] }
}
