import type { JobMessage, JobReply, Task } from './jobs.ts';

/** Runs one job where it was sent: loads its task and tells what comes of it. */
export async function runTask(
  tasksDir: string,
  { id, name, input }: JobMessage,
  say: (reply: JobReply) => void,
  isWorn: () => boolean = () => false,
): Promise<void> {
  try {
    const { run } = (await import(new URL(`${name}.ts`, tasksDir).href)) as { run: Task };
    const result = await run(input, (share) => say({ id, kind: 'progress', share }));
    say({ id, kind: 'result', result, worn: isWorn() });
  } catch (error) {
    say({ id, kind: 'error', error });
  }
}
