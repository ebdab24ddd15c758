/// One tensor of a Hugging Face model, and its place in one of the workbook's parameters.
///
/// The workbook keeps every matrix as (out, in), and the projections of an attention layer as one
/// matrix: the rows of all queries, then all keys, then all values, head by head. The families
/// differ from that, and from each other:
///
/// | family | attention projections | orientation | names begin with |
/// |---|---|---|---|
/// | gpt2 | one, all queries, keys, values | Conv1D: (in, out) | `transformer.` |
/// | llama and what grew out of it | three | (out, in) | `model.` |
/// | bloom | one, query, key, value of head 0, of head 1, … | (out, in) | `transformer.` |
/// | gpt_neox | as bloom | (out, in) | `gpt_neox.` |
///
/// Llama's queries and keys stay in the order that Hugging Face keeps them in, in which a rotation
/// pairs element i of a head with element i + headWidth/2.
public struct TensorMapping: Hashable, Sendable {
  /// How a tensor's rows lie in a parameter.
  public enum Placement: Hashable, Sendable {
    /// They are the parameter's rows from this one on.
    case rows(from: Int)
    /// They are its columns.
    case transposed
    /// (head, query-key-value, element) here, (query-key-value, head, element) there.
    case headByHead(headCount: Int, headWidth: Int)
  }

  /// The name that transformers writes, such as `transformer.h.0.attn.c_attn.weight`.
  public let tensor: String
  /// The part of the name that files of the bare model leave out, such as `transformer.`.
  public let prefix: String
  public let shape: [Int]
  /// The workbook's name, such as `layers.0.attention.queryKeyValue.weight`.
  public let parameter: String
  public let placement: Placement

  public var count: Int { shape.reduce(1, *) }

  /// What the families call the output head: GPT-NeoX's name is the second.
  static let heads = ["lm_head.weight", "embed_out.weight"]

  /// The names a file may have for the tensor, the usual one first.
  var names: [String] {
    tensor.hasPrefix(prefix) ? [tensor, String(tensor.dropFirst(prefix.count))] : [tensor]
  }

  /// The elements of a row: 1 for a vector, whose every element is a row.
  private var rowWidth: Int { shape.count == 2 ? shape[1] : 1 }

  /// Where the tensor's element, counted row-major, stands among the parameter's elements.
  public func place(of index: Int) -> Int {
    let (row, column) = index.quotientAndRemainder(dividingBy: rowWidth)
    switch placement {
    case .rows(let first): return first * rowWidth + index
    case .transposed: return column * shape[0] + row
    case .headByHead(let headCount, let headWidth):
      let (block, element) = row.quotientAndRemainder(dividingBy: headWidth)
      let (head, kind) = block.quotientAndRemainder(dividingBy: 3)
      return ((kind * headCount + head) * headWidth + element) * rowWidth + column
    }
  }
}

extension ModelConfiguration {
  /// Every tensor of the Hugging Face counterpart, in the order of the forward pass.
  public var tensorMappings: [TensorMapping] {
    var builder = MappingBuilder(configuration: self)
    switch family {
    case .gpt2: builder.addGPT2()
    case .bloom: builder.addBloom()
    case .gptNeoX: builder.addGPTNeoX()
    case .llama, .mistral, .qwen2, .qwen3, .olmo2, .gemma3: builder.addLlama()
    }
    if !isHeadTied {
      builder.prefix = ""
      builder.add(headTensor, [vocabularySize, width], ParameterNames.head)
    }
    return builder.mappings
  }
}

extension ModelConfiguration {
  /// What the family calls the output head.
  var headTensor: String { TensorMapping.heads[family == .gptNeoX ? 1 : 0] }
}

private struct MappingBuilder {
  let configuration: ModelConfiguration
  var prefix = ""
  var mappings: [TensorMapping] = []

  private var width: Int { configuration.width }
  private var feedForward: Int { configuration.feedForwardWidth }

  mutating func add(
    _ tensor: String, _ shape: [Int], _ parameter: String,
    _ placement: TensorMapping.Placement = .rows(from: 0)
  ) {
    mappings.append(
      TensorMapping(
        tensor: prefix + tensor, prefix: prefix, shape: shape, parameter: parameter,
        placement: placement))
  }

  private mutating func addNormalization(
    _ tensor: String, _ parameters: ParameterNames.Normalization
  ) {
    add("\(tensor).weight", [width], parameters.gain)
    add("\(tensor).bias", [width], parameters.bias)
  }

  mutating func addGPT2() {
    prefix = "transformer."
    add("wte.weight", [configuration.vocabularySize, width], ParameterNames.tokenEmbedding)
    add("wpe.weight", [configuration.contextLength, width], ParameterNames.positionEmbedding)
    for layer in 0..<configuration.layerCount {
      let (theirs, ours) = ("h.\(layer)", ParameterNames.layer(layer))
      addNormalization("\(theirs).ln_1", ours.attentionNorm)
      addConvolution("\(theirs).attn.c_attn", width, 3 * width, ours.queryKeyValue)
      addConvolution("\(theirs).attn.c_proj", width, width, ours.attentionOutput)
      addNormalization("\(theirs).ln_2", ours.feedForwardNorm)
      addConvolution("\(theirs).mlp.c_fc", width, feedForward, ours.up)
      addConvolution("\(theirs).mlp.c_proj", feedForward, width, ours.down)
    }
    addNormalization("ln_f", ParameterNames.finalNorm)
  }

  /// A linear layer that GPT-2 wrote as a convolution of width 1.
  private mutating func addConvolution(
    _ tensor: String, _ input: Int, _ output: Int, _ parameters: ParameterNames.Linear
  ) {
    add("\(tensor).weight", [input, output], parameters.weight, .transposed)
    add("\(tensor).bias", [output], parameters.bias)
  }

  /// Llama, and the families that kept its names: their features say which tensors there are.
  mutating func addLlama() {
    prefix = "model."
    let features = configuration.features
    let heads = configuration.headCount * configuration.headWidth
    add(
      "embed_tokens.weight", [configuration.vocabularySize, width], ParameterNames.tokenEmbedding)
    for layer in 0..<configuration.layerCount {
      let (theirs, ours) = ("layers.\(layer)", ParameterNames.layer(layer))
      // Before and after, the two norms around the feed-forward part have names of their own.
      let isBoth = features.normalizationPlaces == .both
      if features.normalizesBefore {
        add("\(theirs).input_layernorm.weight", [width], ours.attentionNorm.gain)
        add(
          "\(theirs).\(isBoth ? "pre_feedforward" : "post_attention")_layernorm.weight", [width],
          ours.feedForwardNorm.gain)
      }
      if features.normalizesAfter {
        add("\(theirs).post_attention_layernorm.weight", [width], ours.attentionOutputNorm.gain)
        add(
          "\(theirs).post_feedforward_layernorm.weight", [width],
          ours.feedForwardOutputNorm.gain)
      }
      addProjections("\(theirs).self_attn", ours.queryKeyValue)
      if let groups = configuration.queryKeyGroups {
        add("\(theirs).self_attn.q_norm.weight", [groups.queryWidth], ours.queryNorm.gain)
        add("\(theirs).self_attn.k_norm.weight", [groups.keyWidth], ours.keyNorm.gain)
      }
      addLinear(
        "\(theirs).self_attn.o_proj", heads, width, ours.attentionOutput,
        hasBias: features.hasAttentionOutputBias)
      let hasBiases = features.hasFeedForwardBiases
      addLinear("\(theirs).mlp.gate_proj", width, feedForward, ours.gate, hasBias: hasBiases)
      addLinear("\(theirs).mlp.up_proj", width, feedForward, ours.up, hasBias: hasBiases)
      addLinear("\(theirs).mlp.down_proj", feedForward, width, ours.down, hasBias: hasBiases)
    }
    add("norm.weight", [width], ParameterNames.finalNorm.gain)
  }

  /// Queries, keys and values: three tensors there, the rows of one here.
  private mutating func addProjections(_ theirs: String, _ ours: ParameterNames.Linear) {
    let queries = configuration.headCount * configuration.headWidth
    let keys = configuration.keyValueHeadCount * configuration.headWidth
    let parts = [("q", queries, 0), ("k", keys, queries), ("v", keys, queries + keys)]
    for (name, rows, first) in parts {
      add("\(theirs).\(name)_proj.weight", [rows, width], ours.weight, .rows(from: first))
      if configuration.features.hasQueryKeyValueBias {
        add("\(theirs).\(name)_proj.bias", [rows], ours.bias, .rows(from: first))
      }
    }
  }

  mutating func addGPTNeoX() {
    prefix = "gpt_neox."
    let features = configuration.features
    add("embed_in.weight", [configuration.vocabularySize, width], ParameterNames.tokenEmbedding)
    for layer in 0..<configuration.layerCount {
      let (theirs, ours) = ("layers.\(layer)", ParameterNames.layer(layer))
      addNormalization("\(theirs).input_layernorm", ours.attentionNorm)
      addNormalization("\(theirs).post_attention_layernorm", ours.feedForwardNorm)
      addLinear(
        "\(theirs).attention.query_key_value", width, 3 * width, ours.queryKeyValue, headByHead,
        hasBias: features.hasQueryKeyValueBias)
      addLinear(
        "\(theirs).attention.dense", width, width, ours.attentionOutput,
        hasBias: features.hasAttentionOutputBias)
      addLinear("\(theirs).mlp.dense_h_to_4h", width, feedForward, ours.up)
      addLinear("\(theirs).mlp.dense_4h_to_h", feedForward, width, ours.down)
    }
    addNormalization("final_layer_norm", ParameterNames.finalNorm)
  }

  private var headByHead: TensorMapping.Placement {
    .headByHead(headCount: configuration.headCount, headWidth: configuration.headWidth)
  }

  mutating func addBloom() {
    prefix = "transformer."
    add(
      "word_embeddings.weight", [configuration.vocabularySize, width], ParameterNames.tokenEmbedding
    )
    addNormalization("word_embeddings_layernorm", ParameterNames.embeddingNorm)
    for layer in 0..<configuration.layerCount {
      let (theirs, ours) = ("h.\(layer)", ParameterNames.layer(layer))
      addNormalization("\(theirs).input_layernorm", ours.attentionNorm)
      addLinear(
        "\(theirs).self_attention.query_key_value", width, 3 * width,
        ours.queryKeyValue, headByHead)
      addLinear("\(theirs).self_attention.dense", width, width, ours.attentionOutput)
      addNormalization("\(theirs).post_attention_layernorm", ours.feedForwardNorm)
      addLinear("\(theirs).mlp.dense_h_to_4h", width, feedForward, ours.up)
      addLinear("\(theirs).mlp.dense_4h_to_h", feedForward, width, ours.down)
    }
    addNormalization("ln_f", ParameterNames.finalNorm)
  }

  private mutating func addLinear(
    _ tensor: String, _ input: Int, _ output: Int, _ parameters: ParameterNames.Linear,
    _ placement: TensorMapping.Placement = .rows(from: 0), hasBias: Bool = true
  ) {
    add("\(tensor).weight", [output, input], parameters.weight, placement)
    if hasBias { add("\(tensor).bias", [output], parameters.bias, placement) }
  }
}
