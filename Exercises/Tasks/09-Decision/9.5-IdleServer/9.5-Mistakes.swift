import ExerciseKit

/// The known mistakes of exercise 9.5.
public var idleServerMistakes: [KnownMistake<Chapter09.IdleServer>] {
  /// From the devices' price of an hour, the tokens of a busy hour, the busy share and a hosted price.
  func wrong(
    _ sentence: String,
    price: @escaping (_ hour: Double, _ tokens: Double, _ busy: Double) -> Double = {
      $0 / ($1 * $2) * 1e6
    },
    needed: @escaping (_ fullLoad: Double, _ hosted: Double, _ busy: Double) -> Double? = {
      fullLoad, hosted, _ in fullLoad <= hosted ? fullLoad / hosted : nil
    }, countsDevices: Bool = true, secondsPerHour: Double = 3_600
  ) -> KnownMistake<Chapter09.IdleServer> {
    KnownMistake(sentence) { devices, hourly, tokensPerSecond, busy, hosted in
      let hour = (countsDevices ? devices : 1) * hourly
      let tokens = tokensPerSecond * secondsPerHour
      return (price(hour, tokens, busy), needed(hour / tokens * 1e6, hosted, busy))
    }
  }
  return [
    wrong(
      "you paid for busy hours only: a server that waits costs as much",
      price: { hour, tokens, _ in hour / tokens * 1e6 }),
    wrong(
      "you made tokens cheaper where servers wait: the fewer there are, the dearer is each",
      price: { $0 / $1 * $2 * 1e6 }),
    wrong("you paid for one device: tokensPerSecond takes all of them", countsDevices: false),
    wrong("you gave an hour 60 seconds: it has 3,600", secondsPerHour: 60),
    wrong("you gave the price of one token, not of a million", price: { $0 / ($1 * $2) }),
    wrong(
      "you gave the price at this load by the hosted one, not the load of equal prices",
      needed: { fullLoad, hosted, busy in
        fullLoad <= hosted ? fullLoad / busy / hosted : nil
      }),
    wrong(
      "you gave a share of more than 1: no server is busy longer than always, so return nil",
      needed: { fullLoad, hosted, _ in fullLoad / hosted }),
  ]
}
