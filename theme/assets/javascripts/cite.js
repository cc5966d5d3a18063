// Citing: a dialog with every form of a citation, for a page or a place on it. Loaded by site.js when it is first asked for.
// The forms are templates, made when the site was built; here only what the browser knows is filled in: the place, its
// address, today. Without this script the block at the foot of the page shows them all. No modules and no fetch.
(function () {
  'use strict';
  const { words, forms } = JSON.parse(document.getElementById('citations').textContent);
  // Its style sheet is its own, so that a page that nobody cites does not pay for it.
  const sheet = make('link', { rel: 'stylesheet', href: new URL('../stylesheets/cite.css', document.currentScript.src).href });
  const styled = new Promise((done) => { sheet.onload = done; sheet.onerror = done; });
  document.head.append(sheet);
  const FILES = { bibtex: ['bib', 'application/x-bibtex'], ris: ['ris', 'application/x-research-info-systems'], csl: ['json', 'application/json'] };
  const KEY = 'policy-site.citing';

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  // --- Filling a template, as quoting.py does ------------------------------------------------------------------

  function fitted(form, name, text) {
    if (form === 'csl') return JSON.stringify(text).slice(1, -1);
    return form === 'bibtex' && name === 'place' ? text.replace(/\{/g, '(').replace(/\}/g, ')').replace(/[&%$#_]/g, '\\$&') : text;
  }

  function filled(form, details) {
    const text = forms[form].replace(/‹([^]*?)›/g, details.place ? '$1' : '');
    return text.replace(/\{(place|url|anchor|today|iso|y|m|d)\}/g, (all, name) => fitted(form, name, details[name]));
  }

  const two = (number) => String(number).padStart(2, '0');

  function detailsOf(id, place) {
    const now = new Date();
    const lang = document.documentElement.lang;
    const [y, m, d] = [String(now.getFullYear()), two(now.getMonth() + 1), two(now.getDate())];
    return {
      place,
      // Without the query: a citation names a place, not a way of reading.
      url: location.href.split(/[?#]/)[0] + (id ? `#${id}` : ''),
      anchor: id ? `-${id.replace(/[^\w.-]/g, '')}` : '',
      today: new Intl.DateTimeFormat(lang === 'en' ? 'en-US' : lang, { dateStyle: 'long' }).format(now),
      iso: `${y}-${m}-${d}`, y, m, d,
    };
  }

  // --- The dialog ----------------------------------------------------------------------------------------------

  function remembered() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  let form = remembered() in forms ? remembered() : 'plain';
  let details = null;
  const title = make('p', { class: 'cite-what', id: 'cite-what' });
  const shown = make('pre', { tabindex: '0', 'aria-live': 'polite' });
  const status = make('p', { class: 'cite-status', role: 'status' });
  const copyButton = make('button', { type: 'button', class: 'cite-copy' }, words.copy);
  const save = make('a', { class: 'cite-save' }, words.save);
  const shut = make('button', { type: 'button', class: 'cite-close' }, words.close);
  const choices = make('fieldset', { class: 'cite-forms' }, make('legend', { class: 'visually-hidden' }, words.form));
  const dialog = make('dialog', { class: 'cite-dialog ui', 'aria-labelledby': 'cite-what' },
    title, choices, shown, make('p', { class: 'cite-note' }, words.note), make('div', { class: 'cite-actions' }, copyButton, save, shut), status);

  Object.keys(forms).forEach((name) => {
    const radio = make('input', { type: 'radio', name: 'cite-form', value: name });
    choices.append(make('label', {}, radio, make('span', {}, words[name])));
  });

  function show() {
    const text = filled(form, details);
    choices.querySelectorAll('input').forEach((radio) => { radio.checked = radio.value === form; });
    shown.textContent = text;
    shown.className = form in FILES ? 'cite-file' : 'cite-words';
    status.textContent = '';
    save.hidden = !(form in FILES);
    if (save.hidden) return;
    const [end, media] = FILES[form];
    save.href = `data:${media};charset=utf-8,${encodeURIComponent(`${text}\n`)}`;
    save.download = `${(/\{(.+?),/.exec(filled('bibtex', details)) || [])[1]}.${end}`;
  }

  // An old way of copying, where the browser offers no other: the text itself, selected.
  function copySelected() {
    const range = document.createRange();
    range.selectNodeContents(shown);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    try { return document.execCommand('copy'); } catch (refused) { return false; }
  }

  function copy() {
    const text = shown.textContent;
    const done = navigator.clipboard && window.isSecureContext
      ? navigator.clipboard.writeText(text).then(() => true, copySelected) : Promise.resolve(copySelected());
    done.then((well) => { status.textContent = well ? words.copied : words.not_copied; });
  }

  /** Show how the place with this id is cited; without an id the whole page. */
  function open(id, place) {
    details = detailsOf(id, place);
    title.textContent = place ? words.what.replace('{what}', place) : words.title;
    if (!dialog.isConnected) document.body.append(dialog);
    show();
    styled.then(() => dialog.showModal());
  }

  choices.addEventListener('change', (event) => {
    form = event.target.value;
    try { localStorage.setItem(KEY, form); } catch (refused) { /* lasts one page, then */ }
    show();
  });
  copyButton.addEventListener('click', copy);
  shut.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    event.stopPropagation(); // the page below takes a click beside its text as a wish to let go
    if (event.target === dialog) dialog.close(); // beside the dialog's own content
  });
  dialog.addEventListener('keydown', (event) => event.stopPropagation()); // nor are its keys the page's

  window.openCitation = open;
})();
