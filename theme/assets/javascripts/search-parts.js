/* The parts of the index of the search: which to load for a query, and how they become an engine.

   In: the scripts that scripts/policy_site/search/index.py writes. Out: an engine that knows what has come, and whether
   that is enough.

   1. Up to some documents there are two parts, and the engine knows all once both have come.
   2. Beyond, each document has two parts of its own. For a query those are loaded that hold most of it, by its rarest
      terms; `settled` tells whether every document was looked through that may hold what was not found.
   3. A part is loaded once. Every name but that of the first follows from its content, so a browser may keep it. */

// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var PolicySearchParts = (() => {
  'use strict';

  const BEST = 2; // documents whose texts come before the others
  const PROOF = 4; // documents that are loaded at once for a term that nothing holds yet
  const MOST_PROOFS = 24; // documents that are loaded for a query before it is said that some were not looked through
  const ROUNDS = 12; // of looking up and loading; each adds documents, so few are needed
  const WORTH = 0.6; // a document is worth looking through if it holds so much of the query as the best one does
  const AWAY = 0.5; // a document of another place than the query names; as the engine weighs it
  const STEP = 35; // the character of a step of one document; 92, the backslash, is left out (holdings.py)

  /** @typedef {ReturnType<typeof PolicySearchEngine.create>} Engine */
  /** @typedef {Shared & {parts: {shelves: string[], shards: string[], starts: string[], words: string, rest: string}}} Head */
  /** @typedef {{documents: number[], depth: number}} Scope chosen documents (all, if none), and how many are loaded */

  /**
   * Return the groups that four fields of a text hold.
   * @param {string[]} fields
   * @returns {Columns}
   */
  function columns(fields) {
    const [zh, en, anchors] = fields.map((field) => field.split('\t'));
    const found = JSON.parse(fields[3]);
    return found.kind.length ? { ...found, zh, en, anchors } : { ...found, zh: [], en: [], anchors: [] };
  }

  /**
   * Return synonyms: lines of what readers say, and of what the texts write instead; ~fang guan fu is pinyin.
   * @param {string[]} fields
   * @returns {Sayings}
   */
  function sayings(fields) {
    const spelled = (/** @type {string} */ form) =>
      form[0] === '~' ? [form.slice(1).replace(/ /g, ''), form.slice(1)] : [form];
    const [say, mean] = fields.map((field) => field.split('\n').map((forms) => (forms ? forms.split('|') : [])));
    return say.map((forms, n) => [forms.flatMap(spelled), mean[n]]);
  }

  /**
   * Return what explains texts: its groups, answers and synonyms.
   * @param {string[]} fields
   * @returns {Rest}
   */
  function rest(fields) {
    return {
      groups: columns(fields.slice(0, 4)),
      answers: columns(fields.slice(4, 8)),
      synonyms: sayings(fields.slice(8)),
    };
  }

  /** Return the function that unpacks the fields of a part, after those that were packed before it. */
  function reader() {
    /** @type {ReturnType<typeof PolicySearchUnpack.stream> | null} */
    let stream = null;
    let start = 0;
    return (/** @type {[number, number, string]} */ [end, size, digits]) => {
      stream = stream || PolicySearchUnpack.stream(size);
      stream.write(digits);
      const text = PolicySearchUnpack.textOf(stream.read(end).subarray(start));
      start = end;
      return text.split('\f');
    };
  }

  /**
   * Return the engine of an index, and what its first part says of all.
   * @param {string[]} fields
   */
  function begin(fields) {
    /** @type {Head} */
    const shared = JSON.parse(fields[0]);
    const engine = PolicySearchEngine.create(shared);
    engine.addTexts(-1, columns(fields.slice(1)));
    return { shared, engine };
  }

  /**
   * Return an engine that knows the two parts that every search loads.
   * @param {Record<string, [number, number, string]>} parts
   */
  function whole({ first, rest: second }) {
    const read = reader();
    const { shared, engine } = begin(read(first));
    engine.addRest(-1, rest(read(second)));
    return { shared, engine };
  }

  // --- What each document holds ---------------------------------------------------------------------------------

  /** @typedef {Uint32Array} Bits a bit for each document */

  /**
   * Return the documents whose numbers a list of steps gives.
   * @param {string} steps
   * @param {number} size how many documents there are
   * @returns {Bits}
   */
  function bitsOf(steps, size) {
    const bits = new Uint32Array(Math.ceil(size / 32));
    let last = -1;
    for (let i = 0; i < steps.length; i++) {
      const code = steps.charCodeAt(i);
      last += code - STEP + (code > 92 ? 0 : 1);
      bits[last >> 5] |= 1 << (last & 31);
    }
    return bits;
  }

  /**
   * Return the numbers of the documents.
   * @param {Bits} bits
   */
  function numbersOf(bits) {
    const found = [];
    for (let i = 0; i < bits.length; i++) {
      for (let left = bits[i]; left; left &= left - 1) found.push(32 * i + 31 - Math.clz32(left & -left));
    }
    return found;
  }

  /**
   * Return which documents hold which term, as far as its shard has come.
   * @param {string[]} starts the first term of each shard
   * @param {number} size
   */
  function holdings(starts, size) {
    /** @type {Map<string, Bits | string>} */
    const lists = new Map();
    /** @type {Set<number>} */
    const come = new Set();
    const none = new Uint32Array(Math.ceil(size / 32));

    /** @param {string} term */
    function shardOf(term) {
      let found = 0;
      while (found + 1 < starts.length && starts[found + 1] <= term) found += 1;
      return found;
    }

    /** @param {string} term */
    function listed(term) {
      let list = lists.get(term) || none;
      if (typeof list === 'string') {
        list = bitsOf(list, size);
        lists.set(term, list);
      }
      return list;
    }

    /**
     * Return the documents that hold a term of each list.
     * @param {string[][]} all
     */
    function holding(all) {
      const found = new Uint32Array(none.length).fill(all.length ? 0xffffffff : 0);
      for (const terms of all) {
        const own = terms.map(listed);
        for (let i = 0; i < found.length; i++) found[i] &= own.reduce((sum, list) => sum | list[i], 0);
      }
      return found;
    }

    /**
     * Take a shard.
     * @param {number} shard
     * @param {string} text
     */
    function add(shard, text) {
      come.add(shard);
      for (const line of text.split('\n')) {
        const end = line.indexOf('\t');
        lists.set(line.slice(0, end), line.slice(end + 1));
      }
    }

    /**
     * Return the shards that are still to come before these terms can be looked up.
     * @param {string[]} terms
     */
    function missing(terms) {
      return Array.from(new Set(terms.map(shardOf))).filter((shard) => !come.has(shard));
    }
    return { holding, add, missing };
  }

  // --- Which documents to load -----------------------------------------------------------------------------------

  /**
   * Return how much of a query each document holds, by its rarest terms; and for each term how strongly each holds it.
   * @param {Needs} needs
   * @param {number} size how many documents there are
   * @param {(all: string[][]) => Bits} holding
   */
  function weighed(needs, size, holding) {
    const scores = new Float32Array(size);
    const named = new Set(needs.terms.flatMap((term) => term.here));
    const holders = needs.terms.map(({ ways, here }) => {
      const held = new Float32Array(size);
      for (const { strength, all } of ways) {
        for (const n of numbersOf(holding(all))) held[n] = Math.max(held[n], strength);
      }
      for (const n of here) held[n] = 1;
      const count = held.filter(Boolean).length;
      const rarity = Math.log(1 + (size - count + 0.5) / (count + 0.5));
      for (let n = 0; n < size; n++) scores[n] += held[n] * rarity;
      return held;
    });
    if (named.size) for (let n = 0; n < size; n++) if (!named.has(n)) scores[n] *= AWAY;
    return { scores, holders };
  }

  /**
   * Return the documents worth looking through, the best first.
   * @param {Float32Array} scores
   * @param {number[]} chosen
   */
  function worth(scores, chosen) {
    const fits = (/** @type {number} */ n) => scores[n] > 0 && (!chosen.length || chosen.includes(n));
    const found = Array.from(scores.keys()).filter(fits);
    found.sort((a, b) => scores[b] - scores[a] || a - b);
    return found.filter((n) => scores[n] >= WORTH * scores[found[0]]);
  }

  /**
   * Return the documents to load next for a query, and how many were looked through.
   * @param {Needs} needs
   * @param {ReturnType<typeof weighed>} weights
   * @param {(n: number) => boolean} has whether a document has come
   * @param {Scope} scope
   * @param {number} spent how many were loaded for the query
   */
  function next(needs, { scores, holders }, has, scope, spent) {
    const order = worth(scores, scope.documents);
    const best = order.slice(0, scope.depth).filter((n) => !has(n));
    const open = needs.terms.map(({ met }, t) => {
      if (met) return [];
      const found = Array.from(scores.keys()).filter((n) => holders[t][n] && !has(n));
      return found.sort((a, b) => scores[b] - scores[a] || a - b);
    });
    const left = MOST_PROOFS + scope.depth - spent;
    const more = left > 0 ? open.flatMap((found) => found.slice(0, PROOF)) : [];
    const looked = {
      settled: open.every((found) => !found.length),
      count: order.filter(has).length,
      total: order.length,
    };
    return { load: Array.from(new Set([...best, ...more])), looked };
  }

  // --- The store ---------------------------------------------------------------------------------------------------

  /** @typedef {[number, number, string]} Part where its text ends among those packed with it, their size, the digits */
  /** @typedef {(file: string) => Promise<Part>} Load */

  /**
   * Return the function that loads a part once; a later attempt may succeed where one failed.
   * @param {string} folder the address of site/search/
   * @param {(address: string) => Promise<void>} addScript
   * @returns {Load}
   */
  function loader(folder, addScript) {
    /** @type {Map<string, Promise<Part>>} */
    const asked = new Map();
    return (file) => {
      const known = asked.get(file);
      if (known) return known;
      const name = file.replace(/(?:-[0-9a-f]+)?\.js$/, ''); // t12-0123456789.js holds t12
      const loading = addScript(folder + file).then(() => {
        const part = self.policySearch?.[name];
        if (!part) throw new Error(folder + file);
        return part;
      });
      asked.set(file, loading);
      loading.catch(() => asked.delete(file));
      return loading;
    };
  }

  /**
   * Return what loads the documents of a large index.
   * @param {Head} head
   * @param {Engine} engine
   * @param {Load} load
   */
  function collection({ parts: { shelves, shards, starts, words } }, engine, load) {
    const size = shelves.length;
    const held = holdings(starts, size);
    /** @type {Map<number, ReturnType<typeof reader>>} those whose texts have come */
    const opened = new Map();
    /** @type {Set<number>} those of which all has come */
    const come = new Set();
    /** @type {Map<string, Looked>} by query */
    const looked = new Map();
    const has = (/** @type {number} */ n) => come.has(n);
    let spelled = false;

    /** @param {number} n */
    async function texts(n) {
      const part = await load(`t${n}-${shelves[n]}.js`);
      if (opened.has(n)) return;
      const read = reader();
      opened.set(n, read);
      engine.addTexts(n, columns(read(part)));
    }

    /** @param {number} n */
    async function others(n) {
      const part = await load(`r${n}-${shelves[n]}.js`);
      const read = opened.get(n);
      if (!read || has(n)) return;
      come.add(n);
      engine.addRest(n, rest(read(part)));
    }

    /** @param {number} n */
    async function shard(n) {
      held.add(n, reader()(await load(`s${n}-${shards[n]}.js`))[0]);
    }

    /**
     * Return the documents that hold a piece, a word, or #40 for a figure.
     * @param {string} text
     */
    function holders(text) {
      return numbersOf(held.holding(text[0] === '#' ? [[text]] : engine.heldWith(text)));
    }

    /** Take the words of all documents, by which a word that none holds is known. */
    async function vocabulary() {
      const [text] = reader()(await load(`vocabulary-${words}.js`));
      if (!spelled) engine.addWords(text.split('\n'));
      spelled = true;
    }

    /** @type {Outside} */
    const outside = {
      holds: (text) => holders(text).some((n) => !has(n)),
      share(text) {
        const all = text ? holders(text) : Array.from(shelves.keys());
        return all.length ? all.filter(has).length / all.length : 1;
      },
    };
    if (size) engine.setOutside(outside);
    return { size, held, texts, others, shard, vocabulary, looked, has };
  }

  /**
   * Load what a query needs: the documents that hold most of it, and those that may hold what nothing holds yet.
   * @param {ReturnType<typeof collection>} all
   * @param {Engine} engine
   * @param {string} query
   * @param {Scope} scope
   * @param {() => void} soon is called when more can be found
   */
  async function gather(all, engine, query, scope, soon) {
    if (!all.size) return; // all has come with the two parts that every search loads
    let spent = 0;
    const words = /[a-z\uff21-\uff5a]/i.test(query) ? all.vocabulary() : null;
    await Promise.all([words, ...all.held.missing(engine.needs(query).spelled).map(all.shard)]);
    for (let round = 0; round < ROUNDS; round++) {
      const needs = engine.needs(query);
      const terms = [...needs.spelled, ...needs.terms.flatMap(({ ways }) => ways.flatMap((way) => way.all.flat()))];
      const missing = all.held.missing(terms);
      if (missing.length) {
        await Promise.all(missing.map(all.shard));
        continue;
      }
      const { load, looked } = next(needs, weighed(needs, all.size, all.held.holding), all.has, scope, spent);
      all.looked.set(keyOf(query, scope), looked);
      if (!load.length) return;
      spent += load.length;
      // The two best come first, because a slow line would else bring all at the same late time.
      await Promise.all(load.slice(0, BEST).map(all.texts));
      soon();
      await Promise.all(load.map(all.texts));
      soon();
      await Promise.all(load.map(all.others));
      soon();
    }
  }

  /**
   * @param {string} query
   * @param {Scope} scope
   */
  function keyOf(query, { documents }) {
    return `${documents} ${query.trim()}`;
  }

  /**
   * Load the first part, and promise the store of all that has come.
   * @param {string} folder
   * @param {(address: string) => Promise<void>} addScript
   * @param {() => void} changed is called when the second part has come, or has failed
   * @param {boolean} latin whether the reader is likely to type English
   */
  async function open(folder, addScript, changed, latin) {
    const load = loader(folder, addScript);
    const read = reader();
    const { shared, engine } = begin(read(await load('first.js')));
    const all = collection(shared, engine, load);
    const nothing = { settled: !all.size, count: 0, total: 0 };
    const store = {
      shared,
      engine,
      large: all.size > 0,
      whole: false,
      /** Tell how many documents were looked through for a query, and whether that is all that may hold it. */
      looked: (/** @type {string} */ query, /** @type {Scope} */ scope) =>
        all.looked.get(keyOf(query, scope)) || nothing,
      complete,
      async gather(/** @type {string} */ query, /** @type {Scope} */ scope, /** @type {() => void} */ soon) {
        const more = () => {
          soon();
          complete();
        };
        await gather(all, engine, query, scope, more).finally(complete);
      },
    };
    const done = () => {
      store.whole = true;
      changed();
    };
    let asked = false;
    /** Load the second part. Where there are many documents, those that a query asks for come before it. */
    function complete() {
      if (asked) return;
      asked = true;
      load(`rest-${shared.parts.rest}.js`)
        .then((second) => engine.addRest(-1, rest(read(second))))
        .then(done, done);
    }
    if (!all.size) complete();
    else if (latin) all.vocabulary().catch(() => {}); // gather() asks again
    return store;
  }

  return { open, whole };
})();
