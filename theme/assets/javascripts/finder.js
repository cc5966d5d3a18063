// The finder: shows the measures that fit the choices, and keeps the choice in the address. Without a script the
// form leads to the full list. No fetch and no modules: file:// allows neither.
(function () {
  "use strict";
  var form = document.querySelector("form.finder");
  if (!form) return;
  var list = document.getElementById("measures");
  var choices = Array.from(form.querySelectorAll("select"));

  // The home page sends its choice here; what is not chosen stays out of the address.
  form.addEventListener("submit", function (event) {
    if (list) return event.preventDefault();
    choices.forEach(function (choice) { choice.disabled = !choice.value; });
    setTimeout(function () { choices.forEach(function (choice) { choice.disabled = false; }); });
  });
  if (!list) return;

  var status = form.querySelector('[role="status"]');
  var clear = form.querySelector(".clear");
  var groups = Array.from(list.querySelectorAll(".measures-of"), function (section) {
    return { section: section, cards: Array.from(section.querySelectorAll(".measure"), read) };
  });
  var total = groups.reduce(function (sum, group) { return sum + group.cards.length; }, 0);
  var saying;

  function read(card) {
    var holds = {};
    choices.forEach(function (choice) { holds[choice.name] = card.dataset[choice.name].split(" "); });
    var own = card.dataset.clauses.split(" ").map(function (clause) { return card.dataset.document + "#" + clause; });
    return { card: card, holds: holds, clauses: own };
  }

  function chosen() {
    return choices.filter(function (choice) { return choice.value; });
  }

  function words(text, count, clauses) {
    return text.replace("{count}", count).replace("{total}", total).replace("{clauses}", clauses);
  }

  function show() {
    var wanted = chosen();
    var count = 0;
    var clauses = new Set(); // a sentence of several measures is one clause
    groups.forEach(function (group) {
      var some = 0;
      group.cards.forEach(function (each) {
        var fits = wanted.every(function (choice) { return each.holds[choice.name].includes(choice.value); });
        each.card.hidden = !fits;
        if (!fits) return;
        some += 1;
        each.clauses.forEach(function (clause) { clauses.add(clause); });
      });
      group.section.hidden = !some;
      count += some;
    });
    clear.hidden = !wanted.length;
    // After a pause: with the arrow keys a list is gone through choice by choice.
    clearTimeout(saying);
    var text = words(!count ? status.dataset.none : wanted.length ? status.dataset.some : status.dataset.all, count, clauses.size);
    saying = setTimeout(function () { status.textContent = text; }, 150);
  }

  function keep() {
    var address = new URLSearchParams(location.search); // it may hold the way of reading too
    choices.forEach(function (choice) {
      if (choice.value) address.set(choice.name, choice.value);
      else address.delete(choice.name);
    });
    var query = address.toString();
    // Some browsers refuse to change the address of a file; the list is filtered all the same.
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "")); } catch (refused) { /* see above */ }
  }

  function fromAddress() {
    var given = new URLSearchParams(location.search);
    choices.forEach(function (choice) {
      var value = given.get(choice.name) || "";
      choice.value = Array.from(choice.options).some(function (option) { return option.value === value; }) ? value : "";
    });
  }

  // A link to a card that the choice hides, e.g. from the search: the card comes first.
  function uncover() {
    var linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!linked || !linked.closest("[hidden]")) return;
    choices.forEach(function (choice) { choice.value = ""; });
    show();
    linked.scrollIntoView();
  }

  form.querySelector('button[type="submit"]').hidden = true;
  form.addEventListener("change", function () { show(); keep(); });
  form.addEventListener("reset", function () {
    setTimeout(function () { choices.forEach(function (choice) { choice.value = ""; }); show(); keep(); choices[0].focus(); });
  });
  window.addEventListener("pageshow", function () { fromAddress(); show(); uncover(); });
  window.addEventListener("hashchange", uncover);
  fromAddress();
  show();
})();
