import { spawn } from 'node:child_process';

/*
 * Plain JavaScript for the machine's own Node (>= 20), before anything is
 * installed: no dependency, no TypeScript. Lines are Vietnamese first.
 */

export function say(vi, en) {
  console.log(`• ${vi} / ${en}`);
}

export class SetupError extends Error {}

/**
 * Runs a command quietly and says every ten seconds that it is still running;
 * its output is shown only when it fails.
 * @param {{ vi: string, en: string, cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>}
 */
export function runStep(command, args, { vi, en, cwd, env = process.env }) {
  say(vi, en);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const timer = setInterval(() => console.log(`  … ${seconds()} s`), 10_000);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      clearInterval(timer);
      reject(new SetupError(`${command}: ${error.message}`));
    });
    child.once('close', (code) => {
      clearInterval(timer);
      if (code === 0) {
        console.log(`  ${seconds()} s`);
        resolve();
      } else {
        reject(new SetupError(`${output.trim()}\n✗ ${vi} / ${en}: mã thoát / exit code ${code}`));
      }
    });
  });
}

/** Ends the program with a sentence instead of a stack trace where the fault is a known one. */
export function failWith(error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
}
