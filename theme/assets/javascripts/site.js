// What every page does with a script of ours; each page reads without it. No modules and no fetch: file:// allows neither.
(function () {
  "use strict";
  var OWN = document.currentScript.src; // …/<locale>/assets/javascripts/site.js
  var page = document.querySelector(".page");

  // --- Switching the language keeps the place -------------------------------------------------------------
  // Ids are the same in all locales, so the place is an id: the linked one while it is in sight, else that of the
  // first block in sight, else that of the last block that begins above it (inside a long table, for example).
  // At the head of the page there is none to keep.

  var BLOCKS = "h1[id],h2[id],h3[id],h4[id],h5[id],h6[id],p[id],li[id],tr[id],section[id],div[id],details[id]";

  function top() {
    return document.querySelector(".md-header").getBoundingClientRect().bottom;
  }

  /** Tell whether an element is being read: it begins or ends in the window, so that its id leads back to here. */
  function inSight(element) {
    var box = element.getBoundingClientRect();
    // 32: the last line of a paragraph under the bar is not what is being read.
    return box.height > 0 && box.bottom > top() + 32 && box.top < window.innerHeight;
  }

  /** Return how far above the header an element begins, in pixels; less than 0 if it begins below it. */
  function above(element) {
    return top() - element.getBoundingClientRect().top;
  }

  function placeInText() {
    var linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (linked && inSight(linked) && above(linked) < window.innerHeight) return location.hash;
    if (window.scrollY < 80) return "";
    var blocks = Array.from(page.querySelectorAll(BLOCKS)).filter(function (block) { return block.getClientRects().length; });
    // What holds the whole page, as the list of measures does, names no place in it: its head is far above.
    var seen = blocks.find(function (block) { return inSight(block) && above(block) < 200; });
    if (!seen) seen = blocks.filter(function (block) { return above(block) > 0; }).pop();
    return seen ? "#" + seen.id : "";
  }

  function keepPlace(event) {
    var link = event.target.closest && event.target.closest(".languages a");
    if (!link) return;
    // The query holds the search words or the reading mode: they go along.
    link.href = link.getAttribute("href").split(/[?#]/)[0] + location.search + placeInText();
  }
  // Before the click too, for those who open the link in another tab or copy its address.
  ["pointerdown", "focusin", "click"].forEach(function (type) { document.addEventListener(type, keepPlace); });

  // --- The web manifest -------------------------------------------------------------------------------------
  // Named by a script, because a browser that opens the page as a file refuses to read one, and says so as an error.

  if (location.protocol !== "file:") {
    var manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = new URL("../../manifest.webmanifest", OWN).href;
    document.head.appendChild(manifest);
  }

  // --- Citing -------------------------------------------------------------------------------------------------
  // Every page shows at its foot how it is cited, and links lead there. cite.js, which shows it in a dialog and fills in
  // the place and the day, is loaded when the reader first asks; where it cannot be, the links still lead to the foot.

  function cite(id, place) {
    if (window.openCitation) return window.openCitation(id, place);
    var script = document.createElement("script");
    script.src = new URL("cite.js", OWN).href;
    script.onload = function () { window.openCitation(id, place); };
    document.head.appendChild(script);
  }

  if (window.HTMLDialogElement && document.getElementById("citations")) window.cite = cite;
  document.addEventListener("click", function (event) {
    var link = window.cite && event.target.closest && event.target.closest('a[href="#cite-this-page"], #cite-this-page > summary');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    cite(link.dataset.cite || "", link.dataset.citePlace || "");
  });

  // --- The search field: Material's, with its keys ---------------------------------------------------------
  // “/”, “s” and “f” lead to it, Escape leaves it. Material's check box #__search opens it: wider in the header of a
  // wide window, over the page in a narrow one. search-page.js, which answers, is loaded when the reader first turns to it.

  var input = document.querySelector(".site-search input");
  var toggle = document.getElementById("__search");
  var asked = false;

  function load() {
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = new URL("search-page.js", OWN).href;
    document.head.appendChild(script);
  }

  function leave() {
    toggle.checked = false;
    input.blur();
  }

  function isTyping(at) {
    return at.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // search-page.js takes the first Escape, which closes its list, and prevents its default.
    if (event.key === "Escape" && toggle.checked && !event.defaultPrevented) leave();
    if (!/^[/sf]$/.test(event.key) || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  input.addEventListener("focus", function () { toggle.checked = true; load(); });
  toggle.addEventListener("change", function () { if (toggle.checked) input.focus(); else input.blur(); });
  document.addEventListener("keydown", onKey);
  // Leaving by the Tab key closes it; a click beside it meets Material's overlay, the label of the check box.
  input.form.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !input.form.contains(event.relatedTarget)) toggle.checked = false;
  });
  if (document.getElementById("search-page")) load();

  // Material's labels open the drawer and the search; it gives them the Enter key, not the space bar, and no way out.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") document.getElementById("__drawer").checked = false;
  });
  document.querySelectorAll(".md-header label[tabindex]").forEach(function (label) {
    label.addEventListener("keydown", function (event) {
      if (event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
  });
})();
