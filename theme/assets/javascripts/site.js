// What every page does with a script of ours; each page can be read without it.
(() => {
  'use strict';
  const { all, need, find, targetOf, linked, addScript, make } = PolicySite;
  const OWN = PolicySite.ownAddress(); // …/<locale>/assets/javascripts/site.js

  // --- Switching the language keeps the place -------------------------------------------------------------
  // Ids are the same in all locales, so the place is an id. It is the first of these: the linked element, while it is
  // in sight; the first block in sight; the last block that begins above, for example the table that fills the window.
  // At the head of a page there is no place to keep.

  const BLOCKS = ':is(h1, h2, h3, h4, h5, h6, p, li, tr, section, div, details)[id]';

  function top() {
    return need(document, '.md-header', HTMLElement).getBoundingClientRect().bottom;
  }

  /**
   * Tell whether a reader sees an element: some of it is in the window, and more than its last line.
   * @param {Element} element
   */
  function inSight(element) {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > top() + 32 && box.top < window.innerHeight;
  }

  /**
   * Return how far above the header an element begins, in pixels; less than 0 if it begins below it.
   * @param {Element} element
   */
  function above(element) {
    return top() - element.getBoundingClientRect().top;
  }

  /** Return the place that the reader is at, as #s3.1, or nothing at the head of the page. */
  function placeInText() {
    const target = linked();
    if (target && inSight(target) && above(target) < window.innerHeight) return location.hash;
    if (window.scrollY < 80) return '';
    const blocks = all(need(document, '.page', HTMLElement), BLOCKS, HTMLElement).filter(PolicySite.isSeen);
    // A block that begins more than 200 px above is passed over: the list of all measures begins at the top of its
    // page.
    const seen = blocks.find((block) => inSight(block) && above(block) < 200);
    const place = seen || blocks.filter((block) => above(block) > 0).pop();
    if (!place) return '';
    const chinese = document.getElementById(place.id.replace(/-en$/, '')); // both sides of a row have one address
    return `#${(chinese || place).id}`;
  }

  /** @param {Event} event */
  function keepPlace(event) {
    const link = targetOf(event)?.closest('.languages a');
    if (!link) return;
    // The query goes along: it holds the words searched for, or the way of reading.
    link.setAttribute('href', (link.getAttribute('href') || '').split(/[?#]/)[0] + location.search + placeInText());
  }

  // Before the click too, for those who open the link in another tab or copy its address.
  for (const type of ['pointerdown', 'focusin', 'click']) document.addEventListener(type, keepPlace);

  // --- The web manifest -------------------------------------------------------------------------------------
  // A script names it, because a browser that opens the page as a file refuses to read one and reports an error.

  if (location.protocol !== 'file:') {
    document.head.append(make('link', { rel: 'manifest', href: new URL('../../manifest.webmanifest', OWN).href }));
  }

  // --- Citing -------------------------------------------------------------------------------------------------
  // Every page shows at its foot how it is cited, and links lead there. cite.js shows that in a dialog and fills in the
  // place and the day. It is loaded when the reader first asks; if it cannot be, the links still lead to the foot.

  /**
   * @param {string} id of a place on the page, or nothing for the page
   * @param {string} place in words: Section 3.1
   */
  function cite(id, place) {
    if (window.openCitation) return window.openCitation(id, place);
    addScript(new URL('cite.js', OWN).href).then(
      () => window.openCitation?.(id, place),
      () => {
        // The block at the foot of the page still shows every form.
      },
    );
  }

  if ('HTMLDialogElement' in window && document.getElementById('citations')) window.cite = cite;
  document.addEventListener('click', (event) => {
    const opener = targetOf(event)?.closest('a[href="#cite-this-page"], #cite-this-page > summary');
    if (!window.cite || !(opener instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    window.cite(opener.dataset.cite || '', opener.dataset.citePlace || '');
  });

  // --- The search field: Material's, with its keys ---------------------------------------------------------
  // The keys /, s and f lead to it, Escape leaves it. Material's check box #__search opens it: wider in the header of a
  // wide window, over the page in a narrow one. search-page.js answers; it is loaded when the field first has the
  // focus.

  const form = need(document, 'form.site-search', HTMLFormElement);
  const input = need(form, 'input', HTMLInputElement);
  const toggle = need(document, '#__search', HTMLInputElement);
  let asked = false;

  function load() {
    if (asked) return;
    asked = true;
    addScript(new URL('search-page.js', OWN).href).catch(() => {
      // The form still leads to the page of results.
    });
  }

  function leave() {
    toggle.checked = false;
    input.blur();
  }

  /** @param {Element | null} element */
  function isTyping(element) {
    if (!(element instanceof HTMLElement)) return false;
    return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // search-page.js takes the first Escape, which closes its list, and prevents its default.
    if (event.key === 'Escape' && toggle.checked && !event.defaultPrevented) leave();
    if (!/^[/sf]$/.test(event.key) || isTyping(targetOf(event))) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  input.addEventListener('focus', () => {
    toggle.checked = true;
    load();
  });
  toggle.addEventListener('change', () => {
    if (toggle.checked) input.focus();
    else input.blur();
  });
  document.addEventListener('keydown', onKey);
  // The Tab key leaves the field and closes it. A click beside it needs nothing here: it meets Material's overlay,
  // which is a label of the check box.
  form.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !form.contains(event.relatedTarget)) toggle.checked = false;
  });
  if (document.getElementById('search-page')) load();

  // --- Paper ------------------------------------------------------------------------------------------------------
  // Material opens every clause before it prints, which makes two sheets of one; print.css shows those that were open.

  addEventListener('beforeprint', () => {
    for (const clause of all(document, '.clause', HTMLElement)) {
      clause.classList.toggle('shut', !clause.hasAttribute('open'));
    }
  });

  // --- The drawer ---------------------------------------------------------------------------------------------
  // Material's labels open the drawer and the search. Material gives them the Enter key; here they get the space bar,
  // and Escape closes the drawer.

  document.addEventListener('keydown', (event) => {
    const drawer = find(document, '#__drawer', HTMLInputElement);
    if (event.key === 'Escape' && drawer) drawer.checked = false;
  });
  for (const label of all(document, '.md-header label[tabindex]', HTMLElement)) {
    label.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      label.click();
    });
  }
})();
