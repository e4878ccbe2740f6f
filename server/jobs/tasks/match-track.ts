import { readTracks } from '../../features/imports/readers/tracks.ts';
import type { ReadPatrols, TrackTaskInput } from '../../features/tracks/track-task.ts';
import { patrolsOf } from '../../features/tracks/track-patrols.ts';
import { answeringRefusals, type FileTaskResult } from '../file-task.ts';

/** Reads a file of tracks, cleans and matches them. */
export function run(input: TrackTaskInput, onProgress: (share: number) => void): Promise<FileTaskResult<ReadPatrols>> {
  return answeringRefusals(async () => {
    const { tracks, remarks } = await readTracks(input.bytes, input.fileName);
    return { ...patrolsOf(tracks, input.work, onProgress), remarks };
  });
}
