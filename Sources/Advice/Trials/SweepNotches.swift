import Sweeps

/// How large the models of the sweeps' dial are.
enum SweepNotches {
  static func parameters(
    vocabularySize: Int, contextLength: Int
  ) -> [(notch: Int, parameters: Double)] {
    let dial = SweepDial(vocabularySize: vocabularySize, contextLength: contextLength)
    return SweepDial.notches.map { ($0, Double(dial.model($0).parameterCount.all)) }
  }
}
