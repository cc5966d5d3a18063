// Citing: a dialog with every form of a citation, for a page or a place on it. site.js loads it when it is first asked
// for. The forms are templates, made when the site was built. The script fills in what only the browser knows: the
// place, its address, today. Without it the block at the foot of the page shows all forms.
(() => {
  'use strict';
  const { make, need, find, all, stored, store } = PolicySite;

  /** @typedef {Record<string, string>} Details place, url, anchor, today, iso, y, m, d: what a template asks for */

  /** @type {{words: Record<string, string>, forms: Record<string, string>}} */
  const { words, forms } = JSON.parse(need(document, '#citations', HTMLElement).textContent || '');
  /** @type {Record<string, [string, string]>} */
  const FILES = {
    bibtex: ['bib', 'application/x-bibtex'],
    ris: ['ris', 'application/x-research-info-systems'],
    csl: ['json', 'application/json'],
  };
  const KEY = 'policy-site.citing';

  // The dialog has a style sheet of its own, so that a page that nobody cites does not load it.
  const sheet = make('link', {
    rel: 'stylesheet',
    href: new URL('../stylesheets/cite.css', PolicySite.ownAddress()).href,
  });
  const styled = new Promise((done) => {
    sheet.onload = done;
    sheet.onerror = done;
  });
  document.head.append(sheet);

  // --- Filling a template, as quoting.py does ------------------------------------------------------------------

  /**
   * Return a value as a form can hold it: in BibTeX ‘R&D’ is written ‘R\&D’.
   * @param {string} form
   * @param {string} name
   * @param {string} text
   */
  function fitted(form, name, text) {
    if (form === 'csl') return JSON.stringify(text).slice(1, -1);
    if (form !== 'bibtex' || name !== 'place') return text;
    return text
      .replace(/\{/g, '(')
      .replace(/\}/g, ')')
      .replace(/[&%$#_]/g, '\\$&');
  }

  /**
   * Return a citation. What stands between ‹ and › is for a place, and is left out for the whole page.
   * @param {string} form
   * @param {Details} details
   */
  function filled(form, details) {
    const text = forms[form].replace(/‹([\s\S]*?)›/g, details.place ? '$1' : '');
    return text.replace(/\{(place|url|anchor|today|iso|y|m|d)\}/g, (_, name) => fitted(form, name, details[name]));
  }

  // --- What the browser knows ----------------------------------------------------------------------------------

  /** @param {number} number */
  const two = (number) => String(number).padStart(2, '0');

  /**
   * @param {string} id
   * @param {string} place
   * @returns {Details}
   */
  function detailsOf(id, place) {
    const now = new Date();
    const { lang } = document.documentElement;
    const [y, m, d] = [String(now.getFullYear()), two(now.getMonth() + 1), two(now.getDate())];
    return {
      place,
      // Without the query: a citation names a place, not a way of reading.
      url: location.href.split(/[?#]/)[0] + (id ? `#${id}` : ''),
      anchor: id ? `-${id.replace(/[^\w.-]/g, '')}` : '',
      today: new Intl.DateTimeFormat(lang === 'en' ? 'en-US' : lang, { dateStyle: 'long' }).format(now),
      iso: `${y}-${m}-${d}`,
      y,
      m,
      d,
    };
  }

  // --- The dialog ----------------------------------------------------------------------------------------------

  /** @type {string} */
  let form = stored(KEY) in forms ? stored(KEY) : 'plain';
  let details = detailsOf('', '');
  const title = make('p', { class: 'cite-what', id: 'cite-what' });
  const shown = make('pre', { tabindex: '0', 'aria-live': 'polite' });
  const status = make('p', { class: 'cite-status', role: 'status' });
  const save = make('a', { class: 'cite-save' }, words.save);
  const dialog = make('dialog', { class: 'cite-dialog ui', 'aria-labelledby': 'cite-what' });

  /** Return the radio buttons that choose a form. */
  function formChoices() {
    const choices = make('fieldset', { class: 'cite-forms' }, make('legend', { class: 'visually-hidden' }, words.form));
    for (const name of Object.keys(forms)) {
      const radio = make('input', { type: 'radio', name: 'cite-form', value: name });
      choices.append(make('label', {}, radio, make('span', {}, words[name])));
    }
    choices.addEventListener('change', () => {
      form = find(choices, 'input:checked', HTMLInputElement)?.value || form;
      store(KEY, form);
      show();
    });
    return choices;
  }

  /** Return the buttons under the citation. */
  function actions() {
    const copyButton = make('button', { type: 'button', class: 'cite-copy' }, words.copy);
    const shut = make('button', { type: 'button', class: 'cite-close' }, words.close);
    copyButton.addEventListener('click', () => {
      PolicySite.copy(shown.textContent || '', dialog).then((done) => {
        status.textContent = done ? words.copied : words.not_copied;
      });
    });
    shut.addEventListener('click', () => dialog.close());
    return make('div', { class: 'cite-actions' }, copyButton, save, shut);
  }

  function show() {
    const text = filled(form, details);
    for (const radio of all(dialog, 'input', HTMLInputElement)) radio.checked = radio.value === form;
    shown.textContent = text;
    shown.className = form in FILES ? 'cite-file' : 'cite-words';
    status.textContent = '';
    save.hidden = !(form in FILES);
    if (save.hidden) return;
    const [end, media] = FILES[form];
    save.href = `data:${media};charset=utf-8,${encodeURIComponent(`${text}\n`)}`;
    save.download = `${/\{(.+?),/.exec(filled('bibtex', details))?.[1]}.${end}`; // named by the key of the BibTeX entry
  }

  /**
   * Show how the place with this id is cited; without an id the whole page.
   * @param {string} id
   * @param {string} place
   */
  function open(id, place) {
    details = detailsOf(id, place);
    title.textContent = place ? words.what.replace('{what}', place) : words.title;
    if (!dialog.isConnected) document.body.append(dialog);
    show();
    styled.then(() => dialog.showModal());
  }

  dialog.append(title, formChoices(), shown, make('p', { class: 'cite-note' }, words.note), actions(), status);
  dialog.addEventListener('click', (event) => {
    event.stopPropagation(); // the page would take it for a click beside its text, and close the sentence's card
    if (event.target === dialog) dialog.close(); // a click beside the dialog
  });
  dialog.addEventListener('keydown', (event) => event.stopPropagation()); // these keys are not the page's either

  window.openCitation = open;
})();
