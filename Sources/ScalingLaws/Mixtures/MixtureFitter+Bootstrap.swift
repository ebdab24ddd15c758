import Groundwork
import RealModule

extension MixtureFitter {
  /// Refits to losses that the laws foretell, with the errors that they left drawn anew.
  ///
  /// Mixtures are chosen, not drawn, and there are few of them: so the design stays and the residuals
  /// are resampled (Efron 1979, doi:10.1214/aos/1176344552), those of a run on all texts together, their
  /// signs at random. Each is first divided by √(1 − h), h being how far its run draws the fit to itself
  /// (Davison and Hinkley 1997, §6.2), and by few degrees of freedom stretched as Student's t is against
  /// the normal distribution: five mixtures leave two, and an interval that forgets it is half as wide
  /// as it must be.
  ///
  /// - Returns: for each draw a law a text; draws that lead to no law are left out.
  func bootstrap(
    _ fits: [Fit], _ design: MixtureDesign, _ table: MixtureTable, resamples: Int, seed: UInt64
  ) -> [[MixtureLaw]] {
    let (texts, runs) = (fits.count, table.runs.count)
    let stretch = Self.stretch(level: level, degreesOfFreedom: runs - design.constantCount)
    let solver = RobustLeastSquares(delta: delta)
    let residuals = fits.enumerated().map { text, fit in
      let leverages = solver.leverages(fit.minimum) ?? Array(repeating: 0, count: runs)
      return (0..<runs).map { run in
        let error = table.runs[run].losses[text] - fit.minimum.points.predictions[run]
        return stretch * error / max(1 - leverages[run], 0.05).squareRoot()
      }
    }
    let predictions = fits.map(\.minimum.points.predictions)
    let starts = fits.map(\.minimum.parameters)
    let root = RandomStream(seed: seed)
    let fitter = self
    let width = 2 + design.domainCount
    let none = [Double](repeating: .nan, count: texts * width)
    let rows = ParallelMap.rows(resamples, width: texts * width, threads: threads) { index in
      var stream = root.fork("mixtures/\(index)")
      let drawn = (0..<runs).map { _ in
        (run: stream.index(below: runs), sign: stream.next() & 1 == 0 ? 1.0 : -1)
      }
      var row: [Double] = []
      for text in 0..<texts {
        let losses = (0..<runs).map {
          predictions[text][$0] + drawn[$0].sign * residuals[text][drawn[$0].run]
        }
        let begin = [starts[text], design.middleStart(losses)]
        // An interval needs no twelve digits.
        let fit = fitter.fit(losses, design, from: begin, following: 1, tolerance: 1e-8)
        guard let law = fit?.law else { return none }
        row += [law.floor, law.scale] + law.rates
      }
      return row
    }
    let form = form
    return rows.filter { $0.allSatisfy(\.isFinite) }.map { row in
      (0..<texts).map { text in
        let part = Array(row[(text * width)..<((text + 1) * width)])
        return MixtureLaw(form, floor: part[0], scale: part[1], rates: Array(part[2...]))
      }
    }
  }

  /// Student's half-width of an interval over the normal distribution's.
  static func stretch(level: Double, degreesOfFreedom: Int) -> Double {
    StudentDistribution.halfWidth(level: level, degreesOfFreedom: max(1, degreesOfFreedom))
      / NormalDistribution.halfWidth(level: level)
  }
}
