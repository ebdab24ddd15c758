/// A GGUF file as a value, each part of which a test can falsify; as it comes, it has one entry and one
/// tensor of 32 numbers.
struct GGUFImage {
  struct Entry {
    var key: String
    /// In place of the key's own length.
    var keyLength: UInt64?
    var kind: UInt32
    var value: [UInt8]

    init(_ key: String, _ kind: UInt32, _ value: [UInt8]) {
      (self.key, self.kind, self.value) = (key, kind, value)
    }

    static func text(_ key: String, _ text: String) -> Entry {
      Entry(key, 8, long(UInt64(text.utf8.count)) + Array(text.utf8))
    }
    static func integer(_ key: String, _ value: UInt32) -> Entry { Entry(key, 4, word(value)) }
    static func flag(_ key: String, _ value: Bool) -> Entry { Entry(key, 7, [value ? 1 : 0]) }
    static func texts(_ key: String, _ texts: [String]) -> Entry {
      list(key, 8, texts.map { long(UInt64($0.utf8.count)) + Array($0.utf8) })
    }
    static func integers(_ key: String, _ values: [UInt32]) -> Entry {
      list(key, 5, values.map { word($0) })
    }
    static func reals(_ key: String, _ values: [Float]) -> Entry {
      list(key, 6, values.map { word($0.bitPattern) })
    }
    private static func list(_ key: String, _ kind: UInt32, _ elements: [[UInt8]]) -> Entry {
      Entry(key, 9, word(kind) + long(UInt64(elements.count)) + elements.flatMap { $0 })
    }
    static func real(_ key: String, _ value: Float) -> Entry {
      Entry(key, 6, word(value.bitPattern))
    }
  }

  struct Tensor {
    var name: String
    /// Fastest dimension first, as in the file.
    var sizes: [UInt64]
    var form: UInt32 = 0
    var offset: UInt64 = 0
  }

  var magic = Array("GGUF".utf8)
  var version: UInt32 = 3
  /// In place of the true counts.
  var tensorCount: UInt64?
  var entryCount: UInt64?
  var entries = [Entry.text("general.architecture", "llama")]
  var tensors = [Tensor(name: "w", sizes: [32])]
  var data: [UInt8] = (0..<32).flatMap { word(Float($0).bitPattern) }

  static func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
  static func long(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(value >> (8 * $0) & 255) } }

  var bytes: [UInt8] {
    var bytes = magic + Self.word(version)
    bytes += Self.long(tensorCount ?? UInt64(tensors.count))
    bytes += Self.long(entryCount ?? UInt64(entries.count))
    for entry in entries {
      bytes += Self.long(entry.keyLength ?? UInt64(entry.key.utf8.count)) + Array(entry.key.utf8)
      bytes += Self.word(entry.kind) + entry.value
    }
    for tensor in tensors {
      bytes += Self.long(UInt64(tensor.name.utf8.count)) + Array(tensor.name.utf8)
      bytes += Self.word(UInt32(tensor.sizes.count)) + tensor.sizes.flatMap(Self.long)
      bytes += Self.word(tensor.form) + Self.long(tensor.offset)
    }
    bytes += Array(repeating: 0, count: (32 - bytes.count % 32) % 32)
    return bytes + data
  }

  /// A model of the llama family with one layer, one head of 8 and 5 tokens, all weights zero.
  static var llama: GGUFImage {
    var image = GGUFImage()
    image.entries = [
      .text("general.architecture", "llama"), .integer("llama.block_count", 1),
      .integer("llama.context_length", 16), .integer("llama.embedding_length", 8),
      .integer("llama.feed_forward_length", 12), .integer("llama.attention.head_count", 1),
      .real("llama.attention.layer_norm_rms_epsilon", Float(1e-5)),
    ]
    image.tensors = [
      Tensor(name: "token_embd.weight", sizes: [8, 5]),
      Tensor(name: "output_norm.weight", sizes: [8]),
      Tensor(name: "blk.0.attn_norm.weight", sizes: [8]),
      Tensor(name: "blk.0.ffn_norm.weight", sizes: [8]),
      Tensor(name: "blk.0.ffn_gate.weight", sizes: [8, 12]),
      Tensor(name: "blk.0.ffn_up.weight", sizes: [8, 12]),
      Tensor(name: "blk.0.ffn_down.weight", sizes: [12, 8]),
    ]
    for name in ["attn_q", "attn_k", "attn_v", "attn_output"] {
      image.tensors.append(Tensor(name: "blk.0.\(name).weight", sizes: [8, 8]))
    }
    var offset: UInt64 = 0
    for index in image.tensors.indices {
      image.tensors[index].offset = offset
      offset += (4 * image.tensors[index].sizes.reduce(1, *) + 31) / 32 * 32
    }
    image.data = Array(repeating: 0, count: Int(offset))
    return image
  }
}
