/** Never gives its thread back: only ending the thread stops it. */
export function run(): never {
  for (;;);
}
