import ExerciseKit

/// The known mistakes of exercise 4.2.
public var cacheBytesMistakes: [KnownMistake<Chapter04.CacheBytes>] {
  [
    KnownMistake(
      "your cache is half as large as it should be: a token leaves a key and a value in each head"
    ) {
      try cacheBytes($0) / 2
    },
    KnownMistake(
      "your cache is half as large again as it should be: a key and a value are kept, and an earlier query is never asked again"
    ) {
      try cacheBytes($0) / 2 * 3
    },
    KnownMistake("you counted one layer: each has its own keys and values") {
      try cacheBytes($0) / $0.layerCount
    },
    KnownMistake("you counted one head: each has its own keys and values") {
      try cacheBytes($0) / $0.headCount
    },
    KnownMistake("you counted one sequence: each has its own keys and values") {
      try cacheBytes($0) / $0.sequences
    },
    KnownMistake("you returned the numbers, not their bytes") {
      try cacheBytes($0) / $0.bytesPerNumber
    },
    KnownMistake("you returned bits, not bytes") { 8 * (try cacheBytes($0)) },
    KnownMistake("you counted the scores, (T, T) a head: they are not kept") {
      $0.layerCount * $0.headCount * $0.positions * $0.positions * $0.sequences
        * $0.bytesPerNumber
    },
    KnownMistake("you left out the width of a head: keys and values are vectors") {
      try cacheBytes($0) / $0.headWidth
    },
    KnownMistake("you counted one token: each has its own keys and values") {
      try cacheBytes($0) / $0.positions
    },
    KnownMistake("you squared the positions: a token leaves its key and value once") {
      try cacheBytes($0) * $0.positions
    },
    KnownMistake("you took 2 bytes a number, whatever is asked") {
      try cacheBytes($0) / $0.bytesPerNumber * 2
    },
    KnownMistake("you took 4 bytes a number, whatever is asked") {
      try cacheBytes($0) / $0.bytesPerNumber * 4
    },
    KnownMistake("you squared the width of a head: a key is a vector, not a matrix") {
      try cacheBytes($0) * $0.headWidth
    },
    KnownMistake("you squared the number of heads: headWidth is that of one head") {
      try cacheBytes($0) * $0.headCount
    },
    KnownMistake("you added the numbers: each layer has each head, so they are multiplied") {
      2 * ($0.layerCount + $0.headCount + $0.headWidth) * $0.positions * $0.sequences
        * $0.bytesPerNumber
    },
    KnownMistake("you squared the layers") { try cacheBytes($0) * $0.layerCount },
    KnownMistake("you squared the sequences") { try cacheBytes($0) * $0.sequences },
  ]
}
