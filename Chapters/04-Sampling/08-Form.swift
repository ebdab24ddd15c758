import Foundation
import WorkbookCore

func keepToAForm(
  _ notebook: Notebook, _ course: SamplingCourse, _ judge: WritingModel
) throws {
  //: ## Where to stop
  //:
  //: A text ends with the end-of-text token, or where a **stop text** comes, such as the next speaker's
  //: name. A stop text may begin in one token and end in another. So what might be its beginning is held
  //: back until it is certain.
  var ending = StopTexts(["\n\nQ:"])
  let passed = ["A lease", ".\n", "\nQ", ": What"].flatMap { ending.append(Array($0.utf8)) }
  notebook.claim(
    "the reader gets the text before the stop, and nothing of the stop",
    passed == Array("A lease.".utf8) && ending.isFound)

  //: ## A form that a program can read
  //:
  //: A program wants a date, a word of a list, or JSON that parses. Asking for it works sometimes.
  //: **Constrained decoding** makes sure: a grammar says which bytes may come next, and the sampler
  //: sees only tokens whose bytes may. A small grammar, as a value:
  let amount: BytePattern = .sequence([
    " {\"amount\": ", .repeated(.digit, 1...4), ", \"unit\": \"",
    .choice(["dollars", "million dollars", "percent"]), "\"}",
  ])

  //: The grammar becomes a machine that reads bytes. Its **state** is all that it remembers of them,
  //: and it has few. Which tokens are allowed in a state? Plainly: try every token. The library walks
  //: the sorted vocabulary once for each state and remembers the answer (Willard and Louf 2023). The
  //: two must agree wherever we stop.
  let constraint = try TokenConstraint(amount, tokenizer: judge.tokenizer)
  let stops = ["", " {\"amount\": ", " {\"amount\": 1234", " {\"amount\": 12, \"unit\": \""]
  let allowed = try stops.map { try constraint.allowed(after: $0, judge.tokenizer) }
  notebook.show(allowedTable(zip(stops, allowed.map(\.count))))
  notebook.claim(
    "tokens allowed, plainly and by the library, are the same",
    try zip(stops, allowed).allSatisfy { try $1 == plainlyAllowed(amount, after: $0, judge) })

  //: **Predict.** The text before shows the form once. How often does the model keep to it by itself,
  //: at a temperature of 1.5, cut by min-p at 0.02? The constrained texts are drawn alike.
  let prompt =
    "Revenue was 25 million dollars. {\"amount\": 25, \"unit\": \"million dollars\"}\n"
    + "The yield rose to 7 percent."
  let trials = try FormTrials(
    judge, constraint, prompt: prompt, count: notebook.pick(smoke: 4, lesson: 10),
    seed: notebook.seed)
  notebook.show(trials.example)
  notebook.claim("share of constrained texts that keep to the form", trials.kept, in: 0.999...1.001)
  notebook.claim("share of free ones", trials.free, in: 0...0.9)

  //: The form is certain; the content is as good as the model. And each token is chosen among those
  //: allowed, without asking what must then follow. Say that the model wants to write "none", and the
  //: grammar allows "zero" and "nought". The token `no` gets the mass of "none"; then only "nought" can
  //: follow, which the model may find most unlikely. Drawing from the model's distribution *over whole
  //: texts that fit* takes more (Park et al. 2024).
}
