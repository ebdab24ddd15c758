import CPCRE2

/// A regular expression of a tokenizer's file, made ready for searching bytes.
///
/// PCRE2 searches; `PatternDialect` says the expression in its words first. Two patterns are equal where
/// their expressions are.
///
/// Source: Hazel, P., PCRE2, pcre2api(3).
final class TextPattern: Hashable, Sendable {
  let expression: String
  // Not changed after it is made, and read by any thread.
  private let code: CompiledPattern

  /// - Throws: `PatternDialect.Problem` for an expression that is wrong, or that PCRE2 would read
  ///   otherwise.
  init(_ expression: String) throws(PatternDialect.Problem) {
    guard expression.utf8.count <= Self.longestExpression else {
      throw PatternDialect.Problem(
        text: "\(expression.utf8.count) bytes are more than \(Self.longestExpression)")
    }
    self.expression = expression
    code = try CompiledPattern(try PatternDialect.rewrite(expression))
  }

  private static let longestExpression = 1 << 16

  static func == (a: TextPattern, b: TextPattern) -> Bool { a.expression == b.expression }

  func hash(into hasher: inout Hasher) { hasher.combine(expression) }

  /// Where the expression matches in valid UTF-8, from left to right; a match that is empty does not touch
  /// the one before it.
  ///
  /// - Throws: `TokenizerError.patternTooCostly` where the search would take too many steps.
  func matches(in text: UnsafeBufferPointer<UInt8>) throws(TokenizerError) -> [Range<Int>] {
    guard let start = text.baseAddress else { return [] }
    let search = PatternSearch(code)
    var matches: [Range<Int>] = []
    var place = 0
    while place <= text.count {
      guard let match = try search.first(in: start, count: text.count, from: place) else { break }
      if match.isEmpty, match.lowerBound == matches.last?.upperBound {
        // The next character's beginning.
        place += 1
        while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
        continue
      }
      matches.append(match)
      place = match.upperBound
    }
    return matches
  }
}

/// PCRE2's own form of an expression.
private final class CompiledPattern: @unchecked Sendable {
  let code: OpaquePointer

  init(_ expression: String) throws(PatternDialect.Problem) {
    var number: Int32 = 0
    var offset = 0
    let bytes = Array(expression.utf8)
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, context) else {
      throw PatternDialect.Problem(text: Self.message(number))
    }
    self.code = code
    // Where the system forbids code made at run time, searching goes on without it.
    pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
  }

  deinit { pcre2_code_free_8(code) }

  static func message(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
    return count > 0
      ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : "error \(number)"
  }
}

/// A search's memory.
private final class PatternSearch {
  private let pattern: CompiledPattern
  private let data: OpaquePointer?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?

  /// Steps of going back that a match may take; those of real tokenizers take a few.
  private static let mostSteps: UInt32 = 10_000_000
  /// KiB that they may take.
  private static let mostMemory: UInt32 = 256 << 10

  init(_ pattern: CompiledPattern) {
    self.pattern = pattern
    data = pcre2_match_data_create_8(1, nil)
    context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, Self.mostSteps)
    pcre2_set_heap_limit_8(context, Self.mostMemory)
    stack = pcre2_jit_stack_create_8(32 << 10, 4 << 20, nil)
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
  }

  func first(
    in text: UnsafePointer<UInt8>, count: Int, from start: Int
  ) throws(TokenizerError) -> Range<Int>? {
    var result = pcre2_match_8(
      pattern.code, text, count, start, PCRE2_NO_UTF_CHECK, data, context)
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      result = pcre2_match_8(
        pattern.code, text, count, start, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, context)
    }
    if result == PCRE2_ERROR_NOMATCH { return nil }
    // Zero says that there are more groups than room for them, which nobody asks for.
    guard result >= 0, let places = pcre2_get_ovector_pointer_8(data), places[0] <= places[1] else {
      throw .patternTooCostly(byteOffset: start)
    }
    return places[0]..<places[1]
  }
}
