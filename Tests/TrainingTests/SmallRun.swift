import Foundation
import Groundwork
import Models
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

/// A run of a few small steps in a folder of its own, and what is said about it.
struct SmallRun {
  var plan: PretrainingPlan

  init(steps: Int = 8, texts: Int = 1, rate: Double = 1e-3) {
    let tokenizer = ByteTokenizer()
    let ids = tokenizer.encode(
      Array(String(repeating: "the trial court held that the trial was fair. ", count: 20).utf8))
    var settings = TrainingConfiguration(
      batch: 2, contextLength: 8, steps: steps, learningRate: rate, replicas: 1)
    settings.logEvery = 1
    settings.evaluateEvery = 3
    settings.checkpointEvery = 3
    plan = PretrainingPlan(
      model: ModelConfiguration(
        vocabularySize: 257, contextLength: 8, width: 8, layerCount: 1, headCount: 1,
        endOfTextID: 256),
      training: settings, sources: [.init(name: "text", tokens: ids)],
      validation: (0..<texts).map {
        ValidationText(name: "text \($0)", ids: Array(ids[(3 * $0)..<60]), byteCount: 59 - 3 * $0)
      }, tokenizer: tokenizer)
  }

  /// Trains or goes on; returns the result and the notices.
  @discardableResult
  func run(
    _ folder: String, _ start: Pretraining.Start = .resume, stoppingAfter: Int? = nil
  ) throws -> (result: PretrainingResult, notices: [RunNotice]) {
    var notices: [RunNotice] = []
    let result = try Pretraining.run(
      plan, in: folder, start: start, title: nil, stoppingAfter: stoppingAfter
    ) { notices.append($0) }
    return (result, notices)
  }

  /// Trains and is interrupted.
  func interrupt(_ folder: String, after step: Int) {
    XCTAssertThrowsError(try run(folder, .fresh, stoppingAfter: step)) {
      XCTAssertEqual($0 as? TrainingError, .interrupted(step: step))
    }
  }

  static func checkpoint(_ folder: String, _ step: Int) -> String {
    folder + "/checkpoints/step-" + String(format: "%09d", step) + ".safetensors"
  }

  /// What the same run gives every time.
  static func files(_ folder: String) throws -> [[UInt8]] {
    try ["model.safetensors", "metrics.csv", "run.json"].map {
      try RunFiles.timeless("\(folder)/\($0)")
    }
  }

  /// A copy of a folder's files, put back as often as is asked.
  struct Copy {
    private let files: [String: [UInt8]]

    init(_ folder: String) throws {
      files = try Dictionary(
        uniqueKeysWithValues: FileManager.default.subpathsOfDirectory(atPath: folder).compactMap {
          let path = "\(folder)/\($0)"
          var isFolder: ObjCBool = false
          _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          guard !isFolder.boolValue else { return nil }
          return ($0, try AtomicFile.read(path))
        })
    }

    func restore(_ folder: String, but name: String? = nil, with bytes: [UInt8] = []) throws {
      try? FileManager.default.removeItem(atPath: folder)
      for (file, whole) in files {
        let path = "\(folder)/\(file)"
        try AtomicFile.createFolder((path as NSString).deletingLastPathComponent)
        let handle = FileManager.default.createFile(
          atPath: path, contents: Data(file == name ? bytes : whole))
        XCTAssertTrue(handle, path)
      }
    }

    subscript(name: String) -> [UInt8] { files[name] ?? [] }
  }
}
