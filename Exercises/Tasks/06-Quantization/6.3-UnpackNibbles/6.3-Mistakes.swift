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
    KnownMistake("you put a byte's two weights side by side, the high half first") { bytes, scale in
      bytes.flatMap { [(Float($0 >> 4) - 8) * scale, (Float($0 & 0xF) - 8) * scale] }
    },
    KnownMistake("you read the bytes from the last to the first") { bytes, scale in
      try unpackNibbles(bytes.reversed(), scale: scale)
    },
    KnownMistake("you read the high halves from the last byte to the first") { bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.reversed().map { $0 >> 4 }).map { (Float($0) - 8) * scale }
    },
    KnownMistake("you subtracted 7: the code 8 stands for 0") { bytes, scale in
      try unpackNibbles(bytes, scale: scale).map { $0 + scale }
    },
    KnownMistake("you subtracted 7.5: the code 8 stands for 0") { bytes, scale in
      try unpackNibbles(bytes, scale: scale).map { $0 + scale / 2 }
    },
    KnownMistake("you subtracted 8 behind the scale: (q − 8) · scale, not q · scale − 8") {
      bytes, scale in
      try unpackNibbles(bytes, scale: scale).map { $0 + 8 * scale - 8 }
    },
    KnownMistake("you did not shift the high half down by four bits") { bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.map { $0 & 0xF0 }).map { (Float($0) - 8) * scale }
    },
    KnownMistake("you divided by the scale: it is multiplied") { bytes, scale in
      try unpackNibbles(bytes, scale: scale).map { $0 / scale / scale }
    },
    KnownMistake("you left the scale out") { bytes, scale in
      try unpackNibbles(bytes, scale: scale).map { $0 / scale }
    },
    KnownMistake("you read the low halves alone") { bytes, scale in
      bytes.map { (Float($0 & 0xF) - 8) * scale }
    },
    KnownMistake("you read the low halves twice") { bytes, scale in
      (bytes + bytes).map { (Float($0 & 0xF) - 8) * scale }
    },
    KnownMistake("you read three bits of a code: it has four") { bytes, scale in
      (bytes.map { $0 & 7 } + bytes.map { $0 >> 4 & 7 }).map { (Float($0) - 8) * scale }
    },
    KnownMistake("you spread the codes from −1 to 1: a code stands for (q − 8) · scale") {
      bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map { (Float($0) / 15 * 2 - 1) * scale }
    },
    KnownMistake("you added 8: the code 8 stands for 0") {
      bytes, scale in
      try unpackNibbles(bytes, scale: scale).map { $0 + 16 * scale }
    },
    KnownMistake("you shifted a signed byte: the high half then has a sign") { bytes, scale in
      bytes.map { (Float($0 & 0xF) - 8) * scale }
        + bytes.map { (Float(Int8(bitPattern: $0) >> 4) - 8) * scale }
    },
    KnownMistake("you shifted by three: the high half begins at the fifth bit") { bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.map { ($0 & 0xF0) >> 3 }).map {
        (Float($0) - 8) * scale
      }
    },
    KnownMistake(answer: "you left the last byte out: n bytes have 2n weights") { bytes, scale in
      try unpackNibbles(bytes.dropLast(), scale: scale)
    },
    KnownMistake("you scaled the low halves alone") { bytes, scale in
      bytes.map { (Float($0 & 0xF) - 8) * scale } + bytes.map { Float($0 >> 4) - 8 }
    },
    KnownMistake("you subtracted 8 from the low halves alone") { bytes, scale in
      bytes.map { (Float($0 & 0xF) - 8) * scale } + bytes.map { Float($0 >> 4) * scale }
    },
    KnownMistake("you subtracted 8 as a byte, which wraps around below 0") { bytes, scale in
      (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map { Float($0 &- 8) * scale }
    },
  ]
}
