/**
 * For a container's health check: asks the relay of this machine how it is, and ends with 0 if it is well.
 * `node signal-relay/health.ts [port]`. A file of its own, because Podman cuts the command of a check at its spaces.
 */
const TIMEOUT_MS = 3000;

const port = Number(process.argv[2] ?? 8420);
const isWell = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
  (answer) => answer.ok,
  () => false,
);
process.exit(isWell ? 0 : 1);
