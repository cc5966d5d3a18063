// The service worker: keeps the whole site in the reader's browser after one visit. BUNDLE, DIGEST and FOLDER stand
// above.
//
// It takes the offline bundle, one file, and lays out its content in a cache named by its digest. So what it serves is
// of one build, whole, or it is not installed at all. A new build is a new worker with a new cache; it waits until the
// old one serves nobody, or only the page that is being left.
'use strict';

const OURS = `${self.registration.scope} `;
const CACHE = OURS + DIGEST;
const TYPES = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  xml: 'application/xml',
  csv: 'text/csv',
  txt: 'text/plain',
  webmanifest: 'application/manifest+json',
  tmx: 'application/xml',
  tbx: 'application/xml',
  xlf: 'application/xml',
  epub: 'application/epub+zip',
};
const TEXT = /^text\/|json$|xml$/;

self.addEventListener('install', (event) => event.waitUntil(keep()));

async function keep() {
  const answer = await fetch(BUNDLE, { cache: 'no-cache' });
  if (!answer.ok) throw new Error('The bundle is not there.');
  const bytes = await answer.arrayBuffer();
  if ((await digest(bytes)) !== DIGEST) throw new Error('The bundle is of another build.');
  const cache = await caches.open(CACHE);
  try {
    for (const file of files(bytes)) await cache.put(new URL(file.name, self.registration.scope), content(file));
  } catch (full) {
    await caches.delete(CACHE); // half a site would be worse than none
    throw full;
  }
}

async function digest(bytes) {
  const sum = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The files of a zip without comment: its last 22 bytes say where its directory begins.
function* files(bytes) {
  const view = new DataView(bytes);
  const names = new TextDecoder();
  const end = bytes.byteLength - 22;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const name = names.decode(new Uint8Array(bytes, at + 46, nameLength));
    yield {
      name: name.slice(FOLDER.length),
      packed: view.getUint16(at + 10, true) === 8,
      data: new Uint8Array(bytes, start, view.getUint32(at + 20, true)),
    };
    at += 46 + nameLength + extra + comment;
  }
}

function content(file) {
  const type = TYPES[file.name.split('.').pop()] || 'application/octet-stream';
  const stream = new Blob([file.data]).stream();
  return new Response(file.packed ? stream.pipeThrough(new DecompressionStream('deflate-raw')) : stream, {
    headers: { 'Content-Type': TEXT.test(type) ? `${type}; charset=utf-8` : type },
  });
}

self.addEventListener('activate', (event) => event.waitUntil(forget()));

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(self.registration.scope)) event.respondWith(serve(event.request));
});

async function serve(request) {
  if (request.mode === 'navigate' && (await superseded())) {
    // Nobody else reads the old build: let the new one answer, and ask again. It cannot take over while the old one
    // is being asked, so the page waits a second.
    self.registration.waiting.postMessage('take over');
    return new Response('', { headers: { Refresh: '1' } });
  }
  const cache = await caches.open(CACHE);
  const url = new URL(request.url);
  url.search = url.hash = '';
  if (url.pathname.endsWith('/')) url.pathname += 'index.html';
  const kept = await cache.match(url.href);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch {
    // There is no network.
    const missing =
      request.mode === 'navigate' && (await cache.match(new URL('404.html', self.registration.scope).href));
    return missing ? new Response(missing.body, { status: 404, headers: missing.headers }) : Response.error();
  }
}

async function superseded() {
  return self.registration.waiting && (await self.clients.matchAll({ type: 'window' })).length < 2;
}
