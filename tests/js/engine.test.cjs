// The search engine by itself, under Node: figures, words, folding, labels, references.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { load } = require('./load.cjs');

const engine = load('search-engine.js', 'PolicySearchEngine');

const keys = (text) => engine.figures(text).map((one) => one.key);
const units = (text) => engine.figures(text).map((one) => one.key + one.unit);

test('figures have their value and their unit', () => {
  assert.deepEqual(units('到2020年'), ['2020年']);
  assert.deepEqual(units('40亿元'), ['4000000000元']);
  assert.deepEqual(units('3700多万元'), ['37000000元']);
  assert.deepEqual(keys('4 billion yuan'), ['4000000000']);
  assert.deepEqual(keys('1,504 people'), ['1504']);
  assert.deepEqual(keys('70 percent, 10.11%'), ['70%', '10.11%']);
});

for (const [text, digits] of [
  ['四十亿', '40亿'],
  ['百分之七十', '70%'],
  ['一带一路，三年，双百双千', '一带一路，三年，双百双千'],
  ['占比三成以上', '占比30%以上'],
  ['一成立就三成效', '一成立就三成效'],
  ['two hundred and sixty-five projects', '265 projects'],
  ['one thousand five hundred and four', '1504'],
  ['seventy percent, four billion', '70 percent, 4 billion'],
  ['three provinces and one city', 'three provinces and one city'],
])
  test(`spelled-out figures: ${text}`, () => assert.equal(engine.withDigits(text), digits));

test('compacting leaves words, figures and the point inside a figure', () => {
  assert.equal(engine.compact('“一带一路”建设，1.8%，'), '一带一路建设1.8%');
});

for (const [one, other] of [
  ['migration', 'migrate'],
  ['organisations', 'organizing'],
  ['incubators', 'incubator'],
  ['policies', 'policy'],
  ['center', 'centres'],
  ['evs', 'ev'],
  ['smes', 'sme'],
  ['advise', 'advisory'],
])
  test(`one stem: ${one}, ${other}`, () => assert.equal(engine.stem(one), engine.stem(other)));

test('different words keep different stems', () => {
  assert.notEqual(engine.stem('talent'), engine.stem('tale'));
  assert.equal(engine.stem('gas'), 'gas');
});

test('folding ignores width, case, script and accents', () => {
  const fold = engine.createFold('臺台裡里裏里衞卫羣群', '');
  assert.equal(fold('ＰＰＰ 臺裡裏衞羣'), fold('ppp 台里里卫群'));
  assert.equal(fold('café'), 'cafe');
});

// labels.json is written by pages/labels.py: every id of the five documents, and of made-up ones of other kinds, in three languages.
const { words, cases } = JSON.parse(readFileSync(path.join(__dirname, 'labels.json'), 'utf8'));

test('the search names every place as the pages do', () => {
  for (const [locale, labels] of Object.entries(cases)) {
    for (const [id, label] of Object.entries(labels))
      assert.equal(engine.label(id, words[locale]), label, `${locale} ${id}`);
  }
});

for (const [typed, id] of [
  ['第十二条', 'a12'],
  ['第 12 條之一', 'a12_1'],
  ['第一百二十条', 'a120'],
  ['Article 12', 'a12'],
  ['art. 12-1', 'a12_1'],
  ['a12', 'a12'],
  ['annex1-s2', 'annex1-s2'],
  ['s2x2', 's2x2'],
  ['q3-p1', 'q3-p1'],
  ['s1-t1.2-3', 's1-t1.2-3'],
  ['第三方', ''],
  ['artist 12', ''],
])
  test(`a reference: ${typed}`, () => assert.equal(engine.referenceId(typed, false), id));
