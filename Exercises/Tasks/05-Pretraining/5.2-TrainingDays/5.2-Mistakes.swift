import ExerciseKit

/// The known mistakes of exercise 5.2.
public var trainingDaysMistakes: [KnownMistake<Chapter05.TrainingDays>] {
  let days = trainingDays(parameters:tokens:processors:peakOperations:utilization:)
  return [
    KnownMistake(
      "you have a third of the days, as with 2 operations for 6: the backward pass costs twice as much as the forward pass"
    ) {
      try days($0, $1, $2, $3, $4) / 3
    },
    KnownMistake(
      "you have 4/3 of the days, as with 8 operations for 6, with the recomputing: these 24 % are of 6"
    ) {
      try days($0, $1, $2, $3, $4) * 8 / 6
    },
    KnownMistake("you left out the utilization: no machine reaches its peak") {
      parameters, tokens, processors, peak, _ in
      try days(parameters, tokens, processors, peak, 1)
    },
    KnownMistake("you multiplied by the utilization: a machine less used takes longer") {
      try days($0, $1, $2, $3, 1 / $4)
    },
    KnownMistake("you left out the number of processors") {
      parameters, tokens, _, peak, utilization in
      try days(parameters, tokens, 1, peak, utilization)
    },
    KnownMistake("you returned hours, not days") { 24 * (try days($0, $1, $2, $3, $4)) },
    KnownMistake("you returned seconds, not days") { 86_400 * (try days($0, $1, $2, $3, $4)) },
    KnownMistake("you took the unused share: the used one is the utilization itself") {
      try days($0, $1, $2, $3, 1 - $4)
    },
    KnownMistake("you took 20 tokens for each parameter, whatever was read") {
      try days($0, $1 / $1 * 20 * $0, $2, $3, $4)
    },
    KnownMistake("you multiplied by the processors: more of them take less time") {
      try days($0, $1, 1 / $2, $3, $4)
    },
    KnownMistake("you left the parameters out") { try days($0 / $0, $1, $2, $3, $4) },
    KnownMistake("you left the tokens out") { try days($0, $1 / $1, $2, $3, $4) },
    KnownMistake(
      "you have 2/3 of the days, as with 4 operations for 6, those of the backward pass: the forward pass takes 2 more"
    ) {
      try days($0, $1, $2, $3, $4) * 4 / 6
    },
    KnownMistake("you left the 6 out: forward and backward take 6 operations together") {
      try days($0, $1, $2, $3, $4) / 6
    },
    KnownMistake("you returned minutes, not days") { 1_440 * (try days($0, $1, $2, $3, $4)) },
    KnownMistake("you took the utilization for a percentage: it is a share") {
      try days($0, $1, $2, $3, $4) / 100
    },
    KnownMistake("you squared the tokens") { try days($0, $1 * $1, $2, $3, $4) },
    KnownMistake("you left the peak out") { try days($0, $1, $2, $3 / $3, $4) },
  ]
}
