"use strict";

/* The page: it draws a state, and makes a new one of what the reader does. The URL keeps it. */
(({
  words, frame, languages: names, partners, fields, guide, outcomesAsOf,
}, query, results, csv) => {
  const OPEN = ["programme", "firmness", "outcome", "continuity", "relation"];
  const PAUSE = 300; // milliseconds without a key after which a search begins

  const languages = Object.keys(names);
  const root = document.getElementById("explorer");
  const part = (name) => document.getElementById(`explorer-${name}`);
  const heading = document.querySelector("h1").firstChild;
  const siteTitle = document.title.slice(heading.nodeValue.length);
  const around = new Map(frame.map((texts) => [texts.en, texts]));
  const framed = [...document.querySelectorAll("body :not(article *)")]
    .flatMap((element) => [...element.attributes, ...element.childNodes])
    .map((node) => [node, node.nodeValue, around.get(node.nodeValue?.trim())])
    .filter(([, , texts]) => texts);
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2))
    .find((language) => languages.includes(language)) ?? "en";

  let state;
  let shown = [];
  let match = null;
  let typing = false;
  let pause = null;

  const say = (key, values = {}) =>
    words[key][state.language].replace(/\{(\w+)\}/gu, (_, name) => values[name]);

  /* An element. Children are elements or text; text is never read as markup. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.flat(Infinity));
    return element;
  }

  const marked = (text) => query.pieces(text, match)
    .map(([piece, found]) => (found ? make("mark", {}, piece) : piece));

  const numbered = ({ number, title }) => `${number} ${title[state.language]}`;

  /* A text as a heading, an option or the start of a list shows it, unless it is as eIDAS. */
  const capitalize = (text) =>
    (/^\p{Ll}(?!\p{Lu})/u.test(text) ? text[0].toUpperCase() + text.slice(1) : text);

  /* A label as an option, in which a hanging hyphen stays with its word. */
  const option = (facet, value) =>
    capitalize(label(facet, value)).replaceAll(" -", " \u2011");

  function label(facet, value) {
    if (facet === "programme") return value;
    if (facet === "field") return fields[value].name[state.language];
    if (facet === "partner") return partners[value].name[state.language];
    if (facet === "pillar") {
      return value.endsWith("/") ? say("outside") : numbered(query.titles.get(value));
    }
    return say(value);
  }

  /* States and history. */

  function go(wanted, { typed = false } = {}) {
    const next = query.read(query.write(wanted), wanted.language);
    const url = query.write(next);
    if (url !== location.search) {
      // One entry in the history for a search, not one for each letter.
      history[typed && typing ? "replaceState" : "pushState"](null, "", url);
    }
    typing = typed;
    draw(next);
  }

  const choose = (facet, values) => ({ ...state, chosen: { ...state.chosen, [facet]: values } });

  /* A link to another state, which is drawn here unless it is opened elsewhere. */
  function link(next, content, attributes = {}) {
    const element = make("a", { ...attributes, href: query.write(next) }, content);
    element.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(next);
      part("heading").focus();
    });
    return element;
  }

  function button(content, next, attributes = {}) {
    const element = make("button", { ...attributes, type: "button" }, content);
    element.addEventListener("click", () => {
      go(next);
      part("heading").focus({ preventScroll: true });
    });
    return element;
  }

  /* Controls. */

  function drawSwitch(name, choices, key) {
    const rows = choices.map(([value, text, attributes]) => {
      const input = make("input", { type: "radio", name: `explorer-${key}`, value });
      input.addEventListener("change", () => go({ ...state, [key]: value }));
      return make("label", attributes, input, make("span", {}, text));
    });
    part(name).replaceChildren(part(name).querySelector("legend"), ...rows);
  }

  /* The option by which a partner also stands for its groups and parts. */
  function drawRelated() {
    const input = make("input", { type: "checkbox", id: "explorer-related" });
    input.addEventListener("change", () => go({ ...state, related: input.checked }));
    return make("label", { class: "explorer-option" }, input, make("span", {}, say("related")));
  }

  function drawFacet(facet) {
    const alphabet = new Intl.Collator(state.language);
    const values = query.values(state.view, facet);
    if (["field", "partner"].includes(facet)) {
      values.sort((a, b) => alphabet.compare(label(facet, a), label(facet, b)));
    }
    const rows = facet === "partner" ? [drawRelated()] : [];
    let programme = null;
    for (const value of values) {
      if (facet === "pillar" && value.split("/")[0] !== programme) {
        [programme] = value.split("/");
        rows.push(make("p", { class: "explorer-small" }, programme));
      }
      const input = make("input", { type: "checkbox", name: facet, value });
      input.addEventListener("change", () => {
        const others = state.chosen[facet].filter((one) => one !== value);
        go(choose(facet, input.checked ? [...others, value] : others));
      });
      const count = make("span", { class: "explorer-number" });
      rows.push(make("label", {}, input, make("span", {}, option(facet, value)), count));
    }
    const drawn = make("details", { class: "explorer-facet", "data-facet": facet },
      make("summary", {}, say(facet)),
      make("div", { role: "group", "aria-label": say(facet) }, rows));
    drawn.open = OPEN.includes(facet) || state.chosen[facet].length > 0
      || (facet === "partner" && state.related);
    return drawn;
  }

  function drawControls() {
    document.documentElement.lang = state.language;
    for (const [node, text, texts] of framed) {
      node.nodeValue = text.replace(texts.en, texts[state.language]);
    }
    root.lang = state.language;
    heading.nodeValue = say("title");
    heading.parentElement.lang = state.language;
    heading.parentElement.querySelector(".headerlink").title = say("heading_link");
    document.title = say("title") + siteTitle;
    for (const element of root.querySelectorAll("[data-word]")) {
      element.textContent = say(element.dataset.word, query);
    }
    for (const element of root.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", say(element.dataset.label));
    }
    part("as-of").textContent = outcomesAsOf[state.language];
    for (const input of part("view").querySelectorAll("input")) {
      input.nextElementSibling.textContent = say(input.value);
    }
    part("facets").replaceChildren(...query.FACETS[state.view].map(drawFacet));
  }

  function updateControls(counts) {
    for (const input of root.querySelectorAll("input[type=radio]")) {
      input.checked = [state.language, state.view].includes(input.value);
    }
    // What is being typed stays, until it is searched.
    const box = part("words");
    if (pause === null && box.value.trim() !== state.words) box.value = state.words;
    part("related").checked = state.related;
    for (const input of part("facets").querySelectorAll("input[value]")) {
      const count = counts[input.name].get(input.value)?.size ?? 0;
      input.checked = state.chosen[input.name].includes(input.value);
      input.parentElement.lastElementChild.textContent = count;
      input.parentElement.classList.toggle("explorer-none", !count);
    }
    const chosen = Object.entries(state.chosen)
      .flatMap(([facet, values]) => values.map((value) => [facet, value]));
    part("toggle").textContent = say("filters") + (chosen.length ? ` (${chosen.length})` : "");
    const chip = (name, without) =>
      button(`${name} ×`, without, { "aria-label": say("remove", { name }) });
    const chips = chosen.map(([facet, value]) => chip(
      option(facet, value),
      choose(facet, state.chosen[facet].filter((one) => one !== value))));
    if (state.related && state.chosen.partner.length) {
      chips.push(chip(say("related"), { ...state, related: false }));
    }
    if (chips.length || state.words) {
      chips.push(button(say("clear"), { ...state, words: "", chosen: {}, related: false }));
    }
    part("chosen").replaceChildren(...chips);
  }

  /* The heading of the results. */

  function balance() {
    const { first, second } = query;
    const all = query.items.comparison;
    const count = (programme) => [...query.actions.values()]
      .filter((action) => action.programme === programme).length;
    const having = (continuity) => all.filter((item) => item.continuity === continuity).length;
    const [dropped, created] = [having("dropped"), having("new")];
    const values = {
      first, second, dropped, new: created, old: count(first), all: count(second),
      carried: count(first) - dropped, grown: count(second) - created,
    };
    return `${say("balance", values)} ${say("caveat")}`;
  }

  function count() {
    if (state.view === "actions") {
      return say("shown", { n: shown.length, total: query.items.actions.length });
    }
    const number = (continuity) => new Set(shown
      .filter((item) => item.continuity === continuity).map(({ actions: [action] }) => action)).size;
    const values = {
      continued: number("continued"), dropped: number("dropped"), new: number("new"),
      links: shown.filter(({ link }) => link).length,
    };
    return say("shown_links", values);
  }

  function corrections() {
    const corrected = query.corrections(match).map((pair) => pair.join(" → "));
    return corrected.length ? say("corrected", { words: corrected.join(", ") }) : "";
  }

  function drawResults() {
    part("heading").textContent = say(state.view);
    part("count").textContent = count();
    part("corrections").textContent = corrections();
    part("csv").parentElement.hidden = !shown.length;
    part("balance").textContent = state.view === "comparison" ? balance() : "";
    part("results").replaceChildren(
      ...results(
        { state, match, say, make, marked, numbered, label, capitalize, link, choose }, shown));
  }

  function draw(next) {
    const before = state;
    state = next;
    if (before?.language !== state.language || before?.view !== state.view) drawControls();
    const selected = query.select(state);
    ({ items: shown, match } = selected);
    updateControls(selected.counts);
    drawResults();
  }

  /* What the reader does. */

  function stopWaiting() {
    clearTimeout(pause);
    pause = null;
  }

  function search() {
    stopWaiting();
    const asks = part("words").value.trim();
    if (asks !== state.words) go({ ...state, words: asks }, { typed: true });
  }

  function unfold(open) {
    part("toggle").setAttribute("aria-expanded", open);
  }

  function save() {
    const url = URL.createObjectURL(new Blob([csv(state, shown)], { type: "text/csv" }));
    make("a", { href: url, download: `benelux-${state.view}.${state.language}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url));
  }

  drawSwitch("language", languages.map((one) => [one, names[one], { lang: one }]), "language");
  drawSwitch("view", Object.keys(query.FACETS).map((one) => [one, "", {}]), "view");
  part("words").addEventListener("input", () => {
    stopWaiting();
    pause = setTimeout(search, PAUSE);
  });
  part("toggle").addEventListener("click", () =>
    unfold(part("toggle").getAttribute("aria-expanded") === "false"));
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    unfold(false);
    part("heading").focus();
  });
  part("csv").addEventListener("click", save);
  addEventListener("popstate", () => {
    stopWaiting();
    typing = false;
    draw(query.read(location.search, preferred));
  });

  part("guide").href = guide;
  draw(query.read(location.search, preferred));
  document.querySelector(".explorer-fallback")?.remove();
  root.hidden = false;
})(
  globalThis.explorerData, globalThis.explorerQuery, globalThis.explorerResults,
  globalThis.explorerCsv,
);
