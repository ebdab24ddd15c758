import ExerciseKit

// 6.2 Fifty billion weights on one device (an estimate, about 5 minutes)
//
// A weight takes `bits` bits, and each group of `groupSize` weights one scale of `scaleBits`. How
// many bytes do all weights take, and over how many devices must they be spread? BloombergGPT has
// 50,558,868,480 parameters (Wu et al. 2023, appendix A) and was trained on A100 GPUs of 40 GB:
// how many hold its weights in 16 bits, and how many in GGUF's Q4_0, with 4 bits a weight and a
// 16-bit scale for each 32? (Activations and the cache come on top.)

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
  // TODO 6.2: return the bytes of weights and scales, and the number of devices
  throw NotAttempted("6.2")
}
