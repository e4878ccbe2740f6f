import type { Server } from 'node:http';

const TRIES = 50;

/**
 * Listens on `port`, or the next free one after it.
 * @returns the port in use
 */
export async function listenOnFreePort(server: Server, host: string, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(port + TRIES, 65_535);
  for (let candidate = port; ; candidate++) {
    try {
      return await listen(server, host, candidate);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || candidate >= last) throw error;
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
