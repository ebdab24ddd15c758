import Foundation
import WorkbookCore

func keepToAForm(
  _ notebook: Notebook, _ course: SamplingCourse, _ judge: WritingModel
) throws {
  //: ## Where to stop
  //:
  //: A text ends with the end-of-text token, or where a **stop text** comes: a blank line, the next
  //: speaker's name. A stop text may begin in one token and end in another, so what might be its
  //: beginning is held back until the next token decides.
  var ending = StopTexts(["\n\nQ:"])
  let passed = ["A lease", ".\n", "\nQ", ": What"].flatMap { ending.append(Array($0.utf8)) }
  notebook.claim(
    "the reader gets the text before the stop, and nothing of the stop",
    passed == Array("A lease.".utf8) && ending.isFound)

  //: ## A form that a program can read
  //:
  //: A program wants a date, a number, a word of a list, or JSON that parses. Asking nicely works
  //: most of the time. **Constrained decoding** works always: a grammar says which bytes may come
  //: next, and the sampler sees only tokens whose bytes may. Here is a small grammar, as a value.
  let amount: BytePattern = .sequence([
    "{\"amount\": ", .repeated(.digit, 1...4), ", \"unit\": \"",
    .choice(["dollars", "million dollars", "percent"]), "\"}",
  ])

  //: The grammar becomes a machine that reads bytes and has few states. Which tokens are allowed in a
  //: state? Plainly: try every token. The library walks the sorted vocabulary once for each state
  //: and remembers the answer (Willard and Louf 2023). The two must agree wherever we stop.
  let constraint = try TokenConstraint(amount, tokenizer: judge.tokenizer)
  let machine = try ByteMachine(amount)
  func plainlyAllowed(after text: String) -> [Int32] {
    func state(_ start: Int?, _ bytes: [UInt8]) -> Int? {
      bytes.reduce(start) { state, byte in state.flatMap { machine.state(after: $0, byte) } }
    }
    let here = state(machine.start, Array(text.utf8))
    return (0..<Int32(judge.tokenizer.vocabularySize)).filter { id in
      guard let bytes = judge.tokenizer.bytes(of: id), !bytes.isEmpty else { return false }
      return state(here, bytes) != nil
    }
  }
  let stops = ["", "{\"amount\": ", "{\"amount\": 1234", "{\"amount\": 12, \"unit\": \""]
  let allowed = try stops.map { text in
    constraint.restart()
    for id in try judge.tokenizer.encode(text) { constraint.accept(id) }
    return constraint.allowedIDs()
  }
  notebook.show(allowedTable(zip(stops, allowed.map(\.count))))
  notebook.claim(
    "tokens allowed, plainly and by the library, are the same",
    zip(stops, allowed).allSatisfy { plainlyAllowed(after: $0) == $1 })

  //: **Predict.** How often does the model keep to this form by itself, when the text before it shows
  //: the form once? And with the constraint, at a temperature as high as 1.5?
  let example = "Revenue was 25 million dollars. {\"amount\": 25, \"unit\": \"million dollars\"}\n"
  let prompt = try judge.tokenizer.encode(example + "The yield rose to 7 percent. ")
  let form = try Regex(
    "\\{\"amount\": [0-9]{1,4}, \"unit\": \"(dollars|million dollars|percent)\"\\}")
  let tries = notebook.pick(smoke: 4, lesson: 12)
  var (free, kept) = (0.0, 0.0)
  for index in 0..<tries {
    var sampler = try Sampler(temperature: 1.5, minP: 0.02, seed: notebook.seed + UInt64(index))
    let own = try judge.generator.generate(prompt, maximumNewTokens: 16, sampler: &sampler).ids
    if try judge.tokenizer.decodeText(own).prefixMatch(of: form) != nil { free += 1 }
    constraint.restart()
    let bound = try judge.generator.generate(
      prompt, maximumNewTokens: 60, sampler: &sampler, constraint: constraint)
    let text = try judge.tokenizer.decodeText(bound.ids)
    if text.wholeMatch(of: form) != nil { kept += 1 }
    if index < 2 {
      notebook.show(
        "by itself:  \(try judge.tokenizer.decodeText(own).prefix(50))\nconstrained: \(text)")
    }
  }
  notebook.claim(
    "share of constrained texts that keep to the form", kept / Double(tries), in: 1...1)
  notebook.claim("share of free ones", free / Double(tries), in: 0...0.9)

  //: The form is certain; the content is as good as the model. And there is a subtler price. Each
  //: token is chosen among those allowed, in the model's own proportions, without asking how likely
  //: the model finds what must then follow. Say that the model wants to write "none", and the grammar
  //: allows "no" and "nought": the token `no` gets the mass of a word that may not be finished. Drawing
  //: from the model's distribution *over whole texts that fit* takes more (Park et al. 2024). A form
  //: that the model nearly keeps by itself costs little, one against its grain distorts.
}
