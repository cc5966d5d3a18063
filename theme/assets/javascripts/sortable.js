// Tables marked data-sortable: sorting by column, and filters that name attributes of the rows (data-place …) and of
// whatever else is marked data-filtered, such as pictures. An attribute may hold several values: data-kind="target
// result". The choices stay in the address. Without a script the table is the plain table.
(() => {
  'use strict';
  const { all, need, fill, linked, make, readChoices, writeChoices, clearChoices } = PolicySite;

  /** @typedef {(column: number, up: boolean) => void} Sort */
  /** @typedef {{rows: HTMLTableRowElement[], heads: HTMLTableCellElement[], sort: Sort}} Table */

  /**
   * Return what a row is sorted by in a column: data-value if the cell has one, else its text; null if it has neither.
   * @param {HTMLTableRowElement} row
   * @param {number} column
   * @param {boolean} numbers
   */
  function key(row, column, numbers) {
    const cell = row.cells[column];
    const { value } = cell.dataset;
    const text = value ?? (cell.textContent || '').trim();
    if (text === '') return null;
    return numbers || value !== undefined ? Number(text) : text;
  }

  /**
   * Order two keys. What has no value stands last in either direction.
   * @param {string | number | null} one
   * @param {string | number | null} other
   * @param {boolean} up
   */
  function compare(one, other, up) {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other), document.documentElement.lang);
    return up ? order : -order;
  }

  /**
   * Return the rows sorted by a column; rows with equal keys stay in the order of the text.
   * @param {HTMLTableRowElement[]} rows
   * @param {number} column
   * @param {boolean} numbers
   * @param {boolean} up
   */
  function sorted(rows, column, numbers, up) {
    return rows
      .map((row, place) => ({ row, key: key(row, column, numbers), place }))
      .sort((one, other) => compare(one.key, other.key, up) || one.place - other.place)
      .map((each) => each.row);
  }

  /**
   * Make the heads of a table buttons that sort it.
   * @param {HTMLTableElement} element
   * @returns {Table}
   */
  function sortable(element) {
    const body = element.tBodies[0];
    const rows = Array.from(body.rows);
    const heads = Array.from(element.tHead?.rows[0].cells || []);

    /**
     * Sort by a column; a column below 0 is the order of the text.
     * @param {number} column
     * @param {boolean} up
     */
    function sort(column, up) {
      for (const head of heads) if (head.dataset.sorts !== undefined) head.removeAttribute('aria-sort');
      if (column < 0) return body.append(...rows);
      heads[column].setAttribute('aria-sort', up ? 'ascending' : 'descending');
      body.append(...sorted(rows, column, heads[column].dataset.sorts === 'number', up));
    }

    heads.forEach((head, column) => {
      if (head.dataset.sorts === undefined) return;
      const button = make('button', { type: 'button' }, head.textContent);
      head.replaceChildren(button);
      // The first click sorts up, the second down, the third as the text has it.
      button.addEventListener('click', () => {
        const now = head.getAttribute('aria-sort');
        if (now === 'descending') sort(-1, true);
        else sort(column, now !== 'ascending');
      });
    });
    return { rows, heads, sort };
  }

  /**
   * Tell whether an element fits the choices. One without the attribute fits every choice: a column of a place has no
   * data-kind, so the choice of a kind does not hide it.
   * @param {HTMLElement} element
   * @param {HTMLSelectElement[]} filters
   */
  function fits(element, filters) {
    return filters.every(({ name, value }) => {
      const values = element.dataset[name];
      return !value || values === undefined || values.split(' ').includes(value);
    });
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLSelectElement} sorts
   * @param {Table} table
   */
  function filter(form, sorts, table) {
    const { rows, heads, sort } = table;
    const status = need(form, '[role="status"]', HTMLElement);
    const filters = all(form, 'select', HTMLSelectElement).filter((choice) => choice !== sorts);
    heads.forEach((head, column) => {
      if (head.dataset.sorts !== undefined) sorts.add(new Option(head.textContent || '', String(column)));
    });

    function show() {
      for (const each of [...rows, ...all(document, '[data-filtered]', HTMLElement)])
        each.hidden = !fits(each, filters);
      const count = rows.filter((row) => !row.hidden).length;
      status.textContent = fill(status.dataset.some || '', { count, total: rows.length });
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', (event) => {
      if (event.target === sorts) return sort(sorts.value === '' ? -1 : Number(sorts.value), true);
      show();
      writeChoices(filters);
    });
    readChoices(filters);
    show();
    const target = linked(); // a link to a row that the choices hide, e.g. from the search
    if (!target?.hidden) return;
    clearChoices(filters);
    show();
  }

  for (const element of all(document, 'table[data-sortable]', HTMLTableElement)) {
    const table = sortable(element);
    const form = PolicySite.find(document, 'form.table-filters', HTMLFormElement);
    if (form) filter(form, need(form, 'select[name="sort"]', HTMLSelectElement), table);
  }
})();
