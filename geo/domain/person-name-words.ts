/*
 * Word lists for the scan of person data. Written with diacritics; a text typed
 * without them is compared with the lists stripped of theirs. They need not be
 * complete to be useful: a refused sentence can be rewritten, so the lists lean
 * towards refusing, except for names of places.
 */

/** Family names that are hardly ever anything else: with one more name they are a person. */
export const STRONG_SURNAMES =
  'nguyễn trần phạm huỳnh phan vũ võ đặng bùi đỗ ngô trịnh trương đậu phùng quách nghiêm vừ lầu xồng hờ thò giàng sùng moong cụt xeo lữ lò lương tạ hoàng lê đinh đàm'.split(
    ' ',
  );

/** Family names that are also everyday words or parts of place names: they need a middle name. */
export const WEAK_SURNAMES =
  'hồ doãn cao mai hà kim lang la vi lô quang thái từ chu tô lý ngân thân mạc dương vương đào đoàn lưu văn tống bạch cung kiều lục mã ninh phí tôn triệu trình tăng sầm lỳ già và mùa kha uông lâm hứa giáp châu viên thạch đồng trà ven ông khang hạ nông'.split(
    ' ',
  );

/** Second words of a person's name. */
export const MIDDLE_NAMES =
  'văn thị đình đức hữu xuân quang công minh ngọc bá y trọng viết khắc sỹ sĩ thế duy hồng thanh thu hoài mạnh quốc tiến bảo gia như kim phương mỹ tuấn hoàng nhật thành trung kiều cảnh huy phúc hải vĩnh song nhất chí bích tất doãn danh phi cẩm nhân thùy thuỳ diệu khánh a'.split(
    ' ',
  );

/** Words before a person's name. */
export const TITLES = [
  ...'ông bà anh chị em cháu chú bác dì cậu mợ thím cụ cô bé vợ chồng tên'.split(' '),
  'đối tượng',
  'bị can',
  'bị cáo',
  'bị hại',
  'bị án',
  'nạn nhân',
  'nghi phạm',
  'nghi can',
  'nhân chứng',
  'họ và tên',
  'họ tên',
  'tên là',
  'người tên',
  'con gái',
  'con trai',
  'công dân',
  'bà con tên',
  'đồng chí',
  'đ/c',
  'mr',
  'mrs',
  'ms',
];

/** Words before the name of a place, a road or a building: what follows is that name. */
export const PLACE_WORDS =
  'đường phố tuyến lộ xã phường trấn huyện tỉnh quận thành thị cầu chợ trường ga cảng đồn trạm bến khối xóm bản thôn làng tổ ngõ ngách hẻm tư ba đại quảng khu núi sông suối khe đèo hồ đập biển đảo mỏ cửa khẩu lối mở mốc chùa đền nhà viện vùng địa bàn ấp cụm kho bãi phà hang rú rừng tp tx tt qd đbp ubnd cax caph caxã road street highway commune ward district town bridge station port airport gate post market'.split(
    ' ',
  );

/** Capitalised words that begin or make up names of bodies, feasts and peoples of states, never of persons. */
export const COMMON_CAPITALS =
  'công bộ đội biên phòng viện tòa toà sở ủy uỷ ubnd ban hội đoàn đồn trạm chi cục cảnh sát quân hải quan tổ lực lượng phòng mặt trận tỉnh huyện xã phường thị thành phố trung tâm trường bệnh đài báo việt lào campuchia tết tháng thứ quý ngày kế hoạch báo cáo nghị quyết quyết định luật đề án chỉ thị phụ nữ thanh niên nông dân cựu chiến binh kiểm lâm thuế hq bđbp csgt pccc cahs cax cat km ql đt tl và tại từ theo qua khi lúc ở đến khu vực cảng cửa khẩu ga cầu chợ bến bản xóm khối đường tuyến quốc lộ địa bàn the of and border guard police road railway station north south ho'.split(
    ' ',
  );

/** Geography that everybody writes, beyond the register: never a person, though it may look so. */
export const COMMON_PLACES = [
  'Hồ Chí Minh',
  'Công An',
  'Nguyên Đán',
  'Trung Thu',
  'Kiểm Sát Nhân Dân',
  'Tòa Án Nhân Dân',
  'Việt Nam',
  'Bác Hồ',
  'Hà Nội',
  'Hà Tĩnh',
  'Hà Giang',
  'Hà Nam',
  'Hà Đông',
  'Thái Lan',
  'Thái Nguyên',
  'Thái Bình',
  'Thái Hòa',
  'Thanh Hóa',
  'Nghệ An',
  'Nghệ Tĩnh',
  'Quảng Bình',
  'Quảng Trị',
  'Quảng Ninh',
  'Quảng Đông',
  'Quảng Tây',
  'Lạng Sơn',
  'Cao Bằng',
  'Lào Cai',
  'Lai Châu',
  'Điện Biên',
  'Sơn La',
  'Móng Cái',
  'Đà Nẵng',
  'Hải Phòng',
  'Phan Thiết',
  'Phan Rang',
  'Bà Rịa',
  'Bà Rịa Vũng Tàu',
  'Cô Tô',
  'Lâm Đồng',
  'An Giang',
  'Kiên Giang',
  'Tây Ninh',
  'Việt Nam',
  'Việt Lào',
  'Đài Loan',
  'Hàn Quốc',
  'Trung Quốc',
  'Đoàn Thanh niên',
  'Miến Điện',
  'Mi an ma',
  'Đông Nam Á',
  'Bắc Nam',
  'Xiêng Khoảng',
  'Bô Ly Khăm Xay',
  'Hủa Phăn',
  'Nong Hét',
  'Sông Lam',
  'Lương Minh',
  'Bến Thủy',
  'Hưng Nguyên',
];

/** Ethnic groups named in the province; “Kinh”, “Thái” and “Thổ” only after a word that makes them a people. */
export const ETHNIC_GROUPS = [
  'mông',
  "h'mông",
  'hmông',
  'mèo',
  'thái',
  'thổ',
  'khơ mú',
  'khơ-mú',
  'khơmú',
  'ơ đu',
  'ơ-đu',
  'đan lai',
  'kinh',
  'tày',
  'nùng',
  'dao',
  'mường',
  'hoa',
  'ê đê',
  'gia rai',
  'khmer',
];

export const RELIGIONS = [
  'công giáo',
  'thiên chúa giáo',
  'thiên chúa',
  'tin lành',
  'phật giáo',
  'hồi giáo',
  'cao đài',
  'hòa hảo',
  'hoà hảo',
  'đạo phật',
  'đạo chúa',
  'vàng chứ',
  'dương văn mình',
];

/** Words that make an ethnic group or a religion the attribute of a person. */
export const PERSON_WORDS =
  'người đối tượng nạn nhân phụ nữ cháu em chị anh ông bà cô bé trẻ gia hộ nữ nam thanh niên cặp vợ chồng mẹ con tín đồ giáo dân'.split(
    ' ',
  );
