"use strict";

/* A view as CSV (RFC 4180), with a mark at the beginning by which spreadsheets know its letters.
   An apostrophe keeps the section 1.1 from becoming a day in January. */
globalThis.explorerCsv = ((data, query) => {
  const { columns, labels, outcomes, partners, references, fields } = data;
  const names = (ids, records, language) => ids.map((id) => records[id].name[language]).join("; ");
  const title = (id, language) => query.titles.get(id)?.title[language] ?? "";

  /* The cells of an action, by the names of the columns in the library. */
  const actionCells = (action, language) => ({
    id: action.id,
    programme: action.programme,
    pillar_title: title(action.pillar, language),
    theme_title: title(action.theme, language),
    summary: action.summary[language],
    commitment_label: labels[action.firmness][language],
    actor_names: names(action.actors, partners, language),
    partner_names: names(action.partners, partners, language),
    reference_titles: names(action.references, references, language),
    field_labels: names(action.fields, fields, language),
    citations: action.citations
      .map(([section, paragraph]) => (paragraph ? `${section}/${paragraph}` : section)).join("; "),
    outcome_summaries: action.outcomes.map(({ id, bearing }) => {
      const { date, texts, sources } = outcomes[id];
      const addresses = sources.map(({ url }) => url).join(" ");
      return `${date}, ${labels[bearing][language]} – ${texts[0][language]} (${addresses})`;
    }).join("; "),
    predecessors: action.predecessors.map((link) => link.id).join("; "),
  });

  const linkCells = ({ continuity, link, actions }, language) => {
    const [old, later] = [query.first, query.second]
      .map((programme) => actions.find((action) => action.programme === programme));
    return {
      status_label: labels[continuity][language],
      relation_label: link ? labels[link.relation][language] : "",
      old: old?.id ?? "",
      old_summary: old?.summary[language] ?? "",
      new: later?.id ?? "",
      new_summary: later?.summary[language] ?? "",
      reason: link?.reason[language] ?? "",
    };
  };

  const guard = (text) => (/^\d{1,4}([./]\d{1,4}){1,2}$/u.test(text) ? `'${text}` : text);
  const quote = (text) => (/[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (text) => quote(guard(text));

  return ({ view, language }, items) => {
    const records = items.map((item) => (view === "comparison"
      ? linkCells(item, language) : actionCells(item.actions[0], language)));
    const header = Object.keys(records[0]).map((name) => columns[language][name]);
    const rows = [header, ...records.map((record) => Object.values(record))];
    const delimiter = language === "en" ? "," : ";"; // as spreadsheets of the language expect
    return `\ufeff${rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join("")}`;
  };
})(globalThis.explorerData, globalThis.explorerQuery);
