#!/usr/bin/env bash
# A number beside Arabic comes out of fontkit back to front: "رقم 123456782" is laid out, from left to right, as
# "287654321", a blank and the word.
#
# Guessed: a shaper either leaves digits in their order (rule L2 of the Unicode bidirectional algorithm: numbers run from
# left to right in every script) or refuses to mix directions. Seen: `layout` takes the direction from the script of the
# first letter and reverses all glyphs of the string, digits too; nothing says so. pdfkit draws what it is given.
#
# Why it matters here: a citizen service number and a birth date stand in Arabic and Hebrew sentences of a form. Each would
# be somebody else's, and look right. Balie splits a line by the bidirectional algorithm first (paper/bidi.ts, with bidi-js)
# and gives fontkit runs of one direction.
#
# Needs node 20 or newer, npm and the registry. Ends with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fontkit@2.0.4 @expo-google-fonts/cairo@0.4.2
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
const font = fontkit.create(readFileSync('node_modules/@expo-google-fonts/cairo/400Regular/Cairo_400Regular.ttf'))
const drawn = (text) => font.layout(text).glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints)).join('')
const digits = (text) => drawn(text).replace(/\D/g, '')
console.log(`node ${process.version}, fontkit 2.0.4, Cairo 0.4.2`)
console.log('alone, from left to right: ', digits('123456782'))
console.log('beside Arabic:             ', digits('رقم 123456782'))
const same = digits('123456782') === '123456782' && digits('رقم 123456782') === '287654321'
console.log(same ? 'as found' : 'CHANGED')
process.exit(same ? 0 : 1)
JS
node run.mjs
