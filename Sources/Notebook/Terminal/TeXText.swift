/// TeX's formulas as a terminal can show them: `$\alpha x^2$` is αx².
///
/// What has no letter of its own stays readable: an unknown command is its name, a fraction a quotient,
/// an exponent without raised letters stands behind a caret.
public struct TeXText {
  private var rest: Substring

  private init(_ text: some StringProtocol) { rest = Substring(String(text)) }

  /// A formula, without its dollars.
  public static func plain(_ formula: some StringProtocol) -> String {
    var reader = TeXText(formula)
    return tidied(reader.sequence(until: nil))
  }

  private static func tidied(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for sign in [",", ".", ")", "]"] { words = words.replacing(" \(sign)", with: sign) }
    for sign in ["(", "["] { words = words.replacing("\(sign) ", with: sign) }
    return words
  }

  /// Everything up to a closing mark, which is read too.
  private mutating func sequence(until end: Character?) -> String {
    var text = ""
    while let next = rest.first {
      if next == end {
        rest.removeFirst()
        break
      }
      switch next {
      case "^", "_":
        rest.removeFirst()
        text += Self.shifted(item(), by: next)
      default: text += item()
      }
    }
    return text
  }

  /// One letter, one group or one command with what it takes.
  private mutating func item() -> String {
    guard let first = rest.popFirst() else { return "" }
    switch first {
    case "{": return sequence(until: "}")
    case "\\": return command()
    case "}": return ""
    case "~", "&": return " "
    case "-": return "−"
    case "'": return "′"
    default: return String(first)
    }
  }

  private mutating func argument() -> String {
    while rest.first == " " { rest.removeFirst() }
    return item()
  }

  private mutating func command() -> String {
    let name = String(rest.prefix { $0.isLetter && $0.isASCII })
    guard !name.isEmpty else {
      // `\,` and its like are spaces, `\\` a new line, `\%` a sign.
      let sign = rest.popFirst() ?? " "
      return ",;:! \\|".contains(sign) ? (sign == "|" ? "‖" : " ") : String(sign)
    }
    rest.removeFirst(name.count)
    // TeX swallows the space behind a command; a name that is printed needs it.
    if Self.symbols[name] != nil, rest.first == " " { rest.removeFirst() }
    switch name {
    case "frac", "tfrac", "dfrac":
      let (above, below) = (argument(), argument())
      return "\(Self.grouped(above))/\(Self.grouped(below))"
    case "sqrt":
      let root = argument()
      return "√\(root.count == 1 ? root : "(\(root))")"
    case "text", "mathrm", "mathit", "mathbf", "textbf", "textit", "operatorname", "mathcal":
      return argument()
    case "hat": return argument() + "\u{302}"
    case "bar", "overline": return argument() + "\u{304}"
    case "tilde": return argument() + "\u{303}"
    case "dot": return argument() + "\u{307}"
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "limits":
      if rest.first == "." { rest.removeFirst() }
      return ""
    case "quad", "qquad": return "  "
    case "begin", "end":
      _ = argument()
      return " "
    default:
      guard let symbol = Self.symbols[name] else { return name }
      // Signs between two things stand apart from both.
      if symbol.count == 1, "·×÷±∓≤≥≠≈∼≡∝≪≫∈∉→←⇒↦".contains(symbol) { return " \(symbol) " }
      // Functions stand apart from what they are applied to.
      let isWord = symbol.allSatisfy { $0.isLetter && $0.isASCII }
      return isWord && (rest.first.map { $0.isLetter || $0 == "\\" } ?? false)
        ? symbol + " " : symbol
    }
  }

  /// A numerator or denominator, in brackets where it is more than one word.
  private static func grouped(_ text: String) -> String {
    let isOne = text.allSatisfy { !$0.isWhitespace && !"+−-·×/=".contains($0) }
    return isOne ? text : "(\(text))"
  }

  /// Raised or lowered, where every letter can be.
  private static func shifted(_ text: String, by mark: Character) -> String {
    let table = mark == "^" ? raised : lowered
    let letters = text.map { table[$0] }
    guard !text.isEmpty, letters.allSatisfy({ $0 != nil }) else {
      return text.count == 1 || text.isEmpty ? "\(mark)\(text)" : "\(mark)(\(text))"
    }
    return String(letters.compactMap(\.self))
  }

  private static func table(_ plain: String, _ shifted: String) -> [Character: Character] {
    Dictionary(zip(plain, shifted)) { first, _ in first }
  }

  private static let raised = table(
    "0123456789+−-=()abcdefghijklmnoprstuvwxyzTDLNRαβγ*′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴰᴸᴺᴿᵅᵝᵞ*′")

  private static let lowered = table(
    "0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

  private static let symbols: [String: String] = {
    var symbols: [String: String] = [:]
    let pairs = """
      alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ
      lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
      Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
      cdot · times × div ÷ pm ± mp ∓ ast * star ⋆ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ sim ∼
      equiv ≡ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩ to → rightarrow → leftarrow ←
      Rightarrow ⇒ mapsto ↦ infty ∞ partial ∂ nabla ∇ sum Σ prod Π int ∫ forall ∀ exists ∃ mid |
      lvert | rvert | lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ top ᵀ ell ℓ
      ldots … dots … cdots ⋯ circ ∘ odot ⊙ oplus ⊕ prime ′ degree °
      log log ln ln exp exp max max min min arg arg sin sin cos cos tanh tanh Pr Pr argmax argmax
      argmin argmin
      """.split(whereSeparator: \.isWhitespace).map(String.init)
    for place in stride(from: 0, to: pairs.count - 1, by: 2) {
      symbols[pairs[place]] = pairs[place + 1]
    }
    return symbols
  }()
}
