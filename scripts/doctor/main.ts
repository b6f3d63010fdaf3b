/** The doctor's command line: `npm run doctor -- https://host [--link LINK]`. Ends with 1 if something is broken. */
import { parseArgs } from 'node:util';
import { examine } from './examine.ts';
import { exitCodeOf, lineOf } from './finding.ts';
import { readTarget } from './target.ts';

const HELP = `npm run doctor -- https://host [--link 'https://host/#/p/…']

Looks at an installation from outside, as a browser meets it: DNS, port, TLS, clock, page, settings, WebSocket, STUN.
With a share link of a place also what is for members only: TURN allocation and forwarding, the SFU's token and media ports.
The link's secret stays on this computer. Run it from another network than the server's. Ends with 1 if something is broken.
`;

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { link: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [given] = positionals;
  if (values.help === true || given === undefined || positionals.length > 1) {
    process.stdout.write(HELP);
    return values.help === true ? 0 : 1;
  }
  const target = readTarget(given, values.link ?? null);
  if (typeof target === 'string') {
    process.stderr.write(`${target}\n`);
    return 1;
  }
  const findings = await examine({ target, nowMs: Date.now, tell: (finding) => process.stdout.write(`${lineOf(finding)}\n`) });
  const broken = findings.filter(({ status }) => status === 'failed').length;
  process.stdout.write(broken === 0 ? 'Nothing is broken.\n' : `${broken} to mend.\n`);
  return exitCodeOf(findings);
};

run().then(
  (code) => process.exit(code),
  (error: Error) => {
    // a flag that does not exist; anything else is our own mistake and keeps its stack
    if (!(error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
