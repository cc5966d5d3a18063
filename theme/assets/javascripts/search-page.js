/* The search box on every page and the page of results. It knows nothing of how results are found.

   The engine and the index are loaded when the reader first turns to the search: by adding scripts, because neither
   fetch nor a module works from file://. All text goes into the page as text, never as HTML. */
(function () {
  'use strict';

  const OWN = document.currentScript.src; // …/<locale>/assets/javascripts/search-page.js
  const LOCALE_ROOT = new URL('../../', OWN).href;
  const SITE_ROOT = new URL('../', LOCALE_ROOT).href;
  const LANGUAGE = document.documentElement.lang || 'en';
  const CHINESE = LANGUAGE === 'zh-Hant' ? { lang: 'zh-Hant', text: 'hant' } : { lang: 'zh-Hans', text: 'zh' };
  const READS = LANGUAGE === 'en' ? 'en' : CHINESE.text; // which text of a line comes first
  const ENGINE = new URL('search-engine.js', OWN).href;
  const TEXTS = `${SITE_ROOT}search/texts.js`;
  const PAGES = `${SITE_ROOT}search/pages.js`;
  const IN_PANEL = 8;
  const ON_PAGE = 20;
  const NEAR = 5; // offered beside something absent
  const LONGEST = 300; // characters of a query
  const RECENT = 'policy-search-recent';
  const LONG = { panel: 110, page: 420 }; // characters; longer lines are cut to the surroundings of a hit

  // --- Loading -------------------------------------------------------------------------------------------

  let loading = null;
  const whenWhole = []; // what to do again once everything can be searched

  function addScript(address) {
    return new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error(address));
      document.head.appendChild(script);
    });
  }

  function createEngine() {
    const { texts, pages } = self.policySearch;
    return self.PolicySearchEngine.create(pages ? [texts, pages] : [texts]);
  }

  /** Return a promise of {engine, whole, words, documents, kinds}; the engine grows when the pages have come, too. */
  function load() {
    if (loading) return loading;
    const pages = addScript(PAGES);
    loading = Promise.all([addScript(ENGINE), addScript(TEXTS)]).then(() => {
      const { texts, pages: others } = self.policySearch;
      const context = {
        engine: createEngine(), whole: Boolean(others), words: texts.words[LANGUAGE] || texts.words.en,
        documents: texts.documents, kinds: texts.kinds,
      };
      const complete = () => {
        if (self.policySearch.pages) context.engine = createEngine();
        context.whole = true;
        whenWhole.forEach((again) => again());
      };
      if (!context.whole) pages.then(complete, complete); // the texts can be searched without the pages
      return context;
    });
    pages.catch(() => { /* handled above, once the texts are there */ });
    loading.catch(() => { loading = null; }); // a later attempt may succeed
    return loading;
  }

  // --- Small helpers -------------------------------------------------------------------------------------

  /** Make an element: attributes by name, children are nodes or text. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes || {})) {
      if (attributes[name] !== null && attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
    }
    for (const child of children) if (child) element.append(child);
    return element;
  }

  function filled(message, values) {
    return message.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  }

  function resultsAddress(query) {
    return `${LOCALE_ROOT}search.html?q=${encodeURIComponent(wellFormed(query.slice(0, LONGEST)))}`;
  }

  // A lone surrogate cannot stand in an address.
  function wellFormed(text) {
    return Array.from(text, (unit) => (/^[\ud800-\udfff]$/.test(unit) ? '\ufffd' : unit)).join('');
  }

  function remembered() {
    try {
      const list = JSON.parse(localStorage.getItem(RECENT) || '[]');
      return Array.isArray(list) ? list.filter((one) => typeof one === 'string').slice(0, 6) : [];
    } catch (error) {
      return []; // storage is off or holds something else
    }
  }

  function remember(list) {
    try {
      localStorage.setItem(RECENT, JSON.stringify(list));
    } catch (error) { /* private windows and some file:// pages have no storage: recent searches are a convenience */ }
  }

  function addRecent(query) {
    const text = query.trim().slice(0, 80);
    if (text) remember([text, ...remembered().filter((one) => one !== text)].slice(0, 6));
  }

  // --- A result ------------------------------------------------------------------------------------------

  /** Cut a long line to what surrounds its first hit, at a space where there is one; marks move along. */
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
    const moved = marks.filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from - start + before.length, to - start + before.length]);
    return { text: before + text.slice(start, end) + (end < text.length ? '…' : ''), marks: moved };
  }

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

  function address(result, anchor) {
    return `${LOCALE_ROOT}${result.page}${anchor ? `#${anchor}` : ''}`;
  }

  function chinese(line) {
    return line[CHINESE.text];
  }

  /** Return a heading's text in the reader's language, or in Chinese where there is no English yet, without its full stop. */
  function headingText(line) {
    return (LANGUAGE === 'en' && line.en ? line.en : chinese(line)).replace(/[。.]$/, '');
  }

  /** Return where a result stands, in words: {title, place}. */
  function whereabouts(result, context) {
    const { words, documents } = context;
    const place = result.document >= 0 ? documents[result.document].short[READS] : words['search.site'];
    const name = result.kind === 'explainer' ? words[`slot.${result.slot}`]
      : result.heading ? headingText(result.heading) : result.path.length ? headingText(result.path[result.path.length - 1]) : '';
    return { place, name, label: result.kind === 'clause' ? self.PolicySearchEngine.label(result.line.anchor, words) : '' };
  }

  /** Return the paragraphs of a result: the reader's language first, its partner after it. */
  function sides(line) {
    const zh = chinese(line) ? marked(make('p', { lang: CHINESE.lang }), chinese(line), line.zhMarks, LONG.page) : null;
    const en = line.en ? marked(make('p', { lang: 'en' }), line.en, line.enMarks, LONG.page) : null;
    return (LANGUAGE === 'en' ? [en, zh] : [zh, en]).filter(Boolean);
  }

  // --- The box -------------------------------------------------------------------------------------------

  function Box(form) {
    const input = form.querySelector('input[name="q"]');
    const panel = make('div', { class: 'search-panel', hidden: '' });
    const notice = make('p', { class: 'search-panel__notice', hidden: '' });
    const list = make('div', { role: 'listbox', id: 'search-options', 'aria-label': input.getAttribute('aria-label') });
    const status = make('div', { role: 'status', class: 'visually-hidden' });
    let active = -1;
    let announcing = 0;
    panel.append(notice, list);
    form.append(panel, status);
    for (const [name, value] of [['role', 'combobox'], ['aria-expanded', 'false'], ['aria-controls', 'search-options'],
      ['aria-autocomplete', 'list'], ['aria-haspopup', 'listbox']]) input.setAttribute(name, value);

    function options() {
      return list.querySelectorAll('[role="option"]');
    }

    function open() {
      const something = options().length > 0 || !notice.hidden;
      panel.hidden = !something;
      input.setAttribute('aria-expanded', String(something && options().length > 0));
    }

    function close() {
      panel.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      select(-1);
    }

    function select(place) {
      const all = options();
      if (all[active]) all[active].setAttribute('aria-selected', 'false');
      active = all.length ? (place + all.length + 1) % (all.length + 1) : -1;
      if (active === all.length || place < 0 && place !== -2) active = -1; // one step past the end is the box itself
      if (!all[active]) return input.removeAttribute('aria-activedescendant');
      all[active].setAttribute('aria-selected', 'true');
      all[active].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', all[active].id);
    }

    function move(step) {
      const count = options().length;
      if (!count) return;
      const next = active + step;
      select(next < -1 ? count - 1 : next >= count ? -1 : next);
    }

    // After a pause: a screen reader would otherwise speak at each letter.
    function announce(text) {
      clearTimeout(announcing);
      announcing = setTimeout(() => { status.textContent = text; }, 600);
    }

    function show(children, said, notes) {
      active = -1;
      input.removeAttribute('aria-activedescendant');
      list.replaceChildren(...children);
      options().forEach((option, n) => {
        option.id = `search-option-${n}`;
        option.setAttribute('aria-selected', 'false');
      });
      notice.hidden = !notes;
      notice.textContent = notes || '';
      announce(said);
      open();
    }

    return { form, input, panel, show, close, move, chosen: () => options()[active] || null };
  }

  function option(href, ...children) {
    return make('a', { role: 'option', tabindex: '-1', href, class: 'search-option' }, ...children);
  }

  function resultOption(result, context) {
    const where = whereabouts(result, context);
    const line = make('span', { class: 'search-option__line' });
    const english = LANGUAGE === 'en' && result.line.en;
    marked(line, english ? result.line.en : chinese(result.line), english ? result.line.enMarks : result.line.zhMarks, LONG.panel);
    line.setAttribute('lang', english ? 'en' : CHINESE.lang);
    const kind = result.kind === 'clause' ? where.label : context.words[`search.kind_${result.kind}`];
    return option(address(result, result.line.anchor),
      make('span', { class: 'search-option__where' }, [where.place, kind].filter(Boolean).join(' · ')), line);
  }

  function queryOption(text) {
    return option(resultsAddress(text), make('span', { class: 'search-option__query' }, text));
  }

  function group(name, children) {
    return make('div', { role: 'group', 'aria-label': name, class: 'search-group' },
      make('div', { class: 'search-group__name', 'aria-hidden': 'true' }, name), ...children);
  }

  /** Return what a search says about itself in one sentence, or nothing. */
  function remark(outcome, words) {
    const missing = outcome.missing.join(LANGUAGE === 'en' ? ', ' : '、');
    if (outcome.status === 'absent') {
      return filled(words[!missing ? 'search.none' : outcome.inside ? 'search.inside' : 'search.absent'], { words: missing });
    }
    if (outcome.status === 'partial') return filled(words['search.partial'], { words: missing });
    return outcome.status === 'scattered' ? words['search.scattered'] : '';
  }

  /** Tell whether nothing holds what was asked, so that results are near at best. */
  function isNear(outcome) {
    return outcome.status === 'absent' || outcome.status === 'scattered';
  }

  /** Tell whether the words by which it may be found are still on their way: nothing is called absent before. */
  function isTooEarly(outcome, context) {
    return isNear(outcome) && !context.whole;
  }

  // Beside something absent: another thing, or what is left of a question without the words that stand nowhere.
  function nearest(outcome, words) {
    return words[outcome.question ? 'search.near_question' : 'search.near'];
  }

  function counted(count, words) {
    return count === 1 ? words['search.count_one'] : filled(words['search.count'], { count });
  }

  function forgetOption(box, context) {
    const forget = option('#', context.words['search.clear']);
    forget.addEventListener('click', (event) => {
      event.preventDefault();
      remember([]);
      suggestInto(box, context);
    });
    return forget;
  }

  function suggestInto(box, context) {
    const { words, engine } = context;
    const recent = remembered();
    const groups = [];
    if (recent.length) groups.push(group(words['search.recent'], [...recent.map(queryOption), forgetOption(box, context)]));
    const ideas = engine.suggest('', READS, 6);
    if (ideas.length) groups.push(group(words['search.suggestions'], ideas.map(queryOption)));
    box.show(groups, '', '');
  }

  /** Show what is found in the box; tell whether there was an answer yet. */
  function answerInto(box, context, query) {
    const { words, engine } = context;
    const outcome = engine.search(query, { limit: IN_PANEL });
    if (isTooEarly(outcome, context)) return false;
    const absent = outcome.status === 'absent';
    const shown = absent ? outcome.results.slice(0, 3) : outcome.results;
    const found = shown.map((result) => resultOption(result, context));
    const children = [];
    if (found.length) children.push(isNear(outcome) ? group(nearest(outcome, words), found) : make('div', { role: 'group', 'aria-label': words['search.title'] }, ...found));
    const ideas = engine.suggest(query, READS, 3).filter((text) => text !== query);
    if (ideas.length) children.push(group(words['search.suggestions'], ideas.map(queryOption)));
    if (!absent && outcome.total > found.length) {
      children.push(group(words['search.all_results'], [option(resultsAddress(query), counted(outcome.total, words))]));
    }
    const said = remark(outcome, words);
    box.show(children, absent ? said : `${said} ${counted(outcome.total, words)}`.trim(), said);
    return true;
  }

  function wireBox(form) {
    const box = Box(form);
    const { input } = box;
    let asked = 0;
    let owed = false;

    function answer() {
      asked += 1;
      const turn = asked;
      load().then((context) => {
        if (turn !== asked || document.activeElement !== input) return;
        const query = input.value.trim();
        if (!query) suggestInto(box, context);
        owed = query ? !answerInto(box, context, input.value) : !context.whole; // suggestions come from the glossary
      }).catch(() => { /* the form still leads to the page of results, which says what is wrong */ });
    }

    // What was too early to answer is answered now; a reader who is in the list keeps it.
    whenWhole.push(() => { if (owed || !box.panel.hidden && !box.chosen()) answer(); });
    input.addEventListener('focus', answer);
    input.addEventListener('input', answer);
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return; // the keys belong to the input method
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (box.panel.hidden) answer();
        else box.move(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Escape' && !box.panel.hidden) {
        event.preventDefault();
        box.close();
      } else if (event.key === 'Enter' && box.chosen()) {
        event.preventDefault();
        if (input.value.trim()) addRecent(input.value);
        box.chosen().click();
      }
    });
    form.addEventListener('submit', () => {
      input.value = wellFormed(input.value.slice(0, LONGEST)); // servers refuse addresses of some thousand bytes
      addRecent(input.value);
    });
    form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) box.close(); });
    // Before the box loses focus and closes, so that the click still meets the option.
    box.panel.addEventListener('mousedown', (event) => event.preventDefault());
    box.panel.addEventListener('click', () => { if (input.value.trim()) addRecent(input.value); });
    if (document.activeElement === input) answer(); // site.js loads this file when the reader turns to the box
  }

  // --- The page of results -------------------------------------------------------------------------------

  /** Read the state of the page from its address: {query, documents: slugs, kinds}. */
  function stateOf(search) {
    const given = new URLSearchParams(search);
    return { query: given.get('q') || '', places: given.getAll('place'), kinds: given.getAll('kind') };
  }

  function addressOf(state) {
    const parts = new URLSearchParams({ q: wellFormed(state.query.slice(0, LONGEST)) });
    state.places.forEach((place) => parts.append('place', place));
    state.kinds.forEach((kind) => parts.append('kind', kind));
    return `?${parts}`;
  }

  function choice(name, value, text, count, checked) {
    const box = make('input', { type: 'checkbox', name, value });
    box.checked = checked;
    return make('label', { class: 'search-choice' }, box, ` ${text} `, make('span', { class: 'search-choice__count' }, String(count)));
  }

  function filters(state, outcome, context, changed) {
    const { words, documents, kinds } = context;
    const places = documents.map((one, n) => ({ value: one.slug, text: one.place[READS].replace(/\s*[（(].*[）)]$/, ''), count: outcome.counts.documents[n] || 0 }));
    const sorts = kinds.map((kind) => ({ value: kind, text: words[`search.kind_${kind}`], count: outcome.counts.kinds[kind] || 0 }));
    const form = make('form', { class: 'filters' });
    for (const [name, legend, all, on] of [['place', words['search.place'], places, state.places], ['kind', words['search.kind'], sorts, state.kinds]]) {
      const shown = all.filter((one) => one.count || on.includes(one.value));
      if (shown.length < 2 && !on.length) continue;
      form.append(make('fieldset', {}, make('legend', {}, legend),
        ...shown.map((one) => choice(name, one.value, one.text, one.count, on.includes(one.value)))));
    }
    form.addEventListener('change', (event) => {
      const chosen = new FormData(form);
      changed({ query: state.query, places: chosen.getAll('place'), kinds: chosen.getAll('kind') }, event.target);
    });
    return form.childElementCount ? form : null;
  }

  function resultItem(result, context) {
    const { words } = context;
    const where = whereabouts(result, context);
    const title = result.kind === 'document' || !where.name ? [where.place, where.label] : [where.place, where.label, where.name];
    const link = make('a', { href: address(result, result.line.anchor) }, title.filter(Boolean).join(' · '));
    const above = result.path.slice(0, result.heading ? undefined : -1).map(headingText).join(' › ');
    const meta = [words[`search.kind_${result.kind}`], above].filter(Boolean).join(' · ');
    const item = make('li', {}, make('h2', {}, link), make('p', { class: 'meta' }, meta), ...sides(result.line));
    if (LANGUAGE === 'en' && result.kind === 'clause' && !result.line.en) {
      item.append(make('p', { class: 'untranslated' }, words['search.untranslated']));
    }
    if (result.kind === 'clause' && result.more.length) item.append(others(result, words));
    return item;
  }

  function others(result, words) {
    const links = result.more.map((anchor) => make('a', { href: address(result, anchor) }, self.PolicySearchEngine.label(anchor, words) || anchor));
    const line = make('p', { class: 'meta' }, `${words['search.more']} `);
    links.forEach((link, n) => line.append(n ? ' ' : '', link));
    return line;
  }

  function notices(outcome, words) {
    const found = [];
    const said = remark(outcome, words);
    if (said) found.push(make('p', { class: 'search-notice' }, said));
    if (outcome.meant.length) {
      const line = make('p', {}, `${words['search.meant']} `);
      outcome.meant.forEach((text, n) => line.append(n ? ' ' : '', make('a', { href: resultsAddress(text) }, text)));
      found.push(line);
    }
    if (outcome.also.length && outcome.results.length) {
      found.push(make('p', { class: 'meta' }, `${words['search.also']} ${outcome.also.map((form) => form[CHINESE.text]).join(LANGUAGE === 'en' ? ', ' : '、')}`));
    }
    return found;
  }

  function render(place, state, context, focus, limit) {
    const { engine, words, documents } = context;
    if (!state.query.trim()) {
      place.replaceChildren(make('p', {}, words['search.start']));
      return;
    }
    const chosen = state.places.map((slug) => documents.findIndex((one) => one.slug === slug)).filter((n) => n >= 0);
    const outcome = engine.search(state.query, { limit, kinds: state.kinds, documents: chosen });
    if (isTooEarly(outcome, context)) return;
    const absent = outcome.status === 'absent';
    const results = absent ? outcome.results.slice(0, NEAR) : outcome.results;
    const count = absent ? '' : `${counted(outcome.total, words)}${outcome.total > results.length ? ` · ${filled(words['search.shown'], { shown: results.length, count: outcome.total })}` : ''}`;
    const change = (next, source) => {
      visit(place, next, context, source);
    };
    const children = [
      make('p', { class: 'search-count', role: 'status' }, count), ...notices(outcome, words),
      absent && !state.places.length && !state.kinds.length ? null : filters(state, outcome, context, change),
      isNear(outcome) && results.length ? make('h2', { class: 'search-near' }, nearest(outcome, words)) : null,
      results.length ? make('ol', { class: 'search-results' }, ...results.map((result) => resultItem(result, context))) : null,
      !absent && outcome.total > results.length ? moreButton(place, state, context, limit) : null,
    ];
    place.replaceChildren(...children.filter(Boolean));
    if (focus) refocus(place, focus);
  }

  function moreButton(place, state, context, limit) {
    const button = make('button', { type: 'button', class: 'button button--quiet' }, context.words['search.show_more']);
    button.addEventListener('click', () => {
      render(place, state, context, null, limit + ON_PAGE);
      const next = place.querySelectorAll('ol > li > h2 > a')[limit];
      if (next) next.focus();
    });
    return button;
  }

  /** Put the focus back on the box that was changed: the list was made anew. */
  function refocus(place, source) {
    const same = Array.from(place.querySelectorAll('input')).find((one) => one.name === source.name && one.value === source.value);
    if (same) same.focus({ preventScroll: true });
  }

  function visit(place, state, context, source) {
    try {
      history.pushState(null, '', addressOf(state));
    } catch (error) {
      location.search = addressOf(state); // some browsers keep the address of a file as it is
      return;
    }
    render(place, state, context, source, ON_PAGE);
  }

  function wirePage(place, input) {
    const state = stateOf(location.search);
    input.value = state.query;
    document.title = state.query ? `${state.query.slice(0, 60)} · ${document.title}` : document.title;
    load().then((context) => {
      render(place, state, context, null, ON_PAGE);
      whenWhole.push(() => render(place, stateOf(location.search), context, document.activeElement, ON_PAGE));
      if (state.query) addRecent(state.query);
      window.addEventListener('popstate', () => render(place, stateOf(location.search), context, null, ON_PAGE));
    }).catch((error) => {
      place.replaceChildren(make('p', { class: 'search-notice', role: 'alert' }, place.dataset.failed || String(error.message)));
    });
  }

  const form = document.querySelector('form.site-search');
  if (!form) return;
  wireBox(form);
  const place = document.getElementById('search-page');
  if (place) wirePage(place, form.querySelector('input[name="q"]'));
})();
