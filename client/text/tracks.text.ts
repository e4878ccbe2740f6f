import { defineText } from './define-text.ts';

export const tracksText = defineText({
  'tracks.open': ['Nhập vết GPS', 'Import GPS tracks'],
  'tracks.choose': ['Chọn tệp vết (GPX, KML, GeoJSON, CSV)', 'Choose a file of tracks (GPX, KML, GeoJSON, CSV)'],
  'tracks.working': ['Đang đọc và khớp vết với tuyến', 'Reading the file and matching it to routes'],
  'tracks.patrol': ['Chuyến', 'Patrol'],
  'tracks.day': ['Ngày', 'Day'],
  'tracks.length': ['{km} km, dừng {n} lần', '{km} km, {n} stops'],
  'tracks.removed': ['Đã bỏ {n} điểm', '{n} positions removed'],
  'tracks.route': ['Tuyến', 'Route'],
  'tracks.from': ['Từ km', 'From km'],
  'tracks.to': ['Đến km', 'To km'],
  'tracks.uncertain': ['Chưa chắc chắn', 'Uncertain'],
  'tracks.remove': ['Bỏ đoạn', 'Remove the stretch'],
  'tracks.none': ['Không khớp tuyến nào', 'On no route'],
  'tracks.before': ['Tệp này đã được nhập trước đây', 'This file was stored before'],
  'tracks.store': ['Lưu {n} chuyến', 'Store {n} patrols'],
  'tracks.done': ['Đã lưu {n} biện pháp từ vết GPS', '{n} measures stored from GPS tracks'],
  'tracks.type': ['Loại biện pháp', 'Type of measure'],
});
