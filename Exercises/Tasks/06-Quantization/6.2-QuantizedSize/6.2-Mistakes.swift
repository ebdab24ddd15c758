import ExerciseKit

/// The known mistakes of exercise 6.2.
public var quantizedSizeMistakes: [KnownMistake<Chapter06.QuantizedSize>] {
  [
    KnownMistake("you left the scales out") { parameters, bits, _, _, deviceBytes in
      size(parameters * bits / 8, deviceBytes)
    },
    KnownMistake("you gave every weight a scale of its own, not every group") {
      parameters, bits, _, scaleBits, deviceBytes in
      size(parameters * (bits + scaleBits) / 8, deviceBytes)
    },
    KnownMistake("you counted bits, not bytes") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits + scaleBits / groupSize), deviceBytes)
    },
    KnownMistake("you rounded the devices to the nearest number: a third of one is one more") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      return (bytes, max(1, (bytes / deviceBytes).rounded()))
    },
    KnownMistake("you returned a fraction of a device; devices come whole") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      return (bytes, bytes / deviceBytes)
    },
  ]
}

private func size(_ bytes: Double, _ deviceBytes: Double) -> (bytes: Double, devices: Double) {
  (bytes, (bytes / deviceBytes).rounded(.up))
}
