/// What a file is that is no text, told from its first bytes: some of these look like text as they
/// begin, and all are worth a better word than "zero bytes".
enum FileSignature {
  /// The kind in words, and what to do about it; nil for what may be text.
  static func kind(
    of bytes: UnsafeBufferPointer<UInt8>
  ) -> (name: String, remedy: String)? {
    let found = table.first { bytes.starts(with: $0.bytes) }
    return found.map { ($0.name, $0.remedy) }
  }

  private static let extract = "extract its text first, for example with pdftotext or pandoc"
  private static let unpack = "unpack it first"
  private static let nothing = "leave it out"

  private static let table: [(bytes: [UInt8], name: String, remedy: String)] = [
    (Array("%PDF-".utf8), "a PDF document", extract),
    (Array("%!PS-Adobe".utf8), "a PostScript document", extract),
    (Array("{\\rtf".utf8), "a document in Rich Text Format", extract),
    (
      [0x50, 0x4B, 0x03, 0x04],
      "a ZIP archive, as documents of Word, Excel, OpenOffice and EPUB are", extract
    ),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "a document of an old Word or Excel",
      extract
    ),
    ([0x1F, 0x8B, 0x08], "compressed by gzip", unpack),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed by xz", unpack),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd", unpack),
    ([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26], "compressed by bzip2", unpack),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", unpack),
    (Array("Rar!".utf8) + [0x1A, 0x07], "a RAR archive", unpack),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG picture", nothing),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture", nothing),
    (Array("GIF89a".utf8), "a GIF picture", nothing),
    ([0x7F, 0x45, 0x4C, 0x46], "a program", nothing),
    (Array("SQLite format 3".utf8) + [0], "a SQLite database", nothing),
    (Array("GGUF".utf8) + [3, 0, 0, 0], "a model in the format GGUF", nothing),
    (TokenShardLayout.magic, "a token shard, whose text was encoded already", nothing),
  ]
}
