// Searches the built index under Node: a JSON list of queries a line on standard input, and for each line what the tests
// look at, a line on standard output.
// Use: node search.cjs SITE_FOLDER
const { readdirSync } = require('node:fs');
const path = require('node:path');
const { createInterface } = require('node:readline');
const { load } = require('./load.cjs');

globalThis.self = globalThis; // the parts of the index say self.policySearch = …
const folder = path.join(path.resolve(process.argv[2]), 'search');
for (const name of readdirSync(folder).filter((one) => /^(?:first|rest)\b/.test(one))) require(path.join(folder, name));
load('search-unpack.js', 'PolicySearchUnpack');
load('search-engine.js', 'PolicySearchEngine');
const { engine, shared } = load('search-parts.js', 'PolicySearchParts').whole(self.policySearch);

const answer = (query) => {
  const before = performance.now();
  const outcome = engine.search(query, { limit: 10 });
  return {
    status: outcome.status,
    missing: outcome.missing,
    answers: outcome.answers.map((one) => one.page),
    milliseconds: performance.now() - before,
    results: outcome.results.map((one) => ({
      slug: one.kind === 'clause' ? shared.documents[one.document].slug : '',
      ids: one.anchors,
    })),
  };
};
createInterface({ input: process.stdin }).on('line', (queries) => {
  process.stdout.write(`${JSON.stringify(JSON.parse(queries).map(answer))}\n`);
});
