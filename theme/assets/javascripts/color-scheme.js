// Light or dark: the system's choice until the reader makes another, which is then remembered.
// Runs in <head>, before the first paint. The dark palette is the sheet #dark-colors; this sets its `media`.
(function () {
  "use strict";
  var root = document.documentElement;
  var sheet = document.getElementById("dark-colors");
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  var KEY = "policy-site.dark"; // "yes" or "no"; absent: as the system says

  root.classList.replace("no-js", "js");

  // Storage is refused in some private windows and, in some browsers, on file://: the choice then lasts one page.
  function remembered() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }
  function remember(value) {
    try {
      if (value === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, value);
    } catch (refused) { /* see above */ }
  }

  var choice = remembered();
  function isDark() { return choice ? choice === "yes" : system.matches; }

  function apply() {
    // Always `screen`: paper stays white whatever the reader chose.
    sheet.media = choice ? (choice === "yes" ? "screen" : "not all") : "screen and (prefers-color-scheme: dark)";
    var button = document.querySelector(".scheme");
    if (button) button.setAttribute("aria-pressed", String(isDark()));
  }

  function toggle() {
    var dark = !isDark();
    // A choice that agrees with the system is none: the page goes on following the system.
    choice = dark === system.matches ? null : dark ? "yes" : "no";
    remember(choice);
    apply();
  }

  apply();
  if (system.addEventListener) system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".scheme");
    if (!button) return; // the choice of language has none; it keeps to the choice made elsewhere
    button.hidden = false;
    button.addEventListener("click", toggle);
    apply();
  });
})();
