import Foundation
import XCTest

/// The launcher, with a compiler and a package manager that only write down what is asked of them.
final class LauncherTests: XCTestCase {
  /// A copy of the launcher in a folder with little else, on a PATH with nothing but what it needs.
  private final class House {
    let folder: TemporaryFolder
    private var bin: String { folder.path + "/bin" }

    init() throws {
      folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.path + "/house", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: CommandLineRun.root + "/workbook", toPath: folder.path + "/house/workbook")
      for name in ["Sources/a/a.swift", "Chapters/b.swift", "Exercises/c.swift"] {
        try folder.write("// \(name)", to: "house/" + name)
      }
      try folder.write("// a package", to: "house/Package.swift")
      try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
      for tool in [
        "bash", "cat", "chmod", "dirname", "env", "find", "grep", "mkdir", "readlink", "rm",
        "sha256sum", "sleep", "sort", "stat", "uname",
      ] {
        let path = ["/usr/bin/", "/bin/"].map { $0 + tool }.first {
          FileManager.default.isExecutableFile(atPath: $0)
        }
        try FileManager.default.createSymbolicLink(
          atPath: bin + "/" + tool, withDestinationPath: try XCTUnwrap(path, tool))
      }
      // Every package is installed, unless a test says otherwise.
      try tool("dpkg-query", #"for name in "$@"; do printf "%s=installed " "$name"; done"#)
      try swift(version: "6.3.1")
    }

    func tool(_ name: String, _ script: String) throws {
      let path = bin + "/" + name
      try? FileManager.default.removeItem(atPath: path)
      try folder.write("#!/usr/bin/env bash\n\(script)\n", to: "bin/" + name, isExecutable: true)
    }

    /// A compiler that builds a program which says how it was called; `build` ends it otherwise.
    func swift(version: String, build: String = "") throws {
      try tool(
        "swift",
        """
        case $1 in
          --version) echo "Swift version \(version) (swift-\(version)-RELEASE)"; exit ;;
        esac
        echo "swift $*" >> "$PWD/asked"
        # As Swift does: a compiler flag for colours at a terminal, unless it is told otherwise.
        if [[ -t 1 || -t 2 ]] && [[ "$*" != *--no-color-diagnostics* ]]; then
          echo -color-diagnostics >> "$PWD/asked"
        fi
        \(build)
        build=.build
        [[ "$*" != *"--traits MPI"* ]] || build=.build-mpi
        mkdir -p $build/release
        printf '#!/usr/bin/env bash\\necho "called with $*"; exit ${WANTED_STATUS:-0}\\n' \\
          > $build/release/workbook
        chmod +x $build/release/workbook
        """)
    }

    func launch(_ arguments: String..., environment: [String: String] = [:]) throws
      -> CommandLineRun
    {
      try CommandLineRun.program(
        folder.path + "/house/workbook", arguments,
        environment: ["PATH": bin].merging(environment) { $1 }, folder: "/")
    }

    /// The same with messages that cannot be written.
    func launch(_ arguments: String..., errors: LostStream, output: LostStream = .kept) throws
      -> CommandLineRun
    {
      try LostStream.run(
        folder.path + "/house/workbook", arguments, output: output, errors: errors,
        environment: ["PATH": bin], folder: "/")
    }

    /// The same at a terminal.
    func launchAtTerminal(_ arguments: String...) throws -> Int32 {
      try PseudoTerminal(
        folder.path + "/house/workbook", arguments, environment: ["PATH": bin]
      ).wait()
    }

    /// What the compiler was asked for so far.
    func asked() -> [String] {
      let path = folder.path + "/house/asked"
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map(String.init)
    }
  }

  func testSetUpBuildsOnceAndIsSilentThen() throws {
    let house = try House()
    let first = try house.launch("setup")
    XCTAssertEqual(first.status, 0, first.errors)
    XCTAssertEqual(house.asked(), ["swift build -c release --no-color-diagnostics"])
    let second = try house.launch("setup")
    XCTAssertEqual([second.output, second.errors], ["", ""])
    XCTAssertEqual(second.status, 0)
    XCTAssertEqual(house.asked().count, 1)
    try house.folder.write("// edited", to: "house/Chapters/b.swift")
    XCTAssertEqual(try house.launch("setup").status, 0)
    XCTAssertEqual(house.asked().count, 2)
  }

  /// Other flags build everything anew: a build from a terminal and one from a pipe must be the same.
  func testATerminalAndAPipeBuildWithTheSameFlags() throws {
    for verb in ["setup", "status", "run", "test"] {
      let (piped, typed) = (try House(), try House())
      XCTAssertEqual(try piped.launch(verb).status, 0, verb)
      XCTAssertEqual(try typed.launchAtTerminal(verb), 0, verb)
      XCTAssertEqual(typed.asked(), piped.asked(), verb)
      XCTAssertFalse(piped.asked().isEmpty, verb)
    }
    // One after the other, the second finds everything built.
    let house = try House()
    XCTAssertEqual(try house.launchAtTerminal("run"), 0)
    XCTAssertEqual(try house.launch("run").status, 0)
    XCTAssertEqual(house.asked().count, 1)
  }

  func testVerbsGetTheirArgumentsAndGiveTheirStatus() throws {
    let house = try House()
    let run = try house.launch("status", "a b", "--json", environment: ["WANTED_STATUS": "70"])
    XCTAssertEqual(run.output, "called with status a b --json\n")
    XCTAssertEqual(run.status, 70)
    XCTAssertEqual(
      house.asked(), ["swift build -c release --no-color-diagnostics --product workbook"])
    // An edit in a chapter or an exercise concerns the program itself not at all.
    try house.folder.write("// edited", to: "house/Exercises/c.swift")
    XCTAssertEqual(try house.launch("status").status, 0)
    XCTAssertEqual(house.asked().count, 1)
  }

  /// Neither the launcher's words nor the compiler's are needed for a build.
  func testLostMessagesCostNoBuild() throws {
    for stream in [LostStream.closed, .full, .broken] {
      let house = try House()
      try house.swift(
        version: "6.3.1", build: "for k in {1..3}; do echo 'compiling' >&2 || :; done")
      let run = try house.launch("status", errors: stream)
      XCTAssertEqual(run.status, 0, "\(stream)")
      XCTAssertEqual(run.output, "called with status\n", "\(stream)")
      XCTAssertEqual(house.asked().count, 1, "\(stream)")
    }
  }

  /// OpenBLAS would end a process that may not start a thread for each processor.
  func testFewThreadsAreNotSpentBeforeTheWorkBegins() throws {
    let house = try House()
    XCTAssertEqual(try house.launch("status").status, 0)
    try house.folder.write(
      "#!/usr/bin/env bash\necho \"threads ${OPENBLAS_NUM_THREADS-all}\"\n",
      to: "house/.build/release/workbook", isExecutable: true)
    for (limit, threads) in [("100", "1"), ("1001", "all")] {
      let run = try CommandLineRun.program(
        "/bin/bash",
        ["-c", "ulimit -u \(limit); exec \"$0\" status", house.folder.path + "/house/workbook"],
        environment: ["PATH": house.folder.path + "/bin"])
      XCTAssertEqual(run.output, "threads \(threads)\n", run.errors)
    }
  }

  /// A stream that was closed is not given to the next file that is opened.
  func testClosedStreamsStayClosed() throws {
    let house = try House()
    XCTAssertEqual(try house.launch("status").status, 0)
    let program = "house/.build/release/workbook"
    try house.folder.write(
      "#!/usr/bin/env bash\nfor k in 0 1 2; do readlink /proc/self/fd/$k >> '\(house.folder.path)/fds'; done\n",
      to: program, isExecutable: true)
    let run = try LostStream.run(
      "/bin/sh", ["-c", "exec \"$0\" status <&-", house.folder.path + "/house/workbook"],
      output: .closed, errors: .closed, environment: ["PATH": house.folder.path + "/bin"])
    XCTAssertEqual(run.status, 0)
    let streams = try String(contentsOfFile: house.folder.path + "/fds", encoding: .utf8)
    XCTAssertEqual(streams, "/dev/null\n\(house.folder.path)/fds\n/dev/null\n")
  }

  func testResultsOfTestsThatNobodyReadsAreStatusOne() throws {
    let house = try House()
    try house.swift(version: "6.3.1", build: "kill -PIPE $$")
    XCTAssertEqual(try house.launch("test").status, 1)
  }

  func testATypoInAChapterKeepsNoOtherVerbFromRunning() throws {
    let house = try House()
    try house.swift(
      version: "6.3.1", build: #"[[ "$*" == *--product* ]] || { echo 'b.swift:1: error'; exit 1; }"#
    )
    let run = try house.launch("run", "1")
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(run.output, "called with run 1\n")
    let setup = try house.launch("setup")
    XCTAssertEqual(setup.status, 1)
    XCTAssertEqual(
      setup.errorLines.last, "workbook: the build failed; see the compiler's messages above")
  }

  func testTestRunsEveryTestWithoutTestableImports() throws {
    let house = try House()
    XCTAssertEqual(try house.launch("test", "--filter", "A").status, 0)
    XCTAssertEqual(
      house.asked(),
      [
        "swift test -c release --no-color-diagnostics --disable-testable-imports "
          + "--disable-swift-testing --filter A"
      ])
    try house.swift(version: "6.3.1", build: "exit 1")
    XCTAssertEqual(try house.launch("test").status, 1)
  }

  func testMissingPackagesAreInstalledInOneGo() throws {
    let house = try House()
    try house.tool(
      "dpkg-query",
      """
      for name in "$@"; do
        [[ -f ${0%/*}/installed || $name != libopenblas-dev && $name != gnuplot-* ]] || continue
        printf "%s=installed " "$name"
      done
      """)
    let none = try house.launch("setup")
    assertFails(
      none, status: 1,
      saying: "apt-get install -y --no-install-recommends libopenblas-dev gnuplot-nox")
    // `sudo` stands in for whoever does not run the tests as root.
    try house.tool("apt-get", #"echo "apt-get $*" >> "${0%/*}/installed""#)
    try house.tool("sudo", #"[[ $1 != -n ]] || shift; exec "$@""#)
    try house.tool("true", "exit 0")
    let run = try house.launch("setup")
    XCTAssertEqual(run.status, 0, run.errors)
    let installed = try String(
      contentsOfFile: house.folder.path + "/bin/installed", encoding: .utf8)
    XCTAssertEqual(
      installed, "apt-get install -y --no-install-recommends libopenblas-dev gnuplot-nox\n")
  }

  func testAnyGnuplotWillDo() throws {
    let house = try House()
    try house.tool(
      "dpkg-query",
      """
      for name in "$@"; do
        case $name in gnuplot-nox | gnuplot-qt) ;; *) printf "%s=installed " "$name" ;; esac
      done
      """)
    XCTAssertEqual(try house.launch("setup").status, 0)
  }

  func testCompilersThatWillNotDo() throws {
    let house = try House()
    try house.swift(version: "5.10.1")
    assertFails(
      try house.launch("setup"), status: 1, saying: "Swift 5.10 is too old", "6.2 or newer")
    try house.tool("swift", "exit 1")
    assertFails(try house.launch("status"), status: 1, saying: "does not run", "reinstall")
    try FileManager.default.removeItem(atPath: house.folder.path + "/bin/swift")
    assertFails(try house.launch("test"), status: 1, saying: "no swift on the PATH", "swift.org")
  }

  func testOtherMachinesAreTurnedAway() throws {
    let house = try House()
    try house.tool("uname", "[[ $1 == -s ]] && echo Darwin || echo arm64")
    assertFails(
      try house.launch("run"), status: 1, saying: "Linux x86-64 and arm64 only", "Darwin arm64")
  }

  func testSetUpForSeveralProcessesBuildsIntoAFolderOfItsOwn() throws {
    let house = try House()
    XCTAssertEqual(try house.launch("setup", "--mpi").status, 0)
    let build =
      "swift build -c release --no-color-diagnostics --product workbook --traits MPI --scratch-path .build-mpi"
    XCTAssertEqual(house.asked(), [build])
    let second = try house.launch("setup", "--mpi")
    XCTAssertEqual([second.output, second.errors], ["", ""])
    XCTAssertEqual(house.asked().count, 1)
    // A set-up without MPI knows nothing of it.
    XCTAssertEqual(try house.launch("setup").status, 0)
    XCTAssertEqual(house.asked(), [build, "swift build -c release --no-color-diagnostics"])
  }

  func testSetUpForSeveralProcessesInstallsOpenMPI() throws {
    let house = try House()
    try house.tool(
      "dpkg-query",
      #"for name in "$@"; do [[ $name == *openmpi* ]] || printf "%s=installed " "$name"; done"#)
    XCTAssertEqual(try house.launch("setup").status, 0)
    assertFails(
      try house.launch("setup", "--mpi"), status: 1,
      saying: "apt-get install -y --no-install-recommends libopenmpi-dev openmpi-bin")
  }

  /// Only the verbs that show the book need pandoc, and it comes when the first of them is called.
  func testTheBooksProgramIsInstalledWhenItIsFirstAskedFor() throws {
    let house = try House()
    try house.tool(
      "dpkg-query",
      #"for name in "$@"; do [[ $name == pandoc ]] || printf "%s=installed " "$name"; done"#)
    for run in [
      try house.launch("setup"), try house.launch("status"), try house.launch("book", "--help"),
      try house.launch("book", "-h"),
    ] {
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertFalse(run.errors.contains("pandoc"), run.errors)
    }
    assertFails(
      try house.launch("book"), status: 1,
      saying: "apt-get install -y --no-install-recommends pandoc")
    try house.tool("apt-get", #"echo "apt-get $*" >> "${0%/*}/installed""#)
    try house.tool("sudo", #"[[ $1 != -n ]] || shift; exec "$@""#)
    try house.tool("true", "exit 0")
    let installing = try house.launch("book", "--out", "x")
    XCTAssertEqual(installing.status, 0, installing.errors)
    XCTAssertEqual(installing.output, "called with book --out x\n")
    let installed = house.folder.path + "/bin/installed"
    XCTAssertEqual(
      try String(contentsOfFile: installed, encoding: .utf8),
      "apt-get install -y --no-install-recommends pandoc\n")
    // One that came by another way than Debian's will do.
    try FileManager.default.removeItem(atPath: installed)
    try house.tool("pandoc", "exit 0")
    XCTAssertEqual(try house.launch("book").status, 0)
    XCTAssertFalse(FileManager.default.fileExists(atPath: installed))
  }

  func testUnderMpirunNothingIsBuilt() throws {
    let house = try House()
    let ranks = ["OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK"]
    for name in ranks {
      assertFails(
        try house.launch("pretrain", environment: [name: "0"]), status: 1,
        saying: "run ./workbook setup --mpi there first")
    }
    let other = try house.launch("pretrain", environment: ["OMPI_COMM_WORLD_RANK": "1"])
    XCTAssertEqual([other.output, other.errors], ["", ""])
    XCTAssertEqual(other.status, 1)
    XCTAssertEqual(house.asked(), [])

    XCTAssertEqual(try house.launch("setup", "--mpi").status, 0)
    for name in ranks {
      let run = try house.launch(
        "pretrain", "--out", "a b", environment: [name: "0", "WANTED_STATUS": "70"])
      XCTAssertEqual(run.output, "called with pretrain --out a b\n")
      XCTAssertEqual(run.errors, "")
      XCTAssertEqual(run.status, 70)
    }
    try house.folder.write("// edited", to: "house/Sources/a/a.swift")
    let stale = try house.launch("pretrain", environment: ["OMPI_COMM_WORLD_RANK": "0"])
    XCTAssertEqual(stale.status, 0)
    XCTAssertTrue(stale.errors.contains("changed since ./workbook setup --mpi"), stale.errors)
    XCTAssertEqual(house.asked().count, 1)
  }

  /// A launcher serves its own folder: it does not pass over another one that somebody names.
  func testAnotherFolderThatIsNamedIsNotPassedOver() throws {
    let house = try House()
    let own = house.folder.path + "/house"
    for named in [own + "/nowhere", house.folder.path] {
      assertFails(
        try house.launch("list", environment: ["WORKBOOK_ROOT": named]), status: 1,
        saying: "WORKBOOK_ROOT is \(named)", "unset it")
    }
    XCTAssertEqual(house.asked(), [])
    for named in ["", own, own + "/Sources/.."] {
      XCTAssertEqual(
        try house.launch("list", environment: ["WORKBOOK_ROOT": named]).output,
        "called with list\n", named)
    }
  }

  func testSetUpsOptions() throws {
    let house = try House()
    assertFails(try house.launch("setup", "--fast"), status: 2, saying: "--fast", "setup --help")
    XCTAssertEqual(try house.launch("setup", "--help").output, "called with setup --help\n")
  }
}
