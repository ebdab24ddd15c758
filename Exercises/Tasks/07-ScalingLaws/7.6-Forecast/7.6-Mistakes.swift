import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.6.
public var forecastMistakes: [KnownMistake<Chapter07.Forecast>] {
  [
    KnownMistake(Chapter07.ForecastFault.given) { _, parameters, tokens in
      Chapter07.reference(.hoffmann, parameters, tokens)
    },
    KnownMistake(Chapter07.ForecastFault.best) { runs, _, _ in runs.map(\.loss).min() ?? 0 },
    KnownMistake(Chapter07.ForecastFault.budget) { runs, parameters, tokens in
      // A straight line through the logarithms of budget and loss.
      let x = runs.map { log($0.parameters * $0.tokens) }
      let y = runs.map { log($0.loss) }
      let (slope, height) = line(x, y)
      return exp(height + slope * log(parameters * tokens))
    },
    KnownMistake(Chapter07.ForecastFault.noTokens) { runs, parameters, _ in
      let (slope, height) = line(runs.map { log($0.parameters) }, runs.map { log($0.loss) })
      return exp(height + slope * log(parameters))
    },
    KnownMistake(Chapter07.ForecastFault.noParameters) { runs, _, tokens in
      let (slope, height) = line(runs.map { log($0.tokens) }, runs.map { log($0.loss) })
      return exp(height + slope * log(tokens))
    },
    KnownMistake(Chapter07.ForecastFault.diverged) { runs, parameters, tokens in
      // Least squares: with so wide a δ every penalty is a parabola.
      Chapter07.reference(fitLaw(runs, delta: 1e9), parameters, tokens)
    },
    KnownMistake(Chapter07.ForecastFault.noFloor) { runs, parameters, tokens in
      // A power of the parameters times one of the tokens, each with its slope in logarithms.
      let rising = runs.sorted { $0.loss < $1.loss }.prefix(runs.count - 3)
      let x = rising.map { log($0.parameters) }
      let z = rising.map { log($0.tokens) }
      let y = rising.map { log($0.loss) }
      let (between, _) = line(x, z)
      let own = zip(z, x).map { $0 - between * $1 }
      let (tokenSlope, _) = line(own, y)
      let (slope, height) = line(x, zip(y, z).map { $0 - tokenSlope * $1 })
      return exp(height + slope * log(parameters) + tokenSlope * log(tokens))
    },
    KnownMistake(Chapter07.ForecastFault.tooHigh) { runs, parameters, tokens in
      // The last budget's bend, and then hardly any further fall.
      let law = fitLaw(runs, delta: 0.004)
      let most = runs.map { $0.parameters * $0.tokens }.max() ?? 1
      let scale = (most / (parameters * tokens)).squareRoot()
      return Chapter07.reference(law, parameters * scale, tokens * scale)
    },
  ]
}

/// The line through points by least squares: its slope and its height at 0.
private func line(_ x: [Double], _ y: [Double]) -> (slope: Double, height: Double) {
  let count = Double(x.count)
  let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
  let above = zip(x, y).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +)
  let slope = above / x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
  return (slope, meanY - slope * meanX)
}
