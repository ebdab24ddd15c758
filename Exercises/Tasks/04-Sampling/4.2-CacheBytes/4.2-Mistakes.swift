import ExerciseKit

/// The known mistakes of exercise 4.2.
public var cacheBytesMistakes: [KnownMistake<Chapter04.CacheBytes>] {
  [
    KnownMistake("you counted the keys, but not the values") { try cacheBytes($0) / 2 },
    KnownMistake("you counted queries too: nobody asks again with an earlier token's query") {
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
  ]
}
