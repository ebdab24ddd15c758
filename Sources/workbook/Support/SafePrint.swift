import WorkbookCore

/// A line of a result: the `print` of every verb, in place of the standard library's.
///
/// Results quote what stands in files: names, cells, tokens, texts. None of it may steer the terminal.
func print(_ text: String, terminator: String = "\n") {
  Swift.print(TerminalText.safe(text), terminator: terminator)
}
