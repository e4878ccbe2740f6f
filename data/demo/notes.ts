import type { IncidentType } from '#geo/domain/incident.ts';
import type { MeasureType } from '#geo/domain/measure.ts';

/** Short sentences without any person, place or number: what such a record would say. */
export const MEASURE_NOTES: Record<MeasureType, readonly string[]> = {
  M01: [
    'Rà soát địa bàn theo kế hoạch quý.',
    'Nắm tình hình lao động đi làm ăn xa.',
    'Rà soát tin rao tuyển dụng tại địa bàn.',
    '',
  ],
  M02: [
    'Tuần tra kiểm soát theo kế hoạch tuần.',
    'Kiểm soát phương tiện khách ban đêm.',
    'Tuần tra khép kín, không phát hiện bất thường.',
    'Kết hợp nhắc nhở chủ phương tiện.',
    '',
    '',
  ],
  M03: ['Kiểm soát xuất nhập cảnh thường xuyên.', 'Tăng cường kiểm tra đoàn đông.', ''],
  M04: ['Tuần tra song phương theo biên bản đã ký.', 'Trao đổi tình hình tại thực địa.', ''],
  M05: ['Đợt cao điểm theo kế hoạch liên ngành.', 'Cao điểm theo chỉ đạo của tỉnh.'],
  M06: ['Tiếp nhận và xác minh tin báo.', 'Xác minh, đã trả lời nơi báo tin.', ''],
  M07: ['Kiểm tra, mở hòm thư tố giác.', 'Thông báo lại số đường dây nóng tại nhà văn hóa.', ''],
  M08: [
    'Phát tờ rơi, nói chuyện tại nhà văn hóa.',
    'Tuyên truyền lưu động tại chợ phiên.',
    'Tuyên truyền tại trường học.',
    '',
  ],
  M09: ['Kiểm tra việc thực hiện kế hoạch.', 'Khảo sát, ghi biên bản làm việc.', ''],
  M10: ['Tập huấn kỹ năng nhận biết và chuyển tuyến.'],
  M11: ['Hỗ trợ tái hòa nhập, chỉ ghi số lượng.', ''],
  M12: ['Ghi theo số lượng, không kèm hồ sơ.', ''],
  M99: ['Họp giao ban liên ngành.', ''],
};

export const INCIDENT_NOTES: Record<IncidentType, readonly string[]> = {
  'report-of-trafficking': ['Tin báo qua đường dây nóng.', 'Tin báo tại xã, đang xác minh.', ''],
  'sign-of-recruitment': ['Dấu hiệu môi giới việc làm trái phép.', 'Hứa hẹn việc nhẹ lương cao ở nước ngoài.', ''],
  'illegal-exit': ['Phát hiện qua lối mở.', 'Nhóm vượt biên trái phép, không giấy tờ.', ''],
  'escorted-departure': ['Có phương tiện đưa đón ban đêm.', ''],
  'return-of-victim': ['Tiếp nhận trở về qua cửa khẩu.', ''],
  'online-lure': ['Dụ dỗ qua mạng xã hội.', 'Tài khoản rao việc làm ở khu đặc biệt.', ''],
  'child-purchase-sign': ['Dấu hiệu môi giới cho nhận con trái phép.', ''],
  other: ['Sự việc khác cần theo dõi.', ''],
};
