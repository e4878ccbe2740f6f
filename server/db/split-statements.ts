export interface Statement {
  text: string;
  /** Line of the file on which it starts, from 1. */
  line: number;
}

/** What may hide a semicolon: comments, quoted texts and names, dollar-quoted bodies. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;/g;

/** Splits a migration into statements; each keeps its comments. */
export function splitStatements(source: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  const take = (end: number) => {
    const text = source.slice(start, end);
    const bare = text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim();
    const lead = text.length - text.trimStart().length;
    const line = source.slice(0, start + lead).split('\n').length;
    if (bare) statements.push({ text: text.trim(), line });
    start = end + 1;
  };
  for (const match of source.matchAll(TOKEN)) if (match[0] === ';') take(match.index);
  take(source.length);
  return statements;
}
