import ExerciseKit

/// The bytes of a model's weights, and the devices that hold them.
///
/// - Parameters:
///   - bits: of one weight.
///   - groupSize: the weights that share a scale.
///   - scaleBits: of one scale.
///   - deviceBytes: the memory of one device.
public func quantizedSize(
  parameters: Double, bits: Double, groupSize: Double, scaleBits: Double, deviceBytes: Double
) throws -> (bytes: Double, devices: Double) {
  // exercise begin 6.2: return the bytes of weights and scales, and the number of devices
  let bytes = parameters * (bits + scaleBits / groupSize) / 8
  return (bytes, (bytes / deviceBytes).rounded(.up))
  // exercise end
}
