import ExerciseKit

extension Chapter04 {
  static var cacheBytesProperties: Properties<CacheBytes> {
    let questions: [CacheShape] = [
      (70, 40, 192, 2_048, 1, 2), (12, 12, 64, 1_024, 8, 4), (5, 7, 11, 13, 17, 19),
      (2, 4, 32, 100, 3, 2), (24, 16, 128, 4_096, 2, 1), (1, 1, 8, 5, 1, 4), (6, 3, 10, 50, 12, 8),
    ].map {
      CacheShape(
        layerCount: $0.0, headCount: $0.1, headWidth: $0.2, positions: $0.3, sequences: $0.4,
        bytesPerNumber: $0.5)
    }
    let inputs: [Facet<CacheShape>] = [
      .count("layerCount", \.layerCount), .count("headCount", \.headCount),
      .count("headWidth", \.headWidth), .count("positions", \.positions),
      .count("sequences", \.sequences), .count("bytesPerNumber", \.bytesPerNumber),
    ]
    let laws: [Law<CacheShape, Int>] = [
      Law("a cache holds whole numbers of bytesPerNumber each") { shape, bytes in
        bytes % shape.bytesPerNumber == 0
          ? nil
          : "\(bytes) bytes are no whole count of numbers of \(shape.bytesPerNumber) bytes each"
      },
      Law("a position leaves a key and a value, of headWidth numbers each, in each head and layer")
      {
        shape, bytes in
        let slots =
          shape.layerCount * shape.headCount * shape.positions * shape.sequences
          * shape.bytesPerNumber
        let numbers = Double(bytes) / Double(slots) / Double(shape.headWidth)
        guard numbers != 2 else { return nil }
        return
          "for \(shape.positions) positions, \(shape.layerCount) layers, \(shape.headCount) heads and "
          + "\(shape.sequences) sequences, a position leaves \(written(numbers)) · \(shape.headWidth) numbers "
          + "in each head and layer with you; a key and a value are all that a later token needs of it"
      },
    ]
    return Properties(of: questions, ask: { try $0($1) }, inputs: inputs, laws: laws)
  }
}
