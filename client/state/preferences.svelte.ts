import type { Lang } from '../text/translate.ts';

export type Theme = 'light' | 'dark';

interface Kept {
  theme?: Theme;
  lang?: Lang;
  leftWidth?: number;
  rightWidth?: number;
  bottomHeight?: number;
  isLeftOpen?: boolean;
  isRightOpen?: boolean;
  isLegendOpen?: boolean;
  isLegendOpenOverTable?: boolean;
}

const KEY = 'preferences';

function readKept(storage: Storage): Kept {
  try {
    return JSON.parse(storage.getItem(KEY) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

const within = (value: number | undefined, low: number, high: number, otherwise: number) =>
  typeof value === 'number' && value >= low && value <= high ? value : otherwise;

/** What this browser remembers about its person: theme, language, panel sizes (px). */
export class Preferences {
  theme: Theme = $state('light');
  lang: Lang = $state('vi');
  leftWidth: number = $state(288);
  rightWidth: number = $state(376);
  bottomHeight: number = $state(300);
  isLeftOpen: boolean = $state(true);
  isRightOpen: boolean = $state(true);
  isLegendOpen: boolean = $state(true);
  /** The same where a table stands below and the map is low. */
  isLegendOpenOverTable: boolean = $state(false);
  readonly #storage: Storage;

  /** A link's `lang=` and `theme=` win over what is kept. */
  constructor(storage: Storage, search: string, systemTheme: Theme, isNarrow: boolean) {
    this.#storage = storage;
    const kept = readKept(storage);
    const query = new URLSearchParams(search);
    const theme = query.get('theme') ?? kept.theme;
    const lang = query.get('lang') ?? kept.lang;
    this.theme = theme === 'light' || theme === 'dark' ? theme : systemTheme;
    this.lang = lang === 'en' ? 'en' : 'vi';
    this.leftWidth = within(kept.leftWidth, 220, 640, 288);
    this.rightWidth = within(kept.rightWidth, 260, 760, 376);
    this.bottomHeight = within(kept.bottomHeight, 120, 800, 300);
    // On a narrow screen the map comes first.
    this.isLeftOpen = !isNarrow && (kept.isLeftOpen ?? true);
    this.isRightOpen = !isNarrow && (kept.isRightOpen ?? true);
    this.isLegendOpen = !isNarrow && (kept.isLegendOpen ?? true);
    this.isLegendOpenOverTable = !isNarrow && (kept.isLegendOpenOverTable ?? false);
  }

  /** Writes everything; call in an effect. A full or forbidden storage is no reason to fail. */
  keep(): void {
    const kept: Kept = {
      theme: this.theme,
      lang: this.lang,
      leftWidth: this.leftWidth,
      rightWidth: this.rightWidth,
      bottomHeight: this.bottomHeight,
      isLeftOpen: this.isLeftOpen,
      isRightOpen: this.isRightOpen,
      isLegendOpen: this.isLegendOpen,
      isLegendOpenOverTable: this.isLegendOpenOverTable,
    };
    try {
      this.#storage.setItem(KEY, JSON.stringify(kept));
    } catch {
      return;
    }
  }
}
