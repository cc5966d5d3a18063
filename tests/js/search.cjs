// Searches the built index under Node: queries as JSON on standard input, what the tests look at on standard output.
// Use: node search.cjs SITE_FOLDER < queries.json
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { load } = require('./load.cjs');

globalThis.self = globalThis; // the parts of the index say self.policySearch = …
const folder = path.resolve(process.argv[2]);
require(path.join(folder, 'search/texts.js'));
require(path.join(folder, 'search/pages.js'));
const { create } = load('search-engine.js', 'PolicySearchEngine');

const { texts, pages } = self.policySearch;
const engine = create([texts, pages]);
const answers = JSON.parse(readFileSync(0, 'utf8')).map((query) => {
  const before = performance.now();
  const outcome = engine.search(query, { limit: 10 });
  return {
    status: outcome.status,
    missing: outcome.missing,
    answers: outcome.answers.map((one) => one.page),
    milliseconds: performance.now() - before,
    results: outcome.results.map((one) => ({
      slug: one.kind === 'clause' ? texts.documents[one.document].slug : '',
      ids: one.anchors,
    })),
  };
});
process.stdout.write(JSON.stringify(answers));
