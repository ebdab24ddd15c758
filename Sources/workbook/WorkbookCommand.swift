import ArgumentParser

/// The root of the command line; each verb has a file of its own.
struct WorkbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbook",
    abstract: "A workbook on pretraining language models, and the toolbox behind it.",
    discussion: """
      ./workbook run       sets up what is missing, then steps through every chapter
      ./workbook test      the same set-up, then every test

      Exit status: 0 done; 1 the input or the machine is at fault; 2 usage; 70 a fault of the \
      workbook itself.
      """,
    subcommands: [
      SetupCommand.self, RunCommand.self, TestCommand.self, DoctorCommand.self,
      StatusCommand.self, NextCommand.self, ListCommand.self, CheckCommand.self,
      HintCommand.self, ResetCommand.self, SolutionCommand.self, WatchCommand.self,
      PlotsCommand.self, WeaveCommand.self, BookCommand.self,
      TokenizerCommand.self, PretrainCommand.self, RunsCommand.self, GenerateCommand.self,
      EvaluateCommand.self, InspectCommand.self, QuantizeCommand.self, ExportCommand.self,
      DataCommand.self, ScalingCommand.self, AdviseCommand.self, ServeCommand.self,
      BenchCommand.self,
    ])
}
