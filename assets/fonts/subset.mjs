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
fs.writeFileSync(out, font);
console.log(`${out}: ${chars.size} characters asked, ${font.length} bytes`);
