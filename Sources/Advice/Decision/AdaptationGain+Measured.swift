import ScalingLaws

extension AdaptationGain {
  /// SmolLM2-135M continued on contracts (7.4 MB, a tenth of other text replayed), from 4,096 tokens on, as
  /// `AdviceRunner` measures it.
  public static let smolLM2OnContracts = AdaptationGain(limit: 0.6, scale: 6e4, exponent: 0.6)
}
