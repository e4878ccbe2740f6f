import { mapText } from './map.text.ts';
import { shellText } from './shell.text.ts';

/** Every text of the client. A feature adds its own `x.text.ts` here. */
export const MESSAGES = { ...shellText, ...mapText };
export type MessageKey = keyof typeof MESSAGES;
