// Searches an index whose documents have parts of their own, under Node, as a browser loads them: queries as JSON on
// standard input; for each on standard output what is found, what was loaded for it, and how long that took. Each query
// begins anew, unless KEEP is given.
// Use: node parts.cjs FOLDER [KEEP] < queries.json
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { runInThisContext } = require('node:vm');
const { gzipSync } = require('node:zlib');
const { load } = require('./load.cjs');

globalThis.self = globalThis; // the parts of the index say self.policySearch = …
const folder = `${path.resolve(process.argv[2])}/`;
const keep = process.argv.length > 3;
load('search-unpack.js', 'PolicySearchUnpack');
load('search-engine.js', 'PolicySearchEngine');
const { open } = load('search-parts.js', 'PolicySearchParts');
const SCOPE = { documents: [], depth: 5 };

let loaded = {};

/** Run a script, as a browser does that adds it to a page; note its bytes after gzip. */
async function addScript(address) {
  const text = readFileSync(address, 'utf8');
  loaded[path.basename(address)] = gzipSync(text, { level: 9 }).length;
  runInThisContext(text);
}

/** Return a store of which both parts have come that every search loads. */
function opened() {
  self.policySearch = {};
  return new Promise((done) => {
    const store = open(folder, addScript, () => store.then(done), false);
    store.then(({ complete }) => complete());
  });
}

/** Return what a store finds for a query once it has gathered what the query asks for. */
async function answer(store, query) {
  const start = performance.now();
  let first = null;
  await store.gather(query, SCOPE, () => {
    first = first ?? Object.keys(loaded);
  });
  const gathered = performance.now();
  const outcome = store.engine.search(query, { limit: 10 });
  const { documents } = store.shared;
  const results = outcome.results.map((one) => ({
    slug: one.document >= 0 ? documents[one.document].slug : '',
    kind: one.kind,
    ids: one.anchors,
    zh: one.line.zh,
  }));
  const times = { gathering: gathered - start, searching: performance.now() - gathered };
  const { status, missing } = outcome;
  return { status, missing, results, looked: store.looked(query, SCOPE), loaded, first: first ?? [], ...times };
}

async function main() {
  const answers = [];
  let store = await opened();
  for (const query of JSON.parse(readFileSync(0, 'utf8'))) {
    if (!keep && answers.length) {
      loaded = {};
      store = await opened();
    } else if (answers.length) loaded = {};
    answers.push(await answer(store, query));
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
