import Groundwork
import ScalingLaws

extension Pages {
  /// The playground: vocabularies, the next token, attention, budgets.
  func play() async -> String {
    let models = await site.playground.modelEntries()
    let vocabularies = await site.playground.tokenizerEntries()
    func options(_ entries: [(id: String, name: String)], chosen: String?) -> String {
      entries.map {
        "<option value=\"\(MarkupText.escaped($0.id))\"\($0.id == chosen ? " selected" : "")>"
          + "\(MarkupText.escaped($0.name))</option>"
      }.joined()
    }
    let names = vocabularies.map { ($0.id, $0.name) }
    let modelOptions = options(models.map { ($0.id, $0.name) }, chosen: nil)
    return PageFrame(title: "Play", place: .play).html(
      """
      <h1>Play</h1>
      <nav class="inner" aria-label="On this page"><a href="#tokens">Tokens</a>
      <a href="#next">The next token</a> <a href="#attention">Attention</a>
      <a href="#plan">Budgets</a></nav>
      <section id="tokens" aria-labelledby="tokens-title"><h2 id="tokens-title">Tokens</h2>
      <form id="tokens-form"><label>Text
      <textarea name="text" rows="3">The court shall hold that consideration was given before the discharge of the debt.</textarea></label>
      <div class="controls">
      <label>Left <select name="left">\(options(names, chosen: "world-general"))</select></label>
      <label>Right <select name="right">\(options(names, chosen: "world-law"))</select></label>
      </div></form>
      <div class="pair"><div><p id="left-count" role="status"></p><div id="left-tokens" class="strip"></div></div>
      <div><p id="right-count" role="status"></p><div id="right-tokens" class="strip"></div></div></div>
      </section>
      \(models.isEmpty ? Self.noModel : Self.modelSections(modelOptions))
      \(Self.planSection)
      """)
  }

  private static let noModel = """
    <section id="next"><h2>The next token</h2>
    <p id="attention">No model is here yet. Run chapter 5 in its lesson tier, or fetch one with
    <code>./workbook data get smollm2-135m</code>; then load this page anew.</p></section>
    """

  /// A slider with the number that it stands at.
  private static func slider(
    _ name: String, _ label: String, _ range: ClosedRange<Double>, step: Double, value: Double
  ) -> String {
    """
    <div class="slider"><label for="slide-\(name)">\(label)</label>
    <output for="slide-\(name)" data-for="\(name)"></output>
    <input type="range" id="slide-\(name)" name="\(name)" min="\(range.lowerBound)" \
    max="\(range.upperBound)" step="\(step)" value="\(value)"></div>
    """
  }

  private static func modelSections(_ options: String) -> String {
    """
    <section id="next" aria-labelledby="next-title"><h2 id="next-title">The next token</h2>
    <form id="next-form"><label>Text
    <textarea name="text" rows="2">The capital of France is</textarea></label>
    <div class="controls"><label>Model <select name="model">\(options)</select></label></div>
    <div class="sliders">
    \(slider("temperature", "temperature", 0...2, step: 0.05, value: 1))
    \(slider("topK", "top-k (0: all)", 0...100, step: 1, value: 0))
    \(slider("topP", "top-p", 0.05...1, step: 0.01, value: 1))
    \(slider("minP", "min-p", 0...0.5, step: 0.005, value: 0))
    </div></form>
    <p id="next-state" role="status"></p><div id="next-bars" class="bars"></div></section>
    <section id="attention" aria-labelledby="attention-title">
    <h2 id="attention-title">Attention</h2>
    <form id="attention-form"><label>Sentence
    <textarea name="text" rows="2">The nurse told the doctor that she would discharge the patient.</textarea></label>
    <div class="controls"><label>Model <select name="model">\(options)</select></label>
    <label>Layer <input type="number" name="layer" min="0" max="99" value="0"></label>
    <label>Head <input type="number" name="head" min="0" max="99" value="0"></label>
    <button type="submit">Show</button></div></form>
    <p id="attention-state" role="status"></p>
    <div id="attention-map" class="scroll"></div>
    <p id="attention-words" role="status"></p></section>
    """
  }

  private static var planSection: String {
    let laws = PublishedLaw.allCases.map {
      "<option\($0 == .replication ? " selected" : "")>\($0.rawValue)</option>"
    }.joined()
    let machines = Accelerator.known.map {
      "<option\($0.name == Accelerator.h100.name ? " selected" : "")>\($0.name)</option>"
    }.joined()
    return """
      <section id="plan" aria-labelledby="plan-title"><h2 id="plan-title">Budgets</h2>
      <form id="plan-form"><div class="controls">
      <label>Law <select name="law">\(laws)</select></label>
      <label>Accelerator <select name="accelerator">\(machines)</select></label></div>
      <div class="sliders">
      \(slider("dollars", "dollars", 2...7, step: 0.05, value: 4.3))
      \(slider("hourlyPrice", "dollars an hour", 0.5...10, step: 0.1, value: 2))
      \(slider("utilization", "utilization", 0.1...0.7, step: 0.01, value: 0.4))
      \(slider("count", "accelerators", 1...1_024, step: 1, value: 8))
      </div></form>
      <dl id="plan-answer"></dl><p id="plan-state" role="status"></p>
      <figure><div id="plan-plane" class="scroll"></div>
      <figcaption>Each curve is one budget: the loss of every size that it could be spent on. The dot
      is the best size, and the thick curve is the budget of the sliders. The law is the replication of
      Hoffmann's (Besiroglu et al. 2024, arXiv 2404.10102).</figcaption></figure></section>
      """
  }
}
