// The finder: shows the measures that fit the choices, and keeps the choices in the address. Without a script its form
// leads to the full list.
(() => {
  'use strict';
  const { all, need, fill, sayer, uncover, readChoices, writeChoices, clearChoices } = PolicySite;

  /** @typedef {{card: HTMLElement, holds: Record<string, string[]>, clauses: string[]}} Measure */

  /**
   * The home page has the form without the list. Its choices go to the page of measures; what is not chosen stays out
   * of that address, because a disabled select is not sent.
   * @param {HTMLSelectElement[]} choices
   */
  function sendChosen(choices) {
    for (const choice of choices) choice.disabled = !choice.value;
    setTimeout(() => {
      for (const choice of choices) choice.disabled = false;
    });
  }

  /**
   * Read a card: what it holds for each choice, and the clauses that it rests on, as wuhan-2020#s2.2.
   * @param {HTMLElement} card
   * @param {HTMLSelectElement[]} choices
   * @returns {Measure}
   */
  function read(card, choices) {
    const { clauses = '', document: from } = card.dataset;
    const holds = Object.fromEntries(choices.map(({ name }) => [name, (card.dataset[name] || '').split(' ')]));
    return { card, holds, clauses: clauses.split(' ').map((clause) => `${from}#${clause}`) };
  }

  /**
   * Show the cards of one document that fit; return their measures.
   * @param {{section: HTMLElement, cards: Measure[]}} group
   * @param {HTMLSelectElement[]} wanted
   */
  function showGroup(group, wanted) {
    const fitting = group.cards.filter((one) => wanted.every(({ name, value }) => one.holds[name].includes(value)));
    for (const one of group.cards) one.card.hidden = !fitting.includes(one);
    group.section.hidden = !fitting.length;
    return fitting;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLSelectElement[]} choices
   * @param {HTMLElement} list
   */
  function wire(form, choices, list) {
    const status = need(form, '[role="status"]', HTMLElement);
    const clear = need(form, '.clear', HTMLElement);
    const groups = all(list, '.measures-of', HTMLElement).map((section) => ({
      section,
      cards: all(section, '.measure', HTMLElement).map((card) => read(card, choices)),
    }));
    const total = groups.reduce((sum, group) => sum + group.cards.length, 0);
    const say = sayer(status, 150);

    function show() {
      const wanted = choices.filter((choice) => choice.value);
      const fitting = groups.flatMap((group) => showGroup(group, wanted));
      const clauses = new Set(fitting.flatMap((one) => one.clauses)).size; // several measures may rest on one clause
      clear.hidden = !wanted.length;
      const { none = '', some = '', all: every = '' } = status.dataset;
      const message = !fitting.length ? none : wanted.length ? some : every;
      say(fill(message, { count: fitting.length, total, clauses }));
    }

    function reset() {
      clearChoices(choices);
      show();
    }

    function start() {
      readChoices(choices);
      show();
    }

    need(form, 'button[type="submit"]', HTMLElement).hidden = true;
    form.addEventListener('change', () => {
      show();
      writeChoices(choices);
    });
    // The browser sets the selects back after this event, to what the page was loaded with.
    form.addEventListener('reset', () => {
      setTimeout(() => {
        reset();
        writeChoices(choices);
        choices[0].focus();
      });
    });
    // The browser may have filled the form with the choices of an earlier visit.
    window.addEventListener('pageshow', () => {
      start();
      uncover(reset);
    });
    window.addEventListener('hashchange', () => uncover(reset));
    start();
  }

  const form = PolicySite.find(document, 'form.finder', HTMLFormElement);
  if (!form) return;
  const list = document.getElementById('measures');
  const choices = all(form, 'select', HTMLSelectElement);
  form.addEventListener('submit', (event) => {
    if (list) event.preventDefault();
    else sendChosen(choices);
  });
  if (list) wire(form, choices, list);
})();
