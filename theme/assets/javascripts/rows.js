// The choice of a language on a page whose rows hold both: it is that of the full texts (reader.js), kept in the same
// place. theme/main.html applies it before the first paint, as <html data-alone="zh">; here the reader changes it.
(function () {
  "use strict";
  var bar = document.querySelector(".language-bar");
  if (!bar) return;
  var KEY = "policy-site.reading";
  var html = document.documentElement;
  var radios = Array.from(bar.querySelectorAll("input"));

  function kept() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (refused) { return {}; }
  }

  function sync() {
    radios.forEach(function (radio) { radio.checked = radio.value === (html.dataset.alone || "columns"); });
  }

  /** Keep the choice for the next page too, and in the address, beside whatever else stands there. */
  function keep(mode) {
    try { localStorage.setItem(KEY, JSON.stringify(Object.assign(kept(), { mode: mode }))); } catch (refused) { /* lasts one page */ }
    var query = new URLSearchParams(location.search);
    query.set("mode", mode);
    try { history.replaceState(null, "", "?" + query + location.hash); } catch (refused) { /* file:// in some browsers */ }
  }

  bar.addEventListener("change", function (event) {
    var mode = event.target.value;
    if (mode === "columns") delete html.dataset.alone;
    else html.dataset.alone = mode;
    keep(mode);
  });
  sync();
  window.addEventListener("pageshow", sync); // the browser may have put back what was checked before
})();
