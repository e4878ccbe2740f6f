import { DomainError } from '#geo/domain/errors.ts';
import { readTracks } from '../../features/imports/readers/tracks.ts';
import type { TrackTaskInput, TrackTaskResult } from '../../features/tracks/track-task.ts';
import { patrolsOf } from '../../features/tracks/track-patrols.ts';

/** Reads a file of tracks, cleans and matches them. */
export async function run(input: TrackTaskInput, onProgress: (share: number) => void): Promise<TrackTaskResult> {
  try {
    const { tracks, remarks } = await readTracks(input.bytes, input.fileName);
    return { done: { ...patrolsOf(tracks, input.work, onProgress), remarks } };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refused: { code: error.code, message: error.faultMessage, place: error.place, faults: error.faults } };
  }
}
