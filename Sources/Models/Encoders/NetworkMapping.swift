/// The tables of tensors of `bert` and `t5`: see `TensorMapping`.
///
/// Both keep queries, keys and values as three matrices; here keys and values are the rows of one.
struct NetworkMapping {
  let shape: StackShape
  var prefix = ""
  var mappings: [TensorMapping] = []

  mutating func add(
    _ tensor: String, _ shape: [Int], _ parameter: String, from first: Int = 0
  ) {
    mappings.append(
      TensorMapping(
        tensor: prefix + tensor, prefix: prefix, shape: shape, parameter: parameter,
        placement: .rows(from: first)))
  }

  mutating func addNormalization(_ tensor: String, _ names: ParameterNames.Normalization) {
    add("\(tensor).weight", [shape.width], names.gain)
    if shape.features.normalization == .layer { add("\(tensor).bias", [shape.width], names.bias) }
  }

  mutating func addLinear(
    _ tensor: String, _ out: Int, _ input: Int, _ names: ParameterNames.Linear, from first: Int = 0
  ) {
    add("\(tensor).weight", [out, input], names.weight, from: first)
    if shape.features.hasBiases { add("\(tensor).bias", [out], names.bias, from: first) }
  }

  /// - Parameter tensors: what the family calls queries, keys, values and output.
  mutating func addAttention(_ tensors: [String], _ names: StackNames.Attention) {
    let (attention, width) = (shape.attentionWidth, shape.width)
    addLinear(tensors[0], attention, width, names.query)
    addLinear(tensors[1], attention, width, names.keyValue)
    addLinear(tensors[2], attention, width, names.keyValue, from: attention)
    addLinear(tensors[3], width, attention, names.output)
  }
}

extension EncoderConfiguration {
  /// Every tensor of the `bert` counterpart, in the order of the forward pass.
  public var tensorMappings: [TensorMapping] {
    var table = NetworkMapping(shape: stack, prefix: "bert.")
    let width = stack.width
    add(to: &table)
    for index in 0..<stack.layerCount {
      let (theirs, ours) = ("encoder.layer.\(index)", Names.stack.layer(index))
      table.addAttention(
        ["query", "key", "value"].map { "\(theirs).attention.self.\($0)" }
          + ["\(theirs).attention.output.dense"], ours.attention)
      table.addNormalization("\(theirs).attention.output.LayerNorm", ours.attention.norm)
      table.addLinear("\(theirs).intermediate.dense", stack.feedForwardWidth, width, ours.up)
      table.addLinear("\(theirs).output.dense", width, stack.feedForwardWidth, ours.down)
      table.addNormalization("\(theirs).output.LayerNorm", ours.feedForwardNorm)
    }
    table.prefix = ""
    table.addLinear("cls.predictions.transform.dense", width, width, Names.transform)
    table.addNormalization("cls.predictions.transform.LayerNorm", Names.transformNorm)
    table.add("cls.predictions.bias", [vocabularySize], Names.headBias)
    return table.mappings
  }

  private func add(to table: inout NetworkMapping) {
    let width = stack.width
    let theirs = "embeddings"
    table.add(
      "\(theirs).word_embeddings.weight", [vocabularySize, width], ParameterNames.tokenEmbedding)
    table.add(
      "\(theirs).position_embeddings.weight", [contextLength, width],
      ParameterNames.positionEmbedding)
    table.add(
      "\(theirs).token_type_embeddings.weight", [segmentKindCount, width], Names.segmentEmbedding)
    table.addNormalization("\(theirs).LayerNorm", ParameterNames.embeddingNorm)
  }
}

extension EncoderDecoderConfiguration {
  /// What T5's files call a head of its own.
  static let headTensor = "lm_head.weight"

  /// Every tensor of the `t5` counterpart, in the order of the forward pass.
  public var tensorMappings: [TensorMapping] {
    var table = NetworkMapping(shape: encoder)
    table.add("shared.weight", [vocabularySize, encoder.width], ParameterNames.tokenEmbedding)
    add(encoder, Names.encoder, "encoder", readsMemory: false, to: &table)
    add(decoder, Names.decoder, "decoder", readsMemory: true, to: &table)
    if !isHeadTied {
      table.add(Self.headTensor, [vocabularySize, encoder.width], ParameterNames.head)
    }
    return table.mappings
  }

  private func add(
    _ stack: StackShape, _ names: StackNames, _ name: String, readsMemory: Bool,
    to table: inout NetworkMapping
  ) {
    let letters = ["q", "k", "v", "o"]
    if case .relative(let count, _) = stack.features.positions {
      table.add(
        "\(name).block.0.layer.0.SelfAttention.relative_attention_bias.weight",
        [count, stack.headCount], names.relativePositions)
    }
    for index in 0..<stack.layerCount {
      let ours = names.layer(index)
      var part = 0
      func place() -> String {
        defer { part += 1 }
        return "\(name).block.\(index).layer.\(part)"
      }
      let own = place()
      table.addNormalization("\(own).layer_norm", ours.attention.norm)
      table.addAttention(letters.map { "\(own).SelfAttention.\($0)" }, ours.attention)
      if readsMemory {
        let other = place()
        table.addNormalization("\(other).layer_norm", ours.crossAttention.norm)
        table.addAttention(letters.map { "\(other).EncDecAttention.\($0)" }, ours.crossAttention)
      }
      let last = place()
      table.addNormalization("\(last).layer_norm", ours.feedForwardNorm)
      let (inner, width) = (stack.feedForwardWidth, stack.width)
      let isGated = stack.features.feedForward == .geGLU
      if isGated { table.addLinear("\(last).DenseReluDense.wi_0", inner, width, ours.gate) }
      table.addLinear("\(last).DenseReluDense.\(isGated ? "wi_1" : "wi")", inner, width, ours.up)
      table.addLinear("\(last).DenseReluDense.wo", width, inner, ours.down)
    }
    table.addNormalization("\(name).final_layer_norm", names.finalNorm)
  }
}
