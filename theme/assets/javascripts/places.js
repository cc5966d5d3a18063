// Places side by side: two to four of them are chosen, and kept in the address (?places=langfang-2019+wuhan-2020). What
// belongs to another place (data-place) is hidden, and what speaks of several (data-places) where fewer than two are left.
// Without a script all places are seen.
(function () {
  "use strict";
  var form = document.querySelector("form.place-choice");
  if (!form) return;
  var LEAST = 2;
  var MOST = 4;
  var page = document.querySelector(".page");
  var boxes = Array.from(form.elements.places);
  var status = form.querySelector('[role="status"]');
  var clear = form.querySelector(".clear");

  function chosen() {
    return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function hide(wanted) {
    var all = wanted.length < LEAST;
    page.querySelectorAll("[data-place]").forEach(function (each) {
      each.hidden = !all && !wanted.includes(each.dataset.place);
    });
    page.querySelectorAll("[data-places]").forEach(function (each) {
      var own = each.dataset.places.split(" ").filter(function (place) { return wanted.includes(place); });
      each.hidden = !all && own.length < LEAST;
    });
    if (all) delete page.dataset.chosen;
    else page.dataset.chosen = wanted.length;
  }

  function say(wanted) {
    var text = !wanted.length ? status.dataset.all : wanted.length < LEAST ? status.dataset.one : status.dataset.some;
    status.textContent = text.replace("{count}", wanted.length).replace("{total}", boxes.length);
    clear.disabled = !wanted.length;
    boxes.forEach(function (box) { box.disabled = !box.checked && wanted.length >= MOST; });
  }

  /** Write the choice into an address, beside whatever else its query holds. */
  function withPlaces(address, wanted) {
    if (wanted.length < LEAST) address.searchParams.delete("places");
    else address.searchParams.set("places", wanted.join(" "));
    return address;
  }

  function keep(wanted) {
    try { history.replaceState(null, "", withPlaces(new URL(location.href), wanted)); } catch (refused) { /* file:// in some browsers */ }
    page.querySelectorAll("a.keeps-places").forEach(function (link) { link.href = withPlaces(new URL(link.href), wanted); });
  }

  function show() {
    var wanted = chosen();
    hide(wanted);
    say(wanted);
    keep(wanted);
  }

  function fromAddress() {
    var given = (new URLSearchParams(location.search).get("places") || "").split(" ").filter(Boolean).slice(0, MOST);
    boxes.forEach(function (box) { box.checked = given.includes(box.value); });
  }

  // A link to what the choice hides, e.g. from the search: it comes first.
  function uncover() {
    var linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!linked || !linked.closest("[hidden]")) return;
    boxes.forEach(function (box) { box.checked = false; });
    show();
    linked.scrollIntoView();
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", show);
  form.addEventListener("reset", function () {
    setTimeout(function () { boxes.forEach(function (box) { box.checked = false; }); show(); boxes[0].focus(); });
  });
  window.addEventListener("pageshow", function () { fromAddress(); show(); uncover(); });
  window.addEventListener("hashchange", uncover);
  fromAddress();
  show();
})();
