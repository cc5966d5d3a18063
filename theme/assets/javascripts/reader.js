// The reading page: ways of reading, and sentences with their partners. Everything here adds to a page that can be read
// without it: two columns, plain links, notes under their rows.
(() => {
  'use strict';
  const { make, all, need, isSeen, headerHeight, targetOf, stored, store, setAddress } = PolicySite;
  const { main, words, blocks, sentences, languageOf, otherThan, blockHolding, blockId } = PolicyPairs;
  const { partnerOf, seenOf, sentencesOf, light } = PolicyPairs;
  const card = PolicyCard;
  if (!card || !words) return; // no page to be read in two languages
  const narrow = window.matchMedia('(max-width: 40rem)'); // as in reading.css: there two columns never fit

  /** @typedef {(typeof blocks)[number]} Block */
  /** @typedef {'zh' | 'en'} Language */

  // --- The choice: in the address, else stored, else side by side with the language of the page first ------------------------

  const MODES = ['columns', 'stacked', 'zh', 'en', 'peek'];
  /** @type {Language[]} */
  const LANGUAGES = ['zh', 'en'];
  /** @type {Language} */
  const OWN = document.documentElement.lang === 'en' ? 'en' : 'zh';
  const KEY = 'policy-site.reading';

  /**
   * Return the first candidate that is allowed.
   * @template {string} Value
   * @param {Value[]} allowed
   * @param {...unknown} candidates
   * @returns {Value}
   */
  function oneOf(allowed, ...candidates) {
    return candidates.flatMap((value) => allowed.filter((one) => one === value))[0];
  }

  function chosenState() {
    const asked = new URLSearchParams(location.search);
    const kept = stored(KEY) || {};
    chosenOrder = oneOf(LANGUAGES, asked.get('order'), kept.order);
    return { mode: oneOf(MODES, asked.get('mode'), kept.mode, 'columns'), order: chosenOrder || OWN };
  }

  /**
   * None until the reader chooses: the page in the other language then has its own first.
   * @type {Language | undefined}
   */
  let chosenOrder;
  const state = chosenState();

  function writeAddress() {
    const query = new URLSearchParams(location.search);
    query.set('mode', state.mode);
    if (chosenOrder) query.set('order', chosenOrder);
    else query.delete('order'); // what nobody offers
    setAddress(`?${query}${location.hash}`);
  }

  /** Return the language that is shown alone, or null. When peeking it is the first in order. */
  function alone() {
    if (state.mode === 'peek') return state.order;
    return LANGUAGES.find((language) => language === state.mode) || null;
  }

  // --- One language: one control shows its other side -----------------------------------------------------------

  /**
   * @param {Block} block
   * @param {boolean} open
   */
  function setOpen(block, open) {
    const shown = alone();
    block.root.classList.toggle('open', open);
    block.reveal?.setAttribute('aria-expanded', String(open));
    if (open && shown) sentencesOf(block, shown).forEach(unpeek);
  }

  /** @param {Block} block */
  const isOpen = (block) => block.root.classList.contains('open');

  /**
   * @param {Block} block
   * @param {Language} shown
   */
  function addReveal(block, shown) {
    const other = otherThan(shown);
    const { lang } = document.documentElement;
    const controls = { 'aria-expanded': 'false', 'aria-controls': block[other].id };
    const reveal = make('button', { type: 'button', class: 'reveal ui', lang, ...controls }, words?.[other]);
    block.reveal = reveal;
    block[shown].append(' ', reveal);
    // In a heading the control would become part of its name.
    if (block.zh.matches('.s')) block.root.setAttribute('aria-labelledby', block[shown].id);
    reveal.addEventListener('click', () => setOpen(block, !isOpen(block)));
  }

  /** @param {Block} block */
  function removeReveal(block) {
    setOpen(block, false);
    block.root.removeAttribute('aria-labelledby');
    if (!block.reveal) return;
    block.reveal.previousSibling?.remove(); // the space before it
    block.reveal.remove();
    block.reveal = null;
  }

  // --- Peeking --------------------------------------------------------------------------------------------------
  // The partner itself moves under its sentence, so that each id stays unique. A comment keeps the place that it left.

  /** @type {Map<Element, Comment>} */
  const places = new Map();

  /** @param {Element} sentence */
  function peek(sentence) {
    const partner = partnerOf(sentence);
    if (!partner) return;
    const place = document.createComment('');
    partner.replaceWith(place);
    places.set(sentence, place);
    sentence.after(partner);
    partner.classList.add('peeked');
  }

  /** @param {Element} sentence */
  function unpeek(sentence) {
    const place = places.get(sentence);
    const partner = partnerOf(sentence);
    if (!place || !partner) return;
    partner.classList.remove('peeked');
    place.replaceWith(partner);
    places.delete(sentence);
  }

  /**
   * Show or hide the partner of a sentence; tell whether it is displayed now.
   * @param {HTMLElement} sentence
   */
  function togglePeek(sentence) {
    const block = blockHolding(sentence);
    const own = languageOf(sentence) === alone() ? sentence : partnerOf(sentence);
    if (!block || !own) return false;
    if (block.zh.matches('.s')) setOpen(block, !isOpen(block));
    else if (isOpen(block)) return true;
    else if (places.has(own)) unpeek(own);
    else peek(own);
    return isOpen(block) || places.has(own);
  }

  // --- Applying a choice ------------------------------------------------------------------------------------------

  /** Return the first block that begins in the upper part of the window, else the one that fills it. */
  function beingRead() {
    const top = headerHeight();
    const edges = blocks.map((block) => block.root.getBoundingClientRect());
    const begins = edges.findIndex((edge) => edge.top >= top && edge.top < window.innerHeight * 0.7);
    return blocks[begins >= 0 ? begins : edges.findIndex((edge) => edge.bottom > top + 40)];
  }

  /**
   * Do something that changes the layout, and keep what is being read where it is.
   * @param {() => void} change
   */
  function keepingPlace(change) {
    const root = window.scrollY > 80 ? beingRead()?.root : null;
    const before = root ? root.getBoundingClientRect().top : 0;
    change();
    if (root) window.scrollBy({ top: root.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  /** @param {Block} block */
  function arrange(block) {
    removeReveal(block);
    block.root.classList.add('pair');
    // The order of the document itself changes, so that voices and the Tab key follow what is seen.
    const shown = alone();
    const leading = shown || state.order;
    const [first, second] = [block[leading], block[otherThan(leading)]];
    const precedes = first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_PRECEDING;
    if (precedes) block.root.insertBefore(first, second);
    if (shown) addReveal(block, shown);
  }

  function apply() {
    Array.from(places.keys()).forEach(unpeek);
    card?.close();
    main.dataset.mode = state.mode;
    main.dataset.shown = alone() || 'both';
    blocks.forEach(arrange);
    syncBar();
    if (!stop || !isSeen(stop)) setStop(sentences.find(isSeen) || null);
  }

  /** @param {Partial<typeof state>} change */
  function choose(change) {
    Object.assign(state, change);
    chosenOrder = change.order || chosenOrder;
    keepingPlace(apply);
    store(KEY, { mode: state.mode, order: chosenOrder });
    writeAddress();
  }

  // --- The bar ------------------------------------------------------------------------------------------------------

  const bar = need(document, '.reader-bar', HTMLElement);
  const radios = all(bar, 'input', HTMLInputElement);
  const swap = need(bar, '.swap', HTMLElement);

  function syncBar() {
    // The style sheet stacks two columns on a phone; the bar names what is seen.
    const mode = narrow.matches && state.mode === 'columns' ? 'stacked' : state.mode;
    for (const radio of radios) radio.checked = radio.value === mode;
    swap.hidden = state.mode === 'zh' || state.mode === 'en';
    const text = words?.[`${state.mode === 'peek' ? 'show' : 'first'}_${otherThan(state.order)}`] || '';
    need(swap, '.swap-label', HTMLElement).textContent = text;
    swap.title = text;
  }

  // The bar slides away under the header while the reader goes on, and comes out again on the way back. After a jump to
  // a place it stays away, because it would cover that place.
  let lastScroll = window.scrollY;
  let jumped = false;

  const isStuck = () => bar.getBoundingClientRect().top <= headerHeight() + 1;

  /**
   * Tell whether the bar would cover an element, e.g. a link that the Tab key has just reached.
   * @param {Element | null} element
   */
  function isUnderBar(element) {
    if (!element || element === document.body || bar.contains(element)) return false;
    const { top, bottom } = element.getBoundingClientRect();
    return top < headerHeight() + bar.offsetHeight && bottom > headerHeight();
  }

  function followScroll() {
    const moved = window.scrollY - lastScroll;
    if (Math.abs(moved) < 6) return;
    lastScroll = window.scrollY;
    bar.classList.toggle('away', isStuck() && (moved > 0 || jumped || isUnderBar(document.activeElement)));
    jumped = false;
  }

  // --- By keyboard: one tab stop for all sentences, arrows from one to the next ------------------------------

  /** @type {HTMLElement | null} */
  let stop = null;

  /**
   * Make a sentence the one that the Tab key reaches. Its name is its text: nothing else is said.
   * @param {HTMLElement | null} sentence
   */
  function setStop(sentence) {
    if (sentence === stop) return; // taking its tabindex away, if only for a moment, would take the focus too
    if (stop) for (const name of ['tabindex', 'role', 'aria-labelledby']) stop.removeAttribute(name);
    stop = sentence;
    if (!stop) return;
    stop.tabIndex = 0;
    stop.setAttribute('role', 'group'); // not a button: it holds links
    stop.setAttribute('aria-labelledby', stop.id);
  }

  /** @param {HTMLElement | null | undefined} sentence */
  function goTo(sentence) {
    if (!sentence) return;
    setStop(sentence);
    sentence.focus({ preventScroll: true });
    sentence.scrollIntoView({ block: 'nearest' });
  }

  /**
   * Return the next sentence in the same language, or with -1 the one before.
   * @param {HTMLElement} sentence
   * @param {number} step
   */
  function neighbour(sentence, step) {
    const same = sentences.filter((one) => languageOf(one) === languageOf(sentence));
    let at = same.indexOf(sentence) + step;
    while (same[at] && !isSeen(same[at])) at += step;
    return same[at];
  }

  /** @param {HTMLElement} sentence */
  function seenPartner(sentence) {
    const partner = partnerOf(sentence);
    return partner && isSeen(partner) ? partner : null;
  }

  /**
   * @param {HTMLElement} sentence
   * @param {KeyboardEvent} event
   */
  function onSentenceKey(sentence, event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) goTo(neighbour(sentence, step));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') goTo(seenPartner(sentence));
    else if (event.key === 'Enter' || event.key === ' ') pick(sentence, state.mode !== 'peek');
    else if (event.key === 'Tab' && !event.shiftKey && card?.isAbout(sentence)) card.focus();
    else return;
    event.preventDefault();
  }

  /**
   * Light a sentence and offer what can be done with it; when peeking, first show or hide its partner.
   * @param {HTMLElement} sentence
   * @param {boolean} moveFocus to the card
   */
  function pick(sentence, moveFocus) {
    const block = blockHolding(sentence);
    if (!card || !block) return;
    const again = card.isAbout(sentence);
    if (state.mode === 'peek' && !togglePeek(sentence)) {
      const own = seenOf(sentence);
      card.letGo();
      return goTo(own);
    }
    if (again && !moveFocus) return card.letGo();
    setStop(sentence);
    light(sentence, 'current');
    if (state.mode === 'peek') partnerOf(sentence)?.scrollIntoView({ block: 'nearest' });
    card.open(sentence, block, state.order);
    if (moveFocus) card.focus();
  }

  // --- The button beside a row: copy the paragraph -----------------------------------------------------------
  // It is no tab stop: with the keyboard the same is reached from any sentence, with Enter.

  /** @param {Block} block */
  function addRowButton(block) {
    const permalink = PolicySite.find(block.root, '.permalink', HTMLElement);
    if (!permalink || !card || !words) return;
    const id = blockId(block);
    const name = `${words.paragraph}: ${card.labelOf(id)}`;
    const described = { title: words.paragraph, 'aria-label': name, 'aria-expanded': 'false' };
    const button = make(
      'button',
      { type: 'button', class: 'row-copy', tabindex: '-1', ...described },
      card.icon('copy'),
    );
    permalink.title = `${words.permalink}: ${card.placeOf(id)}`;
    button.addEventListener('click', () => {
      const again = card.isAbout(button);
      card.letGo();
      if (!again) card.open(button, block, state.order);
    });
    permalink.after(button);
  }

  // --- Links to a place --------------------------------------------------------------------------------------

  /** Show what the address names: the other language of its row may be closed. */
  function showTarget() {
    let target = PolicySite.linked();
    if (!target) return;
    // A link from a note back to the text leads to the mark in the language that is shown.
    if (target.matches('.mark') && !isSeen(target)) target = document.getElementById(`${target.id}-en`) || target;
    const block = blockHolding(target);
    if (block && !isSeen(target)) setOpen(block, true);
    if (target.matches('.s') && isSeen(target)) setStop(target);
    target.scrollIntoView({ behavior: 'instant' });
  }

  // --- Start -------------------------------------------------------------------------------------------------

  /**
   * @param {Event} event
   * @returns {HTMLElement | null}
   */
  const sentenceAt = (event) => targetOf(event)?.closest('.s') || null;

  function wireBar() {
    bar.addEventListener('change', () => choose({ mode: radios.find((radio) => radio.checked)?.value || state.mode }));
    swap.addEventListener('click', () => choose({ order: otherThan(state.order) }));
    narrow.addEventListener('change', syncBar);
    window.addEventListener('hashchange', () => {
      jumped = true;
    });
    window.addEventListener('scroll', followScroll, { passive: true });
  }

  function wireText() {
    main.addEventListener('pointerover', (event) => {
      if (event.pointerType !== 'touch') light(sentenceAt(event), 'partner');
    });
    main.addEventListener('focusin', (event) => {
      if (isStuck() && isUnderBar(targetOf(event))) bar.classList.add('away');
      light(targetOf(event)?.matches(':focus-visible') ? sentenceAt(event) : null, 'partner');
    });
    for (const type of ['pointerleave', 'focusout']) main.addEventListener(type, () => light(null, 'partner'));
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const target = targetOf(event);
    if (target?.closest('a, button') || card?.contains(target)) return;
    if (String(window.getSelection())) return; // words are being selected, not a sentence
    const sentence = main.contains(target) ? sentenceAt(event) : null;
    if (sentence && blockHolding(sentence)) pick(sentence, false);
    else card?.letGo();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (stop && event.target === stop) onSentenceKey(stop, event);
    if (event.key !== 'Escape' || event.defaultPrevented) return; // terms.js took it, and closed its card
    if (card?.contains(document.activeElement)) card.dismiss();
    else if (!card?.letGo()) light(null, 'partner');
  }

  /** @param {HTMLElement[]} rows that reading.css leaves for later: a few of them take no longer than a frame */
  function layOut(rows) {
    for (const row of rows.splice(0, 4)) row.classList.add('laid');
    if (rows.length) window.requestIdleCallback?.(() => layOut(rows));
  }

  blocks.forEach(addRowButton);
  apply();
  delete document.documentElement.dataset.arranging;
  wireBar();
  wireText();
  if (state.mode !== 'columns' || state.order !== OWN) writeAddress();
  if (location.hash) showTarget();
  window.addEventListener('hashchange', showTarget);
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey);
  window.addEventListener('load', () => layOut(all(main, '.row', HTMLElement)));
})();
