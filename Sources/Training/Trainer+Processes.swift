import Groundwork
import Models
import Tensors

/// What the processes of a group do together outside of steps: check that they can share the work,
/// and bring the optimizer's state together for a checkpoint.
extension Trainer {
  /// Whether this training can be shared by these processes at all.
  static func check(
    _ configuration: TrainingConfiguration, _ parameters: ParameterStore<Float>,
    _ processes: any ProcessGroup
  ) throws(TrainingError) {
    guard configuration.replicas.isMultiple(of: processes.count) else {
      throw .impossible(
        "\(configuration.replicas) replicas are not the same number in each of \(processes.count) "
          + "processes")
    }
    guard processes.count == 1 || parameters.layout.count < WordPartition.limit else {
      throw .impossible(
        "\(parameters.layout.count) parameters are too many to be shared by processes")
    }
  }

  /// The moments of all parameters, on process 0; on the others nothing of use.
  ///
  /// - Parameter arena: where the whole lies if it is more than this process has.
  func gatherMoments(
    _ arena: Arena
  ) -> (first: BufferSlice<Float>, second: BufferSlice<Float>) {
    (gather(firstMoments, arena), gather(secondMoments, arena))
  }

  /// Gives every process its part of the moments, and all parameters, from process 0, where a
  /// checkpoint was read.
  func distribute(_ moments: (first: BufferSlice<Float>, second: BufferSlice<Float>)) {
    group.processes.broadcast(parameters.values)
    parameters.refreshRoundedCopy()
    distribute(moments.first, to: firstMoments)
    distribute(moments.second, to: secondMoments)
  }

  private var owned: [Range<Int>] { ShardedUpdate.owned(parameters.layout, group) }

  private func gather(_ part: BufferSlice<Float>, _ arena: Arena) -> BufferSlice<Float> {
    let processes = group.processes
    guard processes.count > 1 else { return part }
    guard processes.isFirst else {
      processes.send(part, to: 0)
      return part
    }
    let whole: BufferSlice<Float> = arena.allocate(parameters.layout.count, of: 0)
    whole.pointer.update(from: part.pointer, count: part.count)
    for (process, range) in owned.enumerated().dropFirst() {
      processes.receive(whole.part(range.lowerBound, range.count), from: process)
    }
    return whole
  }

  private func distribute(_ whole: BufferSlice<Float>, to part: BufferSlice<Float>) {
    let processes = group.processes
    guard processes.isFirst else { return processes.receive(part, from: 0) }
    for (process, range) in owned.enumerated() {
      let source = whole.part(range.lowerBound, range.count)
      if process == 0 {
        part.pointer.update(from: source.pointer, count: source.count)
      } else {
        processes.send(source, to: process)
      }
    }
  }
}
