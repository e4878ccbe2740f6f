import { join } from 'node:path';
import { ensureClient } from './client.js';
import { ensureModules } from './modules.js';
import { ensureNode } from './node.js';

export const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Everything a command needs before it can run on a fresh machine.
 * @returns {Promise<string>} the Node to run it with
 */
export async function prepare({ client }) {
  await ensureModules(ROOT);
  const node = await ensureNode(ROOT);
  if (client) await ensureClient(ROOT, node);
  return node;
}
