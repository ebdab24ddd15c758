import Groundwork
import Models

/// One tensor of a GGUF file, and its place in one of the workbook's parameters.
///
/// GGUF's matrices are (out, in) as the workbook's are, also GPT-2's and BLOOM's, whose queries, keys and
/// values llama.cpp puts in order. Llama's queries and keys it turns pair by pair, where transformers pairs
/// an element with the one half a head further on: their rows are put back (`convert_hf_to_gguf.py`,
/// `permute`). The other families with rotary positions keep transformers' pairs.
struct GGUFMapping: Sendable {
  let tensor: String
  let shape: [Int]
  let parameter: String
  /// The parameter's row for the tensor's first.
  var firstRow = 0
  /// The width of a head whose rows are turned pair by pair; nil for rows as they are.
  var pairedHeadWidth: Int?
  /// What the tensor's numbers are above the parameter's: Gemma's gains are whole there, and here what
  /// they add to 1.
  var offset: Float = 0

  /// The row of the parameter, counted from `firstRow`, for a row of the tensor.
  func row(for row: Int) -> Int { Self.row(for: row, pairedHeadWidth: pairedHeadWidth) }

  static func row(for row: Int, pairedHeadWidth: Int?) -> Int {
    guard let width = pairedHeadWidth else { return row }
    let (head, element) = row.quotientAndRemainder(dividingBy: width)
    return head * width + element % 2 * (width / 2) + element / 2
  }
}

extension GGUFMapping {
  /// Puts a vector's numbers where they stand in the parameter: every element is a row there, though in the
  /// file all of them are one.
  func readVector(from file: GGUFFile, into parameter: BufferSlice<Float>) throws {
    for (row, value) in try file.floats(tensor).enumerated() {
      parameter[firstRow + self.row(for: row)] = value - offset
    }
  }
}

extension ModelConfiguration {
  /// Every tensor of a GGUF file of this shape.
  var ggufMappings: [GGUFMapping] {
    var list = [
      GGUFMapping(
        tensor: "token_embd.weight", shape: [vocabularySize, width],
        parameter: ParameterNames.tokenEmbedding)
    ]
    if features.positions == .learned {
      list.append(
        GGUFMapping(
          tensor: "position_embd.weight", shape: [contextLength, width],
          parameter: ParameterNames.positionEmbedding))
    }
    if features.normalizesEmbedding {
      list += normalization("token_embd_norm", ParameterNames.embeddingNorm)
    }
    for layer in 0..<layerCount {
      list += mappings(ofLayer: ParameterNames.layer(layer), prefix: "blk.\(layer)")
    }
    list += normalization("output_norm", ParameterNames.finalNorm)
    if !isHeadTied {
      list.append(
        GGUFMapping(
          tensor: "output.weight", shape: [vocabularySize, width], parameter: ParameterNames.head))
    }
    return list
  }

  private func mappings(
    ofLayer ours: ParameterNames.Layer, prefix: String
  ) -> [GGUFMapping] {
    var list: [GGUFMapping] = []
    if features.normalizesBefore {
      list += normalization("\(prefix).attn_norm", ours.attentionNorm)
    }
    list += projections(ours.queryKeyValue, prefix: prefix)
    if let groups = queryKeyGroups {
      list.append(gain("\(prefix).attn_q_norm", groups.queryWidth, ours.queryNorm))
      list.append(gain("\(prefix).attn_k_norm", groups.keyWidth, ours.keyNorm))
    }
    list += linear(
      "\(prefix).attn_output", input: headCount * headWidth, output: width, ours.attentionOutput,
      hasBias: features.hasAttentionOutputBias)
    if features.normalizesAfter {
      list += normalization("\(prefix).post_attention_norm", ours.attentionOutputNorm)
    }
    if features.normalizesBefore {
      list += normalization("\(prefix).ffn_norm", ours.feedForwardNorm)
    }
    let hasBias = features.hasFeedForwardBiases
    if features.isGated {
      list += linear(
        "\(prefix).ffn_gate", input: width, output: feedForwardWidth, ours.gate, hasBias: hasBias)
    }
    list += linear(
      "\(prefix).ffn_up", input: width, output: feedForwardWidth, ours.up, hasBias: hasBias)
    list += linear(
      "\(prefix).ffn_down", input: feedForwardWidth, output: width, ours.down, hasBias: hasBias)
    if features.normalizesAfter {
      list += normalization("\(prefix).post_ffw_norm", ours.feedForwardOutputNorm)
    }
    return list
  }

  /// Three tensors in the families that grew out of Llama, else one.
  private func projections(_ ours: ParameterNames.Linear, prefix: String) -> [GGUFMapping] {
    let (queries, keys) = (headCount * headWidth, keyValueHeadCount * headWidth)
    let hasBias = features.hasQueryKeyValueBias
    guard features.hasFreeHeads else {
      return linear(
        "\(prefix).attn_qkv", input: width, output: queries + 2 * keys, ours, hasBias: hasBias)
    }
    return [("q", queries, 0), ("k", keys, queries), ("v", keys, queries + keys)].flatMap {
      name, rows, first in
      let paired = family.hasPairedRows && name != "v" ? headWidth : nil
      var list = [
        GGUFMapping(
          tensor: "\(prefix).attn_\(name).weight", shape: [rows, width], parameter: ours.weight,
          firstRow: first, pairedHeadWidth: paired)
      ]
      if hasBias {
        list.append(
          GGUFMapping(
            tensor: "\(prefix).attn_\(name).bias", shape: [rows], parameter: ours.bias,
            firstRow: first, pairedHeadWidth: paired))
      }
      return list
    }
  }

  private func gain(
    _ tensor: String, _ width: Int, _ ours: ParameterNames.Normalization
  ) -> GGUFMapping {
    GGUFMapping(
      tensor: "\(tensor).weight", shape: [width], parameter: ours.gain,
      offset: Float(features.gainOffset))
  }

  private func normalization(
    _ tensor: String, _ ours: ParameterNames.Normalization
  ) -> [GGUFMapping] {
    [gain(tensor, width, ours)]
      + (features.hasNormalizationBiases
        ? [GGUFMapping(tensor: "\(tensor).bias", shape: [width], parameter: ours.bias)] : [])
  }

  private func linear(
    _ tensor: String, input: Int, output: Int, _ ours: ParameterNames.Linear, hasBias: Bool
  ) -> [GGUFMapping] {
    [GGUFMapping(tensor: "\(tensor).weight", shape: [output, input], parameter: ours.weight)]
      + (hasBias
        ? [GGUFMapping(tensor: "\(tensor).bias", shape: [output], parameter: ours.bias)] : [])
  }
}
