// Definitions of terms. Pointing at a linked term, the focus, or a first tap opens a card; Escape closes it. The card
// holds no control, because it is the description of the link. A second tap, or Enter, follows the link to the
// glossary.
(() => {
  'use strict';
  const { make, need, find, targetOf } = PolicySite;
  const main = need(document, '.page', HTMLElement);
  if (!main.querySelector('a.term[data-zh]')) return;
  const holder = document.getElementById('reader-words');
  /** @type {Record<string, string> | null} */
  const words = holder ? JSON.parse(holder.dataset.words || 'null') : null;
  const card = make('div', { class: 'term-card ui', id: 'term-card', role: 'tooltip', hidden: '' });
  main.append(card);
  /** @type {HTMLElement | null} the link whose card is open */
  let open = null;
  let timer = 0;
  let touched = false;

  /**
   * Return one language of a definition, its name in bold: ‘talent: a person whom …’.
   * @param {string} text
   * @param {string} language
   * @param {string} parting what stands between name and definition
   */
  function definition(text, language, parting) {
    const [name, ...rest] = text.split(parting);
    return make('p', { lang: language }, make('strong', {}, name), ` ${rest.join(parting)}`);
  }

  /** @param {HTMLElement} link */
  function fillCard(link) {
    // The first link to a term on a page holds its definition.
    const { zh = '', en = '' } = need(main, `.term[data-zh][href="${link.getAttribute('href')}"]`, HTMLElement).dataset;
    const script = (find(main, '[lang|="zh"]', HTMLElement) || main).lang;
    const both = [definition(zh, script, '：'), definition(en, 'en', ': ')];
    if (link.closest('[lang]')?.getAttribute('lang') === 'en') both.reverse();
    card.replaceChildren(...both);
    if (touched && words) card.append(make('p', { class: 'hint' }, words.term_again));
  }

  /**
   * Return the box of the line of a link that a point is on: a link can stand on two lines.
   * @param {HTMLElement} link
   * @param {number} x
   * @param {number} y
   */
  function lineAt(link, x, y) {
    const lines = Array.from(link.getClientRects());
    const met = lines.find(
      (line) => y >= line.top - 2 && y <= line.bottom + 2 && x >= line.left - 2 && x <= line.right + 2,
    );
    return met || lines[0];
  }

  /**
   * @param {HTMLElement} link
   * @param {number} x of the pointer, or -1
   * @param {number} y
   */
  function show(link, x, y) {
    clearTimeout(timer);
    if (open === link) return;
    hide();
    open = link;
    fillCard(link);
    card.hidden = false;
    link.setAttribute('aria-describedby', card.id);
    PolicySite.putNear(card, lineAt(link, x, y), 6);
  }

  /** Close the card; tell whether it was open. */
  function hide() {
    clearTimeout(timer);
    if (!open) return false;
    open.removeAttribute('aria-describedby');
    open = null;
    card.hidden = true;
    return true;
  }

  /**
   * @param {() => void} action
   * @param {number} delay
   */
  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  function hideLater() {
    if (open !== document.activeElement) later(hide, 200);
  }

  /**
   * @param {Event} event
   * @returns {HTMLElement | null}
   */
  const linkAt = (event) => targetOf(event)?.closest('a.term') || null;

  // --- By pointing ---------------------------------------------------------------------------------------------

  main.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const link = linkAt(event);
    if (link) later(() => show(link, event.clientX, event.clientY), 180);
    else if (card.contains(targetOf(event)))
      clearTimeout(timer); // the pointer may rest on the card
    else hideLater();
  });
  main.addEventListener('pointerleave', hideLater);

  // --- By keyboard ---------------------------------------------------------------------------------------------

  main.addEventListener('focusin', (event) => {
    const link = linkAt(event);
    if (link?.matches(':focus-visible')) show(link, -1, -1);
  });
  main.addEventListener('focusout', (event) => {
    if (linkAt(event)) hide();
  });
  document.addEventListener('keydown', (event) => {
    // This Escape closes the card and nothing else: reader.js does nothing once the default is prevented.
    if (event.key === 'Escape' && hide()) event.preventDefault();
  });

  // --- By touch ------------------------------------------------------------------------------------------------

  document.addEventListener(
    'pointerdown',
    (event) => {
      touched = event.pointerType === 'touch';
    },
    true,
  );
  main.addEventListener('click', (event) => {
    const link = linkAt(event);
    if (!link || !touched || open === link) return;
    event.preventDefault();
    show(link, event.clientX, event.clientY);
  });
  document.addEventListener('click', (event) => {
    if (open && !linkAt(event) && !card.contains(targetOf(event))) hide();
  });
})();
