/** Once per run, before any test: see databases.ts. */
export default async function setup(): Promise<() => Promise<void>> {
  return async () => {};
}
