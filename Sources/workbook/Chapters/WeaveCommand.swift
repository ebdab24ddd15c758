import ArgumentParser
import WorkbookCore

/// `weave`: chapters with their outputs, as pages.
struct WeaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weave",
    abstract: "Writes each chapter's prose, code and outputs to its page or pages.",
    discussion: """
      Example: ./workbook weave
      Example: ./workbook weave --check

      The outputs are those of the lesson run without text of one's own: on the course's real text where \
      that is here, else on the worlds. With --check nothing is \
      written, and the exit status is 1 where a page's prose or code is not its chapter's any more.
      """)

  @Flag(help: "Only say which pages have drifted from their chapters.")
  var check = false

  func run() throws {
    let root = try PackageRoot.find()
    let weaver = Weaver(root: root)
    guard check else {
      let changed = try weaver.weave()
      for path in changed { print(PackageRoot.relative(path, to: root)) }
      Console.note(
        "wove \(Plural.count(weaver.chapters().count, "chapter")), "
          + "\(Plural.count(changed.count, "page")) changed")
      return
    }
    let problems = try weaver.drift()
    for problem in problems { print(PackageRoot.relative(problem, to: root)) }
    guard problems.isEmpty else {
      throw InputError(
        "weave --check: \(problems.count) "
          + (problems.count == 1 ? "problem" : "problems")
          + " (listed above); ./workbook run, then weave, mends pages, and plots --publish charts")
    }
  }
}
