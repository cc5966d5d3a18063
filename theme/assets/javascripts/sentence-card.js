// What a reader can do with a sentence or a paragraph: link to it, copy it, cite it. A card offers that, under the
// sentence or over it; on a phone the style sheet puts the card at the foot of the window.
// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var PolicyCard = (() => {
  'use strict';
  const { make, all, isSeen } = PolicySite;
  const { main, plainId, blockId, partnerOf, seenOf, sentencesOf, light } = PolicyPairs;
  if (!PolicyPairs.words || !PolicyPairs.blocks.length) return null;
  const { words } = PolicyPairs;

  const ICONS = {
    copy: 'M7 7V3.8h9.2V13H13M3.8 7H13v9.2H3.8z',
    link: 'M8.3 11.7a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.7 8.3a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1-1',
    close: 'm5 5 10 10M15 5 5 15',
  };
  const DRAWN =
    'viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6" ' +
    'stroke-linecap="round" stroke-linejoin="round"';
  const card = make('div', { class: 'sentence-card ui', role: 'group', hidden: '' });
  const toast = make('p', { class: 'toast ui', role: 'status' });
  main.append(card, toast);
  /** @type {HTMLElement | null} the sentence, or the button beside a row, that the card is about */
  let subject = null;

  /** @param {keyof typeof ICONS} name */
  function icon(name) {
    const box = make('span', { class: 'icon', 'aria-hidden': 'true' });
    box.innerHTML = `<svg ${DRAWN}><path d="${ICONS[name]}"/></svg>`;
    return box;
  }

  // --- Names of places -------------------------------------------------------------------------------------------

  // A provision or one of its paragraphs: s3.2.2 or s3.2.2-p1
  const PLAIN = /^s([\d.]+)(?:-p(\d+))?$/;

  /**
   * Return the label of a block, or nothing if there is no such block: s3.2.2-p1 → § 3.2.2 ¶1. The page brings the
   * labels of all blocks but these.
   * @param {string} id
   */
  function labelOfBlock(id) {
    const [, provision, paragraph] = PLAIN.exec(id) || [];
    const parts = provision ? [`§ ${provision}`, ...(paragraph ? [`¶${paragraph}`] : [])] : [];
    return words.labels[id] || parts.join(' ');
  }

  /**
   * Return how a reader names a place: § 3.1 ¶2:1. To the label of its block a sentence adds its number.
   * @param {string} id
   */
  function labelOf(id) {
    const [, block, number] = /^(.*)-(\d+)$/.exec(id) || ['', id, ''];
    const label = labelOfBlock(id) || labelOfBlock(block) || id;
    if (labelOfBlock(id)) return label;
    return /¶\d+$/.test(label) ? `${label}:${number}` : label;
  }

  // The provision that an id begins with: the annex-s2.2 of annex-s2.2-p1-2
  const PROVISION = /^(?:(?:notice|annex|appendix|schedule)[0-9a-z]*-)?s\d[\d.x]*(?=-|$)/;

  /**
   * Return a place in words: the number that the document itself prints, and our label: 三（二）2 (§ 3.2.2 ¶1).
   * @param {string} id
   */
  function placeOf(id) {
    const own = words.numbers[PROVISION.exec(id)?.[0] || ''];
    return own ? words.own.replace('{own}', own).replace('{label}', labelOf(id)) : labelOf(id);
  }

  // --- What can be copied ----------------------------------------------------------------------------------------

  /**
   * Return the words of sentences without the signs among them, such as the marks of notes.
   * @param {Element[]} list
   * @param {string} parting
   */
  function textOf(list, parting) {
    const texts = list.map((sentence) => {
      const copy = /** @type {Element} */ (sentence.cloneNode(true));
      for (const sign of all(copy, '.mark, .reveal, .peeked', Element)) sign.remove();
      return (copy.textContent || '').replace(/\s+/g, ' ').trim();
    });
    return texts.join(parting);
  }

  /**
   * Return what can be copied of a sentence or paragraph: name of the button → function that returns the text.
   * @param {string} id
   * @param {{zh: Element[], en: Element[]}} own
   * @param {string} order the language that comes first
   * @returns {Record<string, () => string>}
   */
  function copies(id, own, order) {
    const zh = () => textOf(own.zh, '');
    const en = () => textOf(own.en, ' ');
    const both = () => (order === 'zh' ? [zh(), en()] : [en(), zh()]).join('\n');
    return { zh, en, both, link: () => `${location.href.split('#')[0]}#${id}` };
  }

  let toastTimer = 0;

  /**
   * Say something in a corner of the window for five seconds.
   * @param {string} text
   */
  function say(text) {
    clearTimeout(toastTimer);
    toast.textContent = ''; // a screen reader does not say the same words twice
    setTimeout(() => {
      toast.textContent = text;
    }, 30);
    toastTimer = setTimeout(() => {
      toast.textContent = '';
    }, 5000);
  }

  // --- The card --------------------------------------------------------------------------------------------------

  /** @param {string} id */
  function citeButton(id) {
    const button = make('button', { type: 'button', class: 'card-cite', 'aria-haspopup': 'dialog' }, words.cite);
    button.addEventListener('click', () => window.cite?.(id, placeOf(id)));
    return button;
  }

  /**
   * Return the buttons that copy one thing, after its name.
   * @param {'sentence' | 'paragraph'} name
   * @param {Record<string, () => string>} choices
   * @param {string} id
   */
  function line(name, choices, id) {
    const buttons = Object.entries(choices).map(([kind, text]) => {
      const button = make('button', { type: 'button', 'data-copy': kind }, words[kind]);
      const copied = words.copied.replace('{what}', `${words[name]} · ${words[kind]}`);
      button.addEventListener('click', () => {
        PolicySite.copy(text(), main).then((done) => say(done ? copied : words.not_copied));
      });
      return button;
    });
    if (window.cite) buttons.push(citeButton(id));
    const title = make('span', { 'aria-hidden': 'true' }, words[name]);
    const row = make('span', { class: 'card-buttons' }, ...buttons);
    return make('div', { class: 'card-line', role: 'group', 'aria-label': words[name] }, title, row);
  }

  /**
   * Return the head of the card: the link to the place, the button that shows more lines, the one that closes.
   * @param {string} id
   * @param {HTMLElement} lines
   */
  function head(id, lines) {
    const place = make('a', { href: `#${id}`, title: words.permalink }, icon('link'), placeOf(id));
    const shown = { 'aria-expanded': String(!lines.hidden) };
    const more = make('button', { type: 'button', class: 'card-more', ...shown }, icon('copy'), words.copy);
    const named = { title: words.close, 'aria-label': words.close };
    const shut = make('button', { type: 'button', class: 'card-close', ...named }, icon('close'));
    more.addEventListener('click', () => {
      lines.hidden = !lines.hidden;
      more.setAttribute('aria-expanded', String(!lines.hidden));
      if (subject) position(subject);
    });
    shut.addEventListener('click', dismiss);
    return make('div', { class: 'card-head' }, place, more, shut);
  }

  /**
   * @param {NonNullable<ReturnType<typeof PolicyPairs.blockHolding>>} block
   * @param {HTMLElement | null} sentence
   * @param {string} order
   */
  function fillCard(block, sentence, order) {
    const id = sentence ? plainId(sentence.id) : blockId(block);
    const whole = { zh: sentencesOf(block, 'zh'), en: sentencesOf(block, 'en') };
    const isIt = (/** @type {Element} */ one) => plainId(one.id) === id;
    const own = { zh: whole.zh.filter(isIt), en: whole.en.filter(isIt) };
    const lines = make('div', { class: 'card-lines' });
    if (sentence && whole.zh.length > 1) lines.append(line('sentence', copies(id, own, order), id));
    lines.append(line('paragraph', copies(blockId(block), whole, order), blockId(block)));
    lines.hidden = Boolean(sentence); // one line at first, so that little of the text is covered
    card.setAttribute('aria-label', placeOf(id));
    card.replaceChildren(head(id, lines), lines);
  }

  /**
   * Put the card near what it is about, but not over the partner that peeking has just shown.
   * @param {HTMLElement} element
   */
  function position(element) {
    const partner = element.matches('.s') ? partnerOf(element) : null;
    const shown = partner?.matches('.peeked') ? partner : element;
    const [first] = element.getClientRects();
    const last = Array.from(shown.getClientRects()).pop();
    if (!first || !last) return;
    const { left } = element.getBoundingClientRect();
    PolicySite.putNear(card, { left, top: first.top, bottom: last.bottom }, 8);
  }

  /**
   * Open the card about a sentence, or about the row of a button.
   * @param {HTMLElement} element
   * @param {NonNullable<ReturnType<typeof PolicyPairs.blockHolding>>} block
   * @param {string} order
   */
  function open(element, block, order) {
    close();
    subject = element;
    fillCard(block, element.matches('.s') ? element : null, order);
    card.hidden = false;
    if (element.matches('button')) element.setAttribute('aria-expanded', 'true');
    position(element);
  }

  /** Close the card; tell whether it was open. */
  function close() {
    if (!subject) return false;
    if (subject.matches('button')) subject.setAttribute('aria-expanded', 'false');
    subject = null;
    card.hidden = true;
    return true;
  }

  /** Close the card and take the light from its sentence; tell whether it was open. */
  function letGo() {
    light(null, 'current');
    return close();
  }

  /** Close the card and put the focus back on what it was about. */
  function dismiss() {
    const back = subject && (subject.matches('.s') ? seenOf(subject) : subject);
    letGo();
    if (back) back.focus({ preventScroll: true });
  }

  function focus() {
    card.querySelector('a')?.focus({ preventScroll: true });
  }

  // The Tab key leaves the card for what stands after the sentence in the text, not for the foot of the page.
  card.addEventListener('keydown', (event) => {
    const controls = all(card, 'a, button', HTMLElement).filter(isSeen);
    if (event.key !== 'Tab' || event.target !== controls[event.shiftKey ? 0 : controls.length - 1]) return;
    const back = subject;
    if (event.shiftKey) event.preventDefault();
    else letGo();
    back?.focus({ preventScroll: true });
  });

  return {
    open,
    close,
    letGo,
    dismiss,
    focus,
    icon,
    labelOf,
    placeOf,
    /** @param {Element | null} element */
    isAbout: (element) => subject === element,
    /** @param {Node | null} node */
    contains: (node) => card.contains(node),
  };
})();
