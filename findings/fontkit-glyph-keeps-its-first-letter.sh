#!/usr/bin/env bash
# What fontkit says a glyph stands for depends on the text that it met first: after "ï" was laid out, the glyph of the
# Turkish "ı" says "ï" for as long as the font is open.
#
# Guessed: `layout(text).glyphs[i].codePoints` are the characters of that text, for each call anew. Seen: a glyph object is
# made once for each number in the font and keeps the characters of its first use. Where a font draws "ï" as "ı" with two
# dots, the "ı" of a later text is the same object.
#
# Why it matters here: pdfkit writes ToUnicode from it. A process that composes two documents with one parsed font draws
# "Işık" in the second and lets a screen reader, a search and a copy say something else. Balie forgets the glyphs between two
# documents (`useFont` in paper/pdfkit.ts), and its intake reads what a form says against its data.
#
# Needs node 20 or newer, npm and the registry. Ends with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fontkit@2.0.4 @fontsource/inter@5.2.8
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
const file = readFileSync('node_modules/@fontsource/inter/files/inter-latin-ext-400-normal.woff')
const said = (font, text) => font.layout(text).glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints)).join('')
const [fresh, used] = [fontkit.create(file), fontkit.create(file)]
used.layout('ï')
console.log(`node ${process.version}, fontkit 2.0.4, Inter 5.2.8`)
console.log('"ı" in a font just opened: ', said(fresh, 'ı'))
console.log('"ı" after "ï":             ', said(used, 'ı'))
const same = said(fresh, 'ı') === 'ı' && said(used, 'ı') === 'ï'
console.log(same ? 'as found' : 'CHANGED')
process.exit(same ? 0 : 1)
JS
node run.mjs
