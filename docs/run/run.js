"use strict";
/* global locale:writable, messages */
// Gives the examples of a page a button that runs them, with Python loaded when it is first used.

(() => {
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const size = Number(script.dataset.bytes);
  const missing = JSON.parse(script.dataset.missing); // the packages that each example lacks here

  const HEADINGS = "<style>h1, h2, h3 { font-size: 1.15em }</style>"; // below those of the page
  const cells = [];
  const files = new Map();
  let worker = null;
  let ready = false;
  const shown = document.querySelector("article > section[lang]")?.lang;
  const language = shown in globalThis.runWords.run ? shown : "en";

  // The buttons that copy, which are made later, lack only one of the languages.
  messages.nl = {
    copy: "Kopiëren",
    copy_to_clipboard: "Naar klembord kopiëren",
    copy_success: "Gekopieerd!",
    copy_failure: "Kopiëren is mislukt",
  };
  locale = language;

  const megabytes = say("megabytes", { number: Math.round(size / 1e6) });

  /** Return a word or sentence in the language of the page. */
  function say(key, values = {}) {
    return globalThis.runWords[key][language].replace(/\{(\w+)\}/gu, (_, name) => values[name]);
  }

  function nameWith(name, value) {
    return say("fact", { name, value });
  }

  function make(tag, className, properties = {}) {
    return Object.assign(document.createElement(tag), { className, ...properties });
  }

  // The worker

  /** Start a worker from a blob, which has the security policy of the page. */
  function startWorker() {
    const code = `import ${JSON.stringify(new URL("worker.js", base).href)};`;
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    worker = new Worker(url, { type: "module" });
    worker.onmessage = ({ data }) => receive(data);
    worker.onerror = (event) => receive({ type: "crashed", message: event.message || say("unreachable") });
    for (const [name, content] of files) worker.postMessage({ type: "file", name, content });
  }

  function endWorker(message) {
    worker?.terminate();
    worker = null;
    ready = false;
    for (const cell of cells) {
      if (cell.active) {
        cell.progress.hidden = true;
        setActive(cell, false);
        cell.status.textContent = message;
      }
      cell.done = false;
    }
  }

  function receive({ type, received, cell: number, kind, text, word, message }) {
    const cell = cells[number];
    if (type === "progress") {
      for (const each of cells) each.progress.value = received;
      const last = cells.find((each) => !each.progress.hidden);
      if (last && received >= size) last.status.textContent = say("starting");
    } else if (type === "ready") {
      ready = true;
      for (const each of cells) each.progress.hidden = true;
    } else if (type === "started") {
      cell.status.textContent = say("running");
      cell.output.replaceChildren();
      cell.failed = false;
    } else if (type === "status") {
      cell.status.textContent = say(word);
    } else if (type === "output") {
      show(cell, kind, text);
    } else if (type === "finished") {
      cell.done = true;
      setActive(cell, false);
      cell.status.textContent = cell.failed ? say("failed") : say("done");
    } else if (type === "crashed") {
      endWorker(say("crashed", { message }));
    }
  }

  function show(cell, kind, text) {
    cell.output.hidden = false;
    const last = cell.output.lastElementChild;
    if (kind === "html") {
      const view = make("div", "run-view");
      const shadow = view.attachShadow({ mode: "open" });
      shadow.innerHTML = HEADINGS + text;
      for (const one of shadow.querySelectorAll("[popover], dialog")) one.remove(); // which can cover the page
      cell.output.append(view);
    } else if (last?.matches(`pre.run-${kind}`)) {
      last.append(text);
    } else {
      cell.output.append(make("pre", `run-${kind}`, { textContent: text }));
    }
    cell.failed ||= kind === "error";
  }

  // The cells

  /** Run a cell, and before an example of the page those above it that have not been run. */
  function run(cell) {
    const above = cells.slice(0, cell.shown ? cell.number : 0).filter((each) => each.shown && !each.done);
    if (!worker) startWorker();
    for (const each of [...above.filter((one) => !one.active), cell]) {
      setActive(each, true);
      each.status.textContent =
        ready || each !== cell ? say("waiting") : say("loading", { size: megabytes });
      each.progress.hidden = ready || each !== cell;
      const sources = each.editing ? [each.editor.value] : each.sources;
      worker.postMessage({ type: "run", cell: each.number, name: `<${each.name}>`, sources });
    }
  }

  function setActive(cell, active) {
    cell.active = active;
    cell.button.textContent = active ? say("stop") : say("run");
    cell.button.setAttribute("aria-label", nameWith(cell.button.textContent, cell.name));
    cell.output.setAttribute("aria-busy", active);
  }

  function edit(cell, editing) {
    cell.editing = editing;
    if (cell.shown) cell.shown.hidden = editing;
    cell.editor.hidden = !editing;
    if (cell.toggle) {
      cell.toggle.textContent = editing ? say("reset") : say("edit");
      cell.toggle.setAttribute("aria-label", nameWith(cell.toggle.textContent, cell.name));
    }
    if (editing) {
      cell.editor.value = cell.sources.join("\n");
      resize(cell.editor);
      cell.editor.focus();
    }
  }

  /** Make an editor as high as its lines, also those that wrap; the style sheet has the limits. */
  function resize(editor) {
    editor.style.height = "0";
    editor.style.height = `${editor.scrollHeight + editor.offsetHeight - editor.clientHeight}px`;
  }

  /** Add a cell to the end of a place; what it shows is the example of the page, if it has one. */
  function addCell(place, shown, sources) {
    const number = cells.length;
    const name = say("example", { number: number + 1 });
    const cell = { number, name, shown, sources, done: false, active: false, editing: false };
    cell.editor = make("textarea", "run-editor", {
      hidden: true, spellcheck: false, autocapitalize: "off", autocomplete: "off",
    });
    cell.editor.setAttribute("aria-label", nameWith(say("code"), name));
    cell.button = make("button", "run-button", { type: "button", title: say("hint", { size: megabytes }) });
    cell.status = make("span", "run-status", { role: "status" });
    cell.progress = make("progress", "run-progress", { max: size, value: 0, hidden: true });
    cell.progress.setAttribute("aria-label", say("progress"));
    cell.output = make("div", "run-output", { hidden: true, tabIndex: 0, role: "region" });
    cell.output.setAttribute("aria-label", nameWith(say("output"), name));
    cell.output.setAttribute("aria-live", "polite");
    const bar = make("div", "run-bar");
    bar.append(cell.button);
    if (shown) {
      cell.toggle = make("button", "run-button", { type: "button" });
      cell.toggle.onclick = () => edit(cell, !cell.editing);
      bar.append(cell.toggle);
    }
    bar.append(cell.status, cell.progress);
    place.append(cell.editor, bar, cell.output);
    cell.start = () => run(cell);
    cell.button.onclick = () => (cell.active ? endWorker(say("stopped")) : cell.start());
    cell.editor.oninput = () => resize(cell.editor);
    cell.editor.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        if (!cell.active) cell.start();
      }
    };
    cells.push(cell);
    setActive(cell, false);
    edit(cell, false);
    return cell;
  }

  /** Add a cell for an example that a page cannot run: its button says how to run it elsewhere. */
  function addUnavailableCell(place, distributions) {
    const cell = addCell(place, null, []);
    const names = distributions.join(", ");
    cell.button.setAttribute("aria-disabled", true);
    cell.button.title = cell.status.textContent = say("needs", { names });
    cell.start = () => {
      const command = `pip install benelux-programme ${distributions.join(" ")}`;
      cell.output.hidden = false;
      cell.output.replaceChildren(
        make("p", "", { textContent: say("install", { names }) }),
        make("pre", "", { textContent: command }),
      );
    };
  }

  /** Return the sources of the examples in a text with prompts. */
  function readSources(text) {
    const sources = [];
    for (const line of text.split("\n")) {
      if (/^>>>( |$)/.test(line)) sources.push(line.slice(4));
      else if (/^\.\.\.( |$)/.test(line) && sources.length)
        sources.push(`${sources.pop()}\n${line.slice(4)}`);
    }
    return sources;
  }

  // The page

  /** Give an element that waits for it a cell of its own, and return the cell. */
  function addOwnCell(place, code) {
    place.hidden = false;
    const cell = addCell(place, null, [code]);
    cell.editing = true;
    cell.editor.hidden = false;
    cell.editor.value = code;
    resize(cell.editor);
    return cell;
  }

  /** Read a file and run the code of its cell, unless the file has changed since it was chosen. */
  async function runWithFile(place, cell, file) {
    try {
      files.set(file.name, new Uint8Array(await file.arrayBuffer()));
    } catch {
      cell.output.hidden = true;
      cell.status.textContent = place.dataset.changed.replace("NAME", () => file.name);
      return;
    }
    worker?.postMessage({ type: "file", name: file.name, content: files.get(file.name) });
    run(cell);
  }

  function takeFile(place, cell, file) {
    cell.output.parentElement.hidden = false;
    cell.editor.value = place.dataset.code.replace("NAME", () => JSON.stringify(file.name));
    resize(cell.editor);
    if (cell.active) endWorker(say("stopped"));
    cell.start = () => runWithFile(place, cell, file);
    cell.start();
  }

  function addFileCell(place) {
    const home = make("div", "run-own", { hidden: true });
    place.append(home);
    place.hidden = false;
    const cell = addOwnCell(home, "");
    home.hidden = true; // until there is a file
    const input = place.querySelector("input[type=file]");
    input.onchange = () => {
      if (input.files[0]) takeFile(place, cell, input.files[0]);
    };
    input.onclick = () => {
      input.value = ""; // so that the same file can be chosen again
    };
    // Anywhere in the page, which the browser would leave for a file dropped beside the box.
    document.ondragover = (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      place.classList.add("run-over");
    };
    document.ondragleave = () => place.classList.remove("run-over");
    document.ondrop = (event) => {
      place.classList.remove("run-over");
      if (!event.dataTransfer.files[0]) return;
      event.preventDefault();
      takeFile(place, cell, event.dataTransfer.files[0]);
    };
  }

  if (!globalThis.Worker || location.protocol === "file:") return;
  for (const each of document.querySelectorAll(".run-fallback")) each.remove();
  let examples = 0;
  for (const place of document.querySelectorAll(".run-empty, .run-file, div.highlight pre")) {
    if (place.matches(".run-empty")) addOwnCell(place, "");
    else if (place.matches(".run-file")) addFileCell(place);
    else {
      const sources = readSources(place.textContent);
      if (!sources.length) continue;
      const block = place.closest("div[class*='highlight-']");
      const names = missing[examples++];
      const home = make("div", "run-cell");
      block.after(home);
      if (names.length) addUnavailableCell(home, names);
      else addCell(home, block, sources);
    }
  }
})();
