// The reading page: ways of reading, sentences and their partners, copying, definitions of terms.
// Everything here adds to a page that reads without it: two columns, plain links, notes under their rows.
// No modules and no fetch: file:// allows neither.
(function () {
  'use strict';
  const main = document.querySelector('.page');
  const holder = document.getElementById('reader-words');
  const words = holder ? JSON.parse(holder.dataset.words) : null;
  const narrow = window.matchMedia('(max-width: 40rem)'); // as in reading.css: there two columns never fit

  // --- Small tools ------------------------------------------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  function icon(path) {
    const box = make('span', { class: 'icon', 'aria-hidden': 'true' });
    box.innerHTML = `<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
    return box;
  }
  const COPY = 'M7 7V3.8h9.2V13H13M3.8 7H13v9.2H3.8z';
  const LINK = 'M8.3 11.7a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.7 8.3a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1-1';
  const CLOSE = 'm5 5 10 10M15 5 5 15';

  function isSeen(element) {
    return element.getClientRects().length > 0;
  }

  function byHash(hash) {
    try { return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null; } catch (badEscape) { return null; }
  }

  function headerHeight() {
    const bar = document.querySelector('.md-header');
    return getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
  }

  // --- Definitions of terms -----------------------------------------------------------------------------------
  // Opened by pointing, by focus and by a first tap; Escape closes. The card holds no control, because it is the
  // description of the link; a second tap, or Enter, follows the link to the glossary.

  function createTerms() {
    const card = make('div', { class: 'term-card ui', id: 'term-card', role: 'tooltip', hidden: '' });
    main.append(card);
    let open = null;
    let timer = 0;
    let touched = false;

    function definition(text, language, parting) {
      const [name, ...rest] = text.split(parting);
      return make('p', { lang: language }, make('strong', {}, name), ` ${rest.join(parting)}`);
    }

    function fill(link) {
      const script = (main.querySelector('[lang|="zh"]') || main).lang;
      const both = [definition(link.dataset.zh, script, '：'), definition(link.dataset.en, 'en', ': ')];
      if (link.closest('[lang]').lang === 'en') both.reverse();
      card.replaceChildren(...both);
      if (touched && words) card.append(make('p', { class: 'hint' }, words.term_again));
    }

    /** Put the card under the line of the link that was met, or over it, inside the window. */
    function place(link, x, y) {
      const rects = Array.from(link.getClientRects());
      const at = rects.find((rect) => y >= rect.top - 2 && y <= rect.bottom + 2 && x >= rect.left - 2 && x <= rect.right + 2) || rects[0];
      const width = document.documentElement.clientWidth;
      const left = Math.max(8, Math.min(at.left, width - card.offsetWidth - 8));
      const below = at.bottom + 6 + card.offsetHeight <= window.innerHeight;
      const top = below ? at.bottom + 6 : at.top - 6 - card.offsetHeight;
      card.style.left = `${left + window.scrollX}px`;
      card.style.top = `${Math.max(top, headerHeight() + 4) + window.scrollY}px`;
    }

    function show(link, x, y) {
      clearTimeout(timer);
      if (open === link) return;
      hide();
      open = link;
      fill(link);
      card.hidden = false;
      link.setAttribute('aria-describedby', card.id);
      place(link, x === undefined ? -1 : x, y === undefined ? -1 : y);
    }

    function hide() {
      clearTimeout(timer);
      if (!open) return false;
      open.removeAttribute('aria-describedby');
      open = null;
      card.hidden = true;
      return true;
    }

    function later(action, delay) {
      clearTimeout(timer);
      timer = setTimeout(action, delay);
    }

    const linkAt = (event) => event.target.closest && event.target.closest('a.term');

    document.addEventListener('pointerdown', (event) => { touched = event.pointerType === 'touch'; }, true);
    main.addEventListener('pointerover', (event) => {
      if (event.pointerType === 'touch') return;
      const link = linkAt(event);
      if (link) later(() => show(link, event.clientX, event.clientY), 180);
      else if (card.contains(event.target)) clearTimeout(timer); // the pointer may rest on the card
      else if (open !== document.activeElement) later(hide, 200);
    });
    main.addEventListener('pointerleave', () => { if (open !== document.activeElement) later(hide, 200); });
    main.addEventListener('focusin', (event) => {
      const link = linkAt(event);
      if (link && link.matches(':focus-visible')) show(link);
    });
    main.addEventListener('focusout', (event) => { if (linkAt(event)) hide(); });
    main.addEventListener('click', (event) => {
      const link = linkAt(event);
      if (!link || !touched || open === link) return;
      event.preventDefault();
      show(link, event.clientX, event.clientY);
    });
    document.addEventListener('click', (event) => { if (open && !linkAt(event) && !card.contains(event.target)) hide(); });
    return { hide };
  }

  const terms = main.querySelector('a.term[data-zh]') ? createTerms() : { hide: () => false };

  // --- The text: blocks in two languages, sentences and their partners ----------------------------------------
  // A block is a row with a paragraph in each language, or a heading with a sentence in each.

  function blockOf(root) {
    const parts = Array.from(root.children).filter((child) => child.matches('p[lang], .s'));
    const zh = parts.find((part) => part.lang !== 'en');
    const en = parts.find((part) => part.lang === 'en');
    return zh && en && root.querySelector('.s') ? { root, zh, en } : null;
  }

  const blocks = words ? Array.from(main.querySelectorAll('.row, h1, h2, h3, h4, h5, h6'), blockOf).filter(Boolean) : [];
  if (!blocks.length) return document.addEventListener('keydown', (event) => { if (event.key === 'Escape') terms.hide(); });

  const sentences = Array.from(main.querySelectorAll('.s'));
  const languageOf = (sentence) => (sentence.id.endsWith('-en') ? 'en' : 'zh');
  const plainId = (id) => id.replace(/-en$/, '');
  const blockHolding = (element) => blocks.find((block) => block.root.contains(element));
  const blockId = (block) => plainId(block.zh.matches('.s') ? block.root.id : block.zh.id);

  function partnerOf(sentence) {
    const id = plainId(sentence.id);
    return document.getElementById(languageOf(sentence) === 'en' ? id : `${id}-en`);
  }

  /** The sentences of a block in one language, wherever peeking may have put them. */
  function sentencesOf(block, language) {
    const stem = `${blockId(block)}-`;
    return sentences.filter((one) => languageOf(one) === language && one.id.startsWith(stem) && /^\d+$/.test(plainId(one.id).slice(stem.length)));
  }

  // --- The choice: in the address, else remembered, else side by side with the Chinese first -------------------

  const MODES = ['columns', 'stacked', 'zh', 'en', 'peek'];
  const LANGUAGES = ['zh', 'en'];
  const KEY = 'policy-site.reading';

  // Storage is refused in some private windows and, in some browsers, on file://.
  function remembered() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (refused) { return {}; }
  }
  function remember() {
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch (refused) { /* lasts one page, then */ }
  }

  function oneOf(allowed, ...candidates) {
    return candidates.find((value) => allowed.includes(value));
  }

  function chosenState() {
    const asked = new URLSearchParams(location.search);
    const kept = remembered();
    return { mode: oneOf(MODES, asked.get('mode'), kept.mode, 'columns'), order: oneOf(LANGUAGES, asked.get('order'), kept.order, 'zh') };
  }

  const state = chosenState();

  function writeAddress() {
    const query = new URLSearchParams(location.search);
    query.set('mode', state.mode);
    query.set('order', state.order);
    // Some browsers refuse this on file://: the choice is then remembered, but not in the address.
    try { history.replaceState(history.state, '', `?${query}${location.hash}`); } catch (refused) { /* see above */ }
  }

  /** The language shown alone, or 'both'. When peeking it is the first in order. */
  function shown() {
    return { zh: 'zh', en: 'en', peek: state.order }[state.mode] || 'both';
  }
  const otherThan = (language) => (language === 'zh' ? 'en' : 'zh');

  // --- One language: its other side is one control away ---------------------------------------------------------

  function setOpen(block, open) {
    block.root.classList.toggle('open', open);
    if (block.reveal) block.reveal.setAttribute('aria-expanded', String(open));
    if (open) sentencesOf(block, shown()).forEach(unpeek);
  }

  function addReveal(block) {
    const other = otherThan(shown());
    block.reveal = make('button', { type: 'button', class: 'reveal ui', 'aria-expanded': 'false', 'aria-controls': block[other].id, lang: document.documentElement.lang }, words[other]);
    block[shown()].append(' ', block.reveal);
    // In a heading the control would become part of its name.
    if (block.zh.matches('.s')) block.root.setAttribute('aria-labelledby', block[shown()].id);
    block.reveal.addEventListener('click', () => setOpen(block, !block.root.classList.contains('open')));
  }

  function removeReveal(block) {
    setOpen(block, false);
    block.root.removeAttribute('aria-labelledby');
    if (!block.reveal) return;
    block.reveal.previousSibling.remove(); // the space before it
    block.reveal.remove();
    block.reveal = null;
  }

  // Peeking puts the partner itself under its sentence, so that each id stays unique; a comment keeps its place.
  const places = new Map();

  function peek(sentence) {
    const partner = partnerOf(sentence);
    const place = document.createComment('');
    partner.replaceWith(place);
    places.set(sentence, place);
    sentence.after(partner);
    partner.classList.add('peeked');
  }

  function unpeek(sentence) {
    const place = places.get(sentence);
    if (!place) return;
    const partner = partnerOf(sentence);
    partner.classList.remove('peeked');
    place.replaceWith(partner);
    places.delete(sentence);
  }

  /** In peek mode show or hide the partner of a sentence; tell whether it is to be seen now. */
  function togglePeek(sentence) {
    const block = blockHolding(sentence);
    const own = languageOf(sentence) === shown() ? sentence : partnerOf(sentence);
    if (block.zh.matches('.s')) setOpen(block, !block.root.classList.contains('open'));
    else if (block.root.classList.contains('open')) return true;
    else if (places.has(own)) unpeek(own);
    else peek(own);
    return block.root.classList.contains('open') || places.has(own);
  }

  // --- Applying a choice ------------------------------------------------------------------------------------------

  /** The first block that begins in the upper part of the window, else the one that fills it. */
  function beingRead() {
    const top = headerHeight();
    const edges = blocks.map((block) => block.root.getBoundingClientRect());
    const begins = edges.findIndex((edge) => edge.top >= top && edge.top < window.innerHeight * 0.7);
    return blocks[begins >= 0 ? begins : edges.findIndex((edge) => edge.bottom > top + 40)];
  }

  /** Do something that changes the layout, and keep what is being read where it is. */
  function keepingPlace(change) {
    const block = window.scrollY > 80 && beingRead();
    const before = block && block.root.getBoundingClientRect().top;
    change();
    if (block) window.scrollBy({ top: block.root.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  function arrange(block) {
    removeReveal(block);
    block.root.classList.add('pair');
    // The order of the document itself changes, so that voices and the Tab key follow what is seen.
    const leading = shown() === 'both' ? state.order : shown();
    const [first, second] = [block[leading], block[otherThan(leading)]];
    if (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_PRECEDING) block.root.insertBefore(first, second);
    if (shown() !== 'both') addReveal(block);
  }

  function apply() {
    Array.from(places.keys()).forEach(unpeek);
    actions.close();
    main.dataset.mode = state.mode;
    main.dataset.shown = shown();
    blocks.forEach(arrange);
    bar.sync();
    if (!stop || !isSeen(stop)) setStop(sentences.find(isSeen));
  }

  function choose(change) {
    Object.assign(state, change);
    keepingPlace(apply);
    remember();
    writeAddress();
  }

  // --- The bar ------------------------------------------------------------------------------------------------------

  function createBar() {
    const element = document.querySelector('.reader-bar');
    const radios = Array.from(element.querySelectorAll('input'));
    const swap = element.querySelector('.swap');
    element.querySelector('.modes').addEventListener('change', (event) => choose({ mode: event.target.value }));
    swap.addEventListener('click', () => choose({ order: otherThan(state.order) }));

    function sync() {
      // Two columns on a phone are stacked by the style sheet; the choice says what is seen.
      const mode = narrow.matches && state.mode === 'columns' ? 'stacked' : state.mode;
      radios.forEach((radio) => { radio.checked = radio.value === mode; });
      swap.hidden = state.mode === 'zh' || state.mode === 'en';
      const text = words[`${state.mode === 'peek' ? 'show' : 'first'}_${otherThan(state.order)}`];
      swap.querySelector('.swap-label').textContent = text;
      swap.title = text;
    }
    narrow.addEventListener('change', sync);
    return { element, sync };
  }

  // Reading on slides the bar away under the header; the way back brings it out again. A link to a place does not: the bar
  // would cover the place.
  function watchScroll(element) {
    let last = window.scrollY;
    let jumped = false;
    window.addEventListener('hashchange', () => { jumped = true; });
    function follow() {
      const moved = window.scrollY - last;
      const stuck = element.getBoundingClientRect().top <= headerHeight() + 1;
      if (Math.abs(moved) < 6) return;
      last = window.scrollY;
      element.classList.toggle('away', stuck && (moved > 0 || jumped));
      jumped = false;
    }
    window.addEventListener('scroll', follow, { passive: true });
    follow();
  }

  // --- Lighting a sentence and its partner ---------------------------------------------------------------------------

  function light(sentence, name) {
    main.querySelectorAll(`.s.${name}`).forEach((one) => one.classList.remove(name));
    if (!sentence) return;
    sentence.classList.add(name);
    const partner = partnerOf(sentence);
    if (partner) partner.classList.add(name);
  }

  const sentenceAt = (target) => target.closest && target.closest('.s');

  // --- By keyboard: one tab stop for all sentences, arrows from one to the next -----------------------------------------

  let stop = null;

  /** Make a sentence the one that the Tab key reaches. Its name is its text: nothing else is said. */
  function setStop(sentence) {
    if (sentence === stop) return; // to take its tabindex away, if only for a moment, would take the focus too
    if (stop) ['tabindex', 'role', 'aria-labelledby'].forEach((name) => stop.removeAttribute(name));
    stop = sentence || null;
    if (!stop) return;
    stop.tabIndex = 0;
    stop.setAttribute('role', 'group'); // not a button: it holds links
    stop.setAttribute('aria-labelledby', stop.id);
  }

  function goTo(sentence) {
    if (!sentence) return;
    setStop(sentence);
    sentence.focus({ preventScroll: true });
    sentence.scrollIntoView({ block: 'nearest' });
  }

  function neighbour(sentence, step) {
    const same = sentences.filter((one) => languageOf(one) === languageOf(sentence));
    let at = same.indexOf(sentence) + step;
    while (same[at] && !isSeen(same[at])) at += step;
    return same[at];
  }

  function seenPartner(sentence) {
    const partner = partnerOf(sentence);
    return partner && isSeen(partner) ? partner : null;
  }

  function onSentenceKey(event) {
    const sentence = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) goTo(neighbour(sentence, step));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') goTo(seenPartner(sentence));
    else if (event.key === 'Enter' || event.key === ' ') pick(sentence, state.mode !== 'peek');
    else if (event.key === 'Tab' && !event.shiftKey && actions.about(sentence)) actions.focus();
    else return;
    event.preventDefault();
  }

  // --- What one can do with a sentence: link, copy -------------------------------------------------------------------------

  /** Light a sentence and offer what can be done with it; when peeking, first show or hide its partner. */
  function pick(sentence, moveFocus) {
    const again = actions.about(sentence);
    if (state.mode === 'peek' && !togglePeek(sentence)) {
      const own = isSeen(sentence) ? sentence : partnerOf(sentence);
      letGo();
      return goTo(own);
    }
    if (again && !moveFocus) return letGo();
    setStop(sentence);
    light(sentence, 'current');
    if (state.mode === 'peek') partnerOf(sentence).scrollIntoView({ block: 'nearest' });
    actions.open(sentence, blockHolding(sentence));
    if (moveFocus) actions.focus();
  }

  function letGo() {
    light(null, 'current');
    return actions.close();
  }

  /** How a reader names a place: § 3.1 ¶2:1. The page brings the labels of its blocks. */
  function labelOf(id) {
    if (id in words.labels) return words.labels[id];
    const [, block, number] = /^(.*)-(\d+)$/.exec(id) || [null, id, ''];
    const label = words.labels[block] || id;
    return /¶\d+$/.test(label) ? `${label}:${number}` : label;
  }

  /** The words of sentences without the signs that stand among them. */
  function textOf(list, parting) {
    return list.map((sentence) => {
      const copy = sentence.cloneNode(true);
      copy.querySelectorAll('.mark, .reveal, .peeked').forEach((sign) => sign.remove());
      return copy.textContent.replace(/\s+/g, ' ').trim();
    }).join(parting);
  }

  function addressOf(id) {
    return `${location.href.split('#')[0]}#${id}`;
  }

  /** A place in words: the number that the document itself prints beside our label, 三（二）2 (§ 3.2.2 ¶1). */
  function placeOf(id) {
    const own = words.numbers[(/^(?:(?:notice|annex|appendix|schedule)[0-9a-z]*-)?s\d[\d.x]*(?=-|$)/.exec(id) || [])[0]];
    return own ? words.own.replace('{own}', own).replace('{label}', labelOf(id)) : labelOf(id);
  }

  /** What can be copied of a sentence or paragraph: name of the button → text. */
  function copies(id, zh, en) {
    const chinese = () => textOf(zh, '');
    const english = () => textOf(en, ' ');
    const both = () => (state.order === 'zh' ? [chinese(), english()] : [english(), chinese()]).join('\n');
    return { zh: chinese, en: english, both, link: () => addressOf(id) };
  }

  // An old browser, or a page not served safely, has no navigator.clipboard: then a field, selected and copied.
  function copyByField(text) {
    const field = make('textarea', { class: 'visually-hidden', readonly: '', 'aria-hidden': 'true' });
    const focused = document.activeElement;
    field.value = text;
    main.append(field);
    field.select();
    let done = false;
    try { done = document.execCommand('copy'); } catch (refused) { done = false; }
    field.remove();
    if (focused) focused.focus({ preventScroll: true });
    return done;
  }

  function copy(text) {
    if (!navigator.clipboard || !window.isSecureContext) return Promise.resolve(copyByField(text));
    return navigator.clipboard.writeText(text).then(() => true, () => copyByField(text));
  }

  const toast = make('p', { class: 'toast ui', role: 'status' });
  let toastTimer = 0;

  function say(text) {
    clearTimeout(toastTimer);
    toast.textContent = ''; // the same words twice would not be said twice
    setTimeout(() => { toast.textContent = text; }, 30);
    toastTimer = setTimeout(() => { toast.textContent = ''; }, 5000);
  }

  function createActions() {
    const card = make('div', { class: 'sentence-card ui', role: 'group', hidden: '' });
    let subject = null; // the sentence, or the row's button, that the card is about
    main.append(card, toast);

    function citeButton(id) {
      const button = make('button', { type: 'button', class: 'card-cite', 'aria-haspopup': 'dialog' }, words.cite);
      button.addEventListener('click', () => window.cite(id, placeOf(id)));
      return button;
    }

    function line(name, choices, id) {
      const buttons = Object.entries(choices).map(([kind, text]) => {
        const button = make('button', { type: 'button', 'data-copy': kind }, words[kind]);
        button.addEventListener('click', () => copy(text()).then((done) => say(done ? words.copied.replace('{what}', `${words[name]} · ${words[kind]}`) : words.not_copied)));
        return button;
      });
      if (window.cite) buttons.push(citeButton(id));
      return make('div', { class: 'card-line', role: 'group', 'aria-label': words[name] }, make('span', { 'aria-hidden': 'true' }, words[name]), make('span', { class: 'card-buttons' }, ...buttons));
    }

    function head(id, lines) {
      const place = make('a', { href: `#${id}`, title: words.permalink }, icon(LINK), placeOf(id));
      const more = make('button', { type: 'button', class: 'card-more', 'aria-expanded': String(!lines.hidden) }, icon(COPY), words.copy);
      const shut = make('button', { type: 'button', class: 'card-close', title: words.close, 'aria-label': words.close }, icon(CLOSE));
      more.addEventListener('click', () => {
        lines.hidden = !lines.hidden;
        more.setAttribute('aria-expanded', String(!lines.hidden));
        position(subject);
      });
      shut.addEventListener('click', dismiss);
      return make('div', { class: 'card-head' }, place, more, shut);
    }

    function fill(block, sentence) {
      const id = sentence ? plainId(sentence.id) : blockId(block);
      const all = { zh: sentencesOf(block, 'zh'), en: sentencesOf(block, 'en') };
      const own = (language) => all[language].filter((one) => plainId(one.id) === id);
      const lines = make('div', { class: 'card-lines' });
      if (sentence && all.zh.length > 1) lines.append(line('sentence', copies(id, own('zh'), own('en')), id));
      lines.append(line('paragraph', copies(blockId(block), all.zh, all.en), blockId(block)));
      lines.hidden = Boolean(sentence); // one line at first, so that little of the text is covered
      card.setAttribute('aria-label', placeOf(id));
      card.replaceChildren(head(id, lines), lines);
    }

    /** Put the card under what it is about, or over it; on a phone the style sheet puts it at the foot. */
    function position(element) {
      const rects = (places.has(element) ? partnerOf(element) : element).getClientRects(); // not over what was just shown
      const [first, last] = [element.getClientRects()[0], rects[rects.length - 1]];
      const width = document.documentElement.clientWidth;
      const left = Math.max(8, Math.min(element.getBoundingClientRect().left, width - card.offsetWidth - 8));
      const fits = last.bottom + 8 + card.offsetHeight <= window.innerHeight;
      const top = fits ? last.bottom + 8 : Math.max(first.top - 8 - card.offsetHeight, headerHeight() + 4);
      card.style.left = `${left + window.scrollX}px`;
      card.style.top = `${top + window.scrollY}px`;
    }

    function open(element, block) {
      close();
      subject = element;
      fill(block, element.matches('.s') ? element : null);
      card.hidden = false;
      if (element.matches('button')) element.setAttribute('aria-expanded', 'true');
      position(element);
    }

    function close() {
      if (!subject) return false;
      if (subject.matches('button')) subject.setAttribute('aria-expanded', 'false');
      subject = null;
      card.hidden = true;
      return true;
    }

    function dismiss() {
      const back = subject && (isSeen(subject) ? subject : partnerOf(subject));
      letGo();
      if (back) back.focus({ preventScroll: true });
    }

    // From the last control the Tab key goes on from the sentence, not to the foot of the page.
    card.addEventListener('keydown', (event) => {
      const controls = Array.from(card.querySelectorAll('a, button')).filter(isSeen);
      const leaves = event.key === 'Tab' && event.target === controls[event.shiftKey ? 0 : controls.length - 1];
      if (!leaves) return;
      if (event.shiftKey) event.preventDefault();
      const back = subject;
      if (!event.shiftKey) letGo();
      back.focus({ preventScroll: true });
    });

    const focus = () => card.querySelector('.card-head a').focus({ preventScroll: true });
    return { open, close, dismiss, focus, about: (element) => subject === element, contains: (element) => card.contains(element) };
  }

  // --- The button beside a row: copy the paragraph ---------------------------------------------------------------------------
  // Not a tab stop: by keyboard the same is reached from any sentence, with Enter.

  function addRowButton(block) {
    const permalink = block.root.querySelector('.permalink');
    if (!permalink) return;
    const button = make('button', { type: 'button', class: 'row-copy', tabindex: '-1', title: words.paragraph, 'aria-expanded': 'false' }, icon(COPY));
    button.setAttribute('aria-label', `${words.paragraph}: ${labelOf(blockId(block))}`);
    permalink.title = `${words.permalink}: ${placeOf(blockId(block))}`;
    button.addEventListener('click', () => {
      if (actions.about(button)) return letGo();
      letGo();
      actions.open(button, block);
    });
    permalink.after(button);
  }

  // --- Links to a place ----------------------------------------------------------------------------------------------------------

  /** Make sure that what the address names can be seen: the other language of its row may be closed. */
  function showTarget() {
    let target = byHash(location.hash);
    if (!target) return;
    // From a note back to the text: to the mark in the language that is shown.
    if (target.matches('.mark') && !isSeen(target)) target = document.getElementById(`${target.id}-en`) || target;
    const block = blockHolding(target);
    if (block && !isSeen(target)) setOpen(block, true);
    if (target.matches('.s') && isSeen(target)) setStop(target);
    target.scrollIntoView({ behavior: 'instant' });
  }

  // --- Start -----------------------------------------------------------------------------------------------------------------------

  const bar = createBar();
  const actions = createActions();
  blocks.forEach(addRowButton);
  apply();
  watchScroll(bar.element);
  if (state.mode !== 'columns' || state.order !== 'zh') writeAddress();
  if (location.hash) showTarget();
  window.addEventListener('hashchange', showTarget);

  main.addEventListener('pointerover', (event) => { if (event.pointerType !== 'touch') light(sentenceAt(event.target), 'partner'); });
  main.addEventListener('pointerleave', () => light(null, 'partner'));
  main.addEventListener('focusin', (event) => light(event.target.matches(':focus-visible') ? sentenceAt(event.target) : null, 'partner'));
  main.addEventListener('focusout', () => light(null, 'partner'));

  document.addEventListener('click', (event) => {
    const sentence = main.contains(event.target) && sentenceAt(event.target);
    if (event.target.closest('a, button') || actions.contains(event.target)) return;
    if (String(window.getSelection())) return; // words are being selected, not a sentence
    if (sentence && blockHolding(sentence)) pick(sentence, false);
    else letGo();
  });
  document.addEventListener('keydown', (event) => {
    if (event.target === stop) onSentenceKey(event);
    if (event.key !== 'Escape' || terms.hide()) return;
    if (actions.contains(document.activeElement)) actions.dismiss();
    else if (!letGo()) light(null, 'partner');
  });
})();
