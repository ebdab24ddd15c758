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
    KnownMistake("you added the scale's bits as bytes: a byte has 8 bits") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits / 8 + scaleBits / groupSize), deviceBytes)
    },
    KnownMistake("you multiplied the scale's bits by the group: a group shares one scale") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits + scaleBits * groupSize) / 8, deviceBytes)
    },
    KnownMistake("you divided all bits by the group: weights have bits of their own") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits + scaleBits) / groupSize / 8, deviceBytes)
    },
    KnownMistake("you subtracted the scales: they come on top") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits - scaleBits / groupSize) / 8, deviceBytes)
    },
    KnownMistake("you took scales of 32 bits, whatever is asked") {
      parameters, bits, groupSize, _, deviceBytes in
      size(parameters * (bits + 32 / groupSize) / 8, deviceBytes)
    },
    KnownMistake("you rounded the devices down: what is left over needs one as well") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      return (bytes, (bytes / deviceBytes).rounded(.down))
    },
    KnownMistake("you added a device to the whole part: where nothing is left over it stays empty")
    {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      return (bytes, (bytes / deviceBytes).rounded(.down) + 1)
    },
    KnownMistake("you divided bits by the device's bytes") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      return (bytes, (8 * bytes / deviceBytes).rounded(.up))
    },
    KnownMistake("you asked for the devices of the weights alone: the scales lie there, too") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      return (bytes, (parameters * bits / 8 / deviceBytes).rounded(.up))
    },
    KnownMistake(answer: "you gave one device for every question") {
      parameters, bits, groupSize, scaleBits, _ in
      (parameters * (bits + scaleBits / groupSize) / 8, 1)
    },
    KnownMistake("you counted two scales a group: it shares one") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits + 2 * scaleBits / groupSize) / 8, deviceBytes)
    },
    KnownMistake("you cut a weight's bits to whole bytes: two of four bits share one") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(
        parameters * ((bits / 8).rounded(.down) + scaleBits / groupSize / 8), deviceBytes)
    },
    KnownMistake("you gave a weight whole bytes: two of four bits share one") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * ((bits / 8).rounded(.up) + scaleBits / groupSize / 8), deviceBytes)
    },
    KnownMistake("you counted one scale for the whole model: every group has one") {
      parameters, bits, _, scaleBits, deviceBytes in
      size((parameters * bits + scaleBits) / 8, deviceBytes)
    },
    KnownMistake("you turned the scale's part over: it is scaleBits / groupSize") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * (bits + (scaleBits > 0 ? groupSize / scaleBits : 0)) / 8, deviceBytes)
    },
    KnownMistake("you rounded the devices to a power of two: any whole number will do") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      let bytes = parameters * (bits + scaleBits / groupSize) / 8
      var devices = 1.0
      while devices * deviceBytes < bytes { devices *= 2 }
      return (bytes, devices)
    },
    KnownMistake("you took groups of 32, whatever is asked") {
      parameters, bits, _, scaleBits, deviceBytes in
      size(parameters * (bits + scaleBits / 32) / 8, deviceBytes)
    },
    KnownMistake("you multiplied by 1 + scaleBits / groupSize: the scale's bits are added") {
      parameters, bits, groupSize, scaleBits, deviceBytes in
      size(parameters * bits * (1 + scaleBits / groupSize) / 8, deviceBytes)
    },
  ]
}

private func size(_ bytes: Double, _ deviceBytes: Double) -> (bytes: Double, devices: Double) {
  (bytes, (bytes / deviceBytes).rounded(.up))
}
