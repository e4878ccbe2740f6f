import type { DrawMode } from './shape.ts';

/** What a key asks of the drawing. */
export type DrawCommand =
  | { do: 'undo' | 'redo' | 'finish' | 'cancel' | 'delete' | 'next' | 'previous' | 'snap' | 'place' | 'part' }
  | { do: 'nudge'; dx: number; dy: number }
  | { do: 'mode'; mode: DrawMode };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const SINGLE = {
  Enter: 'finish',
  Escape: 'cancel',
  Delete: 'delete',
  Backspace: 'delete',
  '.': 'next',
  ',': 'previous',
  s: 'snap',
  ' ': 'place',
  n: 'part',
} as const;

/** Undo and redo, which also work while a field of the form has the focus. */
export function historyCommand({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): 'undo' | 'redo' | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : undefined;
}

/** The command of a key while drawing: modes by their number, arrows by 1 px, with Shift by 10. */
export function drawCommand(event: Key, modes: readonly DrawMode[]): DrawCommand | undefined {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const past = historyCommand(event);
  if (past) return { do: past };
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key in ARROWS) {
    const [dx, dy] = ARROWS[key];
    const px = shiftKey ? 10 : 1;
    return { do: 'nudge', dx: dx * px, dy: dy * px };
  }
  if (/^[1-9]$/.test(key)) {
    const mode = modes[Number(key) - 1];
    return mode && { do: 'mode', mode };
  }
  const found = SINGLE[(key.length === 1 ? key.toLowerCase() : key) as keyof typeof SINGLE];
  return found && { do: found };
}
