// Loads a script of the theme as a browser does: a classic script, whose `var` is a name of all scripts.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { runInThisContext } = require('node:vm');

const SCRIPTS = path.join(__dirname, '../../theme/assets/javascripts');

/** Run a script and return what it gives under a name. */
function load(file, name) {
  const filename = path.join(SCRIPTS, file);
  runInThisContext(readFileSync(filename, 'utf8'), { filename });
  return globalThis[name];
}

module.exports = { SCRIPTS, load };
