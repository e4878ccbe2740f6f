import { coverageText } from './coverage.text.ts';
import { dataText } from './data.text.ts';
import { importsText } from './imports.text.ts';
import { editingText } from './editing.text.ts';
import { geometryText } from './geometry.text.ts';
import { inspectorText } from './inspector.text.ts';
import { mapText } from './map.text.ts';
import { qualityText } from './quality.text.ts';
import { recordsText } from './records.text.ts';
import { registerText } from './register.text.ts';
import { shellText } from './shell.text.ts';
import { tracksText } from './tracks.text.ts';

/** Every text of the client. A feature adds its own `x.text.ts` here. */
export const MESSAGES = {
  ...shellText,
  ...mapText,
  ...recordsText,
  ...coverageText,
  ...inspectorText,
  ...dataText,
  ...qualityText,
  ...importsText,
  ...editingText,
  ...tracksText,
  ...registerText,
  ...geometryText,
};
export type MessageKey = keyof typeof MESSAGES;
