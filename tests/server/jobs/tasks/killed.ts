/** Is ended as by an operator or a system that is short of memory. */
export function run(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}
