import Foundation
import WorkbookCore

/// The processes that `mpirun` started this one among, if it did.
enum LaunchedProcesses {
  /// This process's number as the starter tells it, before anything is joined; nil when the program
  /// was started by itself.
  static var rank: Int? {
    // Open MPI's mpirun; other process managers that speak PMI; Slurm's srun --mpi=pmix.
    let names = ["OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK"]
    let environment = ProcessInfo.processInfo.environment
    return names.lazy.compactMap { environment[$0].flatMap { Int($0) } }.first
  }

  /// Joins the other processes.
  ///
  /// - Throws: in a build without MPI that `mpirun` started.
  static func join() throws -> any ProcessGroup {
    guard rank != nil else { return SingleProcess() }
    #if MPI
      return try MessagePassingGroup { error in
        // The loss of the others strikes in the middle of a step, where nothing can be thrown.
        let verb = CommandLine.arguments.dropFirst().first
        Console.note("workbook: \(Remedies.line(for: error, verb: verb))")
      }
    #else
      throw InputError(
        "this build does not work with others; run ./workbook setup --mpi, then mpirun … ./workbook"
      )
    #endif
  }

  /// Parts from the others, when all of them do: at the end, or after a failure that all know of.
  static func leave() {
    #if MPI
      MessagePassingGroup.leave()
    #endif
  }

  /// Ends the others too, which would wait for ever.
  static func abort(status: Int32) {
    #if MPI
      MessagePassingGroup.abort(status: status)
    #endif
  }

  /// What is wrong with starting a verb several times: all but two run in one process.
  static func check(_ arguments: [String]) throws {
    guard rank != nil, let verb = arguments.first, verb != "pretrain",
      arguments.prefix(2) != ["scaling", "sweep"],
      Set(arguments).isDisjoint(with: ["-h", "--help", "help"])
    else { return }
    throw InputError("'\(verb)' runs in one process; start it without mpirun")
  }

  /// Writes a line on standard error: once, where every process has the same to say.
  ///
  /// Until they have joined, the first one speaks, and the others give it the time to: `mpirun` ends
  /// all as soon as one has failed.
  static func say(_ line: String) {
    if let rank, rank > 0, !isJoined { return Thread.sleep(forTimeInterval: 1) }
    Console.note(line)
  }

  private static var isJoined: Bool {
    #if MPI
      MessagePassingGroup.isJoined
    #else
      false
    #endif
  }
}
