// The one script of the live page: it sends what is asked, and shows what comes back.
"use strict";

const up = document.body.dataset.up || "";
const byId = (id) => document.getElementById(id);

/** An element with a class and a text. */
function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text !== "") made.textContent = text;
  if (className) made.className = className;
  return made;
}

const silence = "The workbook does not answer. If its page was closed, open the new address.";

/** Asks the server; throws an Error with its sentence and status where it says no. */
async function ask(what, fields) {
  const answer = await fetch(up + "api/" + what, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields || {}),
  }).catch(() => { throw new Error(silence); });
  const text = await answer.text();
  let found = null;
  // A refusal at the gate is plain text.
  try { found = JSON.parse(text); } catch { found = null; }
  if (answer.ok && found) return found;
  const error = new Error((found ? found.problem : text.trim()) || "status " + answer.status);
  error.status = answer.status;
  throw error;
}

/** Runs a function some time after the last call, and never twice at once. */
function settled(work, milliseconds = 200) {
  let timer = 0, isBusy = false, isWanted = false;
  const go = async () => {
    if (isBusy) { isWanted = true; return; }
    isBusy = true;
    try { await work(); } finally {
      isBusy = false;
      if (isWanted) { isWanted = false; go(); }
    }
  };
  return () => { clearTimeout(timer); timer = setTimeout(go, milliseconds); };
}

const number = (value, digits = 3) => Number(value.toPrecision(digits)).toString();
function short(value) {
  const units = [[1e15, "×10¹⁵"], [1e12, " T"], [1e9, " B"], [1e6, " M"], [1e3, " k"]];
  const unit = units.find(([size]) => value >= size);
  if (value >= 1e17) return value.toExponential(2);
  return unit ? number(value / unit[0]) + unit[1] : number(value);
}
const asText = (token) =>
  token.replaceAll("\n", "⏎").replaceAll("\t", "⇥").replaceAll("\r", "␍")
    .replace(/^\s+$/, (spaces) => "␣".repeat(spaces.length)) || "∅";

// Events of the run; on other pages the header says that one is under way.

const tooMany =
  "Too many pages of the workbook are open for this one to follow. Close some, and load it anew.";

function listen(onRun, onLine, onLoss, onClosed) {
  const events = new EventSource(up + "events");
  events.addEventListener("error", () => onLoss(true));
  events.addEventListener("open", () => onLoss(false));
  events.addEventListener("run", (event) => onRun(JSON.parse(event.data)));
  events.addEventListener("line", (event) => onLine(JSON.parse(event.data)));
  events.addEventListener("closed", () => { events.close(); onClosed(); });
  addEventListener("pagehide", () => events.close());
}

function mark(run) {
  const isRunning = run.state === "running";
  byId("run-mark").hidden = !isRunning;
  if (isRunning) byId("run-mark").textContent = "chapter " + run.chapter + " is running";
}

// A chart: the form for phones where there is one, and the page is as narrow.
function drawn(address, narrow, text) {
  const place = (path) =>
    up + path.split("/").map(encodeURIComponent).join("/") + "?" + Date.now();
  const figure = element("figure"), picture = element("picture"), image = element("img");
  if (narrow) {
    const source = element("source");
    source.media = "(max-width: 600px)";
    source.srcset = place(narrow);
    picture.append(source);
  }
  image.src = place(address);
  image.alt = text;
  picture.append(image);
  figure.append(picture);
  return figure;
}

// Run a chapter.

function runPage(form) {
  const log = byId("run-log"), start = byId("run-start"), stop = byId("run-stop");
  const goOn = byId("run-go");
  let counts = { held: 0, failed: 0 }, chart = null, text = null, before = null;
  const chosen = new URLSearchParams(location.search).get("chapter");
  if (chosen && form.chapter.querySelector(`option[value="${CSS.escape(chosen)}"]`)) {
    form.chapter.value = chosen;
  }

  const say = (sentence) => { byId("run-state").textContent = sentence; };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    start.disabled = true;
    try {
      await ask("run", {
        chapter: Number(form.chapter.value), tier: form.tier.value,
        bySections: form.bySections.checked,
      });
    } catch (error) { say(error.message); start.disabled = false; }
  });
  stop.addEventListener("click", async () => {
    stop.disabled = true;
    say("Stopping …");
    await ask("run/stop").catch((error) => say(error.message));
    setTimeout(() => { stop.disabled = start.disabled === false; }, 3000);
  });
  goOn.addEventListener("click", () => {
    goOn.hidden = true;
    ask("run/go").catch((error) => say(error.message));
    log.focus();
  });

  // Who has scrolled up to read is left there.
  const isAtEnd = () => log.scrollTop + log.clientHeight >= log.scrollHeight - 40;
  const toEnd = () => { log.scrollTop = log.scrollHeight; };
  const add = (made) => {
    const follows = isAtEnd();
    log.append(made);
    if (follows) toEnd();
  };
  const show = {
    heading: (line) => add(element("h3", line.text)),
    claim: (line) => {
      const name = line.holds === null ? "unasked" : line.holds ? "held" : "failed";
      if (line.holds !== null) counts[name] += 1;
      const sign = { unasked: "·", held: "✓", failed: "✗" }[name];
      add(element("p", sign + " " + line.text, "claim " + name));
      byId("run-claims").textContent =
        counts.held + " claims hold" + (counts.failed ? ", " + counts.failed + " do not" : "");
    },
    observation: (line) =>
      add(element("p", (line.isUsual ? "○ " : "△ ") + line.text, "claim observed")),
    chart: (line) => { chart = line.text; },
    picture: (line) => {
      // A picture elsewhere than in the workbook's folder is named, not shown.
      if (!line.address) { show.text(line); return; }
      const made = drawn(line.address, line.narrow, chart || "a chart");
      if (isAtEnd()) made.querySelector("img").addEventListener("load", toEnd);
      made.append(element("figcaption", chart || ""));
      chart = null;
      add(made);
    },
    progress: (line) => {
      byId("run-progress").hidden = false;
      byId("run-what").textContent = line.title;
      byId("run-bar").value = line.done;
      byId("run-note").textContent = Math.round(100 * line.done) + " %, " + line.text;
    },
    pause: () => { goOn.hidden = false; goOn.focus(); say("The chapter waits for you."); },
    text: (line) => {
      const follows = isAtEnd();
      if (!text) { text = element("pre", "", "box"); text.tabIndex = 0; add(text); }
      text.append((text.firstChild ? "\n" : "") + line.text);
      if (follows) toEnd();
    },
  };
  listen((run) => {
    mark(run);
    const isRunning = run.state === "running";
    start.disabled = isRunning;
    stop.disabled = !isRunning;
    goOn.hidden = true;
    if (isRunning) {
      log.replaceChildren();
      byId("run-claims").textContent = "";
      counts = { held: 0, failed: 0 };
      form.chapter.value = run.chapter;
      say("Chapter " + run.chapter + " runs, tier " + run.tier + ".");
    } else {
      byId("run-progress").hidden = true;
      const words = { finished: "is done", stopped: "was stopped", failed: "has failed" };
      say("Chapter " + run.chapter + " " + words[run.state] + " after " +
        number(run.seconds, 2) + " s." +
        (run.state === "stopped" ? " Run it again: it goes on from there." : ""));
    }
    text = null;
  }, (line) => {
    if (line.kind !== "text") text = null;
    show[line.kind](line);
  }, (isLost) => {
    // The browser asks again by itself; what was said before holds again then.
    if (isLost && before === null) {
      before = byId("run-state").textContent;
      say(silence);
    } else if (!isLost && before !== null) {
      say(before);
      before = null;
    }
  }, () => say(tooMany));
}

// Solve an exercise.

/** What comes of a check: a promise of its verdict, while what is under way is told. */
function verdictOf(number, onNews) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(up + "checks");
    let losses = 0;
    const end = (settle, value) => { events.close(); settle(value); };
    events.addEventListener("check", (event) => {
      const told = JSON.parse(event.data);
      if (told.number !== number) return;
      if (told.state === "running") onNews(told.text);
      else if (told.state === "done") end(resolve, told.verdict);
      else end(reject, new Error(told.problem || "The check was stopped."));
    });
    events.addEventListener("closed", () => end(reject, new Error(tooMany)));
    events.addEventListener("open", () => { losses = 0; });
    events.addEventListener("error", () => {
      losses += 1;
      if (losses > 5) end(reject, new Error(silence));
    });
    addEventListener("pagehide", () => events.close());
  });
}

function exercisePage(form) {
  const id = form.dataset.id, code = byId("code"), verdict = byId("verdict");
  let digest = form.dataset.digest, saved = code.value;
  const say = (sentence, name = "") => verdict.replaceChildren(element("p", sentence, name));
  const stop = byId("check-stop");
  const buttons = [...form.querySelectorAll("button")].filter((button) => button !== stop);
  const work = async (sentence, action) => {
    const focused = document.activeElement;
    buttons.forEach((button) => { button.disabled = true; });
    if (sentence) say(sentence);
    try { await action(); } catch (error) { say(error.message, "failed"); }
    buttons.forEach((button) => { button.disabled = false; });
    // A button that is disabled loses the keyboard.
    if (buttons.includes(focused) && document.activeElement === document.body) focused.focus();
  };
  const save = async () => {
    const text = code.value;
    digest = (await ask("exercise/save", { id, text, digest })).digest;
    saved = text;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wait = form.dataset.kind === "capstone" ? " A capstone may take a minute." : "";
    work("Building and checking …" + wait, async () => {
      await save();
      await judge((await ask("exercise/check", { id })).number);
    });
  });
  const judge = async (number) => {
    stop.hidden = stop.disabled = false;
    try {
      const found = await verdictOf(number, (news) => say("Checking: " + news));
      const words = {
        passed: "✓ Passed.", failed: "✗ Not right yet.", open: "Still open: nothing was tried yet.",
        unjudged: "Not judged: the chapter's exercises do not compile.",
      };
      say(words[found.status], found.status);
      if (found.measured.length) {
        const list = element("ul");
        found.measured.forEach((line) => list.append(element("li", line)));
        verdict.append(list);
      }
      // A value that misses its bound stands in the list already.
      if (found.message && !found.measured.includes(found.message)) {
        verdict.append(element("p", found.message));
      }
      if (found.mistake) verdict.append(element("p", "It looks as if " + found.mistake + "."));
      const next = document.querySelector("main a[rel=next]");
      if (found.status === "passed" && next) {
        const way = element("p", "Next: "), link = element("a", next.textContent);
        link.href = next.href;
        way.append(link);
        verdict.append(way);
      }
      if (found.printed.length) verdict.append(element("pre", found.printed.join("\n"), "box"));
      const badge = element("span", found.status === "passed" ? "✓ passed" : found.status,
        "badge " + found.status);
      if (found.status !== "unjudged") byId("exercise-state").replaceChildren(badge);
    } finally { stop.hidden = true; }
  };
  stop.addEventListener("click", () => {
    stop.disabled = true;
    say("Stopping …");
    ask("exercise/stop").catch((error) => say(error.message, "failed"));
  });
  // A check that was begun before the page was loaded anew is still this page's.
  fetch(up + "state").then((answer) => answer.json()).then(({ check }) => {
    if (check && check.id === id) work("Checking …", () => judge(check.number));
  }, () => {});
  byId("save").addEventListener("click", () =>
    work("", async () => { await save(); say("Saved."); }));
  byId("hint").addEventListener("click", () =>
    work("", async () => {
      const hint = await ask("exercise/hint", { id });
      const hints = byId("hints");
      if (hints.children.length < hint.number) hints.append(element("li", hint.text));
      say("Hint " + hint.number + " of " + hint.count + ": " + hint.text);
    }));
  byId("reset").addEventListener("click", () => {
    if (!confirm("Put the original back? Your text is kept in a backup.")) return;
    work("", async () => {
      const reset = await ask("exercise/reset", { id });
      code.value = saved = reset.text;
      digest = reset.digest;
      byId("hints").replaceChildren();
      say("The original is back." + (reset.backup ? " Your text is in " + reset.backup + "." : ""));
    });
  });
  byId("solution").addEventListener("click", () =>
    work("", async () => {
      let found;
      try { found = await ask("exercise/solution", { id }); } catch (error) {
        if (error.status !== 422) throw error;
        if (!confirm("It is not passed yet. Show the solution all the same?")) return;
        found = await ask("exercise/solution", { id, anyway: true });
      }
      byId("why").textContent = found.why;
      byId("solution-text").textContent = found.solution;
      byId("solution-box").hidden = false;
      byId("solution-box").scrollIntoView();
    }));
  code.addEventListener("keydown", (event) => {
    // A new line begins as far in as the last one; Tab goes on to the buttons, as everywhere.
    if (event.key !== "Enter" || event.isComposing) return;
    const line = code.value.slice(0, code.selectionStart).split("\n").pop();
    const indent = line.match(/^ */)[0] + (line.trimEnd().endsWith("{") ? "  " : "");
    event.preventDefault();
    code.setRangeText("\n" + indent, code.selectionStart, code.selectionEnd, "end");
  });
  addEventListener("beforeunload", (event) => { if (code.value !== saved) event.preventDefault(); });
}

// Play: tokens.

function tokensSection(form) {
  const show = async (side) => {
    const count = byId(side + "-count"), strip = byId(side + "-tokens");
    try {
      const found = await ask("tokens", { text: form.text.value, tokenizer: form[side].value });
      strip.replaceChildren(...found.tokens.map((token, index) => {
        const made = element("span", asText(token.text), "token t" + index % 6);
        made.title = "id " + token.id;
        return made;
      }));
      const bytes = found.tokens.length ? number(found.bytes / found.tokens.length) : "0";
      count.textContent = found.tokens.length + " tokens, " + bytes + " bytes a token";
    } catch (error) { count.textContent = error.message; strip.replaceChildren(); }
  };
  const both = settled(async () => { await show("left"); await show("right"); });
  form.addEventListener("input", both);
  form.addEventListener("submit", (event) => event.preventDefault());
  both();
}

// Play: sliders say where they stand.

function sliders(form, words = {}) {
  const tell = () => form.querySelectorAll("input[type=range]").forEach((slider) => {
    const text = (words[slider.name] || ((value) => String(value)))(Number(slider.value));
    form.querySelector(`output[data-for="${slider.name}"]`).textContent = text;
    slider.setAttribute("aria-valuetext", text);
  });
  form.addEventListener("input", tell);
  form.addEventListener("submit", (event) => event.preventDefault());
  tell();
}

// Play: the next token.

function nextSection(form) {
  const show = settled(async () => {
    try {
      const value = (name) => Number(form[name].value);
      const found = await ask("next", {
        text: form.text.value, model: form.model.value, temperature: value("temperature"),
        topK: value("topK") || null, topP: value("topP") < 1 ? value("topP") : null,
        minP: value("minP") || null,
      });
      byId("next-state").textContent = found.kept + " of " + found.vocabulary +
        " tokens can be drawn; the draw holds " + number(found.bits) + " bits.";
      const most = Math.max(...found.tokens.map((token) => Math.max(token.drawn, token.plain)));
      byId("next-bars").replaceChildren(...found.tokens.map((token) => {
        const row = element("div", "", token.drawn > 0 ? "bar-row" : "bar-row cut");
        const bar = element("meter");
        bar.max = most;
        bar.value = token.drawn;
        bar.setAttribute("aria-label", token.text);
        row.append(element("code", asText(token.text)), bar,
          element("span", (100 * token.drawn).toFixed(1) + " %"),
          element("span", "was " + (100 * token.plain).toFixed(1) + " %", "was"));
        return row;
      }));
    } catch (error) { byId("next-state").textContent = error.message; }
  });
  sliders(form);
  form.addEventListener("input", show);
  show();
}

// Play: attention.

function attentionSection(form) {
  const state = byId("attention-state"), box = byId("attention-map");
  let found = null;
  const words = (query) => {
    const weights = found.heads[Number(form.head.value)][query];
    const best = weights.map((weight, key) => ({ weight, key }))
      .sort((a, b) => b.weight - a.weight).slice(0, 4);
    byId("attention-words").textContent = "“" + asText(found.tokens[query]) + "” looks at " +
      best.map(({ weight, key }) =>
        "“" + asText(found.tokens[key]) + "” " + Math.round(100 * weight) + " %").join(", ") + ".";
  };
  const draw = () => {
    const wanted = Math.trunc(Number(form.head.value)) || 0;
    const head = Math.min(Math.max(0, wanted), found.heads.length - 1);
    form.head.value = head;
    const table = element("table", "", "map"), caption = element("caption",
      "Layer " + found.layer + ", head " + head + ": each row is a word that looks, each column one " +
      "that is looked at.");
    const top = element("tr");
    top.append(element("td"), ...found.tokens.map((token) => {
      const cell = element("th");
      cell.scope = "col";
      cell.append(element("span", asText(token)));
      return cell;
    }));
    table.append(caption, top, ...found.heads[head].map((weights, query) => {
      const row = element("tr"), name = element("th"), button = element("button", asText(found.tokens[query]));
      button.type = "button";
      button.addEventListener("click", () => words(query));
      name.scope = "row";
      name.append(button);
      row.append(name, ...found.tokens.map((token, key) => {
        const weight = key < weights.length ? weights[key] : 0;
        const cell = element("td", "", "w" + Math.min(10, Math.ceil(10 * Math.sqrt(weight))));
        if (key < weights.length) cell.title = asText(token) + ": " + Math.round(100 * weight) + " %";
        return cell;
      }));
      return row;
    }));
    box.replaceChildren(table);
    words(found.tokens.length - 1);
  };
  const read = async () => {
    state.textContent = "Reading …";
    try {
      found = await ask("attention", {
        text: form.text.value, model: form.model.value, layer: Number(form.layer.value),
      });
      form.layer.max = found.layers - 1;
      form.head.max = found.heads.length - 1;
      state.textContent = found.tokens.length + " tokens, " + found.heads.length + " heads in each of " +
        found.layers + " layers.";
      draw();
    } catch (error) { state.textContent = error.message; }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); read(); });
  form.layer.addEventListener("change", read);
  form.head.addEventListener("input", () => { if (found) draw(); });
}

// Play: budgets.

const drawing = (name, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

function plane(found) {
  const [width, height, left, bottom] = [640, 340, 56, 44];
  const points = found.profiles.flatMap((profile) => profile.points);
  const xs = points.map((point) => Math.log10(point[0]));
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const losses = found.profiles.map((profile) => profile.best[1]);
  const [floor, ceiling] = [found.floor - 0.05, Math.max(...losses) + 0.6];
  const x = (size) => left + (Math.log10(size) - low) / (high - low) * (width - left - 70);
  const y = (loss) => height - bottom - (loss - floor) / (ceiling - floor) * (height - bottom - 14);
  const picture = drawing("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "plane" });
  const own = found.profiles.find((profile) => profile.factor === 1);
  picture.setAttribute("aria-label", "Loss against model size at five budgets. At " +
    own.flops.toExponential(1) + " operations the best size is " + short(own.best[0]) +
    " parameters, with a loss of " + own.best[1].toFixed(3) + " nats a token.");
  const word = (text, at, anchor = "middle") => {
    const made = drawing("text", { ...at, "text-anchor": anchor });
    made.textContent = text;
    picture.append(made);
  };
  for (let power = Math.ceil(low); power <= high; power += 1) {
    picture.append(drawing("line", { x1: x(10 ** power), x2: x(10 ** power), y1: 10,
      y2: height - bottom, class: "grid" }));
    word(short(10 ** power), { x: x(10 ** power), y: height - bottom + 18 });
  }
  const step = ceiling - floor > 2 ? 0.5 : 0.2;
  for (let loss = Math.ceil(floor / step) * step; loss < ceiling; loss += step) {
    picture.append(drawing("line", { x1: left, x2: width - 66, y1: y(loss), y2: y(loss), class: "grid" }));
    word(loss.toFixed(1), { x: left - 6, y: y(loss) + 4 }, "end");
  }
  word("parameters", { x: (left + width - 70) / 2, y: height - 6 });
  word("nats a token", { x: 4, y: 12 }, "start");
  for (const profile of found.profiles) {
    const line = profile.points.filter((point) => point[1] <= ceiling)
      .map((point) => x(point[0]).toFixed(1) + "," + y(point[1]).toFixed(1)).join(" ");
    picture.append(drawing("polyline", { points: line,
      class: profile.factor === 1 ? "profile own" : "profile" }));
    picture.append(drawing("circle", { cx: x(profile.best[0]), cy: y(profile.best[1]), r: 4, class: "best" }));
    const last = profile.points.filter((point) => point[1] <= ceiling).pop();
    word(profile.flops.toExponential(0), { x: x(last[0]) + 4, y: y(last[1]) + 4 }, "start");
  }
  return picture;
}

function planSection(form) {
  const show = settled(async () => {
    try {
      const value = (name) => Number(form[name].value);
      const found = await ask("plan", {
        law: form.law.value, accelerator: form.accelerator.value, dollars: 10 ** value("dollars"),
        hourlyPrice: value("hourlyPrice"), utilization: value("utilization"), count: value("count"),
      });
      const range = (pair) => pair ? " (" + short(pair[0]) + " to " + short(pair[1]) + ")" : "";
      const rows = [
        ["operations", found.flops.toExponential(2)],
        ["parameters", short(found.parameters) + range(found.parameterRange)],
        ["tokens", short(found.tokens) + range(found.tokenRange)],
        ["shape", found.layers + " layers, width " + found.width],
        ["time", short(found.hours) + " accelerator hours, " + number(found.days) + " days"],
      ];
      if (found.loss !== null) rows.splice(3, 0, ["loss", found.loss.toFixed(3) + " nats a token"]);
      byId("plan-answer").replaceChildren(...rows.flatMap(([name, text]) =>
        [element("dt", name), element("dd", text)]));
      byId("plan-state").textContent = found.source + (found.reach ? ". " + found.reach : ".");
      byId("plan-plane").replaceChildren(plane(found.plane));
    } catch (error) { byId("plan-state").textContent = error.message; }
  });
  sliders(form, { dollars: (value) => "$" + short(10 ** value) });
  form.addEventListener("input", show);
  show();
}

// Runs side by side.

function runsPage(form) {
  const state = byId("runs-state"), result = byId("runs-result");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const runs = [...form.querySelectorAll("input:checked")].map((box) => box.value);
    state.textContent = "Reading …";
    try {
      const found = await ask("runs", { runs });
      const table = element("table"), head = element("tr");
      head.append(element("td"), ...found.names.map((name) => {
        const cell = element("th", name);
        cell.scope = "col";
        return cell;
      }));
      table.append(head, ...found.rows.map((row) => {
        const made = element("tr"), name = element("th", row.name);
        name.scope = "row";
        made.append(name, ...row.values.map((value) => element("td", value)));
        return made;
      }));
      const box = element("div", "", "table");
      box.tabIndex = 0;
      box.append(table);
      result.replaceChildren(box);
      if (found.common) result.append(element("p", "The same in all: " + found.common + "."));
      if (found.chart) {
        result.append(drawn(
          found.chart, found.narrowChart, "The losses of the runs against the tokens seen"));
      }
      state.textContent = found.problem || (found.hasOneTokenizer ? ""
        : "The tokenizers differ: compare bits a byte, not losses a token.");
    } catch (error) { state.textContent = error.message; }
  });
}

// Which page this is, its forms say.

const pages = {
  "run-form": runPage, "exercise-form": exercisePage, "tokens-form": tokensSection,
  "next-form": nextSection, "attention-form": attentionSection, "plan-form": planSection,
  "runs-form": runsPage,
};
for (const [id, open] of Object.entries(pages)) {
  const form = byId(id);
  if (form) open(form);
}
// A stream of events takes one of the few connections that a browser keeps: the page of runs has one.
if (!byId("run-form")) {
  fetch(up + "state").then((answer) => answer.json()).then((state) => mark(state.run), () => {});
}
