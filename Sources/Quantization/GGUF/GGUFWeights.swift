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
    var parts: [String: [StackedMatrix.Part]] = [:]
    var values: [String: [Float]] = [:]
    for mapping in configuration.ggufMappings {
      if mapping.shape.count == 2 {
        parts[mapping.parameter, default: []].append(
          StackedMatrix.Part(
            matrix: try PackedMatrix(file, tensor: mapping.tensor, path: path),
            firstRow: mapping.firstRow, pairedHeadWidth: mapping.pairedHeadWidth))
        continue
      }
      // A vector may consist of several tensors, too.
      let part = try file.floats(mapping.tensor)
      var whole = values[mapping.parameter] ?? []
      let missing = mapping.firstRow + part.count - whole.count
      whole += Array(repeating: 0, count: max(0, missing))
      for (row, value) in part.enumerated() {
        whole[mapping.firstRow + mapping.row(for: row)] = value - mapping.offset
      }
      values[mapping.parameter] = whole
    }
    vectors = values.mapValues { values in
      let vector: BufferSlice<Float> = arena.allocate(values.count, of: 0)
      vector.copy(from: values)
      return vector
    }
    self.arena = arena
    matrices = parts.mapValues { parts in
      if parts.count == 1, parts[0].pairedHeadWidth == nil { return parts[0].matrix }
      return StackedMatrix(parts.sorted { $0.firstRow < $1.firstRow })
    }
  }

  public func matrix(_ name: String) -> (any WeightMatrix)? { matrices[name] }

  public func vector(_ name: String) -> BufferSlice<Float>? { vectors[name] }
}
