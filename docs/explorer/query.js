"use strict";

/* Which actions are shown: words, filters, counts. It knows nothing of the page. */
globalThis.explorerQuery = ((data) => {
  const FACETS = {
    actions: ["programme", "firmness", "pillar", "field", "partner"],
    comparison: ["continuity", "relation", "firmness", "pillar", "field", "partner"],
  };
  const LETTERS = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss" };
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  // Dutch and German write compounds in one word: a longer word is also found inside others.
  const COMPOUNDING = ["nl", "de"];
  const LONG = 5;

  const actions = new Map(data.actions.map((action) => [action.id, action]));
  const successors = new Map();
  for (const action of data.actions) {
    for (const link of action.predecessors) {
      successors.set(link.id, [...(successors.get(link.id) ?? []), { ...link, id: action.id }]);
    }
  }
  const [first, second] = data.programmes.slice(-2).map((programme) => programme.id);

  const valuesOf = {
    programme: (item) => item.actions.map((action) => action.programme),
    pillar: (item) => item.actions.map((action) => action.pillar ?? `${action.programme}/`),
    field: (item) => item.actions.flatMap((action) => action.fields),
    partner: (item) => item.actions.flatMap((action) => [...action.actors, ...action.partners]),
    firmness: (item) => item.actions.map((action) => action.firmness),
    continuity: (item) => [item.continuity],
    relation: (item) => (item.link ? [item.link.relation] : []),
  };

  function item(view, content) {
    const values = FACETS[view].map((facet) => [facet, new Set(valuesOf[facet](content))]);
    return { ...content, values: Object.fromEntries(values) };
  }

  function compared() {
    const old = data.actions.filter((action) => action.programme === first);
    const continued = old.flatMap((action) =>
      (successors.get(action.id) ?? []).map((link) => ({
        continuity: "continued", link, actions: [action, actions.get(link.id)],
      })));
    const dropped = old.filter((action) => !successors.has(action.id))
      .map((action) => ({ continuity: "dropped", actions: [action] }));
    const created = data.actions
      .filter((action) => action.programme === second && !action.predecessors.length)
      .map((action) => ({ continuity: "new", actions: [action] }));
    return [...continued, ...dropped, ...created];
  }

  const items = {
    actions: data.actions.map((action) => item("actions", { actions: [action] })),
    comparison: compared().map((content) => item("comparison", content)),
  };

  function fold(word, language) {
    const plain = word.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
      .replace(/[œæøłđðþß]/gu, (letter) => LETTERS[letter]);
    return language === "de" ? plain.replace(/(?<=[aou])e/gu, "") : plain;
  }

  function terms(text, language) {
    return [...text.matchAll(WORD)].map(([word]) => fold(word, language));
  }

  function answers(word, term, language) {
    const inside = COMPOUNDING.includes(language) && term.length >= LONG;
    return inside ? word.includes(term) : word.startsWith(term);
  }

  const titles = new Map(
    data.programmes.flatMap(({ pillars, themes }) => [...pillars, ...themes])
      .map((node) => [node.id, node]));

  /* The texts of an action that are searched. Titles of pillars, and other names of those who act,
     say too little of it. */
  function texts(action, language) {
    const actors = action.actors.map((id) => data.partners[id]);
    const named = [
      ...action.partners.map((id) => data.partners[id]),
      ...action.references.map((id) => data.references[id]),
      ...action.fields.map((id) => data.fields[id]),
    ];
    const shown = [
      action.summary, action.deliverable, action.note, titles.get(action.theme)?.title,
      ...[...actors, ...named].map((one) => one.name),
    ];
    return {
      shown: shown.filter(Boolean).map((text) => text[language]),
      hidden: [...action.keywords[language], ...named.flatMap((one) => one.also[language])],
    };
  }

  const known = new Map();
  function wordsOf(action, language) {
    const key = `${language} ${action.id}`;
    if (!known.has(key)) {
      const { shown, hidden } = texts(action, language);
      known.set(key, [...new Set([...shown, ...hidden].flatMap((text) => terms(text, language)))]);
    }
    return known.get(key);
  }

  function found({ actions: some }, asked, language) {
    return asked.every((term) => some.some((action) =>
      wordsOf(action, language).some((word) => answers(word, term, language))));
  }

  function passes(one, state, except) {
    return Object.entries(state.chosen).every(([facet, values]) =>
      facet === except || !values.length || values.some((value) => one.values[facet].has(value)));
  }

  /* The items that are shown, and for each facet how many there would be with one value. */
  function select(state) {
    const asked = terms(state.words, state.language);
    const candidates = items[state.view].filter((one) => found(one, asked, state.language));
    const counts = {};
    for (const facet of FACETS[state.view]) {
      counts[facet] = new Map();
      for (const one of candidates.filter((each) => passes(each, state, facet))) {
        for (const value of one.values[facet]) {
          counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
        }
      }
    }
    return { items: candidates.filter((one) => passes(one, state)), counts };
  }

  /* The words of a text, in pieces: each with whether it was asked for. */
  function pieces(text, asked, language) {
    const parts = [];
    let last = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (asked.some((term) => answers(fold(word, language), term, language))) {
        parts.push([text.slice(last, index), false], [word, true]);
        last = index + word.length;
      }
    }
    return [...parts, [text.slice(last), false]];
  }

  /* The texts that are not shown by which an action was found, if no text that is shown says it. */
  function unseen(action, asked, language) {
    const { shown, hidden } = texts(action, language);
    const has = (text, term) => terms(text, language).some((word) => answers(word, term, language));
    const missing = asked.filter((term) => !shown.some((text) => has(text, term)));
    return [...new Set(hidden.filter((text) => missing.some((term) => has(text, term))))];
  }

  /* Every value that a facet has anywhere in a view: as the library orders them, or as printed. */
  function values(view, facet) {
    const found = new Set(items[view].flatMap((one) => [...one.values[facet]]));
    const ordered = data.order.filter((value) => found.has(value));
    return ordered.length ? ordered : [...found];
  }

  function read(search, language) {
    const asked = new URLSearchParams(search);
    const one = (key, choices, otherwise) =>
      choices.includes(asked.get(key)) ? asked.get(key) : otherwise;
    const view = one("view", Object.keys(FACETS), "actions");
    return {
      language: one("language", Object.keys(data.languages), language),
      view,
      words: asked.get("words") ?? "",
      chosen: Object.fromEntries(FACETS[view].map((facet) =>
        [facet, values(view, facet).filter((value) => asked.getAll(facet).includes(value))])),
    };
  }

  function write(state) {
    const parameters = new URLSearchParams({ language: state.language });
    if (state.view !== "actions") parameters.set("view", state.view);
    if (state.words) parameters.set("words", state.words);
    for (const [facet, some] of Object.entries(state.chosen)) {
      for (const value of some) parameters.append(facet, value);
    }
    return `?${parameters}`;
  }

  return {
    FACETS, actions, first, items, pieces, read, second, select, successors, terms, titles, unseen,
    values, write,
  };
})(globalThis.explorerData);
