/** Which Node runs this, and which one runs everything else: the one that the lockfile names, in node_modules. */
import { join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { ROOT } from './paths.mjs';

const OLDEST = 20;

export const requireNode = () => {
  if (Number(process.versions.node.split('.')[0]) < OLDEST) {
    throw new Complaint(`Node ${OLDEST} or newer is needed, this is ${process.version}. See https://nodejs.org.`);
  }
};

export const nodePath = () => join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
