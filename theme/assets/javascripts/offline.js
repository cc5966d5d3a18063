// After one visit the whole site is at hand without a network: sw.js keeps it. Not for a copy opened from a disk, which
// has everything already, nor for a reader who asked to save data, nor under ‘policy-site serve’, which reloads pages.
(function () {
  "use strict";
  var ROOT = new URL("../../../", document.currentScript.src); // …/<locale>/assets/javascripts/policy-site.js
  var connection = navigator.connection || {};

  if (location.protocol === "file:") {
    document.querySelectorAll("[data-online]").forEach(function (element) { element.hidden = true; });
    return;
  }
  if (!("serviceWorker" in navigator) || !("DecompressionStream" in window)) return;
  if (connection.saveData || /2g/.test(connection.effectiveType || "")) return;

  window.addEventListener("load", function () {
    if (typeof window.livereload === "function") return;
    // Not while the page is still at work: the bundle is large, and nobody waits for it.
    window.setTimeout(function () {
      navigator.serviceWorker.register(new URL("sw.js", ROOT)).catch(function () { /* reading goes on online */ });
    }, 2000);
  });
})();
