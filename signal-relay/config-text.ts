/** config.yaml as text → settings, or one sentence and the line that it is about. Reads no file. */
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import { type ConfigFile, parseConfigFile, type SettingPath } from '../domain/config/config-file.ts';

export type ConfigText =
  | { readonly ok: true; readonly config: ConfigFile }
  /** `problem` has no full stop; `line` counts from 1, null where there is none to show. */
  | { readonly ok: false; readonly problem: string; readonly line: number | null };

/** The offset of the name of the setting, or of the closest one around it: what is missing has no line of its own. */
export const offsetOf = (document: Document, path: SettingPath): number | null => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const name = path[depth - 1];
    const around = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    if (isMap(around)) {
      const pair = around.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(name));
      if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0] ?? null;
    } else {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node)) return node.range?.[0] ?? null;
    }
  }
  return null;
};

export const readConfigText = (text: string): ConfigText => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number | null): number | null => (offset === null ? null : lines.linePos(offset).line);
  const [error] = document.errors;
  if (error !== undefined) {
    // the library's own words end with the place and a picture of it
    const problem = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'is not YAML';
    return { ok: false, problem, line: lineAt(error.pos[0]) };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error_) {
    return { ok: false, problem: (error_ as Error).message.split('\n')[0] ?? 'is not YAML', line: null };
  }
  const result = parseConfigFile(value);
  return result.ok ? result : { ok: false, problem: result.problem, line: lineAt(offsetOf(document, result.path)) };
};
