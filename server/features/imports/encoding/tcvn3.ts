/**
 * TCVN 5712:1993 (the “TCVN3” or ABC fonts of .Vn… documents): one byte a
 * letter, no names in the Encoding standard, so the table is ours. Bytes
 * 0x80–0xFF by TCVN 5712-1 (VN1), of which the ABC fonts use 0xA1–0xFE; bytes
 * below 0x80 are ASCII. 0xB0–0xB4 are combining tones, hence the NFC at the end.
 */
const HIGH_HALF =
  'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ' +
  'ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ' +
  '\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ' +
  '\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ' +
  'ẮẦẨẪẤỀặầẩẫấậèỂẻẽ' +
  'éẹềểễếệìỉỄẾỒĩíịò' +
  'Ổỏõóọồổỗốộờởỡớợù' +
  'ỖủũúụừửữứựỳỷỹýỵỐ';
const LETTERS = [...HIGH_HALF.normalize('NFC')];

/** Text of a file in TCVN3 (ABC), in NFC. Every byte has a meaning, so this never fails. */
export function decodeTcvn3(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    const end = Math.min(start + 8192, bytes.length);
    let part = '';
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      part += byte < 0x80 ? String.fromCharCode(byte) : LETTERS[byte - 0x80];
    }
    parts.push(part);
  }
  return parts.join('').normalize('NFC');
}
