// Places side by side: the reader chooses two to four, and the address keeps them (?places=langfang-2019+wuhan-2020).
// What belongs to another place (data-place) is hidden, and what speaks of several (data-places) if fewer than two of
// those are chosen. Without a script all places are seen.
(() => {
  'use strict';
  const { all, need, fill, setAddress, uncover } = PolicySite;
  const LEAST = 2;
  const MOST = 4;

  /**
   * @param {HTMLElement} page
   * @param {string[]} wanted
   */
  function hide(page, wanted) {
    const every = wanted.length < LEAST;
    for (const each of all(page, '[data-place]', HTMLElement)) {
      each.hidden = !every && !wanted.includes(each.dataset.place || '');
    }
    for (const each of all(page, '[data-places]', HTMLElement)) {
      const own = (each.dataset.places || '').split(' ').filter((place) => wanted.includes(place));
      each.hidden = !every && own.length < LEAST;
    }
    if (every) delete page.dataset.chosen;
    else page.dataset.chosen = String(wanted.length);
  }

  /**
   * Write the choice into an address, beside whatever else its query holds.
   * @param {URL} address
   * @param {string[]} wanted
   */
  function withPlaces(address, wanted) {
    if (wanted.length < LEAST) address.searchParams.delete('places');
    else address.searchParams.set('places', wanted.join(' '));
    return address;
  }

  /**
   * @param {HTMLElement} page
   * @param {string[]} wanted
   */
  function keep(page, wanted) {
    setAddress(withPlaces(new URL(location.href), wanted));
    for (const link of all(page, 'a.keeps-places', HTMLAnchorElement)) {
      link.href = withPlaces(new URL(link.href), wanted).href;
    }
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} page
   */
  function wire(form, page) {
    const boxes = all(form, 'input[name="places"]', HTMLInputElement);
    const status = need(form, '[role="status"]', HTMLElement);
    const clear = need(form, '.clear', HTMLButtonElement);

    /** @param {string[]} wanted */
    function say(wanted) {
      const { all: every = '', one = '', some = '' } = status.dataset;
      const message = !wanted.length ? every : wanted.length < LEAST ? one : some;
      status.textContent = fill(message, { count: wanted.length, total: boxes.length });
      clear.disabled = !wanted.length;
      for (const box of boxes) box.disabled = !box.checked && wanted.length >= MOST;
    }

    function show() {
      const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
      hide(page, wanted);
      say(wanted);
      keep(page, wanted);
    }

    function reset() {
      for (const box of boxes) box.checked = false;
      show();
    }

    function start() {
      const given = (new URLSearchParams(location.search).get('places') || '')
        .split(' ')
        .filter(Boolean)
        .slice(0, MOST);
      for (const box of boxes) box.checked = given.includes(box.value);
      show();
      uncover(reset); // a link to what the choice hides, e.g. from the search
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', show);
    // The browser sets the boxes back after this event, to what the page was loaded with.
    form.addEventListener('reset', () => {
      setTimeout(() => {
        reset();
        boxes[0].focus();
      });
    });
    window.addEventListener('pageshow', start); // the browser may have checked the boxes of an earlier visit
    window.addEventListener('hashchange', () => uncover(reset));
    start();
  }

  const form = PolicySite.find(document, 'form.place-choice', HTMLFormElement);
  if (form) wire(form, need(document, '.page', HTMLElement));
})();
