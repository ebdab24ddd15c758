import WorkbookCore

// What chapter 6 says, checked where a cell says so: each output stands under the line that called.

func checkFormats(
  _ notebook: Notebook, _ results: [FormatResult], full: Double, line: Int = #line,
  file: String = #fileID
) {
  func result(_ format: NumberFormat) -> FormatResult? { results.first { $0.format == format } }
  func added(_ format: NumberFormat) -> Double { (result(format)?.loss ?? .nan) / full - 1 }
  for format in [NumberFormat.bfloat16, .int8] {
    notebook.claim(
      "loss added by \(format.rawValue), relative", added(format), in: -0.01...0.01, file: file,
      line: line)
  }
  notebook.claim(
    "loss added by int4, relative", added(.int4), in: 0...0.2, smoke: -0.02...0.2, file: file,
    line: line)
  notebook.claim(
    "times smaller in int4 than in float32",
    (result(.float32)?.bits ?? 0) / (result(.int4)?.bits ?? 1), in: 6...7.2, file: file, line: line)
}

/// - Parameter added: by 2, 3, 4 and more bits.
func checkCliff(
  _ notebook: Notebook, _ added: [Double], line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "loss at 2 bits over the loss of float32", 1 + added[0], in: 1.05...20, smoke: 0.98...20,
    file: file, line: line)
  notebook.claim(
    "the loss falls with every further bit, up to 4", added[0] > added[1] && added[1] > added[2],
    scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "what 3 bits add less twice what 4 bits add, relative", added[1] - 2 * added[2], in: 0...20,
    smoke: -0.05...20, scope: .builtInCorpus, file: file, line: line)
}

/// - Parameter added: by a scale for each 32 and one for the matrix, both again with an outlier.
func checkScales(
  _ notebook: Notebook, _ added: [Double], line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "loss added by one scale for the matrix less that of a scale for each 32, relative",
    added[1] - added[0], in: 0.002...20, smoke: -0.05...20, scope: .builtInCorpus, file: file,
    line: line)
  notebook.claim(
    "loss added by an outlier in groups of 32, relative", added[2] - added[0], in: -0.02...0.1,
    smoke: -0.05...0.2, file: file, line: line)
  notebook.claim(
    "loss added by an outlier where one scale serves the matrix, relative", added[3] - added[1],
    in: 0.2...50, smoke: -0.05...50, scope: .builtInCorpus, file: file, line: line)
}

/// - Parameter added: in bits per byte, by f16, q8_0, and three ways to q4_0.
func checkRoundings(
  _ notebook: Notebook, _ added: [Double], _ unrounded: Double, line: Int = #line,
  file: String = #fileID
) {
  notebook.claim(
    "loss added by q8_0, relative", added[1] / unrounded, in: -0.01...0.01, file: file, line: line)
  notebook.claim(
    "loss added by GPTQ less that of nearest, bits per byte", added[4] - added[2],
    in: -0.5...0.003, file: file, line: line)
  notebook.claim(
    "loss added by least squares less that of nearest, bits per byte", added[3] - added[2],
    in: -0.5...0.01, file: file, line: line)
}

/// - Parameter added: by one scale a row, with inputs beyond 6 apart, by a scale for each 32.
func checkInputs(
  _ notebook: Notebook, _ added: [Double], line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "loss added by 8-bit inputs with a scale for each 32, relative", added[2], in: -0.005...0.01,
    file: file, line: line)
  notebook.claim(
    "loss added by one scale a row less that of a scale for each 32, relative",
    added[0] - added[2], in: -0.004...1, file: file, line: line)
}

/// - Parameter added: by whole numbers and E5M2, by E4M3 with a scale a row, for each 32, and none.
func checkFloats(
  _ notebook: Notebook, _ added: [Double], _ existing: ExistingModel, line: Int = #line,
  file: String = #fileID
) {
  notebook.claim(
    "loss added by E4M3 less that of whole numbers, one scale a row, relative",
    added[2] - added[0], in: existing.isGiven ? -1...0.0015 : -1...0.02, file: file, line: line)
  notebook.claim(
    "loss added by E5M2 less that of E4M3, relative", added[1] - added[2],
    in: existing.isGiven ? 0...1 : -0.004...1, file: file, line: line)
  notebook.claim(
    "loss added by E4M3 without a scale less that with one, relative", added[4] - added[2],
    in: existing.isGiven ? 0...1 : -0.004...1, file: file, line: line)
}

/// - Parameter added: in bits per byte, by rounding alone, after training, through training, broken.
func checkTrained(
  _ notebook: Notebook, _ added: [Double], line: Int = #line, file: String = #fileID
) {
  func wonBack(_ index: Int) -> Double { 1 - added[index] / added[0] }
  notebook.claim(
    "of what rounding to 2 bits adds, training through it wins back", wonBack(2), in: 0.3...1.2,
    smoke: -3...3, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "the same, less what training wins back that knows nothing of it", wonBack(2) - wonBack(1),
    in: 0.2...5, smoke: -3...20, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "the same, less what is won back without full weights", wonBack(2) - wonBack(3),
    in: 0.15...5, smoke: -3...20, scope: .builtInCorpus, file: file, line: line)
}
