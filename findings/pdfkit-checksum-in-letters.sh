#!/usr/bin/env bash
# The CheckSum that pdfkit writes of an attached file is the MD5 as 32 letters, not as the 16 bytes that the format asks for.
#
# Guessed: 16 bytes, since ISO 32000-1 table 46 says "a 16-byte string that is the checksum of the bytes of the uncompressed
# embedded file". Seen: `(5d41402abc4b2a76b9719d911017c592)`, a string of 32 bytes that spells the digest.
#
# Why it matters here: a form carries its data as attached files, for ever. A program that checks an attachment by this sum
# finds every one of them changed. The entry is optional, so Balie takes it out (paper/pdfkit.ts); the signature and the
# hashes in the form's steps vouch for the attachments.
#
# Needs node 20 or newer, npm and the registry. Ends with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2
cat >run.mjs <<'JS'
import { createHash } from 'node:crypto'
import PDFDocument from 'pdfkit'
const doc = new PDFDocument({ compress: false })
const parts = []
doc.on('data', (part) => parts.push(part))
doc.on('end', () => {
  const file = Buffer.concat(parts).toString('latin1')
  const written = /\/CheckSum \(([^)]*)\)/.exec(file)?.[1] ?? 'none'
  console.log(`node ${process.version}, pdfkit 0.20.2`)
  console.log('written: ', written, `(${written.length} bytes)`)
  const same = written === createHash('md5').update('hello').digest('hex')
  console.log(same ? 'as found' : 'CHANGED')
  process.exit(same ? 0 : 1)
})
doc.file(Buffer.from('hello'), { name: 'hello.txt', type: 'text/plain' })
doc.text('one page')
doc.end()
JS
node run.mjs
