import Foundation
import Groundwork
import ScalingLaws
import Tensors

/// What the processes of a sweep tell each other.
enum SweepGathering {
  /// Brings to the first process's table what the others' tables have of their parts: nothing where
  /// it is one file that all see.
  ///
  /// - Parameter names: of this process's part.
  static func gather(
    from path: String, names: Set<String>, _ processes: any ProcessGroup
  ) throws {
    guard processes.count > 1 else { return }
    var text: [UInt8] = []
    try processes.together {
      guard !processes.isFirst, !names.isEmpty else { return }
      let own = RunTable(try RunTable.read(path).runs.filter { names.contains($0.name) })
      text = Array(own.csv.utf8)
      // What is passed along counts in words of four bytes; empty lines mean nothing.
      text += [UInt8](repeating: 0x0A, count: (4 - text.count % 4) % 4)
    }
    let words = processes.gather(Int32(text.count / 4))
    let arena = Arena()
    var received: [String] = []
    for rank in 1..<processes.count where words[rank] > 0 {
      guard processes.isFirst || processes.rank == rank else { continue }
      let buffer: BufferSlice<UInt8> = arena.allocate(4 * Int(words[rank]), of: 0)
      if processes.isFirst {
        processes.receive(buffer, from: rank)
        received.append(String(decoding: buffer.array, as: UTF8.self))
      } else {
        for (index, byte) in text.enumerated() { buffer[index] = byte }
        processes.send(buffer, to: 0)
      }
    }
    try processes.together {
      guard processes.isFirst else { return }
      let isThere = FileManager.default.fileExists(atPath: path)
      var known = Set(isThere ? try RunTable.read(path).runs.map(\.name) : [])
      for csv in received {
        for run in try RunTable(csv: csv, path: path).runs where known.insert(run.name).inserted {
          try RunTable.append(run, to: path)
        }
      }
    }
    withExtendedLifetime(arena) {}
  }
}
