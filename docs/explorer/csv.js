"use strict";

/* A view as CSV (RFC 4180), with a mark at the beginning by which spreadsheets know its letters.
   An apostrophe keeps the section 1.1 from becoming a day in January. */
globalThis.explorerCsv = ((data, query) => {
  const names = (ids, records, language) => ids.map((id) => records[id].name[language]).join("; ");
  const title = (id, language) => query.titles.get(id)?.title[language] ?? "";

  const columns = (language) => ({
    id: (action) => action.id,
    programme: (action) => action.programme,
    pillar: (action) => title(action.pillar, language),
    theme: (action) => title(action.theme, language),
    summary: (action) => action.summary[language],
    commitment: (action) => action.firmness,
    actors: (action) => names(action.actors, data.partners, language),
    partners: (action) => names(action.partners, data.partners, language),
    references: (action) => names(action.references, data.references, language),
    fields: (action) => names(action.fields, data.fields, language),
    citations: (action) => action.citations
      .map(([section, paragraph]) => (paragraph ? `${section}/${paragraph}` : section)).join("; "),
    outcomes: (action) => action.outcomes.map(({ id, bearing }) => {
      const { date, texts, sources } = data.outcomes[id];
      const addresses = sources.map(({ url }) => url).join(" ");
      return `${date} ${bearing}: ${texts[0][language]} (${addresses})`;
    }).join("; "),
    predecessors: (action) => action.predecessors.map((link) => link.id).join("; "),
  });

  const actionRows = (items, language) => {
    const all = Object.entries(columns(language));
    const rows = items.map(({ actions: [action] }) => all.map(([, value]) => value(action)));
    return [all.map(([name]) => name), ...rows];
  };

  const linkRows = (items, language) => [
    ["continuity", "relation", "old_id", "old_summary", "new_id", "new_summary", "reason"],
    ...items.map(({ continuity, link, actions }) => {
      const texts = [query.first, query.second].flatMap((programme) => {
        const action = actions.find((one) => one.programme === programme);
        return action ? [action.id, action.summary[language]] : ["", ""];
      });
      return [continuity, link?.relation ?? "", ...texts, link?.reason[language] ?? ""];
    }),
  ];

  const guard = (text) => (/^\d{1,4}([./]\d{1,4}){1,2}$/u.test(text) ? `'${text}` : text);
  const quote = (text) => (/[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (text) => quote(guard(text));

  return ({ view, language }, items) => {
    const rows = (view === "comparison" ? linkRows : actionRows)(items, language);
    const delimiter = language === "en" ? "," : ";"; // as spreadsheets of the language expect
    return `\ufeff${rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join("")}`;
  };
})(globalThis.explorerData, globalThis.explorerQuery);
