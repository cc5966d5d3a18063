// Searches the built index once with each weight of the engine made smaller or larger. Queries come as JSON on standard
// input; on standard output stands a line of JSON for each change: {weight, factor, answers}, the first without a change.
// Use: node weights.cjs SITE_FOLDER [NAME] < queries.json, where NAME is a weight or a table: NEAR.heading, NEAR
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { load } = require('../../tests/js/load.cjs');

globalThis.self = globalThis; // the parts of the index say self.policySearch = …
const folder = path.join(path.resolve(process.argv[2]), 'search');
const chosen = process.argv[3] || '';
for (const name of readdirSync(folder).filter((one) => /^(?:first|rest)\b/.test(one))) require(path.join(folder, name));
load('search-unpack.js', 'PolicySearchUnpack');
const { weights } = load('search-engine.js', 'PolicySearchEngine');
const { whole } = load('search-parts.js', 'PolicySearchParts');
const queries = JSON.parse(readFileSync(0, 'utf8'));

/** Write what the search finds now among the clauses. */
async function report(weight, factor) {
  const { engine, shared } = whole(self.policySearch);
  const answers = queries.map((query) => {
    const { status, results } = engine.search(query, { limit: 10 });
    const clauses = results.map((one) => [
      one.kind === 'clause' ? shared.documents[one.document].slug : '',
      one.anchors,
    ]);
    return [status, clauses];
  });
  await new Promise((done) => process.stdout.write(`${JSON.stringify({ weight, factor, answers })}\n`, done));
}

/** Yield the weights of a table, and of the tables in it: [name, its table, its key]. */
function* weightsOf(table, name) {
  for (const [key, value] of Object.entries(table)) {
    if (typeof value === 'object') yield* weightsOf(value, `${name}.${key}`);
    else yield [`${name}.${key}`, table, key];
  }
}

async function main() {
  await report('', 1);
  for (const [name, table] of Object.entries(weights)) {
    for (const [weight, holder, key] of weightsOf(table, name)) {
      if (!weight.startsWith(chosen) || !holder[key]) continue;
      const before = holder[key];
      for (const factor of [0.7, 1.3]) {
        holder[key] = before * factor;
        await report(weight, factor);
      }
      holder[key] = before;
    }
  }
}

main();
