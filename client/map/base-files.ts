import labels from '#data/base/labels.geojson?url';
import land from '#data/base/land.geojson?url';
import lines from '#data/base/lines.geojson?url';
import rivers from '#data/base/rivers.geojson?url';
import sea from '#data/base/sea.geojson?url';
import type { BaseSources } from './base-style.ts';

/** Where the build put the base map: files of this server, nothing from outside. */
export const BASE_FILES: BaseSources = { labels, land, lines, rivers, sea };
