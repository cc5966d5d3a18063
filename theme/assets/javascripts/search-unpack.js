/* Unpacks the parts of the index of the search, which scripts/policy_site/search/wrapping.py packs.

   In: the digits of base64 in the scripts of site/search/. Out: texts. A stream may come in several scripts, the later
   ones packed with what the earlier ones hold at hand; so it is read in their order.

   The method is LZMA, as Igor Pavlov specifies it (lzma-specification.txt in his LZMA SDK), with the numbers below. It
   sees a whole part, where gzip sees 32 kB of it, and takes a third less. Browsers have no LZMA of their own. */

// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var PolicySearchUnpack = (() => {
  'use strict';

  const LITERAL_CONTEXT = 3; // high bits of the byte before that choose how a byte is read; wrapping.py says so too
  const STATES = 12;
  const HALF = 1024; // a probability of one half
  const TOP = 2 ** 24;

  /** @param {number} size */
  function probabilities(size) {
    return new Uint16Array(size).fill(HALF);
  }

  /**
   * Return the bytes that digits of base64 stand for.
   * @param {string} digits
   */
  function bytesOf(digits) {
    const binary = atob(digits);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  /** Return a reader of single bits, each by its probability; `add` gives it more bytes. */
  function bitReader() {
    const numbers = new Uint32Array(2); // the range and the code, as the specification names them
    let input = new Uint8Array(0);
    let at = 0;

    /** @param {Uint8Array} bytes */
    function add(bytes) {
      const rest = input.subarray(at);
      const begun = at > 0 || rest.length > 0;
      input = new Uint8Array(rest.length + bytes.length);
      input.set(rest);
      input.set(bytes, rest.length);
      at = 0;
      if (begun) return;
      numbers[0] = 0xffffffff;
      for (at = 1; at < 5; at++) numbers[1] = (numbers[1] << 8) | input[at];
    }

    function next() {
      numbers[0] <<= 8;
      numbers[1] = (numbers[1] << 8) | input[at];
      at += 1;
    }

    /**
     * @param {Uint16Array} of
     * @param {number} index
     */
    function bit(of, index) {
      const chance = of[index];
      const bound = (numbers[0] >>> 11) * chance;
      let found = 0;
      if (numbers[1] < bound) {
        numbers[0] = bound;
        of[index] = chance + ((2048 - chance) >>> 5);
      } else {
        numbers[0] -= bound;
        numbers[1] -= bound;
        of[index] = chance - (chance >>> 5);
        found = 1;
      }
      if (numbers[0] < TOP) next();
      return found;
    }

    /** @param {number} count */
    function direct(count) {
      let found = 0;
      for (let i = 0; i < count; i++) {
        numbers[0] >>>= 1;
        const one = numbers[1] >= numbers[0] ? 1 : 0;
        if (one) numbers[1] -= numbers[0];
        found = (found << 1) | one;
        if (numbers[0] < TOP) next();
      }
      return found;
    }
    return { add, bit, direct };
  }

  /** @typedef {ReturnType<typeof bitReader>} Bits */

  /**
   * Read a number of `count` bits, the highest first.
   * @param {Bits} bits
   * @param {Uint16Array} of
   * @param {number} from where its probabilities begin
   * @param {number} count
   */
  function tree(bits, of, from, count) {
    let found = 1;
    for (let i = 0; i < count; i++) found = (found << 1) | bits.bit(of, from + found);
    return found - (1 << count);
  }

  /**
   * Read a number of `count` bits, the lowest first.
   * @param {Bits} bits
   * @param {Uint16Array} of
   * @param {number} from
   * @param {number} count
   */
  function reversed(bits, of, from, count) {
    let place = 1;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const one = bits.bit(of, from + place);
      place = (place << 1) | one;
      found |= one << i;
    }
    return found;
  }

  /**
   * Return the function that reads how long a match is.
   * @param {Bits} bits
   */
  function lengthReader(bits) {
    const choice = probabilities(2);
    const [low, middle, high] = [probabilities(8), probabilities(8), probabilities(256)];
    return () => {
      if (!bits.bit(choice, 0)) return 2 + tree(bits, low, 0, 3);
      if (!bits.bit(choice, 1)) return 10 + tree(bits, middle, 0, 3);
      return 18 + tree(bits, high, 0, 8);
    };
  }

  /**
   * Return the function that reads how far back a match of a length begins, less one.
   * @param {Bits} bits
   */
  function distanceReader(bits) {
    const [slots, special, low] = [probabilities(4 * 64), probabilities(128), probabilities(16)];
    return (/** @type {number} */ length) => {
      const slot = tree(bits, slots, 64 * Math.min(length - 2, 3), 6);
      if (slot < 4) return slot;
      const count = (slot >> 1) - 1;
      const base = (2 | (slot & 1)) << count;
      if (slot < 14) return base + reversed(bits, special, base - slot, count);
      return base + (bits.direct(count - 4) << 4) + reversed(bits, low, 0, 4);
    };
  }

  /**
   * Return the function that reads one byte that is no part of a match.
   * @param {Bits} bits
   */
  function literalReader(bits) {
    const of = probabilities(0x300 << LITERAL_CONTEXT);
    return (/** @type {number} */ before, /** @type {number} */ instead) => {
      const from = 0x300 * (before >> (8 - LITERAL_CONTEXT));
      let symbol = 1;
      let matched = instead;
      // After a match the byte that would have gone on with it tells what to expect, until one bit differs.
      while (matched >= 0 && symbol < 0x100) {
        const expected = (matched >> 7) & 1;
        matched = (matched << 1) & 0xff;
        const one = bits.bit(of, from + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | one;
        if (one !== expected) break;
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bits.bit(of, from + symbol);
      return symbol & 0xff;
    };
  }

  /**
   * Return the function that tells whether a match repeats one of the last four distances, and which; then that
   * distance stands first. -1 is a new distance, 4 the single byte at the last one.
   * @param {Bits} bits
   */
  function repeatReader(bits) {
    const of = Array.from({ length: 5 }, () => probabilities(STATES));
    return (/** @type {number} */ state) => {
      if (!bits.bit(of[0], state)) return -1;
      if (!bits.bit(of[1], state)) return bits.bit(of[2], state) ? 0 : 4;
      if (!bits.bit(of[3], state)) return 1;
      return bits.bit(of[4], state) ? 3 : 2;
    };
  }

  /**
   * Return the state after a byte that was no match.
   * @param {number} state
   */
  function afterLiteral(state) {
    if (state < 4) return 0;
    return state < 10 ? state - 3 : state - 6;
  }

  /**
   * Unpack a stream of `size` bytes as its digits come: `write` takes them, `read` returns the bytes up to an end.
   * @param {number} size
   */
  function stream(size) {
    const out = new Uint8Array(size);
    const bits = bitReader();
    const literal = literalReader(bits);
    const repeat = repeatReader(bits);
    const distance = distanceReader(bits);
    const [newLength, oldLength] = [lengthReader(bits), lengthReader(bits)];
    const isMatch = probabilities(STATES);
    const last = [0, 0, 0, 0]; // distances, less one
    let [state, done] = [0, 0];

    function matched() {
      const again = repeat(state);
      let length = 1;
      if (again === 4) state = state < 7 ? 9 : 11;
      else if (again < 0) {
        length = newLength();
        state = state < 7 ? 7 : 10;
        last.unshift(distance(length));
        last.length = 4;
      } else {
        length = oldLength();
        state = state < 7 ? 8 : 11;
        last.unshift(...last.splice(again, 1));
      }
      const back = last[0] + 1;
      const end = Math.min(size, done + length);
      for (; done < end; done++) out[done] = out[done - back];
    }

    /** @param {number} end */
    function read(end) {
      while (done < end) {
        if (bits.bit(isMatch, state)) matched();
        else {
          out[done] = literal(done ? out[done - 1] : 0, state < 7 ? -1 : out[done - last[0] - 1]);
          done += 1;
          state = afterLiteral(state);
        }
      }
      return out.subarray(0, end);
    }
    return { write: (/** @type {string} */ digits) => bits.add(bytesOf(digits)), read };
  }

  // A character that tables of GB 18030 do not agree on stands as its number: ␚E000
  const NUMBERED = /␚([0-9A-F]{4})/g;

  /**
   * Return the text that bytes stand for.
   * @param {Uint8Array} bytes
   */
  function textOf(bytes) {
    const text = new TextDecoder('gb18030').decode(bytes);
    return text.includes('␚') ? text.replace(NUMBERED, (_, code) => String.fromCharCode(parseInt(code, 16))) : text;
  }

  return { stream, textOf };
})();
