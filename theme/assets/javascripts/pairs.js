// The text of a page in two languages: its blocks, and the sentences that are each other's partners. It changes
// nothing; reader.js and sentence-card.js ask it.
// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var PolicyPairs = (() => {
  'use strict';
  const { all, need } = PolicySite;
  const main = need(document, '.page', HTMLElement);
  const holder = document.getElementById('reader-words');

  /** @typedef {'zh' | 'en'} Language */
  /**
   * A row with a paragraph in each language, or a heading with a sentence in each.
   * @typedef {object} Block
   * @property {HTMLElement} root
   * @property {HTMLElement} zh
   * @property {HTMLElement} en
   * @property {HTMLElement | null} reveal the control that shows the other language, when one is shown alone
   */
  /** @typedef {Record<string, string> & {labels: Record<string, string>, numbers: Record<string, string>}} Words */

  /**
   * @param {HTMLElement} root
   * @returns {Block[]}
   */
  function blockOf(root) {
    const parts = all(root, ':scope > p[lang], :scope > .s', HTMLElement);
    const zh = parts.find((part) => part.lang !== 'en');
    const en = parts.find((part) => part.lang === 'en');
    return zh && en && root.querySelector('.s') ? [{ root, zh, en, reveal: null }] : [];
  }

  /** @type {Words | null} */
  const words = holder ? JSON.parse(holder.dataset.words || 'null') : null;
  const blocks = words ? all(main, '.row, h1, h2, h3, h4, h5, h6', HTMLElement).flatMap(blockOf) : [];
  const sentences = blocks.length ? all(main, '.s', HTMLElement) : [];

  /** @param {string} id */
  const plainId = (id) => id.replace(/-en$/, '');

  /**
   * @param {Element} sentence
   * @returns {Language}
   */
  const languageOf = (sentence) => (sentence.id.endsWith('-en') ? 'en' : 'zh');

  /**
   * @param {Language} language
   * @returns {Language}
   */
  const otherThan = (language) => (language === 'zh' ? 'en' : 'zh');

  /** @param {Node | null} node */
  const blockHolding = (node) => blocks.find((block) => block.root.contains(node));

  /** @param {Block} block */
  const blockId = (block) => plainId(block.zh.matches('.s') ? block.root.id : block.zh.id);

  /** @param {Element} sentence */
  function partnerOf(sentence) {
    const id = plainId(sentence.id);
    return document.getElementById(languageOf(sentence) === 'en' ? id : `${id}-en`);
  }

  /**
   * Return the sentence if it is displayed, else its partner if that is.
   * @param {HTMLElement} sentence
   */
  function seenOf(sentence) {
    return PolicySite.isSeen(sentence) ? sentence : partnerOf(sentence);
  }

  /**
   * Return the sentences of a block in one language, wherever peeking may have put them.
   * @param {Block} block
   * @param {Language} language
   */
  function sentencesOf(block, language) {
    const stem = `${blockId(block)}-`;
    const isOwn = (/** @type {string} */ id) => id.startsWith(stem) && /^\d+$/.test(id.slice(stem.length));
    return sentences.filter((one) => languageOf(one) === language && isOwn(plainId(one.id)));
  }

  /**
   * Mark a sentence and its partner with a class, and no others; null marks none.
   * @param {Element | null} sentence
   * @param {string} name
   */
  function light(sentence, name) {
    for (const one of all(main, `.s.${name}`, HTMLElement)) one.classList.remove(name);
    if (!sentence) return;
    sentence.classList.add(name);
    partnerOf(sentence)?.classList.add(name);
  }

  return {
    main,
    words,
    blocks,
    sentences,
    plainId,
    languageOf,
    otherThan,
    blockHolding,
    blockId,
    partnerOf,
    seenOf,
    sentencesOf,
    light,
  };
})();
