/** Ends its own thread, as running out of memory does. */
export function run() {
  process.exit(3);
}
