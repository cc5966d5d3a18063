// What every page does with a script; each page reads without it. No modules and no fetch: file:// allows neither.
(function () {
  "use strict";
  var main = document.getElementById("main");

  // --- Switching the language keeps the place -------------------------------------------------------------
  // Ids are the same in all locales, so the place is an id: the linked one while it is in sight, else the first
  // block in sight. At the head of the page there is none to keep.

  function inSight(element) {
    var box = element.getBoundingClientRect();
    var top = document.querySelector(".masthead").getBoundingClientRect().bottom;
    // 32: the last line of a paragraph under the bar is not what is being read.
    return box.height > 0 && box.bottom > top + 32 && box.top < window.innerHeight;
  }

  function placeInText() {
    var linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (linked && inSight(linked)) return location.hash;
    if (window.scrollY < 80) return "";
    var blocks = main.querySelectorAll("h1[id],h2[id],h3[id],h4[id],h5[id],h6[id],p[id],li[id],tr[id],section[id],div[id]");
    for (var i = 0; i < blocks.length; i++) if (inSight(blocks[i])) return "#" + blocks[i].id;
    return "";
  }

  function keepPlace(event) {
    var link = event.target.closest && event.target.closest(".languages a");
    if (!link) return;
    // The query holds the search words or the reading mode: they go along.
    link.href = link.getAttribute("href").split(/[?#]/)[0] + location.search + placeInText();
  }
  // Before the click too, for those who open the link in another tab or copy its address.
  ["pointerdown", "focusin", "click"].forEach(function (type) { document.addEventListener(type, keepPlace); });

  // --- Tables on a phone ----------------------------------------------------------------------------------
  // One of figures keeps its columns and scrolls in a frame, which the keyboard can reach. One of sentences is
  // stacked: cell under cell (components.css), so each cell takes its column's name along.

  function isOfFigures(table) {
    var row = Array.from(table.tBodies[0].rows[0].cells);
    return row.filter(function (cell) { return cell.style.textAlign === "right"; }).length * 2 > row.length;
  }

  function nameCells(table) {
    var names = Array.from(table.tHead.rows[0].cells, function (cell) { return cell.textContent; });
    table.querySelectorAll("tbody tr").forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, i) { cell.dataset.label = names[i]; });
    });
  }

  main.querySelectorAll("table").forEach(function (table) {
    if (table.closest(".facts, .table-scroll") || !table.tHead || !table.tBodies[0] || !table.tBodies[0].rows[0]) return;
    var frame = table.closest(".stacked") || document.createElement("div");
    if (!frame.className) {
      frame.className = isOfFigures(table) ? "table-scroll" : "stacked";
      table.replaceWith(frame);
      frame.appendChild(table);
    }
    if (frame.className === "stacked") return nameCells(table);
    function measure() {
      var scrolls = frame.scrollWidth > frame.clientWidth + 1;
      if (!scrolls) return ["tabindex", "role", "aria-label"].forEach(function (name) { frame.removeAttribute(name); });
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", table.caption ? table.caption.textContent : main.dataset.scrollTable);
    }
    measure();
    window.addEventListener("resize", measure);
  });

  // --- The second rank of the menu ------------------------------------------------------------------------
  // It opens without a script. With one it closes on Escape and when the reader turns elsewhere.

  var more = document.querySelector(".site-more");
  function closeMore(event) {
    if (!more.open) return;
    var key = event.type === "keydown";
    if (key ? event.key !== "Escape" : more.contains(event.target)) return;
    if (key && more.contains(document.activeElement)) more.querySelector("summary").focus();
    more.open = false;
  }
  if (more) ["keydown", "pointerdown", "focusin"].forEach(function (type) { document.addEventListener(type, closeMore); });
})();
