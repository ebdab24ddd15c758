import Groundwork

extension RunTable {
  /// Reads what a fit of a form needs from a file: `parameters,tokens,loss` and the form's own columns,
  /// in any order; further columns may hold anything.
  ///
  ///     let table = try RunTable.read("runs.csv", for: .chinchilla)
  ///
  /// - Parameter needsCompute: a column `compute` or `flops` is read if there is one; without, compute
  ///   is 6·N·D. The form `isoflop` cannot do without.
  /// - Throws: `FileError`, `ScalingError.badTable`, which names the line and the column.
  public static func read(
    _ path: String, for form: LawForm, needsCompute: Bool = false
  ) throws -> RunTable {
    let bytes = try AtomicFile.read(path, limit: .table)
    return try RunTable(csv: bytes, for: form, path: path, needsCompute: needsCompute)
  }

  /// Reads what a fit of a form needs from the bytes of a text.
  public init(
    csv bytes: [UInt8], for form: LawForm, path: String = "table", needsCompute: Bool = false
  ) throws(ScalingError) {
    do {
      let table = try CSVTable(path: path, bytes: bytes)
      runs = try Self.runs(of: table, for: form, needsCompute: needsCompute)
    } catch {
      throw .badTable(error)
    }
  }

  private static func runs(
    of table: CSVTable, for form: LawForm, needsCompute: Bool
  ) throws(CSVError) -> [TrainingRun] {
    // A sweep's budgets are those of its column compute, 6·N·D; its column flops counts other products
    // too, and differs from size to size.
    let computeNames = ["compute", "flops"]
    var needed = [["parameters"], ["tokens"], ["loss"]]
    switch form {
    case .isoflop: needed.append(computeNames)
    case .dataConstrained: needed.append(["unique_tokens"])
    case .continuedPretraining: needed.append(["share"])
    case .envelope: needed.append(["run", "name"])
    case .chinchilla, .kaplan: break
    }
    let places = try table.places(of: needed)
    let isComputeRead = needsCompute || form == .isoflop || form == .envelope
    let computes = isComputeRead ? computeNames.compactMap { table.place(of: [$0]) } : []
    var runs: [TrainingRun] = []
    for row in table.rows {
      func number(_ place: Int) throws(CSVError) -> Double {
        try table.positiveNumber(row, place)
      }
      /// What a column may say that the form does not need: further columns may hold anything.
      func number(ifAny name: String) -> Double? {
        table.place(of: [name]).flatMap { try? table.positiveNumber(row, $0) }
      }
      var run = TrainingRun(
        "line \(row.line)", parameters: try number(places[0]), tokens: try number(places[1]),
        loss: try number(places[2]))
      // An empty field of one column leaves the word to the other.
      if let compute = computes.first(where: { !row.fields[$0].isEmpty }) ?? computes.first {
        run.compute = try number(compute)
      }
      run.isHeldOut = try isHeldOut(row, of: table)
      run.vocabularySize = number(ifAny: "vocabulary")
      run.contextLength = number(ifAny: "context")
      run.nonEmbeddingParameters = number(ifAny: "non_embedding_parameters")
      run.uniqueTokens = number(ifAny: "unique_tokens")
      run.share = number(ifAny: "share")
      switch form {
      case .envelope: run.name = row.fields[places[3]]
      case .dataConstrained: run.uniqueTokens = try number(places[3])
      case .continuedPretraining: run.share = try number(places[3])
      case .chinchilla, .kaplan, .isoflop: break
      }
      runs.append(run)
    }
    let constants = form.constantNames.count
    guard runs.count >= constants else {
      throw CSVError(
        path: table.path, line: table.rows.last?.line ?? 1,
        problem:
          "\(Plural.count(runs.count, "run")) \(Plural.of(runs.count, "is", "are")) too few for a law of \(constants) constants; give more"
      )
    }
    return runs
  }

  /// The 245 points that Besiroglu et al. 2024 read off Chinchilla's figure 4, in their own columns:
  /// `Model Size`, `Training FLOP`, `loss`; D is C/6N.
  public init(chinchillaPoints bytes: [UInt8], path: String) throws(ScalingError) {
    do {
      let table = try CSVTable(path: path, bytes: bytes)
      let places = try table.places(of: [["Model Size"], ["Training FLOP"], ["loss"]])
      runs = []
      for row in table.rows {
        let size = try table.positiveNumber(row, places[0])
        let compute = try table.positiveNumber(row, places[1])
        runs.append(
          TrainingRun(
            "line \(row.line)", parameters: size, tokens: compute / 6 / size, compute: compute,
            loss: try table.positiveNumber(row, places[2])))
      }
    } catch {
      throw .badTable(error)
    }
  }
}
