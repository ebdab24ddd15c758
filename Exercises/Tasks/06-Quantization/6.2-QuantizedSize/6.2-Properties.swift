import ExerciseKit

extension Chapter06 {
  static var quantizedSizeProperties: Properties<QuantizedSize> {
    typealias Question = (
      parameters: Double, bits: Double, groupSize: Double, scaleBits: Double, deviceBytes: Double
    )
    typealias Output = (bytes: Double, devices: Double)
    let questions: [Question] = [
      (50_558_868_480, 4, 32, 16, 40e9), (50_558_868_480, 8, 32, 16, 40e9), (80e9, 4, 32, 16, 40e9),
      (160e9, 15, 32, 32, 40e9), (50_558_868_480, 16, 64, 16, 8e9), (70e9, 8, 32, 32, 10e9),
      (70e9, 4, 16, 16, 7e9), (60e9, 7, 16, 16, 6e9), (90e9, 8, 32, 16, 9.2e9),
      (40e9, 16, 32, 0, 40e9),
      (1e9, 8, 64, 0, 24e9), (2e9, 3, 128, 8, 8e9),
    ]
    let inputs: [Facet<Question>] = [
      .number("parameters", \.parameters), .number("bits", \.bits),
      .number("groupSize", \.groupSize), .number("scaleBits", \.scaleBits),
      .number("deviceBytes", \.deviceBytes),
    ]
    let laws: [Law<Question, Output>] = [
      Law("the weights alone are as many bits as bits says") { question, size in
        guard question.scaleBits == 0 else { return nil }
        let bits = size.bytes * 8 / question.parameters
        return abs(bits - question.bits) < 1e-3
          ? nil
          : "without scales a weight of \(written(question.bits)) bits takes \(written(bits)) bits with you"
      },
      Law("scales come on top") { question, size in
        let bits = size.bytes * 8 / question.parameters
        return question.scaleBits == 0 || bits > question.bits
          ? nil
          : "weights of \(written(question.bits)) bits, with scales, take \(written(bits)) bits each: the "
            + "scales take nothing"
      },
      Law("a weight pays for its share of the scale") { question, size in
        let own = size.bytes * 8 / question.parameters - question.bits
        let wanted = question.scaleBits / question.groupSize
        guard question.scaleBits > 0, abs(own - wanted) > 1e-6 else { return nil }
        return
          "a scale of \(written(question.scaleBits)) bits for \(written(question.groupSize)) weights adds "
          + "\(written(own)) bits to each of them with you, \(written(own / wanted)) times its share"
      },
      Law("devices are whole, and at least one") { _, size in
        size.devices >= 1 && size.devices == size.devices.rounded()
          ? nil : "\(written(size.devices)) devices: they are whole, and at least one"
      },
      Law("the devices hold the bytes, and one fewer would not") { question, size in
        if size.devices * question.deviceBytes < size.bytes * 0.999_999 {
          return
            "\(written(size.devices)) devices of \(written(question.deviceBytes)) bytes do not hold your "
            + "own \(written(size.bytes)) bytes"
        }
        return (size.devices - 1) * question.deviceBytes >= size.bytes * 1.000_001
          ? "one device fewer would hold your own \(written(size.bytes)) bytes, too" : nil
      },
    ]
    let outcomes: [Outcome<Output>] = [
      Outcome("with one device more") { ($0.bytes, $0.devices + 1) },
      Outcome("with one device less") { ($0.bytes, $0.devices - 1) },
    ]
    let traits: [Trait<Question>] = [
      Trait("there are no scales") { $0.scaleBits == 0 },
      Trait("there are scales") { $0.scaleBits > 0 },
      Trait("the devices are full to the brim") { question in
        let count = bytes(question) / question.deviceBytes
        return count == count.rounded()
      },
      Trait("one device is enough") { bytes($0) <= $0.deviceBytes },
      Trait("more than one device is needed") { bytes($0) > $0.deviceBytes },
      Trait("the last device is less than half full") { question in
        let count = bytes(question) / question.deviceBytes
        return count != count.rounded() && count - count.rounded(.down) < 0.5
      },
      Trait("the last device is more than half full") { question in
        let count = bytes(question) / question.deviceBytes
        return count - count.rounded(.down) > 0.5
      },
    ]
    return Properties(
      of: questions,
      ask: { try $0($1.parameters, $1.bits, $1.groupSize, $1.scaleBits, $1.deviceBytes) },
      inputs: inputs, laws: laws, outcomes: outcomes, traits: traits)
  }

  private static func bytes(
    _ question: (
      parameters: Double, bits: Double, groupSize: Double, scaleBits: Double, deviceBytes: Double
    )
  ) -> Double {
    question.parameters * (question.bits + question.scaleBits / question.groupSize) / 8
  }
}
