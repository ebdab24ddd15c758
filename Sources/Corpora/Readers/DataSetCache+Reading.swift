import Groundwork

extension DataSetCache {
  /// A data set's documents, read from files whose size and SHA-256 were found right.
  ///
  /// - Throws: `DataSetError` where files are absent, damaged or hold no text.
  public func corpus(of dataSet: DataSet) throws -> Corpus {
    var documents: [Document] = []
    try forEachDocument(of: dataSet) { documents.append($0) }
    return Corpus(name: dataSet.name, documents: documents)
  }

  /// Calls a function with each document of a data set, in the order of its files.
  public func forEachDocument(
    of dataSet: DataSet, _ body: (Document) throws -> Void
  ) throws {
    guard dataSet.contents.isText else {
      throw DataSetError.noText(name: dataSet.name, contents: dataSet.contents.rawValue)
    }
    let present = presentCount(dataSet)
    guard present == dataSet.files.count else {
      throw DataSetError.notCached(
        name: dataSet.name, missing: dataSet.files.count - present, files: dataSet.files.count)
    }
    for file in dataSet.files {
      let bytes = try bytes(of: file)
      let name = "\(dataSet.name)/\(file.name)"
      switch dataSet.contents {
      case .reportParagraphs:
        try DataSetJSON.reportParagraphs(bytes, name: name).forEach(body)
      case .abstracts: try DataSetJSON.abstracts(bytes, name: name).forEach(body)
      default:
        var reader = TextFileReader()
        try bytes.withUnsafeBufferPointer { try reader.read($0, path: name, body) }
      }
    }
  }
}
