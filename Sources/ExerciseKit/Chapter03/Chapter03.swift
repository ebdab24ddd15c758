/// The exercises of chapter 3.
public enum Chapter03 {
  /// In order.
  public static let all = [
    layerNorm.info, parameterCount.info, residualStream.info, rmsNormGradient.info,
    trainingOperations.info,
  ]
}
