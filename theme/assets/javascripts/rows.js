// The choice of a language on a page whose rows hold both. It is that of the full texts (reader.js), stored under the
// same key. theme/main.html applies it before the first paint, as <html data-alone="zh">; here the reader changes it.
(() => {
  'use strict';
  const { all, stored, store, setAddress } = PolicySite;
  const KEY = 'policy-site.reading';
  const { dataset } = document.documentElement;

  /**
   * Keep the choice for the next page, and in the address beside whatever else stands there.
   * @param {string} mode
   */
  function keep(mode) {
    store(KEY, { ...stored(KEY), mode });
    const query = new URLSearchParams(location.search);
    query.set('mode', mode);
    setAddress(`?${query}${location.hash}`);
  }

  /** @param {HTMLElement} bar */
  function wire(bar) {
    const radios = all(bar, 'input', HTMLInputElement);

    function sync() {
      for (const radio of radios) radio.checked = radio.value === (dataset.alone || 'columns');
    }

    bar.addEventListener('change', () => {
      const mode = radios.find((radio) => radio.checked)?.value || 'columns';
      if (mode === 'columns') delete dataset.alone;
      else dataset.alone = mode;
      keep(mode);
    });
    sync();
    window.addEventListener('pageshow', sync); // the browser may have checked what was checked on an earlier visit
  }

  const bar = PolicySite.find(document, '.language-bar', HTMLElement);
  if (bar) wire(bar);
})();
