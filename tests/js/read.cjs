// Reads lines as the search does, under Node: lines as JSON on standard input; for each on standard output the terms by
// which a document that holds it is looked up.
// Use: node read.cjs FOLDER < lines.json, where FOLDER holds the index whose tables fold the lines
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { load } = require('./load.cjs');

globalThis.self = globalThis;
const folder = path.resolve(process.argv[2]);
for (const name of readdirSync(folder).filter((one) => /^(?:first|rest)\b/.test(one))) require(path.join(folder, name));
load('search-unpack.js', 'PolicySearchUnpack');
const { createFold, termsOf } = load('search-engine.js', 'PolicySearchEngine');
const { shared } = load('search-parts.js', 'PolicySearchParts').whole(self.policySearch);
const fold = createFold(shared.fold, shared.traditional);
const lines = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(lines.map((line) => termsOf(fold(line)))));
