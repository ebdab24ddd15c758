import ArgumentParser
import Foundation
import WorkbookCore

/// `pretrain`: trains a model from the user's own text.
struct PretrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pretrain",
    abstract: "Trains a model from text or token shards, into a model directory.",
    discussion: """
      Example: ./workbook pretrain --corpus text.txt --tokenizer characters --layers 4 --heads 4 \
      --width 128 --context 64 --batch 12 --steps 2000 --out model --json
      Example: ./workbook pretrain --shards law=3 general=1 --epochs 2 --out model
      Example: ./workbook pretrain --from smollm2.gguf --corpus contracts --replay novels=0.25 --out law
      Example: ./workbook pretrain --from smollm2.gguf --adapter lora --rank 16 --corpus contracts \
      --out law-adapter

      Ctrl-C leaves a checkpoint; the same command with --resume goes on from the last one, to the \
      same weights bit for bit. A run whose loss became no number may go on with another learning \
      rate, schedule, clipping norm, weight decay or z-loss. The validation part is drawn by document, or is the end of the \
      text where there are fewer than ten documents.

      Shards stay on the disk and are read where they lie. A folder that data shard wrote has training \
      and validation tokens and the tokenizer; a number after = is the source's weight. Each source \
      is gone through in shuffled epochs, all in proportion to their weights, or as often as --epochs \
      says.

      --from goes on from a model: the learning rate warms up once more and falls again, by default to a \
      third of a new model's highest rate (an adapter: to all of it). --schedule warmup-stable-decay or \
      constant leaves room to go on further. --adapter lora leaves the model as it is, also packed as its \
      GGUF file has it, and trains low-rank updates of its matrices, which --out receives as peft \
      keeps them; every verb reads that folder as a model. --replay mixes in other text, each a \
      share of the tokens with a held-out part of its own, so that less is forgotten.

      Over several processes and machines, after ./workbook setup --mpi on each: \
      mpirun -np 4 ./workbook pretrain --replicas 1 … trains with four replicas in all, to the same \
      weights bit for bit as one process with --replicas 4. Every process reads the same corpus; the \
      first one writes the folder.
      """)

  @Option(parsing: .upToNextOption, help: "Files or folders of text.")
  var corpus: [String] = []

  @OptionGroup var shardOptions: ShardOptions

  @Option(help: "The folder for the model, its checkpoints, metrics.csv, run.json and loss.svg.")
  var out: String

  @Option(
    help:
      "bpe, unigram, characters, bytes, or a tokenizer.json. (default: bpe; that of the shards' folder)"
  )
  var tokenizer: String?

  @Option(help: "Tokens that bpe or unigram learns. (default: 2048)")
  var vocabularySize: Int?

  @Option(help: "gpt2, llama or bloom. (default: gpt2)")
  var family: ModelConfiguration.Family?

  @Option(help: "Transformer blocks. (default: 4)")
  var layers: Int?

  @Option(help: "Attention heads a block. (default: 4)")
  var heads: Int?

  @Option(help: "Heads of keys and values; llama only. (default: as many as heads)")
  var kvHeads: Int?

  @Option(help: "Width of the residual stream. (default: 128)")
  var width: Int?

  @Option(help: "Width of the feed-forward layers. (default: four times the width)")
  var feedForward: Int?

  @Flag(help: "Give the output head weights of its own.")
  var untied = false

  @Option(help: "Tokens that the model sees at once. (default: 128)")
  var context: Int?

  @Option(help: "A model directory or GGUF file to go on from; brings its own shape and tokenizer.")
  var from: String?

  @OptionGroup var continuation: ContinuationOptions

  @Option(help: "Sequences a step.")
  var batch = 12

  @Option(help: "Optimizer steps in all. (default: 1000, or as many as --epochs takes)")
  var steps: Int?

  @Option(
    help:
      "The highest learning rate. (default: 0.002, less for widths above 128; with --from a third)"
  )
  var learningRate: Double?

  @Option(help: "Steps until the highest rate. (default: a twentieth of all, at most 100)")
  var warmup: Int?

  @OptionGroup var training: TrainingOptions

  @Option(help: "Threads of each process that share each batch. (default: one a core)")
  var replicas: Int?

  @Option(help: "The share of the corpus that is held out. (default: 0.1)")
  var validationFraction: Double?

  @Option(help: "Steps between checkpoints. (default: a quarter of all)")
  var checkpointEvery: Int?

  @Option(
    help:
      "Steps between looks at the held-out text. (default: ten looks, fewer where they would take long)"
  )
  var evaluateEvery: Int?

  @Option(help: "The seed of the weights, the batches and the split.")
  var seed: UInt64 = 1

  @Flag(help: "Go on from the folder's last checkpoint.")
  var resume = false

  @Flag(help: "Replace the run that the folder holds.")
  var overwrite = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    if resume && overwrite { throw ValidationError("--resume and --overwrite exclude each other") }
    try shardOptions.validate(self)
    try continuation.validate(self)
    if warmup != nil && training.warmupShare != nil {
      throw ValidationError("--warmup and --warmup-share exclude each other")
    }
    guard (validationFraction ?? 0.1) > 0, (validationFraction ?? 0.1) < 1 else {
      throw ValidationError("--validation-fraction must lie between 0 and 1")
    }
    if from != nil {
      let shape: [(String, Any?)] = [
        ("--tokenizer", tokenizer), ("--vocabulary-size", vocabularySize), ("--family", family),
        ("--layers", layers), ("--heads", heads), ("--kv-heads", kvHeads), ("--width", width),
        ("--feed-forward", feedForward), ("--untied", untied ? untied : nil),
      ]
      for (name, value) in shape where value != nil {
        throw ValidationError("\(name) has no meaning with --from, whose model brings its own")
      }
    }
    if vocabularySize != nil && !["bpe", "unigram", nil].contains(tokenizer) {
      throw ValidationError("--vocabulary-size has a meaning with --tokenizer bpe or unigram alone")
    }
  }

  func run() throws {
    let processes = try LaunchedProcesses.join()
    let replicas = replicaCount(processes)
    let plan = try processes.together {
      if processes.isFirst {
        try OutputFolder.check(out)
        if let user = OwnerLock.user(ofFolder: out) { throw user }
      }
      return try makePlan(replicas: replicas, processes: processes)
    }
    let predicted = try plan.memoryEstimate(processes).total
    let result = try Pretraining.run(
      plan, in: out, start: resume ? .resume : overwrite ? .overwrite : .fresh,
      processes: processes)
    guard processes.isFirst else { return }
    let report = PretrainReport(
      plan: plan, result: result, folder: out, predictedByteCount: predicted)
    if json { Console.printJSON(report.json) } else { print(report.text) }
    drawLosses()
    let model = ShellWord.quoted(out)
    NextStep.say(
      "./workbook evaluate --model \(model) --corpus TEXT, ./workbook generate --model \(model) "
        + "--prompt WORDS, or ./workbook runs \(model)")
  }

  /// Leaves the loss chart beside the model; what keeps it from being drawn is said, and ends nothing.
  private func drawLosses() {
    do {
      try RunChart([RunRecord(folder: out)]).figure?.render(in: out)
    } catch {
      Console.note("no loss chart: \(Remedies.line(for: error, verb: "pretrain"))")
    }
  }

  /// The replicas of all processes together; as many in each of them, also where the machines differ.
  private func replicaCount(_ processes: any ProcessGroup) -> Int {
    let own =
      replicas
      ?? TrainingConfiguration.defaultReplicaCount(
        batch: batch / max(1, training.accumulation) / processes.count)
    return processes.count * Int(processes.minimum(Int32(clamping: own)))
  }
}
