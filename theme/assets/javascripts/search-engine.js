/* The search engine: what matches, how well, and where to mark it. It knows nothing of the page.

   In: the parts of the index that scripts/policy_site/search/index.py writes, and a query. Out: plain results.

   1. Script, width, case and punctuation make no difference; folding keeps lengths, so every mark fits every script.
   2. A group (a clause with its heading, a point, a section of a page) is found by the words of its best line; its
      heading, its document, its other lines and the points that rest on it help.
   3. What the texts do not hold is named (`missing`) and never counted as found.
   4. Any string is a query; nothing throws, nothing is evaluated.

   A query goes this way: read() gives atoms, segment() pieces, plan() terms; match() says how strongly each line holds
   a term, rank() scores the groups, and search() makes the results. */

/**
 * Groups as a part of the index holds them: each list has an entry for each group.
 * @typedef {object} Columns
 * @property {string[]} zh the lines of a group, parted by line ends
 * @property {string[]} en
 * @property {number[]} kind its number in `kinds`
 * @property {number[]} document its number in `documents`, or -1
 * @property {number[]} page its number in `pages`
 * @property {string[]} pages addresses below the folder of a locale
 * @property {number[]} heads how many of the lines are headings
 * @property {(number | string)[]} under the group above (or -1), or the name of a slot of a summary
 * @property {string[]} anchors the ids of the lines, parted by spaces; the last one stands for all that follow
 * @property {string[]} cites the clauses that it rests on: group, or group:line, parted by spaces
 * @property {string[]} exceptions characters that are not the commonest in Traditional: ‘22伙’, 22 characters on
 */
/** @typedef {{zh: string, hant: string, en: string}} Names */
/** @typedef {{slug: string, place: Names, short: Names}} SearchedDocument */
/**
 * What holds for all parts of the index.
 * @typedef {object} Shared
 * @property {string[]} kinds
 * @property {SearchedDocument[]} documents
 * @property {string} fold pairs of characters: a form, and the form that it is folded to
 * @property {string} traditional pairs: a Simplified character, and its commonest Traditional form
 * @property {{zh: string[], en: string[]}} stop words that say nothing of the subject
 * @property {Record<string, Record<string, string>>} words the messages of each locale
 */
/** @typedef {[string[], string[]][]} Sayings what readers say, and what the texts write instead */
/**
 * What stands together on a shelf beside its texts: what explains them, and answers, which are searched apart.
 * @typedef {object} Rest
 * @property {Columns} groups what they cite, and what they stand under, are texts of the same shelf
 * @property {Columns} answers
 * @property {Sayings} synonyms
 */
/**
 * What is known of documents that have not come.
 * @typedef {object} Outside
 * @property {(text: string) => boolean} holds whether one of them may hold a piece, a word, or #40 for a figure
 * @property {(text: string) => number} share which share of the documents that hold a term has come: 0 … 1
 */

/** @typedef {(text: string) => string} Fold */
/** @typedef {{word: string, start: number, end: number}} Token a word of an English text, and where it stands */
/** @typedef {{key: string, unit: string}} Quantity 8.5万人 is {key: '85000', unit: '人'} */
/** @typedef {Quantity & {start: number, end: number}} Figure */
/** @typedef {{group: number, line: number, weight: number}} Evidence a point that rests on a line, or with -1 on all */
/** @typedef {{text: string, starts: number[]}} Haystack all lines as one string, and where each begins, and the next */
/**
 * @typedef {object} Entry a word of the texts
 * @property {string} text
 * @property {string} stem
 * @property {number[]} where its lines
 * @property {boolean} free whether it stands by itself
 * @property {boolean} joined whether it stands in a joined name, as Chengdu in Chengdu-Chongqing
 */
/** @typedef {{text: string, key: string}} Synonym */
/** @typedef {{settled: boolean, count: number, total: number}} Looked how many of the documents worth it have come */
/** @typedef {{strength: number, all: string[][]}} Way what a document holds that holds a term: of each list one */
/**
 * What a query looks for in documents that have not come.
 * @typedef {object} Needs
 * @property {string[]} spelled terms that tell how the query is to be cut
 * @property {{text: string, ways: Way[], here: number[], met: boolean}[]} terms each with the documents whose place it
 *   names, and whether what has come holds it
 * @property {boolean} place whether the query names a place in a text
 */
/**
 * @typedef {object} Group
 * @property {string} kind
 * @property {number} document
 * @property {string} page
 * @property {number} heads
 * @property {number | string} under
 * @property {string[]} anchors
 * @property {string} exceptions
 * @property {number} first its first line
 * @property {number} size how many lines it has
 * @property {Evidence[]} evidence
 * @property {string[]} [hant] its lines in Traditional characters, once they are made
 */
/**
 * @typedef {object} Index
 * @property {Fold} fold
 * @property {Outside | null} outside
 * @property {string[]} kinds
 * @property {Group[]} groups
 * @property {{zh: string[], en: string[], group: number[]}} lines
 * @property {Map<string, Entry>} vocabulary
 * @property {Map<string, number[]>} numbers figures, with and without their unit → lines
 * @property {Set<number>} figured the lines that hold a figure
 * @property {Set<string>} stems
 * @property {Haystack} zh
 * @property {Haystack} en
 * @property {number[]} documents for each document the group of its title, place and issuers
 * @property {{zh: string, en: string}[]} places
 * @property {Map<string, Synonym[]>} synonyms
 * @property {{zh: Set<string>, en: Set<string>}} stop
 * @property {Map<string, string>} traditional
 */
/**
 * The smallest part of a query: one ideograph, one word or one figure.
 * @typedef {object} Atom
 * @property {'han' | 'word' | 'number'} kind
 * @property {string} text
 * @property {number} start
 * @property {number} end
 * @property {boolean} gap whether a space or a mark stands before it
 * @property {Figure} [figure]
 */
/**
 * Some atoms that are read together. A rest is an ideograph that stands nowhere with its neighbours.
 * @typedef {object} Piece
 * @property {'stop' | 'word' | 'number' | 'rest' | 'synonym' | 'literal'} kind
 * @property {number} from
 * @property {number} to
 * @property {number} cost
 * @property {string} [key] of the synonyms
 * @property {Quantity} [figure]
 */
/** @typedef {{key: string, han: boolean, word: string, figure: string, shown: string}} Form a form that matched */
/**
 * What must match.
 * @typedef {object} Term
 * @property {'han' | 'word' | 'number'} kind
 * @property {string} text
 * @property {number} from its first atom
 * @property {number} to
 * @property {Quantity | null} figure
 * @property {boolean} last whether the query ends with it, so that it may be half typed
 * @property {Synonym[]} synonyms
 * @property {Form[]} forms
 * @property {Float32Array} lines for each line how strongly it holds the term: 0 … 1
 * @property {boolean} bound whether the word stands only inside a joined name, as Chengdu in Chengdu-Chongqing
 */
/** @typedef {{text: string, from: number, to: number}} Unknown a word of the query that stands nowhere */
/**
 * @typedef {object} Query
 * @property {string} text folded
 * @property {string} typed
 * @property {string[]} phrases in quotation marks
 * @property {Atom[]} atoms
 * @property {Term[]} terms
 * @property {Unknown[]} unknown
 * @property {boolean} counting whether it asks how many
 * @property {boolean} dating whether it asks when
 * @property {boolean} question
 */
/**
 * A term, and what its lines mean for groups and documents.
 * @typedef {object} Weighed
 * @property {Term} term
 * @property {Float32Array} lines
 * @property {Float32Array} groups the best line of each group
 * @property {number[]} documents how strongly the title, place and issuers of each document hold it
 * @property {boolean[]} here for each document whether the term is its place
 * @property {boolean} placed whether it is a place
 * @property {boolean} any whether anything holds it
 * @property {number} rarity
 */
/** @typedef {{group: number, line: number, score: number, coverage: number, together: number}} Found */
/** @typedef {[number, number][]} Marks where forms begin and end in a text */
/** @typedef {Names & {anchor: string, zhMarks: Marks, enMarks: Marks}} ResultLine */
/**
 * @typedef {object} Result
 * @property {string} kind
 * @property {number} document
 * @property {string} page
 * @property {number} score
 * @property {number} coverage
 * @property {string} slot
 * @property {Names[]} path
 * @property {ResultLine | null} heading
 * @property {ResultLine} line
 * @property {string[]} more the ids of other lines of the group that match
 * @property {string[]} anchors
 */
/** @typedef {'found' | 'partial' | 'scattered' | 'absent' | 'empty'} Status */
/** @typedef {{limit?: number, kinds?: string[], documents?: number[]}} Filters */
/**
 * @typedef {object} Outcome
 * @property {Status} status
 * @property {boolean} place whether the query names a place in a text
 * @property {string[]} missing
 * @property {boolean} inside whether all that is missing stands inside joined names
 * @property {{zh: string, hant: string}[]} also
 * @property {string[]} meant
 * @property {Result[]} answers
 * @property {boolean} question
 * @property {number} total
 * @property {{kinds: Record<string, number>, documents: Record<number, number>}} counts
 * @property {string[]} terms
 * @property {Result[]} results
 */

// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var PolicySearchEngine = (() => {
  'use strict';

  const LONGEST_QUERY = 300; // characters; a question has a tenth of that
  const LONGEST_PIECE = 16; // atoms of one literal piece
  const MOST_SYNONYMS = 8; // shown; all are searched
  const LONGEST_COMPOUND = 6; // ideographs: 数字人民币
  const CLOSE = 4; // characters between the parts of a word
  const ANSWERS = 3; // answers of single documents that are shown, beside the answer across the places

  // --- Weights -------------------------------------------------------------------------------------------
  // They were set with the queries of tests/search/queries.yml. Where a reason names a query after “so that”, that query
  // is lost if the weight is three tenths smaller or larger; benchmarks/search/weights.py shows that.

  // What a piece costs when a query is cut; the cheapest way through it wins.
  const CUT = {
    // An English word. It must cost more than a synonym, so that ‘MNCs’ and ‘SOEs’ are read as what they stand for.
    word: 1,
    number: 1, // A figure in digits counts as a word.
    stop: 0.1, // An English stop word says nothing, so it is nearly free: the ‘of’ of ‘centers of excellence’.
    // A Chinese stop word of two or more characters costs little, so that 南通主要靠哪所大学跟外国合办实验室？ is found.
    stopWord: 0.2,
    stopCharacter: 0.35, // One character can as well be a part of a word, as 和 is in 和平, so it is dearer.
    counter: 0.2, // The 家 of 哪几家 asks and is no subject, so that 长三角的意见是哪几家单位联合发的？ is found.
    numeral: 0.9, // 六十个 is read as the figure 60个 if the texts hold it, rather than as characters.
    // A known word is better than characters that stand together, so that 長三角有哪些跟新加坡合辦的園區？ is found.
    synonym: 0.78,
    synonymAtom: 0.02, // Taken off for each atom: the longer of two known words wins, 科技合作 before 科技.
    // Characters that stand together somewhere. They must cost more than a synonym, so that 减税 is read as one.
    literal: 1,
    literalAtom: 0.01, // Taken off for each atom: the longer of two pieces wins.
    faulty: 0.6, // Added if a piece begins or ends with a particle or cuts a known word: 新加坡合 of 新加坡合办.
    // What no clause holds costs so much for each character: a word of our explanations is read as one, a phrase of
    // theirs is cut, as in 武汉打算跟哪些国家合作.
    explained: 0.55,
    rest: 1.6, // A character that stands nowhere with its neighbours is the last resort.
  };
  // How strongly a line holds a term. What the reader typed, letter for letter, is 1.
  const STRENGTH = {
    // Another ending says nearly the same, so that ‘Will Langfang chip in money for organisations …?’ is found.
    stem: 0.92,
    begun: 0.85, // The last word may be half typed, so that ‘graphe’ finds graphene.
    begunKnown: 0.55, // If what is typed is a word of the texts, a longer word is probably another: port, portfolio.
    begins: 0.5, // A word before the last one is not half typed, but may lack an ending that we do not know.
    beginsKnown: 0.4, // The same for a word of the texts.
    heldLast: 0.65, // The last word may be the second part of a longer one: chip → microchip.
    held: 0.3, // Other words seldom are.
    heldKnown: 0.2, // Still less a word of the texts, so that ‘Will Wuhan build a tram line …?’ finds nothing.
    synonym: 0.8, // Another word counts less where the documents use the reader's own, so that 上市融资 is found.
    // It counts nearly in full where no document has the reader's own, so that 诺贝尔奖得主来工作有什么安排？ is found.
    onlySynonym: 0.95,
    translation: 0, // The other language stands beside it in the same line, so it adds nothing.
    halves: 0.65, // All two-character words of a long piece in one line, not together: 引进国外先进技术 for 引进技术.
    pairs: 0.5, // If only most of its pairs are there: this much, by the square of their share.
    loose: 0.7, // All words of an English phrase in one line, in another order.
    otherUnit: 0.5, // The figure is right and its unit is not: 60家 for 60个.
  };
  // How much the surroundings of a line count beside the line itself.
  const NEAR = {
    heading: 0.55, // Its heading says what a line is about, but the line itself can turn to something else.
    above: 0.4, // A heading further up says it less closely.
    // Every line of a place's document is about that place, so that 长三角的专题小组多久开一次会 is found.
    place: 0.95,
    document: 0.45, // The title and the issuers of a document hold for all its lines, but set none apart.
    group: 0.5, // The other lines of a clause say what it is about, as its heading does.
    evidence: 0.6, // What we say of a clause in our own words helps to find it, and is not its own.
    evidenceWhole: 0.9, // What is said of the whole clause says a little less of each line.
    evidenceShared: 0.15, // Taken off for each further clause that a point rests on: it says less of each.
  };
  // What makes the score of a group out of the strengths of its terms.
  const RANK = {
    /** @type {Record<string, number>} */
    kind: {
      clause: 1, // What the documents say comes first, so that 揭榜 leads to the clause and not to our words.
      question: 1, // Questions are searched apart, so they stand beside no other kind.
      document: 0.95, // A document stands after a clause with the same words, so that ‘action plan’ finds clauses.
      explainer: 0.7, // A summary is shorter than its clause, and must not push it down: 武汉这份通知是哪天发的？
      target: 0.7, // A figure with its context is made from a clause.
      measure: 0.65, // So is the card of a measure.
      glossary: 0.6, // A definition is for who asks for the word alone, not for 武汉打算给外国专家设什么奖？
      answer: 0.6, // Answers are searched apart, and stand after the question.
      page: 0.45, // A page about the site says nothing of the subject.
    },
    phrase: 2.5, // A group that holds the whole query word for word is what was meant.
    elsewhere: 0.5, // A line of another place than the one that the query names is seldom the answer.
    asked: 1.25, // A line with a figure answers how many, so that ‘How many foreigners work in Nantong?’ finds one.
    few: 0.3, // What is left of a score if few words are held; the rest grows with the square of their share.
    half: 0.25, // From this strength on a word counts as held when that share is reckoned.
    together: 1.2, // Every word stands in the line, its headings or its group.
    length: 0.1, // A long line holds many words by chance, so it loses by the logarithm of its length.
    lineLength: 60, // The characters of a line that is neither long nor short.
  };
  // Below these, something does not count.
  const LEAST = {
    found: 0.6, // From this strength on a line holds a term: other endings do, parts of words do not.
    touched: 0.2, // From this strength on a line is looked at at all.
    marked: 0.5, // From this strength on a word is marked in the text.
    // Half of the pairs of a long piece must stand in a line, so that 长三角的意见是哪几家单位联合发的？ is found.
    share: 0.5,
    score: 0.12, // A result that is so much weaker than the best one is not shown.
    // Nor is one that holds so much less of the query; but so much may be missing, so that a question such as
    // ‘Can a Hong Kong university get Guangzhou grant money paid straight into its own account?’ is found.
    coverage: 0.4,
    all: 0.999, // All words, but for rounding.
    asked: 0.5, // So strongly, on average, a question must ask for words that are no question themselves.
    partial: 0.7, // If a word is missing, the best result must hold so much of the others; else nothing is found.
    rich: 0.8, // A clause holds nearly all known words of a question.
    answered: 0.7, // So much of the query must stand in a question, in its other wordings or in its answer.
  };
  // From these shares of missing words on, by their rarity, nothing is found.
  const MOST = {
    lost: 0.45, // Nearly half of the query is not there.
    lostRich: 0.6, // A question may miss more if a clause holds nearly all its other words.
  };

  /** @type {Record<string, number>} */
  const SCALES = {
    万亿: 1e12,
    亿: 1e8,
    万: 1e4,
    千: 1e3,
    百: 100,
    trillion: 1e12,
    billion: 1e9,
    bn: 1e9,
    million: 1e6,
    mn: 1e6,
    thousand: 1e3,
    k: 1e3,
  };
  /** @type {Record<string, number>} */
  const SPELLED_ENGLISH = { hundred: 100, thousand: 1000 };
  const UP_TO_TEN = 'one two three four five six seven eight nine ten';
  const TEENS = 'eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
  `${UP_TO_TEN} ${TEENS}`.split(' ').forEach((word, n) => {
    SPELLED_ENGLISH[word] = n + 1;
  });
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').forEach((word, n) => {
    SPELLED_ENGLISH[word] = 10 * (n + 2);
  });
  // Words that count people and things: 962名 and 962人 are one figure.
  const COUNTERS = '个名人位家项件种所篇场次届条座台套批组户支处';
  /** @type {Record<string, number>} */
  const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  /** @type {Record<string, number>} */
  const PLACES = { 十: 10, 百: 100, 千: 1000 };

  // --- Folding -------------------------------------------------------------------------------------------

  /**
   * Yield the characters of a text two by two.
   * @param {string} text
   * @returns {Generator<[string, string]>}
   */
  function* pairsOf(text) {
    const units = Array.from(text);
    for (let i = 0; i + 1 < units.length; i += 2) yield [units[i], units[i + 1]];
  }

  /**
   * Return the function that folds a text; its result is as long as the text.
   * @param {string} extra
   * @param {string} traditional
   * @returns {Fold}
   */
  function createFold(extra, traditional) {
    /** @type {Map<string, string>} */
    const table = new Map();
    for (const [simple, form] of pairsOf(traditional)) table.set(form, simple);
    for (const [form, simple] of pairsOf(extra)) table.set(form, simple);
    const known = new Uint16Array(0x10000); // 0 is not known yet
    /** @param {string} unit */
    function one(unit) {
      const wide = unit.normalize('NFKC');
      let folded = (wide.length === 1 ? wide : unit).toLowerCase();
      if (folded.length !== 1) folded = unit;
      folded = table.get(folded) || folded;
      if (folded > '\u007f' && folded < '\u0250') folded = folded.normalize('NFD')[0]; // é → e
      if (folded === '’' || folded === '‘') folded = "'";
      known[unit.charCodeAt(0)] = folded.charCodeAt(0);
      return folded.charCodeAt(0);
    }
    return (text) => {
      const out = new Uint16Array(text.length);
      for (let i = 0; i < text.length; i++) out[i] = known[text.charCodeAt(i)] || one(text[i]);
      return textOf(out);
    };
  }

  const MOST_ARGUMENTS = 4096; // engines take some ten thousand at once

  /**
   * Return the text of code units.
   * @param {Uint16Array} units
   */
  function textOf(units) {
    let text = '';
    for (let i = 0; i < units.length; i += MOST_ARGUMENTS) {
      const some = /** @type {number[]} */ (/** @type {unknown} */ (units.subarray(i, i + MOST_ARGUMENTS)));
      text += String.fromCharCode.apply(null, some); // to spread them would take ten times as long
    }
    return text;
  }

  /** @param {string} unit */
  function isHan(unit) {
    return (unit >= '\u3400' && unit <= '\u9fff') || unit === '〇';
  }
  /** @param {string} unit */
  function isDigit(unit) {
    return unit >= '0' && unit <= '9';
  }
  /** @param {string} unit */
  function isWord(unit) {
    return (unit >= 'a' && unit <= 'z') || isDigit(unit);
  }

  /**
   * Tell whether a character belongs to a word or a figure: the point of 1.8% does, that at the end of a sentence does
   * not.
   * @param {string} folded
   * @param {number} i
   */
  function isKept(folded, i) {
    const unit = folded[i];
    if (isHan(unit) || isWord(unit) || unit === '%') return true;
    if (i === 0 || i + 1 === folded.length) return false;
    const [before, after] = [folded[i - 1], folded[i + 1]];
    return (unit === '.' && isDigit(before) && isDigit(after)) || (unit === '&' && isWord(before) && isWord(after));
  }

  /**
   * Return a folded text without its punctuation and spaces; `positions` receives where each character stood.
   * @param {string} folded
   * @param {number[]} [positions]
   */
  function compact(folded, positions) {
    const out = new Uint16Array(folded.length);
    let length = 0;
    for (let i = 0; i < folded.length; i++) {
      const code = folded.charCodeAt(i);
      const ideograph = code >= 0x3400 && code <= 0x9fff; // nearly all that is kept of a Chinese text
      if (!ideograph && !isKept(folded, i)) continue;
      out[length] = code;
      length += 1;
      if (positions) positions.push(i);
    }
    return textOf(out.subarray(0, length));
  }

  // --- Words and figures ---------------------------------------------------------------------------------

  // R&D, high, children's, 1,504, 10.11%, 19th
  const TOKEN = /[a-z]+(?:&[a-z]+)*[a-z0-9]*(?:'[a-z]+)?|\d+(?:,\d{3})*(?:\.\d+)?%?[a-z]*/g;

  const LATIN = /[a-z0-9]/;
  const DIGIT = /[0-9]/;

  /**
   * Return the words of a folded English text.
   * @param {string} folded
   * @returns {Token[]}
   */
  function words(folded) {
    if (!LATIN.test(folded)) return [];
    return Array.from(folded.matchAll(TOKEN), (met) => ({
      word: met[0].includes("'") ? met[0].replace(/'s$|'$/, '') : met[0],
      start: met.index,
      end: met.index + met[0].length,
    }));
  }

  // British spellings and endings, each after the letters that it can end with; none is any. They are taken off on both
  // sides, so a stem need not be a word.
  /** @type {[string, RegExp, string][]} */
  const ENDINGS = [
    ['nsged', /(?:[iy][sz]ations?|[iy][sz](?:ing|e[ds]?))$/, ''],
    ['es', /programme(s?)$/, 'program$1'],
    ['es', /centre(s?)$/, 'center$1'],
    ['rsde', /our(s|ed|able)?$/, 'or$1'],
    ['s', /ies$/, 'y'],
    ['s', /([^s])s$/, '$1'],
    ['s', /sses$/, 'ss'],
    ['nsgder', /(?:ations?|ating|ated|ates?|ative|ators?)$/, ''],
    ['ns', /(?:ions?)$/, ''],
    ['ts', /ments?$/, ''],
    ['yets', /(?:ency|ence|ents?|ory)$/, ''],
    ['ygdrs', /(?:ingly|ing|edly|ed|er|ers|ly)$/, ''],
    ['', /(.)\1$/, '$1'],
    ['ey', /[ey]$/, ''],
  ];
  const SHORTEST_STEM = 4;

  /** @type {Map<string, string>} a text has few words, each many times */
  const stemmed = new Map();

  /**
   * Return the stem of an English word: migration, migrate → migr.
   * @param {string} word
   */
  function stem(word) {
    const known = stemmed.get(word);
    if (known !== undefined) return known;
    let out = word.replace(/^([a-z]{1,2}[^aius])s$/, '$1'); // SMEs, EVs; not gas, bus, this
    for (const [letters, ending, replacement] of ENDINGS) {
      if (letters && !letters.includes(out[out.length - 1])) continue;
      const shorter = out.replace(ending, replacement);
      if (shorter.length >= SHORTEST_STEM) out = shorter;
    }
    if (stemmed.size < 50000) stemmed.set(word, out);
    return out;
  }

  /**
   * Return the value of a Chinese numeral such as 四十, 一千五百 (up to 万), or NaN.
   * @param {string} text
   */
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

  /**
   * Return the value of English number words: two hundred and sixty-five → 265; NaN if one is none.
   * @param {string} text
   */
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

  // 百分之七十; 四十亿; 八万五千. The scale is required, so that 一带一路 and 三年 stay words.
  const SPELLED =
    /百分之([零〇一二两三四五六七八九十百]+)|([零〇一二两三四五六七八九十百千]+)(万亿|亿|万)([零〇一二两三四五六七八九十百千]*)/g;
  // 三成, the tenths of something; not 一成立
  const TENTHS = /([一二两三四五六七八九])成(?![立效就果员本都为功熟长品绩])/g;
  // two hundred and sixty; seventy percent. One word alone stays a word.
  const NUMBER_WORD = Object.keys(SPELLED_ENGLISH).join('|');
  const SPELLED_WORDS = new RegExp(
    `\\b(?:${NUMBER_WORD})(?:[ -]+(?:and +)?(?:${NUMBER_WORD}))*(?= +(?:trillion|billion|million|per ?cent)\\b)|` +
      `\\b(?:${NUMBER_WORD})(?:[ -]+(?:and +)?(?:${NUMBER_WORD}))+\\b`,
    'g',
  );

  /**
   * Return a query with spelled-out figures as digits.
   * @param {string} text
   */
  function withDigits(text) {
    return text
      .replace(SPELLED, (all, share, value, scale, rest) => {
        const number = numeral(share || value);
        if (!number) return all;
        if (share) return `${number}%`;
        return rest ? String(number * SCALES[scale] + numeral(rest)) : `${number}${scale}`;
      })
      .replace(TENTHS, (_, tenths) => `${10 * numeral(tenths)}%`)
      .replace(SPELLED_WORDS, (all) => String(englishNumeral(all) || all));
  }

  // 3700多万元, 8.5万人, 1,504, 70%, 70 percent, 4 billion; the unit is the character after it
  const FIGURE =
    /(\d+(?:,\d{3})*(?:\.\d+)?)(?:([多余几]?)(万亿|亿|万|千|百)(?!分)|[ -]?(trillion|billion|bn|million|mn|thousand|k)(?![a-z]))?(%| ?per ?cent(?![a-z])|个百分点)?/g;

  /**
   * Return the figures of a folded text; 8.5万人 has the key 85000 and the unit 人.
   * @param {string} folded
   * @returns {Figure[]}
   */
  function figures(folded) {
    if (!DIGIT.test(folded)) return [];
    return Array.from(folded.matchAll(FIGURE), (met) => {
      const scale = SCALES[met[3] || met[4]] || 1;
      const value = Number((Number(met[1].replace(/,/g, '')) * scale).toPrecision(12));
      const end = met.index + met[0].length;
      const rest = folded.slice(end, end + 2).replace(/^[多余几]/, '');
      const unit = rest && isHan(rest[0]) ? rest[0] : '';
      return { key: `${value}${met[5] ? '%' : ''}`, unit, start: met.index, end };
    });
  }

  // --- The index in memory -------------------------------------------------------------------------------

  /**
   * Add groups as records, and their lines as columns; what they name by number are the groups from `base` on.
   * @param {Index} index
   * @param {Columns} part
   * @param {number} base
   */
  function addGroups(index, part, base) {
    const { groups, lines } = index;
    for (let i = 0; i < part.zh.length; i++) {
      const zh = part.zh[i].split('\n');
      const en = part.en[i].split('\n');
      const under = part.under[i];
      if (index.kinds[part.kind[i]] === 'document') index.documents[part.document[i]] = groups.length;
      groups.push({
        kind: index.kinds[part.kind[i]],
        document: part.document[i],
        page: part.pages[part.page[i]],
        heads: part.heads[i],
        under: typeof under === 'number' && under >= 0 ? under + base : under,
        anchors: anchorsOf(part.anchors[i].split(' '), zh.length),
        exceptions: part.exceptions[i],
        first: lines.zh.length,
        size: zh.length,
        evidence: [],
      });
      zh.forEach((text, n) => {
        lines.zh.push(text);
        lines.en.push(en[n] || '');
        lines.group.push(groups.length - 1);
      });
      if (part.cites[i]) linkEvidence(groups, part.cites[i].split(' '), base);
    }
  }

  /**
   * Return an id for each line.
   * @param {string[]} given
   * @param {number} size
   */
  function anchorsOf(given, size) {
    while (given.length < size) given.push(given[given.length - 1]);
    return given;
  }

  /**
   * Give the clauses that the last group rests on that point.
   * @param {Group[]} groups
   * @param {string[]} targets
   * @param {number} base
   */
  function linkEvidence(groups, targets, base) {
    const weight = 1 / (1 + NEAR.evidenceShared * (targets.length - 1));
    for (const target of targets) {
      const [place, line = -1] = target.split(':').map(Number);
      groups[base + place].evidence.push({ group: groups.length - 1, line, weight });
    }
  }

  /**
   * Add a line to the list under a key; the lines come in order, so one that is there already is the last.
   * @param {Map<string, number[]>} map
   * @param {string} key
   * @param {number} value
   */
  function addTo(map, key, value) {
    const list = map.get(key);
    if (!list) map.set(key, [value]);
    else if (list[list.length - 1] !== value) list.push(value);
  }

  /**
   * Add texts to the one string that can be scanned.
   * @param {Haystack} hay
   * @param {string[]} texts
   */
  function stack(hay, texts) {
    let at = hay.starts[hay.starts.length - 1];
    for (const text of texts) {
      at += text.length + 1;
      hay.starts.push(at);
    }
    hay.text += texts.map((text) => `${text}\n`).join('');
  }

  /**
   * Return the line that a position of a haystack is in; it is not before line `low`.
   * @param {Haystack} hay
   * @param {number} at
   * @param {number} low
   */
  function lineAt(hay, at, low) {
    let first = low;
    let last = hay.starts.length - 2;
    while (first < last) {
      const middle = (first + last + 1) >> 1;
      if (hay.starts[middle] <= at) first = middle;
      else last = middle - 1;
    }
    return first;
  }

  /**
   * Return the kind of the group that a line is in.
   * @param {Index} index
   * @param {number} line
   */
  function kindOf(index, line) {
    return index.groups[index.lines.group[line]].kind;
  }

  /**
   * Call `visit` once for each line of a haystack that holds `needle` where `fits` allows it.
   * @param {Haystack} hay
   * @param {string} needle
   * @param {(line: number) => void} visit
   * @param {((text: string, start: number, end: number) => boolean) | null} fits
   */
  function scan(hay, needle, visit, fits) {
    let line = 0;
    let at = hay.text.indexOf(needle);
    while (at >= 0) {
      if (!fits || fits(hay.text, at, at + needle.length)) {
        line = lineAt(hay, at, line);
        visit(line);
        at = hay.text.indexOf(needle, hay.starts[line + 1]);
      } else at = hay.text.indexOf(needle, at + 1);
    }
  }

  /**
   * Tell whether a match does not begin or end inside a longer figure: 18个 is not in 118个 or 2018个.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   */
  function wholeFigure(text, start, end) {
    const before = text[start - 1] || '';
    const after = text[end] || '';
    if (isDigit(text[start]) && (isDigit(before) || before === '.')) return false;
    return !(isDigit(text[end - 1]) && (isDigit(after) || after === '.' || after === '%'));
  }

  /**
   * Tell whether the last word of an English phrase goes on with no more than an ending: work permit in ‘work permits’.
   * @param {string} text
   * @param {number} _start
   * @param {number} end
   */
  function wholeWords(text, _start, end) {
    return (/^[a-z]*/.exec(text.slice(end, end + 12))?.[0] || '').length <= 3;
  }

  /**
   * Return the entry of a word, made now if there is none.
   * @param {Index} index
   * @param {string} text
   */
  function entryOf(index, text) {
    let entry = index.vocabulary.get(text);
    if (!entry) {
      entry = { text, stem: stem(text), where: [], free: false, joined: false };
      index.vocabulary.set(text, entry);
      index.stems.add(entry.stem);
    }
    return entry;
  }

  /**
   * Add a line to a word that it holds.
   * @param {Index} index
   * @param {string} text
   * @param {number} line
   */
  function addWord(index, text, line) {
    const entry = entryOf(index, text);
    const { where } = entry;
    if (where[where.length - 1] !== line) where.push(line);
    return entry;
  }

  const HYPHENED = /[a-z]+(?:-[a-z]+)+/g; // high-tech, which is read as hightech too
  // Chengdu-Chongqing, Guangzhou–Foshan: names joined to another name
  const COMPOUND = /[A-Z][A-Za-z]+(?:[-–][A-Z][A-Za-z]+)+/g;

  /**
   * Read the words and the figures of a line.
   * @param {Index} index
   * @param {number} line
   */
  function readLine(index, line) {
    const chinese = index.fold(index.lines.zh[line]);
    const english = index.fold(index.lines.en[line]);
    const tokens = words(english);
    const found = /[-–]/.test(english) ? Array.from(index.lines.en[line].matchAll(COMPOUND)) : [];
    const names = found.map((met) => [met.index, met.index + met[0].length]);
    for (const { word, start } of tokens) {
      const entry = addWord(index, word, line);
      if (names.length && names.some(([from, to]) => start >= from && start < to)) entry.joined = true;
      else entry.free = true;
    }
    for (const { word } of words(chinese)) addWord(index, word, line);
    const hyphened = english.includes('-') ? english.match(HYPHENED) || [] : [];
    for (const joined of hyphened) addWord(index, joined.replace(/-/g, ''), line);
    for (const figure of [...figures(chinese), ...figures(english)]) {
      addTo(index.numbers, figure.key, line);
      if (figure.unit) addTo(index.numbers, figure.key + figure.unit, line);
      index.figured.add(line);
    }
    return { zh: compact(chinese), en: ` ${tokens.map((token) => token.word).join(' ')} ` };
  }

  /**
   * Return an index of nothing.
   * @param {Shared} shared what holds for all parts
   * @returns {Index}
   */
  function createIndex(shared) {
    const fold = createFold(shared.fold, shared.traditional);
    return {
      outside: null,
      kinds: shared.kinds,
      fold,
      groups: [],
      lines: { zh: [], en: [], group: [] },
      vocabulary: new Map(),
      numbers: new Map(),
      figured: new Set(),
      stems: new Set(),
      zh: { text: '', starts: [0] },
      en: { text: '', starts: [0] },
      documents: [],
      places: shared.documents.map(({ place }) => ({ zh: fold(place.zh), en: ` ${formKey(fold(place.en))} ` })),
      synonyms: new Map(),
      stop: { zh: new Set(shared.stop.zh.map(fold)), en: new Set(shared.stop.en) },
      traditional: new Map(pairsOf(shared.traditional)),
    };
  }

  /**
   * Add the groups of a part to an index.
   * @param {Index} index
   * @param {Columns} part
   * @param {number} base the first group of the texts that it belongs to
   */
  function extend(index, part, base) {
    const first = index.lines.zh.length;
    addGroups(index, part, base);
    const plain = Array.from({ length: index.lines.zh.length - first }, (_, n) => readLine(index, first + n));
    stack(
      index.zh,
      plain.map(({ zh }) => zh),
    );
    stack(
      index.en,
      plain.map(({ en }) => en),
    );
  }

  /**
   * Return a form as it is matched: Chinese without gaps, English words with single ones.
   * @param {string} folded
   */
  function formKey(folded) {
    const text = compact(folded);
    return isHanText(text)
      ? text
      : words(folded)
          .map((token) => token.word)
          .join(' ');
  }

  /**
   * Return the key under which the synonyms of a form are kept: sister cities and sister city are one.
   * @param {string} form
   */
  function synonymKey(form) {
    return isHanText(form) ? form : form.split(' ').map(stem).join(' ');
  }

  /**
   * Add what readers say for the words of the texts.
   * @param {Index} index
   * @param {Sayings} sayings
   */
  function addSynonyms(index, sayings) {
    const keyOf = (/** @type {string} */ form) => formKey(index.fold(form));
    for (const [say, mean] of sayings) {
      const meant = mean.map((text) => ({ text, key: keyOf(text) }));
      for (const own of [...say.map(keyOf), ...meant.map(({ key }) => key)]) {
        if (!own) continue;
        const key = synonymKey(own);
        const known = index.synonyms.get(key) || [];
        known.push(...meant.filter((other) => other.key !== own && !known.some((one) => one.key === other.key)));
        index.synonyms.set(key, known);
      }
    }
  }

  // --- Reading a query -----------------------------------------------------------------------------------

  // 人, r&d, 5g (not 5 billion), 1,504
  const ATOM = /[\u3400-\u9fff〇]|[a-z]+(?:&[a-z]+)*[a-z0-9]*(?:'[a-z]+)?|\d+[a-z]+[a-z0-9]*|\d+(?:,\d{3})*(?:\.\d+)?/g;
  const GAP = /[\s,，。；;？?！!、/|]/;

  /**
   * Return the atoms of a folded query.
   * @param {string} text
   */
  function atomsOf(text) {
    /** @type {Atom[]} */
    const found = [];
    const numbered = figures(text);
    ATOM.lastIndex = 0;
    let last = 0;
    for (let met = ATOM.exec(text); met; met = ATOM.exec(text)) {
      const start = met.index;
      const gap = GAP.test(text.slice(last, start));
      const figure = numbered.find((one) => one.start === start && !/[a-z]/.test(text[one.end] || ''));
      const end = figure ? figure.end : start + met[0].length;
      if (figure) found.push({ kind: 'number', text: text.slice(start, end), start, end, gap, figure });
      else found.push({ kind: isHan(met[0]) ? 'han' : 'word', text: met[0].replace(/'s$|'$/, ''), start, end, gap });
      last = end;
      ATOM.lastIndex = end;
    }
    return found;
  }

  // Straight or corner quotes anywhere, curly ones only around whole words: “一带一路”建设 is no command.
  const QUOTED = /"([^"]{2,})"|「([^」]{2,})」|『([^』]{2,})』|(?:^|\s)“([^”]{2,})”(?=\s|$)/g;

  /**
   * Read what was typed; the terms are added by plan().
   * @param {Index} index
   * @param {string} raw
   * @returns {Query}
   */
  function read(index, raw) {
    const typedText = String(raw).slice(0, LONGEST_QUERY).normalize('NFKC');
    const folded = index.fold(typedText);
    const phrases = Array.from(folded.matchAll(QUOTED), (met) => met[1] || met[2] || met[3] || met[4]);
    const text = withDigits(folded);
    return {
      text,
      typed: text === folded ? typedText : text,
      phrases,
      atoms: atomsOf(text),
      terms: [],
      unknown: [],
      counting: HOW_MANY.test(text),
      dating: WHEN.test(text),
      question: false,
    };
  }

  /**
   * @param {Atom[]} atoms
   * @param {number} from
   * @param {number} to
   */
  function spanText(atoms, from, to) {
    return atoms
      .slice(from, to)
      .map((atom) => atom.text)
      .join('');
  }

  const PARTICLE = /^[的了吗呢和与及或等在把被让给有]|[的了吗呢和与及或等在把被让给有]$/;

  /**
   * Yield what may begin at an atom, with its cost.
   * @param {Index} index
   * @param {Atom[]} atoms
   * @param {number} i
   * @returns {Generator<Omit<Piece, 'from'>>}
   */
  function* candidates(index, atoms, i) {
    const { kind, text } = atoms[i];
    const to = i + 1;
    if (kind === 'word' && index.stop.en.has(text)) yield { kind: 'stop', to, cost: CUT.stop };
    else if (kind === 'word') yield { kind: 'word', to, cost: CUT.word };
    if (kind === 'number') yield { kind: 'number', to, cost: CUT.number };
    if (kind === 'han') yield { kind: 'rest', to, cost: CUT.rest };
    if (asksHowMany(atoms, i)) yield { kind: 'stop', to, cost: CUT.counter };
    yield* joined(index, atoms, i);
    yield* literals(index, atoms, i);
    yield* numerals(index, atoms, i);
  }

  /**
   * Tell whether an atom is the counter of a question: the 位 of 多少位 and 几位.
   * @param {Atom[]} atoms
   * @param {number} i
   */
  function asksHowMany(atoms, i) {
    return i > 0 && !atoms[i].gap && COUNTERS.includes(atoms[i].text) && '少几哪'.includes(atoms[i - 1].text);
  }

  /**
   * Yield a Chinese numeral before a counter, if the texts hold that figure: 六十个.
   * @param {Index} index
   * @param {Atom[]} atoms
   * @param {number} i
   * @returns {Generator<Omit<Piece, 'from'>>}
   */
  function* numerals(index, atoms, i) {
    const isNumeral = (/** @type {number} */ at) => atoms[at].kind === 'han' && !Number.isNaN(numeral(atoms[at].text));
    let to = i;
    while (to < atoms.length && (to === i || !atoms[to].gap) && isNumeral(to)) to += 1;
    if (to === i || to === atoms.length || atoms[to].gap || !COUNTERS.includes(atoms[to].text)) return;
    const figure = { key: String(numeral(spanText(atoms, i, to))), unit: atoms[to].text };
    if (hasFigure(index, figure.key)) yield { kind: 'number', to, cost: CUT.numeral, figure };
  }

  /**
   * Tell whether the texts hold a figure, those too that have not come.
   * @param {Index} index
   * @param {string} key
   */
  function hasFigure(index, key) {
    return index.numbers.has(key) || Boolean(index.outside?.holds(`#${key}`));
  }

  /**
   * Yield stop words and synonyms that begin at an atom.
   * @param {Index} index
   * @param {Atom[]} atoms
   * @param {number} i
   * @returns {Generator<Omit<Piece, 'from'>>}
   */
  function* joined(index, atoms, i) {
    let close = '';
    let spaced = '';
    for (let to = i + 1; to <= Math.min(atoms.length, i + LONGEST_PIECE); to++) {
      const atom = atoms[to - 1];
      if (to > i + 1 && atom.gap && (atom.kind === 'han' || atoms[to - 2].kind === 'han')) break;
      close += compact(atom.text);
      spaced += (spaced ? ' ' : '') + (atom.kind === 'word' ? stem(atom.text) : atom.text);
      if (index.stop.zh.has(close)) yield { kind: 'stop', to, cost: to > i + 1 ? CUT.stopWord : CUT.stopCharacter };
      for (const key of new Set([synonymKey(close), spaced])) {
        if (index.synonyms.has(key)) yield { kind: 'synonym', to, key, cost: CUT.synonym - CUT.synonymAtom * (to - i) };
      }
    }
  }

  /**
   * Tell whether a piece ends inside a known word that it does not begin with: the 新加坡合 of 新加坡合办.
   * @param {Index} index
   * @param {Atom[]} atoms
   * @param {number} from
   * @param {number} to
   */
  function cutsWord(index, atoms, from, to) {
    for (let start = Math.max(from + 1, to - 3); start < to; start++) {
      for (let end = to + 1; end <= Math.min(atoms.length, start + 4) && !atoms[end - 1].gap; end++) {
        if (index.synonyms.has(spanText(atoms, start, end))) return true;
      }
    }
    return false;
  }

  // What explains a clause; questions and answers, which are searched apart, do not.
  const EXPLAINING = new Set(['explainer', 'target', 'measure', 'glossary', 'page']);

  /**
   * Tell whether a piece stands elsewhere than in our explanations, as 哪些国家合作 does not.
   * @param {Index} index
   * @param {string} text
   * @param {number} at where it stands first
   */
  function isTheirs(index, text, at) {
    let line = 0;
    for (let from = at; from >= 0; from = index.zh.text.indexOf(text, index.zh.starts[line + 1])) {
      line = lineAt(index.zh, from, line);
      if (!EXPLAINING.has(kindOf(index, line))) return true;
    }
    return false;
  }

  /**
   * Yield pieces of at least two atoms, one of them an ideograph, that stand somewhere in the Chinese texts.
   * @param {Index} index
   * @param {Atom[]} atoms
   * @param {number} i
   * @returns {Generator<Omit<Piece, 'from'>>}
   */
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
      if (at < 0 && !index.outside?.holds(text)) return;
      const faulty = PARTICLE.test(text) || cutsWord(index, atoms, i, to);
      const own = at < 0 || isTheirs(index, text, at);
      const plain = own ? CUT.literal - CUT.literalAtom * (to - i) : CUT.explained * (to - i);
      const cost = plain + (faulty ? CUT.faulty : 0);
      if (han) yield { kind: 'literal', to, cost };
    }
  }

  /**
   * Cut a query into pieces, the cheapest way.
   * @param {Index} index
   * @param {Atom[]} atoms
   */
  function segment(index, atoms) {
    /** @type {number[]} the least cost from the beginning to each atom */
    const costs = [0];
    /** @type {Piece[]} the last piece of that way */
    const lasts = [];
    for (let i = 0; i < atoms.length; i++) {
      if (costs[i] === undefined) continue;
      for (const piece of candidates(index, atoms, i)) {
        const cost = costs[i] + piece.cost;
        if (costs[piece.to] !== undefined && cost >= costs[piece.to]) continue;
        costs[piece.to] = cost;
        lasts[piece.to] = { ...piece, from: i };
      }
    }
    /** @type {Piece[]} */
    const pieces = [];
    for (let i = atoms.length; i > 0; i = lasts[i].from) pieces.unshift(lasts[i]);
    return pieces;
  }

  /**
   * Join ideographs that stand nowhere to what they belong to: 创新 + 券 → the unknown word 创新券.
   * @param {Atom[]} atoms
   * @param {Piece[]} pieces
   * @param {boolean} question
   */
  function unknowns(atoms, pieces, question) {
    /** @type {Unknown[]} */
    const found = [];
    let i = 0;
    while (i < pieces.length) {
      if (pieces[i].kind !== 'rest') {
        i += 1;
        continue;
      }
      let end = i;
      while (end + 1 < pieces.length && pieces[end + 1].kind === 'rest' && !atoms[pieces[end + 1].from].gap) end += 1;
      const one = unknownWord(atoms, pieces, i, end, question);
      if (one) found.push({ text: spanText(atoms, one.from, one.to), ...one });
      i = end + 1;
    }
    return found;
  }

  /**
   * Return how far the unknown word reaches that holds the pieces from `i` to `end`; null if it is too long to be a
   * word.
   * @param {Atom[]} atoms
   * @param {Piece[]} pieces
   * @param {number} i
   * @param {number} end
   * @param {boolean} question
   */
  function unknownWord(atoms, pieces, i, end, question) {
    const before = neighbour(atoms, pieces, i, -1);
    const after = neighbour(atoms, pieces, end, 1);
    const swallowed = end + 1 < pieces.length && swallows(atoms, pieces[end + 1]) ? 1 : 0; // 都 in 成都
    const alone = end === i && !swallowed;
    const size =
      pieces[end].to - pieces[i].from + (before ? before.to - before.from : 0) + (after ? after.to - after.from : 0);
    if (question && alone && size > 5) return null;
    const from = alone && before ? Math.max(before.from, pieces[i].from - 2) : pieces[i].from;
    const to = alone && !before && after ? Math.min(after.to, pieces[i].to + 2) : pieces[end].to + swallowed;
    return { from, to };
  }

  /**
   * Tell whether a stop word of one character may end an unknown word: the 都 of 成都.
   * @param {Atom[]} atoms
   * @param {Piece} piece
   */
  function swallows(atoms, piece) {
    const [first] = atoms.slice(piece.from);
    return piece.kind === 'stop' && piece.to === piece.from + 1 && !first.gap && !PARTICLE.test(first.text);
  }

  /**
   * Return the piece right before or after, if it is written together with this one and is a word or a figure.
   * @param {Atom[]} atoms
   * @param {Piece[]} pieces
   * @param {number} i
   * @param {1 | -1} step
   */
  function neighbour(atoms, pieces, i, step) {
    const other = pieces[i + step];
    if (!other || other.kind === 'stop' || other.kind === 'rest') return null;
    return atoms[step > 0 ? other.from : pieces[i].from].gap ? null : other;
  }

  // 多少人, 几家, how many experts
  const HOW_MANY = new RegExp(`多少|几[${COUNTERS}]|\\bhow (?:many|much)\\b`);
  const WHEN = /何时|什么时候|哪一?年|几时|\bwhen\b/;
  const DAY = /\d{4}年\d{1,2}月\d{1,2}日/; // 2021年12月15日

  /**
   * Return the term of a piece.
   * @param {Index} index
   * @param {Atom[]} atoms
   * @param {Piece} piece
   * @returns {Term}
   */
  function termOf(index, atoms, piece) {
    const { from, to } = piece;
    const alone = to === from + 1 ? atoms[from].kind : 'han';
    const kind = piece.kind === 'number' ? 'number' : alone;
    const text = spanText(atoms, from, to);
    const spaced = atoms
      .slice(from, to)
      .map((atom) => atom.text)
      .join(' ');
    return {
      kind,
      text: kind === 'han' && !isHanText(text) ? spaced : text,
      from,
      to,
      figure: kind === 'number' ? piece.figure || withUnit(atoms, piece) : null,
      last: to === atoms.length,
      synonyms: index.synonyms.get(piece.key || '') || [],
      forms: [],
      lines: new Float32Array(0),
      bound: false,
    };
  }

  /**
   * Return a query with its terms and the words that stand nowhere.
   * @param {Index} index
   * @param {string} raw
   */
  function plan(index, raw) {
    const query = read(index, raw);
    const { atoms } = query;
    const pieces = segment(index, atoms);
    const bare = pieces.every((piece) => piece.kind === 'stop' || piece.kind === 'rest');
    query.question = !bare && pieces.some((piece) => piece.kind === 'stop');
    const isTerm = (/** @type {Piece} */ { kind }) => (kind === 'rest' ? atoms.length === 1 : kind !== 'stop' || bare);
    const terms = pieces.filter(isTerm).map((piece) => termOf(index, atoms, piece));
    // The 人 of 85000人 is a counter, not an unknown character.
    const left = pieces.map((piece) => {
      const counter = piece.kind === 'rest' && terms.some((term) => term.to === piece.from && counted(index, term));
      return counter ? /** @type {Piece} */ ({ ...piece, kind: 'stop' }) : piece;
    });
    query.unknown = atoms.length === 1 ? [] : unknowns(atoms, left, query.question);
    const inside = (/** @type {Term} */ term) =>
      query.unknown.some((one) => one.from <= term.from && term.to <= one.to);
    const others = query.question ? merged(terms) : merged(terms.filter((term) => !inside(term)));
    query.terms = others.length ? others : merged(terms); // 创新 of 创新券 serves to find what is near
    return query;
  }

  /**
   * Tell whether the texts count with the unit of a figure: 人 where they write 8.5万人; 名 where they write 962人.
   * @param {Index} index
   * @param {Term} term
   */
  function counted(index, term) {
    if (!term.figure?.unit) return false;
    const { key, unit } = term.figure;
    return index.numbers.has(key + unit) || (COUNTERS.includes(unit) && hasFigure(index, key));
  }

  /** @param {string} text */
  function isHanText(text) {
    return /[\u3400-\u9fff]/.test(text);
  }

  /**
   * @param {Atom[]} atoms
   * @param {Piece} piece
   * @returns {Quantity | null}
   */
  function withUnit(atoms, piece) {
    const next = atoms[piece.to];
    const { figure } = atoms[piece.from];
    return figure ? { key: figure.key, unit: next && next.kind === 'han' && !next.gap ? next.text : '' } : null;
  }

  /**
   * Leave out a term that is there already: 科技 科技.
   * @param {Term[]} terms
   */
  function merged(terms) {
    const isFirst = (/** @type {Term} */ term) =>
      terms.find((one) => one.kind === term.kind && one.text === term.text) === term;
    return terms.filter(isFirst);
  }

  // --- Matching ------------------------------------------------------------------------------------------

  /**
   * Find the lines that hold a term, and how strongly; the term receives them, with the forms that matched.
   * @param {Index} index
   * @param {Term} term
   */
  function match(index, term) {
    term.lines = new Float32Array(index.lines.zh.length);
    matchTyped(index, term);
    const own = isHanText(term.text);
    const sameScript = term.synonyms.filter(({ key }) => isHanText(key) === own);
    const translations = term.synonyms.filter(({ key }) => isHanText(key) !== own);
    matchSynonyms(index, sameScript, term, STRENGTH.synonym);
    matchSynonyms(index, translations, term, STRENGTH.translation);
  }

  /**
   * Match other words for a term. A word that only our explanations hold is not the documents' own: what they write
   * instead counts nearly in full.
   * @param {Index} index
   * @param {Synonym[]} synonyms
   * @param {Term} term
   * @param {number} beside the strength where the documents use the reader's own word too
   */
  function matchSynonyms(index, synonyms, term, beside) {
    const literal = term.lines.some((held, line) => held > STRENGTH.loose && kindOf(index, line) === 'clause');
    const strength = literal ? beside : STRENGTH.onlySynonym;
    for (const synonym of synonyms) {
      const before = term.forms.length;
      matchForm(index, synonym.key, strength, term.lines, term.forms);
      if (strength && term.forms.length > before) term.forms[before].shown = synonym.text;
    }
  }

  /**
   * Match what the reader typed.
   * @param {Index} index
   * @param {Term} term
   */
  function matchTyped(index, term) {
    const { text, lines, forms } = term;
    if (term.figure) matchFigure(index, term.figure, lines, forms);
    else if (term.kind === 'word') {
      term.bound = matchWord(index, text, term.last, lines, forms);
      const value = SPELLED_ENGLISH[text];
      if (value) matchFigure(index, { key: String(value), unit: '' }, lines, forms);
    } else {
      matchForm(index, text, 1, lines, forms);
      if (isHanText(text)) matchPartly(index, text, lines);
      else matchLoosely(index, text, lines, forms);
    }
  }

  /**
   * Make the record of a form that matched.
   * @param {Partial<Form>} given
   * @returns {Form}
   */
  function formOf(given) {
    return { key: '', han: false, word: '', figure: '', shown: '', ...given };
  }

  /**
   * Match one written form: Chinese anywhere, English as whole words.
   * @param {Index} index
   * @param {string} key
   * @param {number} strength
   * @param {Float32Array} lines
   * @param {Form[]} forms
   */
  function matchForm(index, key, strength, lines, forms) {
    let met = false;
    const han = isHanText(key);
    const plain = han ? key : ` ${key.replace(/ies$/, 'i').replace(/([^s])s$/, '$1')}`;
    if (plain === ' ') return;
    const visit = (/** @type {number} */ line) => {
      met = true;
      if (lines[line] < strength) lines[line] = strength;
    };
    scan(han ? index.zh : index.en, plain, visit, han ? wholeFigure : wholeWords);
    if (met) forms.push(formOf({ key, han }));
  }

  /**
   * Match a long Chinese piece by its pairs of characters. A line counts a little if it holds each two-character word
   * of the piece, or most of the pairs. Example: 引进国外先进技术 holds 引进 and 技术, the words of 引进技术.
   * @param {Index} index
   * @param {string} text
   * @param {Float32Array} lines
   */
  function matchPartly(index, text, lines) {
    if (text.length < 4) return;
    const shares = new Float32Array(lines.length);
    const halves = new Uint8Array(lines.length); // pairs 0, 2, 4 …: the words, if each has two characters
    const pairs = text.length - 1;
    for (let i = 0; i < pairs; i++) {
      const step = i % 2 === 0 || i === pairs - 1 ? 1 : 0;
      const visit = (/** @type {number} */ line) => {
        shares[line] += 1 / pairs;
        halves[line] += step;
      };
      scan(index.zh, text.slice(i, i + 2), visit, null);
    }
    const all = Math.ceil(text.length / 2);
    for (let n = 0; n < lines.length; n++) {
      if (shares[n] < LEAST.share) continue;
      const strength = halves[n] === all ? STRENGTH.halves : STRENGTH.pairs * shares[n] * shares[n];
      lines[n] = Math.max(lines[n], strength);
    }
  }

  /**
   * Match all words of an English phrase in one line, in any order.
   * @param {Index} index
   * @param {string} text
   * @param {Float32Array} lines
   * @param {Form[]} forms
   */
  function matchLoosely(index, text, lines, forms) {
    /** @type {Form[]} */
    const loose = [];
    const parts = text.split(' ').map((word) => {
      const own = new Float32Array(lines.length);
      matchWord(index, word, false, own, loose);
      return own;
    });
    if (!forms.length) forms.push(...loose);
    for (let n = 0; n < lines.length; n++) {
      const least = Math.min(...parts.map((own) => own[n]));
      if (least >= LEAST.found) lines[n] = Math.max(lines[n], STRENGTH.loose * least);
    }
  }

  /**
   * Match a figure by its value; with a unit, that of the texts must be the same.
   * @param {Index} index
   * @param {Quantity} figure
   * @param {Float32Array} lines
   * @param {Form[]} forms
   */
  function matchFigure(index, { key, unit }, lines, forms) {
    const same = index.numbers.get(key) || [];
    const exact = unit ? index.numbers.get(key + unit) : undefined;
    for (const line of exact || same) lines[line] = 1;
    if (exact) for (const line of same) lines[line] = Math.max(lines[line], STRENGTH.otherUnit);
    forms.push(formOf({ figure: key }));
  }

  /**
   * Match a word: itself, its other endings, words that begin with it, words that hold it. Tell whether the word itself
   * stands only inside a joined name.
   * @param {Index} index
   * @param {string} text
   * @param {boolean} last
   * @param {Float32Array} lines
   * @param {Form[]} forms
   */
  function matchWord(index, text, last, lines, forms) {
    const own = stem(text);
    const known = index.stems.has(own);
    let bound = false;
    for (const entry of index.vocabulary.values()) {
      const strength = likeness(text, own, entry, known, last);
      if (!strength) continue;
      for (const line of entry.where) if (lines[line] < strength) lines[line] = strength;
      if (strength >= LEAST.marked) forms.push(formOf({ word: entry.text }));
      if (entry.text === text) bound = entry.joined && !entry.free;
    }
    return bound;
  }

  /**
   * Return how much a word of the texts is like the one that was typed.
   * @param {string} text
   * @param {string} own its stem
   * @param {Entry} entry
   * @param {boolean} known whether the texts hold that stem
   * @param {boolean} last whether the word ends the query: only then it may be half typed
   */
  function likeness(text, own, entry, known, last) {
    if (entry.text === text) return 1;
    if (entry.stem === own) return STRENGTH.stem;
    if (text.length < 2) return 0;
    const at = entry.text.indexOf(text);
    if (at === 0 && known) return last ? STRENGTH.begunKnown : STRENGTH.beginsKnown;
    if (at === 0) return last ? STRENGTH.begun : STRENGTH.begins;
    if (at < 0 || text.length < 3) return 0;
    if (known) return STRENGTH.heldKnown;
    return last ? STRENGTH.heldLast : STRENGTH.held;
  }

  // --- Ranking -------------------------------------------------------------------------------------------

  /**
   * Count joined names as found where a query holds more than one part of them: it means that name, Chengdu-Chongqing.
   * @param {Query} query
   */
  function freeBound(query) {
    const parts = query.terms.filter((term) => term.bound);
    if (parts.length > 1) for (const term of parts) term.bound = false;
  }

  /**
   * Return what the lines of a term mean for groups and documents.
   * @param {Index} index
   * @param {Term} term
   * @returns {Weighed}
   */
  function weigh(index, term) {
    const { lines } = term;
    const groups = new Float32Array(index.groups.length);
    for (let n = 0; n < lines.length; n++) {
      const g = index.lines.group[n];
      if (lines[n] > groups[g]) groups[g] = lines[n];
    }
    let count = 0;
    for (let g = 0; g < groups.length; g++) if (groups[g] >= LEAST.found && index.groups[g].kind !== 'page') count += 1;
    const any = !term.bound && groups.some((strength) => strength >= LEAST.found);
    const here = index.places.map((place) => isPlace(place, term));
    // Without pages.js there are no groups of documents.
    const whole = (/** @type {number} */ n) => (n in index.documents ? groups[index.documents[n]] : 0);
    const documents = here.map((named, n) => (named ? NEAR.place : whole(n) * NEAR.document));
    const share = index.outside?.share(lookup(term)) || 1;
    const weight = rarity(index, count / share);
    return { term, lines, groups, documents, here, placed: here.includes(true), any, rarity: weight };
  }

  /**
   * Return a term as it is looked up among the documents: #40 for a figure.
   * @param {Term} term
   */
  function lookup(term) {
    return term.figure ? `#${term.figure.key}` : term.text;
  }

  /**
   * Tell whether a term is the name of a place.
   * @param {Index['places'][number]} place
   * @param {Term} term
   */
  function isPlace(place, term) {
    return term.forms.some(({ key, word, han }) => {
      if (han) return key.length > 1 && place.zh.includes(key);
      return word || key ? place.en.includes(` ${word || key} `) : false;
    });
  }

  /**
   * Return the weight of a term that `count` groups hold (inverse document frequency).
   * @param {Index} index
   * @param {number} count
   */
  function rarity(index, count) {
    const all = Math.max(count, index.groups.length / (index.outside?.share('') || 1));
    return Math.log(1 + (all - count + 0.5) / (count + 0.5));
  }

  /**
   * Return the groups above a group, the nearest first.
   * @param {Index} index
   * @param {Group} group
   * @returns {Generator<Group>}
   */
  function* groupsAbove(index, group) {
    let { under } = group;
    while (typeof under === 'number' && under >= 0) {
      yield index.groups[under];
      ({ under } = index.groups[under]);
    }
  }

  /**
   * Return how strongly the headings of a group and those above hold a term.
   * @param {Index} index
   * @param {Weighed} weighed
   * @param {Group} group
   */
  function headings(index, weighed, group) {
    let best = 0;
    for (let n = 0; n < group.heads; n++) best = Math.max(best, weighed.lines[group.first + n] * NEAR.heading);
    for (const above of groupsAbove(index, group)) best = Math.max(best, weighed.lines[above.first] * NEAR.above);
    return best;
  }

  /**
   * Return how strongly the points that rest on a line hold a term.
   * @param {Weighed} weighed
   * @param {Group} group
   * @param {number} number of the line in its group
   */
  function evidence(weighed, group, number) {
    let best = 0;
    for (const point of group.evidence) {
      const own = point.line === number ? 1 : 0;
      const share = point.line < 0 ? NEAR.evidenceWhole : own;
      best = Math.max(best, weighed.groups[point.group] * point.weight * share);
    }
    return best * NEAR.evidence;
  }

  /**
   * Tell whether the heading of a group is ours and has no place of its own: that of the signatures. Such a heading can
   * be found, and the lines under it are shown.
   * @param {Group} group
   */
  function isTitled(group) {
    return group.heads === 1 && group.size > 1 && group.anchors[0] === group.anchors[1];
  }

  /**
   * Return the factor for what a query asks of a line beyond its words: the place that it names, a figure.
   * @param {Index} index
   * @param {Query} query
   * @param {Weighed[]} weights
   * @param {Group} group
   * @param {number} line
   */
  function suits(index, query, weights, group, line) {
    const named = weights.filter((weighed) => weighed.placed);
    const isHere = (/** @type {Weighed} */ { here, lines }) => here[group.document] || lines[line] >= LEAST.found;
    const away = named.length && group.document >= 0 && !named.some(isHere);
    const asked = (query.counting && index.figured.has(line)) || (query.dating && DAY.test(index.lines.zh[line]));
    return (away ? RANK.elsewhere : 1) * (asked ? RANK.asked : 1);
  }

  /**
   * Score one line of a group for all terms; null if it holds none of them.
   * @param {Index} index
   * @param {Weighed[]} weights
   * @param {Group} group
   * @param {number} g
   * @param {number} n the number of the line in the group
   * @param {number[]} heads how strongly the headings hold each term
   */
  function scoreLine(index, weights, group, g, n, heads) {
    const line = group.first + n;
    const titled = isTitled(group);
    let [sum, covered, own, total] = [0, 0, 0, 0];
    let met = false;
    weights.forEach((weighed, t) => {
      const here = Math.max(weighed.lines[line], titled ? weighed.lines[group.first] : 0);
      const document = group.document >= 0 ? weighed.documents[group.document] : 0;
      const held = Math.max(here, heads[t], NEAR.group * weighed.groups[g], document);
      total += weighed.rarity;
      sum += weighed.rarity * Math.max(held, evidence(weighed, group, n));
      covered += weighed.rarity * Math.min(1, held / RANK.half);
      if (held >= LEAST.found) own += weighed.rarity;
      met = met || here >= LEAST.touched;
    });
    if (!met) return null;
    const coverage = total ? covered / total : 0;
    const length = index.zh.starts[line + 1] - index.zh.starts[line] || index.lines.en[line].length / 4;
    const share = RANK.few + (1 - RANK.few) * coverage * coverage;
    const together = own > LEAST.all * total ? RANK.together : 1;
    const score = (sum * share * together) / (1 + RANK.length * Math.log(1 + length / RANK.lineLength));
    return { group: g, line, score, coverage, together: own / total };
  }

  /**
   * Score a group by its best line; null if no line holds any of the terms.
   * @param {Index} index
   * @param {Query} query
   * @param {Weighed[]} weights
   * @param {number} g
   */
  function scoreGroup(index, query, weights, g) {
    const group = index.groups[g];
    const heads = weights.map((weighed) => headings(index, weighed, group));
    /** @type {Found | null} */
    let best = null;
    for (let n = isTitled(group) ? 1 : 0; n < group.size; n++) {
      const one = scoreLine(index, weights, group, g, n, heads);
      if (!one) continue;
      one.score *= suits(index, query, weights, group, one.line);
      if (!best || one.score > best.score) best = one;
    }
    if (best) best.score *= RANK.kind[group.kind];
    return best;
  }

  /**
   * Return the lines that hold a phrase word for word; an English one with other endings too, where no clause has it as
   * it was typed: “seek use” stands as ‘seeking use’.
   * @param {Index} index
   * @param {string} phrase
   */
  function holding(index, phrase) {
    /** @type {Set<number>} */
    const lines = new Set();
    const key = formKey(phrase);
    const han = isHanText(key);
    if (!key) return lines;
    scan(han ? index.zh : index.en, han ? key : ` ${key}`, (line) => lines.add(line), han ? wholeFigure : null);
    const typed = Array.from(lines).some((line) => kindOf(index, line) === 'clause');
    if (!han && !typed) for (const line of holdingStems(index, key)) lines.add(line);
    return lines;
  }

  /**
   * Yield the lines that hold the words of an English phrase in their order, with any endings.
   * @param {Index} index
   * @param {string} key
   */
  function* holdingStems(index, key) {
    const sought = ` ${synonymKey(key)} `;
    const [first, ...others] = key.split(' ').map((word) => linesOf(index, stem(word)));
    for (const line of first) {
      if (!others.every((lines) => lines.has(line))) continue;
      const { starts, text } = index.en;
      const held = text.slice(starts[line], starts[line + 1]).trim();
      if (` ${synonymKey(held)} `.includes(sought)) yield line;
    }
  }

  /**
   * Return the lines that hold any word of a stem.
   * @param {Index} index
   * @param {string} own
   */
  function linesOf(index, own) {
    /** @type {Set<number>} */
    const lines = new Set();
    for (const entry of index.vocabulary.values())
      if (entry.stem === own) for (const line of entry.where) lines.add(line);
    return lines;
  }

  /**
   * Return the lines that hold the whole query as it was typed. If it is one name, and no clause has that, what the
   * documents write instead is as good: ‘talent reservoir’ stands as ‘reservoir of international innovation talent’.
   * @param {Index} index
   * @param {Query} query
   */
  function asTyped(index, query) {
    const lines = holding(index, query.text);
    const [term] = query.terms;
    if (term?.from === 0 && term.to === query.atoms.length)
      term.lines.forEach((strength, line) => {
        if (strength >= Math.fround(STRENGTH.onlySynonym)) lines.add(line);
      });
    return lines;
  }

  /**
   * Lift groups that hold the whole query as it was typed; keep only those that hold quoted phrases.
   * @param {Index} index
   * @param {Query} query
   * @param {Found[]} found
   */
  function byPhrase(index, query, found) {
    let kept = found;
    for (const phrase of query.phrases) {
      const lines = holding(index, phrase);
      kept = kept.filter((one) => groupLines(index, one.group).some((line) => lines.has(line)));
    }
    const lines = query.atoms.length > 1 ? asTyped(index, query) : new Set();
    for (const one of lines.size ? kept : []) {
      const held = groupLines(index, one.group).filter((line) => lines.has(line));
      if (!held.length) continue;
      one.score *= RANK.phrase;
      if (!lines.has(one.line)) one.line = held[0];
    }
    return kept;
  }

  /**
   * @param {Index} index
   * @param {number} g
   */
  function groupLines(index, g) {
    const group = index.groups[g];
    return Array.from({ length: group.size }, (_, n) => group.first + n);
  }

  // Groups that are equally good stand in this order, and in that of their documents, whichever came first.
  /** @type {Record<string, number>} */
  const ORDER = {
    clause: 0,
    question: 0,
    document: 1,
    explainer: 1,
    answer: 1,
    measure: 2,
    target: 2,
    glossary: 3,
    page: 4,
  };

  /**
   * Compare two groups for that order; sections of pages stand by the address of the page.
   * @param {Index} index
   * @param {number} one
   * @param {number} other
   */
  function inOrder(index, one, other) {
    const [a, b] = [index.groups[one], index.groups[other]];
    if (ORDER[a.kind] !== ORDER[b.kind]) return ORDER[a.kind] - ORDER[b.kind];
    if (a.kind === 'page' && a.page !== b.page) return a.page < b.page ? -1 : 1;
    if (a.kind !== 'page' && a.document !== b.document) return a.document - b.document;
    return one - other;
  }

  /**
   * Return all matching groups, best first.
   * @param {Index} index
   * @param {Query} query
   * @param {Weighed[]} weights
   */
  function rank(index, query, weights) {
    const known = weights.filter((weighed) => weighed.any || weighed.term.bound);
    /** @type {Found[]} */
    const found = [];
    for (let g = 0; g < index.groups.length; g++) {
      if (!known.some((weighed) => weighed.groups[g] >= LEAST.touched)) continue;
      const one = scoreGroup(index, query, known, g);
      if (one) found.push(one);
    }
    const kept = byPhrase(index, query, found).sort((a, b) => b.score - a.score || inOrder(index, a.group, b.group));
    const [top] = kept;
    return kept.filter((one) => one.score >= LEAST.score * top.score && one.coverage >= LEAST.coverage * top.coverage);
  }

  // --- Results -------------------------------------------------------------------------------------------

  /**
   * Say how the query fared: found, partial (some words stand nowhere), scattered (never together), absent, empty.
   * @param {Index} index
   * @param {Query} query
   * @param {Weighed[]} weights
   * @param {Found[]} found
   * @returns {Status}
   */
  function statusOf(index, query, weights, found) {
    if (!query.terms.length && !query.unknown.length) return 'empty';
    const missing = weights.filter((weighed) => !weighed.any);
    const nowhere = query.unknown.length * rarity(index, 0);
    const lost = missing.reduce((sum, weighed) => sum + weighed.rarity, nowhere);
    const all = weights.reduce((sum, weighed) => sum + weighed.rarity, nowhere);
    if (!found.length || lost >= (isRich(query, weights, found) ? MOST.lostRich : MOST.lost) * all) return 'absent';
    if (lost) {
      const best = found.find((one) => index.groups[one.group].kind !== 'page');
      return best && best.coverage >= LEAST.partial ? 'partial' : 'absent';
    }
    if (isCompound(query)) return compoundStatus(index, query, found);
    const complete = found.some((one) => one.coverage > LEAST.all);
    if (complete || query.question || query.terms.length > 3) return 'found';
    return isPair(query) ? 'absent' : 'scattered';
  }

  /**
   * Tell whether a query is two English words, which name one thing: data localization.
   * @param {Query} query
   */
  function isPair(query) {
    return query.atoms.length === 2 && query.terms.length === 2 && query.atoms.every((atom) => atom.kind === 'word');
  }

  /**
   * Tell whether a question has several words that are known, and a clause holds nearly all of them.
   * @param {Query} query
   * @param {Weighed[]} weights
   * @param {Found[]} found
   */
  function isRich(query, weights, found) {
    return query.question && weights.filter((weighed) => weighed.any).length > 2 && found[0].coverage > LEAST.rich;
  }

  /**
   * Tell whether a query is one short Chinese word that had to be cut: 北京大学, 住房补贴.
   * @param {Query} query
   */
  function isCompound(query) {
    const { atoms, terms } = query;
    if (query.question || terms.length < 2 || atoms.length > LONGEST_COMPOUND) return false;
    return atoms.every((atom, n) => atom.kind === 'han' && !(n && atom.gap));
  }

  /**
   * Tell whether the parts of such a word stand close together in one line: 引进国外先进技术 for 技术引进.
   * @param {Index} index
   * @param {Query} query
   * @param {Found[]} found
   */
  function compoundStatus(index, query, found) {
    const whole = found.filter((one) => one.together > LEAST.all && index.groups[one.group].kind !== 'page');
    if (whole.some((one) => closest(index, query.terms, one.line) <= CLOSE)) return 'found';
    return whole.length ? 'scattered' : 'absent';
  }

  /**
   * Return the least number of characters that hold forms of the first and of the last term, without a mark between.
   * @param {Index} index
   * @param {Term[]} terms
   * @param {number} line
   */
  function closest(index, terms, line) {
    const phrases = index.fold(index.lines.zh[line]).split(/[，。；、：,;:]/);
    return Math.min(...phrases.map((phrase) => closestIn(compact(phrase), terms)));
  }

  /**
   * @param {string} text
   * @param {Term[]} terms
   */
  function closestIn(text, terms) {
    let least = Infinity;
    for (const [a, b] of formsIn(text, terms[0])) {
      for (const [c, d] of formsIn(text, terms[terms.length - 1]))
        least = Math.min(least, Math.max(a, c) - Math.min(b, d));
    }
    return least;
  }

  /**
   * @param {string} text
   * @param {Term} term
   */
  function formsIn(text, term) {
    /** @type {Marks} */
    const found = [];
    for (const { key, han } of term.forms) {
      for (let at = han ? text.indexOf(key) : -1; at >= 0; at = text.indexOf(key, at + 1))
        found.push([at, at + key.length]);
    }
    return found;
  }

  // The characters of a written token that the search reads apart: c++, 3.2.2, tcp/ip
  const TOKEN_CHARACTER = /[A-Za-z0-9+#&./_@-]/;

  /**
   * Return the token around a part of a query: the reader typed C++, not C.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   */
  function wholeToken(text, start, end) {
    let from = start;
    let to = end;
    if (isWord(text[start].toLowerCase())) while (from > 0 && TOKEN_CHARACTER.test(text[from - 1])) from -= 1;
    if (isWord(text[end - 1].toLowerCase())) while (to < text.length && TOKEN_CHARACTER.test(text[to])) to += 1;
    return text.slice(from, to).replace(/[./-]+$/, '');
  }

  /**
   * Return what stands nowhere, as it was typed.
   * @param {Query} query
   * @param {Weighed[]} weights
   * @param {Status} status
   */
  function missingWords(query, weights, status) {
    const oneWord = isCompound(query) || isPair(query);
    if (status === 'absent' && oneWord && weights.every((weighed) => weighed.any)) return [query.typed.trim()];
    const missing = weights.filter((weighed) => !weighed.any).map(({ term }) => term);
    const all = [...query.unknown, ...missing].sort((a, b) => a.from - b.from);
    const typed = all.map(({ from, to }) => wholeToken(query.typed, query.atoms[from].start, query.atoms[to - 1].end));
    return Array.from(new Set(typed));
  }

  /**
   * Tell whether all that is missing stands inside a joined name: the Chengdu of Chengdu-Chongqing.
   * @param {Query} query
   * @param {Weighed[]} weights
   */
  function standsInside(query, weights) {
    const missing = weights.filter((weighed) => !weighed.any);
    return missing.length > 0 && !query.unknown.length && missing.every(({ term }) => term.bound);
  }

  /**
   * Plan a query and match its terms.
   * @param {Index} index
   * @param {string} raw
   */
  function matched(index, raw) {
    const query = plan(index, raw);
    for (const term of query.terms) match(index, term);
    return { query, forms: query.terms.flatMap((term) => term.forms) };
  }

  /**
   * Return what our own answers say to a query: the question that it asks, and to a question in words the answers of
   * documents; none if they hold too little of it. They are searched apart: they name what no document mentions.
   * @param {Index | null} index
   * @param {string} raw
   * @returns {Result[]}
   */
  function answersTo(index, raw) {
    if (!index) return [];
    const { query, forms } = matched(index, raw);
    const weights = query.terms.map((term) => weigh(index, term));
    const found = weights.length ? rank(index, query, weights).filter((one) => one.coverage >= LEAST.answered) : [];
    const ofKind = (/** @type {string} */ kind) => found.filter((one) => index.groups[one.group].kind === kind);
    const asked = ofKind('question')
      .map((one) => ({ one, fit: asks(index, weights, one.group) }))
      .filter(({ fit }) => query.question || fit.best >= LEAST.asked)
      .sort((a, b) => (query.question ? 0 : b.fit.both - a.fit.both)) // to a question in words, the order of all results
      .map(({ one }) => one);
    const shown = [...asked.slice(0, 1), ...(query.question ? ofKind('answer').slice(0, ANSWERS) : [])];
    return shown.map((one) => ownAnswer(index, forms, weights, one));
  }

  /**
   * Return how strongly a question asks for the words of a query, in its own words and as others ask it; not in its
   * answer, which names other matters too. `best` is that of its better line, `both` that of both lines.
   * @param {Index} index
   * @param {Weighed[]} weights
   * @param {number} number of the group
   */
  function asks(index, weights, number) {
    const answer = index.groups[number].first + 1;
    const lines = groupLines(index, number).filter((line) => line !== answer);
    const found = weights.map((weighed) => lines.map((line) => weighed.lines[line] || 0));
    const sum = (/** @type {number[]} */ values) => values.reduce((all, one) => all + one, 0);
    const mean = (/** @type {number[]} */ values) => sum(values) / Math.max(1, values.length);
    return { best: mean(found.map((one) => Math.max(...one))), both: mean(found.map(sum)) };
  }

  /**
   * Return an answer of ours under the question that it answers; of a question, the answer across the places.
   * @param {Index} index
   * @param {Form[]} forms
   * @param {Weighed[]} weights
   * @param {Found} one
   * @returns {Result}
   */
  function ownAnswer(index, forms, weights, one) {
    const group = index.groups[one.group];
    const page = group.kind === 'question' ? group.page : `questions/${group.anchors[0]}.html`;
    const asked = index.groups.find((other) => other.kind === 'question' && other.page === page);
    const line = asked === group && group.size > 1 ? group.first + 1 : one.line;
    const shown = describe(index, forms, weights, { ...one, line });
    return asked ? { ...shown, heading: lineResult(index, forms, asked.first) } : shown;
  }

  /**
   * Count results by kind and by document.
   * @param {Index} index
   * @param {Found[]} found
   */
  function tally(index, found) {
    /** @type {Outcome['counts']} */
    const { kinds, documents } = { kinds: {}, documents: {} };
    for (const one of found) {
      const group = index.groups[one.group];
      kinds[group.kind] = (kinds[group.kind] || 0) + 1;
      documents[group.document] = (documents[group.document] || 0) + 1;
    }
    return { kinds, documents };
  }

  /**
   * Return a Simplified text in Traditional characters, by the commonest form of each.
   * @param {Index} index
   * @param {string} text
   */
  function inTraditional(index, text) {
    return Array.from(text, (unit) => index.traditional.get(unit) || unit).join('');
  }

  /**
   * Return the lines of a group in Traditional characters. An exception ‘22伙’ puts 伙 22 characters further on.
   * @param {Index} index
   * @param {Group} group
   */
  function traditionalLines(index, group) {
    let out = inTraditional(index, index.lines.zh.slice(group.first, group.first + group.size).join('\n'));
    let at = 0;
    for (const found of group.exceptions.match(/\d+\D/g) || []) {
      at += parseInt(found, 10);
      out = out.slice(0, at) + found[found.length - 1] + out.slice(at + 1);
    }
    return out.split('\n');
  }

  /**
   * Return the Traditional text of a line; a group's lines are made together and kept.
   * @param {Index} index
   * @param {number} line
   */
  function traditionalLine(index, line) {
    const group = index.groups[index.lines.group[line]];
    group.hant = group.hant || traditionalLines(index, group);
    return group.hant[line - group.first];
  }

  /**
   * Return marks in order and without overlap.
   * @param {Marks} ranges
   */
  function joinedRanges(ranges) {
    /** @type {Marks} */
    const out = [];
    for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      const last = out[out.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push([start, end]);
    }
    return out;
  }

  /**
   * Return where the forms that matched stand in a Chinese text, Latin words and figures included.
   * @param {Index} index
   * @param {Form[]} forms
   * @param {string} text
   */
  function markChinese(index, forms, text) {
    const folded = index.fold(text);
    /** @type {number[]} */
    const positions = [];
    const plain = compact(folded, positions);
    const ranges = markWords(forms, words(folded), figures(folded));
    for (const { key, han } of forms) {
      if (!han) continue;
      for (let at = plain.indexOf(key); at >= 0; at = plain.indexOf(key, at + 1)) {
        const end = at + key.length;
        if (wholeFigure(plain, at, end)) ranges.push([positions[at], positions[end - 1] + 1]);
      }
    }
    return joinedRanges(ranges);
  }

  /**
   * Return where they stand in an English text.
   * @param {Index} index
   * @param {Form[]} forms
   * @param {string} text
   */
  function markEnglish(index, forms, text) {
    const folded = index.fold(text);
    const tokens = words(folded);
    const ranges = markWords(forms, tokens, figures(folded));
    for (const { key, han } of forms) {
      if (han || !key) continue;
      const parts = key.split(' ').map(stem);
      for (let i = 0; i + parts.length <= tokens.length; i++) {
        const met = tokens.slice(i, i + parts.length);
        if (met.every((token, n) => stem(token.word) === parts[n]))
          ranges.push([met[0].start, met[met.length - 1].end]);
      }
    }
    return joinedRanges(ranges);
  }

  /**
   * @param {Form[]} forms
   * @param {Token[]} tokens
   * @param {Figure[]} numbered
   * @returns {Marks}
   */
  function markWords(forms, tokens, numbered) {
    const wanted = new Set(forms.map((one) => one.word).filter(Boolean));
    const keys = new Set(forms.map((one) => one.figure).filter(Boolean));
    const met = [...tokens.filter((token) => wanted.has(token.word)), ...numbered.filter((one) => keys.has(one.key))];
    return met.map(({ start, end }) => [start, end]);
  }

  /**
   * Return what a page needs to show a line.
   * @param {Index} index
   * @param {Form[]} forms
   * @param {number} line
   * @returns {ResultLine}
   */
  function lineResult(index, forms, line) {
    const group = index.groups[index.lines.group[line]];
    const zh = index.lines.zh[line];
    const en = index.lines.en[line];
    return {
      anchor: group.anchors[line - group.first],
      zh,
      hant: traditionalLine(index, line),
      en,
      zhMarks: markChinese(index, forms, zh),
      enMarks: markEnglish(index, forms, en),
    };
  }

  /**
   * Return the headings that a group stands under, from the top.
   * @param {Index} index
   * @param {Group} group
   * @returns {Names[]}
   */
  function path(index, group) {
    const found = Array.from(groupsAbove(index, group), ({ first }) => ({
      zh: index.lines.zh[first],
      hant: traditionalLine(index, first),
      en: index.lines.en[first],
    }));
    return found.reverse();
  }

  /**
   * Return a result as a page shows it.
   * @param {Index} index
   * @param {Form[]} forms
   * @param {Weighed[]} weights
   * @param {Found} one
   * @returns {Result}
   */
  function describe(index, forms, weights, one) {
    const group = index.groups[one.group];
    const body = group.first + group.heads;
    const holds = (/** @type {number} */ line) => weights.some((weighed) => weighed.lines[line] >= LEAST.found);
    const more = groupLines(index, one.group).filter((line) => line !== one.line && line >= body && holds(line));
    return {
      kind: group.kind,
      document: group.document,
      page: group.page,
      score: one.score,
      coverage: one.coverage,
      slot: typeof group.under === 'string' ? group.under : '',
      path: path(index, group),
      heading: group.heads && one.line >= body ? lineResult(index, forms, group.first) : null,
      line: lineResult(index, forms, one.line),
      more: more.map((line) => group.anchors[line - group.first]),
      anchors: group.anchors,
    };
  }

  /**
   * Return the synonyms that met something; not those that hold what was typed or a shorter one.
   * @param {Index} index
   * @param {Weighed[]} weights
   */
  function alsoSearched(index, weights) {
    /** @type {string[]} */
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
    const shown = Array.from(new Set(found)).slice(0, MOST_SYNONYMS);
    return shown.map((zh) => ({ zh, hant: inTraditional(index, zh) }));
  }

  /**
   * Return words of the index within one or two letters of a word that stands nowhere.
   * @param {Index} index
   * @param {Weighed[]} weights
   */
  function meant(index, weights) {
    /** @type {Entry[]} */
    const found = [];
    for (const { term, any } of weights) {
      if (any || term.bound || term.kind !== 'word' || term.text.length < 4) continue;
      const most = term.text.length > 7 ? 2 : 1;
      for (const entry of index.vocabulary.values()) {
        if (entry.text[0] === term.text[0] && distance(term.text, entry.text, most) <= most) found.push(entry);
      }
    }
    return found
      .sort((a, b) => b.where.length - a.where.length)
      .slice(0, 3)
      .map((entry) => entry.text);
  }

  /**
   * Return the number of letters to change, add or drop; anything above `most` stops early.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
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

  /**
   * Return the function that tells whether a result fits the filters.
   * @param {Index} index
   * @param {Filters} filters
   */
  function fitting(index, { kinds = [], documents = [] }) {
    return (/** @type {Found} */ one) => {
      const group = index.groups[one.group];
      if (kinds.length && !kinds.includes(group.kind)) return false;
      return !documents.length || documents.includes(group.document);
    };
  }

  // --- References: 廊坊 三（二）2, Langfang 3.2.2, § 2.7.2 ¶2:3, s3.2.2-p1-1 -------------------------------

  const CHINESE_NUMBER = '[一二三四五六七八九十]+';
  // 3.2.2 · § 3 · §3.2.2 ¶2:3; a figure such as 3.2 alone is no reference
  const DOTTED = /^(§ *)?(\d{1,2}(?:\.\d{1,2}){0,4})(?: *¶ *(\d{1,3})(?: *: *(\d{1,3}))?)?$/;
  // 三(二)2 · 三、(二)2.(1) · (七)1
  const PRINTED = new RegExp(
    `^(?:(${CHINESE_NUMBER})[、.]?)?(?: *\\((${CHINESE_NUMBER})\\))?(?: *(\\d{1,2})[.、]?)?(?: *\\((\\d{1,2})\\))?$`,
  );
  const ID =
    /^(?:(?:notice|annex|appendix|schedule)[0-9a-z]*-)?(?:[sacbdeq]\d+(?:[._x]\d+)*|title|p\d+)(?:-[a-z]*[\d.]+)*$/;
  // 第十二条 · 第12条之一 · Article 12 · Art. 12-1
  const ARTICLE =
    /^(?:第 *([一二三四五六七八九十百千]+|\d{1,4}) *[条條](?: *之 *([一二三四五六七八九十]+|\d{1,2}))?|art(?:icle|\.)? *(\d{1,4})(?:-(\d{1,2}))?)$/i;

  /**
   * Return the number of an article, written in ideographs or digits: 十二 → 12.
   * @param {string} text
   */
  function articleNumber(text) {
    return /\d/.test(text) ? Number(text) : numeral(text);
  }

  /**
   * Return the tail of an id that a reference names: 3.2.2 ¶2:3 → s3.2.2-p2-3; '' if the text is no reference.
   * @param {string} text
   * @param {boolean} named whether a place stands before it
   */
  function referenceId(text, named) {
    const plain = text.trim();
    if (ID.test(plain) && /^s|^a\d|-/.test(plain)) return plain;
    const article = ARTICLE.exec(plain);
    if (article) return `a${article.slice(1).filter(Boolean).map(articleNumber).join('_')}`;
    const [, sign, dots, paragraph, sentence] = DOTTED.exec(plain) || [];
    if (dots && (sign || (named && /\./.test(dots)) || (dots.match(/\./g) || []).length > 1)) {
      return `s${dots}${paragraph ? `-p${paragraph}` : ''}${sentence ? `-${sentence}` : ''}`;
    }
    const [, first, second, third, fourth] = PRINTED.exec(plain) || [];
    if (!first || !(second || (third && named))) return '';
    const numbers = [numeral(first), second ? numeral(second) : '', third || '', fourth || ''];
    return `s${numbers.filter(String).join('.')}`;
  }

  /**
   * Return the documents whose place begins a query, and what follows it: Langfang 3.2.2 → [1], 3.2.2.
   * @param {Index} index
   * @param {string} folded
   */
  function namedPlace(index, folded) {
    for (let n = 0; n < index.places.length; n++) {
      const { zh, en } = index.places[n];
      for (const name of [zh, zh.replace(/[市省]$/, ''), en.trim()]) {
        if (name && folded.startsWith(name))
          return { documents: [n], rest: folded.slice(name.length).replace(/^[市省]/, '') };
      }
    }
    return { documents: null, rest: folded };
  }

  /**
   * Tell whether id `inner` is `target` or lies under it: s3.1 covers s3.1-p2 and s3.1.4, not s3.10.
   * @param {string} target
   * @param {string} inner
   */
  function covers(target, inner) {
    return inner === target || inner.startsWith(`${target}-`) || inner.startsWith(`${target}.`);
  }

  /**
   * Return the place in a text that a query names, or '', and the documents that it names.
   * @param {Index} index
   * @param {string} raw
   */
  function referenceIn(index, raw) {
    const folded = index.fold(String(raw).slice(0, LONGEST_QUERY).normalize('NFKC')).trim();
    const { documents, rest } = namedPlace(index, folded);
    return { id: referenceId(rest, documents !== null), documents };
  }

  /**
   * Return the clauses that a query names by their place, the nearest first; null if it names none.
   * @param {Index} index
   * @param {string} raw
   */
  function referenced(index, raw) {
    const { id, documents } = referenceIn(index, raw);
    if (!id) return null;
    /** @type {Found[]} */
    const found = [];
    index.groups.forEach((group, number) => {
      if (group.kind !== 'clause' || (documents && !documents.includes(group.document))) return;
      const line = group.anchors.findIndex((anchor) => covers(id, anchor));
      if (line >= 0) found.push({ group: number, line: group.first + line, score: 1, coverage: 1, together: 1 });
    });
    return found.length ? found : null;
  }

  /**
   * Return the outcome of a query that names a place in a text.
   * @param {Index} index
   * @param {Found[]} found
   * @param {Filters} filters
   * @returns {Outcome}
   */
  function placeOutcome(index, found, filters) {
    const shown = found.filter(fitting(index, filters));
    return {
      status: 'found',
      place: true,
      missing: [],
      inside: false,
      also: [],
      meant: [],
      answers: [],
      question: false,
      total: shown.length,
      counts: tally(index, found),
      terms: [],
      results: shown.slice(0, filters.limit || 20).map((one) => describe(index, [], [], one)),
    };
  }

  /**
   * Search the texts, and beside them our answers.
   * @param {Index} index
   * @param {Index | null} answers
   * @param {string} raw
   * @param {Filters} filters
   * @returns {Outcome}
   */
  function search(index, answers, raw, filters) {
    const places = referenced(index, raw);
    if (places) return placeOutcome(index, places, filters);
    const { query, forms } = matched(index, raw);
    freeBound(query);
    const weights = query.terms.map((term) => weigh(index, term));
    const found = weights.length ? rank(index, query, weights) : [];
    const status = statusOf(index, query, weights, found);
    const shown = found.filter(fitting(index, filters));
    return {
      status,
      place: false,
      missing: missingWords(query, weights, status),
      inside: standsInside(query, weights),
      also: alsoSearched(index, weights),
      meant: meant(index, weights),
      answers: answersTo(answers, raw),
      question: query.question,
      total: shown.length,
      counts: tally(index, found),
      terms: query.terms.map((term) => term.text),
      results: shown.slice(0, filters.limit || 20).map((one) => describe(index, forms, weights, one)),
    };
  }

  // --- Labels ------------------------------------------------------------------------------------------

  // notice-p1, annex2-s1: the part of a document in which a place stands
  const PART = /^(notice|annex|appendix|schedule|figure)(\d*[a-z]?(?:x\d+)?)(?:-(.*))?$/;
  // title-1, signature-2-1, closing1: the parts of a document outside its provisions
  const NAMED_PART =
    /^(title|addressee|signature|date|remark|adopted|number|contact|occasion|present|copied|printed|closing|annexes)((?<=signature)-\d+|-\d+(?=-\d)|\d+(?:x\d+)?|x\d+)?(?:-\d+)?$/;
  // p1-2, s3.1.1-r2, s2-p3, a12-p2, q1-p1, s1-t1.2-3, s2x2, s1-h1
  const NUMBERED_PART = /^(?:([sacbdeq])([\d._x]+))?-?(?:p(\d+)|r(\d+)|t([\d.]+)|h(\d+))?(?:x\d+)?(?:-?(\d+))?$/;
  /** @type {Record<string, string>} */
  const DIVISIONS = { c: 'chapter', b: 'part', d: 'section', e: 'section', q: 'question' };

  /**
   * Return how a reader names an id, as policy_site/pages/labels.py writes it: s3.1.1-p2-1 → § 3.1.1 ¶2:1.
   * @param {string} id
   * @param {Record<string, string>} words
   */
  function label(id, words) {
    const inside = PART.exec(id);
    const rest = inside ? inside[3] || '' : id;
    const named = NAMED_PART.exec(rest);
    const found = NUMBERED_PART.exec(rest);
    const part = inside ? words[`label.${inside[1]}`] + spaced(inside[2], words) : '';
    const place = named
      ? [words[`label.${named[1]}`], (named[2] || '').replace(/^[-x]/, '')]
      : found && placeOf(found, words);
    if (!place) return id;
    return [part, ...place].filter(Boolean).join(' ');
  }

  /**
   * Return what stands after a word: with a blank between them in English.
   * @param {string} text
   * @param {Record<string, string>} words
   */
  function spaced(text, words) {
    return text && words['label.blank'] + text;
  }

  /**
   * Return the words for a provision, a paragraph or a row, and a sentence in it.
   * @param {RegExpExecArray} found what NUMBERED_PART finds
   * @param {Record<string, string>} words
   */
  function placeOf(found, words) {
    const [, kind, path, paragraph, runIn, table, heading, sentence] = found;
    const number = (path || '').replace(/_/g, '-').replace(/x(\d+)/g, ' ($1)');
    const inner = sentence ? `:${sentence}` : '';
    return [
      kind === 's' && `§ ${number}`,
      kind === 'a' && `${words['label.article']}${spaced(number, words)}${words['label.article_end']}`,
      DIVISIONS[kind] && `${words[`label.${DIVISIONS[kind]}`]}${spaced(number, words)}`,
      paragraph && `¶${paragraph}${inner}`,
      runIn && `¶${runIn} ${words['label.run_in']}`,
      table && `${words['label.table']} ${table}${inner}`,
      heading && `${words['label.run_in']} ${heading}`,
    ];
  }

  // --- Suggestions -------------------------------------------------------------------------------------

  // （一）, 一、, 1. and the like before a heading
  const ITEM = /^(?:[（(]?[一二三四五六七八九十]+[）)、是]|[（(]?\d+[.、）)]|[IVX]+\.)\s*/;

  /**
   * @param {Index} index
   * @param {number} line
   * @param {string} language
   */
  function inLanguage(index, line, language) {
    if (language === 'en') return index.lines.en[line];
    return language === 'hant' ? traditionalLine(index, line) : index.lines.zh[line];
  }

  /**
   * Return how often the clauses hold a glossary term.
   * @param {Index} index
   * @param {Group} group
   */
  function frequency(index, group) {
    let count = 0;
    const visit = (/** @type {number} */ line) => {
      if (index.groups[index.lines.group[line]].kind === 'clause') count += 1;
    };
    scan(index.zh, compact(index.fold(index.lines.zh[group.first])), visit, null);
    return count;
  }

  /**
   * Return the order of a suggestion: terms before headings, what begins with the typed text before what holds it.
   * @param {Index} index
   * @param {Group} group
   * @param {string} key
   * @param {number} at where the typed text stands
   */
  function suggestionOrder(index, group, key, at) {
    if (!key) return -frequency(index, group);
    return (group.kind === 'glossary' ? 0 : 1) + (at ? 2 : 0);
  }

  /**
   * Return terms and headings that hold what was typed; if nothing was typed, the commonest terms.
   * @param {Index} index
   * @param {string} raw
   * @param {string} language zh, hant or en
   * @param {number} limit
   */
  function suggest(index, raw, language, limit) {
    const key = compact(index.fold(String(raw).slice(0, 60).normalize('NFKC')));
    /** @type {{order: number, text: string}[]} */
    const found = [];
    for (const group of index.groups) {
      if (!group.heads || !(group.kind === 'glossary' || (key && group.kind === 'clause'))) continue;
      const text = inLanguage(index, group.first, language)
        .replace(ITEM, '')
        .replace(/[。.]$/, '');
      const at = compact(index.fold(text)).indexOf(key);
      if (!text || at < 0 || text.length > 60) continue;
      found.push({ order: suggestionOrder(index, group, key, at), text });
    }
    found.sort((a, b) => a.order - b.order || a.text.length - b.text.length);
    return Array.from(new Set(found.map((one) => one.text))).slice(0, limit);
  }

  // --- What a query needs of documents that have not come ------------------------------------------------

  /**
   * Return the terms under which a document that holds a Chinese piece is listed: its pairs; a character alone.
   * @param {string} text
   */
  function pairs(text) {
    if (text.length === 1) return isHan(text) ? [text] : [];
    return Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)).filter(isHanText);
  }

  /**
   * Return everything under which a document with a folded line is listed, as holdings.py lists it; tests compare them.
   * @param {string} folded
   */
  function termsOf(folded) {
    const joined = (folded.match(HYPHENED) || []).map((word) => word.replace(/-/g, ''));
    const plain = compact(folded);
    const han = [...Array.from(plain).filter(isHan), ...pairs(plain)];
    const figured = figures(folded).map(({ key }) => `#${key}`);
    return Array.from(new Set([...han, ...words(folded).map(({ word }) => word), ...joined, ...figured]));
  }

  /**
   * Return what a document holds that holds a written form: of each list one term.
   * @param {Index} index
   * @param {string} key
   */
  function heldWith(index, key) {
    if (isHanText(key)) return pairs(key).map((pair) => [pair]);
    return key.split(' ').map((word, n, all) => {
      if (n + 1 < all.length) return [word];
      const begin = word.replace(/ies$/, 'i').replace(/([^s])s$/, '$1'); // as matchForm() looks for it
      const isForm = (/** @type {string} */ text) => text.startsWith(begin) && text.length <= begin.length + 3;
      return Array.from(index.vocabulary.keys()).filter(isForm);
    });
  }

  // So many words of which a typed word is the beginning are looked up, and so many that hold it otherwise.
  const MOST_BEGUN = 24;
  const MOST_HELD = 3;

  /**
   * Return the words of all documents that are as good as the one that was typed.
   * @param {Index} index
   * @param {Term} term
   */
  function likeWords(index, term) {
    const own = stem(term.text);
    const known = index.stems.has(own);
    const found = Array.from(index.vocabulary.values(), (entry) => ({
      text: entry.text,
      strength: likeness(term.text, own, entry, known, term.last),
    })).filter(({ strength }) => strength >= LEAST.found);
    found.sort((a, b) => b.strength - a.strength);
    const begun = found.filter(({ strength }) => strength >= STRENGTH.begun);
    return (begun.length ? begun.slice(0, MOST_BEGUN) : found.slice(0, MOST_HELD)).map(({ text }) => text);
  }

  /**
   * Return the ways in which a document can hold a term, each with its strength.
   * @param {Index} index
   * @param {Term} term
   * @returns {Way[]}
   */
  function waysTo(index, term) {
    const { figure, kind, text, synonyms } = term;
    const all = kind === 'word' ? [likeWords(index, term)] : heldWith(index, text);
    const own = figure ? [[`#${figure.key}`]] : all;
    const others = synonyms.map(({ key }) => ({ strength: STRENGTH.onlySynonym, all: heldWith(index, key) }));
    return [{ strength: 1, all: own }, ...others].filter((way) => way.all.length && way.all.every((one) => one.length));
  }

  /**
   * Tell which terms of a query are to be looked for in which documents, and what to look up for that.
   * @param {Index} index
   * @param {string} raw
   * @returns {Needs}
   */
  function needs(index, raw) {
    const { id, documents } = referenceIn(index, raw);
    if (id) {
      const ways = [{ strength: 1, all: [[`@${id}`]] }];
      return { spelled: [], terms: [{ text: `@${id}`, ways, here: documents || [], met: false }], place: true };
    }
    const { query } = matched(index, raw);
    const terms = query.terms.map((term) => ({
      text: lookup(term),
      ways: waysTo(index, term),
      here: index.places.flatMap((place, n) => (isPlace(place, term) ? [n] : [])),
      met: term.lines.some((held) => held >= LEAST.found),
    }));
    const others = query.atoms.flatMap(({ kind, text, figure }) => {
      if (figure) return [`#${figure.key}`];
      return kind === 'word' ? [text] : [];
    });
    return { spelled: [...pairs(compact(query.text)), ...others], terms, place: false };
  }

  // --- The engine --------------------------------------------------------------------------------------

  /**
   * Return every line of the index with its page and its id.
   * @param {Index} index
   */
  function everyLine(index) {
    return index.lines.zh.map((zh, line) => {
      const group = index.groups[index.lines.group[line]];
      const anchor = group.anchors[line - group.first];
      return { page: group.page, anchor, zh, hant: traditionalLine(index, line), en: index.lines.en[line] };
    });
  }

  /**
   * Make an engine that knows nothing yet.
   * @param {Shared} shared
   */
  function create(shared) {
    const index = createIndex(shared);
    // Our own questions and answers are another index, with the same synonyms.
    const answers = createIndex(shared);
    /** @type {Map<number, number>} the first group of the texts of each shelf */
    const bases = new Map();
    return {
      /** Take the texts of a shelf. */
      addTexts(/** @type {number} */ shelf, /** @type {Columns} */ texts) {
        bases.set(shelf, index.groups.length);
        extend(index, texts, index.groups.length);
      },
      /** Take what else stands on a shelf whose texts have come. */
      addRest(/** @type {number} */ shelf, /** @type {Rest} */ rest) {
        extend(index, rest.groups, bases.get(shelf) || 0);
        extend(answers, rest.answers, 0);
        addSynonyms(index, rest.synonyms);
        answers.synonyms = index.synonyms;
      },
      /** Take who knows of documents that have not come. */
      setOutside(/** @type {Outside} */ outside) {
        index.outside = outside;
      },
      /** Take the words of documents that have not come. */
      addWords(/** @type {string[]} */ vocabulary) {
        for (const word of vocabulary) entryOf(index, word);
      },
      heldWith: (/** @type {string} */ text) => heldWith(index, text),
      search: (/** @type {string} */ query, /** @type {Filters} */ filters = {}) =>
        search(index, answers.groups.length ? answers : null, query, filters),
      needs: (/** @type {string} */ query) => needs(index, query),
      suggest: (/** @type {string} */ query, /** @type {string} */ language, limit = 5) =>
        suggest(index, query, language, limit),
      lines: () => [...everyLine(index), ...everyLine(answers)],
    };
  }

  return {
    create,
    createFold,
    compact,
    figures,
    label,
    referenceId,
    stem,
    termsOf,
    withDigits,
    weights: { CUT, STRENGTH, NEAR, RANK, LEAST, MOST },
  };
})();
