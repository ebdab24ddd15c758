import ExerciseKit

/// The known mistakes of exercise 6.3.
public var unpackNibblesMistakes: [KnownMistake<Chapter06.UnpackNibbles>] {
  [
    KnownMistake("you still put the two weights of a byte next to each other") { bytes, scale in
      bytes.flatMap { [(Float($0 & 0xF) - 8) * scale, (Float($0 >> 4) - 8) * scale] }
    },
    KnownMistake("you took the high halves first: the low four bits hold weight j") {
      bytes, scale in
      (bytes.map { $0 >> 4 } + bytes.map { $0 & 0xF }).map { (Float($0) - 8) * scale }
    },
    KnownMistake("you read the codes as two's complement: here 8 stands for 0, not for −8") {
      bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map {
        Float($0 < 8 ? Int($0) : Int($0) - 16) * scale
      }
    },
    KnownMistake("you forgot to subtract 8: no weight is negative any more") { bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map { Float($0) * scale }
    },
  ]
}
