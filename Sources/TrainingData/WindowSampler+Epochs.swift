import Corpora

extension WindowSampler {
  /// The sampler whose weights go through each source as often as is asked, and the sequences of it
  /// all.
  ///
  /// - Parameter epochs: one number a source.
  /// - Throws: `MixtureError`, `TrainingDataError`.
  public func goingThrough(
    epochs: [Double]
  ) throws -> (sampler: WindowSampler, sequences: Int) {
    let mixture = try Mixture(
      sources: zip(sources, sequenceCounts).map { .init(name: $0.name, count: $1, weight: 1) },
      epochs: epochs, seed: settings.seed)
    return (try reweighted(mixture.sources.map(\.weight)), mixture.length ?? 0)
  }

  /// How often each source will have been gone through after so many sequences; nil where sequences
  /// are drawn.
  public func epochs(after sequences: Int) -> [Double]? { mixture?.epochs(after: sequences) }
}
