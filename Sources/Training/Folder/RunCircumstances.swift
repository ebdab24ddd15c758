import Foundation
import Groundwork
import Tensors

/// How and where a run is made: what does not decide its result, and what a reader wants to know of it
/// a year later.
enum RunCircumstances {
  static func entries(processCount: Int) -> [(String, JSONValue)] {
    [
      ("command", .array(CommandLine.arguments.map { .text($0) })),
      ("processes", .integer(processCount)),
      (
        "machine",
        [
          "processor": .text(MachineProbe.processorName),
          "cores": .integer(MachineProbe.processorCount),
          "memoryBytes": .integer(MachineProbe.memoryByteCount),
        ]
      ),
      (
        "versions",
        [
          "swift": .text(swift),
          "blas": .text(LinearAlgebra.libraryDescription.trimmingCharacters(in: .whitespaces)),
          "oneDNN": .text(OneDNN.version),
          "system": .text(ProcessInfo.processInfo.operatingSystemVersionString),
        ]
      ),
    ]
  }

  /// The compiler's version, as far as the compiler lets itself be asked.
  private static var swift: String {
    #if swift(>=6.4)
      "6.4 or newer"
    #elseif swift(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
