"use strict";

/* What the words of a query find, in the indexes that the library built. The parts follow
   `tokenizer.py`, `index.py` and `query.py` of its search. */
globalThis.explorerSearch = ((indexes, constants) => {
  const {
    COMPOUND_WEIGHT, DROPPED_ENDINGS, FEMININE_ENDINGS, FIELD_WEIGHTS,
    FIRST_LETTER_CORRECTION_WEIGHT, K1, LINKING_ELEMENTS, MAX_ENDING_LENGTH, MAX_QUERY_LENGTH,
    MAX_TERMS, MAX_WORD_LENGTH, MIN_CORRECTED_LENGTH, MIN_INNER_LENGTH, MIN_LAST_PART_LENGTH,
    MIN_MATCHING_SHARE, MIN_PART_LENGTH, MIN_PREFIX_LENGTH, MIN_SURE_STEM_LENGTH,
  } = constants;

  /* The tokenizer. */

  const STEMMERS = {
    fr: new FrenchStemmer(),
    nl: new DutchPorterStemmer(),
    de: new GermanStemmer(),
    en: new EnglishStemmer(),
  };
  const FOLDED_LETTERS = {
    œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", "\u02bc": "",
  };
  const WORD = "[\\p{L}\\p{N}]+";
  const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
  const END = "(?![\\p{L}\\p{N}])";
  const APOSTROPHES = "'\u2018\u2019`\u00b4\uff07";
  const OMITTED = `[s*:_·•‧∙.(${APOSTROPHES}](?<=[\\p{L}\\p{N}].)(?:${[
    `(?<=[A-Z]{2}s)${END}`, // SMEs
    `(?<=[*:_])[iI][nN](?:[nN][eE][nN])?${END}`, // Bürger*innen
    `(?<=[·•‧∙])${LETTER}{1,5}(?:[·•‧∙][sS]${END})?`, // citoyen·ne·s
    `(?<=\\.)(?:[eE]|[nN][eE]|[lL][eE]|[rR][iI][cC][eE])\\.[sS]${END}`, // citoyen.ne.s
    `(?<=\\()${LETTER}{1,3}\\)[sS]?`, // citoyen(ne)s
    `(?<=[${APOSTROPHES}])[sS]${END}`, // KMO's
    `(?<=(?<![\\p{L}\\p{N}])${LETTER}\\.)(?=${LETTER}${END})`, // N.R.W.
  ].join("|")})`;
  const OMITTED_MARKS = new RegExp(OMITTED, "gu");
  const WORDS_WITH_MARKS = new RegExp(`${WORD}(?:${OMITTED}(?:${WORD})?)*`, "gu");
  const DROPPED_CHARACTERS = new RegExp(`[${constants.DROPPED_CHARACTERS}]`, "gu");

  const normalizeTypedText = (text) => text.replace(DROPPED_CHARACTERS, "").normalize("NFC");

  /* Each word of a text, with its start and end in the text. */
  function findTokens(text) {
    return [...text.replace(/[\u02bb\u02bc]/gu, "'").matchAll(WORDS_WITH_MARKS)]
      .map(({ 0: word, index }) =>
        [word.replace(OMITTED_MARKS, "").toLowerCase(), index, index + word.length]);
  }

  const tokenizeInLowerCase = (text) => findTokens(text).map(([word]) => word);

  function foldToLettersAndDigits(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[œæøłđðþß\u02bc]/gu, (letter) => FOLDED_LETTERS[letter])
      .replace(/[^\p{L}\p{N}]/gu, "");
  }

  function foldWord(word, language) {
    const folded = foldToLettersAndDigits(word);
    if (language !== "de") return folded;
    return folded.replaceAll("ae", "a").replaceAll("oe", "o").replaceAll("ue", "u");
  }

  /* A final z or v of a Dutch stem is replaced, so that huizen has the stem of huis. */
  const devoiceFinalConsonant = (stem) =>
    (stem.length > 2 ? stem.replace(/z$/u, "s").replace(/v$/u, "f") : stem);

  /* The stems of a word that is in no text: of the word as it is, and of it without accents. */
  function stemUnknownWord(word, language) {
    const lower = word.toLowerCase();
    const folded = foldWord(lower, language);
    if (word.length > MAX_WORD_LENGTH) return [folded];
    const words = [lower, folded];
    if (language in LINKING_ELEMENTS && folded.length > MIN_PART_LENGTH && folded.endsWith("s")) {
      words.push(folded.slice(0, -1)); // a plural that these stemmers do not know: KMO's, taxi's
    }
    for (const [feminine, masculine] of Object.entries(FEMININE_ENDINGS[language] ?? {})) {
      if (folded.endsWith(feminine)) words.push(folded.slice(0, -feminine.length) + masculine);
    }
    return [...new Set(words.map((each) => findSureStem(each, language)))];
  }

  /* The stem of a word, or the word if the stem may be that of another; both folded. */
  function findSureStem(word, language) {
    const folded = foldWord(word, language);
    let stem = foldWord(STEMMERS[language].stemWord(word), language);
    if (language === "nl") stem = devoiceFinalConsonant(stem);
    const isSure = stem.length >= MIN_SURE_STEM_LENGTH
      || folded.length - stem.length <= MAX_ENDING_LENGTH;
    return isSure ? stem : folded;
  }

  function splitIntoParts(word, language, isKnown, isForm) {
    const known = new Map();
    function split(rest) {
      if (!known.has(rest)) known.set(rest, findParts(rest));
      return known.get(rest);
    }
    function findParts(compound) {
      for (const [first, , rest] of iterateSplits(compound, language)) {
        if (!isKnown(first)) continue;
        const parts = isForm(rest) ? [rest] : split(rest);
        if (parts.length) return [first, ...parts];
      }
      return [];
    }
    return word.length <= MAX_WORD_LENGTH ? split(word) : [];
  }

  /* A part, a linking element and the rest of a compound, the longest part first. */
  function* iterateSplits(word, language) {
    for (let end = word.length - MIN_LAST_PART_LENGTH; end >= MIN_PART_LENGTH; end -= 1) {
      for (const link of LINKING_ELEMENTS[language] ?? []) {
        const rest = word.slice(end + link.length);
        if (word.startsWith(link, end) && rest.length >= MIN_LAST_PART_LENGTH) {
          yield [word.slice(0, end), link, rest];
        }
      }
      if (language in DROPPED_ENDINGS) {
        yield [word.slice(0, end) + DROPPED_ENDINGS[language], "", word.slice(end)];
      }
    }
  }

  /* Whether a letter is added, left out or replaced, or two neighbours are exchanged. */
  function isOneEdit(word, other) {
    let start = 0;
    while (start < word.length && word[start] === other[start]) start += 1;
    const [rest, otherRest] = [word.slice(start), other.slice(start)];
    return rest.slice(1) === otherRest
      || rest === otherRest.slice(1)
      || rest.slice(1) === otherRest.slice(1)
      || (rest[1] ?? "") + (rest[0] ?? "") + rest.slice(2) === otherRest;
  }

  /* The inverted index, which the library built. */

  class InvertedIndex {
    constructor(language, content) {
      this.language = language;
      this.passagesOfDocuments = content.passages_of_documents;
      this.passages = content.passages.map(([field, texts]) => ({ field, texts, documents: [] }));
      for (const [document, positions] of this.passagesOfDocuments.entries()) {
        for (const position of positions) this.passages[position].documents.push(document);
      }
      this.passagesOfWords = new Map(
        content.words.map(([word, , positions]) => [word, positions]));
      this.words = new Map(content.words.map(([word]) => [foldWord(word, language), word]));
      this.stopwords = new Set(content.stopwords);
      this.lexicon = new Map(
        content.words.map(([word, stems]) => [word, Object.entries(stems)]));
      this.wordsOfStems = new Map();
      for (const [word, stems] of this.lexicon) {
        for (const [stem, weight] of stems) {
          if (!this.wordsOfStems.has(stem)) this.wordsOfStems.set(stem, new Map());
          this.wordsOfStems.get(stem).set(word, weight);
        }
      }
      this.lengthFactors = content.length_factors;
    }

    isContentWord(folded) {
      return this.words.has(folded) && !this.stopwords.has(folded);
    }

    stemWholeWord(word) {
      const known = this.lexicon.get(word);
      if (!known) return stemUnknownWord(word, this.language);
      return known.filter(([, weight]) => weight > COMPOUND_WEIGHT).map(([stem]) => stem);
    }

    /* The known words that are any form of some words, or compounds with them. */
    findForms(words) {
      const forms = new Map();
      for (const stem of words.flatMap((word) => this.stemWholeWord(word))) {
        for (const [form, weight] of this.wordsOfStems.get(stem) ?? []) {
          forms.set(form, Math.max(weight, forms.get(form) ?? 0));
        }
      }
      return forms;
    }

    splitCompound(word, ...otherParts) {
      const isKnown = (part) => this.isContentWord(part) || otherParts.includes(part);
      const isForm = (part) =>
        isKnown(part) || this.stemWholeWord(part).some((stem) => this.wordsOfStems.has(stem));
      return splitIntoParts(foldWord(word, this.language), this.language, isKnown, isForm);
    }

    computeTermFrequencies(postings) {
      const frequencies = new Map();
      for (const [position, weight] of postings) {
        const { field, documents } = this.passages[position];
        for (const document of documents) {
          const before = frequencies.get(document) ?? 0;
          frequencies.set(document, before + weight * FIELD_WEIGHTS[field]);
        }
      }
      return frequencies;
    }

    computeInverseDocumentFrequency(documentFrequency) {
      const absent = this.passagesOfDocuments.length - documentFrequency;
      return Math.log(1 + (absent + 0.5) / (documentFrequency + 0.5));
    }

    saturateFrequency(frequency, document) {
      return frequency * (K1 + 1) / (frequency + K1 * this.lengthFactors[document]);
    }
  }

  const invertedIndexes = new Map();
  function getIndex(language) {
    if (!invertedIndexes.has(language)) {
      invertedIndexes.set(language, new InvertedIndex(language, indexes[language]));
    }
    return invertedIndexes.get(language);
  }

  /* The query. */

  const term = (words = [], postings = new Map(), correction = null) =>
    ({ words: new Set(words), postings, correction });

  function parseQuery(query) {
    const straight = query.replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\uff02]/gu, '"');
    const phrases = new Map();
    for (const [, phrase] of straight.matchAll(/"([^"]*)"/gu)) {
      const words = tokenizeInLowerCase(phrase).slice(0, MAX_TERMS);
      if (words.length) phrases.set(words.join(" "), words);
    }
    const rest = straight.replace(/"[^"]*"/gu, " ");
    const words = new Map();
    const prefixes = new Set();
    for (const [word, , end] of findTokens(rest)) {
      if (rest[end] === "*" && word.length >= MIN_PREFIX_LENGTH) prefixes.add(word);
      else if (words.size < MAX_TERMS) words.set(word, []);
    }
    const inOrder = [...words.keys()];
    for (const [position, second] of inOrder.entries()) {
      const first = inOrder[position - 1];
      if (first !== undefined && second.length > 1) { // not the letter of an annex
        words.get(first).push(first + second);
        words.get(second).push(first + second);
      }
    }
    const some = (values) => [...values].slice(0, MAX_TERMS);
    return { phrases: some(phrases.values()), prefixes: some(prefixes), words };
  }

  /* The terms of a query in the index of a language; null if the query has no word. */
  function matchQuery(typed, language) {
    const query = normalizeTypedText(typed.slice(0, MAX_QUERY_LENGTH));
    if (!tokenizeInLowerCase(query).length) return null;
    const index = getIndex(language);
    const { phrases, prefixes, words } = parseQuery(query);
    const terms = [
      ...phrases.map((phrase) => matchPhrase(phrase, index)),
      ...prefixes.map((prefix) => matchPrefix(prefix, index)),
    ];
    for (const word of excludeStopwords([...words.keys()], index)) {
      let found = matchWord(word, words.get(word), index);
      if (!found.length) found = matchUnknownWord(word, index);
      terms.push(...(found.length ? found : [term()]));
    }
    return { query, index, terms };
  }

  /* The documents that match any term, the best first; none if none matches enough of the query. */
  function rankDocuments({ query, index, terms }) {
    const frequencies = terms.map((one) => index.computeTermFrequencies(one.postings));
    const weights = frequencies.map((each) => index.computeInverseDocumentFrequency(each.size));
    const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
    const total = sum(weights);
    const scores = new Map();
    const matchingWeights = new Map();
    for (const [position, weight] of weights.entries()) {
      for (const [document, frequency] of frequencies[position]) {
        const gained = weight * index.saturateFrequency(frequency, document);
        scores.set(document, (scores.get(document) ?? 0) + gained);
        matchingWeights.set(document, [...matchingWeights.get(document) ?? [], weight]);
      }
    }
    const isEnough = (matching) => matching.length > 1 || sum(matching) >= MIN_MATCHING_SHARE * total;
    if (![...matchingWeights.values()].some(isEnough)) return [];
    const foldedQuery = foldToLettersAndDigits(query);
    const scored = [...scores.keys()].sort((one, other) => one - other).map((document) => {
      const summary = index.passages[index.passagesOfDocuments[document][0]];
      const isWhole = summary.texts.map(foldToLettersAndDigits).includes(foldedQuery);
      return [document, scores.get(document) + (isWhole ? total * (K1 + 1) : 0)];
    });
    return scored.sort(([, one], [, other]) => other - one).map(([document]) => document);
  }

  function findPassages({ index, terms }, document) {
    return index.passagesOfDocuments[document]
      .filter((position) => terms.some(({ postings }) => postings.has(position)))
      .sort((one, other) => one - other)
      .map((position) => index.passages[position]);
  }

  /* The start and the end of each word in a text that matches any of the terms. */
  function findWords({ terms }, text) {
    return findTokens(text).filter(([word]) => terms.some(({ words }) => words.has(word)))
      .map(([, start, end]) => [start, end]);
  }

  function excludeStopwords(words, { stopwords }) {
    const content = words.filter((word) => !stopwords.has(foldToLettersAndDigits(word)));
    return content.length ? content : words;
  }

  function buildTerm(words, index) {
    const postings = new Map();
    for (const [word, weight] of words) {
      for (const position of index.passagesOfWords.get(word)) {
        postings.set(position, Math.max(weight, postings.get(position) ?? 0));
      }
    }
    return term(words.keys(), postings);
  }

  const matchWords = (words, index) => buildTerm(index.findForms(words), index);

  function matchPhrase(words, index) {
    const terms = words.map((word) => matchWords([word], index));
    const positions = [...terms[0].postings.keys()]
      .filter((position) => terms.every(({ postings }) => postings.has(position)))
      .filter((position) =>
        index.passages[position].texts.some((text) => containsPhrase(text, terms)));
    if (!positions.length) return term();
    return term(
      terms.flatMap((one) => [...one.words]),
      new Map(positions.map((position) => [position, 1])),
    );
  }

  function containsPhrase(text, terms) {
    const words = tokenizeInLowerCase(text);
    return words.some((_, start) =>
      terms.every((one, offset) => one.words.has(words[start + offset])));
  }

  function matchPrefix(prefix, index) {
    const folded = foldWord(prefix, index.language);
    const known = [...index.words].filter(([word]) => word.startsWith(folded));
    return buildTerm(new Map(known.map(([, word]) => [word, 1])), index);
  }

  /* The term of a known word, or those of its parts, or none. */
  function matchWord(word, joinedWords, index) {
    let terms = [matchWords([word, ...joinedWords], index)];
    if (!terms[0].postings.size) {
      terms = index.splitCompound(word).map((part) => matchWords([part], index));
    }
    if (!terms.length) terms = [matchWords(findCompounds(word, index), index)];
    if (!terms[0].postings.size) {
      terms = [];
      const last = Math.min(word.length, MAX_WORD_LENGTH);
      for (let end = MIN_PART_LENGTH; end < last && !terms.length; end += 1) {
        const halves = [word.slice(0, end), word.slice(end)];
        if (!index.words.has(halves[0])) continue;
        const phrase = matchPhrase(halves, index);
        if (phrase.postings.size) terms = [phrase];
      }
    }
    return terms;
  }

  /* The known compounds of a word that is not known alone, and of known words. */
  function findCompounds(word, index) {
    const parts = new Set([foldWord(word, index.language), ...index.stemWholeWord(word)]);
    return [...parts].filter((part) => part.length >= MIN_INNER_LENGTH).flatMap((part) =>
      [...index.words.keys()].filter((known) =>
        known.includes(part) && index.splitCompound(known, part).includes(part)));
  }

  const isAlphabetic = (word) => /^\p{L}+$/u.test(word);

  /* The term of a similar word, or those of the parts of a similar compound, or none. */
  function matchUnknownWord(word, index) {
    const folded = foldWord(word, index.language);
    if (folded.length > MAX_WORD_LENGTH || !isAlphabetic(folded)) return [];
    const similar = findMostSimilarWord(folded, index);
    const [parts, corrected] = similar
      ? [[similar], index.words.get(similar)] : correctCompound(folded, index);
    const correction = [word, corrected];
    const weight = similar && similar[0] !== folded[0] ? FIRST_LETTER_CORRECTION_WEIGHT : 1;
    return parts.map((part) => {
      const forms = [...index.findForms([part]).keys()].map((form) => [form, weight]);
      return { ...buildTerm(new Map(forms), index), correction };
    });
  }

  function findMostSimilarWord(folded, index) {
    // Few people mistype the first letter; among the others, the most frequent word is likely.
    const [best] = findSimilarWords(folded, index)
      .map((known) => ({
        known,
        hasFirst: known[0] === folded[0],
        count: matchWords([known], index).postings.size,
      }))
      .sort((one, other) => other.hasFirst - one.hasFirst || other.count - one.count
        || (one.known < other.known ? 1 : -1));
    return best?.known;
  }

  /* Two known words, one of which is similar to a part of a compound, and the compound. */
  function correctCompound(folded, index) {
    for (const [first, link, rest] of iterateSplits(folded, index.language)) {
      if (!index.isContentWord(first) && !index.isContentWord(rest)) continue;
      const parts = [first, rest].map((part) => correctCompoundPart(part, index));
      if (!parts.every(Boolean)) continue;
      const [start, end] = parts.map((part) => index.words.get(part));
      const dropped = DROPPED_ENDINGS[index.language];
      const isWhole = first + link + rest === folded || !start.endsWith(dropped);
      return [parts, (isWhole ? start : start.slice(0, -dropped.length)) + link + end];
    }
    return [[], ""];
  }

  /* A known content word, or one that differs by one edit but not in its first letter. */
  function correctCompoundPart(part, index) {
    if (index.isContentWord(part)) return part;
    const similar = findMostSimilarWord(part, index);
    return similar?.[0] === part[0] && isOneEdit(part, similar) ? similar : null;
  }

  /* The words that differ by one edit, or else those whose stems do. */
  function findSimilarWords(folded, index) {
    if (folded.length < MIN_CORRECTED_LENGTH) return [];
    const half = Math.floor((folded.length - 1) / 2); // one edit leaves one half as it is
    const [head, tail] = [folded.slice(0, half), folded.slice(folded.length - half)];
    const candidates = [...index.words.keys()]
      .filter((known) => known.startsWith(head) || known.endsWith(tail));
    const similar = candidates.filter((known) => isOneEdit(folded, known) && isAlphabetic(known));
    const [stem] = index.stemWholeWord(folded);
    if (similar.length || stem.length < MIN_CORRECTED_LENGTH) return similar;
    return [...index.words.keys()].filter((known) =>
      known[0] === folded[0] && index.stemWholeWord(known).some((each) => isOneEdit(stem, each)));
  }

  return { findPassages, findWords, matchQuery, rankDocuments };
})(globalThis.explorerIndexes, globalThis.explorerConstants);
