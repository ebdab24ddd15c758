import ScalingLaws

extension AdaptationGain {
  /// SmolLM2-135M continued on contracts (7.4 MB, a tenth of other text replayed), as `AdviceRunner` measures
  /// it: 0.09 and 0.15 nats a token better after 16,384 and 32,768 tokens. Where the gain ends was not
  /// measured; the limit is a guess that the decision's draws take a tenth of to all.
  public static let smolLM2OnContracts = AdaptationGain(limit: 0.7, scale: 6e4, exponent: 0.6)
}
