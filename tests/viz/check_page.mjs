// node check_page.mjs PAGE [PICTURES]: opens an HTML file in headless Chromium and lists what is wrong with it.
//
// Wrong is: a request to anywhere but the page itself, a message on the console, a picture that is broken or has no text
// in its place, a page that scrolls sideways at 360 or 1200 pixels, one that cannot be printed. Needs nothing but node
// and chromium, which talk over a pipe. With PICTURES, a folder, screenshots and the printed page are kept there.
// Exit status 0: nothing is wrong; 1: something is.

import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const [page, pictures] = process.argv.slice(2);
const url = pathToFileURL(resolve(page)).href;
const chromium = process.env.CHROMIUM ?? 'chromium';

const profile = mkdtempSync(join(tmpdir(), 'howship-chromium-'));
const browser = spawn(chromium,
                      ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
                       '--disable-background-networking', '--disable-component-update', '--disable-sync',
                       '--remote-debugging-pipe', `--user-data-dir=${profile}`],
                      {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
const ended = new Promise((done) => browser.once('exit', done));
ended.then(() => finish(['the browser ended before the page was checked']));
browser.stdio[3].on('error', () => {});
const limit = setTimeout(() => finish(['the browser did not answer within 100 s']), 100000);

let finished = false;
async function finish(problems) {
  if (finished) return;
  finished = true;
  clearTimeout(limit);
  // Asked to close, the browser ends its helpers first, which would go on writing to the profile.
  send('Browser.close').catch(() => {});
  setTimeout(() => browser.kill('SIGKILL'), 5000).unref();
  await ended;
  try {
    rmSync(profile, {recursive: true, force: true, maxRetries: 20, retryDelay: 50});
  } catch {
    // A profile left in the temporary folder says nothing about the page.
  }
  for (const problem of problems) console.log(`${page}: ${problem}`);
  if (problems.length === 0) console.log(`${page}: nothing is wrong`);
  process.exit(problems.length > 0 ? 1 : 0);
}

// Chrome's debugging protocol: JSON messages that end with a zero byte.
let lastId = 0, received = Buffer.alloc(0);
const answers = new Map(), listeners = [];
browser.stdio[4].on('data', (data) => {
  received = Buffer.concat([received, data]);
  for (let end; (end = received.indexOf(0)) >= 0; received = received.subarray(end + 1)) {
    const message = JSON.parse(received.subarray(0, end).toString());
    if (message.id !== undefined) {
      const {done, fail} = answers.get(message.id);
      if (message.error) fail(new Error(message.error.message));
      else done(message.result);
    } else {
      for (const listener of listeners) listener(message);
    }
  }
});
function send(method, params = {}, sessionId) {
  const id = ++lastId;
  browser.stdio[3].write(`${JSON.stringify({id, method, params, sessionId})}\0`);
  return new Promise((done, fail) => answers.set(id, {done, fail}));
}

async function check() {
  const problems = [];
  const {targetId} = await send('Target.createTarget', {url: 'about:blank'});
  const {sessionId} = await send('Target.attachToTarget', {targetId, flatten: true});
  const ask = (method, params) => send(method, params, sessionId);
  const evaluate = async (expression) =>
      (await ask('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true})).result.value;
  listeners.push(({method, params}) => {
    if (method === 'Network.requestWillBeSent' && params.request.url !== url && !params.request.url.startsWith('data:'))
      problems.push(`asks for ${params.request.url}`);
    if (method === 'Runtime.consoleAPICalled')
      problems.push(`console: ${params.args.map((a) => a.value ?? a.description).join(' ')}`);
    if (method === 'Runtime.exceptionThrown') problems.push(`exception: ${params.exceptionDetails.text}`);
    if (method === 'Log.entryAdded') problems.push(`${params.entry.level}: ${params.entry.text}`);
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await ask(`${domain}.enable`);
  for (const width of [1200, 360]) {
    await ask('Emulation.setDeviceMetricsOverride',
              {width, height: 800, deviceScaleFactor: 1, mobile: width < 500});
    const loaded = new Promise((done) => listeners.push(({method}) => method === 'Page.loadEventFired' && done()));
    await ask('Page.navigate', {url});
    await loaded;
    const scrolled = await evaluate('document.documentElement.scrollWidth');
    if (scrolled > width) problems.push(`is ${scrolled} pixels wide on a screen of ${width}`);
    if (pictures) {
      const {cssContentSize: size} = await ask('Page.getLayoutMetrics');
      // Chromium's pictures end at 16384 pixels.
      for (let y = 0, n = 0; y < size.height; y += 8000, ++n) {
        const clip = {x: 0, y, width, height: Math.min(8000, size.height - y), scale: 1};
        const {data} = await ask('Page.captureScreenshot', {clip, captureBeyondViewport: true});
        writeFileSync(join(pictures, `page-${width}-${n}.png`), Buffer.from(data, 'base64'));
      }
    }
  }
  const broken = await evaluate(
      'Promise.all([...document.images].map((i) => i.decode().then(() => 0, () => 1))).then((a) => a.filter(Boolean).length)');
  if (broken > 0) problems.push(`has ${broken} broken pictures`);
  const silent = await evaluate(
      '[...document.images].filter((i) => !i.alt).length + [...document.querySelectorAll("svg[role=img]")]' +
      '.filter((s) => !s.querySelector("title")?.textContent || !s.querySelector("desc")?.textContent).length');
  if (silent > 0) problems.push(`has ${silent} pictures or plots without a text in their place`);
  const ids = await evaluate('[...document.querySelectorAll("[id]")].map((e) => e.id)');
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push(`has the id ${id} twice`);
  const printed = await ask('Page.printToPDF', {preferCSSPageSize: true, printBackground: false});
  const pdf = Buffer.from(printed.data, 'base64');
  if (pdf.subarray(0, 5).toString() !== '%PDF-' || pdf.length < 5000) problems.push('cannot be printed');
  if (pictures) writeFileSync(join(pictures, 'page.pdf'), pdf);
  return problems;
}

check().then(finish, (error) => finish([error.message]));
