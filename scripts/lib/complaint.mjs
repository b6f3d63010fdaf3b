/**
 * Something that whoever ran a command can mend, told in one sentence. Everything in this folder is plain JavaScript
 * that an old Node can still parse: it has to be able to say that it is too old.
 */
export class Complaint extends Error {}

/** Runs a script's main function: a Complaint is one line on stderr and exit code 1, anything else keeps its stack. */
export const runMain = (main) => {
  main().catch((error) => {
    if (!(error instanceof Complaint)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
};
