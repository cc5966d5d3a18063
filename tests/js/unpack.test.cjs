// Unpacking: what scripts/policy_site/search/wrapping.py packs comes back, each text as soon as its script has come.
const assert = require('node:assert/strict');
const test = require('node:test');

const { load } = require('./load.cjs');

const { stream, textOf } = load('search-unpack.js', 'PolicySearchUnpack');

// What wrapping.wrapped() gives for the two texts below.
const FIRST = [
  30,
  296,
  'AFy7YaNYdWT0sfN+E01YYtEeF6+0p5na1U4hzT+CVJ3242cdjl94O14o+xYLqASEdk65AAeu4ucPL9HumYukCFP2wMlJ1dIuVjFmEiBXbnA=',
];
const SECOND = [
  296,
  296,
  'nQcUTTMjZbOqCj2OVsPMnUYWBD3UDjONXbVr7tfay38BAUJXjv+KiK9m4oFNe9KB07QDOdWYpSySfX3CWNitX8usYJFAPUFJFwiXfsXisSuj3CyaTg5YU/PP0PErlv4Jy0mOWG0xfqpIS9P/6nFxng==',
];

test('a text can be read before the next one has come', () => {
  const unpacked = stream(FIRST[1]);
  unpacked.write(FIRST[2]);
  assert.equal(textOf(unpacked.read(FIRST[0])), '规划 plan, plan, 规划 ␚');
  unpacked.write(SECOND[2]);
  const second = textOf(unpacked.read(SECOND[0]).subarray(FIRST[0]));
  assert.equal(second, `规划\ue000 ${Array.from({ length: 60 }, (_, n) => n * n).join(' ')}`);
});
