// Tables marked data-sortable: sorting by column, and filters that name attributes of the rows (data-place …) and of
// whatever else is marked data-filtered, such as pictures. An attribute may hold several values: data-kind="target result".
// The choices stay in the address. Without a script the table is the plain table.
(function () {
  "use strict";

  function key(row, column, numbers) {
    var cell = row.cells[column];
    var value = "value" in cell.dataset ? cell.dataset.value : cell.textContent.trim();
    return value === "" ? null : numbers || "value" in cell.dataset ? Number(value) : value;
  }

  // What has no value stands last in either direction.
  function compare(one, other, up) {
    if (one === null || other === null) return (one === null) - (other === null);
    var order = typeof one === "number" ? one - other : one.localeCompare(other, document.documentElement.lang);
    return up ? order : -order;
  }

  function wire(table) {
    var body = table.tBodies[0];
    var inOrder = Array.from(body.rows);
    var heads = Array.from(table.tHead.rows[0].cells);
    var form = document.querySelector("form.table-filters");

    function sort(column, up) {
      heads.forEach(function (head, i) {
        if (!("sorts" in head.dataset)) return;
        if (i === column) head.setAttribute("aria-sort", up ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      var numbers = column >= 0 && heads[column].dataset.sorts === "number";
      var rows = column < 0 ? inOrder : inOrder
        .map(function (row, place) { return { row: row, key: key(row, column, numbers), place: place }; })
        .sort(function (one, other) { return compare(one.key, other.key, up) || one.place - other.place; })
        .map(function (each) { return each.row; });
      body.append.apply(body, rows);
    }

    heads.forEach(function (head, column) {
      if (!("sorts" in head.dataset)) return;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      // First up, then down, then as the texts have it.
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        if (now === "descending") sort(-1, true);
        else sort(column, now !== "ascending");
      });
    });
    if (form) filter(form, inOrder, heads, sort);
  }

  function filter(form, rows, heads, sort) {
    var status = form.querySelector('[role="status"]');
    var sorts = form.elements.sort;
    var filters = Array.from(form.querySelectorAll("select")).filter(function (choice) { return choice !== sorts; });
    heads.forEach(function (head, column) {
      if ("sorts" in head.dataset) sorts.add(new Option(head.textContent, String(column)));
    });

    // What does not know a choice, as a column of a place knows no kind, fits whatever is chosen there.
    function fits(element) {
      return filters.every(function (choice) {
        var values = element.dataset[choice.name];
        return !choice.value || values === undefined || values.split(" ").includes(choice.value);
      });
    }

    function show() {
      var count = 0;
      rows.forEach(function (row) {
        row.hidden = !fits(row);
        if (!row.hidden) count += 1;
      });
      document.querySelectorAll("[data-filtered]").forEach(function (each) { each.hidden = !fits(each); });
      status.textContent = status.dataset.some.replace("{count}", count).replace("{total}", rows.length);
    }

    function keep() {
      var address = new URLSearchParams(location.search); // it may hold the way of reading too
      filters.forEach(function (choice) {
        if (choice.value) address.set(choice.name, choice.value);
        else address.delete(choice.name);
      });
      var query = address.toString();
      try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "")); } catch (refused) { /* file:// in some browsers */ }
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", function (event) {
      if (event.target === sorts) return sort(sorts.value === "" ? -1 : Number(sorts.value), true);
      show();
      keep();
    });
    var given = new URLSearchParams(location.search);
    filters.forEach(function (choice) {
      var value = given.get(choice.name) || "";
      if (Array.from(choice.options).some(function (option) { return option.value === value; })) choice.value = value;
    });
    var linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    show();
    if (linked && linked.hidden) {
      filters.forEach(function (choice) { choice.value = ""; });
      show();
    }
  }

  document.querySelectorAll("table[data-sortable]").forEach(wire);
})();
