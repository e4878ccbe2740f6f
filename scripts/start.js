import { spawn } from 'node:child_process';
import { ROOT, prepare } from './setup/prepare.js';
import { failWith } from './setup/progress.js';

/** `npm start`: installs and builds what is missing, then runs the server until it is told to stop. */
try {
  const node = await prepare({ client: true });
  // The channel tells the server when this process is gone, however that came about.
  const server = spawn(node, ['server/main.ts'], { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  server.once('error', failWith);
  server.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'));
} catch (error) {
  failWith(error);
}
