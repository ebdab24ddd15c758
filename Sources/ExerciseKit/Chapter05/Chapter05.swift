/// The exercises of chapter 5.
public enum Chapter05 {
  /// In order.
  public static let all = [
    learningRate.info, trainingDays.info, biasCorrection.info, clippedGradients.info,
    cardBytes.info,
  ]
}
