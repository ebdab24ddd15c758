import Groundwork

extension PowerLaw {
  /// The constants of refits to runs drawn anew, those left out that no fit came of.
  ///
  /// - Parameter refit: draws by a stream of its own, and fits; nil where the draw has no fit.
  /// - Returns: a, k_N, b, k_D of each draw; the same for any number of threads.
  static func bootstrap(
    resamples: Int, seed: UInt64, threads: Int?,
    refit: @escaping @Sendable (inout RandomStream) -> LawConstants?
  ) -> [LawConstants] {
    let root = RandomStream(seed: seed)
    let draws = ParallelMap.map(
      max(0, resamples), placeholder: SIMD4<Double>(repeating: .nan), threads: threads
    ) { index in
      var stream = root.fork("bootstrap/\(index)")
      return refit(&stream).map { SIMD4($0.values) } ?? SIMD4(repeating: .nan)
    }
    return draws.map { draw in
      LawConstants(names: constantNames, values: draw.indices.map { draw[$0] })
    }.filter { $0.values.allSatisfy(\.isFinite) }
  }
}
