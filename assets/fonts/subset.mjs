// Cuts the embedded Chinese face out of a full one.
//
//   npm install subset-font@2.9.0 @expo-google-fonts/noto-sans-sc@0.4.3     (in a scratch folder)
//   node subset.mjs SOURCE.ttf OUT.ttf            all of GB2312
//   node subset.mjs SOURCE.ttf OUT.ttf --level1   only its 3755 frequent Han characters, for the bold
//
// The character set is computed, not listed: every GB2312 code (EUC-CN rows 1-9
// and 16-87), Latin, and the signs that mini-programs draw as text icons. A
// character that the source lacks is skipped by the subsetter. subset-font is
// looked up from the current folder.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [source, out, level] = process.argv.slice(2);
if (!source || !out) {
  console.error('usage: node subset.mjs SOURCE.ttf OUT.ttf');
  process.exit(2);
}
const subsetFont = createRequire(path.join(process.cwd(), 'x.js'))('subset-font');

const chars = new Set();
const range = (from, to) => {
  for (let c = from; c <= to; c++) chars.add(String.fromCodePoint(c));
};

// GB2312: rows 1-9 are symbols, Latin, kana, Greek, Cyrillic; 16-87 are Han.
const gb = new TextDecoder('gb18030', { fatal: true });
const lastRow = level === '--level1' ? 55 : 87;
for (let row = 1; row <= lastRow; row++) {
  if (row > 9 && row < 16) continue;
  for (let cell = 1; cell <= 94; cell++) {
    try {
      const c = gb.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell));
      const p = c.codePointAt(0);
      if (p < 0xe000 || p > 0xf8ff) chars.add(c); // the unassigned cells decode to private use
    } catch {
      // an unassigned cell
    }
  }
}
range(0x20, 0x7e); // ASCII
range(0xa0, 0x17f); // Latin-1 and Latin Extended-A
range(0x1cd, 0x1dc); // pinyin vowels
range(0x1f8, 0x1f9);
range(0x2c6, 0x2dc);
range(0x2000, 0x206f); // general punctuation, spaces and controls
range(0x2070, 0x209f); // superscripts and subscripts
range(0x20a0, 0x20bf); // currency
range(0x2100, 0x214f); // letter-like signs
range(0x2150, 0x218f); // number forms
range(0x2190, 0x21ff); // arrows
range(0x2200, 0x22ff); // mathematical operators
range(0x2300, 0x23ff); // technical signs
range(0x2460, 0x24ff); // enclosed numbers
range(0x2500, 0x27bf); // boxes, blocks, shapes, dingbats
range(0x2b00, 0x2bff); // more arrows and stars
range(0x3000, 0x303f); // CJK punctuation
range(0x3040, 0x30ff); // kana
range(0x3100, 0x312f); // bopomofo
range(0x3200, 0x33ff); // enclosed CJK, units
range(0xfe10, 0xfe1f);
range(0xfe30, 0xfe4f);
range(0xff00, 0xffef); // full-width forms
// Han outside GB2312 that everyday pages do use (names, traditional forms in brands, recent words).
const names = level === '--level1' ? '' : '囧嘚啰瞭祇镕玥玺珺琎瑀璟璐淼垚喆堃昇昊晟晞暐曌朤槑歆沄泠洺淏湉溦滢潇炘炜烨煊熠甯皓睿祎祺禛箬翀翊翎芃苒荇菡萱蓁蕊薇蘅謇豪赟跞轩逄郗鄢钊钰铄锴镓闫靓韫顗颀飏馨骁骞鹍麟黉龑嫑巭烎叒叕焱堃犇羴猋骉麤龢鑫森';
for (const c of names) chars.add(c);

const text = [...chars].join('');
const font = await subsetFont(fs.readFileSync(source), text, {
  targetFormat: 'sfnt',
  noHinting: true,
  // What Chromium turns on by default, tabular figures, and the two features of text-spacing-trim.
  keepFeatures: ['ccmp', 'locl', 'calt', 'clig', 'liga', 'rlig', 'kern', 'mark', 'mkmk', 'tnum', 'halt', 'chws'],
  preserveNameIds: [0, 13, 14],
});
const whole = withNotdef(font, fs.readFileSync(source));
fs.writeFileSync(out, whole);
console.log(`${out}: ${chars.size} characters asked, ${whole.length} bytes`);

// The subsetter empties glyph 0, which shows where no face has a character: a phone draws
// a box there, and so do we with the source's own. Its hints are left out.
function withNotdef(subset, source) {
  const tables = (b) => {
    const t = new Map();
    for (let i = 0; i < b.readUInt16BE(4); i++) {
      const at = 12 + 16 * i;
      const from = b.readUInt32BE(at + 8);
      t.set(b.toString('latin1', at, at + 4), b.subarray(from, from + b.readUInt32BE(at + 12)));
    }
    return t;
  };
  const offsets = (t) => {
    const loca = t.get('loca');
    const long = t.get('head').readInt16BE(50) === 1;
    return Array.from({ length: loca.length / (long ? 4 : 2) }, (_, i) => (long ? loca.readUInt32BE(4 * i) : 2 * loca.readUInt16BE(2 * i)));
  };
  const from = tables(source);
  const glyph = from.get('glyf').subarray(0, offsets(from)[1]);
  const contours = glyph.readInt16BE(0);
  if (contours < 1) throw new Error('glyph 0 of the source is no plain outline');
  const head = 10 + 2 * contours;
  const hints = glyph.readUInt16BE(head);
  const box = Buffer.concat([glyph.subarray(0, head), Buffer.alloc(2), glyph.subarray(head + 2 + hints)]);
  const notdef = Buffer.concat([box, Buffer.alloc((4 - (box.length % 4)) % 4)]);

  const to = tables(subset);
  const old = offsets(to);
  if (old[1] !== 0) throw new Error('glyph 0 is not empty');
  to.set('glyf', Buffer.concat([notdef, to.get('glyf')]));
  const loca = Buffer.alloc(4 * old.length);
  old.forEach((o, i) => loca.writeUInt32BE(i === 0 ? 0 : o + notdef.length, 4 * i));
  to.set('loca', loca);
  const headTable = Buffer.from(to.get('head'));
  headTable.writeInt16BE(1, 50); // long offsets
  headTable.writeUInt32BE(0, 8);
  to.set('head', headTable);
  const maxp = Buffer.from(to.get('maxp'));
  const points = box.readUInt16BE(head - 2) + 1;
  maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(6), points), 6);
  maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(8), contours), 8);
  to.set('maxp', maxp);

  const sum = (b) => {
    const padded = Buffer.concat([b, Buffer.alloc((4 - (b.length % 4)) % 4)]);
    let s = 0;
    for (let i = 0; i < padded.length; i += 4) s = (s + padded.readUInt32BE(i)) >>> 0;
    return s;
  };
  const names = [...to.keys()].sort();
  const dir = Buffer.alloc(12 + 16 * names.length);
  subset.copy(dir, 0, 0, 12);
  const parts = [dir];
  let at = dir.length;
  names.forEach((name, i) => {
    const b = to.get(name);
    dir.write(name, 12 + 16 * i, 'latin1');
    dir.writeUInt32BE(sum(b), 16 + 16 * i);
    dir.writeUInt32BE(at, 20 + 16 * i);
    dir.writeUInt32BE(b.length, 24 + 16 * i);
    const padded = Buffer.concat([b, Buffer.alloc((4 - (b.length % 4)) % 4)]);
    parts.push(padded);
    at += padded.length;
  });
  const file = Buffer.concat(parts);
  const headAt = 12 + 16 * names.indexOf('head');
  file.writeUInt32BE((0xb1b0afba - sum(file)) >>> 0, file.readUInt32BE(headAt + 8) + 8);
  return file;
}
