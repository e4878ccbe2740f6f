/**
 * A text with every toned vowel, and its bytes as `iconv` of glibc 2.36 writes
 * them (`-t TCVN5712-1`; `-t CP1258` after splitting the tones off).
 */
export const PANGRAM =
  'Xã Mường Xén, Quốc lộ 7A; tuần tra, kiểm soát\n' +
  'Biện pháp nghiệp vụ: nắm tình hình, rà soát tuyến, địa bàn trọng điểm\n' +
  'Đồn Biên phòng cửa khẩu Nậm Cắn phối hợp Công an xã Nhôn Mai, Mỹ Lý, Keng Đu\n' +
  'ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ế ề ể ễ ệ í ì ỉ ĩ ị ó ò ỏ õ ọ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ á à ả ã ạ ă â đ ê ô ơ ư Ă Â Đ Ê Ô Ơ Ư\n';
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
export const iconvTcvn = bytesOf(
  'WLcgTa3qbmcgWNBuLCBRdehjIGzpIDdBOyB0dcduIHRyYSwga2nTbSBzb7h0CkJp1m4gcGi4cCBuZ2hp1nAgdvQ6IG6+bSB0125o' +
    'IGjXbmgsIHK1IHNvuHQgdHV51W4sIK7eYSBitW4gdHLkbmcgrmnTbQqn5W4gQmmqbiBwaN9uZyBj9mEga2jIdSBOy20gQ75uIHBo' +
    '6GkgaO5wIEOrbmcgYW4geLcgTmirbiBNYWksIE38IEz9LCBLZW5nIKd1Cr4guyC8IL0gxiDKIMcgyCDJIMsg0CDMIM4gzyDRINUg' +
    '0iDTINQg1iDdINcg2CDcIN4g4yDfIOEg4iDkIOgg5SDmIOcg6SDtIOog6yDsIO4g8yDvIPEg8iD0IPgg9SD2IPcg+SD9IPog+yD8' +
    'IP4guCC1ILYgtyC5IKggqSCuIKogqyCsIK0goSCiIKcgoyCkIKUgpgo=',
);
export const iconvWindows1258 = bytesOf(
  'WGHeIE399cxuZyBYZexuLCBRdfTsYyBs9PIgN0E7IHR14sxuIHRyYSwga2nq0m0gc29h7HQKQmnq8m4gcGhh7HAgbmdoaerycCB2' +
    'dfI6IG7j7G0gdGnMbmggaGnMbmgsIHJhzCBzb2HsdCB0dXnq7G4sIPBp8mEgYmHMbiB0cm/ybmcg8Gnq0m0K0PTMbiBCaepuIHBo' +
    'b8xuZyBj/dJhIGto4tJ1IE7i8m0gQ+PsbiBwaPTsaSBo9fJwIEP0bmcgYW4geGHeIE5o9G4gTWFpLCBNed4gTHnsLCBLZW5nINB1' +
    'CuPsIOPMIOPSIOPeIOPyIOLsIOLMIOLSIOLeIOLyIGXsIGXMIGXSIGXeIGXyIOrsIOrMIOrSIOreIOryIGnsIGnMIGnSIGneIGny' +
    'IG/sIG/MIG/SIG/eIG/yIPTsIPTMIPTSIPTeIPTyIPXsIPXMIPXSIPXeIPXyIHXsIHXMIHXSIHXeIHXyIP3sIP3MIP3SIP3eIP3y' +
    'IHnsIHnMIHnSIHneIHnyIGHsIGHMIGHSIGHeIGHyIOMg4iDwIOog9CD1IP0gwyDCINAgyiDUINUg3Qo=',
);

/** A text in TCVN3, by the inverse of the letters that `iconvTcvn` shows. */
export function iconvFile(text: string): Uint8Array {
  const letters = [...PANGRAM];
  const byteOf = new Map(letters.map((letter, i) => [letter, iconvTcvn[i]]));
  return Uint8Array.from([...text], (letter) => byteOf.get(letter) ?? letter.charCodeAt(0));
}
