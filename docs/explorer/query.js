"use strict";

/* Which actions are shown: words, filters, counts. It knows nothing of the page. */
globalThis.explorerQuery = ((data, search) => {
  const FACETS = {
    actions: ["programme", "firmness", "outcome", "pillar", "field", "partner"],
    comparison: ["continuity", "relation", "firmness", "outcome", "pillar", "field", "partner"],
  };

  const actions = new Map(data.actions.map((action) => [action.id, action]));
  const successors = new Map();
  for (const action of data.actions) {
    for (const link of action.predecessors) {
      successors.set(link.id, [...(successors.get(link.id) ?? []), { ...link, id: action.id }]);
    }
  }
  const [first, second] = data.programmes.slice(-2).map((programme) => programme.id);
  const partnersOf = (action) => [...action.actors, ...action.partners];
  const related = new Map(data.programmes.map((programme) => [programme.id, programme.related]));

  const valuesOfActions = {
    programme: (action) => [action.programme],
    pillar: (action) => [action.pillar ?? `${action.programme}/`],
    field: (action) => action.fields,
    partner: partnersOf,
    related: (action) =>
      partnersOf(action).flatMap((id) => related.get(action.programme)[id]),
    firmness: (action) => [action.firmness],
    outcome: ({ outcomes }) =>
      (outcomes.length ? outcomes.map(({ bearing }) => bearing) : ["no_outcome"]),
  };

  /* The values of an item for a facet, each with what has it: an action, or a link of two. */
  function pairs(facet, { continuity, link, actions: found }) {
    if (facet === "continuity") return [[continuity, found[0]]];
    if (facet === "relation") return link ? [[link.relation, link]] : [];
    return found.flatMap((action) =>
      valuesOfActions[facet](action).map((value) => [value, action]));
  }

  function item(view, content) {
    const values = {};
    for (const facet of [...FACETS[view], "related"]) {
      values[facet] = new Map();
      for (const [value, owner] of pairs(facet, content)) {
        values[facet].set(value, [...(values[facet].get(value) ?? []), owner]);
      }
    }
    return { ...content, values };
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

  const titles = new Map(
    data.programmes.flatMap(({ pillars, themes }) => [...pillars, ...themes])
      .map((node) => [node.id, node]));

  /* The items that the words of a state find, the best first; all as printed if it has none. */
  function find({ view, words, language }) {
    const match = search.matchQuery(words, language);
    if (!match) return { match, found: items[view] };
    const ranks = new Map(search.rankDocuments(match)
      .map((document, rank) => [data.actions[document], rank]));
    const rankOf = (one) =>
      Math.min(...one.actions.map((action) => ranks.get(action) ?? Infinity));
    const found = items[view].filter((one) => rankOf(one) < Infinity)
      .sort((one, other) => rankOf(one) - rankOf(other));
    return { match, found };
  }

  /* The values of an item for a facet: for partners also those related to them, if asked for. */
  const facetValues = (one, facet, state) =>
    one.values[facet === "partner" && state.related ? "related" : facet];

  function passes(one, state, except) {
    return Object.entries(state.chosen).every(([facet, values]) => {
      const own = facetValues(one, facet, state);
      return facet === except || !values.length || values.some((value) => own.has(value));
    });
  }

  /* The items that are shown, for each facet the actions (or the links, of which a relation is)
     that there would be with one value, and what matches the words. */
  function select(state) {
    const { match, found } = find(state);
    const counts = {};
    for (const facet of FACETS[state.view]) {
      counts[facet] = new Map();
      for (const one of found.filter((each) => passes(each, state, facet))) {
        for (const [value, owners] of facetValues(one, facet, state)) {
          if (!counts[facet].has(value)) counts[facet].set(value, new Set());
          for (const owner of owners) counts[facet].get(value).add(owner);
        }
      }
    }
    return { match, items: found.filter((one) => passes(one, state)), counts };
  }

  /* The words that are in no text, each once with the word for which it was taken. */
  function corrections(match) {
    const all = (match?.terms ?? []).map((term) => term.correction).filter(Boolean);
    return [...new Map(all.map((pair) => [pair.join(" "), pair])).values()];
  }

  /* A text in pieces: each with whether it is a word that matches. */
  function pieces(text, match) {
    const parts = [];
    let last = 0;
    for (const [start, end] of match ? search.findWords(match, text) : []) {
      parts.push([text.slice(last, start), false], [text.slice(start, end), true]);
      last = end;
    }
    return [...parts, [text.slice(last), false]];
  }

  /* The texts that a card shows of an action. */
  function shownTexts(action, language) {
    const records = [
      ...partnersOf(action).map((id) => data.partners[id].name),
      ...action.references.map((id) => data.references[id].name),
      ...action.fields.map((id) => data.fields[id].name),
      ...[action.pillar, action.theme].map((id) => titles.get(id)?.title),
      ...action.outcomes.flatMap(({ id }) => data.outcomes[id].texts),
    ];
    return [action.summary, action.deliverable, action.note, ...records]
      .filter(Boolean).map((text) => text[language]);
  }

  /* The texts that a card does not show by which an action is found, if no text that it shows has
     the word. */
  function unseen(action, match, language) {
    if (!match) return [];
    const shown = shownTexts(action, language);
    const has = (text, term) => search.findWords({ terms: [term] }, text).length;
    const missing = match.terms.filter((term) => !shown.some((text) => has(text, term)));
    const texts = search.findPassages(match, data.actions.indexOf(action))
      .flatMap((passage) => passage.texts);
    return [...new Set(texts.filter((text) => missing.some((term) => has(text, term))))];
  }

  /* Every value that a facet has anywhere in a view: as the library orders them, or as printed. */
  function values(view, facet) {
    const all = { related: true };
    const found = new Set(items[view].flatMap((one) => [...facetValues(one, facet, all).keys()]));
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
      related: asked.get("related") === "true",
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
    if (state.related) parameters.set("related", "true");
    return `?${parameters}`;
  }

  return {
    FACETS, actions, corrections, first, items, pieces, read, second, select, successors, titles,
    unseen, values, write,
  };
})(globalThis.explorerData, globalThis.explorerSearch);
