/// The exercises of chapter 7.
public enum Chapter07 {
  /// In order.
  public static let all = [
    lawPenalty.info, optimalSize.info, fitObjective.info, valleyFloor.info, worthOfRepeats.info,
  ]
}
