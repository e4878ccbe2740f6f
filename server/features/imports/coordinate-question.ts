import type { RowQuestion } from './row-reader.ts';

/** Names the answer that readers get as `ReadOptions.coordinateSystem`. */
export const COORDINATE_QUESTION_ID = 'file-coordinate-system';

const option = (value: string, vi: string, en: string): RowQuestion['options'][number] => ({
  value,
  label: { vi, en },
  detail: { vi: value, en: value },
});

/** Asked once for a file whose shapes are in metres of a system it does not name. */
export const COORDINATE_QUESTION: RowQuestion = {
  id: COORDINATE_QUESTION_ID,
  kind: 'coordinate-system',
  text: {
    vi: 'Hình trong tệp ghi bằng mét nhưng không nói theo hệ tọa độ nào. Hệ nào?',
    en: 'The shapes of the file are in metres of a system it does not name. Which one?',
  },
  options: [
    option(
      'EPSG:9208',
      'VN-2000 kinh tuyến trục 104°45′ (Nghệ An), múi 3°',
      'VN-2000, meridian 104°45′ (Nghệ An), 3° zone',
    ),
    option('EPSG:5897', 'VN-2000 kinh tuyến trục 105°, múi 3°', 'VN-2000, meridian 105°, 3° zone'),
    option('EPSG:3405', 'VN-2000 UTM múi 48 Bắc, múi 6°', 'VN-2000, UTM zone 48N'),
    option('EPSG:3406', 'VN-2000 UTM múi 49 Bắc, múi 6°', 'VN-2000, UTM zone 49N'),
  ],
};
