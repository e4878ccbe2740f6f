import type { TestProject } from 'vitest/node';
import { buildTemplate } from '#server/db/embedded/template.ts';
import { createTemplateDatabase } from './databases.ts';
import { CACHE_DIR } from './paths.ts';
import { ClusterMissing, startCluster } from './postgis-cluster.ts';

/**
 * Once per run, where a project needs databases: the embedded engine's
 * template, and a PostGIS cluster with a migrated template database. Test
 * processes inherit TEST_DATABASE_URL, or TEST_DATABASE_MISSING with the reason.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const needed = project.vitest.projects.some(({ name }) => name === 'server' || name === 'e2e');
  if (!needed) return undefined;
  await buildTemplate(CACHE_DIR);
  if (process.env.TEST_DATABASE_URL) {
    await createTemplateDatabase(process.env.TEST_DATABASE_URL);
    return undefined;
  }
  try {
    const cluster = await startCluster();
    process.env.TEST_DATABASE_URL = cluster.url;
    await createTemplateDatabase(cluster.url);
    return () => cluster.stop();
  } catch (error) {
    if (!(error instanceof ClusterMissing)) throw error;
    if (process.env.NOTHING_LEFT_OUT === '1') throw error;
    process.env.TEST_DATABASE_MISSING = error.message;
    console.warn(`\nBỎ QUA / LEFT OUT: PostGIS. ${error.message}\n`);
    return undefined;
  }
}
