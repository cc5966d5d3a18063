/* The search box on every page, and the page of results. It knows nothing of how results are found.

   The engine and the index are loaded when the reader first turns to the search. All text goes into the page as text,
   never as HTML. */
(() => {
  'use strict';
  const { make, need, all, find, fill, sayer, targetOf, stored, store, addScript } = PolicySite;

  /** @typedef {Awaited<ReturnType<typeof PolicySearchParts.open>>} Store what has come of the index */
  /**
   * What the page knows once a search is possible.
   * @typedef {object} Context
   * @property {Store} store
   * @property {Store['engine']} engine
   * @property {Record<string, string>} words
   * @property {SearchedDocument[]} documents
   * @property {string[]} kinds
   */
  /** @typedef {{query: string, places: string[], kinds: string[]}} State what the address of the results says */

  const OWN = PolicySite.ownAddress(); // …/<locale>/assets/javascripts/search-page.js
  const LOCALE_ROOT = new URL('../../', OWN).href;
  const SITE_ROOT = new URL('../', LOCALE_ROOT).href;
  const LANGUAGE = document.documentElement.lang || 'en';
  const IN_ENGLISH = LANGUAGE === 'en';
  const CHINESE = LANGUAGE === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans';
  /** @type {'zh' | 'hant'} which Chinese text of a line is shown */
  const SCRIPT = LANGUAGE === 'zh-Hant' ? 'hant' : 'zh';
  const READS = IN_ENGLISH ? 'en' : SCRIPT; // which text of a line comes first
  const LIST_SIGN = IN_ENGLISH ? ', ' : '、';
  const SCRIPTS = ['unpack', 'engine', 'parts'].map((name) => new URL(`search-${name}.js`, OWN).href);
  const INDEX = `${SITE_ROOT}search/`;
  const IN_PANEL = 8; // results in the panel, our own answers among them
  const NEAREST = 3; // offered there beside something absent
  const ON_PAGE = 20;
  const NEAR = 5; // offered beside something absent
  const LONGEST = 300; // characters of a query
  const RECENT = 'policy-search-recent';
  const EVERYWHERE = { documents: [], depth: 5 }; // a query in the box: so many documents of a large index are loaded
  const LOOK_ON = 10; // more when the reader asks
  const LONG = { panel: 110, page: 420 }; // characters; longer lines are cut to the surroundings of a hit

  // --- Loading -------------------------------------------------------------------------------------------

  /** @type {Promise<Context> | null} */
  let loading = null;
  /** @type {Context | null} what has come */
  let known = null;
  /** @type {(() => void)[]} what to do again once more can be searched */
  const whenMore = [];

  function changed() {
    for (const again of whenMore) again();
  }

  /**
   * @param {Store} store
   * @returns {Context}
   */
  function createContext(store) {
    const { words, documents, kinds } = store.shared;
    return { store, engine: store.engine, words: words[LANGUAGE] || words.en, documents, kinds };
  }

  /** Load the engine and the first part of the index once; promise the context. */
  function load() {
    if (loading) return loading;
    const first = addScript(`${INDEX}first.js`); // on its way with the scripts that read it
    const asked = (/** @type {string} */ address) => (address.endsWith('/first.js') ? first : addScript(address));
    loading = Promise.all([first, ...SCRIPTS.map(addScript)])
      .then(() => PolicySearchParts.open(INDEX, asked, changed, IN_ENGLISH))
      .then(createContext);
    loading.catch(() => {
      loading = null; // a later attempt may succeed
    });
    return loading;
  }

  // --- Queries and what is remembered of them --------------------------------------------------------------

  /**
   * Replace lone surrogates, which cannot stand in an address.
   * @param {string} text
   */
  function wellFormed(text) {
    return Array.from(text, (unit) => (/^[\ud800-\udfff]$/.test(unit) ? '\ufffd' : unit)).join('');
  }

  /** @param {string} query */
  function resultsAddress(query) {
    return `${LOCALE_ROOT}search.html?q=${encodeURIComponent(wellFormed(query.slice(0, LONGEST)))}`;
  }

  /**
   * Return the recent searches.
   * @returns {string[]}
   */
  function recent() {
    const list = stored(RECENT);
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string').slice(0, 6) : [];
  }

  /** @param {string} query */
  function addRecent(query) {
    const text = query.trim().slice(0, 80);
    if (text) store(RECENT, [text, ...recent().filter((one) => one !== text)].slice(0, 6));
  }

  // --- A result ------------------------------------------------------------------------------------------

  /**
   * Cut a long line to what surrounds its first hit, at a space where there is one; marks move along.
   * @param {string} text
   * @param {Marks} marks
   * @param {number} most
   * @returns {{text: string, marks: Marks}}
   */
  function clipped(text, marks, most) {
    if (text.length <= most) return { text, marks };
    const middle = marks.length ? marks[0][0] : 0;
    let start = Math.max(0, Math.min(middle - Math.round(most / 3), text.length - most));
    let end = Math.min(text.length, start + most);
    const space = text.indexOf(' ', start);
    if (start && space >= 0 && space < Math.min(middle, start + 20)) start = space + 1;
    const last = text.lastIndexOf(' ', end);
    if (end < text.length && last > end - 20) end = last;
    const before = start > 0 ? '…' : '';
    const shift = before.length - start;
    const kept = marks.filter(([from, to]) => from >= start && to <= end);
    return {
      text: before + text.slice(start, end) + (end < text.length ? '…' : ''),
      marks: kept.map(([from, to]) => [from + shift, to + shift]),
    };
  }

  /**
   * Write a line into an element, with its hits marked.
   * @template {HTMLElement} Kind
   * @param {Kind} element
   * @param {string} whole
   * @param {Marks} marks
   * @param {number} most
   */
  function marked(element, whole, marks, most) {
    const { text, marks: shown } = clipped(whole, marks, most);
    let last = 0;
    for (const [from, to] of shown) {
      element.append(text.slice(last, from), make('mark', {}, text.slice(from, to)));
      last = to;
    }
    element.append(text.slice(last));
    return element;
  }

  // A run of Chinese with the punctuation that belongs to it, as rendering/foreign.py has it: 《条例》.
  const RUN = /([\u3400-\u9fff〔《][\u3400-\u9fff\u3000-\u303f\uff00-\uffef·—\d]*[\u3400-\u9fff〕》]|[\u3400-\u9fff])/;

  /**
   * Put the Chinese in English text into elements of its own, for voices and faces: a word searched for that is missing.
   * @param {HTMLElement} root
   */
  function tagChinese(root) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const language = text.parentElement?.closest('[lang]')?.getAttribute('lang') || LANGUAGE;
      if (text instanceof Text && language === 'en' && RUN.test(text.data)) found.push(text);
    }
    for (const text of found) {
      const parts = text.data.split(RUN); // each second one is a run
      text.replaceWith(...parts.map((part, n) => (n % 2 ? make('span', { lang: CHINESE }, part) : part)));
    }
  }

  /**
   * @param {Result} result
   * @param {string} anchor
   */
  function address(result, anchor) {
    return `${LOCALE_ROOT}${result.page}${anchor ? `#${anchor}` : ''}`;
  }

  /**
   * Return a heading in the reader's language, or in Chinese while it has no English, without its full stop.
   * @param {Names} line
   */
  function headingText(line) {
    return (IN_ENGLISH && line.en ? line.en : line[SCRIPT]).replace(/[。.]$/, '');
  }

  /**
   * Return the name of a result: its heading, for our summaries the name of their slot; else what kind of thing it is.
   * @param {Result} result
   * @param {Context} context
   */
  function nameOf(result, { words }) {
    if (result.kind === 'explainer') return words[`slot.${result.slot}`];
    const heading = result.heading || result.path[result.path.length - 1];
    if (heading) return headingText(heading);
    if (result.document < 0) return headingText(result.line); // a term, or a section, found by its own name
    return result.kind === 'clause' ? '' : words[`search.one_${result.kind}`];
  }

  /**
   * Return where a result stands: the place, and for a clause its label.
   * @param {Result} result
   * @param {Context} context
   */
  function whereabouts(result, { words, documents }) {
    return {
      place: result.document >= 0 ? documents[result.document].short[READS] : '',
      label: result.kind === 'clause' ? PolicySearchEngine.label(result.line.anchor, words) : '',
    };
  }

  /**
   * Return the paragraphs of a result: the reader's language first, its partner after it.
   * @param {ResultLine} line
   */
  function sides(line) {
    const text = line[SCRIPT];
    const zh = text ? [marked(make('p', { lang: CHINESE }), text, line.zhMarks, LONG.page)] : [];
    const en = line.en ? [marked(make('p', { lang: 'en' }), line.en, line.enMarks, LONG.page)] : [];
    return IN_ENGLISH ? [...en, ...zh] : [...zh, ...en];
  }

  // --- What a search says of itself ------------------------------------------------------------------------

  /**
   * Return it in one sentence, or nothing. What may stand in documents that were not looked through is not called absent.
   * @param {Outcome} outcome
   * @param {Record<string, string>} words
   * @param {Looked} looked
   */
  function remark(outcome, words, looked) {
    const missing = outcome.missing.join(LIST_SIGN);
    if (missing && !looked.settled) {
      const { count, total } = looked;
      return total ? fill(words['search.unsure'], { count, total }) : words['search.failed'];
    }
    if (outcome.status === 'absent') {
      const what = outcome.inside ? 'search.inside' : 'search.absent';
      return fill(words[missing ? what : 'search.none'], { words: missing });
    }
    if (outcome.status === 'partial') return fill(words['search.partial'], { words: missing });
    return outcome.status === 'scattered' ? words['search.scattered'] : '';
  }

  /**
   * Tell whether nothing holds what was asked, so that results are near at best.
   * @param {Outcome} outcome
   */
  function isNear(outcome) {
    return outcome.status === 'absent' || outcome.status === 'scattered';
  }

  /**
   * Tell whether something is still on its way that may hold what was asked. Nothing is called absent before.
   * @param {Outcome} outcome
   * @param {Context} context
   * @param {boolean} gathered whether all has come that the query asks for
   */
  function isTooEarly(outcome, { store }, gathered) {
    if (store.whole && gathered) return false;
    return isNear(outcome) || (store.large && outcome.missing.length > 0);
  }

  /**
   * Return the title of what is offered beside something absent. For a question that is what the rest of its words
   * find.
   * @param {Outcome} outcome
   * @param {Record<string, string>} words
   */
  function nearest(outcome, words) {
    return words[outcome.question ? 'search.near_question' : 'search.near'];
  }

  /**
   * @param {number} count
   * @param {Record<string, string>} words
   */
  function counted(count, words) {
    return count === 1 ? words['search.count_one'] : fill(words['search.count'], { count });
  }

  // --- The box: a field, and a panel with a list of options under it ----------------------------------------

  /**
   * @typedef {object} Box
   * @property {HTMLFormElement} form
   * @property {HTMLInputElement} input
   * @property {HTMLElement} panel
   * @property {HTMLElement} notice
   * @property {HTMLElement} list
   * @property {(text: string) => void} announce
   * @property {number} active the number of the chosen option; -1 is the field itself
   */

  /**
   * @param {HTMLFormElement} form
   * @returns {Box}
   */
  function createBox(form) {
    const input = need(form, 'input[name="q"]', HTMLInputElement);
    const panel = make('div', { class: 'search-panel', hidden: '' });
    const notice = make('p', { class: 'search-panel__notice', hidden: '' });
    const named = { 'aria-label': input.getAttribute('aria-label') };
    // It scrolls, and what scrolls is a tab stop in some browsers; here the arrow keys do that.
    const list = make('div', { role: 'listbox', id: 'search-options', tabindex: '-1', ...named });
    const status = make('div', { role: 'status', class: 'visually-hidden' });
    panel.append(notice, list);
    form.append(panel, status);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-haspopup', 'listbox');
    return { form, input, panel, notice, list, announce: sayer(status, 600), active: -1 };
  }

  /** @param {Box} box */
  function options(box) {
    return all(box.list, '[role="option"]', HTMLElement);
  }

  /**
   * Return the chosen option.
   * @param {Box} box
   * @returns {HTMLElement | undefined}
   */
  function chosen(box) {
    return options(box)[box.active];
  }

  /**
   * Choose an option by its number; -1 chooses none.
   * @param {Box} box
   * @param {number} number
   */
  function select(box, number) {
    chosen(box)?.setAttribute('aria-selected', 'false');
    box.active = number;
    const option = chosen(box);
    if (!option) return box.input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    box.input.setAttribute('aria-activedescendant', option.id);
  }

  /**
   * Choose the next option, or with -1 the one before. The field stands between the last and the first.
   * @param {Box} box
   * @param {1 | -1} step
   */
  function move(box, step) {
    const count = options(box).length;
    const next = box.active + step;
    if (next < -1) select(box, count - 1);
    else select(box, next < count ? next : -1);
  }

  /** @param {Box} box */
  function closeBox(box) {
    box.panel.hidden = true;
    box.input.setAttribute('aria-expanded', 'false');
    select(box, -1);
  }

  /**
   * Show options under the field.
   * @param {Box} box
   * @param {HTMLElement[]} groups
   * @param {string} said to a screen reader
   * @param {string} note a sentence above the options, or nothing
   */
  function showBox(box, groups, said, note) {
    select(box, -1);
    box.list.replaceChildren(...groups);
    const shown = options(box);
    shown.forEach((option, n) => {
      option.id = `search-option-${n}`;
      option.setAttribute('aria-selected', 'false');
    });
    box.notice.hidden = !note;
    box.notice.textContent = note;
    box.announce(said);
    box.panel.hidden = !shown.length && !note;
    tagChinese(box.panel);
    box.input.setAttribute('aria-expanded', String(shown.length > 0));
  }

  // --- What the box shows --------------------------------------------------------------------------------

  /**
   * @param {string} href
   * @param {...(Node | string)} children
   */
  function option(href, ...children) {
    return make('a', { role: 'option', tabindex: '-1', href, class: 'search-option' }, ...children);
  }

  /**
   * @param {Result} result
   * @param {Context} context
   */
  function resultOption(result, context) {
    const { place, label } = whereabouts(result, context);
    const line = (result.kind === 'question' && result.heading) || result.line; // a question says where it leads
    const english = IN_ENGLISH && line.en;
    const shown = make('span', { class: 'search-option__line', lang: english ? 'en' : CHINESE });
    if (english) marked(shown, line.en, line.enMarks, LONG.panel);
    else marked(shown, line[SCRIPT], line.zhMarks, LONG.panel);
    const kind = result.kind === 'clause' ? label : context.words[`search.one_${result.kind}`];
    const where = [place, kind].filter(Boolean).join(' · ');
    return option(address(result, result.line.anchor), make('span', { class: 'search-option__where' }, where), shown);
  }

  /** @param {string} text */
  function queryOption(text) {
    return option(resultsAddress(text), make('span', { class: 'search-option__query' }, text));
  }

  /**
   * @param {string} name
   * @param {HTMLElement[]} children
   */
  function group(name, children) {
    const title = make('div', { class: 'search-group__name', 'aria-hidden': 'true' }, name);
    return make('div', { role: 'group', 'aria-label': name, class: 'search-group' }, title, ...children);
  }

  /**
   * @param {Box} box
   * @param {Context} context
   */
  function forgetOption(box, context) {
    const forget = option('#', context.words['search.clear']);
    forget.addEventListener('click', (event) => {
      event.preventDefault();
      store(RECENT, []);
      suggestInto(box, context);
    });
    return forget;
  }

  /**
   * Show recent searches and common terms in an empty box.
   * @param {Box} box
   * @param {Context} context
   */
  function suggestInto(box, context) {
    const { words, engine } = context;
    const groups = [];
    const before = recent();
    const ideas = engine.suggest('', READS, 6);
    if (before.length)
      groups.push(group(words['search.recent'], [...before.map(queryOption), forgetOption(box, context)]));
    if (ideas.length) groups.push(group(words['search.suggestions'], ideas.map(queryOption)));
    showBox(box, groups, '', '');
  }

  /**
   * Show what is found in the box; tell whether there was an answer yet.
   * @param {Box} box
   * @param {Context} context
   * @param {string} query
   * @param {boolean} gathered
   */
  function answerInto(box, context, query, gathered) {
    const { words, engine, store } = context;
    const outcome = engine.search(query, { limit: IN_PANEL });
    if (isTooEarly(outcome, context, gathered)) return false;
    const looked = store.looked(query, EVERYWHERE);
    const absent = outcome.status === 'absent';
    const own = outcome.answers.map((result) => resultOption(result, context));
    const most = absent ? NEAREST : IN_PANEL - own.length;
    const found = outcome.results.slice(0, most).map((result) => resultOption(result, context));
    const answered = own.length ? [group(words['search.answered'], own)] : [];
    const groups = outcome.question ? [...answered] : [];
    if (found.length && isNear(outcome)) groups.push(group(nearest(outcome, words), found));
    else if (found.length) groups.push(make('div', { role: 'group', 'aria-label': words['search.title'] }, ...found));
    if (!outcome.question) groups.push(...answered);
    const ideas = engine.suggest(query, READS, 3).filter((text) => text !== query);
    if (ideas.length) groups.push(group(words['search.suggestions'], ideas.map(queryOption)));
    if (!absent && outcome.total > found.length) {
      groups.push(group(words['search.all_results'], [option(resultsAddress(query), counted(outcome.total, words))]));
    }
    const said = remark(outcome, words, looked);
    showBox(box, groups, absent ? said : `${said} ${counted(outcome.total, words)}`.trim(), said);
    return true;
  }

  /**
   * Return the function that answers what stands in the field now.
   * @param {Box} box
   */
  function answerer(box) {
    const { input } = box;
    let asked = 0;
    let owed = false;

    /**
     * Show what is known now, unless the reader has gone on.
     * @param {Context} context
     * @param {number} turn
     * @param {boolean} gathered
     */
    function show(context, turn, gathered) {
      if (turn !== asked || document.activeElement !== input) return;
      const query = input.value.trim();
      if (!query) context.store.complete();
      if (!query) suggestInto(box, context);
      // Suggestions come from the glossary.
      owed = query ? !answerInto(box, context, input.value, gathered) : !context.store.whole;
    }

    /**
     * Show what is known now, and again when more has come of what the query asks for.
     * @param {Context} context
     * @param {number} turn
     */
    function follow(context, turn) {
      show(context, turn, !context.store.large);
      if (!context.store.large || !input.value.trim()) return;
      const again = (/** @type {boolean} */ gathered) => {
        if (owed || (!box.panel.hidden && !chosen(box))) show(context, turn, gathered);
      };
      context.store
        .gather(input.value, EVERYWHERE, () => again(false))
        .then(
          () => again(true),
          () => again(true), // what has come is all there is
        );
    }

    function answer() {
      asked += 1;
      const turn = asked;
      load().then(
        (context) => {
          known = context;
          follow(context, turn);
        },
        () => {
          // The form still leads to the page of results, which says what is wrong.
        },
      );
    }

    // What was too early to answer is answered now; a reader who has chosen an option keeps it.
    whenMore.push(() => {
      if (owed || (!box.panel.hidden && !chosen(box))) answer();
    });
    return answer;
  }

  /**
   * @param {Box} box
   * @param {KeyboardEvent} event
   * @param {() => void} answer
   */
  function onBoxKey(box, event, answer) {
    if (event.isComposing) return; // the keys belong to the input method
    const step = { ArrowDown: /** @type {const} */ (1), ArrowUp: /** @type {const} */ (-1) }[event.key];
    const option = chosen(box);
    if (step && box.panel.hidden) answer();
    else if (step) move(box, step);
    else if (event.key === 'Escape' && !box.panel.hidden) closeBox(box);
    else if (event.key === 'Enter' && option) {
      addRecent(box.input.value);
      option.click();
    } else return;
    event.preventDefault();
  }

  /**
   * Return the address of the one place that a reference names, e.g. 廊坊 三（二）2; nothing for other words.
   * @param {string} text
   */
  function placeNamed(text) {
    const outcome = known?.engine.search(text, { limit: 1 });
    if (!outcome?.place || outcome.total !== 1) return '';
    return address(outcome.results[0], outcome.results[0].line.anchor);
  }

  /** @param {HTMLFormElement} form */
  function wireBox(form) {
    const box = createBox(form);
    const { input, panel } = box;
    const answer = answerer(box);
    input.addEventListener('focus', answer);
    input.addEventListener('input', answer);
    input.addEventListener('keydown', (event) => onBoxKey(box, event, answer));
    form.addEventListener('submit', (event) => {
      input.value = wellFormed(input.value.slice(0, LONGEST)); // servers refuse addresses of some thousand bytes
      addRecent(input.value);
      const place = placeNamed(input.value);
      if (!place) return;
      event.preventDefault(); // a reference leads to its clause, not to a list of one
      location.assign(place);
    });
    form.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) closeBox(box);
    });
    // A press on an option would take the focus from the field, and the panel would close before the click.
    panel.addEventListener('mousedown', (event) => event.preventDefault());
    panel.addEventListener('click', () => addRecent(input.value));
    if (document.activeElement === input) answer(); // site.js loads this file when the field has the focus
  }

  // --- The page of results -------------------------------------------------------------------------------

  /**
   * Read the state of the page from its address.
   * @param {string} search
   * @returns {State}
   */
  function stateOf(search) {
    const given = new URLSearchParams(search);
    return { query: given.get('q') || '', places: given.getAll('place'), kinds: given.getAll('kind') };
  }

  /** @param {State} state */
  function addressOf(state) {
    const query = new URLSearchParams({ q: wellFormed(state.query.slice(0, LONGEST)) });
    for (const place of state.places) query.append('place', place);
    for (const kind of state.kinds) query.append('kind', kind);
    return `?${query}`;
  }

  /** @typedef {{value: string, text: string, count: number}} Choice */

  /**
   * Return the boxes of one filter, or nothing if there is no choice.
   * @param {string} name
   * @param {string} title
   * @param {Choice[]} choices
   * @param {string[]} checked
   */
  function fieldset(name, title, choices, checked) {
    const shown = choices.filter((one) => one.count || checked.includes(one.value));
    if (shown.length < 2 && !checked.length) return null;
    const labels = shown.map(({ value, text, count }) => {
      const box = make('input', { type: 'checkbox', name, value });
      box.checked = checked.includes(value);
      const number = make('span', { class: 'search-choice__count' }, String(count));
      return make('label', { class: 'search-choice' }, box, ` ${text} `, number);
    });
    return make('fieldset', {}, make('legend', {}, title), ...labels);
  }

  /**
   * Return the form of the filters, or nothing if there is no choice.
   * @param {HTMLElement} page
   * @param {State} state
   * @param {Outcome} outcome
   * @param {Context} context
   */
  function filters(page, state, outcome, context) {
    const { words, documents, kinds } = context;
    const places = documents.map((one, n) => ({
      value: one.slug,
      text: one.place[READS].replace(/\s*[（(].*[）)]$/, ''), // 长三角, without the cities in brackets
      count: outcome.counts.documents[n] || 0,
    }));
    const sorts = kinds.map((kind) => ({
      value: kind,
      text: words[`search.kind_${kind}`],
      count: outcome.counts.kinds[kind] || 0,
    }));
    const byPlace = fieldset('place', words['search.place'], places, state.places);
    const byKind = fieldset('kind', words['search.kind'], sorts, state.kinds);
    if (!byPlace && !byKind) return null;
    const form = make('form', { class: 'filters' }, byPlace, byKind);
    form.addEventListener('change', (event) => {
      const chosen = (/** @type {string} */ name) => new FormData(form).getAll(name).map(String);
      const next = { query: state.query, places: chosen('place'), kinds: chosen('kind') };
      visit(page, next, context, targetOf(event));
    });
    return form;
  }

  /**
   * @param {Result} result
   * @param {Context} context
   * @param {'h2' | 'h3'} level of its heading
   */
  function resultItem(result, context, level) {
    const { words } = context;
    const { place, label } = whereabouts(result, context);
    const title = [place, label, result.kind === 'document' ? '' : nameOf(result, context)].filter(Boolean).join(' · ');
    const link = make('a', { href: address(result, result.line.anchor) }, title);
    const above = result.path
      .slice(0, result.heading ? undefined : -1)
      .map(headingText)
      .join(' › ');
    const meta = [words[`search.one_${result.kind}`], above].filter(Boolean).join(' · ');
    const item = make('li', {}, make(level, {}, link), make('p', { class: 'meta' }, meta), ...sides(result.line));
    const isClause = result.kind === 'clause';
    if (IN_ENGLISH && isClause && !result.line.en) {
      item.append(make('p', { class: 'untranslated' }, words['search.untranslated']));
    }
    if (isClause && result.more.length) item.append(otherLines(result, words));
    return item;
  }

  /**
   * Return what this site itself answers, or nothing where it was not asked.
   * @param {Outcome} outcome
   * @param {Context} context
   */
  function answered({ answers }, context) {
    if (!answers.length) return null;
    const title = make('h2', {}, context.words['search.answered']);
    const items = answers.map((result) => resultItem(result, context, 'h3'));
    return make('section', { class: 'search-answered' }, title, make('ol', { class: 'search-answers' }, ...items));
  }

  /**
   * Return links to the other lines of a clause that match.
   * @param {Result} result
   * @param {Record<string, string>} words
   */
  function otherLines(result, words) {
    const line = make('p', { class: 'meta' }, `${words['search.more']} `);
    result.more.forEach((anchor, n) => {
      const name = PolicySearchEngine.label(anchor, words) || anchor;
      line.append(n ? ' ' : '', make('a', { href: address(result, anchor) }, name));
    });
    return line;
  }

  /**
   * Return what stands above the results: what is missing, what may be meant, what was searched too.
   * @param {Outcome} outcome
   * @param {Record<string, string>} words
   * @param {Looked} looked
   */
  function notices(outcome, words, looked) {
    const found = [];
    const said = remark(outcome, words, looked);
    if (said) found.push(make('p', { class: 'search-notice' }, said));
    if (outcome.meant.length) {
      const line = make('p', {}, `${words['search.meant']} `);
      outcome.meant.forEach((text, n) => {
        line.append(n ? ' ' : '', make('a', { href: resultsAddress(text) }, text));
      });
      found.push(line);
    }
    if (outcome.also.length && outcome.results.length) {
      const forms = outcome.also.map((form) => form[SCRIPT]).join(LIST_SIGN);
      found.push(make('p', { class: 'meta' }, `${words['search.also']} ${forms}`));
    }
    return found;
  }

  /**
   * Return how many results there are, and how many of them are shown.
   * @param {Outcome} outcome
   * @param {number} shown
   * @param {Record<string, string>} words
   */
  function countLine(outcome, shown, words) {
    if (outcome.status === 'absent') return '';
    const count = counted(outcome.total, words);
    if (outcome.total <= shown) return count;
    return `${count} · ${fill(words['search.shown'], { shown, count: outcome.total })}`;
  }

  /**
   * Return the numbers of the documents that a reader chose.
   * @param {State} state
   * @param {Context} context
   */
  function chosenDocuments(state, { documents }) {
    return state.places.map((slug) => documents.findIndex((one) => one.slug === slug)).filter((n) => n >= 0);
  }

  /**
   * How a list of results is written: what had the focus before, how many are shown, how many documents are loaded for
   * it, and whether they have come.
   * @typedef {{focus: Element | null, limit: number, depth: number, gathered: boolean}} View
   */

  /**
   * Write the results into the page, and again when more has come of what the query asks for.
   * @param {HTMLElement} page
   * @param {State} state
   * @param {Context} context
   * @param {Partial<View>} given
   */
  function render(page, state, context, given) {
    const { store } = context;
    const view = { focus: null, limit: ON_PAGE, depth: EVERYWHERE.depth, gathered: !store.large, ...given };
    if (!state.query.trim()) {
      page.replaceChildren(make('p', {}, context.words['search.start']));
      return;
    }
    renderNow(page, state, context, view);
    if (view.gathered) return;
    const scope = { documents: chosenDocuments(state, context), depth: view.depth };
    const again = (/** @type {boolean} */ gathered) => {
      if (stateOf(location.search).query === state.query) {
        renderNow(page, state, context, { ...view, focus: document.activeElement, gathered });
      }
    };
    store
      .gather(state.query, scope, () => again(false))
      .then(
        () => again(true),
        () => again(true),
      );
  }

  /**
   * @param {HTMLElement} page
   * @param {State} state
   * @param {Context} context
   * @param {View} view
   */
  function renderNow(page, state, context, view) {
    const { engine, store, words } = context;
    const { limit } = view;
    const documents = chosenDocuments(state, context);
    const outcome = engine.search(state.query, { limit, kinds: state.kinds, documents });
    if (isTooEarly(outcome, context, view.gathered)) return;
    const looked = store.looked(state.query, { documents, depth: view.depth });
    const absent = outcome.status === 'absent';
    const results = outcome.results.slice(0, absent ? NEAR : limit);
    const filtered = state.places.length > 0 || state.kinds.length > 0;
    const items = results.map((result) => resultItem(result, context, 'h2'));
    const near = make('h2', { class: 'search-near' }, nearest(outcome, words));
    const children = [
      make('p', { class: 'search-count', role: 'status' }, countLine(outcome, results.length, words)),
      ...notices(outcome, words, looked),
      !absent || filtered ? filters(page, state, outcome, context) : null,
      filtered ? null : answered(outcome, context),
      isNear(outcome) && items.length ? near : null,
      items.length ? make('ol', { class: 'search-results' }, ...items) : null,
      !absent && outcome.total > results.length ? moreButton(page, state, context, view) : null,
      ...(looked.count < looked.total ? lookOn(page, state, context, view) : []),
    ];
    page.replaceChildren(...children.flatMap((child) => child || []));
    tagChinese(page);
    if (view.focus instanceof HTMLInputElement) refocus(page, view.focus);
  }

  /**
   * Return how many documents of a large index were looked through, and the button that leads to more of them.
   * @param {HTMLElement} page
   * @param {State} state
   * @param {Context} context
   * @param {View} view
   */
  function lookOn(page, state, context, view) {
    const { words, store } = context;
    const looked = store.looked(state.query, { documents: chosenDocuments(state, context), depth: view.depth });
    const button = make('button', { type: 'button', class: 'button button--quiet' }, words['search.look_on']);
    button.addEventListener('click', () => {
      render(page, state, context, { ...view, depth: view.depth + LOOK_ON, gathered: false });
    });
    return [
      make('p', { class: 'meta' }, fill(words['search.looked'], { count: looked.count, total: looked.total })),
      button,
    ];
  }

  /**
   * @param {HTMLElement} page
   * @param {State} state
   * @param {Context} context
   * @param {View} view
   */
  function moreButton(page, state, context, view) {
    const button = make('button', { type: 'button', class: 'button button--quiet' }, context.words['search.show_more']);
    button.addEventListener('click', () => {
      render(page, state, context, { ...view, limit: view.limit + ON_PAGE, focus: null });
      all(page, 'ol > li > h2 > a', HTMLElement)[view.limit]?.focus();
    });
    return button;
  }

  /**
   * Put the focus back on the box that was changed: the list was made anew.
   * @param {HTMLElement} page
   * @param {HTMLInputElement} source
   */
  function refocus(page, source) {
    const boxes = all(page, 'input', HTMLInputElement);
    const same = boxes.find((one) => one.name === source.name && one.value === source.value);
    same?.focus({ preventScroll: true });
  }

  /**
   * Go to another state of the page, so that the browser's way back leads to the one before.
   * @param {HTMLElement} page
   * @param {State} state
   * @param {Context} context
   * @param {Element | null} source
   */
  function visit(page, state, context, source) {
    try {
      history.pushState(null, '', addressOf(state));
    } catch {
      location.search = addressOf(state); // some browsers keep the address of a file as it is
      return;
    }
    render(page, state, context, { focus: source });
  }

  /**
   * @param {HTMLElement} page
   * @param {HTMLInputElement} input
   */
  function wirePage(page, input) {
    const state = stateOf(location.search);
    const now = (/** @type {Context} */ context, /** @type {Element | null} */ focus) =>
      render(page, stateOf(location.search), context, { focus });
    input.value = state.query;
    if (state.query) document.title = `${state.query.slice(0, 60)} · ${document.title}`;
    load()
      .then((context) => {
        now(context, null);
        whenMore.push(() => now(context, document.activeElement));
        addRecent(state.query);
        window.addEventListener('popstate', () => now(context, null));
      })
      .catch((error) => {
        const said = page.dataset.failed || String(error.message);
        page.replaceChildren(make('p', { class: 'search-notice', role: 'alert' }, said));
      });
  }

  const form = find(document, 'form.site-search', HTMLFormElement);
  if (!form) return;
  wireBox(form);
  const page = document.getElementById('search-page');
  if (page) wirePage(page, need(form, 'input[name="q"]', HTMLInputElement));
})();
