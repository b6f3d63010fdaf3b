/**
 * WebKit, the engine of Safari, as Debian builds it: without WebRTC. Landing, settings and lobby stand without a script
 * error, and what this browser cannot do is said in words. Where a build has WebRTC, nothing of the kind is said.
 */
import { expect, test } from '@playwright/test';
import { type RunningPatio, startPatio } from '../support/servers.ts';
import { buildWith, startStaticHost, type StaticHost } from '../support/static-host.ts';
import { openWebKit, type WebKit } from '../support/webdriver.ts';

test.describe.configure({ timeout: 240_000 });

const PATIENCE_MS = 60_000;
/** Runs before anything else in the page. */
const REMEMBER_ERRORS = `<script>
  globalThis.seenErrors = [];
  addEventListener('error', (event) => seenErrors.push(String(event.message)));
  addEventListener('unhandledrejection', (event) => seenErrors.push(String(event.reason)));
</script>`;
/** In front of every question: finding and reading through shadow roots and slots. */
const HELPERS = `
  const all = (root) => [...root.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const find = (selector) => all(document).filter((e) => e.matches(selector) && e.getClientRects().length > 0);
  const texts = (root) => [...root.childNodes].map((n) => n.nodeType === 3 ? n.data
    : n.nodeType !== 1 || ['STYLE', 'SCRIPT'].includes(n.tagName) ? '' : (n.shadowRoot ? texts(n.shadowRoot) : '') + ' ' + texts(n)).join(' ');
  const nameOf = (e) => (e.getAttribute('aria-label') ?? e.textContent).replace(/\\s+/g, ' ').trim();
  const button = (name) => find('button').find((e) => nameOf(e) === name);
`;

let patio: RunningPatio;
let host: StaticHost;
let webkit: WebKit;
test.beforeEach(async () => {
  patio = await startPatio();
  host = await startStaticHost('/patio/', buildWith(REMEMBER_ERRORS), { networks: [{ kind: 'relay', url: patio.url }] });
  webkit = await openWebKit();
});
test.afterEach(async () => {
  await webkit.close();
  await host.close();
  await patio.kill();
});

const ask = (question: string): Promise<unknown> => webkit.run(`${HELPERS} return (${question});`);
const expectToRead = (text: string): Promise<void> =>
  expect
    .poll(async () => String(await ask(`texts(document.body).replace(/\\s+/g, ' ')`)), {
      timeout: PATIENCE_MS,
      message: `WebKit shows “${text}”`,
    })
    .toContain(text);
const press = async (name: string): Promise<void> => {
  await expect
    .poll(() => ask(`button(${JSON.stringify(name)}) !== undefined`), { timeout: PATIENCE_MS, message: `there is ${name}` })
    .toBe(true);
  await ask(`button(${JSON.stringify(name)}).click()`);
};
const expectNoErrors = async (screen: string): Promise<void> => expect(await ask('seenErrors'), `errors on ${screen}`).toEqual([]);

test('landing, settings and lobby stand in WebKit', async () => {
  await webkit.open(host.url);
  const canMeet = (await ask(`typeof RTCPeerConnection === 'function'`)) === true;
  const missing = 'This browser has no WebRTC, so it cannot meet anyone here.';
  await expectToRead('A place that opens with a link');
  await expect.poll(() => ask(`button('Open a new place') !== undefined`), { timeout: PATIENCE_MS }).toBe(true);
  expect(String(await ask('texts(document.body)')).includes(missing), 'what is missing is said, and only then').toBe(!canMeet);
  await expectNoErrors('the landing screen');

  await press('Settings');
  await expect
    .poll(() => ask(`find('dialog').map((e) => e.open)`), { timeout: PATIENCE_MS, message: 'the settings are open' })
    .toEqual([true]);
  await expectToRead('Networks');
  await press('Networks');
  await expectToRead('Browsers need someone to introduce them.');
  await expectNoErrors('the settings');
  await press('Close');
  await expect.poll(() => ask(`find('dialog').length`), { timeout: PATIENCE_MS, message: 'the settings are closed' }).toBe(0);

  await webkit.open(patio.placeLink.replace(/^.*#/, `${host.url}#`));
  await expect.poll(() => ask(`find('#name').length`), { timeout: PATIENCE_MS, message: 'the lobby asks for a name' }).toBe(1);
  await expect
    .poll(() => ask(`button('Enter')?.disabled`), { timeout: PATIENCE_MS, message: 'one can enter where one can meet' })
    .toBe(!canMeet);
  expect(String(await ask('texts(document.body)')).includes(missing)).toBe(!canMeet);
  // nothing is wider than its window
  expect(await ask('document.scrollingElement.scrollWidth <= innerWidth')).toBe(true);
  await expectNoErrors('the lobby');
});
