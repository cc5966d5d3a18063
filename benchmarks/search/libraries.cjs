// MiniSearch, FlexSearch and a plain scan on the same clauses and queries. Writes the clauses that each finds, best first.
// Usage, in a folder with clauses.json, queries.json and the npm packages: node libraries.cjs
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const here = process.cwd();
const need = (name) => require(require.resolve(name, { paths: [here] }));
const zlib = require('node:zlib');
const clauses = JSON.parse(fs.readFileSync('clauses.json', 'utf8'));
const queries = JSON.parse(fs.readFileSync('queries.json', 'utf8'));

// Each library gets what its documentation advises for Chinese: pairs of characters, or its own encoder.
function pairs(text) {
  const found = [];
  for (const part of text
    .toLowerCase()
    .normalize('NFKC')
    .match(/[\u3400-\u9fff]+|[a-z0-9.%&]+/g) || []) {
    if (!/[\u3400-\u9fff]/.test(part)) found.push(part);
    else if (part.length === 1) found.push(part);
    else for (let i = 0; i + 1 < part.length; i++) found.push(part.slice(i, i + 2));
  }
  return found;
}

function miniSearch() {
  const MiniSearch = need('minisearch');
  const engine = new MiniSearch({
    fields: ['zh', 'en'],
    tokenize: pairs,
    processTerm: (term) => term,
    searchOptions: { prefix: true, fuzzy: 0.1 },
  });
  engine.addAll(clauses.map((clause, id) => ({ id, ...clause })));
  return { find: (text) => engine.search(text).map((one) => one.id), size: packed(JSON.stringify(engine)) };
}

function flexSearch() {
  const { Document, Charset } = need('flexsearch');
  const engine = new Document({
    document: {
      id: 'id',
      index: [
        { field: 'zh', encoder: Charset.CJK, tokenize: 'full' },
        { field: 'en', tokenize: 'forward' },
      ],
    },
  });
  for (const [id, { zh, en }] of clauses.entries()) engine.add({ id, zh, en });
  const find = (text) => {
    const found = [].concat(...engine.search(text, { limit: 10, suggest: true }).map((field) => field.result));
    return Array.from(new Set(found));
  };
  let size = 0;
  engine.export((_key, data) => {
    size += data ? packed(data) : 0;
  });
  return { find, size };
}

function scan() {
  const text = (clause) => `${clause.zh}\n${clause.en}`.toLowerCase();
  const texts = clauses.map(text);
  const find = (query) => {
    const needles = query.toLowerCase().split(/\s+/).filter(Boolean);
    const score = (one) => needles.reduce((sum, needle) => sum + (one.split(needle).length - 1 ? 1 : 0), 0);
    return texts
      .map((one, id) => ({ id, score: score(one) }))
      .filter((one) => one.score)
      .sort((a, b) => b.score - a.score)
      .map((one) => one.id);
  };
  return { find, size: packed(JSON.stringify(clauses)) };
}

function packed(text) {
  return zlib.gzipSync(text, { level: 9 }).length;
}

const results = {};
for (const [name, make] of Object.entries({ MiniSearch: miniSearch, FlexSearch: flexSearch, 'plain scan': scan })) {
  const { find, size } = make();
  results[name] = { size, found: queries.map(({ text }) => find(text).slice(0, 10)) };
}
fs.writeFileSync('libraries.json', JSON.stringify(results));

async function pagefind() {
  const { createIndex, close } = await import(
    require('node:url').pathToFileURL(path.join(here, 'node_modules/pagefind/lib/index.js'))
  );
  const { index } = await createIndex({});
  for (let id = 0; id < clauses.length; id++) {
    for (const language of ['zh', 'en']) {
      await index.addCustomRecord({ url: `/${id}`, content: clauses[id][language] || '-', language });
    }
  }
  await index.writeFiles({ outputPath: path.join(here, 'www/pagefind') });
  await close();
}
pagefind();
