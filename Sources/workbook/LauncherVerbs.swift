import ArgumentParser

/// `setup`, which the launcher does before there is any executable; here for its help alone.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Installs what is missing and builds everything; quick and silent otherwise.",
    discussion: """
      Example: ./workbook setup
      Example: ./workbook setup --mpi

      Installs Debian packages (OpenBLAS, gnuplot, libcrypto, SQLite, pkg-config, a font), through \
      sudo where it is not run as root. Where it may not install, it prints the exact command.
      """)

  @Flag(
    help: "Install Open MPI too, and build what mpirun … ./workbook pretrain runs, into .build-mpi."
  )
  var mpi = false

  func run() throws { throw launcherNeeded("setup") }
}

/// `test`, which the launcher does so that it works while a test does not compile.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs every test, or those that --filter names.",
    discussion: """
      Example: ./workbook test
      Example: ./workbook test --filter Exercises02

      Options go to swift test as they are.
      """)

  @Argument(parsing: .allUnrecognized, help: "Options of swift test.")
  var options: [String] = []

  func run() throws { throw launcherNeeded("test") }
}

private func launcherNeeded(_ verb: String) -> InputError {
  InputError("'\(verb)' is the launcher's work; run ./workbook \(verb) in the workbook's folder")
}
