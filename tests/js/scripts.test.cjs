// What holds for all scripts of the theme, and what they share.
const assert = require('node:assert/strict');
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { SCRIPTS, load } = require('./load.cjs');

// The linter passes over functions that call themselves, because of the wrapper. So there must be no other one.
for (const name of readdirSync(SCRIPTS)) {
  test(`one function calls itself, the wrapper: ${name}`, () => {
    const source = readFileSync(path.join(SCRIPTS, name), 'utf8');
    assert.equal(source.match(/\}\)\((?!\?)/g).length, 1); // not the })(?: of a regular expression
    assert.match(source, /\n\}\)\(\);\n$/);
  });
}

// The build shortens scripts with rjsmin, which takes the blanks of a template inside another for blanks of the program.
for (const name of readdirSync(SCRIPTS)) {
  test(`no template inside another holds a blank: ${name}`, () => {
    const source = readFileSync(path.join(SCRIPTS, name), 'utf8');
    assert.deepEqual(source.match(/\$\{[^}`]*`[^`\n]* [^`\n]*`/g) || [], []);
  });
}

test('a message takes values, and keeps what it has no value for', () => {
  const { fill } = load('common.js', 'PolicySite');
  assert.equal(fill('{count} of {total}, {count} {rest}', { count: 3, total: 9 }), '3 of 9, 3 {rest}');
});
