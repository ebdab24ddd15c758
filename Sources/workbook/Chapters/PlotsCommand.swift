import ArgumentParser
import WorkbookCore

/// `plots`: charts from stored results, with no training.
struct PlotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plots",
    abstract: "Draws the charts of the latest run again, with no training.",
    discussion: """
      Example: ./workbook plots
      Example: ./workbook plots 05 07-isoflop
      Example: ./workbook plots --publish

      Published are the charts of the lesson run on the built-in worlds: to Plots/, each as picture, \
      data and script.
      """)

  @Argument(help: "Charts (05-loss) or chapters (05); all charts when there is none.")
  var names: [String] = []

  @Flag(help: "Copy the lesson run's charts to Plots/.")
  var publish = false

  func run() throws {
    let root = try PackageRoot.find()
    let publisher = PlotsPublisher(root: root)
    if publish {
      let published = try publisher.publish(names)
      for name in published { print("Plots/\(name).svg") }
      Console.note("published \(Plural.count(published.count, "chart")) in Plots/")
    } else {
      let drawn = try publisher.redraw(names)
      for path in drawn { print(PackageRoot.relative(path, to: root)) }
      Console.note("drew \(Plural.count(drawn.count, "chart"))")
    }
  }
}
