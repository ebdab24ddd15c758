import Groundwork
import Models
import Tensors

/// The model in a GGUF file, unpacked to Float32.
///
///     let parameters = try GGUFModel.read(try GGUFFile(path: "SmolLM2-135M-Instruct.Q4_1.gguf"))
///     parameters.configuration.parameterCount.all      // 134,515,008
public enum GGUFModel {
  /// Reads a model.
  ///
  /// - Throws: `GGUFError` for a family that is unknown, an entry or tensor that is missing, of another
  ///   shape, or that nothing here would use; `ModelError` where it does not fit into memory.
  public static func read(_ file: GGUFFile) throws -> ParameterStore<Float> {
    let configuration = try readConfiguration(file)
    let store = try ParameterStore<Float>(configuration)
    for mapping in configuration.ggufMappings {
      guard let parameter = store[mapping.parameter] else {
        preconditionFailure("the layout has no parameter \(mapping.parameter)")
      }
      try read(mapping, from: file, into: parameter)
    }
    return store
  }

  private static func read(
    _ mapping: GGUFMapping, from file: GGUFFile, into parameter: BufferSlice<Float>
  ) throws {
    guard mapping.shape.count == 2 else {
      try mapping.readVector(from: file, into: parameter)
      return
    }
    let (rows, columns) = (mapping.shape[0], mapping.shape[1])
    let start = parameter.pointer + mapping.firstRow * columns
    if mapping.pairedHeadWidth == nil {
      try file.read(mapping.tensor, rows: 0..<rows, into: start)
      return
    }
    for row in 0..<rows {
      try file.read(
        mapping.tensor, rows: row..<(row + 1), into: start + mapping.row(for: row) * columns)
    }
  }

  /// Reads the shape of a model, and checks that the file has its tensors and no others.
  public static func readConfiguration(_ file: GGUFFile) throws -> ModelConfiguration {
    let configuration = try GGUFConfiguration.read(file)
    // Every layer has tensors, so that more layers than tensors need no table to be refuted.
    var shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
    for tensor in file.unknownTensors { shapes[tensor.name] = tensor.shape }
    guard configuration.layerCount <= shapes.count else {
      throw GGUFError(
        path: file.path,
        problem: "\(shapes.count) tensors are too few for \(configuration.layerCount) layers")
    }
    var used: Set<String> = []
    for mapping in configuration.ggufMappings {
      guard let shape = shapes[mapping.tensor] else {
        throw GGUFError(
          path: file.path, name: mapping.tensor,
          problem: "is missing; a \(configuration.family.rawValue) model of this shape needs it")
      }
      guard shape == mapping.shape else {
        throw GGUFError(
          path: file.path, name: mapping.tensor,
          problem: "has shape \(shape) where the metadata ask for \(mapping.shape)")
      }
      used.insert(mapping.tensor)
    }
    // Its numbers were understood as a scaling of the positions.
    if file.tensor(GGUFConfiguration.frequencyFactors) != nil {
      used.insert(GGUFConfiguration.frequencyFactors)
    }
    let names = file.tensors.map(\.name) + file.unknownTensors.map(\.name)
    for name in names where !used.contains(name) {
      throw GGUFError(
        path: file.path, name: name,
        problem:
          "is no part of a \(configuration.family.rawValue) model of this shape; its results "
          + "would be wrong without it")
    }
    return configuration
  }
}
