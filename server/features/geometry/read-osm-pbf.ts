import { isTransport, TAGS_READ, type OsmWay } from '#geo/network/osm-names.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { damaged } from '../imports/readers/byte-reader.ts';
import { unsupported } from '../imports/readers/refusals.ts';
import { BlobUnpacker, readBlobs, textOf, type OsmBlob } from './osm-blobs.ts';
import type { OsmRoads, WayFilter } from './osm-roads.ts';
import type { ProtoReader } from './proto-reader.ts';

const FEATURES_READ = new Set(['OsmSchema-V0.6', 'DenseNodes']);

interface WayOfNodes {
  nodes: number[];
  /** Where the file has them in the way itself (osmium add-locations-to-ways). */
  coordinates: LngLat[] | undefined;
  tags: Record<string, string>;
}

/** A data block: its strings, its groups, and how its coordinates are scaled. */
interface Block {
  strings: ProtoReader[];
  groups: ProtoReader[];
  granularity: number;
  latOffset: number;
  lngOffset: number;
}

/**
 * Roads and railways of an OSM PBF file. Names of mappers, times of edits and
 * relations are not looked at. Ways that lack a node are left out, as osmium
 * export does. Nodes stand before ways in a file, so it is gone through twice.
 * @throws DomainError file.unreadable, file.too_large, file.unsupported
 */
export function readOsmPbf(
  bytes: Uint8Array,
  isWanted: WayFilter,
  onProgress: (share: number) => void = () => undefined,
): OsmRoads {
  const blobs = readBlobs(bytes);
  const [first, ...rest] = blobs;
  if (first?.type !== 'OSMHeader') throw damaged();
  const extractOn = readHeader(new BlobUnpacker().unpack(first));
  const data = rest.filter(({ type }) => type === 'OSMData');

  const ways: WayOfNodes[] = [];
  let wayCount = 0;
  eachBlock(data, (block, share) => {
    for (const group of block.groups) wayCount += readWays(group, block, isWanted, ways);
    onProgress(share / 2);
  });
  const needed = new Map<number, LngLat | undefined>();
  for (const way of ways) {
    if (way.coordinates === undefined) for (const node of way.nodes) needed.set(node, undefined);
  }
  eachBlock(data, (block, share) => {
    for (const group of block.groups) readNodes(group, block, needed);
    onProgress((1 + share) / 2);
  });
  const roads = ways.flatMap(({ nodes, tags, ...way }): OsmWay[] => {
    const coordinates = way.coordinates ?? nodes.map((node) => needed.get(node));
    return coordinates.length >= 2 && coordinates.every((at) => at !== undefined) ? [{ coordinates, tags }] : [];
  });
  return { ways: roads, wayCount, extractOn };
}

function eachBlock(blobs: readonly OsmBlob[], visit: (block: Block, share: number) => void): void {
  const unpacker = new BlobUnpacker();
  blobs.forEach((blob, i) => visit(blockOf(unpacker.unpack(blob)), (i + 1) / blobs.length));
}

/** @returns the day of the extract, where the file says so */
function readHeader(header: ProtoReader): string | null {
  let day: string | null = null;
  while (header.more) {
    const { number, wire } = header.field();
    if (number === 4 && wire === 2) {
      const feature = textOf(header.message());
      if (!FEATURES_READ.has(feature)) throw unknownFeature(feature);
    } else if (number === 32 && wire === 0) {
      const at = new Date(header.int() * 1000);
      if (at.getTime() > 0 && at.getUTCFullYear() < 2200) day = at.toISOString().slice(0, 10);
    } else header.skip(wire);
  }
  return day;
}

function blockOf(reader: ProtoReader): Block {
  const block: Block = { strings: [], groups: [], granularity: 100, latOffset: 0, lngOffset: 0 };
  while (reader.more) {
    const { number, wire } = reader.field();
    if (number === 1 && wire === 2) {
      const table = reader.message();
      while (table.more) {
        const { number: entry, wire: how } = table.field();
        if (entry === 1 && how === 2) block.strings.push(table.message());
        else table.skip(how);
      }
    } else if (number === 2 && wire === 2) block.groups.push(reader.message());
    else if (number === 17 && wire === 0) block.granularity = reader.int();
    else if (number === 19 && wire === 0) block.latOffset = reader.int();
    else if (number === 20 && wire === 0) block.lngOffset = reader.int();
    else reader.skip(wire);
  }
  return block;
}

/** @returns how many roads and railways there are, wanted or not */
function readWays(group: ProtoReader, block: Block, isWanted: WayFilter, into: WayOfNodes[]): number {
  let count = 0;
  while (group.more) {
    const { number, wire } = group.field();
    if (number !== 3 || wire !== 2) {
      group.skip(wire);
      continue;
    }
    const way = group.message();
    let [keys, values, refs, lats, lngs]: (ProtoReader | undefined)[] = [];
    while (way.more) {
      const { number: field, wire: how } = way.field();
      if (field === 2 && how === 2) keys = way.message();
      else if (field === 3 && how === 2) values = way.message();
      else if (field === 8 && how === 2) refs = way.message();
      else if (field === 9 && how === 2) lats = way.message();
      else if (field === 10 && how === 2) lngs = way.message();
      else way.skip(how);
    }
    const tags = tagsOf(block.strings, keys, values);
    if (!isTransport({ tags })) continue;
    count++;
    if (refs === undefined || !isWanted({ tags })) continue;
    const nodes: number[] = [];
    for (let id = 0; refs.more;) nodes.push((id += refs.zigzag()));
    into.push({ nodes, tags, coordinates: lats && lngs ? placesOf(lats, lngs, block) : undefined });
  }
  return count;
}

function placesOf(lats: ProtoReader, lngs: ProtoReader, block: Block): LngLat[] {
  const places: LngLat[] = [];
  for (let [lat, lng] = [0, 0]; lats.more && lngs.more;) {
    lat += lats.zigzag();
    lng += lngs.zigzag();
    places.push(placeOf(lat, lng, block));
  }
  return places;
}

function tagsOf(strings: readonly ProtoReader[], keys?: ProtoReader, values?: ProtoReader): Record<string, string> {
  const tags: Record<string, string> = {};
  while (keys?.more && values?.more) {
    const [key, value] = [strings[keys.varint()], strings[values.varint()]];
    if (key === undefined || value === undefined) throw damaged();
    const name = textOf(key);
    if (TAGS_READ.has(name)) tags[name] = textOf(value);
  }
  return tags;
}

function readNodes(group: ProtoReader, block: Block, needed: Map<number, LngLat | undefined>): void {
  const place = (id: number, lat: number, lng: number) => {
    if (needed.has(id)) needed.set(id, placeOf(lat, lng, block));
  };
  while (group.more) {
    const { number, wire } = group.field();
    if (number === 1 && wire === 2) readNode(group.message(), place);
    else if (number === 2 && wire === 2) readDense(group.message(), place);
    else group.skip(wire);
  }
}

/** Ten-millionths of a degree are what OpenStreetMap keeps: rounded to them, all formats read alike. */
function placeOf(lat: number, lng: number, { granularity, latOffset, lngOffset }: Block): LngLat {
  const degrees = (value: number, offset: number) => Math.round((offset + granularity * value) / 100) / 1e7;
  const at: LngLat = [degrees(lng, lngOffset), degrees(lat, latOffset)];
  if (!(Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90)) throw damaged();
  return at;
}

type Place = (id: number, lat: number, lng: number) => void;

function readNode(node: ProtoReader, place: Place): void {
  let [id, lat, lng] = [0, 0, 0];
  while (node.more) {
    const { number, wire } = node.field();
    if (number === 1 && wire === 0) id = node.zigzag();
    else if (number === 8 && wire === 0) lat = node.zigzag();
    else if (number === 9 && wire === 0) lng = node.zigzag();
    else node.skip(wire);
  }
  place(id, lat, lng);
}

/** Ids, latitudes and longitudes as three lists of differences. */
function readDense(dense: ProtoReader, place: Place): void {
  let [ids, lats, lngs]: (ProtoReader | undefined)[] = [];
  while (dense.more) {
    const { number, wire } = dense.field();
    if (number === 1 && wire === 2) ids = dense.message();
    else if (number === 8 && wire === 2) lats = dense.message();
    else if (number === 9 && wire === 2) lngs = dense.message();
    else dense.skip(wire);
  }
  if (ids === undefined) return;
  let [id, lat, lng] = [0, 0, 0];
  while (ids.more) {
    if (!lats?.more || !lngs?.more) throw damaged();
    id += ids.zigzag();
    lat += lats.zigzag();
    lng += lngs.zigzag();
    place(id, lat, lng);
  }
}

const unknownFeature = (feature: string) =>
  unsupported(
    `Tệp OSM cần tính năng “${feature.slice(0, 60)}” chưa đọc được.`,
    `The OSM file needs the feature “${feature.slice(0, 60)}”, which is not read.`,
  );
