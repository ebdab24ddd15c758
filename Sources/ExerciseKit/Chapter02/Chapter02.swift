/// The exercises of chapter 2.
public enum Chapter02 {
  /// In order.
  public static let all = [
    causalWeights.info, attentionShare.info, scaledScores.info, mergeBlocks.info, copiedNext.info,
  ]
}
