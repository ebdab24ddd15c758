import ArgumentParser
import WorkbookCore

/// `inspect`: what a model is, before anything is done with it.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Says what a model directory, GGUF file or adapter is, and what of it is not supported.",
    discussion: """
      Example: ./workbook inspect SmolLM2-135M-Instruct.Q4_1.gguf
      Example: ./workbook inspect model --json

      The numbers are not read: a model of any size is looked at in a moment.
      """)

  @Argument(help: "A model directory, a GGUF file, or an adapter's folder.")
  var model: String

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let found = try ModelInspection(path: model)
    guard !json else { return Console.printJSON(found.json) }
    print(found.text)
    guard found.isSupported, found.configuration != nil, found.tokenizer != nil else { return }
    NextStep.say(
      ["generate", "--model", model, "--prompt", "Once upon a time"], why: "what it writes")
  }
}
