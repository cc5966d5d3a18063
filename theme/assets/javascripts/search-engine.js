/* The search engine: what matches, how well, and where to mark it. It knows nothing of the page.

   In: the parts of the index that scripts/policy_site/search/index.py writes, and a query. Out: plain results.

   1. Script, width, case and punctuation make no difference; folding keeps lengths, so every mark fits every script.
   2. A group (a clause with its heading, a point, a section of a page) is found by the words of its best line; its
      heading, its document, its other lines and the points that rest on it help.
   3. What the texts do not hold is named (`missing`) and never counted as found.
   4. Any string is a query; nothing throws, nothing is evaluated. */
(function (root, factory) {
  'use strict';
  if (typeof module === 'object' && module.exports) module.exports = factory();
  else root.PolicySearchEngine = factory();
})(typeof self === 'undefined' ? this : self, function () {
  'use strict';

  const LONGEST_QUERY = 300; // characters; a question has a tenth of that
  const LONGEST_PIECE = 16; // atoms of one literal piece
  const MOST_SYNONYMS = 8; // shown; all are searched
  const LONGEST_COMPOUND = 6; // ideographs: 数字人民币
  const CLOSE = 4; // characters between the parts of a word
  const LEAST_PARTIAL = 0.7; // of the words that are known, in the best result; less is no answer to the rest of the query
  const FOUND = 0.6; // the strength from which a line counts as holding a term
  const SCALES = {
    万亿: 1e12, 亿: 1e8, 万: 1e4, 千: 1e3, 百: 100,
    trillion: 1e12, billion: 1e9, bn: 1e9, million: 1e6, mn: 1e6, thousand: 1e3, k: 1e3,
  };
  const SPELLED_ENGLISH = {
    one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13,
    fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50,
    sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, thousand: 1000,
  };
  // What counts people and things: 962名 and 962人 are one figure.
  const COUNTERS = '个名人位家项件种所篇场次届条座台套批组户支处';
  const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const PLACES = { 十: 10, 百: 100, 千: 1000 };
  // How much a group of each kind counts beside a clause of equal match.
  const KIND_WEIGHT = { clause: 1, document: 0.95, explainer: 0.7, measure: 0.65, target: 0.7, glossary: 0.6, page: 0.45, question: 1, answer: 0.6 };
  const PHRASE = 2.5; // the whole query, word for word
  // How much the surroundings of a line count beside the line itself.
  const ELSEWHERE = 0.5; // a line of another place than the one that the query names
  const ASKED = 1.25; // a line with a figure where the query asks how many, with a day where it asks when
  const NEAR = { heading: 0.55, above: 0.4, place: 0.95, document: 0.45, group: 0.5, evidence: 0.6 };

  // --- Folding -------------------------------------------------------------------------------------------

  function* pairsOf(text) {
    const units = Array.from(text);
    for (let i = 0; i + 1 < units.length; i += 2) yield [units[i], units[i + 1]];
  }

  /** Return the function that folds a text; its result is as long as the text. */
  function createFold(extra, traditional) {
    const table = new Map();
    for (const [simple, form] of pairsOf(traditional)) table.set(form, simple);
    for (const [form, simple] of pairsOf(extra)) table.set(form, simple);
    const known = new Map();
    function one(unit) {
      const wide = unit.normalize('NFKC');
      let folded = (wide.length === 1 ? wide : unit).toLowerCase();
      if (folded.length !== 1) folded = unit;
      folded = table.get(folded) || folded;
      if (folded > '\u007f' && folded < '\u0250') folded = folded.normalize('NFD')[0]; // é → e
      if (folded === '’' || folded === '‘') folded = "'";
      known.set(unit, folded);
      return folded;
    }
    return function fold(text) {
      let out = '';
      for (let i = 0; i < text.length; i++) out += known.get(text[i]) || one(text[i]);
      return out;
    };
  }

  function isHan(unit) {
    return (unit >= '\u3400' && unit <= '\u9fff') || unit === '〇';
  }
  function isDigit(unit) {
    return unit >= '0' && unit <= '9';
  }
  function isWord(unit) {
    return (unit >= 'a' && unit <= 'z') || isDigit(unit);
  }

  /** Return a folded text without its punctuation and spaces; `positions` receives where each character stood. */
  function compact(folded, positions) {
    let out = '';
    for (let i = 0; i < folded.length; i++) {
      const unit = folded[i];
      const between = i > 0 && i + 1 < folded.length;
      const kept = isHan(unit) || isWord(unit) || unit === '%' ||
        (unit === '.' && between && isDigit(folded[i - 1]) && isDigit(folded[i + 1])) ||
        (unit === '&' && between && isWord(folded[i - 1]) && isWord(folded[i + 1]));
      if (!kept) continue;
      out += unit;
      if (positions) positions.push(i);
    }
    return out;
  }

  // --- Words and figures ---------------------------------------------------------------------------------

  // R&D, high, children's, 1,504, 10.11%, 19th
  const TOKEN = /[a-z]+(?:&[a-z]+)*[a-z0-9]*(?:'[a-z]+)?|\d+(?:,\d{3})*(?:\.\d+)?%?[a-z]*/g;

  /** Return the words of a folded English text: {word, start, end}. */
  function words(folded) {
    const found = [];
    TOKEN.lastIndex = 0;
    for (let m = TOKEN.exec(folded); m; m = TOKEN.exec(folded)) {
      found.push({ word: m[0].replace(/'s$|'$/, ''), start: m.index, end: m.index + m[0].length });
    }
    return found;
  }

  // British spellings and endings; applied to both sides, so a stem need not be a word.
  const ENDINGS = [
    [/(?:[iy][sz]ations?|[iy][sz](?:ing|e[ds]?))$/, ''], [/programme(s?)$/, 'program$1'],
    [/centre(s?)$/, 'center$1'], [/our(s|ed|able)?$/, 'or$1'], [/ies$/, 'y'], [/(ss|us|is)$/, '$1'], [/([^s])s$/, '$1'],
    [/sses$/, 'ss'], [/(?:ations?|ating|ated|ates?|ative|ators?)$/, ''], [/(?:ions?)$/, ''], [/ments?$/, ''],
    [/(?:ency|ence|ents?|ory)$/, ''], [/(?:ingly|ing|edly|ed|er|ers|ly)$/, ''], [/(.)\1$/, '$1'], [/[ey]$/, ''],
  ];
  const SHORTEST_STEM = 4;

  const stemmed = new Map(); // a text has few words, each many times

  /** Return the stem of an English word: migration, migrate → migr. */
  function stem(word) {
    let out = stemmed.get(word);
    if (out !== undefined) return out;
    out = word.replace(/^([a-z]{1,2}[^aius])s$/, '$1'); // SMEs, EVs; not gas, bus, this
    for (const [ending, replacement] of ENDINGS) {
      const shorter = out.replace(ending, replacement);
      if (shorter.length >= SHORTEST_STEM) out = shorter;
    }
    if (stemmed.size < 50000) stemmed.set(word, out);
    return out;
  }

  /** Return the value of a Chinese numeral such as 四十, 一千五百 (up to 万), or NaN. */
  function numeral(text) {
    let sum = 0;
    let digit = 0;
    for (const unit of text) {
      if (unit in DIGITS) digit = DIGITS[unit];
      else if (unit in PLACES) {
        sum += (digit || 1) * PLACES[unit];
        digit = 0;
      } else return NaN;
    }
    return sum + digit;
  }

  /** Return the value of English number words: two hundred and sixty-five → 265; NaN if one is none. */
  function englishNumeral(text) {
    let sum = 0;
    let part = 0;
    for (const word of text.split(/[ -]+(?:and +)?/)) {
      const value = SPELLED_ENGLISH[word];
      if (!value) return NaN;
      if (value < 100) part += value;
      else part = (part || 1) * value;
      if (value === 1000) {
        sum += part;
        part = 0;
      }
    }
    return sum + part;
  }

  // 百分之七十; 四十亿; 八万五千; the scale is required, so that 一带一路 and 三年 stay words
  const SPELLED = /百分之([零〇一二两三四五六七八九十百]+)|([零〇一二两三四五六七八九十百千]+)(万亿|亿|万)([零〇一二两三四五六七八九十百千]*)/g;
  // 三成, the tenths of something; not 一成立
  const TENTHS = /([一二两三四五六七八九])成(?![立效就果员本都为功熟长品绩])/g;
  // two hundred and sixty; seventy percent: one word alone stays a word
  const NUMBER_WORD = Object.keys(SPELLED_ENGLISH).join('|');
  const SPELLED_WORDS = new RegExp(`\\b(?:${NUMBER_WORD})(?:[ -]+(?:and +)?(?:${NUMBER_WORD}))*(?= +(?:trillion|billion|million|per ?cent)\\b)|` +
    `\\b(?:${NUMBER_WORD})(?:[ -]+(?:and +)?(?:${NUMBER_WORD}))+\\b`, 'g');

  /** Return a query with spelled-out figures as digits. */
  function withDigits(text) {
    return text.replace(SPELLED, (all, share, value, scale, rest) => {
      const number = numeral(share || value);
      if (!number) return all;
      if (share) return `${number}%`;
      return rest ? String(number * SCALES[scale] + numeral(rest)) : `${number}${scale}`;
    }).replace(TENTHS, (all, tenths) => `${10 * numeral(tenths)}%`)
      .replace(SPELLED_WORDS, (all) => englishNumeral(all) || all);
  }

  // 3700多万元, 8.5万人, 1,504, 70%, 70 percent, 4 billion; the unit is the character after it
  const FIGURE = /(\d+(?:,\d{3})*(?:\.\d+)?)(?:([多余几]?)(万亿|亿|万|千|百)(?!分)|[ -]?(trillion|billion|bn|million|mn|thousand|k)(?![a-z]))?(%| ?per ?cent(?![a-z])|个百分点)?/g;

  /** Return the figures of a folded text: {key, unit, start, end}; 8.5万人 has the key 85000 and the unit 人. */
  function figures(folded) {
    const found = [];
    FIGURE.lastIndex = 0;
    for (let m = FIGURE.exec(folded); m; m = FIGURE.exec(folded)) {
      const scale = SCALES[m[3] || m[4]] || 1;
      const value = Number((Number(m[1].replace(/,/g, '')) * scale).toPrecision(12));
      const end = m.index + m[0].length;
      const rest = folded.slice(end, end + 2).replace(/^[多余几]/, '');
      const unit = rest && isHan(rest[0]) ? rest[0] : '';
      found.push({ key: `${value}${m[5] ? '%' : ''}`, unit, start: m.index, end });
    }
    return found;
  }

  // --- The index in memory -------------------------------------------------------------------------------

  /** Return all groups of all parts as records, and their lines as columns. */
  function unpack(parts) {
    const groups = [];
    const lines = { zh: [], en: [], group: [], number: [] };
    for (const part of parts) {
      for (let i = 0; i < part.zh.length; i++) {
        const zh = part.zh[i].split('\n');
        const en = part.en[i].split('\n');
        const group = {
          kind: parts[0].kinds[part.kind[i]], document: part.document[i], page: part.pages[part.page[i]],
          heads: part.heads[i], under: part.under[i], anchors: part.anchors[i].split(' '), cites: part.cites[i],
          exceptions: part.exceptions[i], first: lines.zh.length, size: zh.length, evidence: [],
        };
        groups.push(group);
        zh.forEach((text, n) => {
          lines.zh.push(text);
          lines.en.push(en[n] || '');
          lines.group.push(groups.length - 1);
          lines.number.push(n);
        });
      }
    }
    return { groups, lines };
  }

  /** Give each clause the points that rest on it: {group, line or -1, weight}. */
  function linkEvidence(groups) {
    groups.forEach((group, number) => {
      if (!group.cites) return;
      const targets = group.cites.split(' ');
      const weight = 1 / (1 + 0.15 * (targets.length - 1));
      for (const target of targets) {
        const [place, line] = target.split(':').map(Number);
        groups[place].evidence.push({ group: number, line: line === undefined ? -1 : line, weight });
      }
    });
  }

  function addTo(map, key, value) {
    const list = map.get(key);
    if (!list) map.set(key, [value]);
    else if (list[list.length - 1] !== value) list.push(value);
  }

  /** Join texts to one string that can be scanned; `starts` tells where each begins. */
  function haystack(texts) {
    const starts = new Int32Array(texts.length + 1);
    let at = 0;
    texts.forEach((text, n) => {
      starts[n] = at;
      at += text.length + 1;
    });
    starts[texts.length] = at;
    return { text: texts.join('\n'), starts };
  }

  /** Call `visit` once for each line of a haystack that holds `needle` where `fits` allows it. */
  function scan(hay, needle, visit, fits) {
    let line = 0;
    let high = hay.starts.length - 2;
    let at = hay.text.indexOf(needle);
    while (at >= 0) {
      if (!fits || fits(hay.text, at, at + needle.length)) {
        let low = line;
        high = hay.starts.length - 2;
        while (low < high) {
          const middle = (low + high + 1) >> 1;
          if (hay.starts[middle] <= at) low = middle;
          else high = middle - 1;
        }
        line = low;
        visit(line);
        at = hay.text.indexOf(needle, hay.starts[line + 1]);
      } else at = hay.text.indexOf(needle, at + 1);
    }
  }

  // A figure's digits are not part of a longer figure: 18个 is not in 118个 or 2018个.
  function wholeFigure(text, start, end) {
    const before = text[start - 1] || '';
    const after = text[end] || '';
    if (isDigit(text[start]) && (isDigit(before) || before === '.')) return false;
    return !(isDigit(text[end - 1]) && (isDigit(after) || after === '.' || after === '%'));
  }

  // An English phrase begins with a word; its last word may go on with an ending: work permit in ‘work permits’.
  function wholeWords(text, start, end) {
    const rest = /^[a-z]*/.exec(text.slice(end, end + 12))[0];
    return rest.length <= 3;
  }

  /** Build everything that a query needs from the parts of the index. */
  function createIndex(parts) {
    const fold = createFold(parts[0].fold, parts[0].traditional);
    const { groups, lines } = unpack(parts);
    linkEvidence(groups);
    const vocabulary = new Map();
    const numbers = new Map();
    const zh = [];
    const en = [];
    lines.zh.forEach((text, n) => {
      const chinese = fold(text);
      const english = fold(lines.en[n]);
      const tokens = words(english);
      zh.push(compact(chinese));
      en.push(` ${tokens.map((token) => token.word).join(' ')} `);
      for (const token of tokens) addTo(vocabulary, token.word, n);
      for (const token of words(chinese)) addTo(vocabulary, token.word, n);
      for (const joined of english.match(/[a-z]+(?:-[a-z]+)+/g) || []) addTo(vocabulary, joined.replace(/-/g, ''), n);
      for (const figure of [...figures(chinese), ...figures(english)]) {
        addTo(numbers, figure.key, n);
        if (figure.unit) addTo(numbers, figure.key + figure.unit, n);
      }
    });
    const figured = new Uint8Array(lines.zh.length);
    for (const where of numbers.values()) for (const line of where) figured[line] = 1;
    const free = freeWords(lines.en, fold);
    const entries = Array.from(vocabulary, ([text, where]) => ({ text, stem: stem(text), where, bound: free.get(text) === false }));
    return {
      fold, groups, lines, vocabulary: entries, numbers, figured, stems: new Set(entries.map((entry) => entry.stem)),
      zh: haystack(zh), en: haystack(en), documents: documentGroups(groups),
      places: parts[0].documents.map(({ place }) => ({ zh: fold(place.zh), en: ` ${formKey(fold(place.en))} ` })),
      synonyms: createSynonyms(parts, fold), stop: createStop(parts[0].stop, fold), traditional: new Map(pairsOf(parts[0].traditional)),
    };
  }

  // Chengdu-Chongqing, Guangzhou–Foshan: names joined to another name
  const COMPOUND = /[A-Z][A-Za-z]+(?:[-–][A-Z][A-Za-z]+)+/g;

  /** Tell for each word of a joined name whether it also stands by itself; other words are not in the map. */
  function freeWords(texts, fold) {
    const free = new Map();
    for (const text of texts) for (const name of text.match(COMPOUND) || []) for (const { word: part } of words(fold(name))) free.set(part, false);
    for (const text of texts) {
      for (const { word: part } of words(fold(text.replace(COMPOUND, '-')))) if (free.has(part)) free.set(part, true);
    }
    return free;
  }

  function documentGroups(groups) {
    const found = [];
    groups.forEach((group, number) => {
      if (group.kind === 'document') found[group.document] = number;
    });
    return found;
  }

  /** Return a form as it is matched: Chinese without gaps, English words with single ones. */
  function formKey(folded) {
    const text = compact(folded);
    return isHanText(text) ? text : words(folded).map((token) => token.word).join(' ');
  }

  /** Return the key under which the synonyms of a form are kept: sister cities and sister city are one. */
  function synonymKey(form) {
    return isHanText(form) ? form : form.split(' ').map(stem).join(' ');
  }

  function createSynonyms(parts, fold) {
    const synonyms = new Map();
    const keyOf = (form) => formKey(fold(form));
    for (const part of parts) {
      for (const [say, mean] of part.synonyms || []) {
        const meant = mean.map((text) => ({ text, key: keyOf(text) }));
        for (const own of [...say.map(keyOf), ...meant.map(({ key }) => key)]) {
          const others = meant.filter((other) => other.key !== own);
          const known = own && synonyms.get(synonymKey(own));
          if (known) known.push(...others);
          else if (own) synonyms.set(synonymKey(own), others);
        }
      }
    }
    return synonyms;
  }

  function createStop(stop, fold) {
    return { zh: new Set(stop.zh.map(fold)), en: new Set(stop.en) };
  }

  // --- Reading a query -----------------------------------------------------------------------------------

  // 人, r&d, 5g (not 5 billion), 1,504
  const ATOM = /[\u3400-\u9fff〇]|[a-z]+(?:&[a-z]+)*[a-z0-9]*(?:'[a-z]+)?|\d+[a-z]+[a-z0-9]*|\d+(?:,\d{3})*(?:\.\d+)?/g;

  /** Return the smallest parts of a folded query: one ideograph, one word or one figure; `gap`: something stands before it. */
  function atomsOf(text) {
    const found = [];
    const numbered = figures(text);
    ATOM.lastIndex = 0;
    let last = 0;
    for (let m = ATOM.exec(text); m; m = ATOM.exec(text)) {
      const between = text.slice(last, m.index);
      const at = m.index;
      const figure = numbered.find((one) => one.start === at && !/[a-z]/.test(text[one.end] || ''));
      const end = figure ? figure.end : m.index + m[0].length;
      found.push({
        text: figure ? text.slice(m.index, end) : m[0].replace(/'s$|'$/, ''), start: m.index, end, figure,
        kind: figure ? 'number' : isHan(m[0]) ? 'han' : 'word', gap: /[\s,，。；;？?！!、/|]/.test(between),
      });
      last = end;
      ATOM.lastIndex = end;
    }
    return found;
  }

  // Straight or corner quotes anywhere, curly ones only around whole words: “一带一路”建设 is no command.
  const QUOTED = /"([^"]{2,})"|「([^」]{2,})」|『([^』]{2,})』|(?:^|\s)“([^”]{2,})”(?=\s|$)/g;

  function read(index, raw) {
    const typedText = String(raw).slice(0, LONGEST_QUERY).normalize('NFKC');
    const folded = index.fold(typedText);
    const phrases = [];
    QUOTED.lastIndex = 0;
    for (let m = QUOTED.exec(folded); m; m = QUOTED.exec(folded)) phrases.push(m[1] || m[2] || m[3] || m[4]);
    const text = withDigits(folded);
    return { text, typed: text === folded ? typedText : text, phrases, atoms: atomsOf(text) };
  }

  function spanText(atoms, from, to) {
    let out = '';
    for (let i = from; i < to; i++) out += atoms[i].text;
    return out;
  }

  const PARTICLE = /^[的了吗呢和与及或等在把被让给有]|[的了吗呢和与及或等在把被让给有]$/;

  /** Yield what may begin at an atom, with its cost; the cheapest way through the query wins. */
  function* candidates(index, atoms, i) {
    const atom = atoms[i];
    if (atom.kind === 'word' && index.stop.en.has(atom.text)) yield { kind: 'stop', to: i + 1, cost: 0.1 };
    else if (atom.kind === 'word') yield { kind: 'word', to: i + 1, cost: 1 };
    if (atom.kind === 'number') yield { kind: 'number', to: i + 1, cost: 1 };
    if (atom.kind === 'han') yield { kind: 'rest', to: i + 1, cost: 1.6 };
    if (asksHowMany(atoms, i)) yield { kind: 'stop', to: i + 1, cost: 0.2 };
    yield* joined(index, atoms, i);
    yield* literals(index, atoms, i);
    yield* numerals(index, atoms, i);
  }

  // The 位 of 多少位 and 几位
  function asksHowMany(atoms, i) {
    return i > 0 && !atoms[i].gap && COUNTERS.includes(atoms[i].text) && '少几哪'.includes(atoms[i - 1].text);
  }

  /** Yield a Chinese numeral before a counter, if the texts hold that figure: 六十个. */
  function* numerals(index, atoms, i) {
    let to = i;
    while (to < atoms.length && atoms[to].kind === 'han' && (to === i || !atoms[to].gap) && !Number.isNaN(numeral(atoms[to].text))) to += 1;
    if (to === i || to === atoms.length || atoms[to].gap || !COUNTERS.includes(atoms[to].text)) return;
    const figure = { key: String(numeral(spanText(atoms, i, to))), unit: atoms[to].text };
    if (index.numbers.has(figure.key)) yield { kind: 'number', to, cost: 0.9, figure };
  }

  /** Yield stop words and synonyms that begin at an atom. */
  function* joined(index, atoms, i) {
    let close = '';
    let spaced = '';
    for (let to = i + 1; to <= Math.min(atoms.length, i + LONGEST_PIECE); to++) {
      const atom = atoms[to - 1];
      if (to > i + 1 && atom.gap && (atom.kind === 'han' || atoms[to - 2].kind === 'han')) break;
      close += compact(atom.text);
      spaced += (spaced ? ' ' : '') + (atom.kind === 'word' ? stem(atom.text) : atom.text);
      if (index.stop.zh.has(close)) yield { kind: 'stop', to, cost: to > i + 1 ? 0.2 : 0.35 };
      for (const key of new Set([synonymKey(close), spaced])) {
        if (index.synonyms.has(key)) yield { kind: 'synonym', to, key, cost: 0.78 - 0.02 * (to - i) };
      }
    }
  }

  /** Tell whether a piece ends inside a known word that it does not begin with: the 新加坡合 of 新加坡合办. */
  function cutsWord(index, atoms, from, to) {
    for (let start = Math.max(from + 1, to - 3); start < to; start++) {
      for (let end = to + 1; end <= Math.min(atoms.length, start + 4) && !atoms[end - 1].gap; end++) {
        if (index.synonyms.has(spanText(atoms, start, end))) return true;
      }
    }
    return false;
  }

  /** Yield pieces of at least two atoms, one of them an ideograph, that stand somewhere in the Chinese texts. */
  function* literals(index, atoms, i) {
    let text = compact(atoms[i].text);
    let at = 0;
    let han = atoms[i].kind === 'han';
    for (let to = i + 2; to <= Math.min(atoms.length, i + LONGEST_PIECE); to++) {
      if (atoms[to - 1].gap) return;
      text += compact(atoms[to - 1].text);
      han = han || atoms[to - 1].kind === 'han';
      at = index.zh.text.indexOf(text, at);
      while (at >= 0 && !wholeFigure(index.zh.text, at, at + text.length)) at = index.zh.text.indexOf(text, at + 1);
      if (at < 0) return;
      const faulty = PARTICLE.test(text) || cutsWord(index, atoms, i, to);
      if (han) yield { kind: 'literal', to, cost: 1 - 0.01 * (to - i) + (faulty ? 0.6 : 0) };
    }
  }

  /** Cut a query into pieces {kind, from, to, key}, the cheapest way. */
  function segment(index, atoms) {
    const best = [{ cost: 0, from: -1 }];
    for (let i = 0; i < atoms.length; i++) {
      if (!best[i]) continue;
      for (const piece of candidates(index, atoms, i)) {
        const cost = best[i].cost + piece.cost;
        if (!best[piece.to] || cost < best[piece.to].cost) best[piece.to] = { cost, from: i, piece };
      }
    }
    const pieces = [];
    for (let i = atoms.length; i > 0; i = best[i].from) pieces.unshift(Object.assign({ from: best[i].from }, best[i].piece));
    return pieces;
  }

  /** Join ideographs that stand nowhere to what they belong to: 创新 + 券 → the unknown word 创新券. */
  function unknowns(atoms, pieces, question) {
    const found = [];
    let i = 0;
    while (i < pieces.length) {
      if (pieces[i].kind !== 'rest') {
        i += 1;
        continue;
      }
      let end = i;
      while (end + 1 < pieces.length && pieces[end + 1].kind === 'rest' && !atoms[pieces[end + 1].from].gap) end += 1;
      const before = neighbour(atoms, pieces, i, -1);
      const after = neighbour(atoms, pieces, end, 1);
      const lone = end === i;
      const swallowed = end + 1 < pieces.length && swallows(atoms, pieces[end + 1]) ? 1 : 0; // 都 in 成都
      const size = pieces[end].to - pieces[i].from + (before ? before.to - before.from : 0) + (after ? after.to - after.from : 0);
      if (!(question && lone && !swallowed && size > 5)) {
        const alone = lone && !swallowed;
        const from = alone && before ? Math.max(before.from, pieces[i].from - 2) : pieces[i].from;
        const to = alone && !before && after ? Math.min(after.to, pieces[i].to + 2) : pieces[end].to + swallowed;
        found.push({ text: spanText(atoms, from, to), from, to });
      }
      i = end + 1;
    }
    return found;
  }

  function swallows(atoms, piece) {
    return piece.kind === 'stop' && piece.to === piece.from + 1 && !atoms[piece.from].gap && !PARTICLE.test(atoms[piece.from].text);
  }

  /** Return the piece right before or after, if it is written together with this one and is a word or a figure. */
  function neighbour(atoms, pieces, i, step) {
    const other = pieces[i + step];
    if (!other || other.kind === 'stop' || other.kind === 'rest') return null;
    return atoms[step > 0 ? other.from : pieces[i].from].gap ? null : other;
  }

  // 多少人, 几家, how many experts
  const HOW_MANY = new RegExp(`多少|几[${COUNTERS}]|\\bhow (?:many|much)\\b`);
  const WHEN = /何时|什么时候|哪一?年|几时|\bwhen\b/;
  const DAY = /\d{4}年\d{1,2}月\d{1,2}日/; // 2021年12月15日

  /** Return the terms of a query and the words that stand nowhere. */
  function plan(index, raw) {
    const query = read(index, raw);
    const { atoms } = query;
    const pieces = segment(index, atoms);
    const bare = pieces.every((piece) => piece.kind === 'stop' || piece.kind === 'rest');
    query.counting = HOW_MANY.test(query.text);
    query.dating = WHEN.test(query.text);
    query.question = !bare && pieces.some((piece) => piece.kind === 'stop');
    const terms = [];
    pieces.forEach((piece) => {
      const text = spanText(atoms, piece.from, piece.to);
      const single = atoms[piece.from];
      if (piece.kind === 'rest') {
        if (atoms.length === 1) terms.push({ kind: 'han', text, from: piece.from, to: piece.to });
      } else if (piece.kind !== 'stop' || bare) {
        const kind = piece.kind === 'number' ? 'number' : single.kind !== 'han' && piece.to === piece.from + 1 ? single.kind : 'han';
        terms.push({
          kind, text: kind === 'han' && !isHanText(text) ? wordsOf(atoms, piece) : text, from: piece.from, to: piece.to,
          figure: kind === 'number' ? piece.figure || withUnit(atoms, piece) : null,
          last: piece.to === atoms.length, synonyms: index.synonyms.get(piece.key) || [],
        });
      }
    });
    const counters = (piece) => piece.kind === 'rest' && terms.some((term) => term.to === piece.from && counted(index, term));
    const left = pieces.map((piece) => (counters(piece) ? Object.assign({}, piece, { kind: 'stop' }) : piece));
    query.unknown = atoms.length === 1 ? [] : unknowns(atoms, left, query.question);
    const inside = (term) => query.unknown.some((one) => one.from <= term.from && term.to <= one.to);
    const others = query.question ? merged(terms) : merged(terms.filter((term) => !inside(term)));
    query.terms = others.length ? others : merged(terms); // 创新 of 创新券 serves to find what is near
    return query;
  }

  // The 人 of 85000人 where the texts count people, 8.5万人; the 名 of 962名 where they write 962人.
  function counted(index, term) {
    if (!term.figure || !term.figure.unit) return false;
    return index.numbers.has(term.figure.key + term.figure.unit) || COUNTERS.includes(term.figure.unit) && index.numbers.has(term.figure.key);
  }

  function isHanText(text) {
    return /[\u3400-\u9fff]/.test(text);
  }

  function wordsOf(atoms, piece) {
    return atoms.slice(piece.from, piece.to).map((atom) => atom.text).join(' ');
  }

  function withUnit(atoms, piece) {
    const next = atoms[piece.to];
    return { key: atoms[piece.from].figure.key, unit: next && next.kind === 'han' && !next.gap ? next.text : '' };
  }

  /** Leave out a term that is there already: ‘科技 科技’. */
  function merged(terms) {
    const seen = new Set();
    return terms.filter((term) => {
      const key = `${term.kind} ${term.text}`;
      return !seen.has(key) && seen.add(key);
    });
  }

  // --- Matching ------------------------------------------------------------------------------------------

  /** Return for each line how strongly it holds a term: 0 … 1. */
  function strengths(index, term) {
    const lines = new Float32Array(index.lines.zh.length);
    term.forms = [];
    typed(index, term, lines);
    const own = isHanText(term.text);
    const synonyms = term.synonyms || [];
    alternatives(index, synonyms.filter(({ key }) => isHanText(key) === own), lines, term);
    // The other language stands beside it in the same line: it is marked, and searched where there is nothing else.
    alternatives(index, synonyms.filter(({ key }) => isHanText(key) !== own), lines, term, true);
    return lines;
  }

  function alternatives(index, synonyms, lines, term, translations) {
    // A word that only our explanations hold is not the documents' own: what they write instead counts in full.
    const literal = lines.some((strength, line) => strength >= FOUND && index.groups[index.lines.group[line]].kind === 'clause');
    const strength = !literal ? 0.95 : translations ? 0 : 0.8;
    for (const synonym of synonyms) {
      const before = term.forms.length;
      form(index, synonym.key, strength, lines, term);
      if (strength && term.forms.length > before) term.forms[before].shown = synonym.text;
    }
  }

  /** Match what the reader typed. */
  function typed(index, term, lines) {
    if (term.kind === 'number') figure(index, term, lines);
    else if (term.kind === 'word') {
      word(index, term, lines);
      if (SPELLED_ENGLISH[term.text]) figure(index, { figure: { key: String(SPELLED_ENGLISH[term.text]), unit: '' }, forms: term.forms }, lines);
    }
    else {
      form(index, term.text, 1, lines, term);
      if (isHanText(term.text)) partly(index, term.text, lines);
      else looseWords(index, term, lines);
    }
  }

  /** Match one written form: Chinese anywhere, English as whole words. */
  function form(index, key, strength, lines, term) {
    let met = false;
    const han = isHanText(key);
    const plain = han ? key : ` ${key.replace(/ies$/, 'i').replace(/([^s])s$/, '$1')}`;
    if (plain === ' ') return;
    scan(han ? index.zh : index.en, plain, (line) => {
      met = true;
      if (lines[line] < strength) lines[line] = strength;
    }, han ? wholeFigure : wholeWords);
    if (met) term.forms.push({ key, han });
  }

  /** Give lines that hold the two-character words of a long piece, though not together, or most of its pairs, a little. */
  function partly(index, text, lines) {
    if (text.length < 4) return;
    const shares = new Float32Array(lines.length);
    const halves = new Uint8Array(lines.length); // pairs 0, 2, 4 …: the words, if each has two characters
    const pairs = text.length - 1;
    for (let i = 0; i < pairs; i++) {
      const step = i % 2 === 0 || i === pairs - 1 ? 1 : 0;
      scan(index.zh, text.slice(i, i + 2), (line) => {
        shares[line] += 1 / pairs;
        halves[line] += step;
      });
    }
    const all = Math.ceil(text.length / 2);
    for (let n = 0; n < lines.length; n++) {
      if (shares[n] < 0.5) continue;
      lines[n] = Math.max(lines[n], halves[n] === all ? 0.65 : 0.5 * shares[n] * shares[n]);
    }
  }

  /** Match all words of an English phrase in one line, in any order. */
  function looseWords(index, term, lines) {
    const forms = [];
    const parts = term.text.split(' ').map((text) => {
      const own = new Float32Array(lines.length);
      word(index, { text, forms }, own);
      return own;
    });
    if (!term.forms.length) term.forms.push(...forms);
    for (let n = 0; n < lines.length; n++) {
      const least = Math.min(...parts.map((own) => own[n]));
      if (least >= FOUND) lines[n] = Math.max(lines[n], 0.7 * least);
    }
  }

  /** Match a figure by its value; with a unit, that of the texts must be the same. */
  function figure(index, term, lines) {
    const { key, unit } = term.figure;
    const exact = unit && index.numbers.get(key + unit);
    for (const line of exact || index.numbers.get(key) || []) lines[line] = 1;
    if (exact) for (const line of index.numbers.get(key)) lines[line] = Math.max(lines[line], 0.5);
    term.forms.push({ figure: key });
  }

  /** Match a word: itself, its other endings, words that begin with it, words that hold it. */
  function word(index, term, lines) {
    const { text } = term;
    const own = stem(text);
    const known = index.stems.has(own);
    let bound = false; // the word itself stands only inside a joined name
    for (const entry of index.vocabulary) {
      const strength = likeness(text, own, entry, known, term.last);
      if (!strength) continue;
      for (const line of entry.where) if (lines[line] < strength) lines[line] = strength;
      if (strength >= 0.5) term.forms.push({ word: entry.text });
      if (strength === 1) bound = entry.bound;
    }
    term.bound = bound;
  }

  function likeness(text, own, entry, known, last) {
    if (entry.text === text) return 1;
    if (entry.stem === own) return 0.92;
    if (text.length < 2) return 0;
    const at = entry.text.indexOf(text);
    if (at === 0) return known ? (last ? 0.55 : 0.4) : (last ? 0.85 : 0.5); // only the last word may be half typed
    if (at > 0 && text.length >= 3) return known ? 0.2 : (last ? 0.65 : 0.3);
    return 0;
  }

  // --- Ranking -------------------------------------------------------------------------------------------

  /** Where a query holds more than one part of a joined name, it means that name: Chengdu-Chongqing. */
  function freeBound(query) {
    const parts = query.terms.filter((term) => term.bound);
    if (parts.length > 1) for (const term of parts) term.bound = false;
  }

  /** Return for a term: lines, groups (best line), documents (their title, place, issuers), rarity. */
  function weigh(index, term) {
    const { lines } = term;
    const groups = new Float32Array(index.groups.length);
    for (let n = 0; n < lines.length; n++) {
      const g = index.lines.group[n];
      if (lines[n] > groups[g]) groups[g] = lines[n];
    }
    let count = 0;
    for (let g = 0; g < groups.length; g++) if (groups[g] >= FOUND && index.groups[g].kind !== 'page') count += 1;
    const any = !term.bound && groups.some((strength) => strength >= FOUND);
    const here = index.places.map((place) => isPlace(place, term));
    const whole = (n) => (n in index.documents ? groups[index.documents[n]] : 0); // without pages.js there are no such groups
    const documents = here.map((named, n) => (named ? NEAR.place : whole(n) * NEAR.document));
    return { term, lines, groups, documents, here, placed: here.includes(true), any, rarity: rarity(index, count) };
  }

  // Every line of a city's document is about that city, though it says 我市 (this city).
  function isPlace(place, term) {
    return term.forms.some(({ key, word: own, han }) => (han ? key.length > 1 && place.zh.includes(key) : place.en.includes(` ${own || key} `)));
  }

  /** Return the weight of a term that `count` groups hold (inverse document frequency). */
  function rarity(index, count) {
    return Math.log(1 + (index.groups.length - count + 0.5) / (count + 0.5));
  }

  /** Return how strongly the headings of a group and those above hold a term. */
  function headings(index, weighed, g) {
    const group = index.groups[g];
    let best = 0;
    for (let n = 0; n < group.heads; n++) best = Math.max(best, weighed.lines[group.first + n] * NEAR.heading);
    let above = typeof group.under === 'number' ? group.under : -1;
    while (above >= 0) {
      best = Math.max(best, weighed.lines[index.groups[above].first] * NEAR.above);
      above = index.groups[above].under;
    }
    return best;
  }

  function evidence(weighed, group, number) {
    let best = 0;
    for (const point of group.evidence) {
      const whole = point.line < 0 ? 0.9 : point.line === number ? 1 : 0;
      best = Math.max(best, weighed.groups[point.group] * point.weight * whole);
    }
    return best * NEAR.evidence;
  }

  /** Tell whether the heading of a group is ours and has no place of its own: that of the signatures. */
  function isTitled(group) {
    return group.heads === 1 && group.size > 1 && group.anchors[0] === group.anchors[1];
  }

  /** Return the factor for what a query asks of a line beyond its words: the place that it names, a figure. */
  function suits(index, query, weights, group, line) {
    const named = weights.filter((weighed) => weighed.placed);
    const away = named.length && group.document >= 0 &&
      !named.some((weighed) => weighed.here[group.document] || weighed.lines[line] >= FOUND);
    const asked = query.counting && index.figured[line] || query.dating && DAY.test(index.lines.zh[line]);
    return (away ? ELSEWHERE : 1) * (asked ? ASKED : 1);
  }

  /** Score the lines of a group: {group, line, score, coverage, together}. */
  function score(index, query, weights, g) {
    const group = index.groups[g];
    const heads = weights.map((weighed) => headings(index, weighed, g));
    const total = weights.reduce((sum, weighed) => sum + weighed.rarity, 0);
    let best = null;
    const titled = isTitled(group); // such a title is found, its lines are shown
    for (let n = titled ? 1 : 0; n < group.size; n++) {
      const line = group.first + n;
      let sum = 0;
      let covered = 0;
      let own = 0;
      let met = false;
      weights.forEach((weighed, t) => {
        const here = Math.max(weighed.lines[line], titled ? weighed.lines[group.first] : 0);
        const around = Math.max(heads[t], NEAR.group * weighed.groups[g],
          group.document >= 0 ? weighed.documents[group.document] : 0);
        const strength = Math.max(here, around, evidence(weighed, group, n));
        sum += weighed.rarity * strength;
        covered += weighed.rarity * Math.min(1, Math.max(here, around) / 0.25);
        if (Math.max(here, around) >= FOUND) own += weighed.rarity;
        met = met || here >= 0.2;
      });
      const coverage = total ? covered / total : 0;
      const length = index.zh.starts[line + 1] - index.zh.starts[line] || index.lines.en[line].length / 4;
      const value = sum * (0.3 + 0.7 * coverage * coverage) * (own > 0.999 * total ? 1.2 : 1) / (1 + 0.1 * Math.log(1 + length / 60));
      const fit = value * suits(index, query, weights, group, line);
      if (met && (!best || fit > best.score)) best = { group: g, line, score: fit, coverage, together: own / total };
    }
    if (best) best.score *= KIND_WEIGHT[group.kind] || 0.6;
    return best;
  }

  /** Return the lines that hold a phrase word for word. */
  function holding(index, phrase) {
    const lines = new Set();
    const key = formKey(phrase);
    const han = isHanText(key);
    if (key) scan(han ? index.zh : index.en, han ? key : ` ${key}`, (line) => lines.add(line), han ? wholeFigure : null);
    return lines;
  }

  /** Lift groups that hold the whole query as it was typed; keep only those that hold quoted phrases. */
  function byPhrase(index, query, found) {
    let kept = found;
    for (const phrase of query.phrases) {
      const lines = holding(index, phrase);
      kept = kept.filter((one) => groupLines(index, one.group).some((line) => lines.has(line)));
    }
    const lines = query.atoms.length > 1 ? holding(index, query.text) : new Set();
    for (const one of lines.size ? kept : []) {
      const held = groupLines(index, one.group).filter((line) => lines.has(line));
      if (!held.length) continue;
      one.score *= PHRASE;
      if (!lines.has(one.line)) one.line = held[0];
    }
    return kept;
  }

  function groupLines(index, g) {
    const group = index.groups[g];
    return Array.from({ length: group.size }, (_, n) => group.first + n);
  }

  // --- Results -------------------------------------------------------------------------------------------

  /** Say how the query fared: found, partial (some words stand nowhere), scattered (never together), absent, empty. */
  function statusOf(index, query, weights, found) {
    if (!query.terms.length && !query.unknown.length) return 'empty';
    const missing = weights.filter((weighed) => !weighed.any);
    const nowhere = query.unknown.length * rarity(index, 0);
    const lost = missing.reduce((sum, weighed) => sum + weighed.rarity, nowhere);
    const all = weights.reduce((sum, weighed) => sum + weighed.rarity, nowhere);
    if (!found.length || lost >= (isRich(query, weights, found) ? 0.6 : 0.45) * all) return 'absent';
    if (lost) {
      const best = found.find((one) => index.groups[one.group].kind !== 'page');
      return best && best.coverage >= LEAST_PARTIAL ? 'partial' : 'absent';
    }
    if (isCompound(query)) return compoundStatus(index, query, found);
    const complete = found.some((one) => one.coverage > 0.999);
    if (complete || query.question || query.terms.length > 3) return 'found';
    return isPair(query) ? 'absent' : 'scattered';
  }

  /** Tell whether a query is two English words, which name one thing: data localization. */
  function isPair(query) {
    return query.atoms.length === 2 && query.terms.length === 2 && query.atoms.every((atom) => atom.kind === 'word');
  }

  /** Tell whether a question has several words that are known, and a clause holds nearly all of them. */
  function isRich(query, weights, found) {
    return query.question && weights.filter((weighed) => weighed.any).length > 2 && found[0].coverage > 0.8;
  }

  /** Tell whether a query is one short Chinese word that had to be cut: 北京大学, 住房补贴. */
  function isCompound(query) {
    const { atoms, terms } = query;
    return !query.question && terms.length > 1 && atoms.length <= LONGEST_COMPOUND && atoms.every((atom, n) => atom.kind === 'han' && !(n && atom.gap));
  }

  /** Such a word is found where its parts stand close together in one line: 引进国外先进技术 for 技术引进. */
  function compoundStatus(index, query, found) {
    const lines = found.filter((one) => one.together > 0.999 && index.groups[one.group].kind !== 'page').map((one) => one.line);
    if (lines.some((line) => closest(index, query.terms, line) <= CLOSE)) return 'found';
    return lines.length ? 'scattered' : 'absent';
  }

  /** Return the least number of characters that hold forms of the first and of the last term, without a mark between. */
  function closest(index, terms, line) {
    const phrases = index.fold(index.lines.zh[line]).split(/[，。；、：,;:]/).map((phrase) => compact(phrase));
    return Math.min(...phrases.map((text) => closestIn(text, terms)));
  }

  function closestIn(text, terms) {
    const places = (term) => {
      const found = [];
      for (const { key, han } of term.forms) {
        for (let at = han ? text.indexOf(key) : -1; at >= 0; at = text.indexOf(key, at + 1)) found.push([at, at + key.length]);
      }
      return found;
    };
    let least = Infinity;
    for (const [a, b] of places(terms[0])) {
      for (const [c, d] of places(terms[terms.length - 1])) least = Math.min(least, Math.max(a, c) - Math.min(b, d));
    }
    return least;
  }

  // The characters of a written token that the search reads apart: c++, 3.2.2, tcp/ip
  const TOKEN_CHARACTER = /[A-Za-z0-9+#&./_@-]/;

  /** Return the token around a part of a query: the reader typed C++, not C. */
  function wholeToken(text, start, end) {
    let from = start;
    let to = end;
    if (isWord(text[start].toLowerCase())) while (from > 0 && TOKEN_CHARACTER.test(text[from - 1])) from -= 1;
    if (isWord(text[end - 1].toLowerCase())) while (to < text.length && TOKEN_CHARACTER.test(text[to])) to += 1;
    return text.slice(from, to).replace(/[./-]+$/, '');
  }

  function missingWords(query, weights, status) {
    if (status === 'absent' && (isCompound(query) || isPair(query)) && weights.every((weighed) => weighed.any)) return [query.typed.trim()];
    const words = weights.filter((weighed) => !weighed.any).map(({ term }) => term);
    const all = [...query.unknown, ...words].sort((a, b) => a.from - b.from);
    const asTyped = ({ from, to }) => wholeToken(query.typed, query.atoms[from].start, query.atoms[to - 1].end);
    return Array.from(new Set(all.map(asTyped)));
  }

  /** Tell whether all that is missing stands inside a joined name: the Chengdu of Chengdu-Chongqing. */
  function standsInside(query, weights) {
    const missing = weights.filter((weighed) => !weighed.any);
    return missing.length > 0 && !query.unknown.length && missing.every(({ term }) => term.bound);
  }

  /** Return all matching groups, best first. */
  function rank(index, query, weights) {
    const known = weights.filter((weighed) => weighed.any || weighed.term.bound);
    const found = [];
    for (let g = 0; g < index.groups.length; g++) {
      if (!known.some((weighed) => weighed.groups[g] >= 0.2)) continue;
      const one = score(index, query, known, g);
      if (one) found.push(one);
    }
    const kept = byPhrase(index, query, found).sort((a, b) => b.score - a.score || a.group - b.group);
    const top = kept.length ? kept[0] : null;
    return kept.filter((one) => one.score >= 0.12 * top.score && one.coverage >= 0.4 * top.coverage);
  }

  const ANSWERED = 0.7; // of the query's words stand in a question, in its other wordings or in its answer
  const ANSWERS = 3; // of single documents, beside the answer across the places

  /** Return what our own answers say to a query: the question that it asks, and answers of documents; none where
      they hold too little of it. They are searched apart: they name what no document mentions. */
  function answersTo(index, raw) {
    if (!index) return [];
    const query = plan(index, raw);
    for (const term of query.terms) term.lines = strengths(index, term);
    const weights = query.terms.map((term) => weigh(index, term));
    const found = weights.length ? rank(index, query, weights).filter((one) => one.coverage >= ANSWERED) : [];
    const ofKind = (kind) => found.filter((one) => index.groups[one.group].kind === kind);
    const forms = [].concat(...query.terms.map((term) => term.forms));
    return [...ofKind('question').slice(0, 1), ...ofKind('answer').slice(0, ANSWERS)].map((one) => describe(index, forms, weights, one));
  }

  function tally(index, found) {
    const kinds = {};
    const documents = {};
    for (const one of found) {
      const group = index.groups[one.group];
      kinds[group.kind] = (kinds[group.kind] || 0) + 1;
      documents[group.document] = (documents[group.document] || 0) + 1;
    }
    return { kinds, documents };
  }

  /** Return a Simplified text in Traditional characters, by the commonest form of each. */
  function inTraditional(index, text) {
    return Array.from(text, (unit) => index.traditional.get(unit) || unit).join('');
  }

  /** Return the Traditional text of a line; a group's lines are made together and kept. */
  function traditionalLine(index, line) {
    const group = index.groups[index.lines.group[line]];
    if (!group.hant) {
      let out = inTraditional(index, index.lines.zh.slice(group.first, group.first + group.size).join('\n'));
      let at = 0;
      for (const found of group.exceptions.match(/\d+\D/g) || []) {
        at += parseInt(found, 10);
        out = out.slice(0, at) + found[found.length - 1] + out.slice(at + 1);
      }
      group.hant = out.split('\n');
    }
    return group.hant[line - group.first];
  }

  /** Return [start, end] pairs, in order and without overlap. */
  function joinedRanges(ranges) {
    const out = [];
    for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      const last = out[out.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push([start, end]);
    }
    return out;
  }

  /** Return where the forms that matched stand in a Chinese text, Latin words and figures included. */
  function markChinese(index, forms, text) {
    const folded = index.fold(text);
    const positions = [];
    const plain = compact(folded, positions);
    const ranges = markWords(forms, words(folded), figures(folded));
    for (const { key, han } of forms) {
      if (!han) continue;
      for (let at = plain.indexOf(key); at >= 0; at = plain.indexOf(key, at + 1)) {
        if (wholeFigure(plain, at, at + key.length)) ranges.push([positions[at], positions[at + key.length - 1] + 1]);
      }
    }
    return joinedRanges(ranges);
  }

  function markEnglish(index, forms, text) {
    const folded = index.fold(text);
    const tokens = words(folded);
    const ranges = markWords(forms, tokens, figures(folded));
    for (const { key, han } of forms) {
      if (han || !key) continue;
      const parts = key.split(' ');
      for (let i = 0; i + parts.length <= tokens.length; i++) {
        if (parts.every((part, n) => stem(tokens[i + n].word) === stem(part))) ranges.push([tokens[i].start, tokens[i + parts.length - 1].end]);
      }
    }
    return joinedRanges(ranges);
  }

  function markWords(forms, tokens, numbered) {
    const wanted = new Set(forms.map((one) => one.word).filter(Boolean));
    const keys = new Set(forms.map((one) => one.figure).filter(Boolean));
    return [
      ...tokens.filter((token) => wanted.has(token.word)).map((token) => [token.start, token.end]),
      ...numbered.filter((one) => keys.has(one.key)).map((one) => [one.start, one.end]),
    ];
  }

  /** Return what a page needs to show a line. */
  function lineResult(index, forms, line) {
    const group = index.groups[index.lines.group[line]];
    const zh = index.lines.zh[line];
    const en = index.lines.en[line];
    return {
      anchor: group.anchors[line - group.first], zh, hant: traditionalLine(index, line), en,
      zhMarks: markChinese(index, forms, zh), enMarks: markEnglish(index, forms, en),
    };
  }

  /** Return the headings that a group stands under, from the top: {zh, hant, en}. */
  function path(index, group) {
    const found = [];
    let above = typeof group.under === 'number' ? group.under : -1;
    while (above >= 0) {
      const line = index.groups[above].first;
      found.unshift({ zh: index.lines.zh[line], hant: traditionalLine(index, line), en: index.lines.en[line] });
      above = index.groups[above].under;
    }
    return found;
  }

  function describe(index, forms, weights, one) {
    const group = index.groups[one.group];
    const heading = group.heads && one.line >= group.first + group.heads ? lineResult(index, forms, group.first) : null;
    const more = groupLines(index, one.group).filter((line) => line !== one.line && line >= group.first + group.heads &&
      weights.some((weighed) => weighed.lines[line] >= FOUND));
    return {
      kind: group.kind, document: group.document, page: group.page, score: one.score, coverage: one.coverage,
      slot: typeof group.under === 'string' ? group.under : '', path: path(index, group), heading,
      line: lineResult(index, forms, one.line), more: more.map((line) => group.anchors[line - group.first]),
      anchors: group.anchors,
    };
  }

  /** Return the synonyms that met something: {zh, hant}; not those that hold what was typed or a shorter one. */
  function alsoSearched(index, weights) {
    const found = [];
    for (const { term } of weights) {
      const met = term.forms.filter((one) => one.shown).sort((a, b) => a.key.length - b.key.length);
      const kept = [stem(term.text)];
      for (const { key, shown } of met) {
        if (kept.some((shorter) => key.includes(shorter))) continue;
        kept.push(key);
        found.push(shown);
      }
    }
    return Array.from(new Set(found)).slice(0, MOST_SYNONYMS).map((zh) => ({ zh, hant: inTraditional(index, zh) }));
  }

  /** Return words of the index within one or two letters of a word that stands nowhere. */
  function meant(index, weights) {
    const found = [];
    for (const { term, any } of weights) {
      if (any || term.bound || term.kind !== 'word' || term.text.length < 4) continue;
      const allowed = term.text.length > 7 ? 2 : 1;
      for (const { text, where } of index.vocabulary) {
        if (text[0] === term.text[0] && distance(term.text, text, allowed) <= allowed) found.push([where.length, text]);
      }
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 3).map(([, other]) => other);
  }

  /** Return the number of letters to change, add or drop; anything above `most` stops early. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
      if (Math.min(...next) > most) return most + 1;
      row = next;
    }
    return row[b.length];
  }

  function allowed(index, filters) {
    const { kinds, documents } = filters;
    return (one) => {
      const group = index.groups[one.group];
      return (!kinds || !kinds.length || kinds.includes(group.kind)) &&
        (!documents || !documents.length || documents.includes(group.document));
    };
  }

  // --- References: 廊坊 三（二）2, Langfang 3.2.2, § 2.7.2 ¶2:3, s3.2.2-p1-1 -------------------------------

  const CHINESE_NUMBER = '[一二三四五六七八九十]+';
  // 3.2.2 · § 3 · §3.2.2 ¶2:3; a figure such as 3.2 alone is no reference
  const DOTTED = /^(§ *)?(\d{1,2}(?:\.\d{1,2}){0,4})(?: *¶ *(\d{1,3})(?: *: *(\d{1,3}))?)?$/;
  // 三(二)2 · 三、(二)2.(1) · (七)1
  const PRINTED = new RegExp(`^(?:(${CHINESE_NUMBER})[、.]?)?(?: *\\((${CHINESE_NUMBER})\\))?(?: *(\\d{1,2})[.、]?)?(?: *\\((\\d{1,2})\\))?$`);
  const ID = /^(?:notice-)?(?:s\d+(?:\.\d+)*|title|p\d+)(?:-[a-z]*\d+)*$/;

  /** Return the tail of an id that a reference names: 3.2.2 ¶2:3 → s3.2.2-p2-3; '' if the text is no reference. */
  function referenceId(text, named) {
    const plain = text.trim();
    if (ID.test(plain) && /^s|-/.test(plain)) return plain;
    const dotted = DOTTED.exec(plain);
    if (dotted && (dotted[1] || named && /\./.test(dotted[2]) || (dotted[2].match(/\./g) || []).length > 1)) {
      return `s${dotted[2]}${dotted[3] ? `-p${dotted[3]}` : ''}${dotted[4] ? `-${dotted[4]}` : ''}`;
    }
    const printed = PRINTED.exec(plain);
    if (!printed || !printed[1] || !(printed[2] || printed[3] && named)) return '';
    const numbers = [numeral(printed[1]), printed[2] ? numeral(printed[2]) : '', printed[3] || '', printed[4] || ''];
    return `s${numbers.filter(String).join('.')}`;
  }

  /** Return the documents whose place begins a query, and what follows it: Langfang 3.2.2 → [3], 3.2.2. */
  function namedPlace(index, folded) {
    for (let n = 0; n < index.places.length; n++) {
      const { zh, en } = index.places[n];
      for (const name of [zh, zh.replace(/[市省]$/, ''), en.trim()]) {
        if (name && folded.startsWith(name)) return { documents: [n], rest: folded.slice(name.length).replace(/^[市省]/, '') };
      }
    }
    return { documents: null, rest: folded };
  }

  /** Tell whether id `inner` is `target` or lies under it: s3.1 covers s3.1-p2 and s3.1.4, not s3.10. */
  function covers(target, inner) {
    return inner === target || inner.startsWith(`${target}-`) || inner.startsWith(`${target}.`);
  }

  /** Return the clauses that a query names by their place, the nearest first; null if it names none. */
  function referenced(index, raw) {
    const folded = index.fold(String(raw).slice(0, LONGEST_QUERY).normalize('NFKC')).trim();
    const { documents, rest } = namedPlace(index, folded);
    const id = referenceId(rest, documents !== null);
    if (!id) return null;
    const found = [];
    index.groups.forEach((group, number) => {
      if (group.kind !== 'clause' || documents && !documents.includes(group.document)) return;
      const line = group.anchors.findIndex((anchor) => covers(id, anchor));
      if (line >= 0) found.push({ group: number, line: group.first + line, score: 1, coverage: 1, together: 1 });
    });
    return found.length ? found : null;
  }

  /** Return the outcome of a query that names a place in a text. */
  function placeOutcome(index, found, wanted) {
    const shown = found.filter(allowed(index, wanted));
    return {
      status: 'found', missing: [], inside: false, also: [], meant: [], answers: [], question: false,
      total: shown.length, counts: tally(index, found), terms: [], results: shown.slice(0, wanted.limit || 20).map((one) => describe(index, [], [], one)),
    };
  }

  /** Search: `options` may hold limit, kinds, documents (numbers). */
  function search(index, answers, raw, options) {
    const wanted = options || {};
    const places = referenced(index, raw);
    if (places) return placeOutcome(index, places, wanted);
    const query = plan(index, raw);
    for (const term of query.terms) term.lines = strengths(index, term);
    freeBound(query);
    const weights = query.terms.map((term) => weigh(index, term));
    const found = weights.length ? rank(index, query, weights) : [];
    const status = statusOf(index, query, weights, found);
    const shown = found.filter(allowed(index, wanted));
    const forms = [].concat(...query.terms.map((term) => term.forms));
    return {
      status, missing: missingWords(query, weights, status), inside: standsInside(query, weights), also: alsoSearched(index, weights), meant: meant(index, weights),
      answers: answersTo(answers, raw),
      question: query.question, total: shown.length, counts: tally(index, found), terms: query.terms.map((term) => term.text),
      results: shown.slice(0, wanted.limit || 20).map((one) => describe(index, forms, weights, one)),
    };
  }

  // --- Labels ------------------------------------------------------------------------------------------

  // title-1, notice-signature-2-1: the parts of a document outside its provisions
  const NAMED_PART = /^(notice-)?(title|addressee|signature|date|remark)((?<=signature)-\d+)?(?:-\d+)?$/;
  // notice-p1-2, s3.1.1-r2, s2-p3, p1
  const NUMBERED_PART = /^(notice-)?(?:s([\d.]+))?-?(?:p(\d+)|r(\d+))?(?:-?(\d+))?$/;

  /** Return how a reader names an id, as policy_site/pages/labels.py writes it: s3.1.1-p2-1 → § 3.1.1 ¶2:1. */
  function label(id, words) {
    const part = NAMED_PART.exec(id);
    if (part) return [part[1] && words['label.notice'], words[`label.${part[2]}`], (part[3] || '').slice(1)].filter(Boolean).join(' ');
    const found = NUMBERED_PART.exec(id);
    if (!found) return id;
    const [, notice, provision, paragraph, runIn, sentence] = found;
    return [
      notice && words['label.notice'], provision && `§ ${provision}`,
      paragraph && `¶${paragraph}${sentence ? `:${sentence}` : ''}`, runIn && `¶${runIn} ${words['label.run_in']}`,
    ].filter(Boolean).join(' ');
  }

  // （一）, 一、, 1. and the like before a heading
  const ITEM = /^(?:[（(]?[一二三四五六七八九十]+[）)、是]|[（(]?\d+[.、）)]|[IVX]+\.)\s*/;

  function inLanguage(index, line, language) {
    if (language === 'en') return index.lines.en[line];
    return language === 'hant' ? traditionalLine(index, line) : index.lines.zh[line];
  }

  /** Return how often the clauses hold a glossary term. */
  function frequency(index, group) {
    let count = 0;
    scan(index.zh, compact(index.fold(index.lines.zh[group.first])), (line) => {
      if (index.groups[index.lines.group[line]].kind === 'clause') count += 1;
    });
    return count;
  }

  /** Return terms and headings that hold what was typed, in a language (zh, hant, en); without it, the commonest terms. */
  function suggest(index, raw, language, limit) {
    const key = compact(index.fold(String(raw).slice(0, 60).normalize('NFKC')));
    const found = [];
    for (const group of index.groups) {
      if (!group.heads || !(group.kind === 'glossary' || key && group.kind === 'clause')) continue;
      const text = inLanguage(index, group.first, language).replace(ITEM, '').replace(/[。.]$/, '');
      const at = compact(index.fold(text)).indexOf(key);
      if (!text || at < 0 || text.length > 60) continue;
      const order = key ? (group.kind === 'glossary' ? 0 : 1) + (at ? 2 : 0) : -frequency(index, group);
      found.push({ order, text });
    }
    found.sort((a, b) => a.order - b.order || a.text.length - b.text.length);
    return Array.from(new Set(found.map((one) => one.text))).slice(0, limit || 5);
  }

  /** Return every line of the index with its page and its id. */
  function everyLine(index) {
    return index.lines.zh.map((zh, line) => {
      const group = index.groups[index.lines.group[line]];
      const anchor = group.anchors[line - group.first];
      return { page: group.page, anchor, zh, hant: traditionalLine(index, line), en: index.lines.en[line] };
    });
  }

  /** Return the index of our own questions and answers, or null while their part has not come. */
  function createAnswers(parts) {
    const part = parts.find((one) => one.answers);
    return part ? createIndex([Object.assign({}, parts[0], { zh: [] }), Object.assign({ synonyms: part.synonyms }, part.answers)]) : null;
  }

  /** Make an engine from the parts of the index, that of the texts first. */
  function create(parts) {
    const index = createIndex(parts);
    const answers = createAnswers(parts);
    return {
      search: (query, options) => search(index, answers, query, options),
      suggest: (query, language, limit) => suggest(index, query, language, limit),
      lines: () => [...everyLine(index), ...(answers ? everyLine(answers) : [])],
    };
  }

  return { create, createFold, compact, figures, label, stem, withDigits };
});
