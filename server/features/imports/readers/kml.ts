import type { Message } from '#geo/domain/errors.ts';
import { noRows, type RawTable, type ReadOptions } from '../raw-table.ts';
import { isArchive, openArchive } from './archive.ts';
import { Placemark } from './kml-placemark.ts';
import { tooLarge, unreadable, unsupported } from './refusals.ts';
import { TableBuilder } from './table-builder.ts';
import { ReceiverClock } from './times.ts';
import { VertexCount } from './vertices.ts';
import { parseXml } from './xml.ts';

const MAX_PLACEMARKS = 50_001;
const MAX_FOLDERS = 1_000;

interface Folder {
  name: string;
  parent: Folder | undefined;
}
export interface KmlFile {
  placemarks: { folder: Folder | undefined; placemark: Placemark }[];
  remarks: Message[];
}

export const isKml = (head: string): boolean => /<(\w+:)?kml[\s>]/i.test(head);

/**
 * KML 2.x with Google's tracks, or a KMZ around it. Links to other files and
 * hosts are never followed, styles and pictures never looked at.
 * @throws DomainError file.*
 */
export async function parseKml(bytes: Uint8Array, { encoding }: ReadOptions): Promise<KmlFile> {
  const xml = isArchive(bytes) ? await documentOf(bytes) : bytes;
  const placemarks: KmlFile['placemarks'] = [];
  const clock = new ReceiverClock();
  let folders = 0;
  let links = 0;
  let folder: Folder | undefined;
  let placemark: Placemark | undefined;
  let dataName = '';

  parseXml(xml, encoding, {
    open(name, attributes, path) {
      if (path.length === 1 && !['kml', 'Document', 'Folder', 'Placemark'].includes(name)) {
        throw unreadable('Tệp không phải KML.', 'The file is not KML.');
      }
      if (name === 'Document' || name === 'Folder') {
        if (++folders > MAX_FOLDERS) throw tooLarge('Tệp KML có quá nhiều thư mục.', 'The KML has too many folders.');
        folder = { name: '', parent: folder };
      } else if (name === 'NetworkLink') links += 1;
      else if (name === 'Placemark') {
        if (placemarks.length >= MAX_PLACEMARKS) {
          throw tooLarge('Tệp KML có quá nhiều địa điểm.', 'The KML has too many placemarks.');
        }
        placemark = new Placemark();
        placemarks.push({ folder, placemark });
      } else if (name === 'Data' || name === 'SimpleData') dataName = attributes.name ?? '';
    },
    close(name, text, _leaf, path) {
      const parent = path.at(-1);
      if (name === 'Document' || name === 'Folder') folder = folder?.parent;
      else if (name === 'Placemark') placemark = undefined;
      else if (name === 'name' && (parent === 'Document' || parent === 'Folder')) folder!.name = text.trim();
      else if (placemark === undefined) return;
      else if (name === 'SimpleData' || (name === 'value' && parent === 'Data')) {
        if (dataName !== '') placemark.cells.set(dataName, text);
      } else if ((name === 'name' || name === 'description') && parent === 'Placemark') {
        // What the data say of the same name is the fuller account.
        if (!placemark.cells.has(name)) placemark.cells.set(name, text);
      } else placemark.close(name, text, path, clock);
    },
  });
  const remarks = clock.remarks();
  if (links > 0) {
    remarks.push({
      vi: `${links} liên kết tới tệp khác không được mở.`,
      en: `${links} links to other files were not followed.`,
    });
  }
  return { placemarks, remarks };
}

/** The main document of a KMZ: doc.kml, else the first KML in it. */
async function documentOf(bytes: Uint8Array): Promise<Uint8Array> {
  const files = await openArchive(bytes);
  const name = files.has('doc.kml') ? 'doc.kml' : [...files.keys()].find((path) => /\.kml$/i.test(path));
  if (name === undefined) throw unsupported('Tệp KMZ không có tệp KML nào.', 'The KMZ holds no KML.');
  return files.get(name)!;
}

/**
 * Placemarks as rows, a table for each folder that holds some, named by the
 * path to it. Days come from time stamps, spans and tracks.
 * @throws DomainError file.*
 */
export async function readKml(bytes: Uint8Array, options: ReadOptions): Promise<RawTable[]> {
  const { placemarks, remarks } = await parseKml(bytes, options);
  if (placemarks.length === 0) throw noRows();
  const vertices = new VertexCount();
  const builders = new Map<string, TableBuilder>();
  for (const { folder, placemark } of placemarks) {
    const name = pathOf(folder);
    let builder = builders.get(name);
    if (builder === undefined) {
      builder = new TableBuilder(name, vertices);
      builder.remarks.push(...remarks);
      builders.set(name, builder);
    }
    builder.add(placemark.cells, placemark.geometry(), placemark.days());
  }
  return [...builders.values()].map((builder) => builder.finish('EPSG:4326'));
}

function pathOf(folder: Folder | undefined): string {
  const names: string[] = [];
  for (let at = folder; at !== undefined; at = at.parent) if (at.name !== '') names.unshift(at.name);
  return names.join(' / ');
}
