import ExerciseKit
import Foundation

/// The known mistakes of exercise 9.3.
public var rankModelsMistakes: [KnownMistake<Chapter09.RankModels>] {
  [
    KnownMistake("you still compare losses per token, and every tokenizer has its own tokens") {
      ranked($0) { $0.nats / Double($0.tokens) }
    },
    KnownMistake("you put the worst model first: fewer bits per byte are better") {
      ranked($0) { -$0.nats / Double($0.bytes) }
    },
    KnownMistake("you compared summed losses: whoever read less text wins") {
      ranked($0) { $0.nats }
    },
    KnownMistake("you ranked by how few tokens a byte takes: that judges the tokenizer alone") {
      ranked($0) { Double($0.tokens) / Double($0.bytes) }
    },
    KnownMistake("you returned each model's rank: asked are the models' numbers, the best first") {
      let order = try rankModels($0)
      return order.indices.map { place in order.firstIndex(of: place) ?? 0 }
    },
    KnownMistake("you counted the models from 1: the first is 0") {
      try rankModels($0).map { $0 + 1 }
    },
    KnownMistake("you put the worst model first, by losses per token, too") {
      ranked($0) { -$0.nats / Double($0.tokens) }
    },
    KnownMistake("you multiplied the loss by the tokens") {
      ranked($0) { $0.nats * Double($0.tokens) / Double($0.bytes) }
    },
    KnownMistake("you ranked by how much was read") { ranked($0) { Double($0.bytes) } },
    KnownMistake("you ranked by the number of tokens") { ranked($0) { Double($0.tokens) } },
    KnownMistake("you rounded before you compared: close models then tie") {
      ranked($0) { ($0.nats / Double($0.bytes) * 10).rounded() }
    },
    KnownMistake("you rounded to whole numbers before you compared: most models then tie") {
      ranked($0) { ($0.nats / Double($0.bytes)).rounded() }
    },
    KnownMistake("you left the models in the order given") { Array($0.indices) },
    KnownMistake("you took losses per token by tokens per byte, the wrong way round") {
      ranked($0) { $0.nats / Double($0.tokens) / (Double($0.tokens) / Double($0.bytes)) }
    },
    KnownMistake("you divided by the root of the bytes") {
      ranked($0) { $0.nats / Double($0.bytes).squareRoot() }
    },
    KnownMistake(answer: "you returned the best model alone: all of them are asked") {
      try Array(rankModels($0).prefix(1))
    },
    KnownMistake("you subtracted the bytes: the loss is divided by them") {
      ranked($0) { $0.nats - Double($0.bytes) }
    },
    KnownMistake("you turned the order given round") { Array($0.indices.reversed()) },
    KnownMistake("you divided by tokens and by bytes: bits per byte know no tokens") {
      models in
      models.indices.sorted {
        let (first, second) = (models[$0], models[$1])
        return first.nats / Double(first.tokens) / Double(first.bytes)
          < second.nats / Double(second.tokens) / Double(second.bytes)
      }
    },
    KnownMistake("you rounded before you ranked: models that differ a little now tie") {
      models in
      models.indices.sorted { first, second in
        func rounded(_ place: Int) -> Double {
          (models[place].nats / Double(models[place].bytes) / log(2) * 10).rounded()
        }
        return rounded(first) < rounded(second)
      }
    },
    KnownMistake(
      "you multiplied the perplexity by tokens per byte: bits add up, perplexities do not"
    ) {
      models in
      func measure(_ place: Int) -> Double {
        let model = models[place]
        return exp(model.nats / Double(model.tokens)) * Double(model.tokens) / Double(model.bytes)
      }
      return models.indices.sorted { measure($0) < measure($1) }
    },
    KnownMistake("you divided by tokens and bytes together: bytes alone are counted") {
      ranked($0) { $0.nats / Double($0.tokens + $0.bytes) }
    },
    KnownMistake("you divided by a mean of tokens and bytes: bytes alone are counted") {
      ranked($0) { $0.nats / (Double($0.tokens) * Double($0.bytes)).squareRoot() }
    },
    KnownMistake("you cut nats per byte to whole numbers before you compared") {
      ranked($0) { Double(Int($0.nats) / $0.bytes) }
    },
    KnownMistake("you divided by the square of the bytes") {
      ranked($0) { $0.nats / Double($0.bytes) / Double($0.bytes) }
    },
    KnownMistake("you subtracted the tokens: the loss is divided by bytes") {
      ranked($0) { $0.nats - Double($0.tokens) }
    },
    KnownMistake("you divided logarithms: the losses themselves are divided") {
      ranked($0) { log($0.nats) / log(Double($0.bytes)) }
    },
    KnownMistake(answer: "you left models out: all of them are asked, each once") { models in
      try rankModels(models).filter { models[$0].bytes >= 500 }
    },
    KnownMistake("you went through the models once, changing neighbours: sorting takes more") {
      models in
      var order = Array(models.indices)
      func value(_ place: Int) -> Double {
        models[order[place]].nats / Double(models[order[place]].bytes)
      }
      for place in order.indices.dropFirst() where value(place) < value(place - 1) {
        order.swapAt(place, place - 1)
      }
      return order
    },
  ]
}

private func ranked(
  _ models: [Chapter09.Evaluation], by measure: (Chapter09.Evaluation) -> Double
) -> [Int] {
  let values = models.map(measure)
  return values.indices.sorted { values[$0] < values[$1] }
}
