#!/usr/bin/env bash
# The same bytes become another encoding when pkijs's EncapsulatedContentInfo gets them through its constructor: given
# there, an OCTET STRING is wrapped into a constructed one (24 2a 04 28 …), which is BER and not DER. Set as a property
# afterwards it stays one piece (04 28 …).
#
# Guessed: both ways give the OCTET STRING that was handed over, in DER, as the library's names and its other classes do.
# Seen: pkijs cuts the value into pieces of 64 kB, and a value that fits into one piece gets the wrapping too.
#
# Why it matters here: a signature or time stamp inside a PDF has to be DER (ISO 32000-1 section 12.8.3.3.1), and strict
# verifiers, Balie's own among them, refuse a token in pieces. So central/time/authority.ts sets the property.
#
# Needs node 20 or newer, npm and the registry. Ends with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pkijs@3.4.3 asn1js@3.0.10
cat >run.mjs <<'JS'
import { OctetString } from 'asn1js'
import { EncapsulatedContentInfo } from 'pkijs'
const eContentType = '1.2.840.113549.1.9.16.1.4'
const content = () => new OctetString({ valueHex: new Uint8Array(40).fill(7).buffer })
const hex = (info) => Buffer.from(info.toSchema().toBER()).toString('hex')
const given = new EncapsulatedContentInfo({ eContentType, eContent: content() })
const set = new EncapsulatedContentInfo({ eContentType })
set.eContent = content()
// Behind SEQUENCE and OBJECT IDENTIFIER (15 bytes): [0], its length, the content.
const head = (info) => hex(info).slice(30, 42)
console.log(`node ${process.version}, pkijs 3.4.3, asn1js 3.0.10`)
console.log('by the constructor: ', head(given), '…')
console.log('as a property:      ', head(set), '…')
const same = head(given).startsWith('a02c242a0428') && head(set).startsWith('a02a0428')
console.log(same ? 'as found' : 'CHANGED')
process.exit(same ? 0 : 1)
JS
node run.mjs
