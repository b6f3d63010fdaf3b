/** The flags of `npm start` and `npm run dev`, checked before anything is installed or built. */
import { resolve } from 'node:path';
import { Complaint } from './complaint.mjs';

const VALUES = ['port', 'host', 'config', 'data'];
/** Relative to where the person typed the command; npm runs scripts elsewhere. */
const PATHS = ['config', 'data'];
const SWITCHES = ['https', 'help'];

const HELP = `npm start -- [flags]      the app and its relay on one port
npm run dev -- [flags]    the same, rebuilt while you edit

  --port N      port for the page, WebSocket (TCP) and STUN (UDP); 8420 unless config.yaml says otherwise
  --host H      address to listen on; localhost is this computer only, 0.0.0.0 is everybody who can reach it
  --https       with a certificate made here, on the local network: for phones
  --config F    another settings file than config.yaml
  --data D      another data folder than .data
  --help        this text
`;

/**
 * @param {readonly string[]} args
 * @returns {{[name: string]: string | true}} by name, without dashes
 * @throws Complaint
 */
export const parseFlags = (args) => {
  const flags = {};
  for (let i = 0; i < args.length; i++) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(args[i]);
    const name = match === null ? '' : match[1];
    if (SWITCHES.includes(name) && match[2] === undefined) flags[name] = true;
    else if (VALUES.includes(name)) {
      const value = match[2] === undefined ? args[++i] : match[2];
      if (value === undefined || value === '' || value.startsWith('--')) throw new Complaint(`--${name} needs a value. Try --help.`);
      flags[name] = PATHS.includes(name) ? resolve(process.env.INIT_CWD || process.cwd(), value) : value;
    } else throw new Complaint(`"${args[i]}" is not a flag that Patio knows. Try --help.`);
  }
  const { port } = flags;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new Complaint(`--port must be a number from 0 to 65535, not "${port}".`);
  }
  return flags;
};

/** @returns {boolean} whether help was asked for, and given */
export const answerHelp = (flags) => {
  if (flags.help !== true) return false;
  process.stdout.write(HELP);
  return true;
};

/** Flags as arguments again, for the relay. */
export const toArguments = (flags) =>
  Object.entries(flags).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value]));
