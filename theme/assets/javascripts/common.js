// What the scripts of this site share; loaded before them. All are classic scripts, because a browser opens neither a
// module nor the answer of a fetch from file://. So what they share stands under one global name, PolicySite.
// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var PolicySite = (() => {
  'use strict';

  // --- Elements -----------------------------------------------------------------------------------------------

  /**
   * Make an element. Attributes without a value and children that are empty are left out.
   * Example: make('a', { href: '#s3.1', title: null }, 'Section 3.1').
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string | null | undefined>} attributes
   * @param {...(Node | string | null | undefined | false)} children
   */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children) if (child) element.append(child);
    return element;
  }

  /**
   * Return the elements of one kind that a selector finds.
   * @template {Element} Kind
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => Kind} kind
   * @returns {Kind[]}
   */
  function all(root, selector, kind) {
    return Array.from(root.querySelectorAll(selector)).flatMap((one) => (one instanceof kind ? [one] : []));
  }

  /**
   * Return the first of them, or null.
   * @template {Element} Kind
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => Kind} kind
   * @returns {Kind | null}
   */
  function find(root, selector, kind) {
    const found = root.querySelector(selector);
    return found instanceof kind ? found : null;
  }

  /**
   * Return an element that the templates promise; a page without it is an error.
   * @template {Element} Kind
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => Kind} kind
   * @returns {Kind}
   */
  function need(root, selector, kind) {
    const found = find(root, selector, kind);
    if (!found) throw new Error(`This page has no ${selector}.`);
    return found;
  }

  /**
   * Return the element that an event happened to, or null for the window and the document.
   * @param {Event} event
   */
  function targetOf(event) {
    return event.target instanceof HTMLElement || event.target instanceof SVGElement ? event.target : null;
  }

  /**
   * Tell whether an element is displayed, inside the window or not.
   * @param {Element} element
   */
  function isSeen(element) {
    return element.getClientRects().length > 0;
  }

  /** Return how many pixels the header covers at the top of the window. */
  function headerHeight() {
    const bar = need(document, '.md-header', HTMLElement);
    return getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
  }

  /**
   * Put a card under a place of the text, or over it where there is no room below, inside the window.
   * @param {HTMLElement} card
   * @param {{left: number, top: number, bottom: number}} place in the window
   * @param {number} gap between the place and the card, in pixels
   */
  function putNear(card, place, gap) {
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(place.left, width - card.offsetWidth - 8));
    const below = place.bottom + gap;
    const above = Math.max(place.top - gap - card.offsetHeight, headerHeight() + 4);
    const top = below + card.offsetHeight <= window.innerHeight ? below : above;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  // --- Words --------------------------------------------------------------------------------------------------

  /**
   * Put values into a message: fill('{count} of {total}', { count: 3, total: 9 }) is ‘3 of 9’.
   * @param {string} message
   * @param {Record<string, string | number>} values
   */
  function fill(message, values) {
    return message.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /**
   * Return a function that writes a text into a status line after a pause. Only the last text of a quick series is
   * written, because a screen reader speaks each one: at every letter typed, for example.
   * @param {Element} status
   * @param {number} pause in milliseconds
   */
  function sayer(status, pause) {
    let timer = 0;
    return (/** @type {string} */ text) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        status.textContent = text;
      }, pause);
    };
  }

  /**
   * Copy a text and promise whether that was done. An old browser, and a page that came by plain http, has no
   * navigator.clipboard: there a hidden field in `holder` is selected and copied.
   * @param {string} text
   * @param {Element} holder
   * @returns {Promise<boolean>}
   */
  function copy(text, holder) {
    const byField = () => copyByField(text, holder);
    if (!navigator.clipboard || !window.isSecureContext) return Promise.resolve(byField());
    return navigator.clipboard.writeText(text).then(() => true, byField);
  }

  /**
   * @param {string} text
   * @param {Element} holder
   */
  function copyByField(text, holder) {
    const field = make('textarea', { class: 'visually-hidden', readonly: '', 'aria-hidden': 'true' });
    const focused = document.activeElement;
    field.value = text;
    holder.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand('copy');
    } catch {
      done = false;
    }
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return done;
  }

  // --- What lasts: the browser's storage and the address ----------------------------------------------------------

  /**
   * Return what was stored under a key, or null. Some private windows and some pages on file:// have no storage.
   * @param {string} key
   */
  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key) || 'null');
    } catch {
      return null;
    }
  }

  /**
   * Store a value under a key; where storage is refused, it lasts as long as the page.
   * @param {string} key
   * @param {unknown} value
   */
  function store(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // The page works without it.
    }
  }

  /**
   * Put another address into the bar without loading it. Some browsers refuse that for a file; the page is right
   * anyway.
   * @param {string | URL} address
   */
  function setAddress(address) {
    try {
      history.replaceState(history.state, '', address);
    } catch {
      // The address then does not hold the choice.
    }
  }

  /** Return the element that the address names after its #, or null. */
  function linked() {
    if (location.hash.length < 2) return null;
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // a broken escape, e.g. #%E4
    }
  }

  /**
   * Show what the address names if a choice hides it: a link from the search leads to a card that the finder hides.
   * @param {() => void} clear undoes the choice
   */
  function uncover(clear) {
    const target = linked();
    if (!target?.closest('[hidden]')) return;
    clear();
    target.scrollIntoView();
  }

  /**
   * Set each select to what the address says of it: ?place=wuhan-2020 sets the one named ‘place’.
   * @param {HTMLSelectElement[]} choices
   */
  function readChoices(choices) {
    const given = new URLSearchParams(location.search);
    for (const choice of choices) {
      const value = given.get(choice.name) || '';
      choice.value = Array.from(choice.options).some((option) => option.value === value) ? value : '';
    }
  }

  /**
   * Write each select into the address, beside whatever else its query holds, e.g. the way of reading.
   * @param {HTMLSelectElement[]} choices
   */
  function writeChoices(choices) {
    const query = new URLSearchParams(location.search);
    for (const choice of choices) {
      if (choice.value) query.set(choice.name, choice.value);
      else query.delete(choice.name);
    }
    const text = query.toString();
    setAddress(location.pathname + (text ? `?${text}` : ''));
  }

  /**
   * Set each select to ‘all’.
   * @param {HTMLSelectElement[]} choices
   */
  function clearChoices(choices) {
    for (const choice of choices) choice.value = '';
  }

  // --- Loading ------------------------------------------------------------------------------------------------

  /**
   * Load a script that a page does not need at first.
   * @param {string} address
   * @returns {Promise<void>}
   */
  function addScript(address) {
    return new Promise((done, failed) => {
      const script = make('script', { src: address });
      script.onload = () => done();
      script.onerror = () => failed(new Error(address));
      document.head.append(script);
    });
  }

  /** Return the address of the script that runs now: …/<locale>/assets/javascripts/site.js. */
  function ownAddress() {
    return /** @type {HTMLScriptElement} */ (document.currentScript).src;
  }

  return {
    make,
    all,
    find,
    need,
    targetOf,
    isSeen,
    headerHeight,
    putNear,
    fill,
    sayer,
    copy,
    stored,
    store,
    setAddress,
    linked,
    uncover,
    readChoices,
    writeChoices,
    clearChoices,
    addScript,
    ownAddress,
  };
})();
