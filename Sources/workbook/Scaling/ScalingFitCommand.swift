import ArgumentParser
import Foundation
import WorkbookCore

extension LawForm: ExpressibleByArgument {}

/// `scaling fit`: a law from a table of runs, and how far to trust it.
struct ScalingFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fits a scaling law to a table of training runs.",
    discussion: """
      Example: ./workbook scaling fit --runs runs.csv --out law.json
      Example: ./workbook scaling fit --runs runs.csv --form isoflop --json
      Example: ./workbook scaling fit --runs runs.csv --form chinchilla --hold-out-above 1e21
      Example: ./workbook scaling fit --set chinchilla --drop-largest-losses 5

      The table is a CSV file with the columns parameters, tokens and loss (nats a token), in any \
      order; further columns may hold anything. isoflop needs compute (or flops) too, \
      data-constrained unique_tokens, continued-pretraining share (of the domain in what was read), and \
      envelope run: several rows a run, along its training.

      chinchilla: L = E + A/N^alpha + B/D^beta, by Huber's penalty of the error of ln L, summed, from \
      4,500 starts (Hoffmann et al. 2022, approach 3). kaplan: L = [(N_c/N)^(alpha_N/alpha_D) + \
      D_c/D]^alpha_D. isoflop and envelope: N* = k_N C^a, D* = k_D C^b (approaches 2 and 1). \
      data-constrained: R*_D and R*_N of Muennighoff et al. 2023. continued-pretraining: \
      L = E + A/N^alpha + B r^eta/D^beta + C/(r + epsilon)^gamma (Que et al. 2024).

      Runs that the column held_out marks with yes are not fitted to: the law must foretell them. So \
      must a law of the cheaper runs the dearest tenth of the others. Without --form, it is the form \
      that foretells them best.

      What speaks against a law stands first: lines that begin with !! are reasons for which no plan \
      takes it, those with ! what to keep in mind. Intervals hold 90 % of the bootstrap's refits. The \
      object that --json prints, and --out writes, is the law that ./workbook scaling plan --law \
      FILE.json reads.
      """)

  @Option(help: "The table of runs, a CSV file.")
  var runs: String?

  @Option(
    name: .customLong("set"),
    help: "Published runs in place of --runs: chinchilla, once ./workbook data get chinchilla ran.")
  var dataSet: PublishedRuns?

  /// Data sets that are runs.
  enum PublishedRuns: String, CaseIterable, ExpressibleByArgument { case chinchilla }

  @OptionGroup var cache: CacheOption

  @Option(
    help: ArgumentHelp(
      "The form of the law: \(LawForm.allCases.map(\.rawValue).joined(separator: ", ")). (default: "
        + "the one that foretells held-out runs best)"))
  var form: LawForm?

  @Option(help: "Bootstrap refits for the intervals; 0: intervals from the profiles.")
  var bootstrap = 1_000

  @Option(help: "Leaves out so many runs of the largest loss.")
  var dropLargestLosses = 0

  @Option(
    parsing: .upToNextOption,
    help: "Fits to the runs of up to so many FLOPs too, and predicts those above; give several.")
  var holdOutAbove: [Double] = []

  @Option(
    help: ArgumentHelp(
      "data-constrained: the law of fresh tokens, FILE.json of a fit, fit (all seven constants) or "
        + "muennighoff (the published one for C4).",
      valueName: "law"))
  var base = "muennighoff"

  @Option(help: ArgumentHelp("Writes the law to a file, for scaling plan.", valueName: "file"))
  var out: String?

  @Option(help: "The bootstrap's seed.")
  var seed: UInt64 = 1

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard (runs == nil) != (dataSet == nil) else {
      throw ValidationError("give --runs FILE.csv or --set chinchilla")
    }
    if let form, dataSet != nil, ![.chinchilla, .kaplan, .isoflop].contains(form) {
      throw ValidationError("--set chinchilla has no columns for the form \(form.rawValue)")
    }
    guard out == nil || out != runs else {
      throw ValidationError("--out is the table itself; give the law a file of its own")
    }
    guard bootstrap >= 0 else {
      throw ValidationError("--bootstrap is \(bootstrap); give 0 or more")
    }
    guard bootstrap <= 1_000_000 else { throw ValidationError("--bootstrap takes at most 1000000") }
    guard dropLargestLosses >= 0 else {
      throw ValidationError("--drop-largest-losses is \(dropLargestLosses); give 0 or more")
    }
    for limit in holdOutAbove where !(limit > 0 && limit.isFinite) {
      throw ValidationError("--hold-out-above is \(limit); give floating-point operations above 0")
    }
  }

  func run() throws {
    let (whole, path) = try readTable()
    let constants = (form ?? .chinchilla).constantNames.count
    guard whole.runs.count - dropLargestLosses >= constants else {
      throw InputError(
        "\(path): without \(dropLargestLosses) of its \(whole.runs.count) runs too few are left for a law "
          + "of \(constants) constants")
    }
    let table = whole.droppingLargestLosses(dropLargestLosses)
    Console.note("fitting \(form?.rawValue ?? "every form") to \(table.seen.runs.count) runs")
    let law: FittedLaw
    do {
      law = try fit(table)
    } catch let error as ScalingError {
      throw InputError("\(path): \(error)")
    }
    if let out { try AtomicFile.write(law.json.encodedText + "\n", to: out) }
    let report = ScalingFitReport(law: law, file: out, isChosen: form == nil)
    if json {
      report.note()
      Console.printJSON(law.json)
    } else {
      print(report.text)
    }
  }

  private func fit(_ table: RunTable) throws -> FittedLaw {
    guard let form else {
      return try LawFitter.fitBest(
        table, resamples: bootstrap, seed: seed, holdOutsAbove: holdOutAbove)
    }
    var fitter = LawFitter(form)
    if form == .dataConstrained { fitter.base = try baseLaw() }
    return try fitter.fit(
      table, resamples: bootstrap, seed: seed, holdOutsAbove: holdOutAbove,
      formTests: LawFitter.formTests(table))
  }

  private func readTable() throws -> (table: RunTable, path: String) {
    guard let dataSet else {
      let path = runs ?? ""
      return (
        try RunTable.read(
          path, for: form ?? .chinchilla, needsCompute: !holdOutAbove.isEmpty), path
      )
    }
    let set = try DataSet.named(dataSet.rawValue)
    let folder = try cache.folder()
    guard let file = set.files.first, folder.presentCount(set) > 0 else {
      throw DataSetError.notCached(
        name: set.name, missing: set.files.count, files: set.files.count)
    }
    let path = folder.path(of: file)
    return (try RunTable(chinchillaPoints: try folder.bytes(of: file), path: path), path)
  }

  private func baseLaw() throws -> LawFitter.Base {
    switch base {
    case "muennighoff": return .held(.muennighoff)
    case "fit": return .fitted
    default:
      guard let law = try FittedLaw.read(base).chinchilla else {
        throw InputError("\(base): not a law of the form chinchilla")
      }
      return .held(law)
    }
  }
}
