import Groundwork

/// What a file of metrics holds, as far as it is whole.
///
/// Columns are found by their names; those of other names are passed over. A run that was killed may
/// have left half a line: one without an end counts for nothing, and is no damage.
struct MetricsFile {
  /// The columns of held-out losses, in the file's order.
  let validationColumns: [String]
  /// Whether there is a column of times; not in files of older versions.
  let hasTimes: Bool
  var rows: [MetricsRow] = []
  /// Lines that are no rows, counted from 1.
  private(set) var brokenLines: [Int] = []

  /// Nil for a text that does not begin with the columns of metrics.
  init?(_ bytes: [UInt8]) {
    let whole = bytes[..<(bytes.lastIndex(of: 0x0A) ?? 0)]
    let lines = whole.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let names = lines.first.flatMap(Self.fields) else { return nil }
    let fixed = MetricsRow.fixedColumns.compactMap { names.firstIndex(of: $0) }
    guard fixed.count == MetricsRow.fixedColumns.count else { return nil }
    let validation = names.indices.filter { names[$0].hasPrefix(MetricsRow.validationPrefix) }
    validationColumns = validation.map { names[$0] }
    let seconds = names.firstIndex(of: MetricsRow.secondsColumn)
    hasTimes = seconds != nil
    for (number, line) in lines.enumerated().dropFirst() {
      guard let fields = Self.fields(line), fields.count == names.count,
        let row = Self.row(fields, fixed, validation, seconds),
        row.step > rows.last?.step ?? 0
      else {
        brokenLines.append(number + 1)
        continue
      }
      rows.append(row)
    }
  }

  private static func fields(_ line: some Collection<UInt8>) -> [String]? {
    var reader = CSVReader(path: "", bytes: Array(line))
    return (try? reader.next())?.fields
  }

  private static func row(
    _ fields: [String], _ fixed: [Int], _ validation: [Int], _ seconds: Int?
  ) -> MetricsRow? {
    func number(_ place: Int) -> Double? {
      Double(fields[place]).flatMap { $0.isFinite ? $0 : nil }
    }
    guard let step = Int(fields[fixed[0]]), let tokens = Int(fields[fixed[1]]), tokens >= 0,
      let rate = number(fixed[2]), let loss = number(fixed[3]), let norm = number(fixed[4])
    else { return nil }
    let losses = validation.map { fields[$0].isEmpty ? nil : number($0) }
    let time = seconds.flatMap { fields[$0].isEmpty ? nil : number($0) }
    // A look or a time that is there but no number is damage, not a missing one.
    guard zip(validation, losses).allSatisfy({ fields[$0].isEmpty || $1 != nil }),
      seconds.map({ fields[$0].isEmpty || time != nil }) ?? true, time ?? 0 >= 0
    else { return nil }
    return MetricsRow(
      step: step, tokens: tokens, learningRate: rate, trainingLoss: loss, gradientNorm: norm,
      validationLosses: losses, seconds: time)
  }

  /// A digest of the rows up to a step and of the columns' names, without times: what a checkpoint
  /// remembers of the metrics.
  func digest(upTo step: Int) -> String { Self.digest(rows, validationColumns, upTo: step) }

  static func digest(_ rows: [MetricsRow], _ columns: [String], upTo step: Int) -> String {
    var digest = SHA256Digest()
    digest.update(Array(columns.joined(separator: ",").utf8))
    for row in rows where row.step <= step {
      digest.update(Array(("\n" + row.fields.joined(separator: ",")).utf8))
    }
    return digest.finish()
  }

  /// The rows up to a step with the held-out losses of other columns, nil where the file lacks one.
  func rows(upTo step: Int, columns: [String]) -> [MetricsRow] {
    rows.prefix { $0.step <= step }.map { row in
      guard columns != validationColumns else { return row }
      var row = row
      let losses = row.validationLosses
      row.validationLosses = columns.map { column in
        validationColumns.firstIndex(of: column).flatMap { losses[$0] }
      }
      return row
    }
  }

  /// What is wrong with the rows up to a step; nil where nothing is.
  ///
  /// - Parameter recorded: the digest that a checkpoint has; nil in those of older versions.
  func problem(upTo step: Int, recorded: String?) -> String? {
    if !brokenLines.isEmpty {
      let list = brokenLines.prefix(3).map(String.init).joined(separator: ", ")
      return brokenLines.count == 1
        ? "line \(list) is no row" : "\(brokenLines.count) lines are no rows (\(list), …)"
    }
    if let recorded, !recorded.isEmpty {
      guard hasTimes else { return "the column of times is missing" }
      return recorded == digest(upTo: step)
        ? nil : "rows up to step \(step) are missing or not as they were written"
    }
    return rows.first?.step == 1 ? nil : "the first rows are missing"
  }
}
