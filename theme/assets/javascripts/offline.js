// After one visit the whole site can be read without a network, because sw.js keeps it. It is not kept for a copy
// opened from a disk, which is whole already; for a reader who asked to save data; under ‘policy-site serve’, which
// reloads pages.
(() => {
  'use strict';
  const ROOT = new URL('../../../', PolicySite.ownAddress()); // …/<locale>/assets/javascripts/policy-site.js

  function keepSite() {
    if ('livereload' in window) return;
    // Not while the page is still at work: the bundle is large, and nobody waits for it.
    setTimeout(() => {
      navigator.serviceWorker.register(new URL('sw.js', ROOT)).catch(() => {
        // Reading goes on online.
      });
    }, 2000);
  }

  if (location.protocol === 'file:') {
    for (const element of PolicySite.all(document, '[data-online]', HTMLElement)) element.hidden = true;
    return;
  }
  if (!('serviceWorker' in navigator) || !('DecompressionStream' in window)) return;
  const { connection } = navigator;
  if (connection?.saveData || /2g/.test(connection?.effectiveType || '')) return;
  window.addEventListener('load', keepSite);
})();
