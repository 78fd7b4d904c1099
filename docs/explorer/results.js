"use strict";

/* What was found, drawn with the means of the page: cards, under the titles where they stand. */
globalThis.explorerResults = ((data, query) => {
  const { pages, languages: names, references } = data;

  return (
    { state, match, say, make, marked, numbered, label, capitalize, link, choose }, shown,
  ) => {
    /* The items by what a function says of each, in the order in which that first appears. */
    function grouped(items, key) {
      const groups = new Map();
      for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
      return [...groups];
    }

    function listed(items) {
      return items.flatMap((item, index) => (index ? [say("semicolon"), item] : [item]));
    }

    /* A name in a list, which begins with a capital letter. */
    const named = (name, place) => marked(place ? name : capitalize(name));

    function linked(facet, ids) {
      return listed(ids.map((id, place) =>
        link(choose(facet, [id]), named(label(facet, id), place))));
    }

    function place([section, paragraph, page]) {
      let key = paragraph ? "paragraph" : "heading";
      if (section === "0") key = paragraph ? "introduction" : "introduction_heading";
      const where = say(key, { section, paragraph });
      return where + (page ? ` (${say("page", { page })})` : "");
    }

    function anchor(id) {
      const [period, name] = id.split("/");
      const href = `${pages[period][state.language]}#${name}`;
      return make("a", { class: "explorer-id", href }, id);
    }

    const badge = (value, word = value) =>
      make("span", { class: `explorer-badge ${value}` }, say(word));

    const why = (reason) => make("p", { class: "explorer-line explorer-small" },
      say("reason"), " ", make("span", {}, reason[state.language]));

    function related({ id, relation, reason }, word = relation) {
      const summary = query.actions.get(id).summary[state.language];
      return make("li", {}, badge(relation, word), " ", summary, " ", anchor(id), why(reason));
    }

    const follows = (link) => related(link, `is ${link.relation}`);

    function outcome({ id, bearing }) {
      const { written, texts, sources } = data.outcomes[id];
      const links = sources.map(({ url, publisher }) => 
        make("a", { href: url }, publisher[state.language]));
      return make("li", {}, badge(bearing), " ", written[state.language], " – ",
        texts.map((text) => [marked(text[state.language]), " "]), "(", listed(links), ")");
    }

    function facts(action) {
      const { language } = state;
      const span = (text) => make("span", {}, marked(text));
      const links = (some, line) => some.length && make("ul", {}, some.map((one) => line(one)));
      const rows = {
        actors: linked("partner", action.actors),
        partners: linked("partner", action.partners),
        fields: linked("field", action.fields),
        references: listed(action.references.map((id, place) =>
          make("span", {}, named(references[id].name[language], place)))),
        deliverable: action.deliverable && marked(action.deliverable[language]),
        timing: action.years?.join("-"),
        printed: action.citations.map(place).join(say("semicolon")),
        outcomes: links(action.outcomes, outcome),
        note: action.note && marked(action.note[language]),
        keywords: listed(query.unseen(action, match, language).map(span)),
        ...(state.view === "actions" && {
          predecessors: links(action.predecessors, related),
          successors: links(query.successors.get(action.id) ?? [], follows),
        }),
      };
      const row = ([key, content]) =>
        make("div", {}, make("dt", {}, say(key)), make("dd", {}, content));
      return make("dl", {}, Object.entries(rows)
        .filter(([, content]) => content && content.length !== 0)
        .map(row));
    }

    /* The programme, and where an action stands in it unless a title above it says so. */
    function origin(action) {
      const titles = [action.pillar, action.theme].filter(Boolean)
        .map((id) => [" · ", marked(numbered(query.titles.get(id)))]);
      return match
        ? make("p", { class: "explorer-line explorer-small" }, action.programme, titles)
        : programme(action.programme);
    }

    function card(action) {
      return [
        make("p", { class: "explorer-summary" }, marked(action.summary[state.language])),
        make("p", { class: "explorer-line" }, badge(action.firmness), " ", anchor(action.id)),
      ];
    }

    const folded = (action) =>
      make("details", {}, make("summary", {}, say("details")), facts(action));

    const programme = (id) => make("span", { class: "explorer-programme" }, id);

    /* Actions by relevance, each with where it stands. */
    function ranked(items) {
      return [make("ul", { class: "explorer-list" }, items.map(({ actions: [action] }) =>
        make("li", {}, origin(action), card(action), facts(action))))];
    }

    /* Actions as printed, under the titles of their pillars and, if asked for, of their themes. */
    function outline(items, level, themes) {
      const drawn = [];
      let before = {};
      let list;
      for (const { actions: [action] } of items) {
        const { pillar, theme } = action;
        const elsewhere = before.programme !== action.programme || before.pillar !== pillar;
        if (elsewhere) {
          const title = pillar ? numbered(query.titles.get(pillar)) : say("outside");
          drawn.push(make(`h${level}`, {}, programme(action.programme), " ", title));
        }
        if (themes && theme && before.theme !== theme) {
          drawn.push(make(`h${level + 1}`, {}, numbered(query.titles.get(theme))));
        }
        if (elsewhere || (themes && before.theme !== theme)) {
          list = make("ul", { class: "explorer-list" });
          drawn.push(list);
        }
        list.append(make("li", {}, card(action), facts(action)));
        before = action;
      }
      return drawn;
    }

    function successor({ link: { relation, reason }, actions: [, action] }) {
      return make("li", {},
        origin(action), " ", badge(relation), why(reason), card(action), folded(action));
    }

    function pairs(items) {
      const groups = grouped(items, (item) => item.actions[0]);
      return make("ul", { class: "explorer-list" }, groups.map(([old, some]) =>
        make("li", { class: "explorer-pair" },
          make("div", {}, origin(old), card(old), folded(old)),
          make("ul", { class: "explorer-list" }, some.map(successor)))));
    }

    function compared() {
      return query.values("comparison", "continuity").flatMap((continuity) => {
        const items = shown.filter((item) => item.continuity === continuity);
        if (!items.length) return [];
        const others = match ? ranked : (some) => outline(some, 4, false);
        return [
          make("h3", {}, say(continuity)),
          ...(continuity === "continued" ? [pairs(items)] : others(items)),
        ];
      });
    }

    /* Links to the languages in which the words are found as they are typed. */
    function elsewhere() {
      const others = Object.keys(names)
        .filter((language) => state.words && language !== state.language)
        .map((language) => ({ ...state, language }))
        .filter((other) => {
          const selected = query.select(other);
          return selected.items.length && !query.corrections(selected.match).length;
        })
        .map((other) => link(other, names[other.language], { lang: other.language }));
      return others.length ? [make("p", {}, say("elsewhere"), " ", listed(others))] : [];
    }

    if (!shown.length) return [make("p", {}, say("nothing")), ...elsewhere()];
    const before = query.corrections(match).length ? elsewhere() : [];
    if (state.view === "comparison") return [...before, ...compared()];
    return [...before, ...(match ? ranked(shown) : outline(shown, 3, true))];
  };
})(globalThis.explorerData, globalThis.explorerQuery);
