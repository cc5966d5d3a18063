// Lists that stand in parts, because a site has many documents. A reader types the name of a place and goes to its part,
// or chooses two to four places to compare, of which only these are loaded. An old address with a place after its # goes
// on to the part that holds it. Loaded by the pages that have such a field; without a script their links lead there.
(() => {
  'use strict';
  const { all, find, need, make, fill, sayer, setAddress, readChoices, addScript } = PolicySite;
  const SHOWN = 12;
  const LEAST = 2;
  const MOST = 4;

  /** @typedef {[slug: string, name: string, other: string]} Line */
  /** @typedef {{name: string} & Record<string, string>} Column */
  const held = /** @type {{policyPlaceList?: Line[], policyPlaces?: Record<string, Column>}} */ (
    /** @type {unknown} */ (self)
  );

  /** @param {string} text */
  const folded = (text) => text.toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();

  /**
   * Return the list of places, which is loaded once.
   * @param {HTMLFormElement} form
   */
  function lines(form) {
    const loading = held.policyPlaceList ? Promise.resolve() : addScript(form.dataset.list || '');
    return loading.then(() => held.policyPlaceList || []);
  }

  /**
   * Return the lines that hold every word typed.
   * @param {Line[]} list
   * @param {string} typed
   */
  function fitting(list, typed) {
    const words = folded(typed).split(' ').filter(Boolean);
    return words.length ? list.filter((line) => words.every((word) => folded(line.join(' ')).includes(word))) : [];
  }

  /**
   * Return the part of a list that holds a document: the last one that does not begin after it.
   * @param {number} number of the document in the list of places
   */
  function partOf(number) {
    const links = all(document, '.part-list a[data-first]', HTMLAnchorElement);
    const before = links.filter((link) => Number(link.dataset.first) <= number);
    return before.length ? before[before.length - 1].getAttribute('href') : null;
  }

  /**
   * Return where the name of a place leads from here, or null.
   * @param {HTMLFormElement} form
   * @param {Line[]} list
   * @param {string} slug
   */
  function goes(form, list, slug) {
    const number = list.findIndex((line) => line[0] === slug);
    if (number < 0) return null;
    return form.dataset.goes ? form.dataset.goes.replace('PLACE', slug) : partOf(number);
  }

  /** Return the choices of the finder beside the field, for the address of a place: gives=plan. */
  function chosen() {
    const choices = all(document, 'form.finder select', HTMLSelectElement).filter((choice) => choice.value);
    return new URLSearchParams(choices.map(({ name, value }) => [name, value])).toString();
  }

  /**
   * Show what fits under a field as one types; `entry` makes the link or button of a line.
   * @param {HTMLFormElement} form
   * @param {(list: Line[], line: Line) => HTMLElement | null} entry
   */
  function wireField(form, entry) {
    const field = need(form, 'input[name="name"]', HTMLInputElement);
    const found = need(form, '.place-found', HTMLElement);
    const status = need(form, '[role="status"]', HTMLElement);
    const say = sayer(status, 150);

    async function show() {
      const typed = field.value;
      const list = await lines(form);
      if (typed !== field.value) return;
      const fit = fitting(list, typed);
      const shown = fit.slice(0, SHOWN).flatMap((line) => entry(list, line) || []);
      found.replaceChildren(...shown.map((link) => make('li', {}, link)));
      const { some = '', more = '', none = '' } = status.dataset;
      const message = !typed.trim() ? '' : !fit.length ? none : fit.length > SHOWN ? more : some;
      say(fill(message, { count: fit.length, shown: shown.length }));
    }

    field.addEventListener('focus', () => lines(form));
    field.addEventListener('input', show);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      find(found, 'a, button', HTMLElement)?.click();
    });
    form.hidden = false;
    return () => {
      field.value = '';
      show();
      field.focus();
    };
  }

  /**
   * Go on to the part that holds what the address names: measures.html#wuhan-2020-m55.
   * @param {HTMLFormElement} form
   */
  async function follow(form) {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    const list = await lines(form);
    const line = list.find(([slug]) => id === slug || id.startsWith(`${slug}-`));
    const leads = line && goes(form, list, line[0]);
    if (leads) location.replace(leads.includes('#') ? leads : `${leads}${location.search}#${id}`);
  }

  /** @param {HTMLFormElement} form */
  function wireSearch(form) {
    wireField(form, (list, [slug, name, other]) => {
      const leads = goes(form, list, slug);
      const query = chosen();
      if (!leads) return null;
      return make('a', { href: query ? leads.replace(/(?=#|$)/, `?${query}`) : leads, title: other }, name);
    });
    follow(form);
    window.addEventListener('hashchange', () => follow(form));
  }

  // --- The finder, where no list of measures is beside it ------------------------------------------------------------

  /**
   * Go to the topic or the readers that are chosen; what else is chosen stays in the address.
   * @param {HTMLFormElement} form
   */
  function wireFinder(form) {
    const choices = all(form, 'select', HTMLSelectElement);
    if (document.getElementById('measures')) return;
    readChoices(choices);
    form.addEventListener('submit', (event) => {
      for (const [name, leads = ''] of [
        ['topic', form.dataset.topics],
        ['audience', form.dataset.audiences],
      ]) {
        const choice = choices.find((one) => one.name === name && one.value);
        if (!choice || event.defaultPrevented) continue;
        event.preventDefault();
        location.href = leads.replace('PLACE', choice.value);
      }
    });
  }

  // --- The comparison ------------------------------------------------------------------------------------------------

  /**
   * Put the columns of places into a table of the page.
   * @param {HTMLElement} holder
   * @param {Column[]} columns
   */
  function fillTable(holder, columns) {
    const [first, ...others] = columns.map((column) => {
      const template = make('template', {});
      template.innerHTML = column[holder.dataset.table || ''];
      return template.content;
    });
    const table = need(first, 'table', HTMLTableElement);
    for (const other of others.map((one) => need(one, 'table', HTMLTableElement))) {
      table.append(...all(other, 'tbody[data-place]', HTMLElement)); // a bar of the chart of forces
      Array.from(other.rows).forEach((row, at) => {
        const own = table.rows[at];
        own?.append(...all(row, ':scope > [data-place]', HTMLElement));
      });
    }
    holder.replaceChildren(first);
  }

  /**
   * Hide the statements that speak of places which are not chosen, and keep the choice in the address.
   * @param {string[]} slugs
   */
  function keep(slugs) {
    for (const each of all(document, '[data-places]', HTMLElement)) {
      const own = (each.dataset.places || '').split(' ').filter((place) => slugs.includes(place));
      each.hidden = slugs.length >= LEAST && own.length < LEAST;
    }
    const address = new URL(location.href);
    if (slugs.length) address.searchParams.set('places', slugs.join(' '));
    else address.searchParams.delete('places');
    setAddress(address);
  }

  /**
   * Return a button with the name of a place that takes it from the choice.
   * @param {string} name
   * @param {string} label
   * @param {() => void} remove
   */
  function chip(name, label, remove) {
    const button = make('button', { type: 'button', 'aria-label': label, title: label }, `${name} ×`);
    button.addEventListener('click', remove);
    return button;
  }

  /**
   * Show the places that are chosen: their names, and their columns in each table.
   * @param {HTMLFormElement} form
   */
  function shower(form) {
    const list = need(form, '.place-chosen', HTMLElement);
    const status = need(form, '[role="status"]', HTMLElement);
    const holders = all(document, '.compared-here', HTMLElement);
    const empty = holders.map((holder) => Array.from(holder.childNodes));
    return (/** @type {string[]} */ slugs, /** @type {(slug: string) => void} */ remove) => {
      const columns = slugs.flatMap((slug) => held.policyPlaces?.[slug] || []);
      const chips = columns.map(({ name }, at) =>
        chip(name, fill(list.dataset.remove || '', { place: name }), () => remove(slugs[at])),
      );
      list.replaceChildren(...chips.map((button) => make('li', {}, button)));
      holders.forEach((holder, at) => {
        if (columns.length < LEAST) holder.replaceChildren(...empty[at]);
        else fillTable(holder, columns);
      });
      const { one = '', full = '' } = status.dataset;
      status.textContent = columns.length === 1 ? one : columns.length === MOST ? full : '';
      keep(slugs);
    };
  }

  /** @param {HTMLFormElement} form */
  function wirePick(form) {
    const status = need(form, '[role="status"]', HTMLElement);
    const show = shower(form);
    /** @type {string[]} */
    let slugs = [];

    /** @param {string} slug */
    const load = (slug) =>
      held.policyPlaces?.[slug] ? Promise.resolve() : addScript((form.dataset.column || '').replace('PLACE', slug));

    /** @param {string[]} wanted */
    async function choose(wanted) {
      try {
        await Promise.all(wanted.map(load));
      } catch {
        status.textContent = status.dataset.failed || '';
        return;
      }
      slugs = wanted;
      show(slugs, (slug) => choose(slugs.filter((one) => one !== slug)));
    }

    const clear = wireField(form, (_, [slug, name, other]) => {
      if (slugs.includes(slug) || slugs.length >= MOST) return null;
      const button = make('button', { type: 'button', title: other }, name);
      button.addEventListener('click', () => {
        clear();
        choose([...slugs, slug]);
      });
      return button;
    });
    const given = (new URLSearchParams(location.search).get('places') || '').split(' ').filter(Boolean);
    if (!given.length) return;
    lines(form).then((known) => {
      const there = given.filter((slug) => known.some((line) => line[0] === slug));
      choose(there.slice(0, MOST));
    });
  }

  const form = find(document, 'form.place-search', HTMLFormElement);
  if (form?.matches('.place-pick')) wirePick(form);
  else if (form) wireSearch(form);
  const finder = find(document, 'form.finder', HTMLFormElement);
  if (finder) wireFinder(finder);
})();
